"""The cells of a row by the field of their column, and what was found wrong with them."""

from __future__ import annotations

import re
from typing import Any

from koleksi._intake.columns import SEVERAL, Heading
from koleksi._intake.headings import field_of
from koleksi._intake.joined import parted
from koleksi._terms.problems import problem
from koleksi.book import Problem

__all__ = ["CODES", "TypedRow", "many"]

_NOTHING = frozenset({"", "-", "--", "?", "n/a", "nihil", "tidak ada", "s.n.", "s.l.", "[s.n.]", "[s.l.]"})
# Characters of a cell that are read, in a column of numbers and short words, of titles and names, of texts: several
# times what real ones have. SLiMS writes the barcodes of all copies into one cell.
_LONGEST_WORD, _LONGEST, _LONGEST_TEXT = 200, 2_000, 20_000
_WORDS = frozenset({
    "accession", "barcode", "call_number", "class", "condition", "copies_in", "count", "ddc", "edition", "extent",
    "height_cm", "issn", "language", "price", "printing", "received", "semester", "source", "volume", "year",
})  # fmt: skip
_TEXTS = frozenset({"summary", "notes", ""})
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
            if field == "ignore" or len(cell) < 9 and cell.casefold() in _NOTHING:
                continue
            cell = self._within(field, cell)
            if field:
                self._take(field, cell)
            elif n < len(heading) and cell != self.cells.get(field_of(heading.names[n])):
                self.notes.append(f"{heading.names[n]}: {cell}" if heading.names[n] else cell)
        extra = [cell for cell in cells[len(heading) :] if cell]
        if extra:
            self.notes += [self._within("", cell) for cell in extra[:_LONGEST]]
            self.say("row-cells", "", " | ".join(extra)[:_LONGEST])

    def _within(self, field: str, cell: str) -> str:
        """A cell as far as it can be text for its column; what is longer came there by accident."""
        texts = field in _TEXTS or field in ("accession", "barcode") and cell.startswith("<")
        longest = _LONGEST_TEXT if texts else _LONGEST_WORD if field in _WORDS else _LONGEST
        if len(cell) > longest:
            self.say("cell-long", field, f"{cell[:80]} ...", length=len(cell), longest=longest)
        return cell[:longest]

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

    def say(self, code: str, field: str, value: str, *, wording: str = "", **words: Any) -> None:
        """A remark on the row; ``field``: whose column it is about, "" for none; the rest as `problem` takes it."""
        found = problem(code, wording=wording, column=self._column(field), value=value, **words)
        self.problems.append(found.at(source=self.source, row=self.number))

    def column_named(self, field: str, word: str) -> bool:
        """Whether the sheet's own name for the column of a field has a word in it."""
        return word in self._column(field).casefold()

    def _column(self, field: str) -> str:
        """How the sheet itself names the column of a field; the field where it has none."""
        columns = zip(self.heading.names, self.heading, strict=True)
        return next((name for name, kind in columns if field in kind.split("+")), field) if field else ""


def many(cell: str) -> tuple[str, ...]:
    if CODES.match(cell):  # SLiMS: <A><B>
        return tuple(re.findall(r"<([^<>]+)>", cell))
    return tuple(filter(None, (part.strip() for part in re.split(r"[;|]", cell))))
