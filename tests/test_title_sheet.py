"""``katalog.xlsx``: whatever a title holds, it is read again as it was; and what people change in it counts."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koleksi import Book, Contributor, Copy, intake, process
from koleksi.book import Entry, MarcField, Problem
from koleksi.exports import spreadsheet

Items = Sequence[tuple[Book, Sequence[Copy]]]

HARD = st.sampled_from(
    [
        "=1+1", "+62 21", "-5", "@home", "0001", "007", "1/2", "2026-01-31", "a; b", ";", "a;", "; a", "a ; ;b", "x|y",
        "Budi (penerjemah)", "Budi (badan)", "( )", "[x]", "_x000D_", "_x0041_b", "&lt;b&gt;", "</script>", "'=x", "'a",
        "Kitāb al-Ḥikam", "القرآن الكريم", "𝔘𝔫𝔦", "\u200cꦲ", "NULL", "TRUE", "1e5", "9789793062792", "Rp 5.000", "-",
        '"', "idem", "Jumlah", "Total buku: 19",
    ]
)  # fmt: skip
text = HARD | st.text(max_size=12)
many = st.lists(text, max_size=3)
roles = st.sampled_from(["", "translator", "editor", "illustrator", "issuing body"]) | text
fields = st.builds(
    MarcField, st.sampled_from(["035", "600", "LDR"]), st.sampled_from(["  ", "1 "]),
    st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=8)), max_size=2).map(tuple), st.booleans(),
)  # fmt: skip
books = st.builds(
    Book, title=text.filter(lambda title: title.strip() != ""), subtitle=text, authors=many, bodies=many, meetings=many,
    contributors=st.lists(st.builds(Contributor, name=text, role=roles, corporate=st.booleans()), max_size=2),
    responsibility=text, publisher=text, place=text, year=st.none() | st.integers(-3000, 10**15), edition=text,
    printing=text, isbn=st.sampled_from(["", "9789793062792", "9786020333175"]), isbn_qualifier=text, other_isbns=many,
    wrong_isbns=many, issn=text, language=st.sampled_from(["", "ind", "eng", "jav", "ara", "sun", "may", "mul"]) | text,
    original_language=st.sampled_from(["", "eng", "jpn"]), subjects=many, ddc=text, call_number=text, extent=text,
    illustrations=text, height_cm=st.none() | st.integers(1, 99), series=text, series_number=text, volume=text,
    part_title=text, audience=text, summary=text, notes=many, record_id=text,
    sources=st.lists(st.tuples(st.just("title"), text), max_size=2).map(tuple),
    marc_fields=st.lists(fields, max_size=2).map(tuple),
)  # fmt: skip
copies = st.builds(
    Copy, accession=text, barcode=text, number=st.integers(1, 5), call_number=text, source=text, source_name=text,
    price=st.none() | st.integers(0, 10**15), currency=st.sampled_from(["IDR", "USD", ""]), received=text,
    location=text, condition=text, note=text, marc_fields=st.lists(fields, max_size=1).map(tuple),
)  # fmt: skip
items = st.lists(st.tuples(books, st.lists(copies, max_size=3).map(tuple)), min_size=1, max_size=3)


def read(path: Path) -> list[Entry]:
    found = list(intake.read(path))
    assert not [item for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, Entry)]


def again(given_items: Items, folder: Path, lang: str = "id") -> list[tuple[Book, tuple[Copy, ...]]]:
    path = folder / "katalog.xlsx"
    path.write_bytes(spreadsheet.workbook(given_items, "en" if lang == "en" else "id"))
    return [(entry.book, entry.copies) for entry in read(path)]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_items=items, lang=st.sampled_from(["id", "en"]))
def test_every_title_is_read_again_as_it_was(given_items: Items, lang: str, tmp_path: Path) -> None:
    assert again(given_items, tmp_path, lang) == [(book, tuple(held)) for book, held in given_items]


@pytest.mark.parametrize("long", ["k" * 40_000, "a b " * 20_000 + "c", "😀" * 20_000, "a; b " * 40_000 + "c"])
def test_a_text_longer_than_a_cell_is_whole(long: str, tmp_path: Path) -> None:
    book = Book(title="Judul", summary=long, notes=(long, "dan ini"))
    assert again([(book, [Copy(note=long)])], tmp_path) == [(book, (Copy(note=long),))]


TITLES: Items = [
    (
        Book(title="=1+1", authors=("Andrea Hirata", "Budi"), isbn="9789793062792", year=2005, record_id="PD1"),
        (Copy(barcode="007", price=59000), Copy(barcode="B2", number=2, price=60000)),
    ),
    (Book(title="Kedua", contributors=(Contributor(name="Armijn Pane", role="translator"),)), (Copy(barcode="B3"),)),
]


def edited(folder: Path, *cells: tuple[str, int, str]) -> list[Entry | Problem]:
    """The sheet read after a person typed over some cells: (heading, row, text)."""
    path = folder / "katalog.xlsx"
    path.write_bytes(spreadsheet.workbook(TITLES))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    names = [cell.value for cell in sheet[1]]
    for heading, row, text in cells:
        sheet.cell(row, names.index(heading) + 1).value = text
    book.save(path)
    return list(intake.read(path))


def test_text_is_text_and_stays_text_when_a_cell_is_edited(tmp_path: Path) -> None:
    path = tmp_path / "katalog.xlsx"
    path.write_bytes(spreadsheet.workbook(TITLES))
    sheet = openpyxl.load_workbook(path).active
    row = {cell.value: below for cell, below in zip(sheet[1], sheet[2], strict=True)}
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref.startswith("A1:")
    assert (row["Judul"].data_type, row["Judul"].number_format) == ("s", "@")
    assert (row["Barcode"].value, row["Barcode"].number_format) == ("007; B2", "@")
    assert (row["Tahun terbit"].value, row["Jumlah eksemplar"].value, row["Harga"].value) == (2005, 2, "59000; 60000")
    assert spreadsheet.workbook(TITLES) == path.read_bytes()


def test_what_a_person_types_counts(tmp_path: Path) -> None:
    first, second = edited(
        tmp_path, ("Pengarang", 2, "Andrea Hirata; Siti"), ("Barcode", 3, "B3; B4"), ("Harga", 3, "Rp 5.000")
    )
    assert isinstance(first, Entry) and first.book == TITLES[0][0].but(authors=("Andrea Hirata", "Siti"))
    assert isinstance(second, Entry)
    assert second.copies == (Copy(barcode="B3", price=5000), Copy(barcode="B4", number=2, price=5000))


def test_what_is_not_understood_is_told_and_kept(tmp_path: Path) -> None:
    first, second = edited(tmp_path, ("Tahun terbit", 2, "dahulu"), ("ISBN", 3, "9789793062799"))
    assert isinstance(first, Entry) and isinstance(second, Entry)
    assert [one.code for one in first.problems] == ["title-cell"] and first.book.notes == ("Tahun terbit: dahulu",)
    assert second.book.wrong_isbns == ("9789793062799",) and second.problems[0].row == 3


def test_a_damaged_last_column_loses_no_cell(tmp_path: Path) -> None:
    first, _ = edited(tmp_path, ("Data asli (jangan diubah)", 2, "{"))
    assert isinstance(first, Entry)
    assert [one.code for one in first.problems] == ["title-data"] and first.book == TITLES[0][0]


def test_other_columns_in_another_order_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "katalog.xlsx"
    path.write_bytes(spreadsheet.workbook(TITLES))
    rows = [list(reversed(row)) + [("Dibaca" if n == 0 else "ya")] for n, row in enumerate(intake.cells_of(path))]
    with (tmp_path / "k.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    entries = [item for item in intake.read(tmp_path / "k.csv") if isinstance(item, Entry)]
    assert [entry.copies for entry in entries] == [held for _, held in TITLES]
    assert [entry.book.notes for entry in entries] == [("Dibaca: ya",)] * 2


def test_a_list_of_others_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Judul,Pengarang,Barcode,ISBN\nA : b,X; Y,1,\n", encoding="utf-8")
    (entry,) = intake.read(tmp_path / "a.csv")
    assert isinstance(entry, Entry) and entry.book.subtitle == "b"


def test_a_job_made_of_the_sheet_is_the_same_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    (tmp_path / "daftar.csv").write_text(
        "Judul,Pengarang,Tahun,Eks\nLaskar Pelangi,Andrea Hirata,2005,3\nBumi Manusia,Pramoedya Ananta Toer,1980,1\n",
        encoding="utf-8",
    )
    process.run([tmp_path / "daftar.csv"], tmp_path / "satu")
    process.run([tmp_path / "satu" / "katalog.xlsx"], tmp_path / "dua")
    for name in ("katalog.xlsx", "katalog.mrc", "slims_item.csv", "buku_induk.xlsx"):
        assert (tmp_path / "satu" / name).read_bytes() == (tmp_path / "dua" / name).read_bytes(), name
