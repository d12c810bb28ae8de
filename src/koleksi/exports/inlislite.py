"""INLISLite 3 Excel import (Akuisisi, AACR template): one row a copy, at most 198 copies a file.

Columns A..AP of sheet "Sheet1", rows 1 and 2 headings, as its ImportAkuisisiForm reads them. Dates are text
dd-mm-yyyy; the first added author is lost by its import, so the list begins with an empty one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Any

from koleksi import isbn as numbers
from koleksi import names
from koleksi._terms.acquisition import kind_of_acquisition
from koleksi._terms.calendar import day_of, month_named
from koleksi._terms.folding import fold
from koleksi._terms.heading_kinds import is_meeting
from koleksi._terms.problems import problem
from koleksi._terms.untitled import title_and_part
from koleksi.book import Book, Copy, Problem
from koleksi.exports.inlislite_widths import BARCODE, Fitting, description_widths, title_widths

__all__ = ["COLUMNS", "ROWS_PER_FILE", "each_workbook", "remarks", "workbooks"]

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
_SOURCES = MappingProxyType({"bought": "Pembelian", "exchanged": "Tukar Menukar"})
_BETWEEN_NOTES = " ; "
_MONTH = re.compile(r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})|(?P<named>\w+)[-/. ]+(?P<of>\d{4})|(?P<alone>\d{4})")

Items = Iterable[tuple[Book, Sequence[Copy]]]
Row = dict[str, Any]


def workbooks(
    items: Items, *, date: str, location: str = "001", room: str = "001", policy: str = "last"
) -> tuple[list[bytes], list[Problem]]:
    """The workbooks, in order, and what INLISLite cannot hold; as `each_workbook` makes them."""
    problems: list[Problem] = []
    return list(each_workbook(items, problems, date=date, location=location, room=room, policy=policy)), problems


def each_workbook(
    items: Items,
    problems: list[Problem],
    *,
    date: str,
    location: str = "001",
    room: str = "001",
    policy: str = "last",
) -> Iterator[bytes]:
    """The workbooks, one after the other; what INLISLite cannot hold goes to ``problems``. All copies of a book stand
    one below the other.

    ``date``: ISO day of acquisition for a copy that has none, which its import requires; ``location``, ``room``: codes
    of its own tables; ``policy``: of author headings (``names.POLICIES``). Raises UsageError for an unknown policy.
    """
    from koleksi.exports.inlislite_workbook import workbook

    fitting = Fitting(problems)
    rows = _rows(items, date, {"KODE LOKASI PERPUSTAKAAN": location, "KODE LOKASI RUANG": room}, policy, fitting)
    while batch := list(islice(rows, ROWS_PER_FILE)):
        yield workbook(COLUMNS, ({**row, "NO": number} for number, row in enumerate(batch, start=1)))


def _rows(items: Items, date: str, places: Row, policy: str, fitting: Fitting) -> Iterator[Row]:
    taken: set[str] = set()
    for book, copies in items:
        described: Row = {}
        days: dict[str, str] = {}  # each day is told of once a book
        for copy in copies:
            barcode = fitting.fitted(book.record_id, "NO. BARCODE", copy.barcode).strip()
            if not _is_new(barcode, taken):
                fitting.problems.append(
                    problem("inlislite-no-barcode", source=book.record_id, column="NO. BARCODE", value=copy.barcode)
                )
                continue
            described = described or _of_book(book, policy, fitting)
            if copy.received not in days:
                days[copy.received] = _acquired(book, copy, date, fitting)
            day = days[copy.received]
            yield {**places, **described, **_of_copy(book, copy, barcode, fitting), "TGL PENGADAAN": day}


def _is_new(barcode: str, taken: set[str]) -> bool:
    """Whether no copy has the barcode yet: without one of its own its row, and with it the whole file, is refused. The
    database compares without case and accents.
    """
    key = fold(barcode[:BARCODE])
    if not key or key in taken:
        return False
    taken.add(key)
    return True


# of the book


def _of_book(book: Book, policy: str, fitting: Fitting) -> Row:
    title = _title(book, fitting)
    people, bodies = _entries(book, policy)
    isbns = [numbers.hyphenate(n) or n for n in (book.isbn, *book.other_isbns) if n]
    given = {
        "JENIS BAHAN": "Monograf",
        "TAJUK PENGARANG": people[0], "TAJUK PENGARANG BADAN": bodies[0],
        "PENGARANG TAMBAHAN ORANG": people[1], "PENGARANG TAMBAHAN BADAN": bodies[1],
        "EDISI": " ; ".join(filter(None, (book.edition, book.printing))),
        "KOTA TERBIT": f"{book.place} :" if book.place and book.publisher else book.place,
        "PENERBIT": f"{book.publisher}," if book.publisher and book.year else book.publisher,
        "TAHUN TERBIT": str(book.year or ""),
        "ISBN": ";".join(isbns), "ISSN": book.issn, "NO DDC": book.ddc,
        "NOMOR PANGGIL KATALOG": _whole(book.call_number),
        "ABSTRAK": _whole(book.summary), "BAHASA": book.language,
        "SUBJEK TOPIK": ";".join(map(_whole, book.subjects)),
    }  # fmt: skip
    plain = {name: fitting.fitted(book.record_id, name, text) for name, text in given.items()}
    return title | plain | _description(book, fitting)


def _whole(text: str) -> str:
    """A text that the import does not part at ";": it has the sign that looks the same, and is ";" again in NFC, in
    which everything is read.
    """
    return text.replace(";", "\N{GREEK QUESTION MARK}")


def _title(book: Book, fitting: Fitting) -> Row:
    whole = title_and_part(book)
    return _together(
        book,
        {
            "JUDUL UTAMA": whole,
            "ANAK JUDUL": book.subtitle,
            "PERNYATAAN TANGGUNGJAWAB": book.responsibility or ", ".join(book.authors),
        },
        title_widths,
        fitting,
    )


def _description(book: Book, fitting: Fitting) -> Row:
    """Illustrations have no column; INLISLite's own records have the whole description in 300 $a."""
    extent = " : ".join(filter(None, (book.extent, book.illustrations)))
    size = f"{book.height_cm} cm" if book.height_cm else ""
    return _together(book, {"JUMLAH HALAMAN": extent, "DIMENSI": size}, description_widths, fitting)


