"""An index of a large catalogue, kept in SQLite beside it, so that a hundred new books need not be held
against a hundred thousand records one by one.

The keys are those of ``_dedupe_candidates``. The index knows the size and time of the file it was made from
and is made anew when they change; it can be deleted at any time.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

from koleksi._dedupe_candidates import Sounds, exact_key, keys, word_counts
from koleksi._dedupe_sketch import Sketch, sketch
from koleksi.book import Book, Contributor

__all__ = ["near"]

_VERSION = 1
_SUFFIX = ".koleksi-indeks"
_LARGE = 2_000_000  # bytes; a smaller catalogue (some 2,000 records) is read as fast as its index
_BLOCK = 60  # records under one key beyond which the key says too little
_SCHEMA = """
CREATE TABLE meta (value TEXT NOT NULL);
CREATE TABLE records (row INTEGER PRIMARY KEY, book TEXT NOT NULL);
CREATE TABLE words (word INTEGER PRIMARY KEY, titles INTEGER NOT NULL);
CREATE TABLE keys (key INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)) WITHOUT ROWID;
"""


def near(books: Sequence[Book], catalogue: Path, read: Callable[[], Iterable[Book]]) -> list[tuple[int, Book]]:
    """The records of a catalogue that may be editions of the books, each with its place in it from 0.

    ``read`` gives all its records; it is called for a small catalogue, when the index is missing or older than
    the file, and when no file can be written beside it. A small catalogue is returned whole.
    """
    if catalogue.stat().st_size < _LARGE:
        return list(enumerate(read()))
    index = catalogue.with_name(catalogue.name + _SUFFIX)
    if not _fits(index, catalogue):
        known = list(read())
        if not _made(index, catalogue, known):
            return list(enumerate(known))
    with closing(_opened(index)) as database:
        return list(_found(database, [sketch(book) for book in books]))


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


def _made(index: Path, catalogue: Path, books: Sequence[Book]) -> bool:
    """Whether the index could be written. It appears under its name when it is complete."""
    half = index.with_name(f"{index.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(half)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
            _fill(database, books)
            database.execute("INSERT INTO meta VALUES (?)", (_stamp(catalogue),))
            database.commit()
        half.replace(index)
    except (OSError, sqlite3.Error):
        half.unlink(missing_ok=True)
        return False
    return True


def _fill(database: sqlite3.Connection, books: Sequence[Book]) -> None:
    sounds = Sounds()
    sketches = [sketch(book) for book in books]
    counts = word_counts(sketches, sounds)
    database.executemany("INSERT INTO records VALUES (?, ?)", ((row, _packed(book)) for row, book in enumerate(books)))
    database.executemany("INSERT INTO words VALUES (?, ?)", counts.items())
    rows = sorted({(key, row) for row, s in enumerate(sketches) for key in (exact_key(s), *keys([s], counts, sounds))})
    database.executemany("INSERT INTO keys VALUES (?, ?)", rows)


def _found(database: sqlite3.Connection, sketches: Sequence[Sketch]) -> Iterator[tuple[int, Book]]:
    sounds = Sounds()
    words = {sounds[word][1] for s in sketches for word in s.core.split()}
    counts = {word: titles for word in words for (titles,) in database.execute("SELECT titles FROM words WHERE word = ?", (word,))}
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
        yield row, _unpacked(database.execute("SELECT book FROM records WHERE row = ?", (row,)).fetchone()[0])


# a Book as JSON: only what it says


def _packed(book: Book) -> str:
    said = {field.name: value for field in fields(book) if (value := getattr(book, field.name))}
    if book.contributors:
        said["contributors"] = [[c.name, c.role, c.corporate] for c in book.contributors]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _unpacked(text: str) -> Book:
    said = json.loads(text)
    contributors = [Contributor(name=name, role=role, corporate=corporate) for name, role, corporate in said.pop("contributors", ())]
    return Book(contributors=tuple(contributors), **{name: _frozen(value) for name, value in said.items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
