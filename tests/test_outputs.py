"""What stands in the files of a run, and what must not: formulas, yesterday's workbooks, a register out of order."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import openpyxl
import pytest

from koleksi import process

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

COPIES_IN_ONE_INLISLITE_FILE = 198


def run(folder: Path, text: str) -> Path:
    """The results folder of a list."""
    (folder / "daftar.csv").write_text(text, encoding="utf-8")
    process.run([folder / "daftar.csv"], folder / "hasil")
    return folder / "hasil"


def problems(out: Path) -> list[dict[str, str]]:
    with (out / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def column(path: Path, sheet: str, heading: str) -> list[object]:
    head, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [row[head.index(heading)] for row in rows]


@pytest.mark.parametrize(
    "typed", ['=HYPERLINK("http://contoh.id")', "+62812345678", "-2+3", "@SUM(A1:A9)", "=cmd|' /C calc'!A0"]
)
def test_no_cell_of_masalah_csv_is_run_as_a_formula_by_a_spreadsheet(tmp_path: Path, typed: str) -> None:
    isbn = typed.replace('"', '""')
    out = run(tmp_path, f'Judul,Pengarang,ISBN,Tahun\nLaskar Pelangi,Andrea Hirata,"{isbn}","{isbn}"\n')
    said = problems(out)
    assert f"'{typed}" in [problem["nilai"] for problem in said]
    assert not [cell for problem in said for cell in problem.values() if cell.startswith(("=", "+", "-", "@"))]


def test_an_inlislite_file_of_an_earlier_longer_run_is_removed(tmp_path: Path) -> None:
    """Left there and imported, it would make copies that no longer exist."""
    many = COPIES_IN_ONE_INLISLITE_FILE + 2
    heading = "Judul,Pengarang,Jumlah\n"
    out = run(tmp_path, f"{heading}Laskar Pelangi,Andrea Hirata,{many}\n")
    assert sorted(path.name for path in out.glob("inlislite*")) == ["inlislite-001.xlsx", "inlislite-002.xlsx"]
    run(tmp_path, f"{heading}Laskar Pelangi,Andrea Hirata,3\n")
    assert sorted(path.name for path in out.glob("inlislite*")) == ["inlislite-001.xlsx"]
    assert "inlislite-002.xlsx" not in json.loads((out / "ringkasan.json").read_text(encoding="utf-8"))["files"]


def test_the_register_stands_in_the_order_of_accession_numbers(tmp_path: Path) -> None:
    """A barcode is only a sticker: its order says nothing about when a book came."""
    out = run(
        tmp_path,
        "Judul,Pengarang,No. Induk,Barcode\n"
        "Ronggeng Dukuh Paruk,Ahmad Tohari,00009/H/2020,B0000100\n"
        "Sang Pemimpi,Andrea Hirata,00003/H/2020,B0000300\n"
        "Siti Nurbaya,Marah Rusli,00007/H/2020,B0000200\n",
    )
    register = out / "buku_induk.xlsx"
    assert column(register, "Buku Induk", "Nomor Induk") == ["00003/H/2020", "00007/H/2020", "00009/H/2020"]
    assert column(register, "Buku Induk", "Nomor Barcode") == ["B0000300", "B0000200", "B0000100"]


def test_an_accession_number_that_grew_a_digit_stands_behind_the_shorter_ones(tmp_path: Path) -> None:
    out = run(
        tmp_path,
        "Judul,Pengarang,No. Induk\nSang Pemimpi,Andrea Hirata,1000\nSiti Nurbaya,Marah Rusli,999\n"
        "Ronggeng Dukuh Paruk,Ahmad Tohari,98\n",
    )
    assert column(out / "buku_induk.xlsx", "Buku Induk", "Nomor Induk") == ["98", "999", "1000"]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("899.2213", "Fiksi"),  # Indonesian fiction
        ("899.2223", "Fiksi"),  # Javanese fiction
        ("899.2211", "Nonfiksi"),  # Indonesian poetry
        ("899.221", "Nonfiksi"),  # Indonesian literature, of no form
        ("899", "Nonfiksi"),
        ("813", "Fiksi"),
        ("823.912", "Fiksi"),
        ("811", "Nonfiksi"),
        ("808.83", "Fiksi"),  # collections of fiction
        ("808.81", "Nonfiksi"),  # collections of poetry
        ("297.3", "Nonfiksi"),
        ("398.2", "Nonfiksi"),
    ],
)
def test_the_report_counts_a_class_as_fiction_where_its_form_is_fiction(tmp_path: Path, number: str, kind: str) -> None:
    out = run(tmp_path, f"Judul,Pengarang,DDC,Jumlah\nAzab dan Sengsara,Merari Siregar,{number},2\n")
    page = (out / "laporan.html").read_text(encoding="utf-8")
    assert re.findall(r"<td>(Fiksi|Nonfiksi)\b", page) == [kind]


def test_a_spreadsheet_set_to_indonesian_opens_masalah_csv_with_a_double_click(tmp_path: Path) -> None:
    """It takes a file for UTF-8 where a byte order mark says so, and parts cells at its list separator, ";"."""
    out = run(tmp_path, "Judul,Pengarang,ISBN\nLa Tahzan; jangan bersedih,‘Aidh al-Qarni,9786020\n")
    content = (out / "masalah.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfsumber;baris;kolom;nilai;kode;tingkat;masalah;tindakan\r\n")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert {len(row) for row in rows} == {8} and len(rows) > 1
