"""A plain XLSX file of text tables, streamed, with the same bytes for the same content."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

import xlsxwriter

__all__ = ["Column", "Workbook"]

_BORN = datetime.datetime(2000, 1, 1)  # XlsxWriter would write the clock into the file


class Column(NamedTuple):
    """A column's heading, its width in characters, and whether a person is meant to type in it."""

    heading: str
    width: int
    edit: bool = False


class Workbook:
    """``with Workbook(stream) as book: book.sheet(name, columns, rows)``. Text is written as text:
    a title that begins with "=" is no formula, an ISBN keeps its digits."""

    def __init__(self, stream: IO[bytes]) -> None:
        options = {"in_memory": False, "constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        self._book: Any = xlsxwriter.Workbook(stream, options)
        self._book.set_properties({"created": _BORN})
        self._head = self._book.add_format({"bold": True, "bg_color": "#DDE8F0", "text_wrap": True, "valign": "top"})
        self._edit = self._book.add_format({"bold": True, "bg_color": "#FFF2A8"})
        self._typed = self._book.add_format({"bg_color": "#FFF9D6", "num_format": "@"})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def sheet(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> int:
        """One sheet with a frozen, filterable heading row; returns the number of rows written."""
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for n, column in enumerate(columns):
            sheet.set_column(n, n, column.width, self._typed if column.edit else None)
            sheet.write_string(0, n, column.heading, self._edit if column.edit else self._head)
        number = 0
        for number, row in enumerate(rows, start=1):
            self._row(sheet, number, row, columns)
        sheet.autofilter(0, 0, max(number, 1), len(columns) - 1)
        return number

    def _row(self, sheet: Any, number: int, row: Sequence[object], columns: Sequence[Column]) -> None:
        for n, value in enumerate(row):
            if isinstance(value, (int, float)):
                sheet.write_number(number, n, value)
            elif value:
                sheet.write_string(number, n, str(value)[:32767])
            elif columns[n].edit:
                sheet.write_blank(number, n, None, self._typed)
