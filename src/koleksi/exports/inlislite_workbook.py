"""The workbooks of INLISLite: hundreds of one make, each with other copies.

XlsxWriter makes one, with the two rows of headings alone. The rows of copies are written into its sheet, and their
texts into its list of shared texts, as XlsxWriter would write them; all other parts stay as they are.
"""

from __future__ import annotations

import copy
import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from zipfile import ZipFile, ZipInfo

from koleksi.exports.every_system import SteadyWorkbook
from koleksi.exports.sheet_rows import column_name, text_xml

__all__ = ["workbook"]

_BORN = datetime.datetime(2000, 1, 1)  # XlsxWriter would write the clock into the file
_SHEET, _TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_HEADINGS = 2  # rows
_BLOCK = 16  # rows that say together how far to the right they reach


def workbook(columns: tuple[str, ...], rows: Iterable[Mapping[str, str | int]]) -> bytes:
    """The XLSX bytes: the columns' names and numbers in the first two rows, below them ``rows``, by column."""
    shared = _Shared(columns)
    lines = [_cells([row.get(name, "") for name in columns], shared) for row in rows]
    last = column_name(len(columns) - 1)
    made = io.BytesIO()
    with ZipFile(made, "x") as file:
        for info, content in _with_headings_alone(columns):
            if info.filename == _SHEET:
                content = content.replace(f":{last}{_HEADINGS}", f":{last}{_HEADINGS + len(lines)}", 1)
                content = content.replace("</sheetData>", "".join(_rows(lines, len(columns))) + "</sheetData>")
            elif info.filename == _TEXTS:
                content = f"{content.partition(' count=')[0]} {shared.xml()}"
            file.writestr(copy.copy(info), content)
    return made.getvalue()


class _Shared:
    """The texts of a workbook, each once, by the number that stands for it in the cells."""

    def __init__(self, columns: Sequence[str]) -> None:
        headings = [text for n, name in enumerate(columns, start=1) for text in (name, f"({n})")]
        self._numbers = {text: n for n, text in enumerate(headings)}
        self._uses = len(headings)

    def number(self, text: str) -> int:
        self._uses += 1
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> str:
        texts = "".join([f"<si>{text_xml(text)}</si>" for text in self._numbers])
        return f'count="{self._uses}" uniqueCount="{len(self._numbers)}">{texts}</sst>'


def _cells(values: Sequence[str | int], shared: _Shared) -> list[tuple[int, str]]:
    """Of the cells that say something, the column from 0 and the XML behind the cell's name."""
    return [
        (n, f' t="s"><v>{shared.number(value)}' if isinstance(value, str) else f"><v>{value:.16G}")
        for n, value in enumerate(values)
        if value != ""
    ]


def _rows(lines: Sequence[Sequence[tuple[int, str]]], width: int) -> Iterator[str]:
    reach = [width] * _HEADINGS + [line[-1][0] + 1 for line in lines]
    names = [column_name(n) for n in range(width)]
    for number, line in enumerate(lines, start=_HEADINGS):
        block = number // _BLOCK * _BLOCK
        yield f'<row r="{number + 1}" spans="1:{max(reach[block : block + _BLOCK])}">'
        yield "".join([f'<c r="{names[n]}{number + 1}"{xml}</v></c>' for n, xml in line])
        yield "</row>"


@cache
def _with_headings_alone(columns: tuple[str, ...]) -> tuple[tuple[ZipInfo, str], ...]:
    """The parts of a workbook without rows."""
    buffer = io.BytesIO()
    book = SteadyWorkbook(buffer, {"in_memory": True})
    book.set_properties({"created": _BORN})
    sheet = book.add_worksheet("Sheet1")
    for n, name in enumerate(columns):
        sheet.write_string(0, n, name)
        sheet.write_string(1, n, f"({n + 1})")
    book.close()
    with ZipFile(buffer) as file:
        return tuple((info, file.read(info).decode()) for info in file.infolist())
