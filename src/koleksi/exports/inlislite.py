"""INLISLite 3 Excel import (Akuisisi, AACR template): one row a copy, at most 198 copies a file.

Columns A..AP of sheet "Sheet1", rows 1 and 2 headings, as its ImportAkuisisiForm reads them. Dates are text
dd-mm-yyyy; the first added author is lost by its import, so the list begins with an empty one.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from koleksi import isbn as numbers
from koleksi import names
from koleksi._terms.problems import problem
from koleksi.book import Book, Copy, Problem

__all__ = ["COLUMNS", "ROWS_PER_FILE", "workbooks"]

ROWS_PER_FILE = 198  # the import refuses more than 200 rows with the two headings
COLUMNS = (
    "NO", "TGL PENGADAAN", "NO. INDUK", "NO. BARCODE", "NO. RFID", "JENIS SUMBER", "NAMA SUMBER", "MATA UANG", "HARGA",
    "KODE LOKASI PERPUSTAKAAN", "KODE LOKASI RUANG", "AKSES", "KATEGORI", "MEDIA", "KETERSEDIAAN",
    "NOMOR PANGGIL EKSEMPLAR",
    "JENIS BAHAN", "JUDUL UTAMA", "ANAK JUDUL", "PERNYATAAN TANGGUNGJAWAB", "TAJUK PENGARANG", "TAJUK PENGARANG BADAN",
    "PENGARANG TAMBAHAN ORANG", "PENGARANG TAMBAHAN BADAN", "EDISI", "KOTA TERBIT", "PENERBIT", "TAHUN TERBIT",
    "JUMLAH HALAMAN",
    "DIMENSI", "ISBN", "ISSN", "ISMN", "NO DDC", "NOMOR PANGGIL KATALOG", "ABSTRAK", "BAHASA", "SUBJEK TOPIK",
    "EDISI SERIAL",
    "TGL TERBIT EDISI SERIAL", "BAHAN SERTAAN", "KETERANGAN LAIN",
)  # fmt: skip
_LONG = frozenset(
    {"JUDUL UTAMA", "TAJUK PENGARANG", "SUBJEK TOPIK", "ISBN", "NOMOR PANGGIL KATALOG", "ABSTRAK", "KETERANGAN LAIN"}
)
_LONG_WIDTH, _WIDTH, _BARCODE_WIDTH = 700, 255, 50
_BORN = datetime.datetime(2000, 1, 1)

Items = Iterable[tuple[Book, Sequence[Copy]]]


def workbooks(
    items: Items, *, location: str = "001", room: str = "001", date: str = "2000-01-01"
) -> tuple[list[bytes], list[Problem]]:
    """The workbooks, in order, and what INLISLite cannot hold. All copies of a book stand one below the other.

    ``date``: ISO day of acquisition for a copy that has none, which its import requires.
    """
    problems: list[Problem] = []
    taken: set[str] = set()
    rows = (
        _row(book, copy.but(received=_whole_day(copy.received) or date), location, room, problems)
        for book, copies in items for copy in copies if _has_barcode(book, copy, taken, problems)
    )  # fmt: skip
    books = []
    while batch := list(islice(rows, ROWS_PER_FILE)):
        books.append(_workbook(batch))
    return books, problems


def _has_barcode(book: Book, copy: Copy, taken: set[str], problems: list[Problem]) -> bool:
    """Whether a copy has a barcode of its own: without one its row, and with it the whole file, is refused."""
    code = copy.barcode[:_BARCODE_WIDTH].strip().casefold()
    if code and code not in taken:
        taken.add(code)
        return True
    problems.append(problem("inlislite-no-barcode", source=book.record_id, column="NO. BARCODE", value=copy.barcode))
    return False


def _whole_day(text: str) -> str:
    """An ISO day that the calendar has; else ""."""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _workbook(rows: Sequence[dict[str, Any]]) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"created": _BORN})
    sheet = book.add_worksheet("Sheet1")
    for n, name in enumerate(COLUMNS):
        sheet.write_string(0, n, name)
        sheet.write_string(1, n, f"({n + 1})")
    for number, row in enumerate(rows, start=1):
        row["NO"] = number
        for n, name in enumerate(COLUMNS):
            value = row.get(name, "")
            if isinstance(value, int):
                sheet.write_number(number + 1, n, value)
            elif value:
                sheet.write_string(number + 1, n, value)
    book.close()
    return buffer.getvalue()


def _row(book: Book, copy: Copy, location: str, room: str, problems: list[Problem]) -> dict[str, Any]:
    people, bodies = _entries(book)
    place = f"{book.place} :" if book.place and book.publisher else book.place
    publisher = f"{book.publisher}," if book.publisher and book.year else book.publisher
    isbns = [numbers.hyphenate(n) or n for n in (book.isbn, *book.other_isbns) if n]
    given: dict[str, Any] = {
        "TGL PENGADAAN": _day(copy.received), "NO. INDUK": copy.accession, "NO. BARCODE": copy.barcode,
        "NO. RFID": copy.barcode,
        "JENIS SUMBER": _source(copy.source), "NAMA SUMBER": copy.source_name or "-",
        "MATA UANG": copy.currency or "IDR",
        "HARGA": copy.price if copy.price is not None else 0, "KODE LOKASI PERPUSTAKAAN": location,
        "KODE LOKASI RUANG": room,
        "AKSES": "Dapat dipinjam", "KATEGORI": "Koleksi Umum", "MEDIA": "Buku", "KETERSEDIAAN": "Tersedia",
        "NOMOR PANGGIL EKSEMPLAR": copy.call_number, "JENIS BAHAN": "Monograf", "JUDUL UTAMA": _title(book),
        "ANAK JUDUL": book.subtitle,
        "PERNYATAAN TANGGUNGJAWAB": book.responsibility or ", ".join(book.authors), "TAJUK PENGARANG": people[0],
        "TAJUK PENGARANG BADAN": bodies[0], "PENGARANG TAMBAHAN ORANG": people[1],
        "PENGARANG TAMBAHAN BADAN": bodies[1],
        "EDISI": " ; ".join(filter(None, (book.edition, book.printing))), "KOTA TERBIT": place, "PENERBIT": publisher,
        "TAHUN TERBIT": str(book.year or ""), "JUMLAH HALAMAN": book.extent,
        "DIMENSI": f"{book.height_cm} cm" if book.height_cm else "",
        "ISBN": ";".join(isbns), "ISSN": book.issn, "NO DDC": book.ddc,
        "NOMOR PANGGIL KATALOG": book.call_number.replace(";", ","),
        "ABSTRAK": book.summary.replace(";", ","), "BAHASA": book.language,
        "SUBJEK TOPIK": ";".join(subject.replace(";", ",") for subject in book.subjects),
        "KETERANGAN LAIN": " ".join(book.notes),
    }  # fmt: skip
    return {name: _fitted(book, name, value, problems) for name, value in given.items()}


def _title(book: Book) -> str:
    return " ".join(filter(None, (book.title or "[tanpa judul]", book.volume, book.part_title)))


def _entries(book: Book) -> tuple[tuple[str, str], tuple[str, str]]:
    """(main, added) headings of persons and of bodies. Its import skips the first added one, so ";" leads."""
    bodies = [name for name in book.authors if book.is_body(name) or names.is_corporate(name)]
    persons = [names.heading(name) for name in book.authors if name not in bodies]
    first_is_body = bool(book.authors) and book.authors[0] in bodies
    main_person = "" if first_is_body or not persons else persons.pop(0)
    main_body = bodies.pop(0) if first_is_body else ""
    persons += [names.heading(c.name) for c in book.contributors if not (c.corporate or names.is_corporate(c.name))]
    bodies += [c.name for c in book.contributors if c.corporate or names.is_corporate(c.name)]
    return (main_person, _added(persons)), (main_body, _added(bodies))


def _added(headings: Sequence[str]) -> str:
    return "; " + "; ".join(heading.replace(";", ",") for heading in headings) if headings else ""


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}-{month}-{year}"


def _source(kind: str) -> str:
    low = kind.casefold()
    if low.startswith(("beli", "pembelian", "bos", "apb")):
        return "Pembelian"
    return "Tukar Menukar" if low.startswith("tukar") else "Hadiah/Hibah"


def _fitted(book: Book, column: str, value: Any, problems: list[Problem]) -> Any:
    width = _BARCODE_WIDTH if column == "NO. BARCODE" else _LONG_WIDTH if column in _LONG else _WIDTH
    if isinstance(value, str) and len(value) > width:
        problems.append(problem("inlislite-cut", source=book.record_id, column=column, value=value, width=width))
        return value[:width]
    return value
