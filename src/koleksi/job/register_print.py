"""Buku induk on paper: pages with totals, signatures at the end, continued from the last page of the run before.

A line stands on the page of its place in the whole register, so that the first new copies of the second day come on the
page on which the first day stopped: that page is printed again in full and takes the place of the old one; the pages
before it stay as they are bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from typing import BinaryIO, NamedTuple

from koleksi import cards
from koleksi._terms.untitled import UNTITLED
from koleksi.book import Book, Copy
from koleksi.cards import LINES, RegisterColumn, RegisterPage
from koleksi.job.collection import OffList

__all__ = ["COLUMNS", "SIGNED", "Laid", "day_of", "pages", "with_remarks", "write"]

COLUMNS = (
    RegisterColumn("No", 8, figures=True), RegisterColumn("Tanggal", 15), RegisterColumn("Nomor induk", 23),
    RegisterColumn("Judul", 74), RegisterColumn("Pengarang", 38), RegisterColumn("Kota: penerbit, tahun", 48),
    RegisterColumn("ISBN", 21), RegisterColumn("Asal", 24), RegisterColumn("Harga (Rp)", 16, figures=True),
    RegisterColumn("Nomor panggil", 24), RegisterColumn("Keterangan", 22),
)  # fmt: skip
SIGNED = (
    ("Mengetahui,", f"Kepala {'.' * 40}"),
    (f"{'.' * 20}, {'.' * 20} 20.....", "Pengelola perpustakaan"),
)


class Laid(NamedTuple):
    """A page of the register: its copies (first place, copies with their books), what they cost, and all before it."""

    number: int
    of: int
    items: Sequence[tuple[Book, Copy]]
    price: int  # whole rupiah, as in the next
    price_so_far: int
    withdrawn: int = 0  # of its copies

    @property
    def copies_so_far(self) -> int:
        return (self.number - 1) * LINES + len(self.items)

    @property
    def accessions(self) -> tuple[str, str]:
        """Of its first and its last copy."""
        return self.items[0][1].accession, self.items[-1][1].accession


def with_remarks(off_lists: Iterable[OffList]) -> Iterator[tuple[Book, tuple[Copy]]]:
    """The copies that no list names now, each with what is remarked on its line, which stays in its place: a page that
    is bound never shifts."""
    for one in off_lists:
        remark = f"dicabut {day_of(one.since)}".strip() if one.withdrawn else "menunggu keputusan"
        yield one.book, (one.copy.but(condition=", ".join(filter(None, (remark, one.copy.condition)))),)


def pages(
    items: Sequence[tuple[Book, Copy]], new: AbstractSet[str] | None = None, gone: AbstractSet[str] = frozenset()
) -> list[Laid]:
    """The pages of a register. ``items``: every copy with its book, in accession order; ``new``: only the pages that
    hold a copy of these barcodes, None for all; ``gone``: barcodes of copies that were withdrawn. They count like the
    others: what a bound page sums up stays true."""
    parts = [items[start : start + LINES] for start in range(0, len(items), LINES)]
    prices = [sum(copy.price or 0 for _, copy in part) for part in parts]
    laid = (
        Laid(number, len(parts), part, price, total, sum(copy.barcode in gone for _, copy in part))
        for number, (part, price, total) in enumerate(zip(parts, prices, accumulate(prices), strict=True), start=1)
    )
    return [page for page in laid if new is None or any(copy.barcode in new for _, copy in page.items)]


def write(stream: BinaryIO, laid: Sequence[Laid], library: str, paper: str) -> None:
    """The pages as a PDF to a stream, one after the other; without any, an empty one. ``paper``: "f4" or "a4",
    lying."""
    drawn = map(_drawn, laid) if laid else [RegisterPage(number=1, of=1, lines=(), totals=())]
    title = f"BUKU INDUK PERPUSTAKAAN: {library}"
    cards.register_stream(drawn, COLUMNS, stream, title=title, paper=paper)


def _drawn(page: Laid) -> RegisterPage:
    before = (page.number - 1) * LINES
    return RegisterPage(
        number=page.number,
        of=page.of,
        lines=[_line(before + n, book, copy) for n, (book, copy) in enumerate(page.items, start=1)],
        totals=(
            f"Jumlah halaman ini: {_sum(len(page.items), page.price)}{_withdrawn(page.withdrawn)}",
            f"Jumlah sampai halaman ini: {_sum(page.copies_so_far, page.price_so_far)}",
        ),
        signed=SIGNED if page.number == page.of else (),
    )


def _line(number: int, book: Book, copy: Copy) -> tuple[str, ...]:
    place = ": ".join(filter(None, (book.place, book.publisher)))
    return (
        str(number),
        day_of(copy.received),
        copy.accession,
        book.full_title or UNTITLED,
        "; ".join(book.authors),
        ", ".join(filter(None, (place, str(book.year or "")))),
        book.isbn,
        ", ".join(filter(None, (copy.source, copy.source_name))),
        _rupiah(copy.price) if copy.price else "",
        copy.call_number,
        "; ".join(filter(None, (copy.condition, book.edition, copy.issue, copy.note))),
    )


def day_of(iso: str) -> str:
    """An ISO date as the register writes it, dd-mm-yyyy; anything else as it stands."""
    parts = iso.split("-")
    return "-".join(reversed(parts)) if len(parts) == 3 and len(parts[0]) == 4 else iso


def _withdrawn(copies: int) -> str:
    return f", {copies} di antaranya dicabut" if copies else ""


def _sum(copies: int, price: int) -> str:
    return f"{copies} eksemplar" + (f", Rp {_rupiah(price)}" if price else "")


def _rupiah(price: int) -> str:
    return f"{price:,}".replace(",", ".")
