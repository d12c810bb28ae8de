"""What a ledger remembers of its runs, for the eyes of people."""

from __future__ import annotations

import json
import sqlite3

from koleksi.book import Text
from koleksi.job.memory.copies import Run

__all__ = ["changes_of", "runs"]


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


def changes_of(database: sqlite3.Connection, run: int) -> list[tuple[str, str, tuple[str, ...], Text, Text]]:
    """What a run changed: (kind, title, barcodes, before and after, what to do)."""
    rows = database.execute("SELECT kind, detail FROM events WHERE run = ? ORDER BY id", (run,))
    found = []
    for kind, detail in rows:
        title, barcodes, what, do = json.loads(detail)
        found.append((kind, title, tuple(barcodes), Text(*what), Text(*do)))
    return found
