"""Rows written at once have the bytes of rows that XlsxWriter writes cell by cell."""

from __future__ import annotations

import datetime
import errno
import functools
import io
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from koleksi.book import Book, Copy
from koleksi.exports import inlislite_workbook, spreadsheet
from koleksi.exports.every_system import SteadyWorkbook
from koleksi.exports.inlislite_workbook import workbook
from koleksi.exports.sheet_rows import RowSheet
from koleksi.job.begin import form
from koleksi.job.workbook import Column, Workbook

ODD = ("", "a", " a", "a ", "&<>\"'", "_x0041_", "a_xb", "\x01", "\n", "a\tb", "\ufffe", "é", "=1+1", "<b>", "\x1c")
_BORN = datetime.datetime(2000, 1, 1)


def made(rows: Iterable[tuple[float, list[Any]]], *, at_once: bool) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _BORN})
    sheet = book.add_worksheet("A", RowSheet if at_once else None)
    styles = [None, book.add_format({"bold": True}), book.add_format({"num_format": "@"})]
    sheet.write_string(0, 0, "heading")
    for number, (height, values) in enumerate(rows, start=1):
        cells = [
            (n, value, styles[n % 3]) for n, value in enumerate(values) if value != "" and (value is not None or n % 3)
        ]
        if at_once:
            sheet.put_row(number, cells, height)
            continue
        if height and cells:
            sheet.set_row(number, height)
        for n, value, style in cells:
            if value is None:
                sheet.write_blank(number, n, None, style)
            elif isinstance(value, str):
                sheet.write_string(number, n, value, style)
            else:
                sheet.write_number(number, n, value, style)
    book.close()
    return buffer.getvalue()


_TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=8) | st.sampled_from(ODD)
_VALUE = _TEXT | st.none() | st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False)
_ROWS = st.lists(st.tuples(st.sampled_from([0, 30, 45]), st.lists(_VALUE, max_size=5)), max_size=4)


@given(_ROWS)
def test_rows_at_once_are_the_bytes_of_cells_one_by_one(rows: list[tuple[float, list[Any]]]) -> None:
    assert made(rows, at_once=True) == made(rows, at_once=False)


def plain(columns: tuple[str, ...], rows: list[dict[str, Any]]) -> bytes:
    buffer = io.BytesIO()
    book = SteadyWorkbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _BORN})
    sheet = book.add_worksheet("Sheet1")
    for n, name in enumerate(columns):
        sheet.write_string(0, n, name)
        sheet.write_string(1, n, f"({n + 1})")
    for number, row in enumerate(rows, start=2):
        for n, name in enumerate(columns):
            if isinstance(row[name], int):
                sheet.write_number(number, n, row[name])
            elif row[name]:
                sheet.write_string(number, n, row[name])
    book.close()
    return buffer.getvalue()


@pytest.mark.parametrize("count", [0, 1, 13, 14, 15, 40, 198])
def test_a_workbook_of_inlislite_is_what_xlsxwriter_makes(count: int) -> None:
    columns = ("NO", "JUDUL", "HARGA", "ISBN")
    rows = [{"NO": n, "JUDUL": ODD[n % len(ODD)], "HARGA": n % 3 * 1000, "ISBN": "9" * (n > 20)} for n in range(count)]
    assert workbook(columns, rows) == plain(columns, rows)


def sheets() -> list[bytes]:
    """A workbook of every maker."""
    inlislite_workbook._with_headings_alone.cache_clear()
    stream = io.BytesIO()
    with Workbook(stream) as book:
        book.sheet("A", [Column("Judul", 10)], [(text,) for text in ODD])
    catalogue = spreadsheet.workbook([(Book(title="Bumi\nmanusia"), (Copy(),))])
    of_inlislite = workbook(("NO", "JUDUL"), [{"NO": n, "JUDUL": text} for n, text in enumerate(ODD)])
    return [stream.getvalue(), catalogue, of_inlislite, form.workbook("id")]


def test_windows_writes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """There texts end their lines with CRLF, and an archive notes the system; for XlsxWriter this machine is one."""
    here = sheets()
    text_mode = functools.partial(open, newline="\r\n")
    monkeypatch.setattr("xlsxwriter.xmlwriter.open", text_mode, raising=False)
    monkeypatch.setattr("zipfile.sys", SimpleNamespace(platform="win32"))
    assert sheets() == here


def test_a_workbook_is_otherwise_what_xlsxwriter_makes() -> None:
    if sys.platform == "win32":
        pytest.skip("there it is not the same bytes")
    pairs = []
    for kind in (xlsxwriter.Workbook, SteadyWorkbook):
        for in_memory in (True, False):
            stream = io.BytesIO()
            book = kind(stream, {"in_memory": in_memory})
            book.set_properties({"created": _BORN})
            book.add_worksheet("A").write_string(0, 0, "x")
            book.close()
            pairs.append(stream.getvalue())
    assert pairs[:2] == pairs[2:]


def test_a_full_disk_is_an_error_of_the_system_as_for_any_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", refuse)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(OSError, match="No space left"), Workbook(io.BytesIO()) as book:
        book.sheet("A", [Column("Judul", 10)], [("Bumi Manusia",)])
    with pytest.raises(OSError, match="No space left"):
        spreadsheet.workbook([(Book(title="Bumi Manusia"), ())])
    assert not list(tmp_path.iterdir())
