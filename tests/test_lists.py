"""Lists of our own of each kind that schools and villages keep: what is a book, what is said of it, and what is passed
over with a word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from koleksi import intake, process
from koleksi._intake.between import said_by
from koleksi._intake.encodings import decode
from koleksi._intake.headings import field_of
from koleksi._intake.joined import parted, place_and_publisher
from koleksi._intake.mending import is_damaged, mend
from koleksi.book import Entry, Problem
from koleksi.cli.root import cli
from koleksi.errors import InputError
from koleksi.job.sources import gather, lists_of

Row = Sequence[object]


def a_list(folder: Path, text: str, name: str = "daftar.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def a_workbook(folder: Path, *, hidden: Sequence[str] = (), **sheets: Sequence[Row]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    book.save(folder / "daftar.xlsx")
    return folder / "daftar.xlsx"


def entries(path: Path) -> list[Entry]:
    return [item for item in intake.read(path) if isinstance(item, Entry)]


def told(path: Path) -> list[tuple[str, int, str]]:
    """(code, row, value) of all that is said of a list and of its rows."""
    items = list(intake.read(path))
    found = [item for item in items if isinstance(item, Problem)]
    found += [one for item in items if isinstance(item, Entry) for one in item.problems]
    return sorted((one.code, one.row, one.value) for one in found)


def titles(path: Path) -> list[str]:
    return [entry.book.title for entry in entries(path)]


# sheets without books

BOOKS = (("No", "Judul", "Pengarang", "Jml"), (1, "Laskar Pelangi", "Andrea Hirata", 2), (2, "Bumi", "Tere Liye", 1))


@pytest.mark.parametrize(
    "rows",
    [
        (("Nama", "Jabatan", "No HP"), ("Sari", "Kepala Perpustakaan", "0812")),
        (("Tgl", "Nama", "Judul Buku", "Kembali"), ("1/7/26", "Budi", "Bumi", "8/7/26")),
        (("No", "Nama Siswa", "Kelas", "Judul Buku", "Tgl Pinjam", "Tgl Kembali"), (1, "Ani", "VII", "Bumi", "", "")),
        (("No Anggota", "Nama", "Kelas", "Alamat"), ("A1", "Budi", "7A", "Jl. Mawar")),
        (("Tanggal", "Nama Pengunjung", "Keperluan", "Judul Buku"), ("1/7/26", "Budi", "Membaca", "Bumi")),
        (("Klasifikasi", "Jumlah Judul", "Jumlah Eksemplar", "Judul"), ("000", 3, 9, "x")),
        (("Catatan rapat",), ("Rak baru dibeli bulan depan",)),
        (("Borrower", "Title", "Loan date", "Due date"), ("Budi", "Bumi", "2026-07-01", "2026-07-08")),
    ],
    ids=["staff", "loans", "loans of a class", "members", "visitors", "sums", "notes", "English loans"],
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


def test_a_book_whose_number_was_forgotten_is_a_book(tmp_path: Path) -> None:
    text = "No;Judul;Pengarang\n1;Bumi;Tere Liye\n2;Hujan;Tere Liye\n;Negeri Lima Menara;\n4;Pulang;Tere Liye\n"
    path = a_list(tmp_path, text)
    assert titles(path) == ["Bumi", "Hujan", "Negeri Lima Menara", "Pulang"]
    assert told(path) == []


def test_a_line_that_may_be_a_book_is_kept_and_asked(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "Judul;Pengarang;Jml\nBumi;Tere Liye;1\nRak Buku Ajaib;;\nHujan;Tere Liye;3\nAyah;Andrea Hirata;2\n"
        "Pulang;Leila;1\n",
    )
    assert titles(path) == ["Bumi", "Rak Buku Ajaib", "Hujan", "Ayah", "Pulang"]
    assert told(path) == [("line-or-book", 3, "Rak Buku Ajaib")]


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
        ("BUKU AGAMA", "section", False, {}),
        ("200 - Agama", "section", False, {}),
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


# headings

HEADINGS: dict[str, str] = {
    "title": "Judul Buku|JUDUL|Judul/Sub Judul|Nama Buku|Nama Bahan Pustaka|Judul Bahan Pustaka|Title|Book Title"
    "|Main Title|Title Proper|Judul Buku Bacaan|Nama Barang|Nama/Jenis Barang|Uraian Barang|Buku|Item Title",
    "authors": "Pengarang|Penulis|Nama Pengarang/Penulis|Author(s)|Creators|Co-authors|Main Author|Additional Authors"
    "|Pencipta|Pengarang 2|Author Name|Penyusun|Pengarang/Penyusun|Personal Author|Tajuk Pengarang Badan",
    "translator": "Penerjemah|Alih Bahasa|Translator|Nama Penterjemah",
    "publisher": "Penerbit|Nama Penerbit|Publisher|Percetakan|Publisher Name|Penerbit Buku",
    "place": "Kota|Kota Terbit|Tempat Terbit|Place of Publication|Publisher City|Kota Terbitan|Lokasi Penerbit",
    "year": "Tahun|Th. Terbit|Thn. Terbit|Tahun Cetak|Pub. Year|Publication Date|Copyright Date|Published"
    "|Tahun Terbit Buku",
    "isbn": "ISBN|No. ISBN|ISBN-10|ISBN 13|ISBN/ISSN|EAN|ean_isbn13|ISBNs|Nomor ISBN",
    "count": "Jml|Jumlah|Jumlah Eks.|Jml. Exp|Num. of copies|# of copies|No. of Copies|Copies|Qty|Kuantitas|Stok|Total"
    "|Jumlah Buku (eks)|Banyaknya|Jumlah Barang|Owned Copies|Stock",
    "price": "Harga|Harga (Rp)|Harga Satuan|Harga/eks|List Price|Nilai Perolehan|Unit Price|HET|Harga @",
    "source": "Asal|Asal Usul|Sumber|Sumber Dana|Cara Perolehan|Hibah/Beli|Asal-usul / Cara Perolehan"
    "|Acquisition Source",
    "source_name": "Donatur|Penyumbang|Supplier|Vendor|Penyedia|Toko Buku|From where|Rekanan",
    "extent": "Halaman|Jml. Hal|Hlm|Number of Pages|Page Count|No. of pages|Kolasi|Tebal|Deskripsi Fisik"
    "|Physical Description",
    "class": "KLS|Kls.|Kelas|Untuk Kelas|Grade|Class|Kelas Siswa",
    "semester": "Semester|Smt|Smt.|Sem",
    "ddc": "Kelas DDC|DDC|Dewey|Dewey Decimal|Golongan|Klasifikasi|No. Klas|Notasi|Class Number"
    "|Dewey Call Number|Kode Klasifikasi",
    "call_number": "Kode Panggil|No. Panggil|Nomor Panggil|Call Number|Call No.|itemcallnumber|Label Buku|No. Punggung",
    "accession": "Accession No|No. Induk|Nomor Induk Buku|No. Inventaris|Accession Number|No. Aksesi|Acc. No."
    "|No. Registrasi|Inventory Code|No. Register",
    "barcode": "Barcode|No. Barcode|Item Code|Kode Buku|Kode Eksemplar|Item Barcode|NO BARCODE",
    "received": "Tanggal Terima|Tgl. Masuk|Tahun Pengadaan|Tahun Pembelian|Tgl Beli|Purchase Date|Acquired"
    "|Tahun Anggaran",
    "location": "Rak|Lokasi|No. Rak|Lemari|Shelf|Shelf Location|Ruang|Homebranch",
    "condition": "Kondisi|Keadaan|Keadaan Barang|Condition",
    "subjects": "Subjek|Kategori|Jenis Buku|Genre|Tags|Subject Headings|Mata Pelajaran|Tajuk Subjek|Keywords",
    "series": "Seri|Judul Seri|Series|Series Title|Series Name",
    "volume": "Jilid|Volume|No. Jilid|Volume Number|Jld",
    "language": "Bahasa|Language|Languages|Bhs.|Kode Bahasa",
    "notes": "Keterangan|Ket.|Catatan|Notes|Comments|Spesifikasi|Remarks",
    "summary": "Sinopsis|Abstrak|Ringkasan|Summary|Description",
    "place+publisher+year+extent": "Impresum|Imprint|Publication|Publikasi|Data Terbit",
    "publisher+place": "Penerbit, Kota|Penerbit/Kota|Penerbit & Kota",
    "title+authors": "Judul/Pencipta|Judul / Pengarang|Judul dan Pengarang",
    "class+semester": "Kelas/Semester|Kls / Smt",
    "ignore": "No|No.|Nomor Urut|Nomer|Satuan|Jumlah Harga|Total Harga|My Rating|Kode Barang|Tgl Kembali"
    "|Peminjam|biblionumber",
    "audience": "Sasaran|Reading Level|Kelompok Usia|Fase",
}
ALL = [(heading, field) for field, said in HEADINGS.items() for heading in said.split("|")]


@pytest.mark.parametrize(("heading", "field"), ALL)
def test_a_heading_names_its_field(heading: str, field: str) -> None:
    assert field_of(heading) == field


def test_there_are_headings_enough() -> None:
    assert len({heading.casefold() for heading, _ in ALL}) >= 146


@pytest.mark.parametrize("heading", ["Nama", "Alamat", "Tahun Ajaran", "Jumlah Rusak", "Judul Asli"])
def test_a_heading_of_something_else_is_none_of_a_book(heading: str) -> None:
    assert field_of(heading) == ""


def test_the_forms_of_the_state_for_things_name_titles_beside_the_kind_of_thing(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "No;Nama Barang;Kode Barang;Judul/Pencipta;Spesifikasi;Jumlah;Tahun Cetak/Pembelian;Asal Usul;Harga\n"
        "1;Buku Perpustakaan;1.3.5;Bumi / Tere Liye;Soft cover;3;2014;BOS;255000\n",
    )
    (entry,) = entries(path)
    assert (entry.book.title, entry.book.authors, len(entry.copies)) == ("Bumi", ("Tere Liye",), 3)


def test_beside_a_unit_a_volume_is_a_quantity(tmp_path: Path) -> None:
    path = a_list(tmp_path, "No;Uraian;Volume;Satuan;Harga Satuan\n1;Buku Tematik;30;eks;25000\n2;Kamus;2;eks;90000\n")
    assert [len(entry.copies) for entry in entries(path)] == [30, 2]


def test_both_isbns_of_a_book_are_one_and_two_books_are_asked(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "Judul;ISBN-10;ISBN-13\nA;9793062797;978-979-3062-79-2\nB;;978-979-3062-79-2\nC;979433006X;9789793062792\n",
    )
    found = entries(path)
    assert [entry.book.isbn for entry in found[:2]] == ["9789793062792", "9789793062792"]
    assert [one.code for one in found[2].problems] == ["isbn-ask_which"] and not found[0].problems


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Gramedia, Jakarta", ("Jakarta", "Gramedia")),
        ("Yogyakarta: Andi", ("Yogyakarta", "Andi")),
        ("Mizan - Bandung", ("Bandung", "Mizan")),
        ("Republika / Basmala", None),
        ("Balai Pustaka", None),
    ],
)
def test_a_city_beside_the_publisher(tmp_path: Path, cell: str, found: tuple[str, str] | None) -> None:
    assert place_and_publisher(cell) == found
    (entry,) = entries(a_list(tmp_path, f"Judul|Penerbit\nA|{cell}\n"))
    assert (entry.book.place, entry.book.publisher) == (found or ("", cell))


def test_an_imprint_with_year_and_pages() -> None:
    assert parted("place+publisher+year+extent", "Jakarta : Contoh (1981), 348 pages") == {
        "place": "Jakarta", "publisher": "Contoh", "year": "1981", "extent": "348",
    }  # fmt: skip


# lists of other programs

LIBRARYTHING = (
    "Book Id\tTitle\tSort Character\tPrimary Author\tPrimary Author Role\tSecondary Author\tSecondary Author Roles"
    "\tPublication\tDate\tMedia\tPage Count\tAcquired\tTags\tLanguages\tISBN\tISBNs\tDewey Decimal\tCopies\tLending Patron\n"
    "7\tPulau senja\t1\tWati, Sari\t\tLane, Mark|Santoso, Budi\tTranslator|\tBandung : Contoh (1999), 120 pages"
    "\t1999\tPaper Book\t120\t[2024-01-05]\tnovel, laut\tIndonesian\t[9793062797]\t9793062797, 9789793062792\t899.221"
    "\t2\t\n"
)
GOODREADS = (
    "Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Publisher,Number of Pages,Year Published"
    ',Original Publication Year,Date Added,Bookshelves,Exclusive Shelf,Owned Copies\n3,"Senja (Pulau, #2)",Sari Wati'
    ',"Wati, Sari",Budi Santoso,"=""9793062797""","=""9789793062792""",0,Contoh,120,1999,1988,2020/01/02,to-read'
    ",to-read,0\n"
)
CALIBRE = (
    "author_sort,authors,comments,id,identifiers,isbn,languages,pubdate,publisher,series,series_index,size,tags,title"
    ',title_sort,uuid\n"Wati, Sari",Sari Wati & Budi Santoso,Isi,1,isbn:9789793062792,9789793062792,ind'
    ',1999-05-01T00:00:00+07:00,Contoh,Pulau,2.0,90210,"novel, laut",Senja,Senja,aa\n'
)
LIBIB = (
    "item_type,title,creators,first_name,last_name,collection,ean_isbn13,upc_isbn10,description,publisher,publish_date"
    ",group,tags,length,rating,status,added,copies\nbook,Senja,Sari Wati,Sari,Wati,Rak 1,9789793062792,9793062797,Isi"
    ",Contoh,1999-05-01,,novel,120,,,2024-01-05,2\n"
)
LIBRARIKA = 'Id,Title,Authors,ISBN13,Category,Publisher\n1,Senja,"Sari Wati",9789793062792,Novel,Contoh\n'


