"""An index of a large catalogue, kept in SQLite beside it, so that a hundred new books need not be held
against a hundred thousand records one by one.

The keys are those of ``candidates``. The index also holds the numbers that the catalogue has given out. It
knows the size and time of the file it was made from and is made anew when they change; it can be deleted at any time.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from koleksi._dedupe.candidates import PhoneticKeys, exact_key, keys, word_counts
from koleksi._dedupe.catalogue import KINDS, CatalogueMatches, numbers, whole
from koleksi._dedupe.features import Features, features
from koleksi._dedupe.memory import Memory
from koleksi._terms import book_json
from koleksi.book import Book, Entry

__all__ = ["matches"]

_VERSION = 3
_SUFFIX = ".koleksi-indeks"
_BLOCK = 60  # records under one key beyond which the key says too little
_SCHEMA = """
CREATE TABLE meta (value TEXT NOT NULL);
CREATE TABLE records (row INTEGER PRIMARY KEY, book TEXT NOT NULL, copies TEXT NOT NULL);
CREATE TABLE numbers (kind TEXT NOT NULL, number TEXT NOT NULL);
CREATE TABLE words (word INTEGER PRIMARY KEY, titles INTEGER NOT NULL);
CREATE TABLE keys (key INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)) WITHOUT ROWID;
"""


def matches(books: Sequence[Book], catalogue: Path, read: Callable[[], Iterable[Entry]]) -> CatalogueMatches:
    """What ``matches_in`` says of a large catalogue."""
    index = catalogue.with_name(catalogue.name + _SUFFIX)
    if not _fits(index, catalogue):
        known = list(read())
        if not _made(index, catalogue, known):
            return whole(known)
    memory = Memory()
    with closing(_opened(index)) as database:
        found = list(_found(database, [features(book, memory) for book in books]))
        return CatalogueMatches(found, *(_numbers_in(database, kind) for kind in KINDS))


def _numbers_in(database: sqlite3.Connection, kind: str) -> frozenset[str]:
    return frozenset(number for (number,) in database.execute("SELECT number FROM numbers WHERE kind = ?", (kind,)))


def _opened(index: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro", uri=True)


def _stamp(catalogue: Path) -> str:
    stat = catalogue.stat()
    return f"{_VERSION} {stat.st_size} {stat.st_mtime_ns}"


def _fits(index: Path, catalogue: Path) -> bool:
    if not index.exists():
        return False
    try:
        with closing(_opened(index)) as database:
            return bool(database.execute("SELECT value FROM meta").fetchone() == (_stamp(catalogue),))
    except sqlite3.DatabaseError:
        return False


def _made(index: Path, catalogue: Path, known: Sequence[Entry]) -> bool:
    """Whether the index could be written. It appears under its name when it is complete."""
    half = index.with_name(f"{index.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(half)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
            _fill(database, known)
            database.execute("INSERT INTO meta VALUES (?)", (_stamp(catalogue),))
            database.commit()
        half.replace(index)
    except (OSError, sqlite3.Error):
        half.unlink(missing_ok=True)
        return False
    return True


def _fill(database: sqlite3.Connection, known: Sequence[Entry]) -> None:
    phonetic, memory = PhoneticKeys(), Memory()
    of_books = [features(entry.book, memory) for entry in known]
    counts = word_counts(of_books, phonetic)
    database.executemany(
        "INSERT INTO records VALUES (?, ?, ?)",
        ((row, book_json.dump(e.book), book_json.dump_copies(e.copies)) for row, e in enumerate(known)),
    )
    database.executemany("INSERT INTO numbers VALUES (?, ?)", numbers(known))
    database.executemany("INSERT INTO words VALUES (?, ?)", counts.items())
    keyed = {(key, row) for row, one in enumerate(of_books) for key in (exact_key(one), *keys([one], counts, phonetic))}
    database.executemany("INSERT INTO keys VALUES (?, ?)", sorted(keyed))


def _found(database: sqlite3.Connection, of_books: Sequence[Features]) -> Iterator[tuple[int, Entry]]:
    """The records that share a key with one of the books, each with its place in the catalogue."""
    for row in sorted(_rows_of_keys(database, of_books) | _rows_of_titles(database, of_books)):
        book, copies = database.execute("SELECT book, copies FROM records WHERE row = ?", (row,)).fetchone()
        yield row, Entry(book=book_json.load(book), copies=book_json.load_copies(copies))


def _rows_of_keys(database: sqlite3.Connection, of_books: Sequence[Features]) -> set[int]:
    phonetic = PhoneticKeys()
    counts = {
        word: _one_number(database, "SELECT titles FROM words WHERE word = ?", word)
        for word in {phonetic[word][1] for one in of_books for word in one.core.split()}
    }
    rows: set[int] = set()
    for key in {key for one in of_books for key in keys([one], counts, phonetic)}:
        block = database.execute("SELECT row FROM keys WHERE key = ? LIMIT ?", (key, _BLOCK + 1)).fetchall()
        if len(block) <= _BLOCK:
            rows.update(row for (row,) in block)
    return rows


def _rows_of_titles(database: sqlite3.Connection, of_books: Sequence[Features]) -> set[int]:
    """All records of the same titles, however many they are."""
    return {
        row
        for key in {exact_key(one) for one in of_books}
        for (row,) in database.execute("SELECT row FROM keys WHERE key = ?", (key,))
    }


def _one_number(database: sqlite3.Connection, question: str, key: int) -> int:
    found = database.execute(question, (key,)).fetchone()
    return int(found[0]) if found else 0
