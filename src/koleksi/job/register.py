"""Buku induk: the accession register, one line a copy, in the order in which numbers were given.

Columns and their order follow the register of INLISLite 3 (Perpusnas), with the call number added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import IO

from koleksi._terms.untitled import UNTITLED
from koleksi.book import Book, Copy
from koleksi.job.register_print import SIGNED, Laid, day_of
from koleksi.job.workbook import Column, Workbook

__all__ = ["COLUMNS", "lines", "write"]

OFF_LISTS = "Di luar daftar"

COLUMNS = (
    Column("No", 6), Column("Tanggal Pengadaan", 12), Column("Nomor Induk", 16), Column("Nomor Barcode", 12),
    Column("Jenis Bahan", 12), Column("Bentuk Fisik", 10), Column("Judul", 44), Column("Pengarang", 26),
    Column("Edisi", 12), Column("Tempat Terbit", 14), Column("Penerbit", 20), Column("Tahun Terbit", 8),
    Column("Deskripsi Fisik", 18), Column("Jenis Sumber", 10), Column("Nama Sumber", 18), Column("Kategori", 10),
    Column("ISBN", 18), Column("ISSN", 10), Column("Harga", 10), Column("Nomor Panggil", 18), Column("Keterangan", 20),
)  # fmt: skip


PAGES = (
    Column("Halaman", 10), Column("Nomor induk pertama", 20), Column("Nomor induk terakhir", 20),
    Column("Eksemplar", 11), Column("Harga (Rp)", 14), Column("Eksemplar sampai halaman ini", 16),
    Column("Harga sampai halaman ini", 16), Column("Di antaranya dicabut", 12),
)  # fmt: skip


def write(
    stream: IO[bytes],
    items: Sequence[tuple[Book, Copy]],
    new: AbstractSet[str] | None = None,
    *,
    off: AbstractSet[str] = frozenset(),
    laid: Sequence[Laid] = (),
    paper: str = "f4",
) -> None:
    """The register as XLSX to a stream that can seek. ``items``: every copy with its book, in accession order; ``new``:
    only the lines of these barcodes, None for all, numbered as in the whole; ``off``: barcodes that no list names now,
    which have their lines on a sheet of their own, since programs take the first sheet for what is on the shelf;
    ``laid``: the pages, for a sheet of totals.
    """

    def shown(*, listed: bool) -> Iterator[tuple[object, ...]]:
        numbered = ((number, one) for number, one in enumerate(items, start=1) if (one[1].barcode not in off) is listed)
        return lines(one for one in numbered if new is None or one[1][1].barcode in new)

    with Workbook(stream) as book:
        book.sheet("Buku Induk", COLUMNS, shown(listed=True), paper=paper)
        book.sheet("Halaman", PAGES, page_lines(laid), paper=paper)
        if off:
            book.sheet(OFF_LISTS, COLUMNS, shown(listed=False), paper=paper)


def lines(numbered: Iterable[tuple[int, tuple[Book, Copy]]]) -> Iterator[tuple[object, ...]]:
    """The register's lines, a value for each of ``COLUMNS``. ``numbered``: copies with their line in the register."""
    for number, (book, copy) in numbered:
        physical = " ; ".join(filter(None, (book.extent, f"{book.height_cm} cm" if book.height_cm else "")))
        reference = "referensi" if copy.call_number.startswith("R ") else "umum"
        yield (
            number,
            day_of(copy.received),
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


def page_lines(laid: Sequence[Laid]) -> Iterator[tuple[object, ...]]:
    """A line of totals for each printed page; below them, where to sign."""
    for page in laid:
        totals = (len(page.items), page.price, page.copies_so_far, page.price_so_far, page.withdrawn)
        yield (page.number, *page.accessions, *totals)
    yield ("",) * len(PAGES)
    (left, head), (right, keeper) = SIGNED
    for one, other in ((left, right), (head, keeper), ("", ""), ("", ""), ("." * 40, "." * 40)):
        yield ("", one, "", "", other, "", "", "")
