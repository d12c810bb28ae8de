"""INLISLite 3's own exports read back: its reports of copies (.xls, which are web pages, and .ods), its table of tags,
and all of them together with its MARC.

The writers below write what laporan/KoleksiController and KatalogExportDataTagController do, cell by cell: their mark
in a price, the bar code in the column of accession numbers (.xls), no escape for "<" and "&".
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from koleksi import intake, marc
from koleksi.book import Book, Copy, Entry, Problem
from koleksi.exports import inlislite
from koleksi.job import sources

REGISTER = (
    "No.", "Tanggal Pengadaan", "Nomer Induk", "Jenis Bahan", "Bentuk Fisik", "Judul", "Pengarang", "Edisi",
    "Tempat Terbit", "Penerbit", "Tahun Terbit", "Deskripsi Fisik", "Jenis Sumber Perolehan", "Nama Sumber Perolehan",
    "Kategori", "ISBN", "ISSN", "Harga",
)  # fmt: skip
COPIES = (
    "No.", "Nomer Induk", "Data Bibliografis", "Nomer Panggil", "Tanggal Pengadaan", "Sumber Perolehan", "Jenis Bahan",
    "Bentuk Fisik", "Kategori", "Jenis Akses", "Harga", "Nomer Barcode", "Nomer RFID",
)  # fmt: skip
IN_ENGLISH = {
    "Tanggal Pengadaan": "Procurement Date", "Jenis Bahan": "Source Type", "Bentuk Fisik": "Physical Format",
    "Judul": "Title", "Pengarang": "Author", "Edisi": "Edition", "Tempat Terbit": "Publish Location",
    "Penerbit": "Publisher", "Tahun Terbit": "Publish Year", "Deskripsi Fisik": "Physical Description",
    "Jenis Sumber Perolehan": "Source Type", "Nama Sumber Perolehan": "Acquisition Resource", "Kategori": "Category",
    "Harga": "Price", "Data Bibliografis": "Bibliografis", "Sumber Perolehan": "Resource", "Jenis Akses": "Access Type",
}  # fmt: skip
OF_SHEETS = {"Nomer Panggil": "Call Number", "Nomer Barcode": "Barcode Number", "Nomer RFID": "RFID"}
Write = Callable[[Path, Sequence[str], Sequence[Sequence[str]]], Path]
TITLE = 'Kebun "Kita" & Tetangga : catatan / Made Rahayu'
IMPRINT = "Denpasar : Balai Desa, 2009"


def register_row(
    number: str, title: str = TITLE, price: str = " - 45000", donor: str = 'Ibu "Ani" & Anak'
) -> list[str]:
    return [
        "1", "2024-05-03", number, "Monograf", "Buku", title, "Rahayu, Made", "Edisi revisi", "Denpasar :",
        "Balai Desa,", "2009", "xii, 90 hlm : ilus. ; 21 cm", "Hadiah/Hibah", donor, "Koleksi Umum",
        "978-602-452-662-7", "", price,
    ]  # fmt: skip


def copy_row(number: str, barcode: str, title: str = TITLE, call: str = "635 RAH k", tag: str = "") -> list[str]:
    lines = f"{title}\n\nEdisi revisi\n{IMPRINT}\nPertanian\n635"
    return [
        "1", number, lines, call, "2024-05-03", "Hadiah/Hibah", "Monograf", "Buku", "Koleksi Umum", "Dapat dipinjam",
        "45000", barcode, tag or barcode,
    ]  # fmt: skip


def web_page(path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """An .xls of its reports: two tables, the first never closed."""
    cells = "".join(
        "<tr align='center'>" + "".join(f"<td>{cell.replace(chr(10), '<br/>')}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    head = "".join(f"<th>{name}</th>" for name in headings)
    over = f'<table border="0"><tr><th colspan="{len(headings)}">Laporan Detail Data Tahunan</th></tr><tr></tr>'
    path.write_text(f'{over}<table border="1" align="center"><tr>{head}</tr>{cells}</table>', encoding="utf-8")
    return path


def sheet(path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """The .ods of its reports, with its other words in the headings; saved as a workbook here."""
    book = openpyxl.Workbook()
    for row in (["Laporan Detail Data"], [], [name.replace("Nomer", "Nomor") for name in headings], *rows):
        book.active.append(row)
    book.save(path)
    return path


def tags(path: Path, records: Sequence[Sequence[tuple[str, str, str, str]]]) -> Path:
    """SemuaDataKatalog.xls."""
    names = ("No", "Judul", "Katalog ID", "Tag", "Indicator 1", "Indicator 2", "Value")
    text = '<style>.num {mso-number-format:General;}</style><table border="1" align="center">\n<tr>'
    text += "".join(f"<th>{name}</th>" for name in names) + "</tr>"
    for n, record in enumerate(records, 1):
        for at, field in enumerate(record):
            cells = (str(n) if not at else "", TITLE if not at else "", str(n), *field)
            text += "<tr>" + "".join(f'<td class="text">{cell}</td>' for cell in cells) + "</tr>"
        text += "<tr></tr>"
    path.write_text(text + "</table>", encoding="utf-8")
    return path


def record(*numbers: str) -> list[tuple[str, str, str, str]]:
    return [
        ("001", "", "", "INLIS000000000000001"),
        ("008", "#", "#", "#" * 35 + "jav##"),
        ("245", "#", "#", '$a Kebun "Kita" & Tetangga : $b catatan / $c Made Rahayu'),
        ("100", "#", "#", "$a Rahayu, Made"),
        ("260", "#", "#", "$a Denpasar : $b Balai Desa, $c 2009 "),
        ("084", "#", "#", "$a 635 RAH k"),
        ("082", "#", "#", "$a 635"),
        *(("990", "#", "#", f"$a {number}") for number in numbers),
    ]


def read(*paths: Path) -> list[Entry]:
    return sources.gather(paths)[0]


def test_the_register_is_read_with_price_donor_and_the_parts_of_its_title(tmp_path: Path) -> None:
    path = web_page(tmp_path / "Laporan_Periodik_Data.xls", REGISTER, [register_row("INV-1/2024")])
    (entry,) = read(path)
    assert entry.book.title == 'Kebun "Kita" & Tetangga' and entry.book.subtitle == "catatan"
    assert entry.book.authors == ("Made Rahayu",) and entry.book.responsibility == ""
    assert (entry.book.place, entry.book.publisher, entry.book.year) == ("Denpasar", "Balai Desa", 2009)
    assert entry.book.isbn == "9786024526627" and entry.book.notes == ()
    (copy,) = entry.copies
    assert copy == Copy(
        accession="INV-1/2024", received="2024-05-03", source="Hadiah/Hibah", source_name='Ibu "Ani" & Anak',
        price=45000, currency="IDR",
    )  # fmt: skip


@pytest.mark.parametrize("write", [web_page, sheet])
def test_the_reports_of_an_inlislite_in_english_say_the_same(write: Write, tmp_path: Path) -> None:
    """Its English is not all there, and two columns of the register are called "Source Type"."""
    english = IN_ENGLISH | (OF_SHEETS if write is sheet else {})
    for headings, row in ((REGISTER, register_row("INV-1/2024")), (COPIES, copy_row("INV-1/2024", "B1"))):
        kind = "xls" if write is web_page else "xlsx"
        ours = write(tmp_path / f"id.{kind}", headings, [row])
        theirs = write(tmp_path / f"en.{kind}", [english.get(name, name) for name in headings], [row])
        (one,), (other,) = read(ours), read(theirs)
        assert (other.book, other.copies) == (one.book, one.copies) and one.copies[0].source


@pytest.mark.parametrize(
    ("written", "price", "currency"),
    [(" - 45000", 45000, "IDR"), ("IDR - 45000", 45000, "IDR"), ("USD \u2013 12", 12, "USD"), (" - 0", None, "IDR")],
)
def test_its_prices(written: str, price: int | None, currency: str, tmp_path: Path) -> None:
    (entry,) = read(web_page(tmp_path / "a.xls", REGISTER, [register_row("1", price=written)]))
    assert (entry.copies[0].price, entry.copies[0].currency, entry.problems) == (price, currency, ())


def test_no_donor_and_what_is_no_printed_book(tmp_path: Path) -> None:
    row = register_row("1", donor="-")
    row[3] = "Rekaman Suara"
    (entry,) = read(web_page(tmp_path / "a.xls", REGISTER, [row]))
    assert entry.copies[0].source_name == "" and entry.book.notes == ("Jenis Bahan: Rekaman Suara",)


def test_a_body_has_no_heading_in_the_register_but_is_its_author(tmp_path: Path) -> None:
    row = register_row("1", title="Undang-undang Desa / Kementerian Desa")
    row[6] = ""
    (entry,) = read(web_page(tmp_path / "a.xls", REGISTER, [row]))
    assert entry.book.title == "Undang-undang Desa" and entry.book.authors == ("Kementerian Desa",)


@pytest.mark.parametrize("write", [web_page, sheet])
def test_the_report_of_copies_alone(write: object, tmp_path: Path) -> None:
    assert callable(write)
    (entry,) = read(write(tmp_path / ("a.xls" if write is web_page else "a.xlsx"), COPIES, [copy_row("N1", "B1")]))
    book = entry.book
    assert (book.title, book.subtitle, book.edition) == ('Kebun "Kita" & Tetangga', "catatan", "Edisi revisi")
    assert (book.place, book.publisher, book.year, book.ddc) == ("Denpasar", "Balai Desa", 2009, "635")
    assert book.subjects == ("Pertanian",) and book.call_number == "635 RAH k"
    assert (entry.copies[0].barcode, entry.copies[0].price) == ("B1", 45000)


def test_the_xls_has_the_barcode_for_an_accession_number(tmp_path: Path) -> None:
    (entry,) = read(web_page(tmp_path / "a.xls", COPIES, [copy_row("B1", "B1", tag="E200")]))
    assert entry.copies[0].accession == "" and entry.copies[0].barcode == "B1"
    assert entry.copies[0].note == "RFID: E200"


def test_the_table_of_tags_is_its_marc(tmp_path: Path) -> None:
    path = tags(tmp_path / "SemuaDataKatalog.xls", [record("N1", "N2"), [("001", "", "", "INLIS2"), *record("N3")[2:]]])
    first, second = read(path)
    assert first.book.title == 'Kebun "Kita" & Tetangga' and first.book.subtitle == "catatan"
    assert first.book.language == "jav" and first.book.call_number == "635 RAH k" and first.book.ddc == "635"
    assert [copy.accession for copy in first.copies] == ["N1", "N2"]
    assert second.book.record_id == "INLIS2" and [copy.accession for copy in second.copies] == ["N3"]


def as_numbers(cell: str) -> str | int:
    """As Excel takes a cell of a web page: "001" is 1."""
    return int(cell) if cell.isdecimal() else cell


@pytest.mark.parametrize("kind", ["xlsx", "csv", "htm"])
def test_the_table_of_tags_may_be_saved_again(kind: str, tmp_path: Path) -> None:
    original = tags(tmp_path / "a.xls", [record("N1", "N2"), [("001", "", "", "INLIS2"), *record("N3")[2:]]])
    rows, again = list(intake.cells_of(original)), tmp_path / f"b.{kind}"
    if kind == "xlsx":
        book = openpyxl.Workbook()
        for row in [*rows[:2], [""] * 7, *rows[2:], [""] * 7]:
            book.active.append([as_numbers(cell) for cell in row])
        book.save(again)
    elif kind == "csv":
        with again.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows([as_numbers(cell) for cell in row] for row in rows)
    else:
        lines = "".join("<tr>" + "".join(f"<td class=xl65>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        style = "<style>" + ".xl65 {white-space:normal;}" * 300 + "</style>"
        again.write_text(f"<html><head>{style}</head><body><table>{lines}</table></body></html>", encoding="utf-8")
    first, found = read(original), read(again)
    assert [(one.book, one.copies) for one in found] == [(one.book, one.copies) for one in first]


def test_a_record_of_the_table_without_a_title_is_told(tmp_path: Path) -> None:
    _, problems = sources.gather([tags(tmp_path / "a.xls", [[("001", "", "", "X"), ("082", "#", "#", "$a 635")]])])
    assert [(one.code, one.value) for one in problems] == [("marc-no-title", "X")]


def of_inlislite(folder: Path, *numbers: str) -> Path:
    """Its MARC."""
    book, copies = Book(title='Kebun "Kita" & Tetangga', subtitle="catatan", call_number="635 RAH k"), []
    copies = [Copy(accession=number, number=n) for n, number in enumerate(numbers, 1)]
    fields = marc.to_record(book, copies, "inlislite")
    fields.remove_fields("852", "990", "952")
    for number in numbers:
        marc_990(fields, number)
    marc.write([fields], folder / "All_Record.mrc")
    return folder / "All_Record.mrc"


def marc_990(record: object, number: str) -> None:
    import pymarc

    assert isinstance(record, pymarc.Record)
    record.add_field(pymarc.Field("990", pymarc.Indicators(" ", " "), [pymarc.Subfield("a", number)]))


@pytest.mark.parametrize("backwards", [False, True])
def test_titles_register_and_copies_are_one_catalogue(backwards: bool, tmp_path: Path) -> None:
    paths = [
        of_inlislite(tmp_path, "N1", "N2"),
        web_page(tmp_path / "induk.xls", REGISTER, [register_row("N2"), register_row("N1", donor="Pak RT")]),
        sheet(tmp_path / "copies.xlsx", COPIES, [copy_row("N1", "B8"), copy_row("N2", "B9", call="R 635 RAH k")]),
    ]
    (entry,) = read(*(reversed(paths) if backwards else paths))
    assert type(entry) is Entry
    one, two = entry.copies
    assert (one.accession, one.barcode, one.source_name, one.price) == ("N1", "B8", "Pak RT", 45000)
    assert (two.accession, two.barcode, two.source_name, two.price) == ("N2", "B9", 'Ibu "Ani" & Anak', 45000)
    assert (one.call_number, two.call_number) == ("", "R 635 RAH k")
    assert entry.book.isbn == "9786024526627" and entry.book.edition == "Edisi revisi"


def undecided(entries: Sequence[Entry]) -> list[Problem]:
    return [told for entry in entries for told in entry.problems if told.code == "inlislite-barcode"]


def test_a_barcode_without_accession_number_goes_only_where_it_must(tmp_path: Path) -> None:
    other = "Lain / Made Rahayu"
    induk = web_page(
        tmp_path / "induk.xls", REGISTER, [register_row("N1"), register_row("N2"), register_row("N3", title=other)]
    )
    copies = web_page(
        tmp_path / "copies.xls", COPIES,
        [copy_row("B1", "B1"), copy_row("B2", "B2"), copy_row("B3", "B3", title=other)],
    )  # fmt: skip
    entries = read(induk, copies)
    numbers = [(copy.accession, copy.barcode) for entry in entries for copy in entry.copies]
    assert numbers == [("N1", ""), ("N2", ""), ("N3", "B3")]
    assert [told.value for told in undecided(entries)] == ["B1", "B2"]
    assert "N1, N2" in undecided(entries)[0].what.id


def test_a_copy_that_never_got_a_number_is_the_one_of_its_title_and_no_book_more(tmp_path: Path) -> None:
    paths = [
        of_inlislite(tmp_path),
        web_page(tmp_path / "Buku_Induk.xls", REGISTER, [register_row("")]),
        sheet(tmp_path / "pengadaan.xlsx", COPIES, [copy_row("", "B1")]),
    ]
    (entry,) = read(*paths)
    (copy,) = entry.copies
    assert (copy.accession, copy.barcode, copy.price, copy.received) == ("", "B1", 45000, "2024-05-03")


def test_several_copies_without_a_number_are_as_many(tmp_path: Path) -> None:
    rows = [register_row(""), register_row("", price=" - 50000")]
    found = read(of_inlislite(tmp_path), web_page(tmp_path / "Buku_Induk.xls", REGISTER, rows))
    assert sorted(copy.price or 0 for entry in found for copy in entry.copies) == [45000, 50000]


def test_an_accession_number_under_another_title_stays_a_row(tmp_path: Path) -> None:
    induk = web_page(tmp_path / "induk.xls", REGISTER, [register_row("N1", title="Buku lain / X")])
    entries = read(of_inlislite(tmp_path, "N1"), induk)
    assert [entry.book.title for entry in entries] == ['Kebun "Kita" & Tetangga', "Buku lain"]


def test_a_stroke_inside_a_title_parts_no_copy_from_its_record(tmp_path: Path) -> None:
    records = [record("N1")]
    records[0][2] = ("245", "#", "#", "$a Padi / Jagung / $c Made Rahayu")
    induk = web_page(tmp_path / "induk.xls", REGISTER, [register_row("N1", title="Padi / Jagung / Made Rahayu")])
    (entry,) = read(tags(tmp_path / "SemuaDataKatalog.xls", records), induk)
    assert entry.book.title.startswith("Padi") and entry.copies[0].price == 45000


def test_a_list_that_people_type_is_no_report(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Judul,Nomer Induk\nSama,N1\n", encoding="utf-8")
    again = tmp_path / "b.csv"
    again.write_text("Judul,Nomer Induk\nSama,N1\n", encoding="utf-8")
    assert len(read(path, again)) == 2


def of_import(*added: tuple[str, str]) -> Book:
    """What is read of a record of its import, the main author with his degree."""
    fields = [
        ("001", "INLIS000000000000001", ()),
        ("100", "  ", (("a", "Lubis, Z.A Dr. Ir."),)),
        (
            "245",
            "  ",
            (("a", "Padi"), ("c", "Z.A Dr. Ir. Lubis, Made Rahayu, Tim Padi ; diterjemahkan oleh Nur Hasan")),
        ),
        *((tag, "  ", (("a", name),)) for tag, name in added),
    ]
    return marc.from_fields(fields)[0]


def test_its_added_authors_are_authors_and_others_are_not() -> None:
    book = of_import(("700", "Rahayu, Made"), ("710", "Tim Padi"), ("700", "Hasan, Nur"))
    assert book.authors == ("Z.A Dr. Ir. Lubis", "Made Rahayu", "Tim Padi")
    assert [(person.name, person.role) for person in book.contributors] == [("Nur Hasan", "")]


def test_a_name_comes_back_to_the_heading_that_it_was(tmp_path: Path) -> None:
    """Else a copy of a known title becomes a record of its own in INLISLite, which compares the author's letters."""
    (content,), _ = inlislite.workbooks([(of_import(), [Copy(barcode="B1")])], date="2026-01-02")
    (tmp_path / "a.xlsx").write_bytes(content)
    sheet_ = openpyxl.load_workbook(tmp_path / "a.xlsx")["Sheet1"]
    assert sheet_.cell(3, 21).value == "Lubis, Z.A Dr. Ir."


