"""Corrections of single titles: decisions in the ledger that survive the next list."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from koleksi import process
from koleksi.errors import DecisionNeeded, InputError, UsageError
from koleksi.job.collection import Collection, Record
from koleksi.job.memory.folder import decide, decided
from koleksi.job.review.corrections import correction

LIST = """Judul;Pengarang;Penerbit;Tahun;Jumlah
Bumi manusia;Pramoedya Ananta Toer;Hasta Mitra;1980;2
Anak semua bangsa;Pramoedya Ananta Toer;Hasta Mitra;1981;1
Laskar pelangi;Andrea Hirata;Bentang;2005;1
"""


def record_of(collection: Collection, title: str) -> Record:
    return next(one for one in collection.records if one.book.title == title)


def written(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "koleksi.db")) as ledger:
        return list(ledger.iterdump())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "daftar.csv").write_text(LIST, encoding="utf-8")
    process.run([tmp_path / "daftar.csv"], tmp_path / "hasil")
    return tmp_path / "hasil"


def say(folder: Path, title: str, kind: str, value: str) -> None:
    decide(folder, correction(record_of(process.look(folder), title), kind, value))


def test_what_is_looked_at_is_what_a_run_works_out(folder: Path) -> None:
    seen: list[Collection] = []
    before = written(folder)
    looked = process.look(folder)
    assert written(folder) == before
    process.run([folder.parent / "daftar.csv"], folder, seen=seen.append)
    assert [(one.book, one.copies) for one in looked.records] == [(one.book, one.copies) for one in seen[0].records]


def test_looking_at_a_folder_that_was_never_processed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="bukan folder hasil"):
        process.look(tmp_path)


@pytest.mark.parametrize(
    ("kind", "value", "field", "wanted"),
    [
        ("volume", "Jilid 3", "volume", "Jilid 3"),
        ("language", "Inggris", "language", "eng"),
        ("call", "R 899.221 TOE b", "call_number", "R 899.221 TOE b"),
        ("heading", "Pramoedya Ananta Toer, Mas", "authors", ("Pramoedya Ananta Toer, Mas",)),
    ],
)
def test_a_correction_survives_the_next_list(folder: Path, kind: str, value: str, field: str, wanted: object) -> None:
    say(folder, "Bumi manusia", kind, value)
    (folder.parent / "daftar.csv").write_text("Judul;Pengarang;Jumlah\nKamus;Andi;1\n" + LIST, encoding="utf-8")
    (folder.parent / "lagi.csv").write_text(LIST.replace("Laskar", "Sang"), encoding="utf-8")
    for _ in range(2):
        process.run([folder.parent / "daftar.csv"], folder)
    found = record_of(process.look(folder), "Bumi manusia").book
    assert getattr(found, field) == wanted
    assert value in (folder / "katalog.xml").read_text(encoding="utf-8") or kind == "language"


def test_a_heading_is_that_of_its_name_in_all_titles(folder: Path) -> None:
    say(folder, "Bumi manusia", "heading", "Toer, P. A.")
    looked = process.look(folder)
    assert record_of(looked, "Anak semua bangsa").book.authors == ("Toer, P. A.",)
    assert record_of(looked, "Laskar pelangi").book.authors == ("Andrea Hirata",)


def test_copies_are_taken_away_and_added_with_new_numbers(folder: Path) -> None:
    before = [copy.barcode for copy in record_of(process.look(folder), "Bumi manusia").copies]
    say(folder, "Bumi manusia", "copies", "4")
    after = [copy.barcode for copy in record_of(process.look(folder), "Bumi manusia").copies]
    assert after[:2] == before and len(set(after)) == 4
    say(folder, "Bumi manusia", "copies", "1")
    assert [copy.barcode for copy in record_of(process.look(folder), "Bumi manusia").copies] == before[:1]


@pytest.mark.parametrize(("kind", "value"), [("copies", "0"), ("copies", "banyak"), ("language", "Klingon bulan")])
def test_what_cannot_be_is_refused_with_a_sentence(folder: Path, kind: str, value: str) -> None:
    with pytest.raises(UsageError, match=value):
        say(folder, "Bumi manusia", kind, value)


def test_the_review_sheet_says_a_correction_and_does_not_take_it_for_a_new_word(folder: Path) -> None:
    say(folder, "Bumi manusia", "volume", "Jilid 3")
    for _ in range(2):
        process.run([folder.parent / "daftar.csv"], folder)
    assert {kind for kind, _ in decided(folder)} == {"volume"}
    assert "Jilid 3" not in (folder / "masalah.csv").read_text(encoding="utf-8-sig")


def laptop(place: Path, letter: str, rows: str) -> Path:
    place.mkdir()
    (place / "koleksi.toml").write_text(f'[numbers]\nlaptop = "{letter}"\n', encoding="utf-8")
    (place / "daftar.csv").write_text(rows, encoding="utf-8")
    process.run([place / "daftar.csv"], place / "hasil", config=place / "koleksi.toml")
    return place / "hasil"


def test_corrections_come_along_when_laptops_are_merged(tmp_path: Path) -> None:
    first = laptop(tmp_path / "a", "A", LIST)
    second = laptop(tmp_path / "b", "B", "Judul;Pengarang\nKamus saku;Andi\n")
    say(first, "Bumi manusia", "volume", "Jilid 3")
    say(second, "Kamus saku", "heading", "Andi, Kak")
    process.merge([first, second], tmp_path / "gabungan")
    merged = process.look(tmp_path / "gabungan")
    assert record_of(merged, "Bumi manusia").book.volume == "Jilid 3"
    assert record_of(merged, "Kamus saku").book.authors == ("Andi, Kak",)


def test_a_correction_that_a_laptop_and_the_merged_folder_make_differently_is_asked(tmp_path: Path) -> None:
    first = laptop(tmp_path / "a", "A", LIST)
    process.merge([first], tmp_path / "gabungan")
    say(tmp_path / "gabungan", "Bumi manusia", "volume", "Jilid 1")
    say(first, "Bumi manusia", "volume", "Jilid 2")
    with pytest.raises(DecisionNeeded):
        process.merge([first], tmp_path / "gabungan")
    assert (tmp_path / "gabungan" / "keputusan.xlsx").is_file()
