"""Several accession numbers in one cell, as registers with one line a title have them: every copy keeps its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from koleksi import intake, marc, process
from koleksi._intake.copies.ranges import numbers_in
from koleksi.book import Entry


@pytest.mark.parametrize(
    ("cell", "first", "last", "how_many"),
    [
        ("0001-0010/H/2025", "0001/H/2025", "0010/H/2025", 10),
        ("0001/H/2025 - 0010/H/2025", "0001/H/2025", "0010/H/2025", 10),
        ("0001/H/2025 s/d 0010", "0001/H/2025", "0010/H/2025", 10),
        ("11 s.d. 13", "11", "13", 3),
        ("11 sampai dengan 13", "11", "13", 3),
        ("14\u201316", "14", "16", 3),
        ("14\u202616", "14", "16", 3),
        ("99-101", "99", "101", 3),
        ("PD0001 s/d 0003", "PD0001", "PD0003", 3),
        ("SD-001 - SD-003", "SD-001", "SD-003", 3),
        ("SDN3/0019 - 0020", "SDN3/0019", "SDN3/0020", 2),
        ("17, 18", "17", "18", 2),
        ("17 dan 18", "17", "18", 2),
        ("1, 2, 4-6", "1", "6", 5),
        ("001/2025; 003/2025", "001/2025", "003/2025", 2),
        ("0001/H/2025\n0002/H/2025", "0001/H/2025", "0002/H/2025", 2),
    ],
)
def test_numbers_of_several_copies(cell: str, first: str, last: str, how_many: int) -> None:
    found = numbers_in(cell)
    assert found is not None
    assert (found.each[0], found.each[-1], len(found.each)) == (first, last, how_many)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "26",
        "2025-001",
        "001-2025",
        "12-2",
        "0001/H/2025",
        "17, A18",
        "1-9999",
        "7-7",
        "A-B",
        "1.234,5",
        "05-06-2020",
        "2020-05-12",
        "7 s/d 5",
    ],
)
def test_numbers_of_one_copy(cell: str) -> None:
    assert numbers_in(cell) is None


def entries(folder: Path, text: str) -> list[Entry]:
    path = folder / "induk.csv"
    path.write_text(text, encoding="utf-8")
    return [one for one in intake.read(path) if isinstance(one, Entry)]


def accessions(entry: Entry) -> list[str]:
    return [copy.accession for copy in entry.copies]


def codes(entry: Entry) -> list[str]:
    return [problem.code for problem in entry.problems]


def test_the_copies_of_a_row_get_the_numbers_of_its_range(tmp_path: Path) -> None:
    counted, uncounted = entries(tmp_path, "No. Induk,Judul,Jumlah\n0001-0003/H/2025,Padi,3\n4 s/d 5,Jagung,\n")
    assert (accessions(counted), codes(counted)) == (["0001/H/2025", "0002/H/2025", "0003/H/2025"], [])
    assert (accessions(uncounted), codes(uncounted)) == (["4", "5"], ["accession-range"])


def test_numbers_and_copies_that_disagree_are_told_and_none_is_lost(tmp_path: Path) -> None:
    fewer, more = entries(tmp_path, "No. Induk,Judul,Jumlah\n1 s/d 3,Padi,4\n5 s/d 8,Jagung,2\n")
    assert (accessions(fewer), codes(fewer)) == (["1", "2", "3", ""], ["count-numbers"])
    assert (accessions(more), codes(more)) == (["5", "6", "7", "8"], ["count-numbers"])


def test_a_hyphen_of_the_number_itself_makes_no_range(tmp_path: Path) -> None:
    """ "12-2" is the second copy of the twelfth title there; so "1-2" is one number too."""
    found = entries(tmp_path, "No. Induk,Judul\n1-1,Padi\n1-2,Padi\n1-3,Padi\n2-1,Jagung\n12-2,Lele\n")
    assert [accessions(one) for one in found] == [["1-1"], ["1-2"], ["1-3"], ["2-1"], ["12-2"]]


@pytest.mark.parametrize(
    ("odd", "kept"), [(["20-19"], ["20-19"]), (["20-18", "30-30"], ["20-18", "30-30"]), (["20-22", "22"], ["20-22"])]
)
def test_a_cell_that_speaks_against_the_ranges_of_a_list_is_told_and_stays_alone(
    odd: list[str], kept: list[str], tmp_path: Path
) -> None:
    cells = ["1-3", "4-5", *odd, "6-9", "10-12", "13-14"]
    found = entries(tmp_path, "\n".join(["No. Induk,Judul", *(f"{cell},Padi {cell}" for cell in cells)]))
    assert [accessions(one)[0] for one in found if "accession-unread" in codes(one)] == kept
    assert [len(one.copies) for one in found] == [3, 2, *[1] * len(odd), 4, 3, 2]
    told = next(problem for one in found for problem in one.problems if problem.code == "accession-unread")
    assert (told.value, told.column) == (kept[0], "No. Induk")


def test_many_falling_pairs_are_numbers_with_a_hyphen_of_their_own(tmp_path: Path) -> None:
    cells = ["1-3", "4-5", "6-7", "8-2", "9-1"]
    found = entries(tmp_path, "\n".join(["No. Induk,Judul", *(f"{cell},Padi {cell}" for cell in cells)]))
    assert [(accessions(one), codes(one)) for one in found] == [([cell], []) for cell in cells]


def test_one_copy_has_one_number(tmp_path: Path) -> None:
    (book,) = entries(tmp_path, "No. Induk,Judul,Jumlah\n14-16,Padi,1\n")
    assert accessions(book) == ["14-16"]


@pytest.mark.parametrize(
    ("cell", "each"),
    [
        ("17, 18/H/2025", ["17/H/2025", "18/H/2025"]),
        ("17, 18 dan 20/H/2025", ["17/H/2025", "18/H/2025", "20/H/2025"]),
        ("017; 019-020/H/2025", ["017/H/2025", "019/H/2025", "020/H/2025"]),
        ("PD001, 002, 003", ["PD001", "PD002", "PD003"]),
        ("001/H/2025, 003", ["001/H/2025", "003/H/2025"]),
        ("17-18, 20/H/18", ["17/H/18", "18/H/18", "20/H/18"]),
    ],
)
def test_numbers_that_share_what_stands_around_them_need_the_number_of_copies(
    cell: str, each: list[str], tmp_path: Path
) -> None:
    text = f'No. Induk;Judul;Jumlah\n"{cell}";Padi;{len(each)}\n"{cell}";Jagung;{len(each) + 1}\n"{cell}";Lele;\n'
    proved, more, alone = entries(tmp_path, text)
    assert (accessions(proved), codes(proved)) == (each, [])
    assert [accessions(one)[0] for one in (more, alone)] == [cell, cell]


@pytest.mark.parametrize(
    "cell", ["17, A18", "17, A18, B19", "18/H/2025, 17", "17, 18/H/25, 19/K/25", "17, 9018/H", "2024, 1/H/2025"]
)
def test_numbers_that_share_nothing_are_one(cell: str) -> None:
    assert numbers_in(cell) is None


def test_bar_codes_of_a_range_need_the_number_of_copies(tmp_path: Path) -> None:
    counted, alone = entries(tmp_path, "Barcode,Judul,Jumlah\nB01-B03,Padi,3\nB04-B06,Jagung,\n")
    assert [copy.barcode for copy in counted.copies] == ["B01", "B02", "B03"]
    assert [copy.barcode for copy in alone.copies] == ["B04-B06"]


def test_an_isbn_in_the_column_of_bar_codes_is_the_isbn_of_the_book(tmp_path: Path) -> None:
    """It stands on the book's back, under bars; two copies cannot share it."""
    text = "Barcode,Judul,ISBN\n978-979-3062-79-2,Padi,\n9789793062792,Jagung,979-3062-79-7\n9789793062791,Lele,\n"
    moved, same, wrong = entries(tmp_path, text)
    assert (moved.book.isbn, moved.copies[0].barcode, codes(moved)) == ("9789793062792", "", ["barcode-isbn"])
    assert (same.book.isbn, same.copies[0].barcode) == ("9789793062792", "")
    assert (wrong.book.isbn, wrong.copies[0].barcode) == ("", "9789793062791")


