"""What INLISLite's import would refuse, lose or change is put right or told; each rule as its code has it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import Book, Contributor, Copy, Problem
from koleksi._terms import three_bytes
from koleksi.exports import inlislite

TODAY = "2026-11-28"
ONE = Copy(barcode="B1", received=TODAY)
Items = Sequence[tuple[Book, Sequence[Copy]]]


def imported(items: Items) -> tuple[list[dict[str, str]], list[Problem]]:
    files, problems = inlislite.workbooks(items, date=TODAY)
    rows = []
    for content in files:
        head, _, *lines = openpyxl.load_workbook(io.BytesIO(content))["Sheet1"].iter_rows(values_only=True)
        rows += [{str(k): str(v or "") for k, v in zip(head, line, strict=True)} for line in lines]
    return rows, problems


def one(book: Book, copy: Copy = ONE) -> tuple[dict[str, str], list[Problem]]:
    (row,), problems = imported([(book, [copy])])
    return row, problems


def told(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, problem.column) for problem in problems]


def test_a_character_its_database_cannot_hold_is_replaced_and_told_once_a_book() -> None:
    book = Book(title="Belajar 😀 Membaca 😀", authors=["𝐀ndi"], notes=["hadiah 🎁"], record_id="R1")
    rows, problems = imported([(book, [Copy(barcode=f"B{n}", number=n, received=TODAY) for n in (1, 2, 3)])])
    assert rows[0]["JUDUL UTAMA"] == "Belajar \ufffd Membaca \ufffd" and rows[0]["TAJUK PENGARANG"] == "Andi"
    assert rows[2]["KETERANGAN LAIN"] == "hadiah \ufffd"
    assert told(problems) == [
        ("inlislite-character", "JUDUL UTAMA"),
        ("inlislite-character", "PERNYATAAN TANGGUNGJAWAB"),
        ("inlislite-character", "TAJUK PENGARANG"),
        ("inlislite-character", "KETERANGAN LAIN"),
    ]
    assert problems[0].value == book.title and "😀" in problems[0].what.id and problems[0].source == "R1"


def test_barcodes_that_become_the_same_are_not_written_twice() -> None:
    rows, problems = imported([(Book(title="A"), [Copy(barcode="1😀"), Copy(barcode="1😁", number=2)])])
    assert [row["NO. BARCODE"] for row in rows] == ["1\ufffd"]
    assert "inlislite-no-barcode" in {problem.code for problem in problems}


@given(st.text(max_size=40))
def test_whatever_is_replaced_fits_into_three_bytes(text: str) -> None:
    plain = three_bytes.replaced(text)
    assert not three_bytes.beyond(plain)
    assert plain == text or three_bytes.beyond(text)


def in_its_title_column(row: dict[str, str]) -> str:
    """What ImportAkuisisiForm::import_aacr makes of R, S and T for a column of 700 characters."""
    title, rest, said = (row[name] for name in ("JUDUL UTAMA", "ANAK JUDUL", "PERNYATAAN TANGGUNGJAWAB"))
    return f"{title} " + (f": {rest} " if rest else "") + (f"/ {said}" if said else "")


@settings(max_examples=60, deadline=None)
@given(*[st.sampled_from([0, 1, 200, 340, 690, 695, 700, 900]) for _ in range(3)])
def test_title_subtitle_and_responsibility_fit_together(title: int, rest: int, said: int) -> None:
    book = Book(title="k" * title, subtitle="l" * rest, responsibility="m" * said)
    row, problems = one(book)
    whole = in_its_title_column(row)
    assert len(whole) <= 700
    lost = max(title, 13 if not title else 0) + rest + said > sum(map(len, whole.replace(" ", "").split(":")))
    given = {"JUDUL UTAMA": book.title, "ANAK JUDUL": book.subtitle, "PERNYATAAN TANGGUNGJAWAB": book.responsibility}
    cut = [name for name, text in given.items() if text and row[name] != text]
    assert told(problems) == [("inlislite-cut", name) for name in cut]
    assert lost or not cut
    assert row["JUDUL UTAMA"] == (book.title[:699] or "[tanpa judul]")  # the title gives way last


def test_a_statement_of_responsibility_of_three_hundred_characters_stays_whole() -> None:
    row, problems = one(Book(title="Judul", responsibility="n" * 300))
    assert row["PERNYATAAN TANGGUNGJAWAB"] == "n" * 300 and not problems


def test_what_its_database_keeps_as_text_is_not_cut() -> None:
    people = [f"Andi Suryana{n} Wijayakusuma" for n in range(80)]
    book = Book(
        title="Judul", authors=people, responsibility="tim", summary="a" * 3000,
        contributors=[Contributor(name=f"Budi Hartono{n}", role="editor") for n in range(40)],
    )  # fmt: skip
    row, problems = one(book)
    assert row["PENGARANG TAMBAHAN ORANG"].count(";") == 119 and len(row["PENGARANG TAMBAHAN ORANG"]) > 1000
    assert row["ABSTRAK"] == "a" * 3000 and not problems


def test_copy_call_number_notes_and_description_have_their_own_widths() -> None:
    copy = Copy(barcode="B1", received=TODAY, call_number="c" * 120, note="n" * 2500)
    row, problems = one(Book(title="Judul", extent="e" * 300, height_cm=21, call_number="k" * 800), copy)
    widths = {"NOMOR PANGGIL EKSEMPLAR": 100, "KETERANGAN LAIN": 2000, "NOMOR PANGGIL KATALOG": 700}
    assert {name: len(row[name]) for name in widths} == widths
    assert len(f"{row['JUMLAH HALAMAN']} ; {row['DIMENSI']}") == 255  # one column there
    assert sorted(told(problems)) == sorted(("inlislite-cut", name) for name in (*widths, "JUMLAH HALAMAN"))


def test_of_subjects_and_isbns_that_are_too_many_whole_ones_stay() -> None:
    subjects = [f"Subjek panjang nomor {n:03d}" for n in range(40)]
    row, problems = one(Book(title="Judul", subjects=subjects))
    kept = row["SUBJEK TOPIK"].split(";")
    assert kept == subjects[: len(kept)] and 650 < len(row["SUBJEK TOPIK"]) <= 700
    assert told(problems) == [("inlislite-cut", "SUBJEK TOPIK")]


def test_a_cut_is_told_once_a_book_and_not_once_a_copy() -> None:
    copies = [Copy(barcode=f"B{n}", number=n, received=TODAY) for n in range(1, 6)]
    _, problems = imported([(Book(title="k" * 900), copies)])
    assert told(problems) == [("inlislite-cut", "JUDUL UTAMA")]


@pytest.mark.parametrize(
    ("typed", "written", "is_told"),
    [
        ("2026-02-05", "05-02-2026", False),
        ("5/2/2026", "05-02-2026", False),
        ("", "28-11-2026", False),
        ("2019", "01-01-2019", True),
        ("2019-05", "01-05-2019", True),
        ("Mei 2019", "01-05-2019", True),
        ("05/2019", "01-05-2019", True),
        ("2019-13", "28-11-2026", True),
        ("2026-02-31", "28-11-2026", True),
        ("kemarin", "28-11-2026", True),
        ("1899-99", "28-11-2026", True),
    ],
)
def test_a_date_that_cannot_be_read_is_told(typed: str, written: str, is_told: bool) -> None:
    row, problems = one(Book(title="Judul"), Copy(barcode="B1", received=typed))
    assert row["TGL PENGADAAN"] == written
    assert told(problems) == ([("inlislite-date", "TGL PENGADAAN")] if is_told else [])
    assert not is_told or (typed in problems[0].what.id and written in problems[0].what.id)


def test_a_semicolon_inside_one_text_parts_it_neither_there_nor_on_the_way_back() -> None:
    """Its import parts at ";": the sign that Unicode holds to be the same stands there, and is ";" again when read."""
    book = Book(title="Judul", summary="Ringkas; padat.", subjects=["Padi; jagung", "Ternak"], call_number="630; RAH")
    row, problems = one(book)
    assert [row[name].count(";") for name in ("ABSTRAK", "SUBJEK TOPIK", "NOMOR PANGGIL KATALOG")] == [0, 1, 0]
    assert Book(title="x", summary=row["ABSTRAK"]).summary == book.summary and not problems
    assert tuple(Book(title=part).title for part in row["SUBJEK TOPIK"].split(";")) == book.subjects


def test_notes_of_the_copy_come_before_those_of_the_book_and_nothing_without_a_column_is_lost() -> None:
    book = Book(title="Judul", notes=["Indeks.", "Glosarium"], series="Seri Cerdas", series_number="3",
                extent="xii, 200 hlm.", illustrations="ilus.")  # fmt: skip
    rows, problems = imported(
        [(book, [Copy(barcode="B1", condition="sampul sobek", note="hadiah Ibu Ani"), Copy(barcode="B2", number=2)])]
    )
    assert rows[0]["KETERANGAN LAIN"] == "sampul sobek ; hadiah Ibu Ani ; Indeks. ; Glosarium ; Seri: Seri Cerdas ; 3"
    assert rows[1]["KETERANGAN LAIN"] == "Indeks. ; Glosarium ; Seri: Seri Cerdas ; 3"
    assert rows[0]["JUMLAH HALAMAN"] == "xii, 200 hlm. : ilus." and not problems


def test_a_meeting_is_no_person() -> None:
    row, _ = one(Book(title="Judul", authors=["Seminar Nasional Kelautan", "Andrea Hirata"]))
    assert (row["TAJUK PENGARANG"], row["TAJUK PENGARANG BADAN"]) == ("", "Seminar Nasional Kelautan")
    assert row["PENGARANG TAMBAHAN ORANG"] == "; Hirata, Andrea"


def test_a_body_among_contributors_and_the_policy_of_headings_are_kept() -> None:
    editor = Contributor(name="Sanggar Biru", role="editor")
    book = Book(title="Judul", authors=["Andrea Hirata"], contributors=[editor], bodies=["Sanggar Biru"])
    row, _ = one(book)
    assert (row["PENGARANG TAMBAHAN BADAN"], row["PENGARANG TAMBAHAN ORANG"]) == ("; Sanggar Biru", "")
    files, _ = inlislite.workbooks([(book, [Copy(barcode="1")])], date=TODAY, policy="first")
    sheet = openpyxl.load_workbook(io.BytesIO(files[0]))["Sheet1"]
    assert [cell.value for cell in sheet[3]][20] == "Andrea Hirata"
