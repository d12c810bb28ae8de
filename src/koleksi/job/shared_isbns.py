"""One ISBN on books that are not one edition: told at each of them, unless a person is asked or has said so.

Of several books with one number each is held against the first alone, so that the work grows with the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from typing import NamedTuple

from koleksi._terms.problems import problem
from koleksi.book import Problem
from koleksi.job.collection import Collection, Known, Row

__all__ = ["shared_isbns"]


class _Holder(NamedTuple):
    """A book that has a number. ``edition``: one for all rows of a record; ``at``: its first row that names it."""

    edition: int
    at: Row | Known


def shared_isbns(collection: Collection) -> Iterator[Problem]:
    """The rows whose ISBN another title has too: a warning, or a note where both are parts of one set."""
    editions = _editions(collection)
    compared = _compared(collection, editions)
    for isbn, holders in _holders(collection, editions).items():
        first = holders[0]
        others = [one for one in holders[1:] if frozenset((first.edition, one.edition)) not in compared]
        titles = len(others) + 1
        for one, other in [*((first, other) for other in others[:1]), *((other, first) for other in others)]:
            if isinstance(one.at, Row):
                yield _told(isbn, one.at, other.at, titles)


def _editions(collection: Collection) -> dict[str, int]:
    """Key of a row or of a catalogue's record -> a number for its edition."""
    found: dict[str, int] = {}
    for number, record in enumerate(collection.records):
        found.update((row.key, number) for row in record.rows)
        if record.known:
            found[record.known.key] = number
    for known in collection.catalogue.records if collection.catalogue else ():
        found.setdefault(known.key, len(collection.records) + len(found))
    return found


def _compared(collection: Collection, editions: dict[str, int]) -> Set[frozenset[int]]:
    """The pairs of editions of which a person is asked, or has answered."""
    keys = [(question.left.key, question.right.key) for question in collection.questions]
    keys += [(left, right) for left, plus, right in (one.key.partition("+") for one, _ in collection.decided) if plus]
    return {
        frozenset((editions[left], editions[right])) for left, right in keys if left in editions and right in editions
    }


def _holders(collection: Collection, editions: dict[str, int]) -> dict[str, list[_Holder]]:
    """The ISBNs of more than one edition, with their books: those of the lists first."""
    found = defaultdict[str, dict[int, _Holder]](dict)
    for number, record in enumerate(collection.records):
        for row in (row for row in record.rows if row.book.isbn):
            found[row.book.isbn].setdefault(number, _Holder(number, row))
    for known in collection.catalogue.records if collection.catalogue else ():
        if known.book.isbn in found:
            number = editions[known.key]
            found[known.book.isbn].setdefault(number, _Holder(number, known))
    return {isbn: [*holders.values()] for isbn, holders in found.items() if len(holders) > 1}


def _told(isbn: str, one: Row, other: Row | Known, titles: int) -> Problem:
    from koleksi import dedupe

    of_set = dedupe.of_one_set(one.book, other.book)
    code = "isbn-of-set" if of_set else "isbn-two-titles"
    wording = "isbn-two-titles/several" if titles > 2 and not of_set else code
    found = problem(
        code, wording=wording, column="isbn", value=isbn, title=other.book.full_title, place=other.place, titles=titles
    )
    return found.at(source=one.entry.source, row=one.entry.row)
