"""Rows that hold one more copy of the book above: in registers with a line for each copy the title is typed once, or
its cell spans the lines, and below it only the numbers go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from koleksi._intake.cells import TypedRow
from koleksi._intake.columns import Heading
from koleksi._intake.copies.of_row import copies_of
from koleksi._intake.copies.ranges import follows
from koleksi._terms.problems import problem
from koleksi.book import Copy, Entry

__all__ = ["is_further_copy", "with_further_copies"]

Row = tuple[str, ...]

_NUMBERS = ("accession", "barcode")
_OF_A_COPY = frozenset({
    *_NUMBERS, "condition", "copies_in", "location", "notes", "price", "received", "source", "source_name",
    "ignore", "",
})  # fmt: skip
_AS_ABOVE = ("price", "note", "source", "source_name", "received", "location")


def is_further_copy(heading: Heading, above: Row, row: Row) -> bool:
    """Whether a row says nothing of a book, and bears the number after that of the row above. What programs write has
    its title in every row."""
    if heading.program:
        return False
    goes_on = False
    for field, cell, before in zip_longest(heading, row, above, fillvalue=""):
        if not cell:
            continue
        if field in _NUMBERS:
            if not follows(before, cell):
                return False
            goes_on = True
        elif field not in _OF_A_COPY:
            return False
    return goes_on


def with_further_copies(entry: Entry, heading: Heading, rows: Sequence[tuple[int, Row]]) -> Entry:
    """The entry of a book's row with the copies of the rows below it; they are among those that were counted."""
    if not rows:
        return entry
    typed = [TypedRow(heading, cells, entry.source, number) for number, cells in rows]
    first, *others = entry.copies
    more = [_as_above(copies_of(row)[0], first, row) for row in typed]
    numbered = [copy for copy in others if copy.accession or copy.barcode]
    spare = [copy for copy in others if not (copy.accession or copy.barcode)]
    copies = [first, *numbered, *more, *spare[len(more) :]]
    problems = [*entry.problems, *(found for row in typed for found in row.problems)]
    if 1 < len(entry.copies) < len(copies):
        stated, counted = len(entry.copies), len(copies)
        problems.append(
            problem("count-numbers", source=entry.source, row=entry.row, stated=stated, counted=counted, taken=counted)
        )
    numbered_on = tuple(copy.but(number=n) for n, copy in enumerate(copies, 1))
    return replace(entry, copies=numbered_on, problems=tuple(problems))


def _as_above(copy: Copy, first: Copy, row: TypedRow) -> Copy:
    """A copy with what its row leaves to the row of the book."""
    same = {field: getattr(first, field) for field in _AS_ABOVE if not getattr(copy, field)}
    copy = copy.but(**same)
    return copy.but(note="; ".join(filter(None, (copy.note, *row.notes)))) if row.notes else copy
