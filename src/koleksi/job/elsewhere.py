"""Numbers by which another library's Koha knows a record or an item: in ours they belong to something else.

Koha's rule KohaBiblio matches by 999 $c, and its items by 952 $9 (C4/ImportBatch.pm): brought by a record of another
library, they would overwrite whatever has that number here.
"""

from __future__ import annotations

from koleksi.book import Book, Copy, MarcField

__all__ = ["numbered_here", "without_item_number"]


def numbered_here(book: Book) -> Book:
    """The book of a row without Koha's 999: where lists are held against a catalogue, only its records have numbers."""
    if not any(map(_is_record_number, book.marc_fields)):
        return book
    return book.but(marc_fields=tuple(one for one in book.marc_fields if not _is_record_number(one)))


def _is_record_number(one: MarcField) -> bool:
    return one.tag == "999" and any(code in "cd" for code, _ in one.subfields)


def without_item_number(copy: Copy) -> Copy:
    """A copy of such a row without Koha's 952 $9."""
    if not any(one.tag == "952" for one in copy.marc_fields):
        return copy
    kept = (_without_9(one) if one.tag == "952" else one for one in copy.marc_fields)
    return copy.but(marc_fields=tuple(one for one in kept if one.subfields or one.indicators.strip()))


def _without_9(one: MarcField) -> MarcField:
    return one._replace(subfields=tuple(pair for pair in one.subfields if pair[0] != "9"))