def test_numbers_that_are_on_the_books_stay_and_new_ones_go_on_behind_them(tmp_path: Path) -> None:
    path = tmp_path / "induk.csv"
    path.write_text(
        "No. Induk,Judul,Pengarang,Jumlah,Tanggal Terima\n"
        "00001-00003/H/2025,Cara Menanam Padi,Tim Tani,3,12/01/2025\n,Cara Menanam Jagung,Tim Tani,2,Jan 2025\n",
        encoding="utf-8",
    )
    process.run([path], tmp_path / "hasil")
    read = [one for one in marc.read_books(tmp_path / "hasil" / "katalog.mrc") if isinstance(one, Entry)]
    numbers = {one.book.title: accessions(one) for one in read}
    assert numbers["Cara Menanam Padi"] == ["00001/H/2025", "00002/H/2025", "00003/H/2025"]
    assert numbers["Cara Menanam Jagung"] == ["00004/H/2025", "00005/H/2025"]


def test_a_day_or_a_school_year_is_no_range(tmp_path: Path) -> None:
    """Excel makes a day of "7-3"."""
    day, year, backwards = entries(tmp_path, "No. Induk,Judul\n2025-03-07,Padi\n2019-2020,Jagung\n9 s/d 7,Lele\n")
    for entry in (day, year, backwards):
        assert (len(entry.copies), codes(entry)) == (1, ["accession-unread"])
    assert "tanggal" in day.problems[0].what.id


