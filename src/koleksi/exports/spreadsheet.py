"""``katalog.xlsx``: the catalogue as a sheet, one row a title, for whoever has no library system.

Excel, LibreOffice, Google Sheets and commercial programs take it; ``intake`` reads it again without loss. Every text is
text, whatever it begins with, and stays text when a person edits its cell: no formula, no lost zero, no date.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from koleksi._terms.title_sheet import COLUMNS, REST, Column, cells_of
from koleksi.book import Book, Copy, Lang, Text

if TYPE_CHECKING:
    from koleksi.exports.sheet_rows import Cell

__all__ = ["workbook", "write"]

_SHEET = Text("Katalog", "Catalogue")
_BORN = datetime.datetime(2000, 1, 1)  # XlsxWriter would write the clock into the file
_MOST_IN_A_CELL = 32_000
_BLANK = r"\u0020"  # as JSON may write it
_HEAD_HEIGHT = 32  # points: two lines
_BEHIND = 200  # columns behind the last into which it may run on: six million characters
_PRINTED = next(n for n, column in enumerate(COLUMNS) if column.key == "year")  # the last column on paper


def workbook(items: Iterable[tuple[Book, Sequence[Copy]]], lang: Lang = "id") -> bytes:
    """The sheet as XLSX bytes, the same for the same titles; headings in Indonesian ("id") or English ("en")."""
    buffer = io.BytesIO()
    write(items, buffer, lang)
    return buffer.getvalue()


def write(items: Iterable[tuple[Book, Sequence[Copy]]], stream: BinaryIO, lang: Lang = "id") -> None:
    """`workbook` to a binary stream that can seek; the titles are taken one by one."""
    from koleksi.exports.every_system import SteadyWorkbook
    from koleksi.exports.sheet_rows import RowSheet, finish

    options = {"in_memory": False, "constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    book = SteadyWorkbook(stream, options)
    book.set_properties({"created": _BORN, "title": _SHEET(lang)})
    sheet = book.add_worksheet(_SHEET(lang), RowSheet)
    formats = _Formats(book)
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, _HEAD_HEIGHT)
    for n, column in enumerate(COLUMNS):
        sheet.write_string(0, n, column.heading(lang), formats.head)
    filled, last = _rows(sheet, items, lang, formats)
    sheet.autofilter(0, 0, max(last, 1), len(COLUMNS) - 1)
    _columns(sheet, filled, formats)
    _on_paper(sheet, max(last, 1))
    finish(book)


class _Formats:
    """How cells look: text stays text, numbers are numbers."""

    def __init__(self, book: Any) -> None:
        top = {"valign": "top"}
        self.head = book.add_format({"bold": True, "bg_color": "#DDE8F0", "text_wrap": True, **top})
        self.text = book.add_format({"num_format": "@", **top})
        self.number = book.add_format({"num_format": "0", "align": "center", **top})
        self.money = book.add_format({"num_format": "#,##0", **top})

    def of(self, column: Column) -> Any:
        if column.kind in ("whole", "count"):
            return self.number
        return self.text


def _rows(
    sheet: Any, items: Iterable[tuple[Book, Sequence[Copy]]], lang: Lang, formats: _Formats
) -> tuple[set[str], int]:
    """Writes a row a title; the keys of the columns that say something anywhere, and the last row's number."""
    filled: set[str] = set()
    number = 0
    for number, (book, copies) in enumerate(items, start=1):
        cells = cells_of(book, copies, lang)
        filled.update(cells)
        sheet.put_row(number, _shown(cells, formats))
    return filled, number


def _shown(cells: Mapping[str, Any], formats: _Formats) -> Iterator[Cell]:
    for n, column in enumerate(COLUMNS):
        value = cells.get(column.key, "")
        if isinstance(value, int):
            yield n, value, formats.money if column.kind == "price" else formats.of(column)
        elif value and column.key == REST:
            for behind, piece in enumerate(_pieces(value)):
                yield n + behind, piece, formats.text
        elif value:
            yield n, value, formats.of(column)


def _pieces(text: str) -> Iterator[str]:
    """A JSON text that is longer than a cell in several; a blank at an end, which spreadsheets drop, is escaped."""
    for begin in range(0, len(text), _MOST_IN_A_CELL):
        piece = text[begin : begin + _MOST_IN_A_CELL]
        first, last = (_BLANK if end == " " else end for end in (piece[0], piece[-1]))
        yield f"{first}{piece[1:-1]}{last}" if len(piece) > 1 else first


def _columns(sheet: Any, filled: set[str], formats: _Formats) -> None:
    """Widths; a column that says nothing of any title is hidden, and so is the one for the program."""
    for n, column in enumerate(COLUMNS):
        hidden = column.key == REST or not (column.always or column.key in filled)
        sheet.set_column(n, n, column.width, formats.of(column), {"hidden": True} if hidden else {})
    if REST in filled:
        sheet.set_column(len(COLUMNS), len(COLUMNS) + _BEHIND, 4, formats.text, {"hidden": True})


def _on_paper(sheet: Any, last: int) -> None:
    """The first columns on A4 across, their headings on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last, _PRINTED)
