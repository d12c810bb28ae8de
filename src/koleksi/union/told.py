"""The editions of a union as the outputs want them, one after another: who has each, and what each library has.

What is told is a file of its own, beside the union: several processes read it, and none of them holds the union up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from koleksi._terms import book_json
from koleksi.book import Book
from koleksi.union.store import Store, number_of
from koleksi.union.values import Edition, Held

__all__ = ["Told", "write"]

_BOOKS = 100_000  # that are kept as values, some 200 MB
_GATHERED = (
    "CREATE TABLE told.held AS "
    "SELECT edition, code AS library, sum(copies) AS copies, max(call_number) AS call_number "
    "FROM holdings JOIN descriptions ON descriptions.id = description JOIN libraries ON libraries.id = library "
    "WHERE edition IS NOT NULL GROUP BY edition, code ORDER BY edition, code",
    "CREATE INDEX told.held_by ON held (library)",
    "CREATE TABLE told.editions (id INTEGER PRIMARY KEY, book TEXT NOT NULL, changed TEXT NOT NULL)",
    "INSERT INTO told.editions SELECT id, book, changed FROM editions WHERE id IN (SELECT edition FROM told.held)",
    "CREATE TABLE told.districts (code TEXT PRIMARY KEY, district TEXT NOT NULL) WITHOUT ROWID",
    "INSERT INTO told.districts SELECT code, district FROM libraries",
)


def write(store: Store, path: Path) -> None:
    """Work out once for all outputs which library has how many copies of each edition."""
    store.database.execute("ATTACH ? AS told", (str(path),))
    try:
        store.database.execute("PRAGMA told.journal_mode=OFF")  # it is thrown away with its outputs
        store.database.execute("PRAGMA told.synchronous=OFF")
        with store.transaction():
            for statement in _GATHERED:
                store.database.execute(statement)
    finally:
        store.database.execute("DETACH told")


class Told:
    """An open file of `write`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._load: Callable[[str], Book] = lru_cache(_BOOKS)(book_json.load)  # several outputs tell of each edition

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Told]:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("PRAGMA cache_size=-100000")  # KiB
            yield cls(database)

    def counts(self) -> tuple[int, int, int]:
        """Editions, holdings (an edition at a library) and copies."""
        editions, holdings, copies = self._database.execute(
            "SELECT count(DISTINCT edition), count(*), coalesce(sum(copies), 0) FROM held"
        ).fetchone()
        return editions, holdings, copies

    def editions(self) -> Iterator[Edition]:
        """Every edition that a library holds, by number."""
        rows = self._database.execute(
            "SELECT editions.id, book, changed, library, copies, call_number FROM held "
            "JOIN editions ON editions.id = edition ORDER BY held.rowid"
        )
        for number, some in groupby(rows, key=itemgetter(0)):
            several = list(some)
            _, book, changed, *_ = several[0]
            held = tuple([Held(library, copies, called) for *_, library, copies, called in several])
            yield Edition(number_of(number), self._load(book), held, changed)

    def of_library(self, code: str) -> Iterator[tuple[Book, int]]:
        """What a library has: each edition with the number of copies."""
        query = (
            "SELECT book, copies FROM held JOIN editions ON editions.id = edition WHERE library = ? ORDER BY held.rowid"
        )
        for book, copies in self._database.execute(query, (code,)):
            yield self._load(book), copies

    def of_district(self, district: str) -> Iterator[tuple[Book, int]]:
        """What the libraries of a district have together."""
        query = (
            "SELECT book, sum(copies) FROM held JOIN districts ON code = library AND district = ? "
            "JOIN editions ON editions.id = edition GROUP BY edition ORDER BY edition"
        )
        for book, copies in self._database.execute(query, (district,)):
            yield self._load(book), copies