def test_a_number_of_copies_that_is_not_understood_is_told_once(tmp_path: Path) -> None:
    numbered, alone = entries(tmp_path, "No. Induk,Judul,Jumlah\n1 s/d 3,Padi,banyak\n4,Jagung,0\n")
    assert (len(numbered.copies), codes(numbered)) == (3, ["count", "accession-range"])
    assert numbered.problems[0].what.id.endswith("dihitung 3.")
    assert (len(alone.copies), codes(alone)) == (1, ["count"])


def test_the_copies_that_columns_of_conditions_count_prove_a_range(tmp_path: Path) -> None:
    text = "No. Induk,Judul,Jumlah,Baik,Rusak\n1-3,Padi,,2,1\n3-4,Jagung,,2,\n5 s/d 7,Lele,2,2,0\n"
    padi, jagung, lele = entries(tmp_path, text)
    assert (accessions(padi), codes(padi)) == (["1", "2", "3"], [])
    assert (accessions(jagung), codes(jagung)) == (["3", "4"], [])
    assert (len(lele.copies), codes(lele)) == (3, ["count-numbers"])


def test_a_ditto_mark_repeats_no_number_of_a_copy(tmp_path: Path) -> None:
    text = "No. Induk;Judul;Pengarang;Jumlah\n1 s/d 3;Padi;Tim Tani;3\nsda;Jagung;sda;sda\n5;Lele;sda;1\n"
    _, jagung, lele = entries(tmp_path, text)
    assert (accessions(jagung), jagung.book.authors) == (["", "", ""], ("Tim Tani",))
    assert accessions(lele) == ["5"]


def test_a_row_without_a_title_is_told_as_it_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "induk.csv"
    path.write_text("No. Induk,Judul,Tahun\n1,Padi,2001\n7 s/d 9,,2002\n", encoding="utf-8")
    assert [one.value for one in intake.read(path) if not isinstance(one, Entry)] == ["7 s/d 9 | 2002"]


def test_a_number_that_is_typed_after_another_was_given_is_told_as_that(tmp_path: Path) -> None:
    """Nobody else has it: the copy keeps the one on its label."""
    path = tmp_path / "induk.csv"
    heading = "No. Induk,Judul,Pengarang,Jumlah\n"
    path.write_text(f"{heading}1-3,Cara Menanam Padi,Tim Tani,1\n", encoding="utf-8")
    process.run([path], tmp_path / "hasil")
    path.write_text(f"{heading}1-3,Cara Menanam Padi,Tim Tani,3\n", encoding="utf-8")
    (told,) = process.run([path], tmp_path / "hasil").found
    assert (told.code, told.value) == ("number-taken", "1")
    assert "sudah bernomor 1-3" in told.what.id
