"""The rows of a ledger, as they were last read and as they are read now, and their copies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from koleksi._terms import book_json
from koleksi.job.collection import CopyKey, Row
from koleksi.job.memory.copies import Held, Numbered
from koleksi.job.memory.unchanged import Remembered

__all__ = ["copies", "remembered", "store"]


def remembered(database: sqlite3.Connection) -> Iterator[Remembered]:
    """Every row that was ever read, in the order of the lists of its last run."""
    rows = database.execute(
        "SELECT key, content, source, row, book, copies, state = 'gone' FROM rows ORDER BY place, key"
    )
    return (Remembered(*row) for row in rows)


def copies(database: sqlite3.Connection) -> Iterator[tuple[CopyKey, Held]]:
    """Every copy that was ever numbered, as the last run left it."""
    rows = database.execute("SELECT key, copy, record, state, n, accession, barcode, control FROM copies")
    for key, copy, record, state, *numbers in rows:
        yield (key, copy), Held(Numbered(*numbers), record, state == "active")


def store(database: sqlite3.Connection, rows: Sequence[Row], contents: Sequence[str], doubted: set[str]) -> None:
    """The rows as they now stand; those that are not among them are gone, but for the ``doubted``."""
    present = {row.key for row in rows if not row.doubt} | doubted
    gone = [(key,) for (key,) in database.execute("SELECT key FROM rows WHERE state = 'active'") if key not in present]
    database.executemany("UPDATE rows SET state = 'gone' WHERE key = ?", gone)
    stored = {
        key: rest
        for key, *rest in database.execute(
            "SELECT key, content, source, row, place, copies FROM rows WHERE state = 'active'"
        )
    }
    moved, changed = list[tuple[object, ...]](), list[tuple[object, ...]]()
    for place, (row, content) in enumerate(zip(rows, contents, strict=True)):
        copies = book_json.dump_copies(row.entry.copies)
        now, before = [content, row.entry.source, row.entry.row, place, copies], stored.get(row.key)
        if row.doubt or before == now:
            continue
        if before and (before[0], before[-1]) == (content, copies):
            moved.append((row.entry.source, row.entry.row, place, row.key))
        else:
            changed.append((row.key, *now[:-1], book_json.dump(row.entry.book), copies))
    database.executemany("UPDATE rows SET source = ?, row = ?, place = ? WHERE key = ?", moved)
    database.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, 'active')", changed)
