"""The lines of a review sheet in which something was typed, found again whatever was done to the sheet.

Rows may be sorted, filtered or deleted, sheets renamed, rows put above the heading, headings retyped or lost: a line is
known by its key, and a key by its form. What kind of thing a line decides is seen from its key as well.
"""

from __future__ import annotations

import datetime
import difflib
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from koleksi.job.decisions import HABIT
from koleksi.job.review import words
from koleksi.job.review.formulas import unsolved, with_values
from koleksi.job.review.groups import EQUALS
from koleksi.job.review.keys import BETWEEN_ROWS
from koleksi.job.review.series import BETWEEN
from koleksi.job.review.sorted_apart import apart, sorted_ranges
from koleksi.job.review.title_cells import CELLS, columns_of_titles, typed_over
from koleksi.job.review.typed import folded

__all__ = ["APART", "Line", "damages", "typed_lines"]

APART = "apart"  # the word of a line, or a column where there is none, that was sorted without the rest of its sheet

_HEADING_WITHIN = 10  # rows
_ROW = r"(?:\?\d+\.)?(?:k-)?[0-9a-f]{16,64}(?:\.\d+)?"
_PAIR = rf"{_ROW}\+{_ROW}"
_WITH_CLASS = rf"{_ROW}=[0-9X.]*"
_SEVERAL = rf"{_ROW}(?:{BETWEEN_ROWS}{_ROW})+"
_KEY = re.compile(
    rf"(?:{_PAIR}(?:;{_PAIR})*|{_WITH_CLASS}(?:;{_WITH_CLASS})*|{_SEVERAL}|{_ROW}(?:\|{_ROW})*\|?|{HABIT}[a-z_]+)\Z"
)
_HEADINGS = MappingProxyType(
    {
        "decision": words.DECISION, "key": words.KEY, "kind": words.KIND, "numbers": words.NUMBERS,
        "place": words.PLACE, "recorded": words.RECORDED, "title": words.TITLE, "author": words.AUTHOR,
        "taken": words.TAKEN, "reasons": words.REASONS, "score": words.SCORE, "change": words.CHANGE,
        "pair": words.PAIR, "call number": words.CALL_NUMBER, "copies": words.COPIES, "code": words.CODE,
        "level": words.LEVEL, "group": words.GROUP, "question": words.QUESTION, "examples": words.EXAMPLES,
        "heading": words.HEADING, "volume": words.SIDES["volume"], "language": words.LANGUAGE, "written": words.WRITTEN,
    }
)  # fmt: skip
# By its heading in either language, what a column holds.
_COLUMNS = MappingProxyType(
    {folded(heading): name for name, text in _HEADINGS.items() for heading in text}
    | {folded(heading): "taken" for heading in words.CLASS}
    | {f"{heading} {n}": f"suggestion {n}" for heading in words.SUGGESTION for n in range(1, words.SUGGESTED + 1)}
)
_READ_ONLY = frozenset({"code", "level"})  # the sheet of problems
_RETYPED = re.compile(r"(?:keput|decis)\w*(?: \w+){0,2}\Z")
_DECISION = tuple(folded(heading) for heading in words.DECISION)

Cells = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with a word in its cell for decisions, or in one of its other cells (``column``: its heading, ``before``:
    what it was written with). ``kind``: "class", "group" (of classes), "habit", "pair", "series", "row", one of
    `corrections.KINDS`, "" where its key is lost, or APART; ``cells``: the line by columns; ``row``: as a
    spreadsheet counts.
    """

    sheet: str
    row: int
    kind: str
    key: str
    said: str
    cells: Mapping[str, str]
    column: str = ""
    before: str = ""


def damages() -> tuple[type[Exception], ...]:
    """What `typed_lines` raises for a workbook that is cut, damaged, locked, or packed in a way of its own."""
    import zlib
    from zipfile import BadZipFile

    from python_calamine import CalamineError

    packed = (BadZipFile, zlib.error, EOFError, RuntimeError, KeyError)
    return (CalamineError, OSError, ValueError, SyntaxError, *packed)  # ParseError is a SyntaxError


def typed_lines(content: bytes) -> Iterator[Line]:
    """The lines of a workbook in which something was typed. Raises one of `damages`."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    formulas, ranges = unsolved(content), sorted_ranges(content)
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        rows = [[_text(cell) for cell in row] for row in sheet.to_python()]
        corner = sheet.start or (0, 0)
        rows = with_values(rows, corner, formulas[name]) if name in formulas else rows
        shifted = [(first - corner[1], last - corner[1]) for first, last in ranges.get(name, ())]
        yield from _of_sheet(name, rows, corner[0] + 1, shifted)


