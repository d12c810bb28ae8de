"""Buku induk: the accession register, one line a copy, in the order in which numbers were given.

Columns and their order follow the register of INLISLite 3 (Perpusnas), with the call number added.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from koleksi._terms.untitled import UNTITLED
from koleksi.book import Book, Copy
from koleksi.job.workbook import Column, Workbook

__all__ = ["COLUMNS", "lines", "workbook"]

COLUMNS = (
    Column("No", 6), Column("Tanggal Pengadaan", 12), Column("Nomor Induk", 16), Column("Nomor Barcode", 12),
    Column("Jenis Bahan", 12), Column("Bentuk Fisik", 10), Column("Judul", 44), Column("Pengarang", 26),
    Column("Edisi", 12), Column("Tempat Terbit", 14), Column("Penerbit", 20), Column("Tahun Terbit", 8),
    Column("Deskripsi Fisik", 18), Column("Jenis Sumber", 10), Column("Nama Sumber", 18), Column("Kategori", 10),
    Column("ISBN", 18), Column("ISSN", 10), Column("Harga", 10), Column("Nomor Panggil", 18), Column("Keterangan", 20),
)  # fmt: skip


def workbook(items: Iterable[tuple[Book, Copy]]) -> bytes:
    """The register as XLSX bytes. ``items``: every copy with its book, in accession order."""
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        book.sheet("Buku Induk", COLUMNS, lines(items))
    return buffer.getvalue()


def lines(items: Iterable[tuple[Book, Copy]]) -> Iterator[tuple[object, ...]]:
    """The register's lines, a value for each of ``COLUMNS``."""
    for number, (book, copy) in enumerate(items, start=1):
        physical = " ; ".join(filter(None, (book.extent, f"{book.height_cm} cm" if book.height_cm else "")))
        reference = "referensi" if copy.call_number.startswith("R ") else "umum"
        yield (
            number,
            _day(copy.received),
            copy.accession,
            copy.barcode,
            "Buku",
            "Tercetak",
            book.full_title or UNTITLED,
            "; ".join(book.authors),
            " ".join(filter(None, (book.edition, book.printing))),
            book.place,
            book.publisher,
            book.year or "",
            physical,
            copy.source,
            copy.source_name,
            reference,
            book.isbn,
            book.issn,
            copy.price if copy.price is not None else "",
            copy.call_number,
            " ; ".join(filter(None, (copy.condition, copy.note))),
        )


def _day(iso: str) -> str:
    """An ISO date as the register writes it, dd-mm-yyyy; anything else as it stands."""
    parts = iso.split("-")
    return "-".join(reversed(parts)) if len(parts) == 3 and len(parts[0]) == 4 else iso
