"""The numbers of several copies in one cell, as registers that have one line a title show them: "0001-0010/H/2025",
"11 s/d 13", "17, 18". They are on the books already, and every copy keeps its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["follows", "in_one_cell", "is_next", "is_school_year", "numbers_in", "says_until"]

_MOST = 500  # copies of a row
_UNTIL = re.compile(
    r"\s*(?:\bs\s*[./]\s*d\b\.?|\bsd\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b|\.{2,}|\u2026|~)\s*", re.IGNORECASE
)
_APART = re.compile(r"\s+[-\u2013\u2014]\s+")
_HYPHEN = re.compile(r"\s*[-\u2013\u2014]\s*")
_BETWEEN = re.compile(r"\s*(?:[,;&\r\n]|\bdan\b)\s*", re.IGNORECASE)
_DIGITS = re.compile(r"(\d+)")
_AMOUNT = re.compile(r"[\d.]+")  # "1.234,5"
_DAY = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{4}|\d{4}([-/.])\d{1,2}\2\d{1,2}")  # "2025-03-07"
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d\d)\s*[-\u2013\u2014]\s*((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that a cell tells; ``sure``: in words ("s/d"), which mean nothing else; ``shared``: what stands
    around the running number is said once for all of them ("17, 18/H/2025"), which may be one number too."""

    each: tuple[str, ...]
    sure: bool
    shared: bool = False


def numbers_in(cell: str) -> Numbers | None:
    """The numbers that a cell tells where they are several, None for any other cell."""
    if len(cell) > 200 or not any(map(str.isdecimal, cell)):
        return None
    parts = [part for part in _BETWEEN.split(cell) if part]
    told = [_range(part) for part in parts]
    typed = [number for one, part in zip(told, parts, strict=True) for number in (one.each if one else (part,))]
    if not 1 < len(typed) <= _MOST:
        return None
    each = _with_shared(typed)
    alike = {_DIGITS.sub("0", number) for number in each}
    if len(alike) > 1 or "0" not in alike.pop() or len(set(each)) < len(each):
        return None
    sure = each == typed and all(one is None or one.sure for one in told) and any(told)
    return Numbers(tuple(each), sure, shared=each != typed)


def in_one_cell(numbers: Sequence[str]) -> str:
    """Several numbers as SLiMS writes them into one cell: "<0001><0002>"."""
    return "".join(f"<{number}>" for number in numbers)


def is_next(before: str, number: str) -> bool:
    """Whether a number is the next one after another: "002/H/2025" after "001/H/2025"."""
    return len(before) < 100 and len(number) < 100 and _from_to(before, number)[1:] == (number,)


def follows(before: str, cell: str) -> bool:
    """Whether the numbers of a cell go on behind those of another: "004-006" behind "001 s/d 003"."""
    above, here = numbers_in(before), numbers_in(cell)
    return is_next(before, cell) or is_next(above.each[-1] if above else before, here.each[0] if here else cell)


def says_until(cell: str) -> bool:
    """Whether a cell means several numbers, in words between digits ("9 s/d 7"), whatever they are."""
    sides = _UNTIL.split(cell)
    return len(sides) > 1 and all(any(map(str.isdecimal, side)) for side in sides)


def is_school_year(cell: str) -> bool:
    """ "2019-2020" may be two numbers, and a year at school."""
    years = _SCHOOL_YEAR.fullmatch(cell)
    return years is not None and int(years[2]) == int(years[1]) + 1


def _range(text: str) -> Numbers | None:
    """ "0001/H/2025 s/d 0010/H/2025"; of several hyphens the one that makes a range of what stands beside it."""
    if _DAY.fullmatch(text):
        return None
    for mark, sure in ((_UNTIL, True), (_APART, False), (_HYPHEN, False)):
        sides = ((text[: found.start()], text[found.end() :]) for found in mark.finditer(text))
        ranges = [each for one, other in sides if (each := _from_to(one, other))]
        if len(ranges) == 1:
            return Numbers(ranges[0], sure)
    return None


def _with_shared(numbers: Sequence[str]) -> list[str]:
    """Bare numbers with what stands behind the next longer one, or else around the one before: "17", "18/H/2025" and
    "PD001", "002" are 17/H/2025 and PD002. What does not fit stays bare."""
    if not any(map(str.isdecimal, numbers)) or all(map(str.isdecimal, numbers)):
        return list(numbers)
    found: list[str] = []
    for n, number in enumerate(numbers):
        longer = next((other for other in numbers[n:] if not other.isdecimal()), "")
        behind = re.match(r"(\d+)(\D.*)", longer)
        if number.isdecimal() and behind and _in_order(number, behind[1]):
            number += behind[2]
        elif number.isdecimal() and found and not _AMOUNT.fullmatch(found[-1]):
            number = next(reversed(_from_to(found[-1], number)), number)
        found.append(number)
    return found


def _from_to(first: str, last: str) -> tuple[str, ...]:
    """All numbers from one to another, () where they do not belong together; what stands around the running number may
    be said once only."""
    one, other = _DIGITS.split(first), _DIGITS.split(last)
    if len(one) == 3 and not one[0] + one[2]:
        one = _like(other, one[1], [_in_order(one[1], digits) for digits in other[1::2]])
    elif len(other) == 3 and not other[0] + other[2]:
        other = _like(one, other[1], [_in_order(digits, other[1]) for digits in one[1::2]])
    differ = [n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(differ) != 1 or not differ[0] % 2:
        return ()
    at = differ[0]
    if not _in_order(one[at], other[at]):
        return ()
    running = range(int(one[at]), int(other[at]) + 1)
    return tuple("".join((*one[:at], str(n).zfill(len(one[at])), *one[at + 1 :])) for n in running)


def _in_order(first: str, last: str) -> bool:
    """Whether the copies of one title can bear the numbers from one to another."""
    return 0 < int(last) - int(first) < _MOST


def _like(pattern: Sequence[str], digits: str, fits: Sequence[bool]) -> list[str]:
    """A bare number with what stands around it in the other one, in place of the group of digits that it fits: of as
    many digits, or the only one."""
    places = [2 * n + 1 for n, fit in enumerate(fits) if fit]
    of_its_length = [n for n in places if len(pattern[n]) == len(digits)]
    chosen = of_its_length if len(of_its_length) == 1 else places
    return [*pattern[: chosen[0]], digits, *pattern[chosen[0] + 1 :]] if len(chosen) == 1 else []