@pytest.mark.parametrize(
    ("program", "text"),
    [
        ("LibraryThing", LIBRARYTHING),
        ("Goodreads", GOODREADS),
        ("Calibre", CALIBRE),
        ("Libib", LIBIB),
        ("Librarika", LIBRARIKA),
    ],
)
def test_the_list_of_another_program_is_known_and_read_whole(tmp_path: Path, program: str, text: str) -> None:
    path = a_list(tmp_path, text)
    (sheet,) = intake.understand(path)
    (entry,) = entries(path)
    book = entry.book
    assert sheet.program == program and program in intake.describe(path)
    assert (book.isbn, book.publisher, book.notes, entry.problems) == ("9789793062792", "Contoh", (), ())
    assert book.authors[0] == "Sari Wati"
    assert not [item for item in intake.read(path) if isinstance(item, Problem)]


def test_what_only_one_program_writes(tmp_path: Path) -> None:
    thing, good, calibre = (entries(a_list(tmp_path, text))[0] for text in (LIBRARYTHING, GOODREADS, CALIBRE))
    assert [(one.name, one.role) for one in thing.book.contributors] == [("Mark Lane", "translator")]
    assert (thing.book.authors, thing.book.year, thing.book.place) == (("Sari Wati", "Budi Santoso"), 1999, "Bandung")
    assert (len(thing.copies), thing.book.subjects) == (2, ("novel", "laut"))
    assert (good.book.title, good.book.series, good.book.volume, good.book.year) == ("Senja", "Pulau", "2", 1999)
    assert (calibre.book.series, calibre.book.volume, calibre.book.height_cm) == ("Pulau", "2", None)


