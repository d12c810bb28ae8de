"""Lists typed line by line in Notepad or a chat, without columns: every line is a book, its parts told by marks and
words; lines between the books are what they are in a sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi import intake
from koleksi._intake.typed.lines import typed_rows
from koleksi.book import Book, Entry, Problem
from koleksi.errors import InputError
from koleksi.job.sources import gather


def read(tmp_path: Path, text: str, name: str = "daftar.txt") -> list[Entry | Problem]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(intake.read(path))


def entries(tmp_path: Path, text: str) -> list[Entry]:
    return [one for one in read(tmp_path, text) if isinstance(one, Entry)]


def book(tmp_path: Path, line: str) -> tuple[Book, int]:
    """The book of a line among others of its kind, and the number of its copies."""
    found = entries(tmp_path, f"1. {line}\n2. Ombak Pagi - Sari Wulandari - Pustaka Senja - 2010\n3. Dua Rumah\n")
    return found[0].book, len(found[0].copies)


def test_a_title_a_line(tmp_path: Path) -> None:
    text = "Perahu Kertas\nAku, Kau, dan Kampung\n99 Cahaya di Langit Eropa\nUndang-Undang Dasar 1945\n"
    assert [one.book.full_title for one in entries(tmp_path, text)] == text.splitlines()


@pytest.mark.parametrize("mark", ["{n}. ", "{n}) ", "{n}.", "({n}) ", "- ", "• ", "* "])
def test_numbers_and_bullets_in_front_are_no_part_of_the_title(mark: str, tmp_path: Path) -> None:
    titles = ["Perahu Kertas", "99 Cahaya di Langit Eropa", "Beternak Lele"]
    text = "".join(f"{mark.format(n=n)}{title}\n" for n, title in enumerate(titles, 1))
    assert [one.book.full_title for one in entries(tmp_path, text)] == titles


@pytest.mark.parametrize(
    "line",
    [
        "Perahu Kertas - Dewi Lestari - Bentang - 2009",
        "Perahu Kertas – Dewi Lestari – Bentang – 2009",
        "Perahu Kertas / Dewi Lestari / Bentang / 2009",
        "Perahu Kertas; Dewi Lestari; Bentang; 2009",
        "Perahu Kertas -- Dewi Lestari, Bentang, 2009",
        "Perahu Kertas karya Dewi Lestari, penerbit Bentang, tahun 2009",
        "Perahu Kertas, Dewi Lestari, Bentang 2009",
        "Perahu Kertas - Dewi Lestari (Bentang, 2009)",
        "Perahu Kertas - Bentang - Dewi Lestari - 2009",
        "Perahu Kertas -Dewi Lestari -Bentang - 2009",
        "Lestari, Dewi. 2009. Perahu Kertas. Yogyakarta: Bentang.",
    ],
)
def test_title_author_publisher_and_year(line: str, tmp_path: Path) -> None:
    found, copies = book(tmp_path, line)
    assert (found.full_title, found.authors, found.publisher, found.year) == (
        "Perahu Kertas", ("Dewi Lestari",), "Bentang", 2009,
    )  # fmt: skip
    assert copies == 1


@pytest.mark.parametrize(
    "said",
    ["3 eks", "(3 eks)", "3 exp.", "3 buah", "x3", "3x", "= 3 buku", "sebanyak 3 eksemplar", "- 3 eks"],
)
def test_the_number_of_copies_behind_a_title(said: str, tmp_path: Path) -> None:
    found, copies = book(tmp_path, f"Perahu Kertas {said}")
    assert (found.full_title, copies) == ("Perahu Kertas", 3)


def test_copies_before_the_year_and_behind_the_author(tmp_path: Path) -> None:
    found, copies = book(tmp_path, "Perahu Kertas - Dewi Lestari 2 eks (2009)")
    assert (found.authors, found.year, copies) == (("Dewi Lestari",), 2009, 2)


def test_an_isbn_in_the_line(tmp_path: Path) -> None:
    found, _ = book(tmp_path, "Perahu Kertas - Dewi Lestari - ISBN 978-602-03-3295-6")
    assert (found.full_title, found.isbn) == ("Perahu Kertas", "9786020332956")


@pytest.mark.parametrize(
    "title",
    [
        "UU No. 20 Tahun 2003 tentang Sisdiknas", "Laporan Kegiatan Tahun 2014", "Hasil Karya Anak Bangsa",
        "Kumpulan karya pilihan", "Aku Ini Binatang Jalang", "1984", "Jakarta 1966", "Kisah 1001 Malam",
        "Al-Qur'an dan Terjemahnya", "5 cm", "Ditulis Oleh Takdir", "Dilan 1990",
    ],
)  # fmt: skip
def test_words_and_numbers_of_a_title_stay(title: str, tmp_path: Path) -> None:
    assert book(tmp_path, title)[0].full_title == title


def test_a_volume_belongs_to_the_title(tmp_path: Path) -> None:
    found, _ = book(tmp_path, "Tafsir Al-Azhar, jilid 3 - Hamka")
    assert (found.full_title, found.authors) == ("Tafsir Al-Azhar, jilid 3", ("Hamka",))
    assert book(tmp_path, "Tafsir Al-Azhar - jilid 3 - Hamka")[0] == found


def test_a_comma_parts_only_where_most_lines_have_one(tmp_path: Path) -> None:
    few = entries(tmp_path, "Perahu Kertas\nAku, Kau, dan Kampung\nBeternak Lele\nMerpati\n")
    assert few[1].book.full_title == "Aku, Kau, dan Kampung"
    many = entries(tmp_path, "Perahu Kertas, Dewi Lestari\nBeternak Lele, Siti Aminah\nMerpati, Budi Hartono\n")
    assert [one.book.authors for one in many] == [("Dewi Lestari",), ("Siti Aminah",), ("Budi Hartono",)]


def test_authors_in_brackets_where_most_lines_have_them(tmp_path: Path) -> None:
    many = entries(tmp_path, "1. Perahu Kertas (Dewi Lestari) 2 eks\n2. Merpati (Budi Hartono)\n3. Beternak Lele\n")
    assert [(one.book.full_title, one.book.authors, len(one.copies)) for one in many] == [
        ("Perahu Kertas", ("Dewi Lestari",), 2), ("Merpati", ("Budi Hartono",), 1), ("Beternak Lele", (), 1),
    ]  # fmt: skip
    remarks = entries(tmp_path, "1. Perahu Kertas (rusak)\n2. Merpati (rusak)\n3. Beternak Lele (baru)\n")
    assert all(one.book.authors == () for one in remarks)


def test_lines_between_numbered_books_are_no_books(tmp_path: Path) -> None:
    text = (
        "PERPUSTAKAAN DESA MELATI\nDaftar buku\n\nRAK A\n1. Perahu Kertas\n2. Merpati\n3. Beternak Lele\n\n"
        "RAK B\n1. Ombak Pagi\n2. Dua Rumah\n"
    )
    found = read(tmp_path, text)
    books = [one for one in found if isinstance(one, Entry)]
    assert [(one.book.full_title, one.copies[0].location) for one in books] == [
        ("Perahu Kertas", "RAK A"), ("Merpati", "RAK A"), ("Beternak Lele", "RAK A"),
        ("Ombak Pagi", "RAK B"), ("Dua Rumah", "RAK B"),
    ]  # fmt: skip
    assert [one.row for one in books] == [5, 6, 7, 10, 11]
    told = {one.row: one.code for one in found if isinstance(one, Problem)}
    assert told[1] == "row-between"  # nothing vanishes without a word


def test_lines_between_books_with_bullets(tmp_path: Path) -> None:
    text = "*DAFTAR BUKU TBM*\nAnak:\n- Perahu Kertas\n- Merpati - Budi\n\nNovel:\n- Ombak Pagi\n\nTerima kasih\n"
    found = read(tmp_path, text)
    titles = [one.book.full_title for one in found if isinstance(one, Entry)]
    assert titles == ["Perahu Kertas", "Merpati", "Ombak Pagi"]
    assert {one.row for one in found if isinstance(one, Problem)} == {0, 1, 2, 6, 9}


def test_a_line_that_ends_in_a_colon_is_no_book(tmp_path: Path) -> None:
    found = entries(tmp_path, "Novel:\nPerahu Kertas\nMerpati\nResep:\nKue Basah\n")
    assert [one.book.full_title for one in found] == ["Perahu Kertas", "Merpati", "Kue Basah"]


def test_a_few_loud_words_behind_a_blank_line_begin_a_part(tmp_path: Path) -> None:
    text = "Rak 1\nFIKSI\nPerahu Kertas\nMerpati\nKado\nLaut\nElang\n\nANAK\nOmbak Pagi\nSMS\n"
    found = entries(tmp_path, text)
    titles = ["Perahu Kertas", "Merpati", "Kado", "Laut", "Elang", "Ombak Pagi", "SMS"]
    assert [one.book.full_title for one in found] == titles
    assert {one.copies[0].location for one in found} == {"Rak 1"}


def test_numbers_without_a_stop_where_every_line_has_the_next(tmp_path: Path) -> None:
    text = "Buku SDN 2 Melati\n1 Perahu Kertas = 12 buku\n2 Merpati = 1\n3 Kamus Dua Bahasa\n4 Ombak\n5 Dua Rumah\n"
    found = entries(tmp_path, text)
    assert [one.book.full_title for one in found] == [
        "Perahu Kertas",
        "Merpati",
        "Kamus Dua Bahasa",
        "Ombak",
        "Dua Rumah",
    ]
    assert [len(one.copies) for one in found] == [12, 1, 1, 1, 1]
    kept = entries(tmp_path, "1001 Malam\n99 Cahaya\n7 Hari Menulis\n")
    assert [one.book.full_title for one in kept] == ["1001 Malam", "99 Cahaya", "7 Hari Menulis"]


def test_a_known_publisher_and_a_year_close_a_line_without_marks(tmp_path: Path) -> None:
    found, _ = book(tmp_path, "Matematika kelas 4 Yudhistira 2006 = 12 buku")
    assert (found.publisher, found.year) == ("Yudhistira", 2006) and found.full_title.startswith("Matematika")
    assert book(tmp_path, "Undang-Undang Dasar 1945")[0].full_title == "Undang-Undang Dasar 1945"


def test_a_remark_on_the_copy_is_its_condition(tmp_path: Path) -> None:
    found = entries(tmp_path, "1. Perahu Kertas, Dewi Lestari, Bentang, 2009 (sampul sobek)\n2. Merpati\n")
    assert (found[0].book.authors, found[0].copies[0].condition) == (("Dewi Lestari",), "sampul sobek")


def test_a_comma_before_a_full_name_where_the_line_says_more(tmp_path: Path) -> None:
    assert book(tmp_path, "Perahu Kertas, Dewi Lestari, 2 eks")[0].authors == ("Dewi Lestari",)
    assert book(tmp_path, "Aku, Kau, dan Kampung, 2 eks")[0].full_title == "Aku, Kau, dan Kampung"


def test_the_name_of_a_list_of_titles_is_no_book(tmp_path: Path) -> None:
    found = entries(tmp_path, "Daftar buku sumbangan warga\nPerahu Kertas\nMerpati\n")
    assert [one.book.full_title for one in found] == ["Perahu Kertas", "Merpati"]


def test_it_is_told_that_there_are_no_columns(tmp_path: Path) -> None:
    codes = [one.code for one in read(tmp_path, "Perahu Kertas\nMerpati\n") if isinstance(one, Problem)]
    assert codes == ["lines-typed"]
    (sheet,) = intake.understand(tmp_path / "daftar.txt")
    assert sheet.records == 2
    assert "every line is a book" in intake.describe(tmp_path / "daftar.txt", "en")


def test_every_line_is_a_book_or_told(tmp_path: Path) -> None:
    """Whatever the marks, no line is lost."""
    lines = ["1. a - b - c - d - e", "2. ;;", "3. - -", "4. 2 eks", "lima", "6) (x)", "7. 1984", "-", "8.", "9. ISBN"]
    found = read(tmp_path, "1. Perahu Kertas\n2. Merpati\n" + "\n".join(lines))
    rows = {one.row for one in found}
    assert rows >= {n for n, line in enumerate(lines, 3) if any(map(str.isalnum, line.strip("0123456789. ")))}


WORDS = (
    "merpati", "Elang", "dan", "Kado", "Budi", "Hartono", "Dewi", "Bentang", "Pustaka", "Jakarta", "2009", "jilid", "3",
    "Kelas", "VII", "karya", "oleh", "penerbit", "tahun", "Drs.", "S.Pd", "rusak", "ISBN", "9786020332956", "x2", "2",
    "eks", "buku", "by", "Tim", "kumpulan", "Aku", "A.",
)  # fmt: skip
BETWEEN = (" ", " ", ", ", " - ", " / ", "; ", " (", ") ", " -", "- ", ". ", " = ")
SAYING = {"karya", "oleh", "penerbit", "tahun", "isbn", "eks", "buku", "by", "x"}
pieces = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), min_size=1, max_size=9)


@given(st.lists(pieces.map(lambda found: "".join(map("".join, found)).strip()), min_size=2, max_size=7))
def test_every_word_of_a_line_stands_in_its_row(lines: list[str]) -> None:
    """But for those that say what follows and how many copies there are."""
    for before in ("", "- ", "{n}. "):
        text = "\n".join(before.format(n=n) + line for n, line in enumerate(lines, 1))
        rows = {number: " ".join(row).casefold() for number, row in typed_rows(text)}
        for n, line in enumerate(lines, 1):
            said = [word for word in re.findall(r"[^\W\d_]+|\d{4,}", line.casefold()) if word not in SAYING]
            assert all(word in rows[n] for word in said), (line, rows[n])


def test_lists_of_isbns_and_of_a_librarys_codes_stay_such(tmp_path: Path) -> None:
    codes = read(tmp_path, "B0000001\nB0000002\n")
    assert {one.code for one in codes if isinstance(one, Problem)} == {"isbn-local_barcode"}
    found = entries(tmp_path, "9786020332956\n9789793062792\n")
    assert [one.book.isbn for one in found] == ["9786020332956", "9789793062792"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Judul: Merpati, Pengarang: Budi Hartono, Penerbit: Senja, Jml: 2\n2. Judul: Ombak Pagi; Penulis: Sari\n",
        "Judul : Merpati Pengarang : Budi Hartono Penerbit : Senja Jumlah : 2 eks\nJudul : Ombak Pagi Penulis : Sari\n",
        "Judul: Merpati Pengarang: Budi Hartono Penerbit: Senja Jumlah: 2 Judul: Ombak Pagi Penulis: Sari\n\n",
        "Judul: Merpati\nPengarang: Budi Hartono\nPenerbit: Senja\nJumlah: 2\n\nJudul: Ombak\nPagi\nPengarang: Sari\n",
    ],
)
def test_labels_say_what_a_text_is(text: str, tmp_path: Path) -> None:
    one, other = entries(tmp_path, text)
    assert (one.book.title, one.book.authors, one.book.publisher, len(one.copies)) == (
        "Merpati", ("Budi Hartono",), "Senja", 2,
    )  # fmt: skip
    assert (other.book.title, other.book.authors) == ("Ombak Pagi", ("Sari",))


def test_prose_and_a_lone_line_are_no_lists(tmp_path: Path) -> None:
    letter = (
        "Bersama surat ini kami sampaikan buku-buku sumbangan warga, yang sebagian besar masih baik dan dapat dipakai "
        "anak-anak sekolah di desa kita. Mohon diterima.\n"
    )
    for text in ("Perahu Kertas\n", f"Yth. Bapak Kepala Desa\n{letter}{letter}Hormat kami\n"):
        with pytest.raises(InputError):
            read(tmp_path, text)


def test_a_text_in_a_folder_may_be_a_note(tmp_path: Path) -> None:
    """A text that is named is a list; one that lies in a folder of lists is passed over with a word."""
    (tmp_path / "daftar").mkdir()
    (tmp_path / "daftar" / "catatan.txt").write_text("Besok: bawa lem\nTelepon Bu Camat\n")
    (tmp_path / "daftar" / "buku.csv").write_text("Judul\nMerpati\n")
    found, problems = gather([tmp_path / "daftar"])
    assert [one.book.title for one in found] == ["Merpati"]
    assert [one.code for one in problems] == ["file-passed"]
    assert len(gather([tmp_path / "daftar" / "catatan.txt"])[0]) == 2


def test_a_table_without_headings_is_refused(tmp_path: Path) -> None:
    """Faults, 18: cells whose kinds nobody named."""
    with pytest.raises(InputError):
        read(tmp_path, "Perahu Kertas,Dewi Lestari\nMerpati,Budi\n", "daftar.csv")
    with pytest.raises(InputError):
        read(tmp_path, "x1;y2;z3\nabc;def;ghi\n", "daftar.csv")


def test_running_numbers_in_the_cells_of_titles(tmp_path: Path) -> None:
    """They are the list's, not the book's: the spine showed "813 1PE 1"."""
    text = "Judul;Pengarang\n1. Perahu Kertas;Dewi Lestari\n2. Merpati;Budi Hartono\nRAK 2\n3. Beternak Lele;\n"
    found = [one for one in read(tmp_path, text, "daftar.csv") if isinstance(one, Entry)]
    assert [(one.book.full_title, one.copies[0].location) for one in found] == [
        ("Perahu Kertas", ""), ("Merpati", ""), ("Beternak Lele", "RAK 2"),
    ]  # fmt: skip
    kept = "Judul;Pengarang\n3. Bulan Merah;A\n1. Rumah Kaca;B\n7. Hujan;C\n"
    assert [one.book.full_title for one in entries_of(tmp_path, kept)] == [
        "3. Bulan Merah",
        "1. Rumah Kaca",
        "7. Hujan",
    ]


def entries_of(tmp_path: Path, text: str) -> list[Entry]:
    return [one for one in read(tmp_path, text, "daftar.csv") if isinstance(one, Entry)]


def test_what_stands_around_the_books_of_a_chat(tmp_path: Path) -> None:
    text = (
        "[14/08/23 19.42] Bu Sri TBM: Assalamu\u2019alaikum, ini list buku ya\n\n*Buku anak* \U0001f468\n"
        "\U0001f4d6 Merpati (Budi Hartono) 2 bh\n\U0001f4d6Ombak Pagi (Sari Wulandari)\n\n"
        "Terima kasih orang baik \U0001f60a\n"
    )
    found = entries(tmp_path, text)
    assert [(one.book.full_title, one.book.authors, len(one.copies)) for one in found] == [
        ("Merpati", ("Budi Hartono",), 2), ("Ombak Pagi", ("Sari Wulandari",), 1),
    ]  # fmt: skip


def test_a_line_that_is_set_in_goes_on_with_the_one_above(tmp_path: Path) -> None:
    text = "1. Panduan Lengkap Budidaya Jamur\n   untuk Pemula - Sari Wulandari\n2. Merpati - Budi Hartono\n"
    found = entries(tmp_path, text)
    assert [(one.book.full_title, one.book.authors) for one in found] == [
        ("Panduan Lengkap Budidaya Jamur untuk Pemula", ("Sari Wulandari",)), ("Merpati", ("Budi Hartono",)),
    ]  # fmt: skip


def test_authors_before_a_colon_where_names_stand_there(tmp_path: Path) -> None:
    text = "Hartono, Budi : Merpati\nHartono, Budi : Elang\nSari W. Dewi: Ombak Pagi\nKH. Salim : Safar\n"
    assert [(one.book.title, one.book.authors) for one in entries(tmp_path, text)] == [
        ("Merpati", ("Budi Hartono",)), ("Elang", ("Budi Hartono",)), ("Ombak Pagi", ("Sari W. Dewi",)),
        ("Safar", ("Salim",)),
    ]  # fmt: skip
    titles = "Merpati: Kisah Cinta\nElang: Burung Kita\nOmbak: Laut Jawa\n"
    assert all(not one.book.authors for one in entries(tmp_path, titles))


def test_numbers_in_brackets_are_copies_where_no_title_comes_again(tmp_path: Path) -> None:
    copies = entries(tmp_path, "Merpati - Budi (2)\nOmbak Pagi - Sari\nDua Rumah (3)\n")
    assert [len(one.copies) for one in copies] == [2, 1, 3] and copies[0].book.authors == ("Budi",)
    volumes = entries(tmp_path, "Merpati (1)\nMerpati (2)\nDua Rumah\n")
    assert [len(one.copies) for one in volumes] == [1, 1, 1]


def test_isbns_behind_titles_are_no_list_of_isbns(tmp_path: Path) -> None:
    text = "1. Merpati - Budi Hartono - ISBN 978-602-03-3295-6\n2. Ombak Pagi - Sari - 9789793062792\n"
    assert [(one.book.title, one.book.isbn) for one in entries(tmp_path, text)] == [
        ("Merpati", "9786020332956"), ("Ombak Pagi", "9789793062792"),
    ]  # fmt: skip


def test_the_class_that_a_title_names_is_not_said_again(tmp_path: Path) -> None:
    found = entries(tmp_path, "Kelas 4\n1. Matematika kls 4 Erlangga 2013 10 buku\n2. IPA kls 4 Erlangga 2013 8 buku\n")
    assert [one.book.full_title for one in found] == ["Matematika kls 4", "IPA kls 4"]


def test_what_others_answer_in_a_chat_is_no_book(tmp_path: Path) -> None:
    text = (
        "[12/03/24 19.02.11] Bu Sri: Assalamualaikum, ini buku saya\n[12/03/24 19.02.40] Bu Sri: Merpati 2 buku\n"
        "[12/03/24 19.02.58] Bu Sri: Halo Balita\n[12/03/24 19.04.50] Mba Rina: siap dicatat\n"
        "[12/03/24 19.05.44] Bu Sri: Ombak Pagi\n[12/03/24 19.06.20] Bu Sri: sudah itu saja\n"
    )
    found = read(tmp_path, text)
    books = [one for one in found if isinstance(one, Entry)]
    assert [(one.book.full_title, len(one.copies)) for one in books] == [
        ("Merpati", 2), ("Halo Balita", 1), ("Ombak Pagi", 1),
    ]  # fmt: skip
    assert {one.row for one in found if isinstance(one, Problem)} == {0, 1, 4, 6}