def _together(book: Book, texts: dict[str, str], widths: Any, fitting: Fitting) -> Row:
    """Columns of the sheet that are one column in INLISLite."""
    pairs = zip(texts.items(), widths(*texts.values()), strict=True)
    return {name: fitting.fitted(book.record_id, name, text, width) for (name, text), width in pairs}


def _entries(book: Book, policy: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """(main, added) headings of persons and of bodies. Its import skips the first added one, so ";" leads."""
    people: list[str] = []
    bodies: list[str] = []
    said = [(name, False) for name in book.authors] + [(c.name, c.corporate) for c in book.contributors]
    for name, corporate in said:
        if corporate or book.is_body(name) or is_meeting(name) or names.is_corporate(name):
            bodies.append(name)
        else:
            people.append(names.heading(name, policy))
    first_is_body = bool(book.authors and bodies) and bodies[0] == book.authors[0]
    first_is_person = bool(book.authors) and not first_is_body
    main_person = people.pop(0) if first_is_person and people else ""
    main_body = bodies.pop(0) if first_is_body else ""
    return (main_person, _added(people)), (main_body, _added(bodies))


def _added(headings: Sequence[str]) -> str:
    return "; " + "; ".join(map(_whole, headings)) if headings else ""


# of the copy


def _of_copy(book: Book, copy: Copy, barcode: str, fitting: Fitting) -> Row:
    given = {
        "NO. INDUK": copy.accession, "NO. RFID": barcode,
        "JENIS SUMBER": _source(copy.source), "NAMA SUMBER": copy.source_name or "-",
        "MATA UANG": copy.currency or "IDR",
        "AKSES": "Dapat dipinjam", "KATEGORI": "Koleksi Umum", "MEDIA": "Buku", "KETERSEDIAAN": "Tersedia",
        "NOMOR PANGGIL EKSEMPLAR": copy.call_number, "KETERANGAN LAIN": remarks(book, copy),
        "EDISI SERIAL": copy.issue,
    }  # fmt: skip
    plain: Row = {name: fitting.fitted(book.record_id, name, text) for name, text in given.items()}
    return plain | {"NO. BARCODE": barcode, "HARGA": copy.price if copy.price is not None else 0}


def remarks(book: Book, copy: Copy) -> str:
    """KETERANGAN LAIN: the copy's own first; then what of the book has no other column."""
    series = " ; ".join(filter(None, (book.series, book.series_number)))
    told = (copy.condition, copy.note, *book.notes, f"Seri: {series}" if series else "")
    return _BETWEEN_NOTES.join(filter(None, told))


def _source(kind: str) -> str:
    return _SOURCES.get(kind_of_acquisition(kind), "Hadiah/Hibah")


def _acquired(book: Book, copy: Copy, date: str, fitting: Fitting) -> str:
    """The day as dd-mm-yyyy. Of a month or a year its first day, of anything else the day of the run; both are told."""
    whole = day_of(copy.received) if copy.received else datetime.date.fromisoformat(date)
    if isinstance(whole, datetime.date):
        return _written(whole)
    day = _written(_first_day(copy.received) or datetime.date.fromisoformat(date))
    fitting.problems.append(
        problem("inlislite-date", source=book.record_id, column="TGL PENGADAAN", value=copy.received, day=day)
    )
    return day


def _first_day(text: str) -> datetime.date | None:
    """Of "2019", "2019-05", "05/2019" or "Mei 2019"."""
    found = _MONTH.fullmatch(text.strip())
    if not found:
        return None
    word = found["month"] or found["named"] or "1"
    month = int(word) if word.isdecimal() else month_named(word)
    year = int(found["year"] or found["of"] or found["alone"])
    return datetime.date(year, month, 1) if 1 <= month <= 12 and year >= 1000 else None


def _written(day: datetime.date) -> str:
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"
