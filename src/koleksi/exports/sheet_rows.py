"""A worksheet of XlsxWriter that takes a row at a time.

XlsxWriter finds out the type of each cell, keeps it, and writes it attribute by attribute, because a cell may be
anything there. A sheet of texts and numbers is one string a row, with the same bytes and a fifth of the work.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

__all__ = ["Cell", "RowSheet", "column_name", "finish", "text_xml"]

Cell = tuple[int, str | float | None, Any]  # column from 0, what stands in it (None: only its format), format or None

column_name = cache(xl_col_to_name)  # "A" for 0


class RowSheet(Worksheet):
    """``book.add_worksheet(name, RowSheet)``, of a workbook in constant memory."""

    def __init__(self) -> None:
        super().__init__()
        self._opened: dict[tuple[int, Any], tuple[str, str]] = {}  # a cell's XML around the number of its row

    def put_row(self, number: int, cells: Iterable[Cell], height: float = 0) -> None:
        """A row, 0 for the first, below all that was written; its cells from left to right. ``height`` in points, 0 for
        the usual one."""
        self._write_single_row(number)  # what was written cell by cell before
        if not (several := list(cells)):
            return
        tall = f' ht="{height:.16g}" customHeight="1"' if height else ""
        name = f"{number + 1}"
        row = "".join([self._cell(name, *cell) for cell in several])
        self.fh.write(f'<row r="{name}"{tall}>{row}</row>')
        for column in (several[0][0], several[-1][0]):
            self._check_dimensions(number, column)

    def _cell(self, row: str, column: int, value: str | float | None, style: Any) -> str:
        before, behind = self._opened.get((column, style)) or self._open(column, style)
        if isinstance(value, str):
            return f'{before}{row}{behind} t="inlineStr"><is>{text_xml(value)}</is></c>'
        place = f"{before}{row}{behind}"
        return f"{place}/>" if value is None else f"{place}><v>{value:.16G}</v></c>"

    def _open(self, column: int, style: Any) -> tuple[str, str]:
        behind = f'" s="{style._get_xf_index()}"' if style else '"'
        return self._opened.setdefault((column, style), (f'<c r="{column_name(column)}', behind))


def finish(book: Any) -> None:
    """Write a workbook. Raises OSError where a disk refuses, its own or that of temporary files: XlsxWriter wraps it in
    an error that nobody takes for one."""
    try:
        book.close()
    except FileCreateError as error:
        for sheet in book.worksheets():  # its rows stand in a temporary file, which only a whole workbook takes away
            sheet._opt_close()
            Path(sheet.row_data_filename).unlink(missing_ok=True)
        refused: OSError = error.args[0]
        raise refused from error


def text_xml(text: str) -> str:
    """The element of a text, as in a cell and in the list of shared texts."""
    if text.isprintable() and not (
        "&" in text or "<" in text or ">" in text or "_x" in text or text[:1] == " " or text[-1:] == " "
    ):
        return f"<t>{text}</t>"
    escaped = Worksheet._escape_control_characters(text)
    kept = ' xml:space="preserve"' if escaped != escaped.strip() else ""
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        escaped = escaped.replace(sign, written)
    return f"<t{kept}>{escaped}</t>"
