"""Rows that hold one more copy of the book above: in registers with a line for each copy the title is typed once, or
its cell spans the lines, and below it only the numbers go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

from koleksi._intake.cells import TypedRow
from koleksi._intake.columns import Heading, prepared
from koleksi._intake.copies.of_row import copies_of
from koleksi._intake.copies.ranges import follows, in_one_cell, is_next, numbers_in
from koleksi._intake.copies.states import COUNTED
from koleksi._terms.condition import parted
from koleksi._terms.problems import problem
from koleksi.book import Copy, Entry, Problem

__all__ = ["is_further_copy", "numbered_in_advance", "with_further_copies"]

Row = tuple[str, ...]

_NUMBERS = ("accession", "barcode")
_OF_A_COPY = frozenset({
    *_NUMBERS, "condition", "copies_in", "location", "notes", "price", "received", "source", "source_name",
    "ignore", "",
})  # fmt: skip
_AS_ABOVE = ("price", "note", "source", "source_name", "received", "location")


def is_further_copy(heading: Heading, book: Row, above: Row, row: Row) -> bool:
    """Whether a row says nothing of a book but what the row above says too, and bears the number after that row's.
    ``book``: the row of the book; ``above``: that of its last copy, the same where it has no other yet. What programs
    write has its title in every row, and where books have an ISBN alone (a list of scans), each row with one is a
    book."""
    if heading.program or _says(heading, row, "title"):
        return False
    if _says(heading, row, "isbn") and not _says(heading, book, "title"):
        return False
    goes_on = False
    for field, cell, before in zip_longest(heading, row, above, fillvalue=""):
        if not cell:
            continue
        if field in _NUMBERS:
            if not follows(before, cell):
                return False
            goes_on = True
        elif field not in _OF_A_COPY and cell != before:
            return False
    return goes_on


def numbered_in_advance(heading: Heading, book: Row, copies: Sequence[tuple[int, Row]], most: int) -> int:
    """How many of the lines below the last book of a list are no copies but numbers that wait for books: they hold
    nothing else to the end of the list, and are more than any book above has (``most``); as many as the book counts
    are its copies all the same."""
    cell = next((cell for field, cell in zip(heading, book, strict=False) if field == "count"), "")
    counted = max(int(cell) - 1, 0) if cell.isdecimal() and len(cell) < 4 else 0
    cells = [book, *(row for _, row in copies)]
    from_below = zip(cells[-2::-1], cells[:0:-1], strict=True)
    bare = sum(1 for _ in takewhile(lambda rows: _is_bare(heading, *rows), from_below))
    return max(bare - counted, 0) if bare > most else 0


def _is_bare(heading: Heading, above: Row, row: Row) -> bool:
    """Whether a row says nothing but its numbers and what the row above says."""
    told = zip_longest(heading, row, above, fillvalue="")
    return all(not cell or cell == before or field in (*_NUMBERS, "ignore") for field, cell, before in told)


def _says(heading: Heading, row: Row, word: str) -> bool:
    return any(cell and word in field for field, cell in zip(heading, row, strict=False))


def with_further_copies(entry: Entry, heading: Heading, above: Row, rows: Sequence[tuple[int, Row]]) -> Entry:
    """The entry of a book's row with the copies of the rows below it; they are among those that were counted.
    ``above``: the cells of the book's row."""
    if not rows:
        return entry
    typed = [
        TypedRow(*prepared(heading, _written_out(heading, before, cells)), entry.source, number)
        for before, (number, cells) in zip((above, *(cells for _, cells in rows)), rows, strict=False)
    ]
    copies = _with(entry.copies, [_as_above(copy, entry.copies[0], row) for row in typed for copy in copies_of(row)])
    for row, (_, cells) in zip(typed, rows, strict=True):
        if _is_numbered(heading, cells):
            row.say("further-copy", "", " | ".join(filter(None, cells)))
    problems = [*entry.problems, *(found for row in typed for found in row.problems)]
    if len(copies) > len(entry.copies) > 1 and _counts(heading, above):
        problems.append(_disagreeing(entry, heading, copies))
    return replace(entry, copies=copies, problems=tuple(problems))


def _with(counted: Sequence[Copy], more: Sequence[Copy]) -> tuple[Copy, ...]:
    """The copies that a book's row counts, those without a number in favour of those that have a row. What was counted
    of their condition is true of these."""
    first, *others = counted
    numbered = [copy for copy in others if copy.accession or copy.barcode]
    spare = [copy for copy in others if not (copy.accession or copy.barcode)]
    conditions = [copy.condition for copy in spare[: len(more)]]
    stated = [
        copy.but(condition=copy.condition or condition)
        for copy, condition in zip(more, (*conditions, *[""] * len(more)), strict=False)
    ]
    return tuple(copy.but(number=n) for n, copy in enumerate((first, *numbered, *stated, *spare[len(more) :]), 1))


def _written_out(heading: Heading, above: Row, row: Row) -> Row:
    """A row that holds several copies ("004-006") as `written_out` has those of books."""
    cells = list(row)
    for n, (field, before, cell) in enumerate(zip(heading, above, row, strict=False)):
        found = numbers_in(cell) if field in _NUMBERS and not is_next(before, cell) else None
        cells[n] = in_one_cell(found.each) if found else cell
    return tuple(cells)


def _is_numbered(heading: Heading, row: Row) -> bool:
    """Whether a row has a running number of its own, as the row of a book whose title was forgotten would."""
    return any(field in ("ignore", "") and cell.isdecimal() for field, cell in zip(heading, row, strict=False))


def _counts(heading: Heading, row: Row) -> bool:
    """Whether the row of a book says how many copies there are."""
    return any(cell and field in ("count", COUNTED) for field, cell in zip(heading, row, strict=False))


def _disagreeing(entry: Entry, heading: Heading, copies: Sequence[Copy]) -> Problem:
    """What is told where the row of a book counts fewer copies than have a row."""
    stated, counted = len(entry.copies), len(copies)
    field = next(field for field in _NUMBERS if field in heading)
    value = f"{getattr(copies[0], field)} ... {getattr(copies[-1], field)}"
    found = problem("count-numbers", value=value, stated=stated, counted=counted, taken=counted)
    return found.at(source=entry.source, row=entry.row, column=heading.names[heading.index(field)])


def _as_above(copy: Copy, first: Copy, row: TypedRow) -> Copy:
    """A copy with what its row leaves to the row of the book; what the row says besides is a note of the copy."""
    same = {field: getattr(first, field) for field in _AS_ABOVE if not getattr(copy, field)}
    copy = copy.but(**same)
    said = [parted(row.get("notes"))[1], *row.notes]
    return copy.but(note="; ".join(dict.fromkeys(filter(None, (copy.note, *said)))))
