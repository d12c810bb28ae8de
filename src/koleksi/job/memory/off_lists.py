"""Copies with numbers that no list names now: what an accession register must go on to show."""

from __future__ import annotations

from koleksi.book import Copy
from koleksi.job.collection import Collection, OffList
from koleksi.job.memory.copies import Held, retired_note
from koleksi.job.memory.ledger import Ledger
from koleksi.job.memory.unchanged import Remembered

__all__ = ["off_lists"]


def off_lists(ledger: Ledger, collection: Collection) -> tuple[OffList, ...]:
    """The numbered copies of remembered rows that the collection does not hold. A number whose row was taken back
    (`koleksi undo`) was never a book's."""
    held = {key for record in collection.records for key, _ in record.given}
    left = [(key, copy) for key, copy in ledger.each_copy() if key not in held]
    keys = {key for (key, _), _ in left}
    rows = {row.key: row for row in ledger.each_row() if row.key in keys} if keys else {}
    return tuple(
        _off_list(rows[key], number, copy, ledger.note(retired_note((key, number))), collection)
        for (key, number), copy in left
        if key in rows
    )


def _off_list(row: Remembered, number: int, held: Held, since: str, collection: Collection) -> OffList:
    entry, usual = row.entry, collection.config.acquisition
    said = entry.copies[number - 1] if number <= len(entry.copies) else Copy()
    copy = said.but(
        accession=held.numbers.accession, barcode=held.numbers.barcode, source=said.source or usual.source,
        source_name=said.source_name or usual.source_name, received=said.received or collection.begun,
    )  # fmt: skip
    return OffList(book=entry.book, copy=copy, withdrawn=not held.active, since="" if held.active else since)
