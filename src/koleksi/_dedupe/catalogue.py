"""What of a catalogue matters to a list of books that is held against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from koleksi.book import Book, Entry

__all__ = ["KINDS", "CatalogueMatches", "matches_in", "numbers", "whole"]

KINDS = ("accession", "barcode", "record")  # of numbers that a catalogue has given out
_LARGE = 2_000_000  # bytes; a smaller catalogue (some 2,000 records) is read as fast as its index


class CatalogueMatches(NamedTuple):
    """What a catalogue holds that matters to a list. ``found``: the records that may be editions of its books, each
    with its place in the catalogue from 0. The sets: the numbers of all its records and copies."""

    found: list[tuple[int, Entry]]
    accessions: frozenset[str]
    barcodes: frozenset[str]
    record_ids: frozenset[str]


def matches_in(books: Sequence[Book], catalogue: Path, read: Callable[[], Iterable[Entry]]) -> CatalogueMatches:
    """The records of a catalogue that may be editions of the books, and every number it has given out.

    ``read`` gives all its records; it is called for a small catalogue, when the index is missing or older than
    the file, and when no file can be written beside it. A small catalogue is returned whole.
    """
    if catalogue.stat().st_size < _LARGE:
        return whole(read())
    from koleksi._dedupe import catalogue_index  # here, since SQLite is slow to load and few need it

    return catalogue_index.matches(books, catalogue, read)


def whole(known: Iterable[Entry]) -> CatalogueMatches:
    """All that a catalogue holds."""
    found = list(enumerate(known))
    given = list(numbers(entry for _, entry in found))
    return CatalogueMatches(found, *(frozenset(number for one, number in given if one == kind) for kind in KINDS))


def numbers(known: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """(kind, number) of all records and copies that bear one."""
    for entry in known:
        if entry.book.record_id:
            yield "record", entry.book.record_id
        for copy in entry.copies:
            if copy.accession:
                yield "accession", copy.accession
            if copy.barcode:
                yield "barcode", copy.barcode
