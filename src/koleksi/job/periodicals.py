"""Issues of a periodical in a list: one serial record with its issues as copies, or a record for each issue.

Which of the two is the library's choice (``[periodicals] record``). A row keeps its key and its numbers either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from koleksi.book import Book
from koleksi.job.collection import Known, Row

if TYPE_CHECKING:
    from koleksi.dedupe import Periodical

__all__ = ["Serials", "serials", "titles_of_periodicals"]

Decisions = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Serials:
    """``of``: place of a row -> its periodical; ``joined``: pairs of places that are one record for being issues;
    ``one_record``: whether all issues of a periodical are; ``perhaps``: pairs of places that may be two issues of one,
    which a person knows."""

    of: Mapping[int, Periodical]
    joined: Decisions
    one_record: bool
    perhaps: frozenset[tuple[int, int]] = frozenset()

    def with_issue(self, place: int, row: Row) -> Row:
        """The row with its copies saying which issue they are."""
        periodical = self.of.get(place)
        if periodical is None or not (issue := periodical.issues[place]):
            return row
        copies = tuple(copy.but(issue=copy.issue or issue) for copy in row.entry.copies)
        return replace(row, entry=replace(row.entry, copies=copies))

    def book(self, places: Sequence[int], rows: Sequence[Row]) -> Book | None:
        """What the record of a periodical says, None where these rows are none of one record."""
        found = next((self.of[place] for place in places if place in self.of), None)
        return _described(found, [row.book for row in rows]) if found and self.one_record else None

    def settled(self, left: int, right: int) -> bool:
        """Whether nobody needs to be asked of two rows: both are issues, and the issue says which."""
        return left in self.of and right in self.of


def serials(rows: Sequence[Row], known: Sequence[Known], decided: Decisions, *, one_record: bool) -> Serials:
    """The periodicals among the rows. ``decided``: people's words on pairs, by place; they are stronger."""
    from koleksi import dedupe

    books = [row.book for row in rows]
    perhaps = dedupe.perhaps_issues(books) if one_record else ()
    confirmed = [pair for pair, word in decided.items() if word == "same"]
    found = dedupe.periodicals(books, [record.book for record in known], confirmed=confirmed)
    joined = {}
    for periodical in found:
        for pair in _pairs(periodical, len(rows), decided, one_record=one_record):
            joined[pair] = "same"
    of = {place: periodical for periodical in found for place in periodical.issues}
    asked = frozenset(pair for pair in perhaps if pair not in decided)
    return Serials(of=MappingProxyType(of), joined=MappingProxyType(joined), one_record=one_record, perhaps=asked)


def _pairs(periodical: Periodical, rows: int, decided: Decisions, *, one_record: bool) -> Iterator[tuple[int, int]]:
    """Each row beside the first of its record, and that beside the catalogue's."""
    if not one_record:
        first: dict[str, int] = {}
        for place, issue in periodical.issues.items():
            if issue and first.setdefault(issue, place) != place:
                yield first[issue], place
        return
    apart = {pair for pair, word in decided.items() if word == "different"}
    record = rows + periodical.record if periodical.record is not None else None
    taken = [record] if record is not None else []
    for place in periodical.issues:
        if any((min(place, other), max(place, other)) in apart for other in taken):
            continue
        if taken:
            yield min(taken[0], place), max(taken[0], place)
        taken.append(place)


def titles_of_periodicals(books: Sequence[Book]) -> list[Book]:
    """The names of the periodicals whose issues the books are: what their record in a catalogue is called."""
    from koleksi import dedupe

    found = dedupe.periodicals(books)
    return [Book(title=one.name, issn=one.issn, publisher=books[min(one.issues)].publisher) for one in found]


def _described(periodical: Periodical, books: Sequence[Book]) -> Book:
    """The periodical as its issues describe it together, without what is of one issue alone."""
    from koleksi import dedupe

    title, colon, subtitle = periodical.name.partition(": ")
    names = {book.authors for book in books if book.authors}
    authors = names.pop() if len(names) == 1 else ()
    authors = tuple(name for name in authors if name.casefold() != title.casefold())
    bare = [
        book.but(
            title=title, subtitle=subtitle if colon else "", volume="", part_title="", edition="", printing="",
            year=None, issn=book.issn or periodical.issn, isbn="", other_isbns=(), wrong_isbns=(), extent="",
            summary="", responsibility="", authors=authors,
        )
        for book in books
    ]  # fmt: skip
    return dedupe.merge(bare)[0]
