"""Decisions survive what people do to the review sheet, and nothing that is typed there is lost."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pymarc
import pytest
import xlsxwriter
from openpyxl.workbook import Workbook

from koleksi import process

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

LIST = (
    "Judul,Pengarang,Penerbit\n"
    "Laskar Pelangi,Andrea Hirata,Bentang\n"
    "Zyxwv Qponm,Anu,\n"
    'laskar pelangi,"Hirata, Andrea",Bentang\n'
    "Wvuts Rqpon,Ani,\n"
)


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after its first run: two rows joined, two books without a class."""
    folder = tmp_path_factory.mktemp("review")
    (folder / "daftar.csv").write_text(LIST, encoding="utf-8")
    process.run([folder / "daftar.csv"], folder / "hasil")
    return folder


@pytest.fixture
def folder(first_run: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first_run, tmp_path / "kerja"))


def sheet(folder: Path, name: str = "tinjau.xlsx") -> Workbook:
    return openpyxl.load_workbook(folder / "hasil" / name)


def save(book: Workbook, folder: Path, name: str = "tinjau.xlsx") -> None:
    book.save(folder / "hasil" / name)


def again(folder: Path) -> process.Summary:
    return process.run([folder / "daftar.csv"], folder / "hasil")


def classes(folder: Path) -> dict[str, str]:
    records = pymarc.MARCReader((folder / "hasil" / "katalog.mrc").read_bytes())
    return {str(record.title).strip(" /"): record["082"]["a"] for record in records if "082" in record}


def said(folder: Path) -> list[tuple[str, str, str, str]]:
    """(code, source, row, value) of what was not understood or contradicts."""
    with (folder / "hasil" / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter=";") if row["kode"].startswith(("decision", "review"))]
    return [(row["kode"], row["sumber"], row["baris"], row["nilai"]) for row in rows]


def row_of(page: Any, title: str) -> int:
    return next(row[0].row for row in page.iter_rows() if title in [cell.value for cell in row])


# what is done to sheets


def sorted_backwards(book: Workbook) -> None:
    for page in book.worksheets[1:]:
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                page.cell(number, column).value = value


def other_rows_deleted(book: Workbook) -> None:
    """Of each pair only the row in which something was typed is left."""
    for page in (book["Kelas"], book["Digabung"]):
        for number in range(page.max_row, 1, -1):
            if page.cell(number, 1).value is None:
                page.delete_rows(number)


def rows_above_the_heading(book: Workbook) -> None:
    for page in book.worksheets:
        page.insert_rows(1, 2)
        page["B1"] = "diperiksa hari Senin"


def headings_retyped(book: Workbook) -> None:
    for page, word in (("Kelas", " keputusan\xa0"), ("Digabung", "Keputusanmu")):
        book[page]["A1"] = word
        for cell in book[page][1]:
            cell.value = None if cell.value == "kunci" else cell.value


def headings_deleted(book: Workbook) -> None:
    for page in (book["Kelas"], book["Digabung"]):
        page.delete_rows(1)


def sheets_renamed(book: Workbook) -> None:
    book["Kelas"].title = "Rina"
    book["Digabung"].title = "punya Budi"


def column_put_in_front(book: Workbook) -> None:
    for page in (book["Kelas"], book["Digabung"]):
        page.insert_cols(1)
        page["A1"] = "catatan"
        page["A2"] = "ok?"


def word_as_formula(book: Workbook) -> None:
    book["Kelas"]["Z1"] = "398.2"
    for page in (book["Kelas"], book["Digabung"]):
        for (cell,) in page.iter_rows(min_row=2, max_col=1):
            if cell.value:
                cell.value = "=$Z$1" if page.title == "Kelas" else '="beda"'


DONE_TO_SHEETS = [
    sorted_backwards,
    other_rows_deleted,
    rows_above_the_heading,
    headings_retyped,
    headings_deleted,
    sheets_renamed,
    column_put_in_front,
    word_as_formula,
]


