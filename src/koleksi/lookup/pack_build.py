"""Building a pack: one stream of books after another, resumable, in little memory.

The pack grows in ``<name>.bagian`` beside the target. Every batch of rows is one transaction together with how far
its source was read, so an interrupted build goes on where it stopped; only a whole pack takes the target's place.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from koleksi import isbn, save
from koleksi._terms.system_errors import why
from koleksi.book import Book, Entry, Problem, Text
from koleksi.errors import OutputError
from koleksi.lookup import pack_format

__all__ = ["Builder", "Names", "Origin", "Row"]

Progress = Callable[[str, int, int], None]
Row = tuple[int, dict[str, Any]]  # number in ``books``, values by name of field
_BATCH = 10_000
_KEPT_NAMES = 400_000  # texts held in memory to be found again: about 60 MB
_PROGRESS = "CREATE TABLE progress (source INTEGER PRIMARY KEY, read INTEGER NOT NULL, done INTEGER NOT NULL)"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where books come from: what users are told. ``date`` is ISO, of the file."""

    name: str
    licence: str = ""
    date: str = ""


class Names:
    """The numbered texts of a pack. Past ``_KEPT_NAMES`` a new text is written out where it stands."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._numbers: dict[str, int] = {
            text: number for number, text in database.execute("SELECT id, text FROM names WHERE text <> ''")
        }
        self._last: int
        (self._last,) = database.execute("SELECT coalesce(max(id), 0) FROM names").fetchone()
        self._fresh: list[tuple[int, str]] = []

    def number(self, text: str) -> int | None:
        """The number of a text, a new one if need be; None where the text had better stand in full."""
        found = self._numbers.get(text)
        if found is None and len(text) > 2 and len(self._numbers) < _KEPT_NAMES:
            found = self.reserve(text)
            self._numbers[text] = found
        return found

    def reserve(self, text: str = "") -> int:
        """A new number for a text that may not be known yet."""
        self._last += 1
        self._fresh.append((self._last, text))
        return self._last

    def write(self, database: sqlite3.Connection) -> None:
        database.executemany("INSERT INTO names VALUES (?, ?)", self._fresh)
        self._fresh.clear()


class Builder:
    """``plan`` describes sources and filters; a half-built pack of another plan is begun anew. ``about``: what the
    pack shall say of itself ("title", "date" ...). Raises OutputError where the place cannot be written."""

    def __init__(
        self,
        path: str | Path,
        *,
        plan: Mapping[str, Any] | None = None,
        about: Mapping[str, str] | None = None,
        tell: Progress | None = None,
    ) -> None:
        self._path = Path(path)
        self._partial = self._path.with_name(f"{self._path.name}.bagian")
        self._about = dict(about or {})
        self._tell = tell or (lambda stage, done, total: None)
        self._plan = json.dumps(plan, sort_keys=True) if plan else ""
        try:
            self.database = self._resumed() or self._begun()
        except (OSError, sqlite3.Error) as error:
            raise _unwritten(error, self._partial) from error
        self.names = Names(self.database)
        self._sources = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """An interrupted build stays for the next time if it has a plan. Raises OutputError for a disk that is full."""
        self.database.close()
        if not self._plan:
            self._partial.unlink(missing_ok=True)
        if isinstance(value, sqlite3.Error):
            raise _unwritten(value, self._partial) from value

    def add(self, origin: Origin, items: Iterable[Entry | Problem]) -> int:
        """Books of a catalogue or list; those with a title are taken. Returns how many descriptions were read."""
        return self.add_rows(origin, (_rows_of(item.book) if isinstance(item, Entry) else () for item in items))

    def add_rows(self, origin: Origin, items: Iterable[Iterable[Row]], after: Callable[[], None] = lambda: None) -> int:
        """``items``: for each record that a source holds, its rows (none where it is left out). What a resumed build
        has read before is passed over. ``after`` is called inside every batch's transaction."""
        number = self._source(origin)
        read, done = self.database.execute("SELECT read, done FROM progress WHERE source = ?", (number,)).fetchone()
        if done:
            return int(read)
        stream = islice(iter(items), read, None)
        while batch := list(islice(stream, _BATCH)):
            read += len(batch)
            with self.database:
                self._put(number, batch)
                after()
                self.database.execute("UPDATE progress SET read = ? WHERE source = ?", (read, number))
            self._tell(f"pack {origin.name}", read, 0)
        with self.database:
            self.database.execute("UPDATE progress SET done = 1 WHERE source = ?", (number,))
        return int(read)

    def _source(self, origin: Origin) -> int:
        self._sources += 1
        with self.database:
            self.database.execute(
                "INSERT OR IGNORE INTO sources (id, name, licence, date) VALUES (?, ?, ?, ?)",
                (self._sources, origin.name, origin.licence, origin.date),
            )
            self.database.execute("INSERT OR IGNORE INTO progress VALUES (?, 0, 0)", (self._sources,))
        return self._sources

    def _put(self, source: int, batch: Sequence[Iterable[Row]]) -> None:
        """Of two descriptions of a book the one with more filled fields stays; of equals the first."""
        rows = [
            (number, pack_format.encode(values, source, self.names.number))
            for found in batch
            for number, values in found
        ]
        self.database.executemany(
            "INSERT INTO books VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET facts = excluded.facts "
            "WHERE substr(excluded.facts, 1, 1) > substr(facts, 1, 1)", rows,
        )  # fmt: skip
        self.names.write(self.database)

    def finish(self) -> int:
        """Make the title index, and put the pack in its place; the number of books. Raises OutputError."""
        with self.database:
            self.database.execute("DROP TABLE IF EXISTS words")
            self.database.execute(pack_format.WORDS)
            counts: Counter[int] = Counter()
            self.database.executemany("INSERT INTO words (rowid, w) VALUES (?, ?)", self._indexed(counts))
            self.database.executemany(
                "UPDATE sources SET books = ? WHERE id = ?", [(books, source) for source, books in counts.items()]
            )
            self.database.execute("DELETE FROM about")
            self.database.executemany("INSERT INTO about VALUES (?, ?)", self._about.items())
        with self.database:
            self.database.execute("INSERT INTO words (words) VALUES ('optimize')")
            self.database.execute("DROP TABLE progress")
            self.database.execute("DROP TABLE IF EXISTS people")
            self.database.execute(f"PRAGMA user_version={pack_format.VERSION}")
        self.database.execute("VACUUM")  # rows came in the order of the sources: a third of the space is empty
        (books,) = self.database.execute("SELECT count(*) FROM books").fetchone()
        self.database.close()
        with save.replacing(self._path) as target, self._partial.open("rb") as source:
            shutil.copyfileobj(source, target, 1 << 20)
        self._partial.unlink(missing_ok=True)
        return int(books)

    def _indexed(self, counts: Counter[int]) -> Iterator[tuple[int, str]]:
        """For every book the words it is found by; ``counts`` becomes the number of books of each source."""
        names = dict(self.database.execute("SELECT id, text FROM names"))
        for n, (number, facts) in enumerate(self.database.execute("SELECT id, facts FROM books ORDER BY id")):
            if n % _BATCH == 0:
                self._tell("pack index", n, 0)
            counts[pack_format.source_of(facts)] += 1
            yield number, pack_format.words_of(facts, names)

    def _begun(self) -> sqlite3.Connection:
        self._partial.parent.mkdir(parents=True, exist_ok=True)
        self._partial.unlink(missing_ok=True)
        database = _connected(self._partial)
        database.executescript(f"{pack_format.SCHEMA}{_PROGRESS};")
        with database:
            database.execute("INSERT INTO about VALUES ('plan', ?)", (self._plan,))
        return database

    def _resumed(self) -> sqlite3.Connection | None:
        """A half-built pack of the same plan, or None."""
        if not self._plan or not self._partial.is_file():
            return None
        database = _connected(self._partial)
        with suppress(sqlite3.Error):
            if database.execute("SELECT value FROM about WHERE name = 'plan'").fetchone() == (self._plan,):
                database.execute("SELECT * FROM progress LIMIT 1")
                return database
        database.close()
        return None


def _unwritten(error: Exception, path: Path) -> OutputError:
    return OutputError(Text("tidak dapat ditulis ({why})", "cannot be written ({why})").format(why=why(error)), path)


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous=NORMAL")
    return database


def _rows_of(book: Book) -> list[Row]:
    """A book under each of its ISBNs, or under what it says where it has none."""
    if not book.title:
        return []
    values = {name: getattr(book, name) for name in pack_format.FIELDS}
    numbers = [
        pack_format.id_of(number) for number in dict.fromkeys((book.isbn, *book.other_isbns)) if isbn.is_valid(number)
    ]
    return [(number, values) for number in numbers or (pack_format.id_without_isbn(book),)]
