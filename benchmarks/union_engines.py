"""The union's own questions in SQLite and in DuckDB, each in a process of its own: ``python benchmarks/union.py engines
FOLDER``, or ``union_engines.py sqlite|duckdb FOLDER ROWS`` for one of them.

The rows are made up in the union's shape: ROWS holdings of 450 libraries over a third as many descriptions, of some 300
bytes. Libraries come one after another, as a run takes them in: each looks up the digests of its rows, adds those that
are new and its holdings, and is committed. Then one library is replaced, one edition in a thousand is looked up by key,
and who holds what is told edition by edition.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

LIBRARIES = 450
TEXT = "x" * 280
TABLES = (
    "CREATE TABLE descriptions (id INTEGER PRIMARY KEY, content BLOB NOT NULL UNIQUE, book TEXT NOT NULL, "
    "edition INTEGER)",
    "CREATE TABLE holdings (library INTEGER, description INTEGER, copies INTEGER, PRIMARY KEY (library, description))",
)
HELD = (
    "SELECT edition, library, sum(copies) FROM holdings JOIN descriptions ON descriptions.id = description "
    "GROUP BY edition, library ORDER BY edition, library"
)
Rows = Sequence[tuple[bytes, int]]


def engines(folder: Path, rows: int = 1_000_000) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for engine in ("sqlite", "duckdb"):
        subprocess.run([sys.executable, __file__, engine, str(folder), str(rows)], check=True)


def libraries(rows: int) -> Iterator[Rows]:
    luck = random.Random(1)
    for _ in range(LIBRARIES):
        numbers = dict.fromkeys(luck.choices(range(rows // 3), k=rows // LIBRARIES))
        yield [(number.to_bytes(16), luck.randint(1, 3)) for number in numbers]


class Timer:
    def __init__(self, engine: str) -> None:
        self.engine = engine

    def __call__(self, label: str, do: Callable[[], object]) -> None:
        before, begun = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        do()
        after, wall = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter() - begun
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"{self.engine:8}{label:34}{cpu:8.2f} CPU s {wall:8.2f} s  {after.ru_maxrss // 1024} MB", flush=True)


def in_sqlite(path: Path, rows: int) -> None:
    timed = Timer("SQLite")
    database = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "PRAGMA cache_size=-200000", *TABLES):
        database.execute(statement)
    every = list(libraries(rows))
    timed("450 libraries taken in", lambda: [_take_sqlite(database, n, some) for n, some in enumerate(every)])
    timed("one library replaced", lambda: _take_sqlite(database, 7, every[8]))
    timed("editions given", lambda: database.execute("UPDATE descriptions SET edition = id / 2"))
    timed("1,000 looked up by digest", lambda: _look_up(database.execute, rows))
    timed("who holds what", lambda: sum(1 for _ in database.execute(HELD)))
    database.close()
    print(f"{'SQLite':8}{'file':34}{path.stat().st_size / 1e6:8.0f} MB")


def _take_sqlite(database: sqlite3.Connection, library: int, rows: Rows) -> None:
    database.execute("BEGIN")
    database.execute("DELETE FROM holdings WHERE library = ?", (library,))
    for content, copies in rows:
        found = database.execute("SELECT id FROM descriptions WHERE content = ?", (content,)).fetchone()
        number = found[0] if found else _added(database, content)
        database.execute("INSERT INTO holdings VALUES (?, ?, ?)", (library, number, copies))
    database.execute("COMMIT")


def _added(database: sqlite3.Connection, content: bytes) -> int | None:
    return database.execute("INSERT INTO descriptions (content, book) VALUES (?, ?)", (content, TEXT)).lastrowid


def _look_up(execute: Callable[..., Any], rows: int) -> None:
    for number in range(0, rows // 3, max(rows // 3000, 1)):
        execute("SELECT book FROM descriptions WHERE content = ?", (number.to_bytes(16),)).fetchone()


def in_duckdb(path: Path, rows: int) -> None:
    import duckdb

    timed = Timer("DuckDB")
    database = duckdb.connect(str(path), config={"threads": 2, "memory_limit": "3GB"})
    database.execute("CREATE SEQUENCE ids")
    for statement in TABLES:
        database.execute(statement)
    every = list(libraries(rows))
    timed("450 libraries taken in", lambda: [_take_duckdb(database, n, some) for n, some in enumerate(every)])
    timed("one library replaced", lambda: _take_duckdb(database, 7, every[8]))
    timed("editions given", lambda: database.execute("UPDATE descriptions SET edition = id // 2"))
    timed("1,000 looked up by digest", lambda: _look_up(database.execute, rows))
    timed("who holds what", lambda: len(database.execute(HELD).fetchall()))
    database.close()
    print(f"{'DuckDB':8}{'file':34}{path.stat().st_size / 1e6:8.0f} MB")


def _take_duckdb(database: Any, library: int, rows: Rows) -> None:
    """A library at once, as DuckDB likes it: columns handed over as arrays, joins in the place of single look-ups."""
    import numpy

    given = {
        "content": numpy.array([content for content, _ in rows], dtype=object),
        "copies": numpy.array([copies for _, copies in rows]),
    }
    database.register("given", given)
    database.execute("BEGIN")
    database.execute("DELETE FROM holdings WHERE library = ?", (library,))
    database.execute(
        "INSERT INTO descriptions SELECT nextval('ids'), content, ?, NULL FROM given "
        "WHERE content NOT IN (SELECT content FROM descriptions)",
        (TEXT,),
    )
    database.execute(
        "INSERT INTO holdings SELECT ?, id, given.copies FROM given JOIN descriptions USING (content)", (library,)
    )
    database.execute("COMMIT")
    database.unregister("given")


if __name__ == "__main__":
    name, place, count = sys.argv[1:]
    target = Path(place) / f"engine.{name}"
    target.unlink(missing_ok=True)
    (in_sqlite if name == "sqlite" else in_duckdb)(target, int(count))
