"""Copies that a list counts by their condition, as inventories of schools do."""

from __future__ import annotations

from pathlib import Path

import pytest

from koleksi import intake
from koleksi._intake.copies.states import shares_in
from koleksi._terms.field_names import is_column_field
from koleksi._terms.tables import rows
from koleksi.book import Entry
from koleksi.config import of_table
from koleksi.errors import UsageError


def entries(folder: Path, text: str, columns: dict[str, str] | None = None) -> list[Entry]:
    path = folder / "inventaris.csv"
    path.write_text(text, encoding="utf-8")
    return [one for one in intake.read(path, columns or {}) if isinstance(one, Entry)]


def conditions(entry: Entry) -> list[str]:
    return [copy.condition for copy in entry.copies]


def codes(entry: Entry) -> list[str]:
    return [problem.code for problem in entry.problems]


@pytest.mark.parametrize(
    "heading", ["Baik,Rusak Ringan,Rusak Berat", "B,RR,RB", "Kondisi Baik,Jumlah Rusak Ringan,RB (Rusak Berat)"]
)
def test_columns_of_conditions_say_how_many_copies_there_are(tmp_path: Path, heading: str) -> None:
    (book,) = entries(tmp_path, f"Judul,Pengarang,{heading}\nCara Menanam Padi,Tim Tani,3,2,1\n")
    assert conditions(book) == [*["Baik"] * 3, *["Rusak ringan"] * 2, "Rusak berat"]
    assert [copy.number for copy in book.copies] == [1, 2, 3, 4, 5, 6]
    assert book.book.notes == ()


def test_a_heading_of_two_rows_holds_them_together(tmp_path: Path) -> None:
    (book,) = entries(
        tmp_path, "No,Judul Buku,Pengarang,Kondisi,,,Jumlah\n,,,B,RR,RB,\n1,Cara Menanam Padi,Tim Tani,1,,1,2\n"
    )
    assert conditions(book) == ["Baik", "Rusak berat"]


def test_copies_of_no_condition_come_first_and_a_wrong_sum_is_told(tmp_path: Path) -> None:
    less, more = entries(tmp_path, "Judul,Jumlah,Baik,Rusak\nPadi,4,2,1\nJagung,2,2,1\n")
    assert (conditions(less), codes(less)) == (["", "Baik", "Baik", "Rusak"], ["count-conditions"])
    assert (conditions(more), codes(more)) == (["Baik", "Baik", "Rusak"], ["count-conditions"])


def test_one_column_of_a_condition_needs_the_number_of_copies_beside_it(tmp_path: Path) -> None:
    (counted,) = entries(tmp_path, "Judul,Jumlah,Rusak\nPadi,3,0\n")
    assert conditions(counted) == ["", "", ""]
    (alone,) = entries(tmp_path, "Judul,Rusak\nPadi,3\n")
    assert (len(alone.copies), alone.book.notes) == (1, ("Rusak: 3",))


def test_a_tick_is_true_of_all_copies_and_other_words_are_a_note(tmp_path: Path) -> None:
    ticked, told = entries(tmp_path, "Judul,Jumlah,Baik,Rusak\nPadi,2,v,\nJagung,2,,sampulnya saja\n")
    assert conditions(ticked) == ["Baik", "Baik"]
    assert (conditions(told), told.book.notes) == (["", ""], ("Rusak: sampulnya saja",))


@pytest.mark.parametrize(
    ("said", "count", "expected"),
    [
        ("7 baik 3 rusak", "10", ["Baik"] * 7 + ["Rusak"] * 3),
        ("7 baik dan 3 rusak", "", ["Baik"] * 7 + ["Rusak"] * 3),
        ("baik: 2; rusak berat: 1", "", ["Baik", "Baik", "Rusak berat"]),
        ("rusak 1 eks", "3", ["", "", "Rusak"]),
        ("2B 1RB", "3", ["Baik", "Baik", "Rusak berat"]),
        ("rusak 1", "", ["rusak 1"]),
        ("5 rusak", "3", ["5 rusak"] * 3),
        ("sampul sobek", "2", ["sampul sobek"] * 2),
        ("rusak 3 halaman", "2", ["rusak 3 halaman"] * 2),
    ],
)
def test_a_remark_may_count_them_too(tmp_path: Path, said: str, count: str, expected: list[str]) -> None:
    (book,) = entries(tmp_path, f"Judul,Jumlah,Kondisi\nPadi,{count},{said}\n")
    assert conditions(book) == expected