# text


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("Laut &amp; pantai", "Laut & pantai"),
        ("Jum&#039;at &quot;Kliwon&quot;", 'Jum\'at "Kliwon"'),
        ("Kisah&nbsp;nabi", "Kisah nabi"),
        ("Satu &amp;amp; dua", "Satu & dua"),
        ("<i>Senja</i><br/>di laut", "Senja di laut"),
        ("Jum\\'at", "Jum'at"),
        ("satu\\ndua", "satu dua"),
        ("CafÃ© JosÃ©", "Café José"),
        ("Al-Qurâ€™an", "Al-Qur\u2019an"),
        ("JumÃ¢â‚¬â„¢at", "Jum\u2019at"),
        ("Caf√© ‚Äì satu", "Café \u2013 satu"),
        ("Kaf├®", "Kafé"),
        ("á¸¤adÄ«th", "Ḥadīth"),
    ],
)
def test_spoiled_text_is_mended(cell: str, meant: str) -> None:
    assert mend(cell)[0] == meant


@pytest.mark.parametrize(
    "cell",
    [
        "AT&T",
        "R&D; penelitian",
        "<Toha, Mark><Lane, B>",
        "Siapa? Aku",
        "C:\\new",
        "Café \u2019",
        "École",
        "مقدمة",
        "Ångström",
        "a < b",
    ],
)
def test_text_that_is_as_it_should_be_is_left(cell: str) -> None:
    assert mend(cell) == (cell, [])


