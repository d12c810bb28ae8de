"""An index of a large catalogue, kept in SQLite beside it, so that a hundred new books need not be held
against a hundred thousand records one by one.

The keys are those of ``_dedupe_candidates``. The index also holds the numbers that the catalogue has given out. It
knows the size and time of the file it was made from and is made anew when they change; it can be deleted at any time.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from koleksi._dedupe.candidates import Sounds, exact_key, keys, word_counts
from koleksi._dedupe.sketch import Sketch, sketch
from koleksi._terms import book_json
from koleksi.book import Book, Entry

__all__ = ["Near", "near"]

_VERSION = 3
_SUFFIX = ".koleksi-indeks"
_LARGE = 2_000_000  # bytes; a smaller catalogue (some 2,000 records) is read as fast as its index
_BLOCK = 60  # records under one key beyond which the key says too little
_SCHEMA = """
CREATE TABLE meta (value TEXT NOT NULL);
CREATE TABLE records (row INTEGER PRIMARY KEY, book TEXT NOT NULL, copies TEXT NOT NULL);
CREATE TABLE numbers (kind TEXT NOT NULL, number TEXT NOT NULL);
CREATE TABLE words (word INTEGER PRIMARY KEY, titles INTEGER NOT NULL);
CREATE TABLE keys (key INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)) WITHOUT ROWID;
"""


class Near(NamedTuple):
    """What a catalogue holds that matters to a list. ``found``: the records that may be editions of its books, each with
    its place in the catalogue from 0. The sets: the numbers of all its records and copies."""

    found: list[tuple[int, Entry]]
    accessions: frozenset[str]
    barcodes: frozenset[str]
    record_ids: frozenset[str]


def near(books: Sequence[Book], catalogue: Path, read: Callable[[], Iterable[Entry]]) -> Near:
    """The records of a catalogue that may be editions of the books, and every number it has given out.

    ``read`` gives all its records; it is called for a small catalogue, when the index is missing or older than
    the file, and when no file can be written beside it. A small catalogue is returned whole.
    """
    if catalogue.stat().st_size < _LARGE:
        return _all(read())
    index = catalogue.with_name(catalogue.name + _SUFFIX)
    if not _fits(index, catalogue):
        known = list(read())
        if not _made(index, catalogue, known):
            return _all(known)
    with closing(_opened(index)) as database:
        return Near(
            list(_found(database, [sketch(book) for book in books])), *(_numbers_in(database, kind) for kind in _KINDS)
        )


def _all(known: Iterable[Entry]) -> Near:
    found = list(enumerate(known))
    given = list(_numbers(entry for _, entry in found))
    return Near(found, *(frozenset(number for one, number in given if one == kind) for kind in _KINDS))


_KINDS = ("accession", "barcode", "record")


def _numbers(known: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    for entry in known:
        if entry.book.record_id:
            yield "record", entry.book.record_id
        for copy in entry.copies:
            if copy.accession:
                yield "accession", copy.accession
            if copy.barcode:
                yield "barcode", copy.barcode


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
    sounds = Sounds()
    sketches = [sketch(entry.book) for entry in known]
    counts = word_counts(sketches, sounds)
    database.executemany(
        "INSERT INTO records VALUES (?, ?, ?)",
        ((row, book_json.dump(e.book), book_json.dump_copies(e.copies)) for row, e in enumerate(known)),
    )
    database.executemany("INSERT INTO numbers VALUES (?, ?)", _numbers(known))
    database.executemany("INSERT INTO words VALUES (?, ?)", counts.items())
    rows = sorted({(key, row) for row, s in enumerate(sketches) for key in (exact_key(s), *keys([s], counts, sounds))})
    database.executemany("INSERT INTO keys VALUES (?, ?)", rows)


def _found(database: sqlite3.Connection, sketches: Sequence[Sketch]) -> Iterator[tuple[int, Entry]]:
    sounds = Sounds()
    words = {sounds[word][1] for s in sketches for word in s.core.split()}
    counts = {
        word: titles
        for word in words
        for (titles,) in database.execute("SELECT titles FROM words WHERE word = ?", (word,))
    }
    known = {word: counts.get(word, 0) for word in words}
    wanted = {key for s in sketches for key in keys([s], known, sounds)}
    rows: set[int] = set()
    for key in wanted:
        block = database.execute("SELECT row FROM keys WHERE key = ? LIMIT ?", (key, _BLOCK + 1)).fetchall()
        if len(block) <= _BLOCK:
            rows.update(row for (row,) in block)
    for key in {exact_key(s) for s in sketches}:
        rows.update(row for (row,) in database.execute("SELECT row FROM keys WHERE key = ?", (key,)))
    for row in sorted(rows):
        book, copies = database.execute("SELECT book, copies FROM records WHERE row = ?", (row,)).fetchone()
        yield row, Entry(book=book_json.load(book), copies=book_json.load_copies(copies))
