"""The offline pack: one SQLite file, ISBN -> facts and title -> books, built once and handed out on a USB stick."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from koleksi import isbn
from koleksi._terms.folding import words
from koleksi.book import Book, Entry, Text
from koleksi.errors import InputError
from koleksi.lookup import pack_format
from koleksi.lookup.facts import Claim
from koleksi.lookup.pack_build import Builder, Origin

__all__ = ["Pack", "build"]

_ASKED_AT_ONCE = 500  # below SQLite's limit of variables in one statement
_KEPT_NAMES = 100_000  # in memory, about 15 MB
_TABLES = frozenset({"about", "sources", "names", "books", "words"})
_WORDS = 12  # of a title that are searched for
_READ = 200  # candidates of a title search that are looked at


class Pack:
    """An open pack, read only. ``name`` is "pack:" and the file's name."""

    def __init__(self, database: sqlite3.Connection, name: str) -> None:
        self._database = database
        self.name = name
        self._origins = dict(database.execute("SELECT id, name FROM sources"))
        self._names: dict[int, str] = {}

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Raises InputError when the file is no pack."""
        path = Path(path)
        if not path.is_file():
            raise InputError(Text("berkas tidak ada", "no such file"), path)
        database = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True
        )  # works from a read-only stick
        try:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version == pack_format.VERSION:
                _check_whole(database, path)
                return cls(database, f"pack:{path.stem}")
        except InputError:
            database.close()
            raise
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            database.close()
            raise InputError(
                Text("bukan paket ISBN koleksi", f"not an ISBN pack of koleksi ({error})"), path
            ) from error
        database.close()
        raise InputError(_of_another_version(version), path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def find(self, isbns: Sequence[str]) -> tuple[dict[str, Book], str]:
        """What is known of these ISBNs (13 digits); the second value is the trouble on the way, which a pack never
        has."""
        return {number: claim.book for number, claim in self.claims(isbns).items()}, ""

    def claims(self, isbns: Sequence[str]) -> dict[str, Claim]:
        """What is known of these ISBNs, and which of the pack's sources says so; of what is no ISBN nothing is.
        Raises InputError for a damaged file."""
        known: dict[str, Claim] = {}
        valid = [number for number in isbns if isbn.is_valid(number)]
        with self._whole():
            for start in range(0, len(valid), _ASKED_AT_ONCE):
                batch = {pack_format.id_of(number): number for number in valid[start : start + _ASKED_AT_ONCE]}
                rows = self._rows(list(batch))
                self._fetch_names(rows)
                for number, facts in rows:
                    known[batch[number]] = self._claim(batch[number], facts)
        return known

    def search(self, title: str, author: str = "", limit: int = 20) -> list[Claim]:
        """Books whose title and authors hold all these words, or, if none does, all words of the title but one; at
        most ``limit``, best first (fewest other words in the title). Raises InputError for a damaged file."""
        wanted = words(title)
        if not wanted:
            return []
        by = words(author)
        for query in _queries(wanted, by):
            with self._whole():
                found = list(self._matching(query))
            if found:
                return sorted(found, key=lambda claim: _distance(wanted, by, claim.book))[:limit]
        return []

    def about(self) -> dict[str, str]:
        """What the pack says of itself: its sources with licence and date, when it was built, the number of books.
        Raises InputError for a damaged file."""
        with self._whole():
            told = dict(self._database.execute("SELECT name, value FROM about"))
            sources = [
                " ".join(filter(None, (name, licence and f"({licence})", date, f"{books}")))
                for name, licence, date, books in self._database.execute(
                    "SELECT name, licence, date, books FROM sources ORDER BY id"
                )
            ]
            (books,) = self._database.execute("SELECT count(*) FROM books").fetchone()
        return {**told, "sources": "; ".join(sources), "books": str(books)}

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """What sticks do to files: SQLite notices most of it, a text that is no description shows the rest."""
        try:
            yield
        except (sqlite3.DatabaseError, ValueError, TypeError, OverflowError) as error:
            raise InputError(
                Text("paket rusak; salin ulang", f"the pack is damaged ({error}); copy it again"), self.name
            ) from error

    def _rows(
        self, numbers: Sequence[int], query: str = "SELECT id, facts FROM books WHERE id IN"
    ) -> list[tuple[int, str]]:
        marks = ",".join("?" * len(numbers))
        return self._database.execute(f"{query} ({marks})", numbers).fetchall()

    def _claim(self, number: str, facts: str) -> Claim:
        book = Book(isbn=number, **pack_format.decode(facts, self._names))
        origin = self._origins.get(pack_format.source_of(facts), "")
        return Claim(f"{self.name}/{origin}" if origin else self.name, book)

    def _matching(self, query: str) -> Iterator[Claim]:
        numbers: list[int] = []
        with suppress(sqlite3.OperationalError):  # letters younger than SQLite's tables: nothing is found by them
            numbers = [
                number
                for (number,) in self._database.execute(
                    "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (query, _READ)
                )
            ]
        rows = self._rows(numbers)
        self._fetch_names(rows)
        for number, facts in rows:
            yield self._claim(pack_format.isbn_of(number), facts)

    def _fetch_names(self, rows: Sequence[tuple[int, str]]) -> None:
        """The names that these descriptions refer to, into memory with few questions."""
        if len(self._names) > _KEPT_NAMES:
            self._names.clear()
        wanted = list(
            {number for _, facts in rows for number in pack_format.references(facts) if number not in self._names}
        )
        for start in range(0, len(wanted), _ASKED_AT_ONCE):
            self._names.update(
                self._rows(wanted[start : start + _ASKED_AT_ONCE], "SELECT id, text FROM names WHERE id IN")
            )


def _check_whole(database: sqlite3.Connection, path: Path) -> None:
    """Raises InputError for a file that was cut off, and sqlite3.DatabaseError for one without a pack's tables."""
    (size,) = database.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
    if path.stat().st_size < size:
        raise InputError(Text("paket terpotong; salin ulang", "the pack was cut off; copy it again"), path)
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= _TABLES:
        raise sqlite3.DatabaseError("tables of another program")


