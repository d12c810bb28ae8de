"""Running numbers typed in front of titles ("1. Perahu Kertas", "2) Merpati"): the list's, not the books'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from koleksi._intake.columns import Heading

__all__ = ["Numbering", "numbering", "numbers_apart"]

Row = tuple[str, ...]

_FEWEST = 3  # titles of a sheet of which numbers can be said to run

_NUMBER = re.compile(r"\s*[(*]?(\d{1,4})(?:[.)\]]+|\ufe0f?\u20e3|\s+[-\u2013]\s)\s*(?=\S)")
_BARE_NUMBER = re.compile(r"\s*(\d{1,4})\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Numbering:
    """How titles are numbered. ``pattern``: what stands in front of them, None where they are not."""

    pattern: re.Pattern[str] | None

    def apart(self, title: str) -> tuple[str, str]:
        """The number in front of a title and the title without it; ("", title) where there is none."""
        found = self.pattern.match(title) if self.pattern else None
        return (found[1], title[found.end() :].strip(" *")) if found else ("", title)


def numbering(titles: Sequence[str]) -> Numbering:
    """Titles are numbered where half of them have a number and a mark in front, and nearly all of these go on by one or
    begin again at 1. A number without a mark may be a title's ("99 Cahaya"): nearly all must have the next."""
    if _runs(titles, _NUMBER, 0.5):
        return Numbering(_NUMBER)
    return Numbering(_BARE_NUMBER if len(titles) > 2 and _runs(titles, _BARE_NUMBER, 0.8) else None)


def _runs(titles: Sequence[str], pattern: re.Pattern[str], share: float) -> bool:
    found = [int(one[1]) for one in map(pattern.match, titles) if one]
    steps = sum(later in (one + 1, 1) for one, later in zip(found, found[1:], strict=False))
    return len(found) > 1 and len(found) >= share * len(titles) and steps >= 0.8 * (len(found) - 1)


def numbers_apart(heading: Heading, rows: Sequence[Row]) -> tuple[Heading, list[Row]]:
    """The rows of a sheet whose titles are numbered, with these numbers in a column of their own behind the others."""
    at = heading.index("title") if "title" in heading and not heading.program else -1
    titles = [row[at] for row in rows if 0 <= at < len(row) and row[at]]
    numbers = numbering(titles) if len(titles) >= _FEWEST else Numbering(None)
    if not numbers.pattern:
        return heading, list(rows)
    wider = Heading.made((*heading, "ignore"), (*heading.names, ""), heading.rows)
    return wider, [_apart(row, at, len(heading), numbers) for row in rows]


def _apart(row: Row, at: int, width: int, numbers: Numbering) -> Row:
    number, title = numbers.apart(row[at]) if at < len(row) else ("", "")
    if not number:
        return row
    cells = [*row, *[""] * (width - len(row))]
    return (*cells[:at], title, *cells[at + 1 : width], number, *cells[width:])