def _text(value: object) -> str:
    """A cell as it was typed, as far as a spreadsheet kept that."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value).strip()


def _of_sheet(name: str, rows: Sequence[Cells], first: int, ranges: Sequence[tuple[int, int]]) -> Iterator[Line]:
    heading, columns = _heading(rows)
    if _READ_ONLY.issubset(columns):
        return
    below = rows[heading + 1 :]
    columns = columns_of_titles(columns, below)
    headings = dict(zip(columns, rows[heading] if heading >= 0 else columns, strict=False))
    decision = _decision_column(columns)
    moved = apart(columns, [_cells(columns, row) for row in below], ranges)
    for column in sorted(moved - {"decision"}):
        yield Line(
            sheet=name, row=first + heading, kind=APART, key="", said="", cells={}, column=headings.get(column, "")
        )
    lost = not moved.isdisjoint(("title", "decision"))  # answers do not stand beside their titles
    key = ""
    for number, row in enumerate(below, start=first + heading + 1):
        cells = _cells(columns, row)
        own = _key(cells, row)
        key = own or (key if _may_stand_above(key, columns) else "")
        said = row[decision] if decision < len(row) else ""
        if said and said != own and (columns or key):
            line = Line(sheet=name, row=number, kind=_kind(key, cells), key=key, said=said, cells=cells)
            if not lost:
                yield line
            elif said != cells.get("recorded", ""):
                yield replace(line, kind=APART, key="")
        line = Line(sheet=name, row=number, kind="", key=own, said="", cells=cells)
        for one in _of_title(line, headings, moved):
            yield replace(one, kind=APART, key="") if lost else one


def _cells(columns: Sequence[str], row: Cells) -> dict[str, str]:
    return {column: cell for column, cell in zip(columns, row, strict=False) if column}


def _of_title(line: Line, headings: Mapping[str, str], moved: Collection[str]) -> Iterator[Line]:
    """A line for each cell that was typed over. What it decides is seen from the cell alone."""
    for one in typed_over(line.cells) if line.key else ():
        if CELLS[one.kind] not in moved:
            known = {
                "title": line.cells.get("title", ""), "recorded": one.written.said.get(one.kind, ""),
                "open": one.written.open.get(one.kind, ""), "others": str(one.written.others),
            }  # fmt: skip
            column = headings.get(CELLS[one.kind], "")
            yield replace(line, kind=one.kind, said=one.said, cells=known, column=column, before=one.before)


def _heading(rows: Sequence[Cells]) -> tuple[int, list[str]]:
    """The row with the headings and what its columns hold; (-1, []) where there is none."""
    found = [[_column(cell) for cell in row] for row in rows[:_HEADING_WITHIN]]
    best = max(range(len(found)), key=lambda n: (sum(map(bool, found[n])), -n), default=-1)
    known = [name for name in found[best] if name] if found else []
    telling = not {"decision", "key", "code"}.isdisjoint(known)
    return (best, found[best]) if telling and len(known) > 1 else (-1, [])


def _column(heading: str) -> str:
    word = folded(heading)
    if word in _COLUMNS:
        return _COLUMNS[word]
    return "decision" if _RETYPED.match(word) or difflib.get_close_matches(word, _DECISION, 1, 0.8) else ""


def _decision_column(columns: Sequence[str]) -> int:
    """Where its heading was lost, it is the first column without one that is known."""
    if "decision" in columns:
        return columns.index("decision")
    return columns.index("") if "" in columns else 0


def _key(cells: Mapping[str, str], row: Cells) -> str:
    """The key of a line: under its heading, or whatever looks like one, from the last column backwards."""
    return next((cell for cell in (cells.get("key", ""), *reversed(row)) if _KEY.match(cell)), "")


def _may_stand_above(key: str, columns: Sequence[str]) -> bool:
    """Sheets of earlier versions, which do not number their pairs, have the key in the first row of a pair only."""
    return "+" in key and "key" in columns and "pair" not in columns


def _kind(key: str, cells: Mapping[str, str]) -> str:
    if not key:
        return ""
    if "+" in key:
        return "series" if BETWEEN in key else "pair"
    if EQUALS in key:
        return "group"
    if key.startswith(HABIT):
        return "habit"
    if "|" in key:
        return "row"
    said = folded(cells.get("kind", ""))
    return next((kind for kind, names in words.KINDS.items() if said in names), "class")