def _of_another_version(version: int) -> Text:
    if version > pack_format.VERSION:
        return Text(
            f"paket dari koleksi yang lebih baru ({version}); perbarui koleksi",
            f"a pack of a newer koleksi ({version}); update koleksi",
        )
    if not version:
        return Text(
            "bukan paket ISBN koleksi, atau belum selesai dibuat", "not an ISBN pack, or one that is not finished"
        )
    return Text(
        f"paket dari koleksi yang lama ({version}); buat lagi dengan 'koleksi pack build'",
        f"a pack of an older koleksi ({version}); build it again with 'koleksi pack build'",
    )


def _queries(title: Sequence[str], author: Sequence[str]) -> Iterator[str]:
    """FTS5 queries from the strictest on: just this main title, all words, the title's alone, all of a longer title
    but one."""
    plain = [f'"{word}"' for word in dict.fromkeys(title[:_WORDS])]
    yield f"{pack_format.mark_of(title)} {plain[0]}"
    by = [f'"{word}"' for word in author if len(word) > 1]
    if by:
        yield " ".join([*plain, *by])
    yield " ".join(plain)
    if len(plain) > 2 or (by and len(plain) > 1):
        yield " OR ".join(f"({' '.join(plain[:n] + plain[n + 1 :] + by)})" for n in range(len(plain)))


def _distance(title: Sequence[str], author: Sequence[str], book: Book) -> tuple[int, int, int, int, str]:
    """How far a candidate is from what was asked: words missing in its title with subtitle, in its authors, in its
    main title alone; then words too many or too few."""
    main, whole = words(book.title), set(words(book.full_title))
    people = {word for name in book.authors for word in words(name)}
    unknown = sum(word not in people for word in author)
    return (
        sum(word not in whole for word in title),
        unknown,
        sum(word not in main for word in title),
        abs(len(main) - len(title)),
        book.isbn,
    )


def build(entries: Iterable[Entry], path: str | Path, *, sources: Sequence[str] = ()) -> int:
    """A pack of these entries in one step; the number of books in it. Raises OutputError.

    For large sources, and to go on after an interruption, there is ``pack_build.Builder``.
    """
    with Builder(path) as builder:
        builder.add(Origin("; ".join(sources) or "-"), entries)
        return builder.finish()
