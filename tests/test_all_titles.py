"""Sheet "Semua judul": title, heading, class and call number typed over, found again whatever was done to the sheet."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet

from all_titles import LIST, change, decided, folder_of_titles, run, titles, typed  # noqa: F401 - a fixture
from koleksi import process
from koleksi.cli.root import cli
from koleksi.job.decisions import Decision
from koleksi.job.memory.folder import decide
from koleksi.job.memory.folder import decided as decided_things
from koleksi.job.review.corrections import correction

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def register(folder: Path) -> dict[object, object]:
    sheet = openpyxl.load_workbook(folder / "hasil" / "buku_induk.xlsx")["Buku Induk"]
    return {row[6]: row[19] for row in sheet.iter_rows(min_row=2, values_only=True)}


@pytest.mark.parametrize(
    ("column", "word", "kind"),
    [
        ("judul", "Tanah Air Kita: Sejarah", "judul"),
        ("tajuk", "Kartika Dewi", "tajuk"),
        ("kelas", "915.98", "kelas"),
        ("kelas", 910, "kelas"),
        ("nomor panggil", "R 959.8 KAR t", "nomor panggil"),
    ],
)
def test_what_is_typed_over_is_a_decision_that_the_next_list_keeps(
    folder: Path, column: str, word: object, kind: str
) -> None:
    change(folder, lambda sheet: typed(sheet, "Tanah Air", column, word))
    assert (str(word), kind) in decided(folder)
    (folder / "daftar.csv").write_text(LIST.replace("Ilmu Ukur", "Ilmu Ukur Dasar"), encoding="utf-8")
    run(folder)
    found = {title: [title, *cells] for title, cells in titles(folder).items() if title.startswith("Tanah")}
    (cells,) = found.values()
    expected = "Dewi, Kartika" if column == "tajuk" else str(word)
    assert cells[["judul", "tajuk", "kelas", "nomor panggil"].index(column)] == expected
    assert any(str(title).startswith("Tanah") for title in register(folder))


def test_a_title_and_a_call_number_that_were_typed_reach_every_file(folder: Path) -> None:
    change(folder, lambda sheet: typed(sheet, "Tanah Air", "judul", "Tanah Airku"))
    change(folder, lambda sheet: typed(sheet, "Tanah Airku", "nomor panggil", "R 959.8 KAR t"))
    assert register(folder)["Tanah Airku"] == "R 959.8 KAR t"
    assert "Tanah Airku" in (folder / "hasil" / "slims_biblio.csv").read_text(encoding="utf-8")


def test_a_heading_holds_for_all_books_of_its_author(folder: Path) -> None:
    change(folder, lambda sheet: typed(sheet, "Laskar Pelangi", "tajuk", "Andrea, Hirata"))
    found = titles(folder)
    assert found["Laskar Pelangi"][0] == "Andrea, Hirata"


def test_sorting_deleting_lines_and_emptying_cells_change_nothing(folder: Path) -> None:
    before = titles(folder)

    def act(sheet: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        sheet.delete_rows(2, len(rows))
        for row in reversed(rows[:-1]):
            sheet.append(row)
        typed(sheet, "Tanah Air", "tajuk", None)

    change(folder, act)
    assert titles(folder) == before and not decided(folder)


def test_a_column_that_was_sorted_by_itself_is_no_decision(folder: Path) -> None:
    before = titles(folder)

    def act(sheet: Worksheet) -> None:
        cells = [row[1] for row in sheet.iter_rows(min_row=2)]
        for cell, word in zip(cells, sorted(str(cell.value) for cell in cells), strict=True):
            cell.value = word

    change(folder, act)
    assert titles(folder) == before and not decided(folder)


@pytest.mark.parametrize("word", ["Ny. Kartika, Dewi", "Dewi Kartika", "Dr. Dewi Kartika"])
def test_a_heading_that_is_the_same_without_title_and_order_is_told(folder: Path, word: str) -> None:
    before = titles(folder)
    change(folder, lambda sheet: typed(sheet, "Tanah Air", "tajuk", word))
    assert titles(folder) == before and not decided(folder)
    with (folder / "hasil" / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        (told,) = (row for row in csv.DictReader(stream, delimiter=";") if row["kode"] == "heading-as-before")
    assert (told["nilai"], told["kolom"]) == (word, "tajuk") and "'Kartika, Dewi'" in told["masalah"]


def test_a_word_is_taken_back_where_it_was_decided(folder: Path) -> None:
    change(folder, lambda sheet: typed(sheet, "Tanah Air", "judul", "Tanah Airku"))

    def act(sheet: Worksheet) -> None:
        sheet["A2"].value = "batal"

    change(folder, act, "Diputuskan")
    assert "Tanah Air" in titles(folder)


def test_what_is_not_understood_stays_in_its_cell_and_is_told(folder: Path) -> None:
    change(folder, lambda sheet: typed(sheet, "Tanah Air", "kelas", "sejarah"))
    assert "decision-unclear" in (folder / "hasil" / "masalah.csv").read_text(encoding="utf-8-sig")


def test_what_is_not_understood_is_said_by_the_command_at_every_run(folder: Path) -> None:
    change(folder, lambda sheet: typed(sheet, "Tanah Air", "KEPUTUSAN", "sejarah"))
    command = ["process", str(folder / "daftar.csv"), "--out", str(folder / "hasil")]
    for _ in range(2):
        said = CliRunner().invoke(cli, command).output
        assert "1 isian di tinjau.xlsx tidak dapat dipakai: 'sejarah' (Semua judul 3)" in said


def test_the_same_again_gives_the_same_bytes(folder: Path) -> None:
    change(folder, lambda sheet: typed(sheet, "Tanah Air", "judul", "Tanah Airku"))
    first = {path.name: path.read_bytes() for path in (folder / "hasil").iterdir() if path.suffix not in (".db", "")}
    run(folder)
    assert {name for name, content in first.items() if (folder / "hasil" / name).read_bytes() != content} <= {
        "koleksi.db.cadangan"
    }


def test_titles_stay_in_sight_and_words_can_be_picked(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "hasil" / "tinjau.xlsx")
    assert book["Semua judul"].freeze_panes == "C2" and book["Kelas"].freeze_panes == "C2"
    lists = {rule.formula1 for rule in book["Kembar"].data_validations.dataValidation if rule.type == "list"}
    assert lists == {'"sama,beda"'}


# the same decisions as the page makes


def cells(folder: Path, title: str) -> dict[str, object]:
    sheet = openpyxl.load_workbook(folder / "hasil" / "tinjau.xlsx")["Semua judul"]
    heads = [cell.value for cell in sheet[1]]
    return next(dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(values_only=True) if row[1] == title)


def problems(folder: Path) -> list[tuple[str, str, str, str, str]]:
    """(code, source, row, column, value) of what was typed."""
    with (folder / "hasil" / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter=";") if row["kode"].startswith("decision")]
    return [(row["kode"], row["sumber"], row["baris"], row["kolom"], row["nilai"]) for row in rows]


@pytest.mark.parametrize(
    ("column", "word", "shown", "kind", "value"),
    [
        ("judul", "tanah air", "tanah air", "title", "tanah air"),
        ("tajuk", "Kartika, D.", "Kartika, D.", "heading", "Kartika, D."),
        ("jilid", "Jilid 2", "Jilid 2", "volume", "Jilid 2"),
        ("bahasa", "Jawa", "Jawa", "language", "jav"),
        ("eksemplar", 3, 3, "copies", "3"),
        ("nomor panggil", "R 959.8 KAR t", "R 959.8 KAR t", "call", "R 959.8 KAR t"),
        ("kelas", "R 915.98", "915.98", "class", "R 915.98"),
    ],
)
def test_a_cell_is_the_decision_that_the_page_makes(
    folder: Path, column: str, word: object, shown: object, kind: str, value: str
) -> None:
    change(folder, lambda sheet: typed(sheet, "Tanah Air", column, word))
    ((what, key),) = decided_things(folder / "hasil")
    assert what == kind and decided_things(folder / "hasil")[what, key] == value
    title = str(word) if column == "judul" else "Tanah Air"
    assert cells(folder, title)[column] == shown
    looked = process.look(folder / "hasil")
    record = next(one for one in looked.records if one.book.full_title == title)
    if kind != "class":
        assert correction(record, kind, str(word)) == [Decision(kind, key, value)]
    assert not problems(folder)


def test_a_word_on_a_title_of_several_rows_holds_for_all_of_them_and_is_one_line(folder: Path) -> None:
    (folder / "daftar.csv").write_text(LIST + "Tanah Air,Dewi Kartika,959.8\n", encoding="utf-8")
    run(folder)
    assert cells(folder, "Tanah Air")["eksemplar"] == 2
    change(folder, lambda sheet: typed(sheet, "Tanah Air", "judul", "Tanah Airku"))
    change(folder, lambda sheet: typed(sheet, "Tanah Airku", "eksemplar", 5))
    assert cells(folder, "Tanah Airku")["eksemplar"] == 5
    assert decided(folder) == {("Tanah Airku", "judul"), ("4", "eksemplar")}
    assert len(decided_things(folder / "hasil")) == 3

    def act(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_row=2):
            row[0].value = "batal"

    change(folder, act, "Diputuskan")
    assert cells(folder, "Tanah Air")["eksemplar"] == 2 and not decided(folder)


@pytest.mark.parametrize(
    ("column", "word"), [("kelas", "abc"), ("judul", None), ("bahasa", "Klingon bulan"), ("eksemplar", "banyak")]
)
def test_what_cannot_be_is_told_with_its_place_and_changes_nothing(folder: Path, column: str, word: object) -> None:
    before = titles(folder)
    change(folder, lambda sheet: typed(sheet, "Tanah Air", column, word))
    ((code, source, row, where, value),) = problems(folder)
    assert (code, source, where, value) == ("decision-unclear", "tinjau.xlsx:Semua judul", column, word or "")
    assert row.isdecimal() and int(row) > 1
    assert not decided(folder)
    if column in ("kelas", "judul"):
        assert titles(folder) == before
    if word:  # it stands where it was typed, or in the cell for decisions, until it is mended
        assert word in cells(folder, "Tanah Air").values()
        run(folder)
        assert len(problems(folder)) == 1
        assert word in cells(folder, "Tanah Air").values()


def test_two_sheets_that_say_two_classes_are_told(folder: Path) -> None:
    (folder / "daftar.csv").write_text(LIST + "Zyxwv Qponm,Anu,\n", encoding="utf-8")
    run(folder)
    path = folder / "hasil" / "tinjau.xlsx"
    book = openpyxl.load_workbook(path)
    typed(book["Kelas"], "Zyxwv Qponm", "KEPUTUSAN", "510")
    typed(book["Semua judul"], "Zyxwv Qponm", "kelas", "398.2")
    book.save(path)
    run(folder)
    ((code, *_),) = problems(folder)
    assert code == "decisions-contradict" and not decided(folder)
    page = openpyxl.load_workbook(path)["Kelas"]
    assert {str(row[0].value) for row in page.iter_rows(min_row=2)} == {"510 / 398.2"}


def test_two_titles_are_told_and_neither_is_taken_until_one_is_typed(folder: Path) -> None:
    path = folder / "hasil" / "tinjau.xlsx"
    for name, word in (("tinjau (1).xlsx", "Tanah Airku"), ("tinjau.xlsx", "Tanah Airmu")):
        book = openpyxl.load_workbook(path)
        typed(book["Semua judul"], "Tanah Air", "judul", word)
        book.save(path.with_name(f"~{name}"))
    for saved in (folder / "hasil").glob("~*"):
        saved.replace(saved.with_name(saved.name[1:]))
    run(folder)
    assert problems(folder)[0][0] == "decisions-contradict" and not decided(folder)
    for _ in range(2):
        assert "Tanah Airmu / Tanah Airku" in titles(folder) and "Tanah Air" in register(folder)
        run(folder)
    assert problems(folder)[0][0] == "decision-unclear"
    change(folder, lambda sheet: typed(sheet, "Tanah Airmu / Tanah Airku", "judul", "Tanah Airku"))
    assert "Tanah Airku" in register(folder) and not problems(folder)


def test_what_the_page_decided_since_the_sheet_was_written_is_not_overruled_unseen(folder: Path) -> None:
    record = next(one for one in process.look(folder / "hasil").records if one.book.title == "Tanah Air")
    decide(folder / "hasil", correction(record, "volume", "Jilid 1"))
    change(folder, lambda sheet: typed(sheet, "Tanah Air", "jilid", "Jilid 2"))
    assert problems(folder)[0][0] == "decisions-contradict"
    assert set(decided_things(folder / "hasil").values()) == {"Jilid 1"}
    run(folder)
    assert set(decided_things(folder / "hasil").values()) == {"Jilid 1"}
    shown = str(cells(folder, "Tanah Air")["jilid"])
    change(folder, lambda sheet: typed(sheet, "Tanah Air", "jilid", "Jilid 2"))
    assert shown == "Jilid 1 / Jilid 2" and cells(folder, "Tanah Air")["jilid"] == "Jilid 2"


def test_a_corrected_cell_is_corrected_again_and_a_mere_look_changes_nothing(folder: Path) -> None:
    for word in ("Kartika Dewi", "Kartika, Dewi", "Dewi, K."):
        change(folder, lambda sheet, word=word: typed(sheet, "Tanah Air", "tajuk", word))  # type: ignore[misc]
    assert cells(folder, "Tanah Air")["tajuk"] == "Dewi, K."
    before = decided_things(folder / "hasil")
    change(folder, lambda sheet: None)
    assert decided_things(folder / "hasil") == before and not problems(folder)


def headings_lost(sheet: Worksheet) -> None:
    sheet.delete_rows(1)


def headings_retyped(sheet: Worksheet) -> None:
    for cell in sheet[1]:
        cell.value = {"judul": "Nama buku", "jilid": "buku ke", "semula": None}.get(cell.value, cell.value)


def column_put_in_front(sheet: Worksheet) -> None:
    sheet.insert_cols(1)
    sheet["A1"] = "catatan"


@pytest.mark.parametrize("done", [headings_lost, headings_retyped, column_put_in_front], ids=lambda done: done.__name__)
def test_a_cell_is_read_whatever_was_done_to_the_headings(folder: Path, done: Callable[[Worksheet], None]) -> None:
    def act(sheet: Worksheet) -> None:
        typed(sheet, "Tanah Air", "jilid", "Jilid 2")
        typed(sheet, "Tanah Air", "judul", "Tanah Airku")
        done(sheet)

    change(folder, act)
    assert decided(folder) == {("Tanah Airku", "judul"), ("Jilid 2", "jilid")}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_sheet_that_libreoffice_saved_untouched_and_typed_over(folder: Path, tmp_path: Path, kind: str) -> None:
    (folder / "daftar.csv").write_text(
        LIST + '"=1+1 \'kutip\' ""dua"" é",Kárel Čapek,020\nالكتاب,محمد,\n', encoding="utf-8"
    )
    run(folder)
    path = folder / "hasil" / "tinjau.xlsx"
    for word in ("", "Jilid 2"):
        book = openpyxl.load_workbook(path)
        if word:
            typed(book["Semua judul"], "Tanah Air", "jilid", word)
            typed(book["Semua judul"], "Tanah Air", "kelas", 20)
        book.save(path)
        office = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"]
        made = [*office, "--convert-to", kind, "--outdir", str(tmp_path / "disimpan"), str(path)]
        subprocess.run(made, check=True, capture_output=True, timeout=120)
        saved = tmp_path / "disimpan" / f"tinjau.{kind}"
        shutil.copy(saved, path if kind == "xlsx" else path.with_name("tinjau salinan.ods"))
        run(folder)
        assert sorted(decided_things(folder / "hasil").values()) == (["020", word] if word else [])
        assert not problems(folder)
