"""Lists in the state in which they arrive, as files of our own; fixtures/sheets/expected.json says what each row is."""

from __future__ import annotations

import csv
import datetime
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from koleksi import intake, process
from koleksi.book import Entry, Problem
from koleksi.errors import InputError

SHEETS = Path(__file__).parent / "fixtures" / "sheets"
EXPECTED: dict[str, Any] = json.loads((SHEETS / "expected.json").read_text(encoding="utf-8"))
Item = Entry | Problem


def books(items: list[Item]) -> list[list[object]]:
    """[row as a person sees it, title, copies, ISBN] of each book."""
    return [[e.row, e.book.title, len(e.copies), e.book.isbn] for e in items if isinstance(e, Entry)]


def problems(items: list[Item]) -> list[list[object]]:
    """[row, code] of all that was said, on rows that became books and on others."""
    found = [item if isinstance(item, Problem) else item.problems for item in items]
    said = [(p, 0) for p in found if isinstance(p, Problem)]
    said += [(p, e.row) for e in items if isinstance(e, Entry) for p in e.problems]
    return sorted([p.row or row, p.code] for p, row in said)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_row_of_a_messy_sheet_is_the_book_it_says_or_a_problem_in_its_place(name: str) -> None:
    items = list(intake.read(SHEETS / name))
    assert books(items) == EXPECTED[name]["books"]
    assert problems(items) == EXPECTED[name]["problems"]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_main_job_accounts_for_each_row_of_a_messy_sheet(name: str, tmp_path: Path) -> None:
    expected = EXPECTED[name]
    result = process.run([SHEETS / name], tmp_path / "hasil")
    assert result.copies == sum(copies for _, _, copies, _ in expected["books"])
    assert result.books + result.merged_rows == len(expected["books"])
    with (tmp_path / "hasil" / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        said = {(p["baris"], p["kode"]) for p in csv.DictReader(stream, delimiter=";")}
    assert {(str(row or ""), code) for row, code in expected["problems"]} <= said


def test_digits_that_excel_threw_away_are_never_made_up() -> None:
    lost = [e.book for e in intake.read(SHEETS / "excel_isbn.csv") if isinstance(e, Entry)][:2]
    assert [(book.isbn, book.wrong_isbns) for book in lost] == [("", ("9.78979E+12",)), ("", ("9,78979E+12",))]


def test_a_quote_that_is_never_closed_is_named_with_its_line_instead_of_swallowing_the_list() -> None:
    with pytest.raises(InputError, match="open_quote.csv.*2"):
        list(intake.read(SHEETS / "open_quote.csv"))


def test_what_was_understood_of_a_sheet_can_be_shown_before_anything_is_done() -> None:
    (sheet,) = intake.understand(SHEETS / "titles_above.csv")
    assert (sheet.encoding, sheet.delimiter, sheet.heading_rows[0]) == ("utf-8-sig", ",", 4)
    assert dict(sheet.columns)["THN. TERBIT"] == "year"
    assert sheet.records == len(EXPECTED["titles_above.csv"]["books"])


# workbooks, made here


def saved(book: openpyxl.Workbook, folder: Path) -> Path:
    book.save(folder / "daftar.xlsx")
    return folder / "daftar.xlsx"


def test_a_heading_of_two_rows_in_merged_cells_is_read_as_one(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("DAFTAR BUKU HIBAH", None, None, None, None),
        (None, None, None, None, None),
        ("No", "Judul Buku", "Pengarang", "Penerbitan", None),
        (None, None, None, "Penerbit", "Tahun"),
        (1, "Salah Asuhan", "Abdoel Moeis", "Balai Pustaka", 1928),
        (2, "Layar Terkembang", "Sutan Takdir Alisjahbana", "Balai Pustaka", 1936),
    ):
        sheet.append(row)
    for cells in ("A1:E1", "A3:A4", "B3:B4", "C3:C4", "D3:E3"):
        sheet.merge_cells(cells)
    found = [e for e in intake.read(saved(book, tmp_path)) if isinstance(e, Entry)]
    assert [(e.row, e.book.title, e.book.publisher, e.book.year) for e in found] == [
        (5, "Salah Asuhan", "Balai Pustaka", 1928),
        (6, "Layar Terkembang", "Balai Pustaka", 1936),
    ]


def test_numbers_and_dates_of_a_workbook_are_read_as_they_are_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Judul", "Pengarang", "Tahun", "ISBN", "Eks", "Harga", "Tanggal Terima"))
    sheet.append(("1984", "George Orwell", 2003.0, 9786020332956, 2.0, 59000.0, datetime.date(2024, 5, 12)))
    sheet.append((1984, "George Orwell", "2003", 9786020332956.0, "2", "Rp 59.000", "12-05-2024"))
    first, second = (e for e in intake.read(saved(book, tmp_path)) if isinstance(e, Entry))
    assert (first.book.title, first.book.year, first.book.isbn) == ("1984", 2003, "9786020332956")
    assert [copy.price for copy in first.copies] == [59000, 59000]
    assert first.copies[0].received == "2024-05-12"
    assert (first.book, first.copies) == (second.book, second.copies)


def test_each_sheet_of_a_workbook_that_holds_books_is_read_and_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Fiksi"
    for row in (("Judul", "Pengarang"), ("Belenggu", "Armijn Pane")):
        sheet.append(row)
    for row in (("Judul", "Pengarang"), ("Di Bawah Bendera Revolusi", "Soekarno")):
        (book["Nonfiksi"] if "Nonfiksi" in book.sheetnames else book.create_sheet("Nonfiksi")).append(row)
    book.create_sheet("Kosong")
    found = [e for e in intake.read(saved(book, tmp_path)) if isinstance(e, Entry)]
    assert [(e.source.rpartition(":")[2], e.row, e.book.title) for e in found] == [
        ("Fiksi", 2, "Belenggu"),
        ("Nonfiksi", 2, "Di Bawah Bendera Revolusi"),
    ]
