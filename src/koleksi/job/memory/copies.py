"""What the ledger remembers of copies and runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from koleksi.job.collection import CopyKey
from koleksi.job.memory.unchanged import Remembered

__all__ = ["Held", "Memory", "Numbered", "Run", "retired_note"]


class Numbered(NamedTuple):
    """What a copy was given: running number, accession number, barcode.

    ``control``: the control number of a record of which this copy is the first, where it is not made of ``n``: of a
    copy that was numbered in another folder.
    """

    n: int
    accession: str
    barcode: str
    control: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A copy as the ledger knows it: its numbers, the control number of its record, whether its row still names it."""

    numbers: Numbered
    record: str
    active: bool


def retired_note(key: CopyKey) -> str:
    """Under which a ledger keeps the ISO date on which a copy was retired."""
    return f"retired {key[0]}/{key[1]}"


@dataclass(frozen=True, slots=True)
class Memory:
    """What the ledger knew before a run: rows by key, copies by row key and number."""

    rows: Mapping[str, Remembered]
    copies: Mapping[CopyKey, Held]


@dataclass(frozen=True, slots=True)
class Run:
    """A run that came to its end. ``at``: ISO time; ``counts``: of ringkasan.json; ``accepted``: printed and handed
    over.
    """

    number: int
    at: str
    author: str
    sources: tuple[str, ...]
    counts: Mapping[str, Any]
    accepted: bool
    taken_back: bool = False
