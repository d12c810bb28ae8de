"""Numbers of a ledger that was lost go to the rows that bear them in another folder.

Unlike the rows of a list, which are known again by what they say, these bring their numbers along. What nobody at hand
bears waits, as the record that the lost ledger's files tell of, until its laptop is merged or its list is processed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from koleksi.job.collection import CopyKey
from koleksi.job.memory.adoption import Adopted
from koleksi.job.memory.copies import Numbered
from koleksi.job.memory.handed_out import Found
from koleksi.job.memory.ledger import Ledger
from koleksi.job.memory.repair import Adopt
from koleksi.job.memory.sharing import Contents
from koleksi.job.memory.unchanged import Remembered

__all__ = ["Bearer", "bearers", "by_numbers", "with_rows_found"]


@dataclass(frozen=True, slots=True)
class Bearer:
    """The row whose copy bears a number, and which copy of it."""

    row: Remembered
    copy: CopyKey


def bearers(several: Iterable[Contents]) -> Mapping[str, Bearer]:
    """Barcode -> its bearer, in the first folder that has one; of rows that were read from a list."""
    found: dict[str, Bearer] = {}
    for contents in several:
        rows = {row.key: row for row in contents.rows if row.content}
        for copy, held in contents.copies.items():
            if copy[0] in rows:
                found.setdefault(held.numbers.barcode, Bearer(rows[copy[0]], copy))
    return found


def with_rows_found(contents: Contents, borne: Mapping[str, Bearer]) -> Contents:
    """The contents of a folder in which records wait for their rows, with those that bear their numbers elsewhere."""
    waiting = {row.key: row for row in contents.rows if not row.content}
    if not waiting:
        return contents
    rows = {row.key: row for row in contents.rows if row.content}
    copies = {}
    for copy, held in contents.copies.items():
        bearer = borne.get(held.numbers.barcode) if copy[0] in waiting else None
        if bearer:
            rows.setdefault(bearer.row.key, replace(bearer.row, gone=waiting[copy[0]].gone))
        elif copy[0] in waiting:
            rows[copy[0]] = waiting[copy[0]]
        copies[bearer.copy if bearer else copy] = held
    return replace(contents, rows=tuple(rows.values()), copies=copies)


def by_numbers(several: Sequence[Contents]) -> Adopt:
    """Numbers that only the files of a folder know go to the rows of ``several`` folders, portable, that bear them."""
    newest = sorted(several, key=lambda contents: contents.at, reverse=True)
    borne = bearers(newest)

    def adopt(ledger: Ledger, found: Sequence[Found]) -> None:
        memory = ledger.memory()
        here = {key for key, row in memory.rows.items() if row.content}
        given = {copy: held.numbers for copy, held in memory.copies.items() if copy[0] in here}
        rows, adopted = _adopted(borne, here, given, found)
        ledger.adoptions.adopt(adopted, [row.entry for row in rows], [row.content for row in rows])

    return adopt


def _adopted(
    borne: Mapping[str, Bearer], here: set[str], given: Mapping[CopyKey, Numbered], found: Sequence[Found]
) -> tuple[list[Remembered], Adopted]:
    """The rows that take numbers, in the order of the records, and what they take. ``here``: rows of the ledger."""
    known = {one.barcode for one in given.values()}
    rows: dict[str, Remembered] = {}
    copies: dict[CopyKey, tuple[Numbered, str]] = {}
    left = []
    for record in found:
        waiting = []
        for one in record.numbers:
            if one.barcode in known:
                continue
            if not (bearer := borne.get(one.barcode)):
                waiting.append(one)
                continue
            key, wanted = bearer.row.key, bearer.copy[1]
            rows[key] = bearer.row
            place = next(n for n in count(wanted) if (key, n) not in given and (key, n) not in copies)
            copies[key, place] = (one, record.book.record_id)
        if waiting:
            left.append(Found(record.book, tuple(waiting)))
    order = list(rows)
    new = tuple((key, place) for place, key in enumerate(order) if key not in here)
    taken = tuple((copy, *what) for copy, what in copies.items())
    return [rows[key] for key in order], Adopted(new, taken, tuple(left))
