"""The rows of a ledger: as they were last read, and as they are read now."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from koleksi._terms import book_json
from koleksi.job.collection import Row
from koleksi.job.memory.unchanged import Remembered

__all__ = ["remembered", "store"]


def remembered(database: sqlite3.Connection) -> list[Remembered]:
    """Every row that was ever read, in the order of the lists of its last run."""
    rows = database.execute(
        "SELECT key, content, source, row, book, copies, state = 'gone' FROM rows ORDER BY place, key"
    )
    return [Remembered(*row) for row in rows]


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
    for place, (row, content) in enumerate(zip(rows, contents, strict=True)):
        copies = book_json.dump_copies(row.entry.copies)
        now = [content, row.entry.source, row.entry.row, place, copies]
        if not row.doubt and stored.get(row.key) != now:
            values = (row.key, *now[:-1], book_json.dump(row.entry.book), copies)
            database.execute("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, 'active')", values)
