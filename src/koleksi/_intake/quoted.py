"""Text in which every cell stands in quotes, and the quotes inside a cell are not doubled.

SLiMS writes its items so in every version from 9.4 to 9.7, and its titles up to 9.4 (item_export.php, export.php: each
value between two quotes, a line break as the letter "n"). A cell ends where quote, delimiter and quote stand together.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Quoted", "quoted_lines"]

_LINE = re.compile(r"\r\n|\r|\n")
_BARE = re.compile(r'(?<!\\)"')  # \" is how dumps write it


@dataclass(frozen=True, slots=True)
class Quoted:
    """``rows``: the number of each line and its cells; ``unclear``: lines in which a cell may end in several places."""

    rows: tuple[tuple[int, list[str]], ...]
    unclear: tuple[tuple[int, str], ...]


def quoted_lines(text: str, delimiter: str) -> Quoted | None:
    """The rows of a text that is so written; None for any other, also where every quote is doubled as it should be."""
    if not text.startswith('"'):
        return None
    lines = [(n, line) for n, line in enumerate(_LINE.split(text), 1) if line.strip()]
    if not all(_is_quoted(line, delimiter) for _, line in lines):
        return None
    apart = [_apart(line, delimiter) for _, line in lines]
    width = Counter(map(len, apart)).most_common(1)[0][0]
    inside = [line for (_, line), cells in zip(lines, apart, strict=True) if any(map(_BARE.search, cells))]
    doubled = [bool(_strict([line], delimiter)) for line in inside]
    if width < 2 or all(doubled) or _strict(_LINE.split(text), delimiter):
        return None
    by_hand = 2 * sum(doubled) >= len(doubled)  # a list that doubles its quotes, but for a cell or two
    rows, unclear = list[tuple[int, list[str]]](), list[tuple[int, str]]()
    for (n, line), cells in zip(lines, apart, strict=True):
        read = _cells(line, cells, delimiter, width, by_hand=by_hand)
        if read is None:
            unclear.append((n, line))
        else:
            rows.append((n, read))
    return Quoted(tuple(rows), tuple(unclear))


def _is_quoted(line: str, delimiter: str) -> bool:
    return len(line) > 1 and line.startswith('"') and line.endswith(('"', f'"{delimiter}'))


def _apart(line: str, delimiter: str) -> list[str]:
    """The cells as they stand. SLiMS's row of names ends in a delimiter, behind which there is nothing."""
    return line.removesuffix(delimiter)[1:-1].split(f'"{delimiter}"')


def _cells(line: str, apart: list[str], delimiter: str, width: int, *, by_hand: bool) -> list[str] | None:
    """The cells of a line as they stand, or by the letter of the format, whichever gives as many as other lines have;
    by the letter first in a list that mostly keeps to it."""
    rows = _strict([line.removesuffix(delimiter)], delimiter)
    strict = rows[0] if len(rows) == 1 and len(rows[0]) == width else None
    if len(apart) != width:
        return strict
    return strict if strict and by_hand else apart


def _strict(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The rows of lines that are right by the letter; none where they are not."""
    try:
        return list(csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True))
    except csv.Error:
        return []
