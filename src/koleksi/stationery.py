"""Label stationery: where each label lies on its sheet, in millimetres from the top left corner.

`data/stationery.csv` holds the papers sold in Indonesia (Tom & Jerry, Golden Cock), plain A4 and F4
to be cut, thermal rolls, and common A4 and Letter layouts. A library describes its own paper in
`koleksi.toml`:

    [sheets.stiker-kita]
    page_w = 210
    page_h = 297
    label_w = 60
    label_h = 30
    cols = 3
    rows = 9
    left = 10
    top = 12
    gap_x = 4        # or pitch_x, from one left edge to the next
    gap_y = 0        # or pitch_y
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from koleksi._terms.tables import rows
from koleksi.book import Text
from koleksi.errors import UsageError

__all__ = ["Sheet", "get", "names"]

_ROOM = 0.35  # mm by which a grid may overhang its page: published layouts are rounded inches
_TOUCH = 0.1  # mm by which neighbours may overlap, for the same reason
_SIZES = ("page_w", "page_h", "label_w", "label_h", "left", "top", "pitch_x", "pitch_y")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of labels; all lengths in mm, ``left`` and ``top`` from the page's top left corner.

    ``margins_sure`` False: the margins come from weak sources, print the calibration page first.
    ``cut_lines``: plain paper, lines are printed between the labels. ``edge``: what the printer
    cannot reach along the border of the page (0 on a roll).
    """

    name: str
    page_w: float
    page_h: float
    label_w: float
    label_h: float
    cols: int
    rows: int
    left: float = 0.0
    top: float = 0.0
    pitch_x: float = 0.0
    pitch_y: float = 0.0
    what: str = ""
    aliases: tuple[str, ...] = ()
    margins_sure: bool = True
    cut_lines: bool = False
    edge: float = 4.2

    @property
    def per_page(self) -> int:
        return self.cols * self.rows

    def cell(self, index: int, *, column_wise: bool = False) -> tuple[float, float]:
        """Left and top of label ``index`` (from 0, row by row or column by column)."""
        if column_wise:
            column, row = divmod(index, self.rows)
        else:
            row, column = divmod(index, self.cols)
        return self.left + column * self.pitch_x, self.top + row * self.pitch_y


def get(name: str | Sheet, extra: Mapping[str, Mapping[str, Any]] | None = None) -> Sheet:
    """The sheet with this name or alias, in any case and with any punctuation ("TJ 121", "tj121").

    ``extra``: sheets of the library's own, as described above; they win over the table.
    Raises UsageError for an unknown name (with the nearest ones) or a sheet that does not add up.
    """
    if isinstance(name, Sheet):
        return name
    key = _key(name)
    for own, facts in (extra or {}).items():
        if _key(own) == key:
            return from_mapping(own, facts)
    found = _index().get(key)
    if found is None:
        near = difflib.get_close_matches(key, [*_index(), *map(_key, extra or {})], 3, 0.5)
        known = ", ".join(dict.fromkeys(_index()[k].name if k in _index() else k for k in near)) or "tj121, a4-3x8"
        raise UsageError(
            Text(
                f"kertas label {name!r} tidak dikenal; mungkin: {known}. Semua nama: koleksi labels sheets",
                f"unknown label sheet {name!r}; perhaps: {known}. All names: koleksi labels sheets",
            )
        )
    return found


def names() -> list[str]:
    """The names of all known sheets, Indonesian papers first."""
    return [sheet.name for sheet in _table()]


def from_mapping(name: str, facts: Mapping[str, Any]) -> Sheet:
    """A sheet from its measures in mm. Raises UsageError where one is missing, not a number, or does not fit."""
    unknown = set(facts) - {*_SIZES, "cols", "rows", "gap_x", "gap_y", "edge", "cut_lines", "what"}
    if unknown:
        keys = ", ".join(sorted(unknown))
        raise _wrong(name, Text(f"{keys} tidak dikenal", f"{keys} is unknown"))
    sizes: dict[str, Any] = {key: _number(name, key, facts[key]) for key in (*_SIZES, "edge") if key in facts}
    for key in ("page_w", "page_h", "label_w", "label_h"):
        if key not in sizes:
            raise _wrong(name, Text(f"{key} belum diisi", f"{key} is missing"))
    for axis, size in (("x", "label_w"), ("y", "label_h")):
        gap = _number(name, f"gap_{axis}", facts.get(f"gap_{axis}", 0))
        sizes.setdefault(f"pitch_{axis}", sizes[size] + gap)
    sheet = Sheet(
        name=name, **sizes, cols=_count(name, "cols", facts), rows=_count(name, "rows", facts),
        what=str(facts.get("what", "")), cut_lines=bool(facts.get("cut_lines", False)),
    )  # fmt: skip
    _check(sheet)
    return sheet


def _check(sheet: Sheet) -> None:
    """Raises UsageError where labels overlap or leave the page."""
    if min(sheet.label_w, sheet.label_h) < 5 or max(sheet.page_w, sheet.page_h) > 2000:
        raise _wrong(sheet.name, Text("ukuran dalam milimeter?", "sizes in millimetres?"))
    for size, pitch, count, start, page, axis in (
        (sheet.label_w, sheet.pitch_x, sheet.cols, sheet.left, sheet.page_w, "x"),
        (sheet.label_h, sheet.pitch_y, sheet.rows, sheet.top, sheet.page_h, "y"),
    ):
        if count > 1 and pitch < size - _TOUCH:
            what = f"(pitch_{axis} < label)"
            raise _wrong(sheet.name, Text(f"label saling menindih {what}", f"labels overlap {what}"))
        end = start + (count - 1) * pitch + size
        if start < 0 or end > page + _ROOM:
            what = f"({end:g} > {page:g} mm, {axis})"
            raise _wrong(sheet.name, Text(f"label keluar dari kertas {what}", f"labels leave the page {what}"))


def _number(name: str, key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        given = f"{key} = {value!r}"
        raise _wrong(name, Text(f"{given}: harus angka dalam milimeter", f"{given}: must be a number in millimetres"))
    return float(value)


def _count(name: str, key: str, facts: Mapping[str, Any]) -> int:
    value = facts.get(key, 1)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        given = f"{key} = {value!r}"
        raise _wrong(name, Text(f"{given}: harus bilangan bulat", f"{given}: must be a whole number"))
    return value


def _wrong(name: str, what: Text) -> UsageError:
    where = f"[sheets.{name}] koleksi.toml: "
    return UsageError(Text(where + what.id, where + what.en))


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9.]", "", name.lower())


@cache
def _table() -> tuple[Sheet, ...]:
    return tuple(_sheets(rows("stationery.csv")))


def _sheets(table: Iterable[Mapping[str, str]]) -> Iterator[Sheet]:
    for row in table:
        sizes: dict[str, Any] = {key: float(row[key]) for key in _SIZES}
        yield Sheet(
            name=row["name"], what=row["what"], **sizes, cols=int(row["cols"]), rows=int(row["rows"]),
            aliases=tuple(filter(None, row["aliases"].split(","))), margins_sure=row["margins"] != "no",
            cut_lines=row["margins"] == "cut", edge=0.0 if row["name"].startswith("roll") else 4.2,
        )  # fmt: skip


@cache
def _index() -> dict[str, Sheet]:
    pairs = [(_key(name), sheet) for sheet in _table() for name in (*sheet.aliases, sheet.name)]
    return dict(reversed(pairs))  # the first sheet with a name wins
