"""A sheet in which a cell tells the numbers of several copies, written out where the sheet proves that it does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from koleksi._intake.book_rows import BookRow
from koleksi._intake.copies.ranges import in_one_cell, is_school_year, numbers_in
from koleksi._intake.copies.states import COUNTED

__all__ = ["written_out"]


def written_out(rows: Iterable[BookRow]) -> Iterator[BookRow]:
    """The rows of a sheet, with several numbers in one cell as SLiMS writes them: "<0001><0002>". What a program wrote
    stays: it has a line for each copy, or writes them so itself."""
    listed = list(rows)
    hyphens = _hyphens_hold(listed)
    for row in listed:
        if row.heading.program or not _is_book(row):
            yield row
            continue
        told = {n: _told(row, n, hyphens) for n, field in enumerate(row.heading) if field in ("accession", "barcode")}
        cells = tuple(told.get(n) or cell for n, cell in enumerate(row.cells))
        yield replace(row, cells=cells) if any(told.values()) else row


def _is_book(row: BookRow) -> bool:
    """Whether a row is more than one that is told to hold no book, with its cells as typed."""
    return any(cell and ("title" in field or field == "isbn") for field, cell in _typed(row))


def _told(row: BookRow, column: int, hyphens: bool) -> str:
    """The numbers of a cell, "" where it stays as typed. The number of copies beside it proves them; without one words
    do, and hyphens where no cell of the list speaks against it. A bar code may hold any marks of its own."""
    cell = row.cells[column] if column < len(row.cells) else ""
    found = numbers_in(cell)
    if not found:
        return ""
    count = _count(row)
    by_itself = row.heading[column] == "accession" and (found.sure or hyphens and not is_school_year(cell))
    return in_one_cell(found.each) if count == len(found.each) or by_itself and count != 1 else ""


def _count(row: BookRow) -> int | None:
    """The number of copies that is typed in the row, or their sum by condition; None where there is none."""
    number = re.match(r"\s*(\d{1,3})\b", next((cell for field, cell in _typed(row) if field == "count"), ""))
    if number:
        return int(number[1])
    return sum(int(cell) for field, cell in _typed(row) if field == COUNTED and cell.isdecimal()) or None


def _hyphens_hold(rows: Sequence[BookRow]) -> bool:
    """Whether "14-16" can be 14, 15 and 16 in this list: not where numbers have a hyphen of their own, as "12-2" for
    the second copy of the twelfth title; then a number falls, or one is told twice."""
    cells = [cell for row in rows for field, cell in _typed(row) if field == "accession"]
    pairs = [re.fullmatch(r"(\d+)\s*[-\u2013\u2014]\s*(\d+)", cell) for cell in cells]
    if any(int(pair[2]) <= int(pair[1]) for pair in pairs if pair):
        return False
    counted = Counter(number for cell in cells if cell for number in _each(cell))
    return max(counted.values(), default=0) < 2


def _typed(row: BookRow) -> Iterator[tuple[str, str]]:
    return zip(row.heading, row.cells, strict=False)


def _each(cell: str) -> tuple[str, ...]:
    found = numbers_in(cell)
    return found.each if found else (cell,)
