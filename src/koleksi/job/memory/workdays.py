"""How many copies were given numbers on each day of work: what a report says of books a day."""

from __future__ import annotations

import json
from datetime import datetime

from koleksi.job.memory.ledger import Ledger

__all__ = ["copies_a_day"]

_NOTE = "workdays"  # day -> copies that were given numbers on it


def copies_a_day(ledger: Ledger, given: int) -> int:
    """The copies of a day on which numbers were given, on average; 0 where that is not known. ``given``: in this run.

    A run that gives none changes nothing, on whatever day it is: the same list again is the same report.
    """
    days: dict[str, int] = json.loads(ledger.note(_NOTE) or "{}")
    if given:
        today = datetime.now().astimezone().date().isoformat()
        days[today] = days.get(today, 0) + given
        ledger.keep_note(_NOTE, json.dumps(days))
    return round(sum(days.values()) / len(days)) if days else 0