def test_letters_that_are_lost_are_told(tmp_path: Path) -> None:
    assert is_damaged("Jum?at") and is_damaged("Kaf\ufffd") and not is_damaged("Apa? siapa?")
    path = a_list(tmp_path, "Judul;Pengarang\nJum?at Kliwon;Ani\n")
    assert told(path) == [("text-damaged", 2, "Jum?at Kliwon")]


def test_an_entity_parts_no_cells_where_semicolons_do(tmp_path: Path) -> None:
    (entry,) = entries(a_list(tmp_path, "Judul;Pengarang;Penerbit\nLaut &amp; pantai;Ani;Tim &amp; Co\n"))
    assert (entry.book.title, entry.book.authors, entry.book.publisher) == ("Laut & pantai", ("Ani",), "Tim & Co")


def test_the_quotes_of_a_dump_end_no_cell(tmp_path: Path) -> None:
    (entry,) = entries(a_list(tmp_path, 'Judul,Pengarang\n"Si \\"Doel\\", anak Betawi",Aman\n'))
    assert (entry.book.title, entry.book.authors) == ('Si "Doel", anak Betawi', ("Aman",))


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp437", "cp850"])
def test_the_code_page_is_the_one_under_which_letters_read_well(encoding: str) -> None:
    text = "Judul;Pengarang\nLes misérables à la maison;José Müller\n"
    assert decode(text.encode(encoding)).text == text


