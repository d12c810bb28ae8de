"""The offline pack: one SQLite file, ISBN -> facts, built once and handed out on a USB stick."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from koleksi import save
from koleksi.book import Book, Entry
from koleksi.errors import InputError

__all__ = ["Pack", "build"]

_VERSION = 1
_FIELDS = ("title", "subtitle", "authors", "publisher", "place", "year", "edition", "language", "subjects", "ddc", "extent", "height_cm", "series")
_ASKED_AT_ONCE = 500  # below SQLite's limit of variables in one statement


class Pack:
    """An open pack, read only."""

    def __init__(self, database: sqlite3.Connection, name: str) -> None:
        self._database = database
        self.name = name

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Raises InputError when the file is no pack."""
        path = Path(path)
        if not path.is_file():
            raise InputError("berkas tidak ada / no such file", path)
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            database.execute("SELECT isbn, facts FROM books LIMIT 1")
        except sqlite3.DatabaseError as error:
            database.close()
            raise InputError(f"bukan paket ISBN koleksi / not an ISBN pack ({error})", path) from error
        if version != _VERSION:
            database.close()
            raise InputError(f"paket dari versi lain ({version}) / a pack of another version", path)
        return cls(database, f"pack:{path.stem}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._database.close()

    def find(self, isbns: Sequence[str]) -> tuple[dict[str, Book], str]:
        """What is known of these ISBNs, and no trouble ever."""
        known: dict[str, Book] = {}
        for start in range(0, len(isbns), _ASKED_AT_ONCE):
            batch = [int(isbn) for isbn in isbns[start : start + _ASKED_AT_ONCE]]
            marks = ",".join("?" * len(batch))
            for number, facts in self._database.execute(f"SELECT isbn, facts FROM books WHERE isbn IN ({marks})", batch):
                known[str(number)] = _book(str(number), facts)
        return known, ""

    def about(self) -> dict[str, str]:
        """What the pack says of itself: its sources, the number of books."""
        return {**dict(self._database.execute("SELECT name, value FROM about")), "books": str(self._database.execute("SELECT count(*) FROM books").fetchone()[0])}


def _book(isbn: str, facts: str) -> Book:
    values = json.loads(facts)
    given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in zip(_FIELDS, values, strict=False) if value}
    return Book(isbn=isbn, **given)


def build(entries: Iterable[Entry], path: str | Path, *, sources: Sequence[str] = ()) -> int:
    """Build a pack of all entries with an ISBN and a title; the fuller of two descriptions of an ISBN stays.

    Returns the number of books. Raises OutputError.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE books (isbn INTEGER PRIMARY KEY, facts TEXT NOT NULL) WITHOUT ROWID")
        database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
        database.execute(f"PRAGMA user_version={_VERSION}")
        rows = ((int(isbn), _facts(entry.book)) for entry in entries if entry.book.title for isbn in (entry.book.isbn, *entry.book.other_isbns) if isbn)
        database.executemany(
            "INSERT INTO books VALUES (?, ?) ON CONFLICT (isbn) DO UPDATE SET facts = excluded.facts WHERE length(excluded.facts) > length(facts)", rows
        )
        database.execute("INSERT INTO about VALUES ('sources', ?)", ("; ".join(sources),))
        database.commit()
        save.write_bytes(path, database.serialize())
        return int(database.execute("SELECT count(*) FROM books").fetchone()[0])


def _facts(book: Book) -> str:
    values = [getattr(book, name) for name in _FIELDS]
    while values and not values[-1]:
        values.pop()
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
