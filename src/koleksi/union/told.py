"""The editions of a union as the outputs want them, one after another: who has each, and what each library has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from koleksi.book import Book
from koleksi.union.store import Store, number_of
from koleksi.union.values import Edition, Held

__all__ = ["editions", "gather_holders", "of_district", "of_library"]

_GATHERED = """
CREATE TEMP TABLE held AS
SELECT edition, code AS library, sum(copies) AS copies, max(call_number) AS call_number
FROM holdings JOIN descriptions ON descriptions.id = description JOIN libraries ON libraries.id = library
WHERE edition IS NOT NULL GROUP BY edition, code ORDER BY edition, code
"""


def gather_holders(store: Store) -> None:
    """Work out once for all outputs which library has how many copies of each edition."""
    store.database.execute("DROP TABLE IF EXISTS temp.held")
    store.database.execute(_GATHERED)
    store.database.execute("CREATE INDEX temp.held_by ON held (library)")


def editions(store: Store) -> Iterator[Edition]:
    """Every edition that a library holds, by number; after `gather_holders`."""
    rows = store.database.execute(
        "SELECT editions.id, book, changed, library, copies, call_number FROM held "
        "JOIN editions ON editions.id = edition ORDER BY held.rowid"
    )
    for number, some in groupby(rows, key=itemgetter(0)):
        several = list(some)
        _, book, changed, *_ = several[0]
        held = tuple([Held(library, copies, called) for *_, library, copies, called in several])
        yield Edition(number_of(number), store.load(book), held, changed)


def of_library(store: Store, code: str) -> Iterator[tuple[Book, int]]:
    """What a library has: each edition with the number of copies; after `gather_holders`."""
    query = "SELECT book, copies FROM held JOIN editions ON editions.id = edition WHERE library = ? ORDER BY held.rowid"
    for book, copies in store.database.execute(query, (code,)):
        yield store.load(book), copies


def of_district(store: Store, district: str) -> Iterator[tuple[Book, int]]:
    """What the libraries of a district have together; after `gather_holders`."""
    query = (
        "SELECT book, sum(copies) FROM held JOIN libraries ON code = library AND district = ? "
        "JOIN editions ON editions.id = edition GROUP BY edition ORDER BY edition"
    )
    for book, copies in store.database.execute(query, (district,)):
        yield store.load(book), copies
