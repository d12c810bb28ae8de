"""The cells of a row by the field of their column, and what was found wrong with them."""

from __future__ import annotations

import re
from typing import Literal

from koleksi._intake.columns import SEVERAL, Heading
from koleksi._intake.headings import field_of
from koleksi._intake.joined import parted
from koleksi.book import Problem, Text

__all__ = ["CODES", "TypedRow", "many"]

_NOTHING = frozenset({"", "-", "--", "?", "n/a", "nihil", "tidak ada", "s.n.", "s.l.", "[s.n.]", "[s.l.]"})
CODES = re.compile(r"\A(?:<[^<>]*>)+\Z")


class TypedRow:
    """The cells of a row by field, and what was found wrong with them."""

    def __init__(self, heading: Heading, cells: tuple[str, ...], source: str, number: int) -> None:
        self.heading = heading
        self.source = source
        self.number = number
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.cells: dict[str, str] = {}
        for n, cell in enumerate(cells):
            field = heading[n] if n < len(heading) else ""
            if field == "ignore" or cell.casefold() in _NOTHING:
                continue
            if field:
                self._take(field, cell)
            elif n < len(heading) and cell != self.cells.get(field_of(heading.names[n])):
                self.notes.append(f"{heading.names[n]}: {cell}" if heading.names[n] else cell)
        extra = [cell for cell in cells[len(heading) :] if cell]
        if extra:
            self.notes += extra
            self.say(
                "row-cells",
                "",
                " | ".join(extra),
                Text(
                    "Baris ini punya lebih banyak kolom daripada judul kolom; mungkin ada pemisah di dalam teks.",
                    "More cells than headings: probably a separator inside the text.",
                ),
                Text(
                    "Periksa apakah isi kolom bergeser; kelebihannya ada di catatan.",
                    "Check whether cells are shifted; the rest is in the notes.",
                ),
            )

    def _take(self, field: str, cell: str) -> None:
        """A cell under its field; with those of the columns beside it where there may be several ("Pengarang 2")."""
        for one, text in (parted(field, cell) if "+" in field else {field: cell}).items():
            before = self.cells.get(one)
            if before and one in SEVERAL:
                self.cells[one] = f"{before}; {text}"
            elif text and not before:
                self.cells[one] = text
            elif text and text != before:
                self.notes.append(text)

    def get(self, field: str) -> str:
        return self.cells.get(field, "")

    def say(
        self, code: str, field: str, value: str, what: Text, do: Text, severity: Literal["warning", "note"] = "warning"
    ) -> None:
        column = (
            next(
                (name for name, kind in zip(self.heading.names, self.heading, strict=True) if field in kind.split("+")),
                field,
            )
            if field
            else ""
        )
        self.problems.append(
            Problem(
                code=code,
                source=self.source,
                row=self.number,
                column=column,
                value=value,
                what=what,
                do=do,
                severity=severity,
            )
        )


def many(cell: str) -> tuple[str, ...]:
    if CODES.match(cell):  # SLiMS: <A><B>
        return tuple(re.findall(r"<([^<>]+)>", cell))
    return tuple(filter(None, (part.strip() for part in re.split(r"[;|]", cell))))
