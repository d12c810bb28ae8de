"""One list of books in the many forms in which people type it: the same books come out of every one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from koleksi import dedupe, intake
from koleksi._intake.headings import field_of
from koleksi.book import Entry, Problem

Row = Sequence[str]

# title, authors, publisher, year, ISBN as typed, copies, price as typed
BOOKS = (
    ("Laskar pelangi", "Andrea Hirata", "Bentang", "2005", "979-3062-79-7", "3", "Rp 59.000"),
    ("Bumi manusia; anak semua bangsa", "Pramoedya Ananta Toer", "Hasta Mitra", "1980", "", "1", "45.000,-"),
    ("Ayah – cerita “Betawi”", "Firman Muntaco", "Masup", "2006", "", "2", "25000"),
    ("Aku, ini binatang jalang", "Chairil Anwar", "Gramedia", "1986", "978-602-03-3295-6", "1", ""),
    ("Siti Nurbaya", "Marah Rusli", "Balai Pustaka", "2001", "979-407-167-6", "12", "Rp. 31.500,00"),
)
FACTS = (
    ("Laskar pelangi", ("Andrea Hirata",), "Bentang", 2005, "9789793062792", 3, 59000),
    ("Bumi manusia; anak semua bangsa", ("Pramoedya Ananta Toer",), "Hasta Mitra", 1980, "", 1, 45000),
    ("Ayah – cerita “Betawi”", ("Firman Muntaco",), "Masup", 2006, "", 2, 25000),
    ("Aku, ini binatang jalang", ("Chairil Anwar",), "Gramedia", 1986, "9786020332956", 1, None),
    ("Siti Nurbaya", ("Marah Rusli",), "Balai Pustaka", 2001, "9789794071670", 12, 31500),
)
HEADINGS = (
    (
        "Judul",
        "Judul Buku",
        "JUDUL BUKU :",
        "Nama Buku",
        "Title",
        "Judul Koleksi",
        "Judul Bahan Pustaka",
        "judul pustaka",
        "Judul Bku",
        "Buku",
    ),
    (
        "Pengarang",
        "Penulis",
        "PENGARANG/PENULIS",
        "Nama Pengarang",
        "Author",
        "Nama Penulis",
        "Penggarang",
        "Pengarang Buku",
        "Penulis Buku",
    ),
    ("Penerbit", "PENERBIT", "Nama Penerbit", "Publisher", "Penerbt", "Penerbit Buku"),
    ("Tahun", "Thn", "Tahun Terbit", "TH. TERBIT", "Thn. Terbit", "Year", "Tahun Terbitan", "Tahun Penerbitan"),
    ("ISBN", "No. ISBN", "Nomor ISBN", "isbn", "ISBN/ISSN", "Kode ISBN", "ISBN-13"),
    (
        "Eks",
        "Jumlah",
        "Jml",
        "Jumlah Eksemplar",
        "Jml. Eks.",
        "Eksemplar",
        "Qty",
        "Banyaknya",
        "Jumlah (eks)",
        "Jumlah Buku",
        "Jml Buku",
    ),
    ("Harga", "Harga (Rp)", "HARGA SATUAN", "Price", "Harga Buku (Rp.)", "Harga/eks", "Harga Satuan (Rp)"),
)
TITLES = (
    "DAFTAR BUKU PERPUSTAKAAN DESA SUKAMAJU",
    "Daftar Inventaris Buku Sumbangan",
    "Tahun 2024",
    "Kecamatan Cibeber",
    "Judul: daftar buku hibah",
    "Penerbit bermacam-macam",
    "Jumlah buku: 5 judul",
)
ENDS: tuple[tuple[str, ...], ...] = (
    ("Jumlah", "", "", "", "", "19"), ("", "TOTAL", "", "", "", "19", "160500"), ("Total buku: 19",),
    ("Jumlah Total", "19"), ("", "", "", "", "", "Jumlah", "19"),
    ("", "", "", "", "", "Sukamaju, 12 Mei 2024"), ("", "Mengetahui,"), ("Kepala Desa Sukamaju",),
    ("", "", "", "NIP. 19700101 199003 1 001"), ("Petugas Perpustakaan", "", "", "Kepala Desa"),
    ("Catatan: buku rusak tidak dihitung",), ("Keterangan : B = baik, R = rusak",),
    ("JUMLAH KESELURUHAN", "", "", "", "", "19"), ("Halaman 1 dari 1",),
)  # fmt: skip


def said(path: Path) -> list[tuple[Any, ...]]:
    return [
        (e.book.title, e.book.authors, e.book.publisher, e.book.year, e.book.isbn, len(e.copies), e.copies[0].price)
        for e in intake.read(path)
        if isinstance(e, Entry)
    ]


def errors(path: Path) -> list[Problem]:
    return [p for p in intake.read(path) if isinstance(p, Problem) and p.severity == "error"]


def as_csv(rows: Sequence[Row], delimiter: str = ";", quoting: int = csv.QUOTE_MINIMAL) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n", quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


def as_xlsx(
    path: Path, rows: Sequence[Row], merges: Sequence[str] = (), more: Callable[[Workbook], None] = lambda book: None
) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([cell or None for cell in row])
    for cells in merges:
        sheet.merge_cells(cells)
    more(book)
    book.save(path)
    return path


@st.composite
def layouts(draw: st.DrawFn) -> list[Row]:
    """A sheet around the books: titles above, a heading in other words and order, blank rows, page heads, sums,
    signatures."""
    order = draw(st.permutations(range(7)))
    numbered = draw(st.booleans())
    heading = [draw(st.sampled_from(HEADINGS[n])) for n in order]
    rows: list[Row] = [(title,) for title in draw(st.lists(st.sampled_from(TITLES), max_size=4))]
    heading = ["No", *heading] if numbered else heading
    rows += [[]] * draw(st.integers(0, 2)) + [heading]
    if draw(st.booleans()):
        rows.append([str(n + 1) for n in range(len(heading))])
    for number, book in enumerate(BOOKS, start=1):
        cells = [book[n] for n in order]
        rows.append([f"{number}.", *cells] if numbered else cells)
        rows += draw(st.sampled_from(([], [], [], [[]], [[""] * 8], [heading])))
    return rows + [[]] * draw(st.integers(0, 2)) + draw(st.lists(st.sampled_from(ENDS), max_size=4))


@settings(max_examples=150, deadline=None)
@given(
    rows=layouts(),
    delimiter=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be-bom"]),
    sep=st.booleans(),
    end=st.sampled_from(["\r\n", "\n", "\r"]),
)
def test_the_same_books_come_out_of_every_layout(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], delimiter: str, encoding: str, sep: bool, end: str
) -> None:
    path = tmp_path_factory.mktemp("messy") / "daftar.csv"
    text = (f"sep={delimiter}\r\n" if sep else "") + as_csv(rows, delimiter)
    text = text.replace("\r\n", end)
    path.write_bytes(b"\xfe\xff" + text.encode("utf-16-be") if encoding == "utf-16-be-bom" else text.encode(encoding))
    assert said(path) == list(FACTS)
    assert not errors(path)


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("Judul / Pengarang", "Laskar Pelangi / Andrea Hirata", ("Laskar Pelangi", ("Andrea Hirata",))),
        ("Judul/Pengarang", "Ayah : sebuah cerita / Andrea Hirata", ("Ayah", ("Andrea Hirata",))),
        ("Judul dan Pengarang", "Laskar Pelangi oleh Andrea Hirata", ("Laskar Pelangi", ("Andrea Hirata",))),
        ("Judul & Penulis", "Laskar Pelangi - Andrea Hirata", ("Laskar Pelangi", ("Andrea Hirata",))),
        ("Judul, Pengarang", "Laskar Pelangi, Hirata, Andrea", ("Laskar Pelangi", ("Andrea Hirata",))),
        ("Judul, Pengarang", "Aku, ini binatang jalang", ("Aku, ini binatang jalang", ())),
        ("Judul / Pengarang", "Laskar Pelangi", ("Laskar Pelangi", ())),
        ("Pengarang / Judul", "Andrea Hirata / Laskar Pelangi", ("Laskar Pelangi", ("Andrea Hirata",))),
        ("Pengarang / Judul", "Laskar Pelangi", ("Laskar Pelangi", ())),
    ],
)
def test_title_and_author_in_one_column(
    tmp_path: Path, heading: str, cell: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    book = entries_of(tmp_path, f"No;{heading};Jumlah\n1;{cell};2\n")[0].book
    assert (book.title, book.authors) == expected


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("Kota / Penerbit / Tahun", "Yogyakarta : Bentang, 2005", ("Yogyakarta", "Bentang", 2005)),
        ("Kota, Penerbit, Tahun", "Yogyakarta, Bentang, 2005", ("Yogyakarta", "Bentang", 2005)),
        ("Penerbit, Kota, Tahun", "Bentang, Yogyakarta (2005)", ("Yogyakarta", "Bentang", 2005)),
        ("Penerbit/Tahun", "Bentang 2005", ("", "Bentang", 2005)),
        ("Penerbit dan Tahun", "Balai Pustaka", ("", "Balai Pustaka", None)),
        ("Kota / Penerbit", "Balai Pustaka", ("", "Balai Pustaka", None)),
        ("Tempat Terbit : Penerbit", "Jakarta : Balai Pustaka", ("Jakarta", "Balai Pustaka", None)),
    ],
)
def test_place_publisher_and_year_in_one_column(
    tmp_path: Path, heading: str, cell: str, expected: tuple[str, str, int | None]
) -> None:
    book = entries_of(tmp_path, f"Judul;{heading}\nLaskar Pelangi;{cell}\n")[0].book
    assert (book.place, book.publisher, book.year) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Laskar Pelangi : novel / Andrea Hirata", ("Laskar Pelangi", "novel", "")),
        ("Laskar Pelangi / ANDREA HIRATA.", ("Laskar Pelangi", "", "")),
        (
            "Laskar Pelangi / oleh Andrea Hirata ; editor Imam Risdiyanto",
            ("Laskar Pelangi", "", "oleh Andrea Hirata ; editor Imam Risdiyanto"),
        ),
        ("Pemrograman client / server", ("Pemrograman client / server", "", "")),
    ],
)
def test_an_author_behind_the_title_is_parted_off_where_the_author_column_agrees(
    tmp_path: Path, title: str, expected: tuple[str, str, str]
) -> None:
    book = entries_of(tmp_path, f"Judul|Pengarang\n{title}|Andrea Hirata\n")[0].book
    assert (book.title, book.subtitle, book.responsibility) == expected
    alone = entries_of(tmp_path, f"Judul|Penerbit\n{title}|Bentang\n")[0].book
    assert alone.title.startswith(title[:14]) and "/" in alone.title + alone.subtitle


def test_a_number_scanned_into_the_column_of_titles_is_an_isbn(tmp_path: Path) -> None:
    entries = entries_of(tmp_path, "Judul;Pengarang\n9786020332956;\n979-3062-79-7;Andrea Hirata\n1984;George Orwell\n")
    assert [(e.book.title, e.book.isbn) for e in entries] == [
        ("", "9786020332956"),
        ("", "9789793062792"),
        ("1984", ""),
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("DDC", "297.122 3", ("297.1223", "", "")),
        ("Klasifikasi", "2X4,1", ("2X4.1", "", "")),
        ("No Klas", "4", ("004", "", "")),
        ("No. Klas", "28.5", ("028.5", "", "")),
        ("Nomor kelas", "R 030", ("030", "R 030", "")),
        ("Klasifikasi", "813 HIR l", ("813", "813 HIR l", "")),
        ("Klasifikasi", "Fiksi", ("", "", "")),
        ("Klasifikasi", "959.8.1", ("", "", "")),
        ("Kelas", "398.2", ("398.2", "", "")),
        ("Kelas", "7", ("", "", "Kelas 7")),
        ("Kelas", "VII A", ("", "", "Kelas VII")),
        ("Kelas", "kelas 4 SD", ("", "", "Kelas 4 SD")),
        ("Untuk kelas", "x", ("", "", "Kelas X")),
    ],
)
def test_a_class_number_a_call_number_and_a_class_at_school_are_told_apart(
    tmp_path: Path, heading: str, cell: str, expected: tuple[str, str, str]
) -> None:
    entry = entries_of(tmp_path, f"Judul;{heading};Penerbit\nMatematika;{cell};Erlangga\n")[0]
    book = entry.book
    assert (book.ddc, book.call_number, book.audience) == expected
    assert book.subtitle == expected[2], "the class at school tells the books of a series apart"
    assert (
        (cell in " ".join(book.notes))
        == (expected == ("", "", ""))
        == any(problem.code == "class" for problem in entry.problems)
    )


@pytest.mark.parametrize(
    ("cell", "extent", "height"),
    [
        ("216 hlm.: 18 x 25 cm.", "216 hlm.", 25), ("xvi, 418 hlm.; 22,9 cm", "xvi, 418 hlm.", 23),
        ("vii, 348 hlm ; 14 x 21.5 cm", "vii, 348 hlm", 22),
        ("xii, 260 hlm.; Illus.; 23 cm", "xii, 260 hlm.; Illus.", 23), ("192", "192 hlm.", None),
        ("viii,129 hlm", "viii,129 hlm", None),
    ],
)  # fmt: skip
def test_a_size_behind_the_pages_is_the_height(tmp_path: Path, cell: str, extent: str, height: int | None) -> None:
    book = entries_of(tmp_path, f"Judul|Kolasi\nX|{cell}\n")[0].book
    assert (book.extent, book.height_cm) == (extent, height)


@pytest.mark.parametrize(
    ("cell", "height"),
    [("21", 21), ("14 x 21 cm", 21), ("20,5 cm", 21), ("21x14,8", 21), ("kecil", None), ("200 cm", None)],
)
def test_a_column_of_sizes(tmp_path: Path, cell: str, height: int | None) -> None:
    assert entries_of(tmp_path, f"Judul|Ukuran\nX|{cell}\n")[0].book.height_cm == height


@pytest.mark.parametrize(
    ("cell", "copies"),
    [("dua", 2), ("Tiga eks", 3), ("dua belas", 1), ("2 eks.", 2), ("12,0", 12), ("banyak", 1), ("0", 1), ("", 1)],
)
def test_a_number_of_copies(tmp_path: Path, cell: str, copies: int) -> None:
    assert len(entries_of(tmp_path, f"Judul|Jml\nX|{cell}\n")[0].copies) == copies


def test_a_schools_list_of_textbooks_has_no_column_of_titles(tmp_path: Path) -> None:
    entries = entries_of(
        tmp_path,
        "DAFTAR BUKU PAKET\nNo;Mata "
        "Pelajaran;Kelas;Semester;Penerbit;Jml\n1;Matematika;VII;1;Erlangga;30\n2;Matematika;VII;2;Erlangga;28\n3;Matematika;8;;Erlangga;5\n",
    )
    assert [(e.book.title, e.book.subtitle, len(e.copies)) for e in entries] == [
        ("Matematika", "Kelas VII Semester 1", 30), ("Matematika", "Kelas VII Semester 2", 28),
        ("Matematika", "Kelas 8", 5)]  # fmt: skip
    assert len(dedupe.groups([e.book for e in entries]).groups) == 3


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Judul Buku Bacaan Siswa", "title"),
        ("Judul Asli", ""),
        ("Judul Seri", "series"),
        ("Penulis Naskah Buku", "authors"),
        ("Tahun Ajaran", ""),
        ("Jumlah Rusak", ""),
    ],
)
def test_a_heading_that_nobody_foresaw_goes_by_its_first_word(heading: str, field: str) -> None:
    assert field_of(heading) == field


def test_columns_of_one_kind_are_read_as_one_and_a_second_opinion_is_a_note(tmp_path: Path) -> None:
    book = entries_of(
        tmp_path, "Judul;Pengarang 1;Pengarang 2;Tahun;Penerbit, Tahun\nA;Budi Santoso;Siti Aminah;1999;Bentang, 2005\n"
    )[0].book
    assert (book.authors, book.publisher, book.year, book.notes) == (
        ("Budi Santoso", "Siti Aminah"),
        "Bentang",
        1999,
        ("2005",),
    )


def entries_of(folder: Path, text: str) -> list[Entry]:
    path = folder / "daftar.csv"
    path.write_text(text, encoding="utf-8")
    return [item for item in intake.read(path) if isinstance(item, Entry)]


@pytest.mark.parametrize(
    ("cell", "authors", "translators"),
    [
        ("Dee; penerjemah Budi Santoso", ("Dee",), ("Budi Santoso",)),  # he was an author as well
        ("Dee, penterjemah: Budi Santoso", ("Dee",), ("Budi Santoso",)),
        ("Dee, terj. Budi Santoso", ("Dee",), ("Budi Santoso",)),
        ("Dee (penerj. Budi Santoso)", ("Dee",), ("Budi Santoso",)),
        ("Dee (terj.)", ("Dee",), ()),
        ("Ali; tim penerjemah Intermedia", ("Ali",), ("Intermedia",)),
        ("Penerjemah: Yayasan Obor", (), ("Yayasan Obor",)),
        ("Tim Penerjemah Al-Qur'an", ("Tim Penerjemah Al-Qur'an",), ()),
        ("Lembaga Penerjemah Kristen", ("Lembaga Penerjemah Kristen",), ()),
        ("Departemen Agama, alih bahasa Budi Santoso", ("Departemen Agama",), ("Budi Santoso",)),
    ],
)
def test_a_translator_in_the_column_of_authors(
    tmp_path: Path, cell: str, authors: tuple[str, ...], translators: tuple[str, ...]
) -> None:
    (entry,) = entries_of(tmp_path, f"Judul|Pengarang\nSatu|{cell}\n")
    assert entry.book.authors == authors
    assert tuple(one.name for one in entry.book.contributors if one.role == "translator") == translators


def test_what_was_understood_is_told_in_one_language(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("No,Judul,Nama Pengarang,Zzz\n1,Laskar Pelangi,Andrea Hirata,x\n", encoding="utf-8")
    assert intake.describe(path).splitlines()[1:] == [
        "  1 baris buku",
        "    judul kolom: baris 1",
        "    No -> tidak dipakai: 1",
        "    Judul -> judul: Laskar Pelangi",
        "    Nama Pengarang -> pengarang: Andrea Hirata",
        "    Zzz -> menjadi catatan: x",
    ]
    assert intake.describe(path, "en").splitlines()[1:] == [
        "  1 rows of books",
        "    headings: row 1",
        "    No -> not used: 1",
        "    Judul -> title: Laskar Pelangi",
        "    Nama Pengarang -> author: Andrea Hirata",
        "    Zzz -> kept as a note: x",
    ]
