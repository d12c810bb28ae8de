"""The columns of people: authors, and translators, editors and illustrators beside or behind them."""

from __future__ import annotations

import re
from functools import cache

from koleksi import names
from koleksi._intake.cells import CODES, TypedRow, many
from koleksi._terms import roles
from koleksi.book import Contributor

__all__ = ["authors_of", "contributors_of"]


def authors_of(row: TypedRow) -> tuple[str, ...]:
    cell = _translator_apart(row.get("authors"))[0]
    if CODES.match(cell):
        return tuple(names.from_heading(name) for name in many(cell))
    found: tuple[str, ...] = names.split(cell)
    return found


@cache
def _translated_by() -> re.Pattern[str]:
    words = "|".join(map(re.escape, roles.words_of("translator")))
    return re.compile(
        rf"(?P<before>[;,(/|])?\s*\b(?:{words})\b(?P<behind>[.:,]*)\s*(?P<names>[^)]*)\)?\s*\Z", re.IGNORECASE
    )


def _translator_apart(cell: str) -> tuple[str, str]:
    """The authors of a cell, and the translators who stand behind them: "Dee; penerjemah Budi" -> ("Dee", "Budi").
    A body's own name ("Lembaga Penerjemah Kristen") stays whole."""
    found = _translated_by().search(cell)
    if not found:
        return cell, ""
    parted = found["before"] or found["behind"]
    if not parted and names.is_corporate(re.split("[;|]", cell)[-1]):
        return cell, ""
    return cell[: found.start()].rstrip(" ;,"), found["names"]


def contributors_of(row: TypedRow) -> tuple[Contributor, ...]:
    glued = _translator_apart(row.get("authors"))[1]
    cells = [(role, row.get(role)) for role in ("translator", "editor", "illustrator")] + [("translator", glued)]
    return tuple(Contributor(name=name, role=role) for role, cell in cells for name in names.split(cell))
