"""What a person typed into ``tinjau.xlsx``, whichever language it was written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from koleksi._terms.problems import problem
from koleksi.book import Problem, Text
from koleksi.errors import InputError
from koleksi.job.decisions import Decision, pair_key
from koleksi.job.review.words import DECISION, KEY, KIND, KINDS, NUMBERS, SHEETS, SUGGESTED, SUGGESTION

__all__ = ["read"]

_SAME = frozenset({"sama", "same", "s", "ya", "y", "yes", "1"})
_DIFFERENT = frozenset({"beda", "berbeda", "different", "b", "d", "tidak", "no", "n", "2"})
_NEW = frozenset({"baru", "new", "b", "n", "bukan"})
_CLASS = re.compile(r"(?:\d{3}(?:\.\d+)?|2X\d(?:\.\d+)?)\Z")

# The sheets in which something is decided, and the kind of decision; in the last one each line says its kind.
_KIND_OF = MappingProxyType({"class": "class", "pair": "pair", "joined": "pair", "changes": "row", "decided": ""})
# By its heading in either language, what a column holds.
_COLUMNS = MappingProxyType(
    {
        heading: name
        for name, text in (("decision", DECISION), ("key", KEY), ("kind", KIND), ("numbers", NUMBERS))
        for heading in text
    }
    | {f"{heading} {n}": f"suggestion {n}" for heading in SUGGESTION for n in range(1, SUGGESTED + 1)}
)

Cells = Mapping[str, str]


def read(path: str | Path) -> tuple[list[Decision], list[Problem]]:
    """The decisions in a review sheet. A word that is not understood is a Problem, never a guess.

    Raises InputError when the file is there but cannot be read: it may hold a day's decisions, so
    it is not overwritten.
    """
    sheets = _sheets(Path(path))
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for sheet, kind in _KIND_OF.items():
        for name in SHEETS[sheet]:
            for number, cells in _typed(sheets.get(name, [])):
                decided = _decision(kind or _kind(cells.get("kind", "")), cells)
                if isinstance(decided, Problem):
                    problems.append(decided.at(source=f"{Path(path).name}:{name}", row=number, column=DECISION.id))
                else:
                    decisions.append(decided)
    return decisions, problems


def _sheets(path: Path) -> Mapping[str, Sequence[Sequence[object]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except (CalamineError, OSError) as error:
        raise InputError(
            Text(
                "lembar tinjauan tidak terbaca; keputusan di dalamnya dapat hilang. Perbaiki atau pindahkan dulu",
                f"the review sheet cannot be read ({error}); the decisions in it could be lost. Mend or move it first",
            ),
            path,
        ) from error


def _typed(rows: Sequence[Sequence[object]]) -> Iterator[tuple[int, Cells]]:
    """The rows of a sheet in which something was decided, with their row number as Excel shows it."""
    if not rows:
        return
    columns = [_COLUMNS.get(str(cell).strip(), "") for cell in rows[0]]
    key = ""
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(columns, map(_cell, row), strict=False))
        key = cells.get("key", "") or key  # the second row of a pair has no key of its own
        if cells.get("decision"):
            yield number, {**cells, "key": key}


def _cell(value: object) -> str:
    """A cell as typed: Excel turns the class 398 into the number 398.0."""
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):03d}" if value > 9 else str(int(value))
    return str(value).strip()


def _kind(word: str) -> str:
    return next((kind for kind, text in KINDS.items() if word in (kind, *text)), "")


def _decision(kind: str, cells: Cells) -> Decision | Problem:
    said, key = cells["decision"], cells["key"]
    if kind == "pair" and key:
        return _pair(said, key)
    if kind == "class" and key:
        return _class(said, key, cells)
    if kind == "row" and key:
        return _row(said, key, cells)
    return _unclear(said, "no-key")


def _pair(said: str, key: str) -> Decision | Problem:
    one, _, other = key.partition("+")
    if said.casefold() in _SAME:
        return Decision("pair", pair_key(one, other), "same")
    if said.casefold() in _DIFFERENT:
        return Decision("pair", pair_key(one, other), "different")
    return _unclear(said, "pair")


def _row(said: str, key: str, cells: Cells) -> Decision | Problem:
    """``key``: the content of the row in doubt, then the keys of the rows that it may be."""
    content, *candidates = key.split("|")
    if said.casefold() in _NEW:
        return Decision("row", content, "new")
    if said.isdecimal() and 1 <= int(said) <= len(candidates):
        return Decision("row", content, candidates[int(said) - 1])
    if not candidates and said:  # in the sheet of what was decided
        return Decision("row", content, said)
    codes = [code.strip() for code in cells.get("numbers", "").split(",")]
    if said in codes and len(codes) == len(candidates):
        return Decision("row", content, candidates[codes.index(said)])
    return _unclear(said, "row")


def _class(said: str, key: str, cells: Cells) -> Decision | Problem:
    suggested = cells.get(f"suggestion {said}", "") if said in ("1", "2", "3") else ""
    number = suggested or said.replace(",", ".").replace(" ", "").upper()
    if _CLASS.match(number):
        return Decision("class", key, number)
    return _unclear(said, "class")


def _unclear(said: str, of: str) -> Problem:
    return problem("decision-unclear", wording=f"decision-unclear/{of}", value=said)
