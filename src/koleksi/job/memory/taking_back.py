"""The last run taken back: every change of a run is written down as it was before, and put back in reverse.

Numbers that the run gave out may be on books already: they are retired, never given to another book. A book that comes
back gets its old number back, since it is the same row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["KEPT_RUNS", "TABLES", "take_back", "watch"]

KEPT_RUNS = 5  # how many runs can be taken back, one after another

# Tables that a run changes, with their columns; the key comes first.
TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "rows": ("key", "content", "source", "row", "place", "book", "copies", "state"),
        "copies": ("key", "copy", "n", "accession", "barcode", "record", "state", "control"),
        "decisions": ("kind", "key", "value", "author", "at"),
        "items": ("kind", "id", "digest", "accepted"),
        "merged": ("kind", "key", "value", "at"),
    }
)
_KEYS = MappingProxyType(
    {"rows": 1, "copies": 2, "decisions": 2, "items": 2, "merged": 3}
)  # how many columns make the key


def watch(database: sqlite3.Connection, run: int) -> None:
    """From now on every change in this connection is written down under ``run``; older runs than `KEPT_RUNS` go."""
    database.execute("PRAGMA recursive_triggers=ON")  # REPLACE deletes a row without a word otherwise
    database.execute("DELETE FROM undo WHERE run <= ?", (run - KEPT_RUNS,))
    for table, columns in TABLES.items():
        for when, side, kind in (
            ("AFTER INSERT", "new", "insert"),
            ("BEFORE UPDATE", "old", "change"),
            ("BEFORE DELETE", "old", "change"),
        ):
            values = ", ".join(f"{side}.{column}" for column in columns)
            name = f"undo_{table}_{when.replace(' ', '_').lower()}"
            database.execute(
                f"CREATE TEMP TRIGGER IF NOT EXISTS {name} {when} ON main.{table} BEGIN "
                f"INSERT INTO undo (run, tbl, kind, before) VALUES ({run}, '{table}', '{kind}', "
                f"json_array({values})); END"
            )


def take_back(database: sqlite3.Connection, run: int) -> None:
    """Put back all that a run changed, but for its numbers, which are retired."""
    for id_, table, kind, before in database.execute(
        "SELECT id, tbl, kind, before FROM undo WHERE run = ? ORDER BY id DESC", (run,)
    ).fetchall():
        values, columns = json.loads(before), TABLES[table]
        where = " AND ".join(f"{column} = ?" for column in columns[: _KEYS[table]])
        if kind == "change":
            marks = ", ".join("?" * len(columns))
            database.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)
        elif table == "copies":
            database.execute(f"UPDATE copies SET state = 'retired' WHERE {where}", values[: _KEYS[table]])
        else:
            database.execute(f"DELETE FROM {table} WHERE {where}", values[: _KEYS[table]])
        database.execute("DELETE FROM undo WHERE id = ?", (id_,))
