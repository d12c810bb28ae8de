"""Columns that were sorted without the rest of their sheet: answers no longer stand beside their titles.

Three signs tell of it. Cells hold one another's words (hidden cells keep what each line was written with); titles stand
in lines that were written with another title of the sheet; or Excel remembers that it sorted a range without the keys
(``sortState``, ECMA-376 part 1, 18.3.1.92). Where LibreOffice sorted answers alone, nothing tells of it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from koleksi.job.review.formulas import sheet_parts
from koleksi.job.review.title_cells import CELLS, Written, plain

__all__ = ["apart", "sorted_ranges"]

_FEW = 2  # cells that changed places may well have been typed
_TYPED = 5  # one of so many cells that changed may have been typed after the rest changed places
_SORT_STATE = re.compile(rb'<sortState [^>]*?ref="\$?([A-Z]{1,3})\$?\d+:\$?([A-Z]{1,3})\$?\d+"')

Range = tuple[int, int]  # first and last column, from 0


def apart(columns: Sequence[str], lines: Sequence[Mapping[str, str]], ranges: Iterable[Range]) -> frozenset[str]:
    """The columns of a sheet that stand apart from their lines. ``ranges``: columns that were sorted together."""
    found = set(_typed_over(lines))
    if _title_elsewhere(lines):
        found.add("title")
    said = [(cells["recorded"], cells.get("decision", "")) for cells in lines if cells.get("recorded")]
    if _exchanged(said) and len({word for word, now in said if word != now}) > _FEW:  # two words may be changed about
        found.add("decision")
    key = columns.index("key") if "key" in columns else -1
    for first, last in ranges:
        if key >= 0 and not first <= key <= last:
            found |= {"decision", "title"}.intersection(columns[first : last + 1])
    return frozenset(found)


def sorted_ranges(content: bytes) -> dict[str, list[Range]]:
    """By sheet of a workbook, the columns that were sorted together."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: list(_ranges(archive.read(part))) for name, part in sheet_parts(archive)}


def _ranges(xml: bytes) -> Iterator[Range]:
    for first, last in _SORT_STATE.findall(xml):
        yield _number(first), _number(last)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _typed_over(lines: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Of the sheet *Semua judul* the columns whose cells changed places."""
    kept = [(written.shown, cells) for cells in lines if (written := Written.read(cells.get("written", "")))]
    for kind, column in CELLS.items():
        if kept and _exchanged([(shown.get(kind, ""), plain(cells.get(column, ""))) for shown, cells in kept]):
            yield column


def _exchanged(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether what changed are mostly words that changed places. ``pairs``: what a cell was written with, and holds."""
    moved = [pair for pair in pairs if pair[0] != pair[1]]
    if len(moved) <= _FEW:
        return False
    before, now = (Counter(side) for side in zip(*moved, strict=True))
    exchanged = (before & now).total()
    return exchanged > _FEW and exchanged >= len(moved) - max(1, len(moved) // _TYPED)


def _title_elsewhere(lines: Iterable[Mapping[str, str]]) -> bool:
    """Whether titles that nobody types over stand in lines of other titles of the sheet."""
    pairs = [
        (cells["written"], plain(cells.get("title", "")))
        for cells in lines
        if cells.get("written") and not Written.read(cells["written"])
    ]
    titles = {written for written, _ in pairs}
    return sum(now != written and now in titles for written, now in pairs) >= _FEW
