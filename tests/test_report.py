"""``laporan.html`` and ``laporan.xlsx``: a collection in figures, beside what standards ask for."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import openpyxl
import pytest

from koleksi import process
from koleksi._terms.tables import rows
from koleksi.book import Book, Copy
from koleksi.job.catalogue import report as report_file
from koleksi.job.report.figures import Report, report_of
from koleksi.job.report.kinds import is_fiction, level
from koleksi.job.report.page import html
from koleksi.job.report.standards import CERTAINTY, LIBRARIES, MEASURES, gaps, standards
from koleksi.job.report.workbook import workbook

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

COUNTS = {"rows": 3, "books": 3, "copies": 4, "to_review": 1, "ask_pairs": 0, "problems": 0}
NOVEL = Book(title="Senja di Lembah", ddc="899.22133", language="ind", year=2025, authors=("Dewi Kartika",))
SCIENCE = Book(title="IPA untuk SMP Kelas VIII", ddc="507", language="ind", year=2008)
DICTIONARY = Book(title="Kamus Biologi <baru>", ddc="570.3", language="eng", publisher="A & B")
ITEMS = [(NOVEL, (Copy(source="hibah"), Copy(source="beli"))), (SCIENCE, (Copy(source="hibah"),)), (DICTIONARY, ())]


@pytest.fixture
def made() -> Report:
    return report_of(ITEMS, "Pustaka <Desa>", "2026-01-01", COUNTS, [], kind="junior")


def part(made: Report, heading: str) -> dict[str, tuple[int, int]]:
    (found,) = (part for part in made.parts if part.heading.id == heading)
    return {line.name.id: (line.titles, line.copies) for line in found.lines}


def test_the_collection_is_counted_by_class_language_age_and_level(made: Report) -> None:
    assert part(made, "Kelas utama") == {"500 Sains dan matematika": (2, 1), "800 Sastra": (1, 2)}
    assert part(made, "Bahasa") == {"Indonesia": (2, 3), "Inggris": (1, 0)}
    assert list(part(made, "Tahun terbit")) == ["lima tahun terakhir (2022-2026)", "2000-2009", "tidak diketahui"]
    assert part(made, "Jenjang pembaca") == {"umum": (2, 2), "SMP/MTs": (1, 1)}
    assert part(made, "Sumber") == {"hibah": (2, 2), "beli": (1, 1), "?": (1, 0)}


def test_forms_ask_for_titles_and_copies_of_fiction_and_reference(made: Report) -> None:
    forms = {line.name.id: (line.titles, line.copies) for line in made.forms}
    assert forms["Koleksi tercetak"] == (3, 3)
    assert forms["Buku fiksi"] == (1, 2) and forms["Buku nonfiksi"] == (2, 1)
    assert forms["Buku referensi"] == (1, 0) and forms["Terbitan lima tahun terakhir"] == (1, 2)


def test_what_is_missing_is_said_beside_the_standard() -> None:
    measures = dict.fromkeys(MEASURES, 0.0) | {"titles": 900.0, "fiction_share": 12.0, "nonfiction_share": 88.0}
    said = {(gap.standard.library, gap.standard.measure): gap.words().id for gap in gaps(measures, "junior")}
    assert said["junior", "titles"] == "sesuai"
    assert said["junior", "fiction_share"] == "kurang 18\u00a0%"
    assert said["school", "nonfiction_share"] == "lebih 13\u00a0%"
    assert {library for library, _ in said} == {"junior", "school"}
    assert {gap.standard.library for gap in gaps(measures)} == set(LIBRARIES)


def test_every_standard_names_its_source_and_how_sure_it_is() -> None:
    assert all(one.source and one.certainty in CERTAINTY for one in standards())
    assert {one.library for one in standards()} == set(LIBRARIES) and {one.measure for one in standards()} <= set(
        MEASURES
    )
    assert len({(row["library"], row["measure"]) for row in rows("collection_standards.csv")}) == len(standards())


@pytest.mark.parametrize(
    ("book", "found"),
    [
        (Book(title="Bahasa Indonesia SD Kelas 4"), "sd"),
        (Book(title="Matematika kelas XI"), "sma"),
        (Book(title="Fisika kelas 9"), "smp"),
        (Book(title="The man who laughs"), "general"),  # MAN is a school in capitals only
        (Book(title="Dongeng anak nusantara"), "child"),
        (Book(title="Kancil", audience="Anak-anak"), "child"),
        (Book(title="Kelas menengah Indonesia"), "general"),
    ],
)
def test_the_level_is_that_of_the_school_or_grade_that_a_title_names(book: Book, found: str) -> None:
    assert level(book) == found


@pytest.mark.parametrize(("number", "fiction"), [("813", True), ("899.22133", True), ("811", False), ("", False)])
def test_fiction_is_what_is_classed_so(number: str, fiction: bool) -> None:
    assert is_fiction(Book(title="x", ddc=number)) is fiction


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_is_one_file_without_scripts_or_links_and_its_charts_are_svg(made: Report, lang: str) -> None:
    page = html(made, lang)  # type: ignore[arg-type]  # a parameter of pytest is a str
    assert "<script" not in page and "http" not in page and "src=" not in page and len(page) < 500_000
    charts = re.findall(r"<svg.*?</svg>", page)
    assert len(charts) > 8 and all(ET.fromstring(chart).get("aria-label") for chart in charts)
    assert "Pustaka &lt;Desa&gt;" in page and "<baru>" not in page and "A &amp; B" in page
    assert "width=device-width" in page and "@media print" in page


def test_the_workbook_has_the_same_figures_as_numbers(made: Report, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(made))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Formulir", "Ringkasan", "Standar", "Koleksi", "Mutu data"]
    assert ("Buku fiksi", 1, 2) in list(book["Formulir"].iter_rows(values_only=True))
    assert workbook(made) == workbook(made)


def test_a_run_says_what_the_list_had_and_how_many_copies_a_day_were_done(tmp_path: Path) -> None:
    novel = "Laskar Pelangi,Andrea Hirata,813"
    text = f"Judul,Pengarang,DDC,Jumlah\n{novel},2\n{novel},1\nTanah,A,,1\n"
    (tmp_path / "daftar.csv").write_text(text, encoding="utf-8")
    process.run([tmp_path / "daftar.csv"], tmp_path / "hasil")
    names = ("laporan.html", "laporan.xlsx")
    first = [(tmp_path / "hasil" / name).read_bytes() for name in names]
    sheet = openpyxl.load_workbook(tmp_path / "hasil" / "laporan.xlsx")["Sebelum-sesudah"]
    said = {row[0]: row[1:] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert said["baris, lalu judul"] == (3, 2)
    assert said["judul berkelas"][0] == 2 and said["eksemplar sehari"] == (None, 4)
    process.run([tmp_path / "daftar.csv"], tmp_path / "hasil")
    assert first == [(tmp_path / "hasil" / name).read_bytes() for name in names]


def test_a_catalogue_is_told_as_a_workbook_where_the_name_says_so(tmp_path: Path) -> None:
    (tmp_path / "daftar.csv").write_text("Judul,Pengarang\nTanah,Dewi Kartika\n", encoding="utf-8")
    assert report_file(tmp_path / "daftar.csv", tmp_path / "angka.xlsx") == 1
    assert "Formulir" in openpyxl.load_workbook(tmp_path / "angka.xlsx").sheetnames