def test_central_european_windows_is_told_from_western() -> None:
    assert decode("Lech Wałęsa, Łódź i Świętość".encode("cp1250")).encoding == "cp1250"


def test_how_letters_were_read_is_told_and_that_it_is_not_sure(tmp_path: Path) -> None:
    sure = a_list(tmp_path, "Judul;Pengarang\nMisérables;Hugo\n", encoding="mac_roman")
    assert [code for code, _, _ in told(sure)] == ["encoding"]
    unsure = tmp_path / "lain.csv"
    unsure.write_bytes(b"Judul;Pengarang\nMis\xb1rab\xb5;Hugo\n")
    assert [code for code, _, _ in told(unsure)] == ["encoding-unsure"]


# folders and locked files


def test_a_folder_is_all_its_lists_in_the_order_of_their_names(tmp_path: Path) -> None:
    lists = tmp_path / "daftar"
    (lists / "sub").mkdir(parents=True)
    a_list(lists, "Judul\nDua\n", "b.csv")
    a_list(lists, "Judul\nSatu\n", "A.csv")
    a_list(lists / "sub", "Judul\nTiga\n", "b.csv")
    a_list(lists, "bukan daftar\n", "catatan.txt")
    for name in ("~$b.xlsx", "surat.pdf", "koleksi.toml", ".hidden.csv"):
        a_list(lists, "x", name)
    found, problems = gather([lists])
    assert [entry.book.title for entry in found] == ["Satu", "Dua", "Tiga"]
    said = {(Path(one.source).name, one.severity) for one in problems if one.code == "file-passed"}
    assert said == {("~$b.xlsx", "note"), ("surat.pdf", "note"), ("catatan.txt", "warning")}


