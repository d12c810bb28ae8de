"""Lists of our own of each kind that schools and villages keep: what is a book, what is said of it, and what is passed
over with a word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from koleksi import intake
from koleksi._intake.between import said_by
from koleksi.book import Book, Copy
from koleksi.errors import InputError
from koleksi.exports import spreadsheet
from typed_lists import BOOKS, Row, a_list, a_workbook, entries, titles, told

# sheets without books


@pytest.mark.parametrize(
    "rows",
    [
        (("Nama", "Jabatan", "No HP"), ("Sari", "Kepala Perpustakaan", "0812")),
        (("Nama", "HP"), ("Budi", "0812"), ("Siti", "081234567890")),
        (("Tgl", "Nama", "Judul Buku", "Kembali"), ("1/7/26", "Budi", "Bumi", "8/7/26")),
        (("No", "Nama Siswa", "Kelas", "Judul Buku", "Tgl Pinjam", "Tgl Kembali"), (1, "Ani", "VII", "Bumi", "", "")),
        (("No Anggota", "Nama", "Kelas", "Alamat"), ("A1", "Budi", "7A", "Jl. Mawar")),
        (("Tanggal", "Nama Pengunjung", "Keperluan", "Judul Buku"), ("1/7/26", "Budi", "Membaca", "Bumi")),
        (("Klasifikasi", "Jumlah Judul", "Jumlah Eksemplar", "Judul"), ("000", 3, 9, "x")),
        (("Catatan rapat",), ("Rak baru dibeli bulan depan",)),
        (("Borrower", "Title", "Loan date", "Due date"), ("Budi", "Bumi", "2026-07-01", "2026-07-08")),
    ],
    ids=["staff", "telephones", "loans", "loans of a class", "members", "visitors", "sums", "notes", "English loans"],
)
def test_a_sheet_without_books_is_passed_over_and_named_while_another_holds_books(
    tmp_path: Path, rows: Sequence[Row]
) -> None:
    path = a_workbook(tmp_path, Buku=BOOKS, Lain=rows)
    assert titles(path) == ["Laskar Pelangi", "Bumi"]
    assert told(path) == [("sheet-passed", 0, "Lain")]


def test_a_hidden_sheet_is_passed_over_unless_it_is_the_only_list(tmp_path: Path) -> None:
    other = (BOOKS[0], (1, "Hujan", "Tere Liye", 1))
    path = a_workbook(tmp_path, hidden=["Lama"], Buku=BOOKS, Lama=other)
    assert titles(path) == ["Laskar Pelangi", "Bumi"]
    assert told(path) == [("sheet-passed", 0, "Lama")]
    alone = a_workbook(tmp_path, hidden=["Lama"], Kosong=(), Lama=other)
    assert titles(alone) == ["Hujan"]


def test_a_sheet_of_books_with_who_has_them_is_a_list_of_books(tmp_path: Path) -> None:
    text = "Judul;Pengarang;Penerbit;Tahun;Peminjam;Tgl Kembali\nBumi;Tere Liye;Gramedia;2014;Budi;1/7/26\n"
    assert titles(a_list(tmp_path, text)) == ["Bumi"]


def test_a_file_of_loans_alone_is_no_list_and_says_so(tmp_path: Path) -> None:
    path = a_list(tmp_path, "Tgl;Nama;Judul Buku;Kembali\n1/7/26;Budi;Bumi;8/7/26\n")
    with pytest.raises(InputError, match="daftar pinjaman"):
        list(intake.read(path))


# lines between books


def test_lines_between_numbered_books_are_told_to_the_books_below(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "No;Judul;Pengarang;Jml\n;Hibah dari Ibu Ratna;;\n1;Bumi;Tere Liye;1\nRAK 2;;;\n2;Hujan;Tere Liye;1\n"
        ";KELAS VII;;\n3;Matematika;;30\n;KELAS VIII;;\n4;Matematika;;28\n;NOVEL;;\nA.;Terjemahan;;\n"
        "5;Pulang;Tere Liye;1\n"
        ";Pembelian dana BOS 2023;;\n6;Ayah;Andrea Hirata;2\n",
    )
    found = entries(path)
    assert [(e.book.title, e.book.subtitle) for e in found] == [
        ("Bumi", ""), ("Hujan", ""), ("Matematika", "Kelas VII"), ("Matematika", "Kelas VIII"), ("Pulang", ""),
        ("Ayah", ""),
    ]  # fmt: skip
    assert [(e.copies[0].source, e.copies[0].source_name, e.copies[0].location) for e in found] == [
        ("Hibah", "Ibu Ratna", ""), *[("Hibah", "Ibu Ratna", "RAK 2")] * 4, ("Pembelian", "dana BOS 2023", "RAK 2"),
    ]  # fmt: skip
    assert [(code, row) for code, row, _ in told(path)] == [("row-between", n) for n in (2, 4, 6, 8, 10, 11, 13)]


def test_what_a_row_says_of_itself_comes_before_the_line_above_it(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "No;Judul;Jml;Asal;Rak\n;Sumbangan Bpk. Camat;;;\n1;Bumi;1;beli;\n;RAK 1;;;\n2;Hujan;1;;A3\n3;Ayah;1;;\n",
    )
    copies = [entry.copies[0] for entry in entries(path)]
    assert [(copy.source, copy.source_name, copy.location) for copy in copies] == [
        ("beli", "", ""), ("Sumbangan", "Bpk. Camat", "A3"), ("Sumbangan", "Bpk. Camat", "RAK 1"),
    ]  # fmt: skip


def test_the_title_of_a_part_is_the_category_of_the_books_below_that_say_none(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "No;Judul;Kategori;Jml\n1;Bumi;;1\n;BUKU AGAMA;;\n2;Sabar;;2\n3;Padi;Tani;1\n;NOVEL;;\n4;Hujan;;3\n"
        ";BUKU BARU;;\n5;Pulang;;1\n",
    )
    assert [entry.book.subjects for entry in entries(path)] == [(), ("Agama",), ("Tani",), ("Novel",), ()]


def test_a_book_whose_number_was_forgotten_is_a_book(tmp_path: Path) -> None:
    text = "No;Judul;Pengarang\n1;Bumi;Tere Liye\n2;Hujan;Tere Liye\n;Negeri Lima Menara;\n4;Pulang;Tere Liye\n"
    path = a_list(tmp_path, text)
    assert titles(path) == ["Bumi", "Hujan", "Negeri Lima Menara", "Pulang"]
    assert told(path) == []


def test_a_row_deleted_before_the_title_of_a_part_makes_it_no_book(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "No;Judul;Pengarang\n;FIKSI;\n1;Bumi;Tere Liye\n;NON FIKSI;\n3;Merawat Padi;Ani\n;RAK 2;\n5;Pulang;Leila\n",
    )
    assert [(entry.book.title, entry.book.subjects) for entry in entries(path)] == [
        ("Bumi", ("Fiksi",)), ("Merawat Padi", ()), ("Pulang", ()),
    ]  # fmt: skip


def test_a_book_without_its_number_whose_words_may_title_a_part_is_asked(tmp_path: Path) -> None:
    path = a_list(tmp_path, "No;Judul;Pengarang\n1;Bumi;Tere Liye\n;Buku Pintar;\n3;Pulang;Leila\n")
    assert titles(path) == ["Bumi", "Buku Pintar", "Pulang"]
    assert told(path) == [("line-or-book", 3, "Buku Pintar")]


def test_a_line_that_may_be_a_book_is_kept_and_asked(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "Judul;Pengarang;Jml\nBumi;Tere Liye;1\nRak Buku Ajaib;;\nHujan;Tere Liye;3\nAyah;Andrea Hirata;2\n"
        "Pulang;Leila;1\n",
    )
    assert titles(path) == ["Bumi", "Rak Buku Ajaib", "Hujan", "Ayah", "Pulang"]
    assert told(path) == [("line-or-book", 3, "Rak Buku Ajaib")]


def test_a_long_loud_title_among_quiet_ones_is_asked_and_a_short_one_is_a_part(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "Judul;Pengarang;Jml\nBumi;Tere Liye;1\nKUMPULAN SOAL UJIAN TEORI MENGEMUDI;;\nHujan;Tere Liye;3\n"
        "BUKU AGAMA;;\nAyah;Andrea Hirata;2\nPulang;Leila;1\n",
    )
    assert told(path) == [
        ("line-or-book", 3, "KUMPULAN SOAL UJIAN TEORI MENGEMUDI"),
        ("row-between", 5, "BUKU AGAMA"),
    ]


def test_titles_alone_are_books_without_a_question(tmp_path: Path) -> None:
    path = a_list(
        tmp_path, "Judul;Pengarang\nHibah dan Wakaf;\nDari Ave Maria ke Jalan Lain ke Roma;\nBumi;Tere Liye\n"
    )
    assert titles(path) == ["Hibah dan Wakaf", "Dari Ave Maria ke Jalan Lain ke Roma", "Bumi"]
    assert told(path) == []


def test_names_between_the_signatures_are_no_books(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "Judul;Pengarang;Jml\nBumi;Tere Liye;1\nKetua Kelas;Ani;1\nJumlah;;2\nSleman, 2 Mei 2024;;\n"
        "Mengetahui,;Petugas,;\nKepala Sekolah;;\n;;\nBudi Santoso, M.Pd.;Siti Aminah;\nNIP. 19650101 199003 1 001;;\n",
    )
    assert titles(path) == ["Bumi", "Ketua Kelas"]
    assert {code for code, _, _ in told(path)} == {"row-below"}


def test_an_office_and_its_name_in_another_column_are_no_books(tmp_path: Path) -> None:
    for numbers in (("1", "2"), ("", "")):
        path = a_list(
            tmp_path,
            f"No;Judul;Pengarang;Penerbit\n{numbers[0]};Bumi;Tere Liye;Gramedia\n"
            f"{numbers[1]};Ayah;Andrea Hirata;Bentang\n"
            ";;;Kepala Perpustakaan,\n;;;\n;;;Rina Wati\n",
        )
        assert titles(path) == ["Bumi", "Ayah"]
        assert {code for code, _, _ in told(path)} == {"row-below"}


def test_a_list_beside_titles_of_our_own_is_read_too(tmp_path: Path) -> None:
    """A workbook in which somebody put a list of donations behind the sheet that koleksi made."""
    made = tmp_path / "katalog.xlsx"
    made.write_bytes(spreadsheet.workbook([(Book(title="Ayah"), (Copy(barcode="B1"),))], "id"))
    rows = CalamineWorkbook.from_path(str(made)).get_sheet_by_index(0).to_python()
    path = a_workbook(tmp_path, Katalog=[tuple(row) for row in rows], Sumbangan=BOOKS)
    assert titles(path) == ["Ayah", "Laskar Pelangi", "Bumi"]
    assert len({entry.source for entry in entries(path)}) == 2
    assert [sheet.records for sheet in intake.understand(path)] == [1, 2]


def test_a_line_above_does_not_speak_for_what_a_row_says_itself(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "No;Judul;Kelas/Semester;Pengarang\n1;Matematika;;Ani\n;KELAS VII;;\n2;Fisika;8/1;Budi\n3;Biologi;;Cici\n",
    )
    assert [entry.book.audience for entry in entries(path)] == ["", "Kelas 8 Semester 1", "Kelas VII"]


def test_a_second_table_below_the_first_has_its_own_headings(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "Judul;Pengarang;Penerbit\nBumi;Tere Liye;Gramedia\n;;\nPengarang;Judul;Tahun\nAndrea Hirata;Ayah;2015\n",
    )
    assert [(e.book.title, e.book.authors, e.book.year) for e in entries(path)] == [
        ("Bumi", ("Tere Liye",), None),
        ("Ayah", ("Andrea Hirata",), 2015),
    ]


@pytest.mark.parametrize(
    ("line", "kind", "sure", "fields"),
    [
        ("Sumbangan Bpk. Camat", "source", True, {"source": "Sumbangan", "source_name": "Bpk. Camat"}),
        ("Dari Ibu Ani (alumni 1998)", "source", True, {"source_name": "Ibu Ani (alumni 1998)"}),
        ("DONATUR : SITI", "source", True, {"source": "DONATUR", "source_name": "SITI"}),
        ("Donated by Mr. Smith", "source", True, {"source": "Donated", "source_name": "Mr. Smith"}),
        ("RAK 2", "place", True, {"location": "RAK 2"}),
        ("Lemari: Agama", "place", True, {"location": "Lemari: Agama"}),
        ("KELAS X IPA", "class", True, {"class": "X"}),
        ("Kelas 4 Semester 1", "class", True, {"class": "4", "semester": "1"}),
        ("BUKU AGAMA", "section", False, {"subjects": "Agama"}),
        ("200 - Agama", "section", False, {"subjects": "Agama"}),
        ("KATEGORI: BUKU PERTANIAN", "section", False, {"subjects": "Pertanian"}),
        ("B. Buku Cerita Anak", "section", False, {"subjects": "Cerita Anak"}),
        ("NOVEL", "section", False, {"subjects": "Novel"}),
        ("Mata Pelajaran Bahasa Inggris", "section", False, {"subjects": "Bahasa Inggris"}),
        ("GOLONGAN 200", "section", False, {}),
        ("KELOMPOK A", "section", False, {}),
        ("BUKU BARU", "section", False, {}),
        ("KOLEKSI BUKU LAMA", "section", False, {}),
        ("Hadiah untuk Ibu", "source", False, {"source": "Hadiah", "source_name": "untuk Ibu"}),
        ("Dari Bapak untuk Anak", "source", False, {"source_name": "Bapak untuk Anak"}),
        ("Ruang Rindu", "place", False, {"location": "Ruang Rindu"}),
        ("Laskar Pelangi", "", False, {}),
        ("Dr. Zhivago", "", False, {}),
    ],
)
def test_what_a_line_says(line: str, kind: str, sure: bool, fields: dict[str, str]) -> None:
    said = said_by(line)
    assert (said.kind, said.sure, dict(said.fields)) == (kind, sure, fields)


# cells that a spreadsheet changed


def test_an_error_a_date_and_a_truth_value_as_title_are_asked(tmp_path: Path) -> None:
    text = "Judul;Pengarang\n#REF!;Ani\n2024-05-05;Budi\nTRUE;Cici\n1984;George Orwell\n"
    path = a_list(tmp_path, text)
    assert titles(path) == ["2024-05-05", "TRUE", "1984"]
    assert [(code, row) for code, row, _ in told(path)] == [
        ("cell-error", 2), ("row-empty", 2), ("title-odd", 3), ("title-odd", 4),
    ]  # fmt: skip


def test_a_formula_without_a_stored_result_and_an_error_are_named(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path, Buku=(("Judul", "Pengarang", "Jml"), ("=A9", "Ani", 1), ("=A10", "Budi", 1), ("Bumi", "x", 1))
    )
    book = openpyxl.load_workbook(path)
    book["Buku"]["B4"].value, book["Buku"]["B4"].data_type = "#NAME?", "e"
    book.save(path)
    said = [one for one in told(path) if one[0] != "row-empty"]
    assert said == [("cell-error", 4, "#NAME?"), ("formula", 2, "=A9")]


def test_a_class_number_whose_point_excel_took_is_put_back_and_said(tmp_path: Path) -> None:
    path = a_list(tmp_path, "Judul;DDC\nDongeng;398209\nFiksi;813\n")
    assert [entry.book.ddc for entry in entries(path)] == ["398.209", "813"]
    (found,) = [one for entry in entries(path) for one in entry.problems]
    assert (found.code, found.row, found.severity) == ("class-point", 2, "warning") and "398.209" in found.what.id


def test_a_grade_tells_books_apart_beside_a_class_number_too(tmp_path: Path) -> None:
    path = a_list(tmp_path, "Judul;DDC;Kls.\nMatematika;510;4\nMatematika;510;5\n")
    assert [(e.book.ddc, e.book.subtitle) for e in entries(path)] == [("510", "Kelas 4"), ("510", "Kelas 5")]


@pytest.mark.parametrize(
    ("cell", "number", "codes"),
    [
        ("398209", "398.209", ["class-point"]),
        ("657.028.5", "657.0285", ["class-point"]),
        ("001.665.773", "001.665773", ["class-point"]),
        ("297.218", "297.218", []),
        ("5133", "", ["class"]),
        ("657.0285", "657.0285", []),
    ],
)
def test_points_of_a_class_number_that_part_thousands(tmp_path: Path, cell: str, number: str, codes: list[str]) -> None:
    (entry,) = entries(a_list(tmp_path, f"Judul;DDC\nA;{cell}\n"))
    assert (entry.book.ddc, [one.code for one in entry.problems]) == (number, codes)


def test_a_long_description_is_no_open_quote(tmp_path: Path) -> None:
    lines = "\n".join(f"baris, ke, {n}" for n in range(9))
    path = a_list(tmp_path, f'Judul,Sinopsis,Tahun\nBumi,"{lines}",2014\n')
    (entry,) = entries(path)
    assert entry.book.year == 2014


def test_days_that_excel_counts_are_days(tmp_path: Path) -> None:
    (entry,) = entries(a_list(tmp_path, "Judul;Tanggal Masuk\nBumi;43729,36\n"))
    assert entry.copies[0].received == "2019-09-21"


def test_a_word_in_a_column_of_classes_at_school_is_a_note(tmp_path: Path) -> None:
    (entry,) = entries(a_list(tmp_path, "Judul;Kelas\nBumi;Umum\n"))
    assert (entry.book.notes, entry.problems) == (("kelas: Umum",), ())


def test_a_quote_left_open_in_the_last_column_swallows_no_books(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        'Judul;Pengarang;Penerbit\nA Satu;Andi;"Gramedia\nB Dua;Budi;Mizan\nC Tiga;Cici;Erlangga\nD;E;F\n'
        'G;H;"Bentang"\nI;J;K\n',
    )
    with pytest.raises(InputError, match="baris 2"):
        entries(path)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2024/01/05", "2024-01-05"),
        ("5 Mei, 2024", "2024-05-05"),
        ("31-02-2024", "31-02-2024"),
        ("20240105", "20240105"),
    ],
)
def test_a_day_of_receipt_is_read_as_every_other_day(typed: str, read: str, tmp_path: Path) -> None:
    (entry,) = entries(a_list(tmp_path, f"Judul;Tanggal terima\nBumi Manusia;{typed}\n"))
    assert entry.copies[0].received == read
    assert bool(entry.problems) == (read == typed)


# what stands in the wrong place


@pytest.mark.parametrize(
    ("title", "count", "read", "copies"),
    [
        ("Laskar Pelangi (3 eks)", "", "Laskar Pelangi", 3),
        ("Bumi Manusia - 2 eks.", "2", "Bumi Manusia", 2),
        ("Hujan, 4 eksemplar", "", "Hujan", 4),
        ("Ayah [2 bh]", "", "Ayah", 2),
        ("Pulang (2 eks)", "5", "Pulang (2 eks)", 5),
        ("Resep 30 Buah", "", "Resep 30 Buah", 1),
        ("3 eks", "", "3 eks", 1),
    ],
)
def test_copies_counted_behind_a_title_are_no_part_of_it(
    tmp_path: Path, title: str, count: str, read: str, copies: int
) -> None:
    (entry,) = entries(a_list(tmp_path, f'Judul;Pengarang;Jml\n"{title}";Tere Liye;{count}\n'))
    assert (entry.book.title, len(entry.copies)) == (read, copies)


def test_the_name_of_a_sheet_says_of_its_books_what_a_line_above_them_would(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, category in (("KELAS VII", ""), ("BUKU AGAMA", "Hadis"), ("Sheet3", ""), ("RAK 2", "")):
        sheet = book.create_sheet(name)
        for row in (["Judul", "Pengarang", "Kategori"], ["Matematika", "Ani", category]):
            sheet.append(row)
    path = tmp_path / "daftar.xlsx"
    book.save(path)
    found = entries(path)
    assert [entry.book.subtitle for entry in found] == ["Kelas VII", "", "", ""]
    assert [entry.book.subjects for entry in found] == [(), ("Hadis",), (), ()]
    assert [entry.copies[0].location for entry in found] == ["", "", "", "RAK 2"]
    assert told(path) == [("row-between", 0, name) for name in ("BUKU AGAMA", "KELAS VII", "RAK 2")]


def test_a_shelf_ends_the_category_above_it(tmp_path: Path) -> None:
    path = a_list(tmp_path, "No;Judul;Jml\n;BUKU AGAMA;\n1;Sabar;1\n;RAK 3;\n2;Lele;1\n")
    assert [entry.book.subjects for entry in entries(path)] == [("Agama",), ()]


def test_a_heading_below_a_group_keeps_a_field_of_its_own(tmp_path: Path) -> None:
    path = a_list(
        tmp_path, "No;Judul;;Terbit;\n;Judul Utama;Anak Judul;Penerbit;Tahun\n1;Bumi;Sebuah Kisah;Gramedia;2014\n"
    )
    (entry,) = entries(path)
    assert (entry.book.title, entry.book.subtitle, entry.book.publisher, entry.book.year) == (
        "Bumi", "Sebuah Kisah", "Gramedia", 2014,
    )  # fmt: skip
