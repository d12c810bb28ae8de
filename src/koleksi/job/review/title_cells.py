"""What was typed over in the sheet *Semua judul*, where most cells may be.

A hidden cell of each line keeps what its cells held when they were written: only what differs was typed. Emptied cells
change nothing, but an emptied title is told, since no book is without one.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = ["CELLS", "ORDER", "TypedOver", "Written", "columns_of_titles", "plain", "typed_over"]

# Kind of decision -> the column in which it is typed over what stood there.
CELLS = MappingProxyType(
    {
        "title": "title", "heading": "heading", "class": "taken", "call": "call number", "volume": "volume",
        "language": "language", "copies": "copies",
    }
)  # fmt: skip
ORDER = ("decision", *CELLS.values(), "reasons", "numbers", "place", "written", "key")
_LONGEST = 4000  # characters of a cell that are kept, so that those of a line go into one
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a line was written with. ``shown``: kind -> what its cell held; ``said``: what had been decided by then;
    ``open``: words that stand in cells and decide nothing; ``others``: as in `corrections.value_of`."""

    shown: Mapping[str, str]
    said: Mapping[str, str] = field(default_factory=dict)
    open: Mapping[str, str] = field(default_factory=dict)
    others: int = 0

    def cell(self) -> str:
        """It all in one cell."""
        shown = {kind: plain(text) for kind, text in self.shown.items()}
        return _compact({"shown": shown, "said": self.said, "open": self.open, "others": self.others})

    @classmethod
    def read(cls, cell: str) -> Written | None:
        """None for any other cell."""
        if not cell.startswith('{"shown":'):
            return None
        try:
            return cls(**json.loads(cell))
        except (ValueError, TypeError):  # cut or changed
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedOver:
    """A cell that holds another word than it was written with. ``before``: that one."""

    kind: str
    said: str
    before: str
    written: Written


def typed_over(cells: Mapping[str, str]) -> Iterator[TypedOver]:
    """``cells``: of a line, by columns."""
    written = Written.read(cells.get("written", ""))
    for kind, before in written.shown.items() if written else ():
        column = CELLS.get(kind, "")
        said = cells.get(column, "")
        if written and column in cells and plain(said) != before and (said or kind == "title"):
            yield TypedOver(kind=kind, said=said, before=before, written=written)


def columns_of_titles(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """What the columns of a sheet of titles hold, where their headings were lost or changed: as they were written, if
    most of their cells say so. Other sheets as they are."""
    kept = [(written, row) for row in rows for written in map(Written.read, row) if written]
    if not kept:
        return list(columns)
    found = dict(enumerate(columns))
    first = next(n for n, cell in enumerate(kept[0][1]) if Written.read(cell)) - ORDER.index("written")
    for n, name in enumerate(ORDER, start=first):
        if n >= 0 and not found.get(n) and name not in columns and _holds(name, n, kept):
            found[n] = name
    return [found.get(n, "") for n in range(max(found) + 1)]


def _holds(name: str, column: int, kept: Sequence[tuple[Written, Sequence[str]]]) -> bool:
    """Whether most cells of a column are what the sheet was written with under a name."""
    kind = next((kind for kind, cell in CELLS.items() if cell == name), "")
    if not kind:
        return name in ("decision", "written")
    same = sum(written.shown.get(kind, "") == plain(row[column]) for written, row in kept)
    return 2 * same >= len(kept)


def plain(text: str) -> str:
    """A text without what spreadsheets change on their own."""
    return " ".join(unicodedata.normalize("NFC", text).split())[:_LONGEST]