def decide(book: Workbook) -> None:
    """A class for one book, and in the second row of the pair that it is none."""
    book["Kelas"].cell(row_of(book["Kelas"], "Zyxwv Qponm"), 1).value = "398.2"
    book["Digabung"]["A3"] = "beda"


def holds(folder: Path) -> bool:
    return again(folder).books == 4 and classes(folder)["Zyxwv Qponm"] == "398.2"


@pytest.mark.parametrize("done", DONE_TO_SHEETS, ids=lambda done: done.__name__)
def test_a_decision_survives(done: Callable[[Workbook], None], folder: Path) -> None:
    book = sheet(folder)
    decide(book)
    done(book)
    save(book, folder)
    assert holds(folder)
    assert not said(folder)


def test_a_sheet_that_came_back_from_google_has_inline_words_and_no_styles(folder: Path) -> None:
    book = sheet(folder)
    decide(book)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as plain:
        for page in book.worksheets:
            made = plain.add_worksheet(page.title)
            for row in page.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        made.write(cell.row - 1, cell.column - 1, cell.value)
    (folder / "hasil" / "tinjau.xlsx").write_bytes(content.getvalue())
    assert holds(folder)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_sheet_that_libreoffice_saved(folder: Path, tmp_path: Path) -> None:
    book = sheet(folder)
    decide(book)
    word_as_formula(book)
    save(book, folder)
    office = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"]
    target = tmp_path / "disimpan"
    subprocess.run(
        [*office, "--convert-to", "xlsx", "--outdir", str(target), str(folder / "hasil" / "tinjau.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    shutil.copy(target / "tinjau.xlsx", folder / "hasil" / "tinjau.xlsx")
    assert holds(folder)


# what is typed (the words themselves: test_review_words.py)


def test_what_is_not_understood_stays_in_its_cell_until_it_is(folder: Path) -> None:
    book = sheet(folder)
    at = row_of(book["Kelas"], "Zyxwv Qponm")
    book["Kelas"].cell(at, 1).value = "tanya Bu Rini"
    book["Digabung"]["A3"] = "kurang tahu"
    book["Semua judul"].cell(row_of(book["Semua judul"], "Laskar Pelangi"), 1).value = "novel"
    save(book, folder)
    again(folder)
    assert sorted(said(folder)) == [
        ("decision-unclear", "tinjau.xlsx:Digabung", "3", "kurang tahu"),
        ("decision-unclear", "tinjau.xlsx:Kelas", str(at), "tanya Bu Rini"),
        ("decision-unclear", "tinjau.xlsx:Semua judul", "2", "novel"),
    ]
    book = sheet(folder)
    assert book["Kelas"].cell(row_of(book["Kelas"], "Zyxwv Qponm"), 1).value == "tanya Bu Rini"
    assert book["Digabung"]["A2"].value == "kurang tahu"
    assert book["Semua judul"]["A2"].value == "novel"
    assert "kurang tahu" in [cell.value for row in book["Masalah"].iter_rows() for cell in row]
    (folder / "daftar.csv").write_text("\n".join(LIST.split("\n")[:2]), encoding="utf-8")
    again(folder)  # the pair is gone from the sheet, and the book without a class
    kept = [row[0].value for row in sheet(folder)["Diputuskan"].iter_rows(min_row=2)]
    assert sorted(map(str, kept)) == ["kurang tahu", "tanya Bu Rini"]


def test_a_sure_class_is_corrected_among_all_titles_with_its_mark(folder: Path) -> None:
    book = sheet(folder)
    page = book["Semua judul"]
    page.cell(row_of(page, "Laskar Pelangi"), 1).value = "R 899.221"
    save(book, folder)
    again(folder)
    page = sheet(folder)["Semua judul"]
    line = [cell.value for cell in page[row_of(page, "Laskar Pelangi")]]
    assert line[3] == "899.221" and str(line[4]).startswith("R 899.221")


# decisions made before


def test_a_decision_is_changed_or_taken_back_where_it_is_listed(folder: Path) -> None:
    before = classes(folder).get("Zyxwv Qponm")
    book = sheet(folder)
    decide(book)
    save(book, folder)
    again(folder)
    book = sheet(folder)
    page = book["Diputuskan"]
    page.cell(row_of(page, "Zyxwv Qponm"), 1).value = "batal"
    page.cell(row_of(page, "kembar"), 1).value = "sama"
    save(book, folder)
    assert again(folder).books == 3
    assert classes(folder).get("Zyxwv Qponm") == before != "398.2"
    lines = [[cell.value for cell in row][:3] for row in sheet(folder)["Diputuskan"].iter_rows(min_row=2)]
    assert [line[:2] for line in lines] == [["sama", "kembar"]]


# two people


def test_copies_of_the_sheet_are_read_too_and_once(folder: Path) -> None:
    mine, hers = sheet(folder), sheet(folder)
    mine["Kelas"].cell(row_of(mine["Kelas"], "Zyxwv Qponm"), 1).value = "398.2"
    hers["Kelas"].cell(row_of(hers["Kelas"], "Wvuts Rqpon"), 1).value = "510"
    hers["Digabung"]["A2"] = "beda"
    save(mine, folder)
    save(hers, folder, "Salinan tinjau (1).xlsx")
    assert again(folder).books == 4
    assert classes(folder)["Zyxwv Qponm"] == "398.2" and classes(folder)["Wvuts Rqpon"] == "510"
    assert [code for code, *_ in said(folder)] == ["review-copy-read"]
    book = sheet(folder)
    book["Diputuskan"].cell(row_of(book["Diputuskan"], "Wvuts Rqpon"), 1).value = "520"
    save(book, folder)
    again(folder)
    assert classes(folder)["Wvuts Rqpon"] == "520", "the copy's old word does not come back"
    assert not said(folder)


def test_where_two_people_differ_neither_counts_and_both_words_stay(folder: Path) -> None:
    for name, word in (("tinjau.xlsx", "398.2"), ("tinjau - Copy.xlsx", "510")):
        book = sheet(folder)
        book["Kelas"].cell(row_of(book["Kelas"], "Zyxwv Qponm"), 1).value = word
        save(book, folder, f"~{name}")
    for path in (folder / "hasil").glob("~*"):
        path.replace(path.with_name(path.name[1:]))
    before = classes(folder).get("Zyxwv Qponm")
    again(folder)
    assert classes(folder).get("Zyxwv Qponm") == before
    assert [code for code, *_ in said(folder)] == ["review-copy-read", "decisions-contradict"]
    book = sheet(folder)
    cell = book["Kelas"].cell(row_of(book["Kelas"], "Zyxwv Qponm"), 1)
    assert cell.value == "398.2 / 510"
    cell.value = "510"
    save(book, folder)
    again(folder)
    assert classes(folder)["Zyxwv Qponm"] == "510" and not said(folder)


def test_two_rows_of_a_pair_that_contradict_each_other_decide_nothing(folder: Path) -> None:
    book = sheet(folder)
    book["Digabung"]["A2"], book["Digabung"]["A3"] = "sama", "beda"
    save(book, folder)
    assert again(folder).books == 3
    assert [code for code, *_ in said(folder)] == ["decisions-contradict"]
    assert sheet(folder)["Digabung"]["A2"].value == "sama / beda"


def test_a_copy_that_cannot_be_read_stops_nothing(folder: Path) -> None:
    (folder / "hasil" / "tinjau (2).xlsx").write_bytes(b"half a file")
    again(folder)
    assert [code for code, *_ in said(folder)] == ["review-copy-unreadable"]


# while a run works


def test_what_is_saved_while_a_run_works_is_merged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = process.write_for_systems

    def saved_meanwhile(*args: Any) -> Any:
        book = sheet(folder)
        decide(book)
        book["Kelas"].cell(row_of(book["Kelas"], "Wvuts Rqpon"), 1).value = "entah"
        save(book, folder)
        return write(*args)

    monkeypatch.setattr(process, "write_for_systems", saved_meanwhile)
    again(folder)
    monkeypatch.undo()
    assert {code for code, *_ in said(folder)} == {"decision-meanwhile", "decision-unclear"}
    book = sheet(folder)
    assert book["Kelas"].cell(row_of(book["Kelas"], "Wvuts Rqpon"), 1).value == "entah"
    assert book["Diputuskan"].max_row == 3
    assert holds(folder)


def test_the_sheets_stand_in_order_and_keys_are_hidden_in_every_line(folder: Path) -> None:
    book = sheet(folder)
    order = [
        "Petunjuk",
        "Kebiasaan",
        "Kelas",
        "Kembar",
        "Digabung",
        "Perubahan",
        "Semua judul",
        "Masalah",
        "Diputuskan",
    ]
    assert book.sheetnames == order
    for name in ("Kelas", "Digabung", "Semua judul"):
        page = book[name]
        (key,) = (cell for cell in page[1] if cell.value == "kunci")
        assert page.column_dimensions[key.column_letter].hidden
        assert all(page.cell(row, key.column).value for row in range(2, page.max_row + 1))
        assert not page.protection.sheet, "a protected sheet cannot be sorted"


def test_the_sheet_of_problems_says_what_to_do_and_where_with_the_worst_first(folder: Path) -> None:
    (folder / "daftar.csv").write_text(LIST + "Ilmu Ukur,Anu,\n,,\n", encoding="utf-8")
    book = sheet(folder)
    book["Semua judul"].cell(row_of(book["Semua judul"], "Laskar Pelangi"), 1).value = "novel"
    save(book, folder)
    again(folder)
    page = sheet(folder)["Masalah"]
    assert [cell.value for cell in page[1]] == [
        "tingkat", "masalah", "tindakan", "nilai", "berkas", "lembar", "baris", "kolom", "kode"
    ]  # fmt: skip
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    assert ["novel", "tinjau.xlsx", "Semua judul", 2, "KEPUTUSAN"] in [row[3:8] for row in rows]
    levels = [row[0] for row in rows]
    assert levels == sorted(levels, key=["kesalahan", "peringatan", "catatan"].index)
    assert all(row[1] and row[2] for row in rows)
    assert not page._hyperlinks and {cell.alignment.wrap_text for cell in page[2]} == {True}
    with (folder / "hasil" / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        told = list(csv.DictReader(stream, delimiter=";"))
    assert sorted(row[1] for row in rows) == sorted(row["masalah"] for row in told)


def test_every_sheet_is_printed_lying_one_page_wide_with_its_headings_on_each_page(folder: Path) -> None:
    for page in sheet(folder).worksheets:
        setup = page.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0), page.title
        assert setup.fitToWidth in (1, None) and page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == "$1:$1"


def test_words_can_be_chosen_and_titles_stay_in_sight(folder: Path) -> None:
    book = sheet(folder)
    wanted = {"Kelas": '"ya,1,2,3"', "Kembar": '"sama,beda"', "Digabung": '"beda"', "Diputuskan": '"batal"'}
    for name, words in wanted.items():
        assert words in {rule.formula1 for rule in book[name].data_validations.dataValidation}, name
    assert [book[name].freeze_panes for name in ("Kelas", "Kembar", "Semua judul", "Diputuskan")] == [
        "C2", "D2", "C2", "D2"
    ]  # fmt: skip
    titles = book["Semua judul"]
    (offered,) = (one for one in titles.data_validations.dataValidation if one.type == "list")
    assert "Indonesia" in offered.formula1 and titles[1][6].value == "bahasa" and str(offered.sqref).startswith("G2")
    assert not offered.showErrorMessage
