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
    counted, more = entries(read(tmp_path, "Barcode,Judul,Jumlah\nB01,Padi,3\nB02,,\nB04,Jagung,2\nB05,,\nB06,,\n"))
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
