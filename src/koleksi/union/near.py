"""Which editions of a union a new book may be, without looking at all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from koleksi import dedupe
from koleksi._terms import book_json
from koleksi.book import Book
from koleksi.union.store import Store

__all__ = ["add", "build", "editions"]

_BLOCK = 60  # editions under one key beyond which the key says too little
_NEAREST = 12  # editions that a book is held against, those with which it shares most keys


def build(store: Store) -> None:
    """The keys of all editions, by the words that their titles have now."""
    store.database.execute("DELETE FROM keys")
    store.database.execute("DELETE FROM words")
    known = [edition for (edition,) in store.database.execute("SELECT id FROM editions ORDER BY id")]
    books = store.database.execute("SELECT book FROM editions ORDER BY id")
    made, keys = dedupe.NearKeys.counted(book_json.load(book) for (book,) in books)
    store.database.executemany("INSERT INTO words VALUES (?, ?)", made.counts.items())
    keyed = sorted([(key, edition) for edition, several in zip(known, keys, strict=True) for key in several])
    store.database.executemany("INSERT INTO keys VALUES (?, ?)", keyed)


def add(store: Store, editions: Iterable[tuple[int, Book]]) -> None:
    """Editions that are new or say something new. Words keep the counts of `build`, by which all keys were made."""
    made = _keys(store)
    keyed = sorted({(key, edition) for edition, book in editions for key in made.of(book)})
    store.database.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", keyed)


def editions(store: Store, books: Sequence[Book]) -> list[tuple[int, Book]]:
    """The editions near to any of the books, each with its record."""
    made, wanted = _keys(store), set[int]()
    for book in books:
        shared: Counter[int] = Counter()
        for key in made.of(book):
            block = store.database.execute("SELECT edition FROM keys WHERE key = ? LIMIT ?", (key, _BLOCK + 1))
            found = [edition for (edition,) in block]
            shared.update(found if len(found) <= _BLOCK else ())
        wanted.update(sorted(shared, key=lambda edition: (-shared[edition], edition))[:_NEAREST])
    return [(edition, _record(store, edition)) for edition in sorted(wanted)]


def _record(store: Store, edition: int) -> Book:
    (book,) = store.database.execute("SELECT book FROM editions WHERE id = ?", (edition,)).fetchone()
    return book_json.load(book)


def _keys(store: Store) -> dedupe.NearKeys:
    return dedupe.NearKeys(dict(store.database.execute("SELECT word, titles FROM words").fetchall()))
