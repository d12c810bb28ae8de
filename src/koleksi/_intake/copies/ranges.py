"""The numbers of several copies in one cell, as registers that have one line a title show them: "0001-0010/H/2025",
"11 s/d 13", "17, 18". They are on the books already, and every copy keeps its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from koleksi._intake.book_rows import BookRow

__all__ = ["numbers_in", "written_out"]

_MOST = 500  # copies of a row
_UNTIL = re.compile(
    r"\s*(?:\bs\s*[./]\s*d\b\.?|\bsd\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b|\.{2,}|~)\s*", re.IGNORECASE
)
_APART = re.compile(r"\s+[-\u2013\u2014]\s+")
_HYPHEN = re.compile(r"\s*[-\u2013\u2014]\s*")
_BETWEEN = re.compile(r"\s*(?:[,;&\r\n]|\bdan\b)\s*", re.IGNORECASE)
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that a cell tells; ``sure``: in words ("s/d"), which mean nothing else."""

    each: tuple[str, ...]
    sure: bool


def written_out(rows: Iterable[BookRow]) -> Iterator[BookRow]:
    """The rows of a sheet, with several numbers in one cell as SLiMS writes them: "<0001><0002>"."""
    listed = list(rows)
    hyphens = _hyphens_hold(listed)
    for row in listed:
        told = {n: _told(row, n, hyphens) for n, field in enumerate(row.heading) if field in ("accession", "barcode")}
        cells = tuple(told.get(n) or cell for n, cell in enumerate(row.cells))
        yield replace(row, cells=cells) if any(told.values()) else row


def _told(row: BookRow, column: int, hyphens: bool) -> str:
    """The numbers of a cell, "" where it stays as typed. The number of copies beside it proves them; without one words
    do, and hyphens where no cell of the list speaks against it. A bar code may hold any marks of its own."""
    found = numbers_in(row.cells[column]) if column < len(row.cells) else None
    if not found:
        return ""
    count = _count(row)
    holds = count == len(found.each) or row.heading[column] == "accession" and count != 1 and (found.sure or hyphens)
    return "".join(f"<{number}>" for number in found.each) if holds else ""


def _count(row: BookRow) -> int | None:
    """The number of copies that is typed in the row, None where there is none."""
    typed = (cell for field, cell in zip(row.heading, row.cells, strict=False) if field == "count")
    number = re.match(r"\s*(\d{1,3})\b", next(typed, ""))
    return int(number[1]) if number else None


def _hyphens_hold(rows: Sequence[BookRow]) -> bool:
    """Whether "14-16" can be 14, 15 and 16 in this list: not where numbers have a hyphen of their own, as "12-2" for
    the second copy of the twelfth title; then a number falls, or one is told twice."""
    cells = [cell for row in rows for field, cell in zip(row.heading, row.cells, strict=False) if field == "accession"]
    pairs = [re.fullmatch(r"(\d+)\s*[-\u2013\u2014]\s*(\d+)", cell) for cell in cells]
    if any(int(pair[2]) <= int(pair[1]) for pair in pairs if pair):
        return False
    counted = Counter(number for cell in cells if cell for number in _each(cell))
    return max(counted.values(), default=0) < 2


def _each(cell: str) -> tuple[str, ...]:
    found = numbers_in(cell)
    return found.each if found else (cell,)


def numbers_in(cell: str) -> Numbers | None:
    """The numbers that a cell tells where they are several, None for any other cell."""
    if len(cell) > 200 or not any(map(str.isdecimal, cell)):
        return None
    parts = [part for part in _BETWEEN.split(cell) if part]
    told = [_range(part) for part in parts]
    each = [number for one, part in zip(told, parts, strict=True) for number in (one.each if one else (part,))]
    alike = {_DIGITS.sub("0", number) for number in each}
    if not 1 < len(each) <= _MOST or len(alike) > 1 or "0" not in alike.pop() or len(set(each)) < len(each):
        return None
    return Numbers(tuple(each), all(one is None or one.sure for one in told) and any(told))


def _range(text: str) -> Numbers | None:
    """ "0001/H/2025 s/d 0010/H/2025"; of several hyphens the one that makes a range of what stands beside it."""
    for mark, sure in ((_UNTIL, True), (_APART, False), (_HYPHEN, False)):
        sides = ((text[: found.start()], text[found.end() :]) for found in mark.finditer(text))
        ranges = [each for one, other in sides if (each := _from_to(one, other))]
        if len(ranges) == 1:
            return Numbers(ranges[0], sure)
    return None


def _from_to(first: str, last: str) -> tuple[str, ...]:
    """All numbers from one to another, () where they do not belong together; what stands around the running number may
    be said once only."""
    one, other = _DIGITS.split(first), _DIGITS.split(last)
    if len(one) == 3 and not one[0] + one[2]:
        one = _like(other, one[1], [_follows(one[1], digits) for digits in other[1::2]])
    elif len(other) == 3 and not other[0] + other[2]:
        other = _like(one, other[1], [_follows(digits, other[1]) for digits in one[1::2]])
    differ = [n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(differ) != 1 or not differ[0] % 2:
        return ()
    at = differ[0]
    if not _follows(one[at], other[at]):
        return ()
    running = range(int(one[at]), int(other[at]) + 1)
    return tuple("".join((*one[:at], str(n).zfill(len(one[at])), *one[at + 1 :])) for n in running)


def _follows(first: str, last: str) -> bool:
    """Whether the copies of one title can bear the numbers from one to another."""
    return 0 < int(last) - int(first) < _MOST


def _like(pattern: Sequence[str], digits: str, fits: Sequence[bool]) -> list[str]:
    """A bare number with what stands around it in the other one, in place of the group of digits that it fits: of as
    many digits, or the only one."""
    places = [2 * n + 1 for n, fit in enumerate(fits) if fit]
    of_its_length = [n for n in places if len(pattern[n]) == len(digits)]
    chosen = of_its_length if len(of_its_length) == 1 else places
    return [*pattern[: chosen[0]], digits, *pattern[chosen[0] + 1 :]] if len(chosen) == 1 else []
