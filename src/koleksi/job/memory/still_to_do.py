"""What people were told to do with labels in earlier runs, and what is still so: said again until a run is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from koleksi.job.collection import Row
from koleksi.job.memory.changes import Change
from koleksi.job.memory.copies import Memory
from koleksi.job.memory.ledger_history import Told

__all__ = ["still_to_do"]


def still_to_do(earlier: Iterable[Told], now: Sequence[Change], before: Memory) -> tuple[Change, ...]:
    """Changes of earlier runs after which a label is still to be taken off, a line a row.

    ``earlier``: of runs that nobody accepted, the oldest first; ``now``: what this run changed, which says it anew for
    its own rows; ``before``: what was known before this run. A command given twice, or a cell mended in between, must
    not hide the label of a book that is gone.
    """
    in_use = {copy.numbers.barcode for copy in before.copies.values() if copy.active}
    anew = {change.key for change in now}
    found = {
        (one.kind, one.key): one
        for one in earlier
        if one.kind in ("vanished", "fewer") and one.do.id and one.key in before.rows and one.key not in anew
        and in_use.isdisjoint(one.barcodes)
    }  # fmt: skip
    return tuple(_again(one, Row(one.key, before.rows[one.key].entry)) for one in found.values())


def _again(told: Told, row: Row) -> Change:
    return Change(
        kind=told.kind, key=told.key, title=told.title, place=row.place, barcodes=told.barcodes, what=told.what,
        do=told.do,
    )  # fmt: skip
