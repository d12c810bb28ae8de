"""Accession numbers and barcodes: what is typed is kept, what is taken is told, a withdrawn book's is not reused."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from koleksi import Book, Copy, marc, process

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def run(folder: Path, text: str, against: Path | None = None, settings: str = "") -> Path:
    """The results folder of a list."""
    (folder / "daftar.csv").write_text(text, encoding="utf-8")
    (folder / "koleksi.toml").write_text(settings, encoding="utf-8")
    process.run([folder / "daftar.csv"], folder / "hasil", against=against, config=folder / "koleksi.toml")
    return folder / "hasil"


def taken_numbers(out: Path) -> list[tuple[str, str, str]]:
    """(row, column, number as typed) of each number that had to change."""
    with (out / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [
            (p["baris"], p["kolom"], p["nilai"])
            for p in csv.DictReader(stream, delimiter=";")
            if p["kode"] == "number-taken"
        ]


def registered(out: Path) -> dict[str, tuple[str, str]]:
    """(accession number, barcode) by title; of books with one copy each."""
    head, *rows = openpyxl.load_workbook(out / "buku_induk.xlsx")["Buku Induk"].iter_rows(values_only=True)
    place = {str(name): n for n, name in enumerate(head)}
    return {
        str(row[place["Judul"]]): (str(row[place["Nomor Induk"]]), str(row[place["Nomor Barcode"]])) for row in rows
    }


TWO_BOOKS = "Judul,Pengarang,No. Induk,Barcode\nSang Pemimpi,Andrea Hirata,{},{}\nSiti Nurbaya,Marah Rusli,{},{}\n"


def test_numbers_that_were_typed_once_are_kept_without_a_word(tmp_path: Path) -> None:
    out = run(tmp_path, TWO_BOOKS.format("17", "A17", "18", "A18"))
    assert registered(out) == {"Sang Pemimpi": ("17", "A17"), "Siti Nurbaya": ("18", "A18")}
    assert taken_numbers(out) == []


def test_a_barcode_typed_for_two_books_stays_with_the_first_and_the_second_is_told(tmp_path: Path) -> None:
    out = run(tmp_path, TWO_BOOKS.format("17", "A17", "18", "A17"))
    assert registered(out)["Sang Pemimpi"] == ("17", "A17")
    assert registered(out)["Siti Nurbaya"] == ("18", "B0000002")
    assert taken_numbers(out) == [("3", "barcode", "A17")]


def test_a_number_that_had_to_change_is_told_with_the_old_the_new_and_what_to_do(tmp_path: Path) -> None:
    out = run(tmp_path, TWO_BOOKS.format("17", "A17", "18", "A17"))
    with (out / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        (said,) = (p for p in csv.DictReader(stream, delimiter=";") if p["kode"] == "number-taken")
    assert "A17" in said["masalah"] and "B0000002" in said["masalah"]
    assert "label" in said["tindakan"]


def test_an_accession_number_typed_for_two_books_stays_with_the_first_and_the_second_is_told(tmp_path: Path) -> None:
    out = run(tmp_path, TWO_BOOKS.format("17", "A17", "17", "A18"))
    assert registered(out)["Sang Pemimpi"] == ("17", "A17")
    assert registered(out)["Siti Nurbaya"] == ("00002/H/2026", "A18")
    assert taken_numbers(out) == [("3", "nomor induk", "17")]


def test_a_typed_number_that_the_catalogue_has_already_is_told(tmp_path: Path) -> None:
    catalogue = tmp_path / "katalog.mrc"
    marc.write_books([(Book(title="Salah Asuhan"), (Copy(barcode="A17", accession="17"),))], catalogue)
    out = run(tmp_path, TWO_BOOKS.format("17", "A17", "18", "A18"), against=catalogue)
    assert taken_numbers(out) == [("2", "nomor induk", "17"), ("2", "barcode", "A17")]


ONE_BOOK = "Judul,Pengarang\nSang Pemimpi,Andrea Hirata\n"


@pytest.mark.parametrize(
    ("held", "settings", "given"),
    [
        (Copy(barcode="B0000041"), "", ("00042/H/2026", "B0000042")),
        (Copy(accession="00041/B/2019"), "", ("00042/H/2026", "B0000042")),
        (Copy(barcode="D-041"), "[numbers]\nbarcode = 'D-{n:03d}'", ("00042/H/2026", "D-042")),
        (Copy(barcode="PD/41"), "[numbers]\nbarcode = '{code}/{n}'", ("00042/H/2026", "PD/42")),
        (Copy(barcode="XX/41"), "[numbers]\nbarcode = '{code}/{n}'", ("00001/H/2026", "PD/1")),  # another library's
        (Copy(barcode="B0000041", accession="00050/H/2020"), "", ("00051/H/2026", "B0000051")),
        (Copy(barcode="9789793062792"), "", ("00001/H/2026", "B0000001")),  # an ISBN is no running number
        (Copy(barcode="20190041"), "[numbers]\nbarcode = '{n:05d}'", ("00001/H/2026", "00001")),  # nor is a longer one
        (Copy(barcode="041-041"), "[numbers]\nbarcode = '{n:03d}-{n:03d}'", ("00042/H/2026", "042-042")),
        (Copy(barcode="041-042"), "[numbers]\nbarcode = '{n:03d}-{n:03d}'", ("00001/H/2026", "001-001")),
        (Copy(barcode="2019041"), "[numbers]\nbarcode = '{year}{n:03d}'", ("00042/H/2026", "2026042")),
        (Copy(barcode="BUKU041"), "[numbers]\nbarcode = '{year}{n:03d}'", ("00001/H/2026", "2026001")),  # no year
    ],
)
def test_numbers_go_on_behind_the_highest_of_the_catalogue_though_lower_ones_are_free(
    tmp_path: Path, held: Copy, settings: str, given: tuple[str, str]
) -> None:
    """Book 1 to 40 were withdrawn: their numbers stand in old registers and loan slips, and are not given again."""
    catalogue = tmp_path / "katalog.mrc"
    marc.write_books([(Book(title="Salah Asuhan", authors=("Abdoel Moeis",)), (held,))], catalogue)
    assert registered(run(tmp_path, ONE_BOOK, catalogue, settings)) == {"Sang Pemimpi": given}


def test_the_start_in_the_settings_holds_where_the_catalogue_is_behind_it(tmp_path: Path) -> None:
    catalogue = tmp_path / "katalog.mrc"
    marc.write_books([(Book(title="Salah Asuhan"), (Copy(barcode="B0000041"),))], catalogue)
    out = run(tmp_path, ONE_BOOK, catalogue, "[numbers]\nstart = 1000")
    assert registered(out) == {"Sang Pemimpi": ("01000/H/2026", "B0001000")}


def test_a_running_number_whose_barcode_was_typed_for_another_book_is_passed_over(tmp_path: Path) -> None:
    out = run(tmp_path, "Judul,Pengarang,Barcode\nSang Pemimpi,Andrea Hirata,B0000002\nSiti Nurbaya,Marah Rusli,\n")
    assert registered(out) == {
        "Sang Pemimpi": ("00001/H/2026", "B0000002"),
        "Siti Nurbaya": ("00003/H/2026", "B0000003"),
    }
    assert taken_numbers(out) == []


def test_a_book_that_is_added_later_gets_the_next_number_wherever_its_row_stands(tmp_path: Path) -> None:
    run(tmp_path, "Judul,Pengarang\nSang Pemimpi,Andrea Hirata\nSiti Nurbaya,Marah Rusli\n")
    out = run(tmp_path, "Judul,Pengarang\nSang Pemimpi,Andrea Hirata\nBelenggu,Armijn Pane\nSiti Nurbaya,Marah Rusli\n")
    assert {title: barcode for title, (_, barcode) in registered(out).items()} == {
        "Sang Pemimpi": "B0000001",
        "Siti Nurbaya": "B0000002",
        "Belenggu": "B0000003",
    }


@pytest.mark.parametrize(
    ("typed", "settings", "code"),
    [
        ("", "", "H"),
        ("Hibah", "", "H"),
        ("Pembelian 2019", "", "B"),
        ("wakaf", "", "H"),
        ("Tukar", "", "T"),
        ("Dana BOS", "", "B"),  # the kind is not the first word
        ("B", "", "B"),  # the code itself
        ("Bpk. Lurah", "", "H"),  # a giver is no kind
        ("Bpk. Bosman", "", "H"),
        ("Tim KKN", "", "H"),
        ("Bpk. Lurah", "[acquisition]\nsource = 'beli'", "B"),
        ("Bpk. Lurah", "[acquisition]\nsource = 'kas'", "K"),  # usual, and without a code: its letter
        ("", "[acquisition.codes]\nlain = ''", "H"),  # a code may be empty
        ("lain", "[acquisition.codes]\nlain = ''", ""),
        ("warisan", "[acquisition.codes]\nwarisan = 'W'", "W"),
    ],
)
def test_the_letter_in_an_accession_number_says_how_the_book_came_and_is_never_of_a_givers_name(
    tmp_path: Path, typed: str, settings: str, code: str
) -> None:
    out = run(tmp_path, f"Judul,Pengarang,Asal\nSang Pemimpi,Andrea Hirata,{typed}\n", settings=settings)
    assert registered(out)["Sang Pemimpi"][0] == f"00001/{code}/2026"
