"""Grades, volumes and parts of a work: what tells two books of one title apart, in every column and on the spine."""

from __future__ import annotations

from pathlib import Path

import pytest

from koleksi import Book, ddc, dedupe, intake, process
from koleksi._terms.class_marks import class_number
from koleksi._terms.parts import Count, closing, count_of, part_in, shared_closings
from koleksi.book import Entry


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3", (3, "")), ("3A", (3, "A")), ("III", (3, "")), ("IVB", (4, "B")), ("iv", (4, "")), ("ketiga", (3, "")),
        ("B", (0, "B")), ("2012", None), ("mix", None), ("Civil", None), ("0", None), ("", None),
    ],
)  # fmt: skip
def test_a_number_of_a_part(text: str, count: tuple[int, str] | None) -> None:
    assert count_of(text) == (Count(*count) if count else None)


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Fisika BUKU 1", "jil.1"), ("Fisika Jilid-II", "jil.2"), ("Hukum Djilid V", "jil.5"),
        ("Matematika jilid 3A", "jil.3A"), ("Panduan Bagi Guru Buku 2", "jil.2"), ("Anthology Volume E: 1945", "jil.E"),
        ("Kalkulus EDISI 7", "ed.7"), ("Kalkulus, 7th edition", "ed.7"), ("Kalkulus edisi pertama", ""),
        ("Anggaran Edisi ke-2", "ed.2"), ("Tafsir Juz XIII", "juz.13"), ("Tafsir Juzu' II", "juz.2"),
        ("Pameran #2", "jil.2"), ("Belajar C#", ""),
        ("Iqro' jilid 1-6", ""), ("Iqro' jilid 1 s.d. 6", ""), ("Buku Induk Ibadah", ""), ("Buku ini", ""),
        ("Visual Basic edisi 6.0", ""),
    ],
)  # fmt: skip
def test_a_part_named_in_the_title_stands_on_the_spine(title: str, mark: str) -> None:
    lines = ddc.call_number(Book(title=title), "500").lines
    assert lines[3:] == ((mark,) if mark else ())


def test_a_closing_number_is_a_volume_where_its_siblings_stand_in_the_list() -> None:
    rows = ["Matahari 1", "Matahari 2", "Hukum IIIA", "Hukum IVB", "Fikih jilid 1", "Fikih 2", "Bulan", "Bulan 2"]
    alone = [
        "Bintang 4",
        "Belajar Jendela 7",
        "Belajar Jendela 8",
        "Biologi kelas 1",
        "Biologi kelas 2",
        "Tahun 1",
        "0",
    ]
    found = shared_closings([*rows, *alone])
    assert {title: str(count) for title, count in found.items()} == {
        "Matahari 1": "1", "Matahari 2": "2", "Hukum IIIA": "3A", "Hukum IVB": "4B", "Fikih jilid 1": "1",
        "Fikih 2": "2", "Bulan 2": "2",
    }  # fmt: skip


def test_a_number_before_a_subtitle_closes_the_title() -> None:
    assert closing("Semua Murid 4: Di Rumah") == ("semua murid", Count(4))
    assert (
        closing("Ensiklopedi Pulau 2 E-H") == closing("Ensiklopedi Pulau 2 (E - H)") == ("ensiklopedi pulau", Count(2))
    )
    assert closing("Kelas XI") is None
    assert closing("Covid 19") is None


def test_the_first_mark_of_a_kind_is_read() -> None:
    assert part_in("Kimia edisi 5 jilid 1", "volume") == Count(1)
    assert part_in("Kimia edisi 5 jilid 1", "edition") == Count(5)


MATHEMATICS = Book(authors=("Budi Santoso",), publisher="Contoh", year=2010)


@pytest.mark.parametrize("parts", [("3A", "3B"), ("IIIA", "IVB"), ("IIIA", "3B")])
def test_part_letters_are_never_one_edition(parts: tuple[str, str]) -> None:
    books = [
        Book(title=f"Matematika {part}", authors=("Budi Santoso",), publisher="Contoh", year=2010) for part in parts
    ]
    found = dedupe.groups(books)
    assert (len(found.groups), found.asks) == (2, ())


def test_one_part_however_its_number_is_written() -> None:
    books = [MATHEMATICS.but(title=f"Matematika {part}") for part in ("3A", "IIIA")]
    assert len(dedupe.groups(books).groups) == 1