@pytest.mark.parametrize(
    ("lines", "edition", "place", "publisher", "year", "ddc"),
    [
        ("T\n\n\nDenpasar : Balai Desa, 2009\n\n635", "", "Denpasar", "Balai Desa", 2009, "635"),
        ("T\n\n\nBalai Desa\n\n635", "", "", "Balai Desa", None, "635"),
        ("T\n\n\nBalai Desa, 2009\n\n635", "", "", "Balai Desa", 2009, "635"),
        ("T\n\n\nSurakarta\n\n635", "", "Surakarta", "", None, "635"),
        ("T\n\nEdisi 2\nBalai Desa\n\n635", "Edisi 2", "", "Balai Desa", None, "635"),
        ("T\n\nEdisi 2\n\n\n635", "Edisi 2", "", "", None, "635"),
        ("T\n\nDenpasar : Balai Desa, 2009\n\n635", "", "Denpasar", "Balai Desa", 2009, "635"),
        ("T\n\n\n2009", "", "", "", 2009, ""),
        ("T", "", "", "", None, ""),
    ],
)
def test_the_lines_of_data_bibliografis(
    lines: str, edition: str, place: str, publisher: str, year: int | None, ddc: str, tmp_path: Path
) -> None:
    row = copy_row("N1", "B1")
    row[2], row[3] = lines, ""
    (entry,) = read(web_page(tmp_path / "a.xls", COPIES, [row]))
    book = entry.book
    assert book.title == "T" and book.subjects == ()
    assert (book.edition, book.place, book.publisher, book.year, book.ddc) == (edition, place, publisher, year, ddc)


@pytest.mark.parametrize("number", ["2X4.1", "2X0", "2X9.12", "813.54"])
def test_the_class_below_a_title_may_be_one_of_the_indonesian_numbers_of_islam(number: str, tmp_path: Path) -> None:
    """What its report of acquisitions wrote for books on Islam came back as their subject."""
    row = list(copy_row("N1", "B1"))
    row[COPIES.index("Data Bibliografis")] = f"Fikih Sehari-hari\n\n\nBandung : Pustaka, 2010\n\n{number}"
    (entry,) = read(web_page(tmp_path / "a.xls", COPIES, [row]))
    assert (entry.book.ddc, entry.book.subjects) == (number, ())
