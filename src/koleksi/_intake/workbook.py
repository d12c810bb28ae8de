"""Workbooks (XLSX, XLS, ODS) and tables in web pages -> rows of text cells; guarded against files that unpack to too
much."""

from __future__ import annotations

import datetime
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar
from xml.parsers.expat import ExpatError

from koleksi._intake.extent import check_whole, column_number, extents, is_sheet
from koleksi.book import Text
from koleksi.errors import InputError

__all__ = ["Table", "guard", "html_tables", "refuse_wide", "workbook"]

_MAX_UNPACKED = 400 * 1024 * 1024  # bytes; the largest real sheet seen is 30 MB
_MAX_RATIO = 200
_MAX_CELLS = 8_000_000  # of the rectangle from A1 to the last cell, which the reader makes whole: some 300 MB
_MAX_DECLARED = 30_000_000  # of the rectangle that a sheet says it has, empty cells with a colour among them
_MAX_COLUMNS = 2_000  # a real list has some ten
_MAX_REPEATED = 100_000  # times that one row says it follows itself
_CHUNK = 1 << 20
_TRUSTED = 500_000  # packed bytes that unpack to less than the limit at deflate's highest ratio, about 1,000
_DIMENSION = re.compile(rb'<dimension ref="(?:[A-Z]+\d+:)?([A-Z]+)(\d+)"')


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: rows of text, ``numbers`` the row number of each as Excel or an editor shows it; ``sure``: whether the
    letters of a text file read clearly better in its encoding than in any other; ``unclear``: lines of it that may be
    taken apart in several ways, which are not among the rows; ``typed``: whether it was typed without columns, so that
    these are our own."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    encoding: str = ""
    delimiter: str = ""
    controls: int = 0  # characters that stood in a text and were taken out of it
    first_control: int = 0  # the row of the first of them
    sure: bool = True
    hidden: bool = False  # a sheet that the workbook does not show
    unclear: tuple[tuple[int, str], ...] = ()
    typed: bool = False


