"""A sheet in which a cell tells the numbers of several copies, written out where the sheet proves that it does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from koleksi._intake.book_rows import BookRow
from koleksi._intake.copies.ranges import in_one_cell, is_school_year, numbers_in
from koleksi._intake.copies.states import COUNTED

__all__ = ["written_out"]

_PAIR = re.compile(r"(\d+)\s*[-\u2013\u2014]\s*(\d+)")
_FOR_ONE_AGAINST = 2  # ranges that a list must have more than, for each cell that speaks against them


def written_out(rows: Iterable[BookRow]) -> Iterator[BookRow]:
    """The rows of a sheet, with several numbers in one cell as SLiMS writes them: "<0001><0002>". What a program wrote
    stays: it has a line for each copy, or writes them so itself."""
    listed = list(rows)
    no_ranges = _no_ranges([cell for row in listed for field, cell in _typed(row) if field == "accession" and cell])
    for row in listed:
        yield row if row.heading.program or not _is_book(row) else _with_numbers(row, no_ranges)


def _with_numbers(row: BookRow, no_ranges: Set[str] | None) -> BookRow:
    told = {n: _told(row, n, no_ranges) for n, field in enumerate(row.heading) if field in ("accession", "barcode")}
    if any(told.values()):
        row = replace(row, cells=tuple(told.get(n) or cell for n, cell in enumerate(row.cells)))
    odd = any(field == "accession" and cell in (no_ranges or ()) for field, cell in _typed(row))
    return replace(row, odd_number=True) if odd else row


def _is_book(row: BookRow) -> bool:
    """Whether a row is more than one that is told to hold no book, with its cells as typed."""
    return any(cell and ("title" in field or field == "isbn") for field, cell in _typed(row))


def _told(row: BookRow, column: int, no_ranges: Set[str] | None) -> str:
    """The numbers of a cell, "" where it stays as typed. The number of copies beside it proves them; without one words
    do, and hyphens as `_no_ranges` finds them. A bar code may hold any marks of its own."""
    cell = row.cells[column] if column < len(row.cells) else ""
    found = numbers_in(cell)
    if not found:
        return ""
    count = _count(row)
    hyphens = no_ranges is not None and not (found.shared or cell in no_ranges or is_school_year(cell))
    by_itself = row.heading[column] == "accession" and (found.sure or hyphens)
    return in_one_cell(found.each) if count == len(found.each) or by_itself and count != 1 else ""


def _count(row: BookRow) -> int | None:
    """The number of copies that is typed in the row, or their sum by condition; None where there is none."""
    number = re.match(r"\s*(\d{1,3})\b", next((cell for field, cell in _typed(row) if field == "count"), ""))
    if number:
        return int(number[1])
    return sum(int(cell) for field, cell in _typed(row) if field == COUNTED and cell.isdecimal()) or None


def _no_ranges(cells: Sequence[str]) -> Set[str] | None:
    """The cells that are no ranges though others of their list are: "14-16" is 14, 15 and 16, but "20-19" falls, and
    "20-22" beside "22" tells one twice. None where no hyphen makes one, since too many speak against it: numbers may
    have a hyphen of their own, as "12-2" for the second copy of the twelfth title."""
    each = [_each(cell) for cell in cells]
    told = Counter(number for numbers in each for number in numbers)
    against = [_falls(cell) or any(told[one] > 1 for one in numbers) for cell, numbers in zip(cells, each, strict=True)]
    ranges = sum(1 for numbers, speaks in zip(each, against, strict=True) if len(numbers) > 1 and not speaks)
    if any(against) and sum(against) * _FOR_ONE_AGAINST >= ranges:
        return None
    odd = zip(cells, each, against, strict=True)
    return frozenset(cell for cell, numbers, speaks in odd if speaks and (len(numbers) > 1 or _falls(cell)))


def _falls(cell: str) -> bool:
    pair = _PAIR.fullmatch(cell)
    return pair is not None and int(pair[2]) <= int(pair[1])


def _typed(row: BookRow) -> Iterator[tuple[str, str]]:
    return zip(row.heading, row.cells, strict=False)


def _each(cell: str) -> tuple[str, ...]:
    found = numbers_in(cell)
    return found.each if found and not found.shared else (cell,)
