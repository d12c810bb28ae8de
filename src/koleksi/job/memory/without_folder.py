"""A ledger that forgets: of a job in memory, whose numbers nobody asks for again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from koleksi.job.memory import ledger_schema
from koleksi.job.memory.ledger import Ledger

__all__ = ["in_memory"]


@contextmanager
def in_memory(*, begun: str) -> Iterator[Ledger]:
    """A ledger without a file, gone when the block ends. ``begun``: the ISO date of the outputs."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        ledger_schema.create(database, begun)
        ledger = Ledger(Path(), database)
        with ledger.transaction():
            yield ledger
