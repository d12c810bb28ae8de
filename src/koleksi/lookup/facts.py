"""What a source can say of a book, as values that a cache or a pack can store, and the shape of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from koleksi import isbn
from koleksi._terms import book_json
from koleksi.book import Book, Problem

__all__ = ["FIELDS", "Answers", "Hit", "Claim", "dump", "isbns_in", "load", "matched", "year_in"]

# The fields that a source may fill. What stands on this one copy or in this one library (notes, call number) is not
# among them.
FIELDS = (
    "title", "subtitle", "authors", "publisher", "place", "year", "edition", "language", "subjects", "ddc", "extent",
    "height_cm", "series", "volume", "responsibility",
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Hit:
    """One description that a source gave, and the ISBNs (13 digits) that it says the description belongs to."""

    book: Book
    isbns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source says of a book: facts, and who says so ("openlibrary", "pack:kabupaten/katalog.mrc")."""

    source: str
    book: Book


@dataclass(slots=True)
class Answers:
    """What sources said, by ISBN, in the order in which the sources were named; and what went wrong on the way."""

    known: dict[str, list[Claim]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def matched(asked: Iterable[str], hits: Iterable[Hit]) -> dict[str, Book]:
    """The descriptions that name an ISBN that was asked for; any other is another book and is dropped.

    The first wins where a source gives two: it is the one it ranked first.
    """
    wanted = frozenset(asked)
    found: dict[str, Book] = {}
    for hit in hits:
        for number in sorted(hit.isbns & wanted):
            if hit.book.title:
                found.setdefault(number, hit.book.but(isbn=number))
    return found


def isbns_in(values: Iterable[object]) -> frozenset[str]:
    """The ISBN-13 digits of whatever an answer calls an ISBN."""
    return frozenset(number for value in values for number in isbn.recognise(str(value)).isbns)


def year_in(text: object) -> int | None:
    """The year of imprint in a date as printed ("March 2005", "c1998", "[2011]")."""
    found = _YEAR.search(str(text))
    return int(found[1]) if found else None


def dump(book: Book) -> str:
    """The facts of a book as compact JSON; ``load`` gives them back."""
    return book_json.dump(book, FIELDS)


def load(number: str, text: str) -> Book:
    """The inverse of ``dump``. Raises ValueError for text that ``dump`` did not write."""
    return book_json.load(text).but(isbn=number)
