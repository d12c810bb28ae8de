"""A title with its copies as a row of ``katalog.xlsx``, and a row as a title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, NamedTuple

from koleksi._terms import book_json
from koleksi._terms.title_sheet.cells import Cell, NotUnderstood, fitted, parts, read, shown
from koleksi._terms.title_sheet.columns import COLUMNS, REST, Column
from koleksi.book import Book, Copy, Lang

__all__ = ["MOST_COPIES", "Odd", "Row", "cells_of", "row_of"]

MOST_COPIES = 10_000  # of a title; a larger number came there by accident
_LANGUAGES: Final[tuple[Lang, Lang]] = ("id", "en")
_VALUES = tuple(column for column in COLUMNS if column.kind not in ("count", "rest"))
_OF_COPIES = tuple(column for column in _VALUES if column.of_copies)
_OF_BOOK = tuple(column for column in _VALUES if not column.of_copies)
_facts_of_book = attrgetter(*(column.field for column in _OF_BOOK))
_facts_of_copy = attrgetter(*(column.field for column in _OF_COPIES))
_NOTHING = ("", None, ())  # which an empty cell says; a year 0 is something
_USUAL = attrgetter(*(column.field for column in _OF_COPIES))(Copy())  # which an empty cell says of a copy


# a title as a row


def cells_of(book: Book, copies: Sequence[Copy], lang: Lang = "id") -> dict[str, Cell]:
    """What stands in each column that says something, by its key; numbers as numbers. ``rest`` may be longer than a
    cell: it is continued to the right."""
    cells: dict[str, Cell] = {"count": len(copies)}
    exact: list[Column] = []
    for column, value in _said(book, copies):
        cell = shown(column, value, lang)
        text = fitted(str(cell))
        if text != str(cell).strip() or read(column, text, len(copies)) != value:
            exact.append(column)
        if text:
            cells[column.key] = cell if isinstance(cell, int) else text
    if rest := _rest(book, copies, exact):
        cells[REST] = json.dumps(rest, separators=(",", ":"))
    return cells


def _said(book: Book, copies: Sequence[Copy]) -> Iterator[tuple[Column, Any]]:
    """The columns of which the book says something, or any of its copies, each with its value."""
    for column, value in zip(_OF_BOOK, _facts_of_book(book), strict=True):
        if value not in _NOTHING:
            yield column, value
    for column, usual, *values in zip(_OF_COPIES, _USUAL, *map(_facts_of_copy, copies), strict=True):
        if values.count(usual) < len(values):
            yield column, tuple(values)


def _rest(book: Book, copies: Sequence[Copy], exact: Sequence[Column]) -> dict[str, Any]:
    """What the cells do not say: facts without a column, and those of the columns ``exact``."""
    of_book = [column.field for column in exact if not column.of_copies]
    of_copies = [column.field for column in exact if column.of_copies]
    of_book += [name for name in ("sources", "marc_fields") if getattr(book, name)]
    if [copy.number for copy in copies] != list(range(1, len(copies) + 1)):
        of_copies.append("number")
    if any(copy.marc_fields for copy in copies):
        of_copies.append("marc_fields")
    rest: dict[str, Any] = {"book": book_json.values_of(book, of_book)} if of_book else {}
    return rest | ({"copies": [{name: getattr(c, name) for name in of_copies} for c in copies]} if of_copies else {})


# a row as a title


class Odd(NamedTuple):
    """A cell that is not understood. ``code``: of the problem that says so; ``key``: of its column."""

    code: str
    key: str
    text: str


class Row(NamedTuple):
    """A title read from a row, and what of the row is not understood."""

    book: Book
    copies: tuple[Copy, ...]
    odd: tuple[Odd, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the last column keeps of the book, and of each copy."""

    book: Mapping[str, Any]
    copies: Sequence[Mapping[str, Any]] = ()

    def of(self, column: Column) -> Any:
        """The value of a column to the letter, None where it is not kept."""
        if not column.of_copies:
            return self.book.get(column.field)
        values = tuple(copy.get(column.field, _Kept) for copy in self.copies)
        return values if values and _Kept not in values else None


def row_of(cells: Mapping[str, str]) -> Row:
    """The inverse of ``cells_of``, also for a row that a person typed or changed. ``cells``: by the key of the column;
    one that is missing is empty."""
    odd: list[Odd] = []
    kept = _kept(cells.get(REST, ""), odd)
    number = _count(cells, kept, odd)
    values = {column.key: _value_of(column, cells.get(column.key, ""), number, kept, odd) for column in _VALUES}
    book = Book(
        **{column.field: values[column.key] for column in _OF_BOOK},
        sources=kept.book.get("sources", ()),
        marc_fields=kept.book.get("marc_fields", ()),
    )
    return Row(book, _copies(values, number, kept), tuple(odd))


def _kept(text: str, odd: list[Odd]) -> _Kept:
    """What stands in the last column; nothing where somebody changed it."""
    if not text:
        return _Kept({})
    try:
        rest = json.loads(text)
        names = [tuple(copy) for copy in rest.get("copies", ())]
        made = book_json.load_copies(json.dumps(rest.get("copies", ())))
        copies = [{name: getattr(copy, name) for name in given} for copy, given in zip(made, names, strict=True)]
        return _Kept(book_json.given_in(rest.get("book", {})), copies)
    except (ValueError, TypeError, AttributeError, RecursionError):
        odd.append(Odd("title-data", REST, text[:80]))
        return _Kept({})


def _count(cells: Mapping[str, str], kept: _Kept, odd: list[Odd]) -> int:
    """How many copies there are: those that are counted, or those that have a number."""
    numbered = max(len(parts(cells.get(key, ""))) for key in ("barcode", "accession"))
    text = cells.get("count", "")
    said = int(text) if re.fullmatch(r"[0-9]{1,6}", text) and int(text) <= MOST_COPIES else -1
    if text and said < 0:
        odd.append(Odd("count", "count", text))
    if kept.copies and said == len(kept.copies):
        return said
    return min(max(said, numbered), MOST_COPIES) if said >= 0 else max(1, min(numbered, MOST_COPIES))


def _value_of(column: Column, text: str, number: int, kept: _Kept, odd: list[Odd]) -> Any:
    exact = kept.of(column)
    if exact is not None and any(fitted(str(shown(column, exact, lang))) == text for lang in _LANGUAGES):
        return exact
    value = read(column, text, number)
    if isinstance(value, NotUnderstood):
        odd.append(Odd("title-cell", column.key, text))
        return read(column, "", number)
    if column.of_copies and number != 1 and len(parts(text)) > max(number, 1):
        odd.append(Odd("title-copies", column.key, text))
    return value


def _copies(values: Mapping[str, Any], number: int, kept: _Kept) -> tuple[Copy, ...]:
    more = kept.copies if len(kept.copies) == number else [{}] * number
    return tuple(
        Copy(
            **{column.field: values[column.key][n] for column in _OF_COPIES},
            number=more[n].get("number", n + 1),
            marc_fields=more[n].get("marc_fields", ()),
        )
        for n in range(number)
    )
