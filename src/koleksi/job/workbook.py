"""A plain XLSX file of text tables, streamed, with the same bytes for the same content."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType, TracebackType
from typing import IO, Any, NamedTuple, Self

from koleksi.exports.every_system import SteadyWorkbook
from koleksi.exports.sheet_rows import Cell, RowSheet, finish

__all__ = ["Choices", "Column", "Strong", "Workbook"]

# Protecting the sheet would stop people from sorting it; this only stops them from typing over what is hidden.
_NOTHING_TYPED = {"validate": "custom", "value": "=FALSE", "ignore_blank": False}
_LIST_LENGTH = 255  # characters of a list to choose from
_LINE_HEIGHT = 15  # points
_LONGEST = 32_767  # characters of a cell
_PAPERS = MappingProxyType({"f4": 14, "a4": 9})  # Excel's codes; its folio (8.5 x 13 in) is what is sold as F4 here
_BORN = datetime.datetime(2000, 1, 1)  # XlsxWriter would write the clock into the file


class Column(NamedTuple):
    """A column's heading, its width in characters, and whether a person is meant to type in it. ``hidden``: what the
    program needs to find a line again; not to be seen, and a spreadsheet refuses what is typed there. ``wrap``: long
    text on several lines; ``choices``: words that its cells offer, where others may be typed too."""

    heading: str
    width: int
    edit: bool = False
    hidden: bool = False
    wrap: bool = False
    choices: tuple[str, ...] = ()


class Choices(NamedTuple):
    """A cell to type in that offers words to choose from; another word is taken too."""

    value: str
    words: tuple[str, ...]


class Strong(tuple[object, ...]):
    """A row that stands out: a question that the rows below it share."""

    __slots__ = ()


def _lying(sheet: Any, paper: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(_PAPERS[paper])
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)  # inches


class Workbook:
    """``with Workbook(stream) as book: book.sheet(name, columns, rows)``. Text is written as text:
    a title that begins with "=" is no formula, an ISBN keeps its digits."""

    def __init__(self, stream: IO[bytes]) -> None:
        options = {"in_memory": False, "constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        self._book: Any = SteadyWorkbook(stream, options)
        self._book.set_properties({"created": _BORN})
        self._head = self._book.add_format({"bold": True, "bg_color": "#DDE8F0", "text_wrap": True, "valign": "top"})
        self._edit = self._book.add_format({"bold": True, "bg_color": "#FFF2A8"})
        self._wrap = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._strong = self._book.add_format({"bold": True, "bg_color": "#EDEDED"})
        self._typed = self._book.add_format({"bg_color": "#FFF9D6", "num_format": "@"})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        finish(self._book)

    def sheet(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[object]],
        *,
        frozen: int = 0,
        paper: str = "",
    ) -> int:
        """One sheet with a frozen, filterable heading row; returns the number of rows written.

        ``frozen``: columns that stay in sight; ``paper``: "f4" or "a4" for a sheet that is printed, one page wide.
        """
        sheet = self._book.add_worksheet(name, RowSheet)
        sheet.freeze_panes(1, frozen)
        if paper:
            _lying(sheet, paper)
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
            sheet.set_footer("&L&A&R&P / &N")
        for n, column in enumerate(columns):
            sheet.set_column(n, n, column.width, self._style(column), {"hidden": True} if column.hidden else {})
            sheet.write_string(0, n, column.heading, self._edit if column.edit else self._head)
        styles = [self._style(column) for column in columns]
        wrapped = [(n, column.width) for n, column in enumerate(columns) if column.wrap]
        number = 0
        for number, row in enumerate(rows, start=1):
            lines = max((-(-len(str(row[n])) // width) for n, width in wrapped), default=1)
            cells = self._cells(sheet, number, row, styles)
            sheet.put_row(number, cells, _LINE_HEIGHT * lines if lines > 1 else 0)
        sheet.autofilter(0, 0, max(number, 1), len(columns) - 1)
        for n, column in enumerate(columns):
            if column.hidden:
                sheet.data_validation(1, n, max(number, 1), n, _NOTHING_TYPED)
            elif column.choices:
                sheet.data_validation(1, n, max(number, 1), n, _offering(column.choices))
        return number

    def _style(self, column: Column) -> Any:
        return self._typed if column.edit else self._wrap if column.wrap else None

    def _cells(self, sheet: Any, number: int, row: Sequence[object], styles: Sequence[Any]) -> Iterator[Cell]:
        plain = self._strong if isinstance(row, Strong) else None
        for n, (value, own) in enumerate(zip(row, styles, strict=True)):
            style = own or plain
            if isinstance(value, Choices):
                sheet.data_validation(number, n, number, n, _offering(value.words))
                value = value.value
            if isinstance(value, (int, float)):
                yield n, value, style
            elif value:
                yield n, str(value)[:_LONGEST], style
            elif own is self._typed or style is self._strong:
                yield n, None, style


def _offering(words: Sequence[str]) -> dict[str, Any]:
    """A list to choose from, of as many words as a spreadsheet takes; what is typed instead is not refused."""
    shown, length = list[str](), 0
    for word in words:
        length += len(word) + 1
        if length <= _LIST_LENGTH:
            shown.append(word)
    return {"validate": "list", "source": shown, "show_error": False}