def test_results_inside_a_folder_of_lists_are_no_lists(tmp_path: Path) -> None:
    a_list(tmp_path, "Judul;Pengarang\nBumi;Tere Liye\n", "a.csv")
    (tmp_path / "lain").mkdir()
    a_list(tmp_path / "lain", "Judul;Pengarang\nHujan;Tere Liye\n", "a.csv")
    first = process.run([tmp_path], tmp_path / "hasil")
    second = process.run([tmp_path], tmp_path / "hasil")
    assert (first.rows, second.rows, second.new, second.vanished) == (2, 2, 0, 0)


def test_a_lock_file_is_told_and_the_list_beside_it_is_read(tmp_path: Path) -> None:
    path = a_list(tmp_path, "Judul\nBumi\n")
    lock = a_list(tmp_path, "x", "~$daftar.xlsx")
    found, problems = gather([lock, path])
    assert ([entry.book.title for entry in found], [one.code for one in problems]) == (["Bumi"], ["file-passed"])
    with pytest.raises(InputError, match="berkas kunci"):
        list(intake.read(lock))


def test_a_folder_without_files_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kosong"):
        list(lists_of([tmp_path]))


# what was understood


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_dry_run_shows_sheets_columns_examples_and_what_was_passed_over(tmp_path: Path, lang: str) -> None:
    rows = (
        *BOOKS,
        ("", "RAK 2", "", ""),
        (3, "Hujan", "Tere Liye", 1),
        (4, "Ayah", "Andrea Hirata", 1),
        ("", "Jumlah", "", 5),
    )
    path = a_workbook(tmp_path, Buku=rows, Petugas=(("Nama", "Jabatan"), ("Sari", "Kepala")))
    said = CliRunner().invoke(cli, ["--lang", lang, "process", str(path), "--dry-run"], catch_exceptions=False).output
    wanted = {
        "id": (
            "lembar 'Buku': 4 baris buku", "judul kolom: baris 1", "Judul -> judul: Laskar Pelangi; Bumi; Hujan",
            "No -> tidak dipakai: 1; 2; 3", "baris 4 'RAK 2': lokasi buku di bawahnya",
            "baris 7 'Jumlah 5': jumlah, dilewati",
            "lembar 'Petugas': dilewati: tidak ada kolom judul atau ISBN",
        ),
        "en": (
            "sheet 'Buku': 4 rows of books", "headings: row 1", "Judul -> title: Laskar Pelangi; Bumi; Hujan",
            "No -> not used: 1; 2; 3", "row 4 'RAK 2': where the books below stand",
            "row 7 'Jumlah 5': a sum, passed over",
            "sheet 'Petugas': passed over: it has no column of titles or ISBNs",
        ),
    }  # fmt: skip
    assert not [line for line in wanted[lang] if line not in said]
    assert not (tmp_path / "hasil").exists()