def workbook(path: Path, head: bytes) -> list[Table]:
    """The sheets of a workbook. Raises InputError for one that is damaged, locked or too large."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    if head.startswith(b"PK"):
        guard(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        hidden = {sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible}
        return [
            _sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False), name in hidden, path)
            for name in book.sheet_names
        ]
    except InputError:
        raise
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(error, path) from error


def _damaged(error: Exception, path: Path) -> InputError:
    return InputError(
        Text(
            "lembar kerja rusak atau terkunci; buka di Excel, buang kata sandinya, dan simpan lagi",
            f"the workbook is damaged or locked ({error}); open it in Excel, remove its password and save it again",
        ),
        path,
    )


# the guard


def guard(path: Path) -> None:
    """A few kilobytes that unpack to gigabytes, or span a billion cells, are no book list.

    The sizes that an archive declares may be false, so what could be large is unpacked piece by piece and counted.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            total = 0
            for entry in archive.infolist():
                total += max(entry.file_size, _unpacked(archive, entry) if entry.compress_size > _TRUSTED else 0)
                if total > _MAX_UNPACKED or (
                    entry.file_size > 10_000_000 and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)
                ):
                    raise InputError(
                        Text(
                            f"lembar kerja terlalu besar setelah dibuka ({total // 1_000_000} MB); bagi menjadi "
                            f"beberapa",
                            f"the workbook unpacks to too much ({total // 1_000_000} MB); divide it into several",
                        ),
                        path,
                    )
            for entry in archive.infolist():
                if is_sheet(archive, entry):
                    check_whole(archive, entry)
                    _check_span(archive, entry, path)
    except (zipfile.BadZipFile, zlib.error, ExpatError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(error, path) from error


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """The bytes that an entry really unpacks to, counted up to the limit."""
    size = 0
    with archive.open(entry) as stream:
        while size <= _MAX_UNPACKED and (chunk := stream.read(_CHUNK)):
            size += len(chunk)
    return size


def _check_span(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    """Refuse a sheet whose last cell is so far out that the rectangle before it fills the memory, whatever size it says
    it has."""
    with archive.open(entry) as stream:
        match = _DIMENSION.search(stream.read(4096))
    if match and column_number(match[1]) * int(match[2]) > _MAX_DECLARED:
        raise _too_wide(entry.filename, f"{match[1].decode()}{match[2].decode()}", path)
    for extent in extents(archive, entry):
        if extent.cells > _MAX_CELLS:
            raise _too_wide(entry.filename, extent.last, path)
        if extent.repeated > _MAX_REPEATED:
            raise InputError(
                Text(
                    f"{entry.filename}: satu baris diulang {extent.repeated} kali; hapus baris yang berulang",
                    f"{entry.filename}: one row is repeated {extent.repeated} times; delete the repeated rows",
                ),
                path,
            )


def _too_wide(name: str, last: str, path: Path) -> InputError:
    return InputError(
        Text(
            f"{name}: lembar kerja terlalu luas (sampai {last}); hapus baris dan kolom kosong",
            f"{name}: the sheet spans too many cells (up to {last}); delete the empty rows and columns",
        ),
        path,
    )


# cells


def refuse_wide(width: int, row: int, path: Path) -> None:
    """Raises InputError for a row of more cells than any list has columns."""
    if width > _MAX_COLUMNS:
        raise InputError(
            Text(
                f"baris {row} punya {width} kolom; hapus kolom kosong di kanan, atau perbaiki pemisahnya",
                f"row {row} has {width} cells; delete the empty columns on the right, or correct the separators",
            ),
            path,
        )


def _sheet(name: str, rows: Sequence[Sequence[object]], hidden: bool, path: Path) -> Table:
    if rows and len(rows[0]) > _MAX_COLUMNS:  # one cell far out is none
        for number, row in enumerate(rows, start=1):
            refuse_wide(sum(map(bool, row)), number, path)
    cells = tuple(tuple(_cell(cell) for cell in row) for row in rows)
    return Table(name, cells, tuple(range(1, len(cells) + 1)), hidden=hidden)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value).strip()


# web pages, which several library systems give out under the name .xls


def html_tables(text: str, path: Path) -> list[Table]:
    """The tables of a web page. Raises InputError for a page without one: a login or an error page, not a list."""
    reader = _TableReader()
    reader.feed(text)
    reader.close()
    made = [
        Table(f"tabel {n}", tuple(tuple(row) for row in rows), tuple(range(1, len(rows) + 1)))
        for n, rows in enumerate(reader.tables, 1)
        if rows
    ]
    if not made:
        raise InputError(
            Text(
                "ini halaman web, bukan daftar buku; unduh ulang",
                "this is a web page, not a book list; download it again",
            ),
            path,
        )
    return made


class _TableReader(HTMLParser):
    """Collects the text of each cell; a cell that spans columns is followed by empty ones."""

    _BREAKS: ClassVar[frozenset[str]] = frozenset(["br", "p", "div"])

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._in_cell = False
        self._hidden = False
        self._empty_after = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            self._begin_cell(dict(attrs))
        elif tag in ("style", "script"):
            self._hidden = True
        elif tag in self._BREAKS:
            self.handle_data("\0" if tag == "br" else " ")

    def _begin_cell(self, attrs: dict[str, str | None]) -> None:
        self._end_cell()
        if not self.tables[-1]:
            self.tables[-1].append([])
        self.tables[-1][-1].append("")
        span = attrs.get("colspan") or "1"
        self._in_cell, self._empty_after = True, min(int(span), 100) - 1 if span.isdecimal() else 0

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        elif tag in ("style", "script"):
            self._hidden = False

    def handle_data(self, data: str) -> None:
        if self._in_cell and not self._hidden:
            self.tables[-1][-1][-1] += data

    def _end_cell(self) -> None:
        if self._in_cell:
            row = self.tables[-1][-1]
            row[-1] = "\n".join(" ".join(line.split()) for line in row[-1].split("\0")).strip("\n")
            row += [""] * self._empty_after
        self._in_cell = False
