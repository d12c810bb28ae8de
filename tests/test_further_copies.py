"""Lists with a line for each copy in which the title is typed once."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from koleksi import intake
from koleksi.book import Entry, Problem


def read(folder: Path, text: str) -> list[Entry | Problem]:
    path = folder / "induk.csv"
    path.write_text(text, encoding="utf-8")
    return list(intake.read(path))


def entries(found: list[Entry | Problem]) -> list[Entry]:
    return [one for one in found if isinstance(one, Entry)]


def test_lines_whose_numbers_go_on_are_copies_of_the_book_above(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "No,No Induk,Judul,Pengarang,Harga,Kondisi\n1,001/H/2025,Padi,Tim Tani,10000,Baik\n,002/H/2025,,,,Rusak\n"
        ",003/H/2025,,,12000,\n2,004/H/2025,Jagung,Tim Tani,,\n",
    )
    padi, jagung = entries(found)
    assert [(c.number, c.accession, c.price, c.condition) for c in padi.copies] == [
        (1, "001/H/2025", 10000, "Baik"),
        (2, "002/H/2025", 10000, "Rusak"),
        (3, "003/H/2025", 12000, ""),
    ]
    assert len(jagung.copies) == 1
    assert [one for one in found if isinstance(one, Problem)] == []
    assert intake.understand(tmp_path / "induk.csv")[0].skipped == 0


def test_they_are_among_the_copies_that_are_counted(tmp_path: Path) -> None:
    more, counted = entries(read(tmp_path, "Barcode,Judul,Jumlah\nB04,Jagung,2\nB05,,\nB06,,\nB01,Padi,3\nB02,,\n"))
    assert [copy.barcode for copy in counted.copies] == ["B01", "B02", ""]
    assert [copy.barcode for copy in more.copies] == ["B04", "B05", "B06"]
    assert [problem.code for problem in more.problems] == ["count-numbers"]


def test_another_number_or_a_word_on_another_book_is_no_copy(tmp_path: Path) -> None:
    found = read(tmp_path, "No,No Induk,Judul,Pengarang\n1,1,Padi,Tim Tani\n2,7,,\n3,8,,Tim Lele\n4,9,Lele,Tim Lele\n")
    assert [len(one.copies) for one in entries(found)] == [1, 1]
    assert [one.row for one in found if isinstance(one, Problem) and one.severity == "error"] == [3, 4]


def test_a_title_whose_cell_spans_the_lines_of_its_copies(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["No", "Barcode", "Judul"], [1, "P-09", "Padi"], [2, "P-10", None], [3, "P-11", "Lele"]):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    book.save(tmp_path / "induk.xlsx")
    padi, lele = entries(list(intake.read(tmp_path / "induk.xlsx")))
    assert ([copy.barcode for copy in padi.copies], len(lele.copies)) == (["P-09", "P-10"], 1)


def test_a_row_below_one_that_is_no_book_is_told_too(tmp_path: Path) -> None:
    """ "004" is next to "003", but 003 has no title that it could be a copy of."""
    found = read(tmp_path, "No Induk,Judul,Pengarang\n001,Padi,Tim Tani\n003,,\n004,,\n005,Lele,Tim Lele\n")
    assert [(one.book.title, len(one.copies)) for one in entries(found)] == [("Padi", 1), ("Lele", 1)]
    assert [one.row for one in found if isinstance(one, Problem) and one.severity == "error"] == [3, 4]


def test_a_row_below_the_name_of_another_part_is_no_copy_of_the_book_above_it(tmp_path: Path) -> None:
    found = read(
        tmp_path, "No,No Induk,Judul,Pengarang\n1,001,Padi,Tim Tani\n,,BUKU AGAMA,\n,002,,\n2,003,Jagung,Tim Tani\n"
    )
    assert [len(one.copies) for one in entries(found)] == [1, 1]
    assert [one.row for one in found if isinstance(one, Problem) and one.severity == "error"] == [4]


def test_a_page_break_parts_no_book_from_its_copies(tmp_path: Path) -> None:
    text = "No Induk,Judul,Jumlah\n001,Padi,\n,JUMLAH,1\nNo Induk,Judul,Jumlah\n002,,\n003,Lele,\n"
    padi, lele = entries(read(tmp_path, text))
    assert ([copy.accession for copy in padi.copies], len(lele.copies)) == (["001", "002"], 1)


def test_what_such_a_row_says_besides_is_a_note_of_its_copy(tmp_path: Path) -> None:
    (book,) = entries(read(tmp_path, "No Induk,Judul,Keterangan,Rak\n001,Padi,,A\n002,,hilang; milik SD,\n"))
    assert [(copy.condition, copy.note, copy.location) for copy in book.copies] == [
        ("", "", "A"),
        ("hilang", "milik SD", "A"),
    ]


def test_conditions_ticked_line_by_line(tmp_path: Path) -> None:
    text = "No Induk,Judul,Baik,Rusak\n001,Padi,v,\n002,,,v\n003,,1,\n"
    (book,) = entries(read(tmp_path, text))
    assert [(copy.condition, copy.note) for copy in book.copies] == [("Baik", ""), ("Rusak", ""), ("Baik", "")]


def test_conditions_counted_in_the_first_line_are_those_of_its_copies(tmp_path: Path) -> None:
    text = "No Induk,Judul,Jumlah,Baik,Rusak\n001,Padi,3,2,1\n002,,,,\n003,,,,\n"
    (book,) = entries(read(tmp_path, text))
    assert [(copy.accession, copy.condition) for copy in book.copies] == [
        ("001", "Baik"), ("002", "Baik"), ("003", "Rusak"),
    ]  # fmt: skip


def test_ranges_go_on_line_by_line(tmp_path: Path) -> None:
    text = "No Induk,Judul,Pengarang\n001 s/d 003,Padi,Tim Tani\n004,,\n005-006,,\n007,Lele,Tim Lele\n"
    padi, lele = entries(read(tmp_path, text))
    assert [copy.accession for copy in padi.copies] == ["001", "002", "003", "004", "005", "006"]
    assert [problem.code for problem in padi.problems] == ["accession-range", "accession-range"]
    assert [copy.accession for copy in lele.copies] == ["007"]


def test_a_row_with_a_running_number_of_its_own_is_told(tmp_path: Path) -> None:
    """Its title may have been forgotten."""
    padi, _ = entries(read(tmp_path, "No,No Induk,Judul,Pengarang\n1,7,Padi,Tim Tani\n2,8,,\n3,9,Lele,Tim Lele\n"))
    assert [(problem.code, problem.row, problem.severity) for problem in padi.problems] == [("further-copy", 3, "note")]


def test_more_rows_than_copies_are_told_with_their_numbers(tmp_path: Path) -> None:
    book, _ = entries(read(tmp_path, "No Induk,Judul,Jumlah\n1,Padi,2\n2,,\n3,,\n4,Lele,1\n"))
    assert [(found.column, found.value) for found in book.problems] == [("No Induk", "1 ... 3")]


def test_ditto_marks_in_the_lines_of_copies(tmp_path: Path) -> None:
    text = "No Induk;Judul;Pengarang;Harga;Rak\n001;Padi;Tim Tani;9000;A\n002;;sda;sda;sda\n003;;sda;8000;B\n"
    (book,) = entries(read(tmp_path, text))
    assert [(copy.price, copy.location) for copy in book.copies] == [(9000, "A"), (9000, "A"), (8000, "B")]


def test_numbers_that_wait_for_books_are_no_copies_of_the_last_one(tmp_path: Path) -> None:
    """Numbers are often written in advance, and titles beside them as far as the day went."""
    text = "No Induk,Judul,Pengarang\n001,Padi,Tim Tani\n002,,\n003,Lele,Tim Lele\n" + "004,,\n005,,\n006,,\n"
    found = read(tmp_path, text)
    assert [len(one.copies) for one in entries(found)] == [2, 1]
    assert [one.row for one in found if isinstance(one, Problem) and one.severity == "error"] == [5, 6, 7]


def test_the_last_book_has_as_many_lines_as_it_counts_or_as_another_has(tmp_path: Path) -> None:
    counted = "No Induk,Judul,Jumlah\n001,Padi,3\n002,,\n003,,\n"
    alike = "No Induk,Judul,Jumlah\n001,Padi,\n002,,\n003,Lele,\n004,,\n"
    assert [[len(one.copies) for one in entries(read(tmp_path, text))] for text in (counted, alike)] == [[3], [2, 2]]
