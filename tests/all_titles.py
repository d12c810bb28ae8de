"""A list of four titles whose sheet "Semua judul" is typed over, for the tests of that sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from koleksi import process

LIST = """Judul,Pengarang,DDC
Laskar Pelangi,Andrea Hirata,813
Tanah Air,Dewi Kartika,959.8
Sang Pemimpi,Andrea Hirata,813
Ilmu Ukur,Bagus Santoso,516
"""


@pytest.fixture(name="folder")
def folder_of_titles(tmp_path: Path) -> Path:
    (tmp_path / "daftar.csv").write_text(LIST, encoding="utf-8")
    return run(tmp_path)


def run(folder: Path) -> Path:
    process.run([folder / "daftar.csv"], folder / "hasil")
    return folder


def change(folder: Path, act: Callable[[Worksheet], None], sheet: str = "Semua judul") -> None:
    path = folder / "hasil" / "tinjau.xlsx"
    book = openpyxl.load_workbook(path)
    act(book[sheet])
    book.save(path)
    run(folder)


def typed(sheet: Worksheet, title: str, column: str, word: object) -> None:
    columns = [cell.value for cell in sheet[1]]
    (row,) = (row for row in sheet.iter_rows(min_row=2) if row[columns.index("judul")].value == title)
    row[columns.index(column)].value = word


def titles(folder: Path) -> dict[str, tuple[object, ...]]:
    """Title -> heading, class, call number, as the sheet has them now."""
    sheet = openpyxl.load_workbook(folder / "hasil" / "tinjau.xlsx")["Semua judul"]
    return {str(row[1]): row[2:5] for row in sheet.iter_rows(min_row=2, values_only=True)}


def decided(folder: Path) -> set[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(folder / "hasil" / "tinjau.xlsx")["Diputuskan"]
    return {row[:2] for row in sheet.iter_rows(min_row=2, values_only=True)}
