"""What a ledger remembers of its runs, for the eyes of people."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from koleksi.book import Text
from koleksi.job.memory.copies import Run

__all__ = ["Told", "changes_of", "runs"]

# Runs that came to their end behind the last accepted one, but for those that were taken back.
_OPEN = """
    SELECT run FROM runs WHERE summary <> '' AND accepted = 0
    AND run > (SELECT coalesce(max(run), 0) FROM runs WHERE accepted = 1)
"""


class Told(NamedTuple):
    """A change as people were told of it. ``key``: of its row; ``what``: before and after; ``do``: what to do."""

    kind: str
    key: str
    title: str
    barcodes: tuple[str, ...]
    what: Text
    do: Text


def runs(database: sqlite3.Connection) -> list[Run]:
    """Every run that came to its end, the first one first."""
    rows = database.execute(
        "SELECT run, at, author, sources, summary, accepted FROM runs WHERE summary <> '' ORDER BY run"
    )
    return [
        Run(
            number,
            at,
            author,
            tuple(json.loads(sources)),
            json.loads(summary),
            accepted == 1,
            taken_back=accepted == -1,
        )
        for number, at, author, sources, summary, accepted in rows
    ]


def changes_of(database: sqlite3.Connection, run: int | None) -> list[Told]:
    """What a run changed, or (None) all runs since the last accepted one, the oldest first."""
    wanted, given = (_OPEN, ()) if run is None else ("?", (run,))
    rows = database.execute(f"SELECT kind, key, detail FROM events WHERE run IN ({wanted}) ORDER BY id", given)
    found = []
    for kind, key, detail in rows:
        title, barcodes, what, do = json.loads(detail)
        found.append(Told(kind, key, title, tuple(barcodes), Text(*what), Text(*do)))
    return found
