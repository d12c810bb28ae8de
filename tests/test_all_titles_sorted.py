"""Columns of tinjau.xlsx that were sorted by themselves: told, and nothing of them taken."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.filters import SortState
from openpyxl.worksheet.worksheet import Worksheet

from all_titles import change, decided, folder_of_titles, run, titles, typed  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def told(folder: Path) -> list[tuple[str, str, str]]:
    """(sheet, column, word) of what was sorted without the rest of its sheet."""
    with (folder / "hasil" / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter=";") if row["kode"] == "review-sorted-apart"]
    return [(row["sumber"].partition(":")[2], row["kolom"], row["nilai"]) for row in rows]


def sort_alone(sheet: Worksheet, *columns: int) -> None:
    """As a person does who marks some columns and lets the rest stand."""
    rows = list(sheet.iter_rows(min_row=2))
    values = sorted(([row[n].value for n in columns] for row in rows), key=lambda cells: str(cells[0]))
    for row, cells in zip(rows, values, strict=True):
        for n, value in zip(columns, cells, strict=True):
            row[n].value = value


@pytest.mark.parametrize("column", [1, 3, 4])
def test_a_column_that_was_sorted_by_itself_is_told(folder: Path, column: int) -> None:
    before = titles(folder)
    heading = ("", "judul", "tajuk", "kelas", "nomor panggil")[column]
    change(folder, lambda sheet: sort_alone(sheet, column))
    assert titles(folder) == before and not decided(folder)
    assert told(folder) == [("Semua judul", heading, "")]
    run(folder)
    assert not told(folder)


def test_what_was_typed_beside_titles_that_were_sorted_by_themselves_is_told_and_not_taken(folder: Path) -> None:
    before = titles(folder)

    def act(sheet: Worksheet) -> None:
        sort_alone(sheet, *range(1, 8))  # all that is seen; what is hidden stays
        typed(sheet, "Tanah Air", "kelas", "910")
        typed(sheet, "Ilmu Ukur", "KEPUTUSAN", "510")

    change(folder, act)
    assert titles(folder) == before and not decided(folder)
    words = {(column, word) for _, column, word in told(folder)}
    assert {("kelas", "910"), ("KEPUTUSAN", "510"), ("judul", "")} <= words


def test_a_class_typed_over_in_a_column_that_was_sorted_by_itself_gives_no_book_the_class_of_another(
    folder: Path,
) -> None:
    lines = [f"Buku {word},Pengarang {word},{n}10" for n, word in enumerate(("Ikan", "Ayam", "Sapi", "Domba", "Lebah"))]
    (folder / "daftar.csv").write_text("Judul,Pengarang,DDC\n" + "\n".join(lines), encoding="utf-8")
    before = titles(run(folder))

    def act(sheet: Worksheet) -> None:
        rows = list(sheet.iter_rows(min_row=2))
        for row, value in zip(rows, [row[3].value for row in rows][::-1], strict=True):
            row[3].value = value
        rows[0][3].value = "639"

    change(folder, act)
    assert titles(folder) == before
    assert ("Semua judul", "kelas", "") in told(folder)


UNSURE = "Judul,Pengarang\nArwq Belimat,A\nTrasuw Pongk,B\nVimel Odrax,C\nKelupw Jarn,D\n"  # words of no language


@pytest.mark.parametrize("columns", [(1,), (0, 1)])
def test_answers_beside_titles_sorted_by_themselves_are_told_in_the_sheet_of_classes(
    folder: Path, columns: tuple[int, ...]
) -> None:
    (folder / "daftar.csv").write_text(UNSURE, encoding="utf-8")
    before = titles(run(folder))

    def act(sheet: Worksheet) -> None:
        asked = [row for row in sheet.iter_rows(min_row=2) if not str(row[1].value).startswith("4 buku")]
        for row, word in zip(asked, ("010", "020", "030"), strict=False):
            row[0].value = word
        for row, cells in zip(asked, [[row[n].value for n in columns] for row in asked][::-1], strict=True):
            for n, value in zip(columns, cells, strict=True):
                row[n].value = value

    change(folder, act, "Kelas")
    assert titles(folder) == before and not decided(folder)
    assert {word for sheet, _, word in told(folder) if sheet == "Kelas"} >= {"010", "020", "030", ""}


def test_answers_that_excel_sorted_without_their_titles_are_told(folder: Path) -> None:
    """Excel writes down the range that it sorted last."""
    (folder / "daftar.csv").write_text(UNSURE, encoding="utf-8")
    before = titles(run(folder))
    path = folder / "hasil" / "tinjau.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Kelas"]
    sheet["A2"].value = "010"
    sheet.auto_filter.sortState = SortState(ref=f"A2:A{sheet.max_row}")
    book.save(path)
    run(folder)
    assert titles(folder) == before
    assert ("Kelas", "KEPUTUSAN", "010") in told(folder)


def test_a_sheet_that_was_sorted_as_a_whole_tells_nothing(folder: Path) -> None:
    path = folder / "hasil" / "tinjau.xlsx"
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        sort_alone(sheet, *range(sheet.max_column))
        sheet.auto_filter.sortState = SortState(ref=f"A2:{sheet.cell(1, sheet.max_column).column_letter}9")
    typed(book["Semua judul"], "Tanah Air", "kelas", "910")
    book.save(path)
    run(folder)
    assert not told(folder) and ("910", "kelas") in decided(folder)


def test_decisions_sorted_without_what_they_decided_change_nothing(folder: Path) -> None:
    change(folder, lambda sheet: [typed(sheet, title, "kelas", word) for title, word in CHOSEN.items()])
    before = decided(folder)

    def act(sheet: Worksheet) -> None:
        cells = [row[0] for row in sheet.iter_rows(min_row=2)]
        for cell, word in zip(cells, [cell.value for cell in cells][::-1], strict=True):
            cell.value = word

    change(folder, act, "Diputuskan")
    assert decided(folder) == before and len(before) == 4
    assert ("Diputuskan", "KEPUTUSAN", "100") in told(folder)


CHOSEN = {"Laskar Pelangi": "400", "Tanah Air": "300", "Sang Pemimpi": "200", "Ilmu Ukur": "100"}