def test_a_condition_of_all_is_that_of_the_others(tmp_path: Path) -> None:
    (book,) = entries(tmp_path, "Judul;Jumlah;Kondisi;Keterangan\nPadi;3;Baik;rusak 1\n")
    assert conditions(book) == ["Baik", "Baik", "Rusak"]


def test_more_copies_than_can_be_are_told(tmp_path: Path) -> None:
    (book,) = entries(tmp_path, "Judul,Baik,Rusak\nPadi,900,3\n")
    assert (len(book.copies), codes(book)) == (1, ["count"])


def test_a_person_may_say_that_a_column_counts_copies(tmp_path: Path) -> None:
    (book,) = entries(tmp_path, "Judul,Dipinjam,Di rak\nPadi,1,2\n", {"dipinjam": "copies_in", "di rak": "copies_in"})
    assert conditions(book) == ["Dipinjam", "Di rak", "Di rak"]


@pytest.mark.parametrize("text", ["", "baik", "2 halaman", "7 baik sekali", "rusak 2x"])
def test_other_texts_count_nothing(text: str) -> None:
    assert shares_in(text) == ()


@pytest.mark.parametrize(("cell", "copies"), [("2 (dua)", 2), ("12 (dua belas) eks", 12), ("3 pcs", 3), ("1 set", 1)])
def test_a_number_of_copies_may_be_said_twice(tmp_path: Path, cell: str, copies: int) -> None:
    (book,) = entries(tmp_path, f"Judul,Jumlah\nPadi,{cell}\n")
    assert len(book.copies) == copies
    assert codes(book) == (["count"] if "set" in cell else [])  # how many books a set has nobody knows


def test_a_heading_never_names_a_field_that_no_column_can_be() -> None:
    fields = {row["field"] for row in rows("column_headings.csv")}
    assert [field for field in fields if not is_column_field(field)] == []


def test_a_column_said_to_be_a_note_is_not_lost(tmp_path: Path) -> None:
    kept = of_table({"columns": {"Ringkas": "note"}}).columns  # as the window wrote it once
    (book,) = entries(tmp_path, "Judul,Ringkas\nPadi,tanpa sampul depan kedua\n", dict(kept))
    assert "tanpa sampul depan kedua" in (*book.book.notes, book.copies[0].condition)


def test_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError, match="title"):
        of_table({"columns": {"Nama": "titel"}})


def test_columns_of_what_is_bad_leave_the_rest_uncounted(tmp_path: Path) -> None:
    some, more = entries(tmp_path, "Judul,Jumlah,Rusak,Hilang\nPadi,5,1,1\nJagung,1,2,\n")
    assert (conditions(some), codes(some)) == (["", "", "", "Rusak", "Hilang"], [])
    assert (conditions(more), codes(more)) == (["Rusak", "Rusak"], ["count-conditions"])


def test_letters_alone_head_anything(tmp_path: Path) -> None:
    """R for the shelf, H for the price."""
    (book,) = entries(tmp_path, "Judul,R,H\nPadi,2,30000\n")
    assert (conditions(book), book.book.notes) == ([""], ("R: 2", "H: 30000"))


def test_a_remark_that_says_the_same_as_the_columns_is_not_counted_again(tmp_path: Path) -> None:
    same, more = entries(tmp_path, "Judul;Baik;Rusak;Keterangan\nPadi;2;1;rusak 1\nJagung;2;1;rusak 2\n")
    assert conditions(same) == ["Baik", "Baik", "Rusak"]
    assert conditions(more) == ["Baik; rusak 2", "Baik; rusak 2", "Rusak; rusak 2"]


def test_a_number_by_condition_in_words_or_with_a_doubt(tmp_path: Path) -> None:
    words, doubt = entries(tmp_path, "Judul,Baik,Rusak\nPadi,dua,\nJagung,3?,1\n")
    assert (conditions(words), codes(words)) == (["Baik", "Baik"], [])
    assert (conditions(doubt), codes(doubt), doubt.book.notes) == (["Rusak"], ["count"], ("Baik: 3?",))
