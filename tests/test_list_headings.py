"""The headings over the columns of lists, and the lists that other programs write."""

from __future__ import annotations

from pathlib import Path

import pytest

from koleksi import intake
from koleksi._intake.headings import field_of
from koleksi._intake.joined import parted, place_and_publisher
from koleksi.book import Problem
from typed_lists import a_list, entries

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
    "\tPublication\tDate\tMedia\tPage Count\tAcquired\tTags\tLanguages\tISBN\tISBNs\tDewey Decimal\tCopies"
    "\tLending Patron\n"
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
    assert thing.copies[0].received == "2024-01-05"
    assert (good.book.title, good.book.series, good.book.volume, good.book.year) == ("Senja", "Pulau", "2", 1999)
    assert (calibre.book.series, calibre.book.volume, calibre.book.height_cm) == ("Pulau", "2", None)
