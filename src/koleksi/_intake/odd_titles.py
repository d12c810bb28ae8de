"""Cells that a spreadsheet changed: errors in place of text, and titles that became a date or a truth value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from koleksi._intake.columns import Heading
from koleksi._intake.odd_cells import ERRORS
from koleksi._terms.problems import problem
from koleksi.book import Entry, Problem, Text

__all__ = ["asked_about_title", "errors_in", "without_errors"]

_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})"
    r"|\d{1,2}[- ](?:jan|feb|mar|apr|me?i|may|jun|jul|agu?|aug|sep|o[kc]t"
    r"|nop|nov|de[sc])[a-z]{0,6}(?:[- ]\d{2,4})?",
    re.IGNORECASE,
)
_TRUTH = frozenset({"true", "false", "benar", "salah"})


def without_errors(cells: tuple[str, ...]) -> tuple[str, ...]:
    """A row whose errors ("#REF!") are empty cells."""
    return tuple("" if cell in ERRORS else cell for cell in cells)


def errors_in(heading: Heading, cells: tuple[str, ...], source: str, row: int) -> Iterator[Problem]:
    """The errors among the cells of a row, of the columns that are read."""
    for name, field, cell in zip(heading.names, heading, cells, strict=False):
        if cell in ERRORS and field != "ignore":
            yield problem("cell-error", source=source, row=row, column=name, value=cell)


def asked_about_title(entry: Entry, heading: Heading) -> Entry:
    """An entry with the question whether its title, a date or a truth value, is what stands on the book."""
    title = entry.book.title
    if _DATE.fullmatch(title):
        kind = Text("tanggal", "a date")
    elif title.casefold() in _TRUTH:
        kind = Text("nilai benar/salah", "a truth value")
    else:
        return entry
    column = next((name for name, field in zip(heading.names, heading, strict=True) if "title" in field), "title")
    asked = problem("title-odd", source=entry.source, row=entry.row, column=column, value=title, kind=kind)
    return replace(entry, problems=(*entry.problems, asked))