@pytest.mark.parametrize(
    ("heading", "cells", "subtitles"),
    [
        ("Kelas", ("4", "5"), ("Kelas 4", "Kelas 5")),
        ("Kelas", ("3A", "3B"), ("Kelas 3A", "Kelas 3B")),
        ("Tingkat", ("X", "XI"), ("Kelas X", "Kelas XI")),
        ("Jenjang", ("SD", "SMP"), ("SD", "SMP")),
        ("Jenjang", ("SMP Kelas VII", "SMP Kelas VIII"), ("Kelas VII SMP", "Kelas VIII SMP")),
        ("Semester", ("1", "2"), ("Semester 1", "Semester 2")),
        ("Kelas", ("7/1", "7/2"), ("Kelas 7 Semester 1", "Kelas 7 Semester 2")),
    ],
)
def test_a_grade_column_tells_books_of_one_title_apart(
    heading: str, cells: tuple[str, str], subtitles: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(f"Judul;Penerbit;{heading}\nMatematika;Contoh;{cells[0]}\nMatematika;Contoh;{cells[1]}\n", "utf-8")
    books = [entry.book for entry in intake.read(path) if isinstance(entry, Entry)]
    assert tuple(book.subtitle for book in books) == subtitles
    assert len(dedupe.groups(books).groups) == 2


def test_level_and_class_in_two_columns_beside_a_class_number(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("Judul;DDC;Jenjang;Kelas\nMatematika;510;SMA;1\n", encoding="utf-8")
    (entry,) = intake.read(path)
    assert isinstance(entry, Entry)
    assert (entry.book.ddc, entry.book.subtitle) == ("510", "Kelas 1 SMA")


def test_volumes_of_a_list_stand_on_its_labels(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("Judul;Pengarang\nMatahari 1;Budi Santoso\nMatahari 2;Budi Santoso\nBulan;Budi Santoso\n", "utf-8")
    process.run([path], tmp_path / "hasil")
    books = [entry.book for entry in intake_of_catalogue(tmp_path / "hasil" / "katalog.mrc")]
    assert [book.call_number.split()[-1] for book in books] == ["jil.1", "jil.2", "b"]


@pytest.mark.parametrize(
    ("title", "volume"),
    [
        ("Naruto 13", 13), ("Komik Naruto, 05", 5), ("Naruto No. 13", 13), ("Naruto - 13", 13), ("Naruto (13)", 13),
        ("Naruto 13: Ujian Chunin", 13), ("One Piece 107", 107), ("Detective Conan 45", 45), ("Eyeshield 21 3", 3),
        ("Chi's Sweet Home 4", 4), ("Lima Sekawan 7", 7), ("Seri Kisah Nabi 2", 2), ("Ensiklopedi Indonesia 3", 3),
        ("Wiro Sableng 12", 12), ("Harry Potter 3", 3), ("Geronimo Stilton 8", 8),
        ("Eyeshield 21", None), ("Agen Polisi 212", None), ("Ranma 1/2", None), ("Naruto 2005", None), ("Naruto", None),
        ("Laskar 45", None), ("Matematika 3", None), ("Kelas 5", None), ("1984", None), ("Bobo 12", None),
        ("Penguin Readers 3", None), ("Step by Step 2", None), ("Naruto X", None), ("Naruto dan 7 Guru", None),
        ("", None), ("7", None),
    ],
)  # fmt: skip
def test_the_closing_number_of_a_known_series_is_a_volume(title: str, volume: int | None) -> None:
    assert ddc.volume_of_series(title) == volume


def test_a_volume_of_a_known_series_stands_on_its_label_without_siblings(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("Judul;Kelas\nOne Piece 7;\nNaruto vol. 13;\nLaskar 45;\nMatematika 3;\nDoraemon;5\n", "utf-8")
    process.run([path], tmp_path / "hasil")
    books = intake_of_catalogue(tmp_path / "hasil" / "katalog.mrc")
    marks = [entry.book.call_number.split()[-1] for entry in books]
    assert marks == ["jil.7", "jil.13", "l", "m", "d"]


def intake_of_catalogue(path: Path) -> list[Entry]:
    from koleksi import marc

    return [entry for entry in marc.read_books(path) if isinstance(entry, Entry)]


# categories and marks of classes


@pytest.mark.parametrize(
    ("category", "subjects", "audience"),
    [
        ("Anak-anak", (), "Anak-anak"),
        ("Remaja; Pertanian", ("Pertanian",), "Remaja"),
        ("Umum", (), ""),
        ("Agama", ("Agama",), ""),
        ("Ikan hias", ("Ikan hias",), ""),
    ],
)
def test_a_category_is_a_subject_only_where_it_says_what_a_book_is_about(
    category: str, subjects: tuple[str, ...], audience: str, tmp_path: Path
) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(f"Judul,Kategori\nKebun,{category}\n", encoding="utf-8")
    (entry,) = intake.read(path)
    assert isinstance(entry, Entry)
    assert (entry.book.subjects, entry.book.audience) == (subjects, audience)


@pytest.mark.parametrize(
    ("title", "category", "number"), [("Matematika", "Pendidikan", "510"), ("Ikan", "Agama", "59")]
)
def test_a_category_never_outvotes_the_title(title: str, category: str, number: str) -> None:
    best = ddc.suggest(Book(title=title, subjects=(category,)), 1)[0]
    assert best.number.startswith(number)


@pytest.mark.parametrize("mark", ["[Fic]", "E", "F"])
def test_a_mark_in_place_of_a_class_is_kept_told_and_read_as_fiction(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(f"Judul,Pengarang,DDC\nKelinci lucu,Budi Santoso,{mark}\n", encoding="utf-8")
    process.run([path], tmp_path / "hasil")
    (entry,) = intake_of_catalogue(tmp_path / "hasil" / "katalog.mrc")
    assert entry.book.ddc in ("813", "899.2213")
    assert f"kelas: {mark}" in entry.book.notes
    assert "class-mark" in (tmp_path / "hasil" / "masalah.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("813/.54 B", "813.54"), ("899.221 3", "899.221 3"), ("2X4.1", "2X4.1"), ("297'.4", "297.4"), ("[Fic]", "")],
)
def test_a_class_number_without_what_stands_around_it(typed: str, number: str) -> None:
    assert class_number(typed) == number
