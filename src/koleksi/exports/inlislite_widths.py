"""How much INLISLite 3 keeps: a text that is too long for one column refuses the whole file of 198 copies.

Widths in characters, of the models of its import (common/models/Catalogs, Collections, Partners, CatalogRuas).
"""

from __future__ import annotations

from types import MappingProxyType

from koleksi._terms.problems import problem
from koleksi._terms.three_bytes import beyond, replaced
from koleksi.book import Problem

__all__ = ["BARCODE", "Fitting", "description_widths", "title_widths"]

BARCODE = 50
_TITLE = _MANY = 700  # title, subtitle and responsibility are one column there
_DESCRIPTION = _PLAIN = 255
_TEXT = 21_800  # MySQL's text: 65,535 bytes
_WIDTHS = MappingProxyType(
    {
        "NO. BARCODE": BARCODE, "NOMOR PANGGIL EKSEMPLAR": 100, "KETERANGAN LAIN": 2000,
        "TAJUK PENGARANG": _MANY, "SUBJEK TOPIK": _MANY, "ISBN": _MANY - 30, "NOMOR PANGGIL KATALOG": _MANY,
        "TAJUK PENGARANG BADAN": _TEXT, "PENGARANG TAMBAHAN ORANG": _TEXT, "PENGARANG TAMBAHAN BADAN": _TEXT,
        "ABSTRAK": _TEXT,
    }
)  # fmt: skip
_LISTS = frozenset({"SUBJEK TOPIK", "ISBN", "PENGARANG TAMBAHAN ORANG", "PENGARANG TAMBAHAN BADAN"})


class Fitting:
    """Texts made to fit; what was cut or replaced goes to ``problems``, each once a record: its copies repeat it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self._told: set[tuple[str, str, str, str]] = set()

    def fitted(self, source: str, column: str, text: str, width: int = -1) -> str:
        """The text as the column keeps it. ``width``: where it is not the column's own."""
        limit = width if width >= 0 else _WIDTHS.get(column, _PLAIN)
        if len(text) <= limit and text.isascii():
            return text
        plain = replaced(text)
        if characters := beyond(text):
            shown = " ".join(characters)
            self._tell(problem("inlislite-character", source=source, column=column, value=text, characters=shown))
        if len(plain) <= limit:
            return plain
        self._tell(problem("inlislite-cut", source=source, column=column, value=text, width=limit))
        return _whole_ones(plain, limit) if column in _LISTS else plain[:limit].rstrip()

    def _tell(self, found: Problem) -> None:
        known = (found.code, found.source, found.column, found.value)
        if known not in self._told:
            self._told.add(known)
            self.problems.append(found)


def _whole_ones(text: str, width: int) -> str:
    """As many of the values of a cell as fit."""
    end = text.rfind(";", 0, width + 1)
    return text[:end] if end > 0 else text[:width].rstrip()


def title_widths(title: str, subtitle: str, responsibility: str) -> tuple[int, int, int]:
    """What is left for each, as all three and their marks (" : ", " / ") stand in one column; the title goes first."""
    left = _TITLE - 1
    own = min(len(title), left)
    left -= own
    rest = max(0, min(len(subtitle), left - 3)) if subtitle else 0
    left -= rest + 3 if rest else 0
    said = max(0, min(len(responsibility), left - 2)) if responsibility else 0
    return own, rest, said


def description_widths(extent: str, size: str) -> tuple[int, int]:
    """The same for number of pages and size, with " ; " between them."""
    own = min(len(size), _DESCRIPTION - 3)
    return min(len(extent), _DESCRIPTION - own - 3), own
