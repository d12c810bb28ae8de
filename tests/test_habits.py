"""A library's habits are asked once, a group of books is accepted by one word, and nothing is invented."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pymarc
import pytest

from koleksi import Book, config, ddc, process
from koleksi.errors import UsageError
from koleksi.job import settings
from koleksi.job.label_list import with_grade
from koleksi.job.review.typed import meaning

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

CITIZENS = [f"Pendidikan Kewarganegaraan bagi {where}" for where in ("Desa", "Kota", "Kampung", "Kita")]
NOTHING = "Zyxwv Qponm"


def run(folder: Path, titles: list[str], **classes: object) -> process.Summary:
    (folder / "daftar.csv").write_text("Judul\n" + "\n".join(titles) + "\n", encoding="utf-8")
    chosen = settings.of_table({"classes": {"threshold": 1.0, **classes}})
    return process.run([folder / "daftar.csv"], folder / "hasil", config=chosen)


def type_in(folder: Path, sheet: str, word: str, title: str = "") -> None:
    """The word into the first line of a sheet, or into that of a title."""
    book = openpyxl.load_workbook(folder / "hasil" / "tinjau.xlsx")
    page = book[sheet]
    row = next((cells[0].row for cells in page.iter_rows(min_row=2) if title in str([c.value for c in cells])), 0)
    page.cell(row, 1).value = word
    book.save(folder / "hasil" / "tinjau.xlsx")


def lines(folder: Path, sheet: str) -> list[list[object]]:
    book = openpyxl.load_workbook(folder / "hasil" / "tinjau.xlsx")
    return [[cell.value for cell in row] for row in book[sheet].iter_rows(min_row=2)] if sheet in book else []


def classes(folder: Path) -> dict[str, str]:
    records = pymarc.MARCReader((folder / "hasil" / "katalog.mrc").read_bytes())
    return {str(one.title).strip(" /."): one["082"]["a"] if "082" in one else "" for one in records}


# the engine


def test_the_habit_of_a_library_comes_first_and_says_so() -> None:
    book = Book(title="Pendidikan Pancasila dan Kewarganegaraan")
    first = ddc.suggest(book, habits={"citizenship": "370"})[0]
    assert first.number == "370" and first.habit == "citizenship"
    assert first.reasons[0].id == "kebiasaan perpustakaan ini"
    assert first.score > ddc.suggest(book)[0].score


def test_a_habit_moves_no_book_on_something_else() -> None:
    book = Book(title="Motivasi Belajar Siswa")
    assert ddc.suggest(book, habits={"motivation": "153"}) == ddc.suggest(book)


def test_by_subject_is_an_answer() -> None:
    book = Book(title="Bank Syariah")
    assert ddc.suggest(book)[0].number[:3] == "297"
    assert ddc.suggest(book, habits={"religion_applied": ddc.BY_SUBJECT})[0].number[:3] == "332"


def test_no_class_of_three_digits_comes_twice_under_a_habit() -> None:
    found = ddc.suggest(Book(title="Mengasuh Anak Balita"), 5, habits={"parenting": "155"})
    threes = [one.number[:3] for one in found]
    assert threes[0] == "155" and len(set(threes)) == len(threes)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.parametrize(
    ("number", "digits", "spine"),
    [
        ("398.20959813", "3", "398"),
        ("398.20959813", "5", "398.2"),
        ("398.24598", "5", "398.24"),
        ("510", "5", "510"),
        ("2X4.35", "3", "2X4"),
        ("2X4.35", "5", "2X4.35"),
        ("2X4.352", "5", "2X4.35"),
        ("398.20959813", "all", "398.20959813"),
    ],
)
def test_a_class_is_cut_for_the_spine(number: str, digits: str, spine: str) -> None:
    if number.startswith("2X"):
        given = f"297.{number[2]}{number[4:]}"
        made = ddc.call_number(Book(title="Anu", ddc=given), islam="2X", digits=digits)
    else:
        made = ddc.call_number(Book(title="Anu", ddc=number), digits=digits)
    assert made.lines[0] == spine


# the sheet


def test_the_questions_on_habits_are_printed_large_enough_to_be_read(tmp_path: Path) -> None:
    """One page wide, lying: as wide as they are the letters get smaller, of 11 points not below 7.7."""
    run(tmp_path, CITIZENS)
    page = openpyxl.load_workbook(tmp_path / "hasil" / "tinjau.xlsx")["Kebiasaan"]
    assert page.page_setup.orientation == "landscape" and page.sheet_properties.pageSetUpPr.fitToPage
    shown = [one for one in page.column_dimensions.values() if not one.hidden]
    pixels = sum(7 * one.width * (one.max - one.min + 1) for one in shown)  # of Excel's letters
    wide = pixels / 96 * 25.4  # millimetres
    assert (297 - 2 * 0.4 * 25.4) / wide >= 0.7


@pytest.mark.parametrize("how", ["3", "320 paham negara", "320"])
def test_one_answer_sorts_all_books_and_is_kept_for_the_next_list(how: str, tmp_path: Path) -> None:
    run(tmp_path, CITIZENS)
    (asked,) = lines(tmp_path, "Kebiasaan")
    assert asked[2] == len(CITIZENS) and CITIZENS[0] in str(asked[3])
    assert {number[:3] for number in classes(tmp_path).values()} == {"323"}
    type_in(tmp_path, "Kebiasaan", how)
    run(tmp_path, CITIZENS)
    assert {number[:3] for number in classes(tmp_path).values()} == {"320"}
    assert not lines(tmp_path, "Kebiasaan")
    assert [line[:2] for line in lines(tmp_path, "Diputuskan")] == [["320", "kebiasaan"]]
    run(tmp_path, [*CITIZENS, "Pendidikan Kewarganegaraan bagi Semua"])
    assert classes(tmp_path)["Pendidikan Kewarganegaraan bagi Semua"][:3] == "320"
    type_in(tmp_path, "Diputuskan", "batal")
    run(tmp_path, CITIZENS)
    assert {number[:3] for number in classes(tmp_path).values()} == {"323"}


def test_a_habit_of_the_settings_is_not_asked(tmp_path: Path) -> None:
    run(tmp_path, CITIZENS, habits={"citizenship": "320"})
    assert {number[:3] for number in classes(tmp_path).values()} == {"320"} and not lines(tmp_path, "Kebiasaan")
    with pytest.raises(UsageError, match=r"classes\.habits\.citizenship"):
        run(tmp_path, CITIZENS, habits={"citizenship": "370"})


def test_the_notation_of_stories_is_asked_and_kept(tmp_path: Path) -> None:
    titles = ["Kumpulan Puisi Hujan", "Kumpulan Cerpen Senja", "Novel Remaja Ombak"]
    run(tmp_path, titles)
    assert "813" in str(lines(tmp_path, "Kebiasaan")[0][1])
    type_in(tmp_path, "Kebiasaan", "2")
    run(tmp_path, titles)
    assert {number[:3] for number in classes(tmp_path).values()} == {"899"} and not lines(tmp_path, "Kebiasaan")


def test_few_books_raise_no_question(tmp_path: Path) -> None:
    run(tmp_path, CITIZENS[:2])
    assert not lines(tmp_path, "Kebiasaan")


def test_what_is_not_understood_of_a_habit_stays_in_its_cell(tmp_path: Path) -> None:
    run(tmp_path, CITIZENS)
    type_in(tmp_path, "Kebiasaan", "tanya dulu")
    run(tmp_path, CITIZENS)
    assert lines(tmp_path, "Kebiasaan")[0][0] == "tanya dulu"


def test_a_word_accepts_a_group_and_a_single_word_counts_more(tmp_path: Path) -> None:
    run(tmp_path, CITIZENS)
    (group, *books) = lines(tmp_path, "Kelas")
    assert "4 buku" in str(group[1]) and len(books) == 4
    type_in(tmp_path, "Kelas", "ya", "4 buku")
    type_in(tmp_path, "Kelas", "510", "bagi Kota")
    run(tmp_path, CITIZENS)
    found = classes(tmp_path)
    assert found.pop("Pendidikan Kewarganegaraan bagi Kota") == "510"
    assert {number[:3] for number in found.values()} == {"323"} and not lines(tmp_path, "Kelas")


def test_a_number_for_a_group_holds_for_all_its_books(tmp_path: Path) -> None:
    run(tmp_path, CITIZENS)
    type_in(tmp_path, "Kelas", "R 320", "4 buku")
    run(tmp_path, CITIZENS)
    assert set(classes(tmp_path).values()) == {"320"}


def test_a_group_stands_as_one_though_its_lines_are_parted(tmp_path: Path) -> None:
    run(tmp_path, CITIZENS)
    type_in(tmp_path, "Kelas", "ya", "4 buku")
    book = openpyxl.load_workbook(tmp_path / "hasil" / "tinjau.xlsx")
    book["Kelas"].delete_rows(3, 2)
    book.save(tmp_path / "hasil" / "tinjau.xlsx")
    run(tmp_path, CITIZENS)
    assert not lines(tmp_path, "Kelas")


def test_a_word_on_a_group_that_is_not_understood_stays_in_its_line(tmp_path: Path) -> None:
    run(tmp_path, CITIZENS)
    type_in(tmp_path, "Kelas", "entahlah", "4 buku")
    run(tmp_path, CITIZENS)
    assert [line[0] for line in lines(tmp_path, "Kelas")] == ["entahlah", None, None, None, None]


def test_a_book_whose_own_word_is_not_understood_is_not_settled_by_its_group(tmp_path: Path) -> None:
    run(tmp_path, CITIZENS)
    type_in(tmp_path, "Kelas", "ya", "4 buku")
    type_in(tmp_path, "Kelas", "entahlah", "bagi Kota")
    run(tmp_path, CITIZENS)
    assert [line[:2] for line in lines(tmp_path, "Kelas")] == [["entahlah", "Pendidikan Kewarganegaraan bagi Kota"]]


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_a_habit_and_a_group_that_libreoffice_saved(tmp_path: Path) -> None:
    run(tmp_path, CITIZENS)
    type_in(tmp_path, "Kebiasaan", "2")
    type_in(tmp_path, "Kelas", "ya", "4 buku")
    type_in(tmp_path, "Kelas", "510", "bagi Kota")
    sheet, profile = tmp_path / "hasil" / "tinjau.xlsx", f"-env:UserInstallation=file://{tmp_path}/profil"
    made = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "lo"), str(sheet)]
    subprocess.run(["soffice", profile, "--headless", *made], check=True, capture_output=True, timeout=120)
    shutil.copy(tmp_path / "lo" / "tinjau.xlsx", sheet)
    run(tmp_path, [*CITIZENS, "Pendidikan Kewarganegaraan bagi Semua"])
    found = classes(tmp_path)
    assert found.pop("Pendidikan Kewarganegaraan bagi Kota") == "510"
    assert found.pop("Pendidikan Kewarganegaraan bagi Semua")[:3] == "370"
    assert {number[:3] for number in found.values()} == {"323"}


def test_a_ledger_that_is_lost_gets_its_habits_back(tmp_path: Path) -> None:
    run(tmp_path, CITIZENS)
    type_in(tmp_path, "Kebiasaan", "320")
    run(tmp_path, CITIZENS)
    for name in ("koleksi.db", "koleksi.db.cadangan"):
        (tmp_path / "hasil" / name).unlink()
    run(tmp_path, CITIZENS)
    assert {number[:3] for number in classes(tmp_path).values()} == {"320"}


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("323", "323"), ("323 hak warga", "323"), ("Menurut bidang", "subject"), ("2", "370"), ("saran 2", "370"),
        ("ya", "323"), ("batal", ""), ("di rak depan", None), ("4", None),
    ],
)  # fmt: skip
def test_a_word_on_a_habit(typed: str, means: str | None) -> None:
    cells = {"taken": "323", "suggestion 1": "323", "suggestion 2": "370"}
    assert meaning("habit", typed, "habit-citizenship", cells) == means


def test_a_correction_spreads_to_its_like_in_the_same_run(tmp_path: Path) -> None:
    series = [f"Lentera Mahkota {n}" for n in range(1, 6)]
    run(tmp_path, series, threshold=0.9)
    type_in(tmp_path, "Kelas", "133.9", series[0])
    run(tmp_path, series, threshold=0.9)
    assert set(classes(tmp_path).values()) == {"133.9"}


def test_a_correction_of_one_book_is_no_doubt_of_another(tmp_path: Path) -> None:
    titles = [*CITIZENS, "Pancasila dan Musik"]
    before = run(tmp_path, titles, threshold=0.9).counts()["to_review"]
    type_in(tmp_path, "Semua judul", "780", titles[-1])
    assert run(tmp_path, titles, threshold=0.9).counts()["to_review"] <= before


# no class


@pytest.mark.parametrize(("setting", "number"), [("blank", ""), ("000", "000"), ("813", "813")])
def test_where_nothing_speaks_no_class_is_invented(setting: str, number: str, tmp_path: Path) -> None:
    run(tmp_path, [NOTHING, "Pendidikan Pancasila"], unclassified=setting)
    assert classes(tmp_path)[NOTHING] == number
    assert NOTHING in [line[1] for line in lines(tmp_path, "Kelas")]
    with (tmp_path / "hasil" / "slims_biblio.csv").open(encoding="utf-8-sig", newline="") as stream:
        row = next(row for row in csv.reader(stream) if NOTHING in row)
    assert f"{number} ZYX z".strip() in row


def test_a_suggestion_for_which_nothing_speaks_is_flagged() -> None:
    assert not any(one.speaks for one in ddc.suggest(Book(title=NOTHING)))
    assert ddc.suggest(Book(title="Pendidikan Pancasila"))[0].speaks


def test_the_catalogue_keeps_the_class_that_the_spine_cuts(tmp_path: Path) -> None:
    run(tmp_path, CITIZENS, digits="3")
    records = list(pymarc.MARCReader((tmp_path / "hasil" / "katalog.mrc").read_bytes()))
    assert {one["082"]["a"] for one in records} == {"323.6"}
    with (tmp_path / "hasil" / "slims_biblio.csv").open(encoding="utf-8-sig") as stream:
        assert "323 PEN p" in stream.read()


def test_another_cut_would_label_the_library_again(tmp_path: Path) -> None:
    run(tmp_path, CITIZENS)
    with pytest.raises(UsageError, match=r"classes\.digits"):
        run(tmp_path, CITIZENS, digits="3")


def test_an_unknown_habit_is_a_sentence() -> None:
    with pytest.raises(config.SettingsError, match="citizenship"):
        settings.of_table({"classes": {"habits": {"citizenchip": "323"}}})


@pytest.mark.parametrize(
    ("title", "audience", "grade"),
    [
        ("Matematika SD Kelas 4", "", ("Kls 4",)),
        ("IPA Terpadu kls. VII", "", ("Kls VII",)),
        ("Matematika", "Kelas 7 SMP; Semester 1", ("Kls 7",)),
        ("Kelas Kami Ramai", "", ()),
        ("Manajemen Kelas", "SMP", ()),
    ],
)
def test_the_grade_goes_on_the_spine(title: str, audience: str, grade: tuple[str, ...]) -> None:
    assert with_grade(("510", "MAT", "m"), Book(title=title, audience=audience)) == ("510", "MAT", "m", *grade)
