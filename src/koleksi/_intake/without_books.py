"""Sheets that hold no books: lists of loans, members, visitors and staff, notes, sums; and why each is passed over."""

from __future__ import annotations

from koleksi._intake.book_rows import Rows
from koleksi._intake.columns import Heading
from koleksi._intake.headings import is_of_loans, is_of_sums, plain
from koleksi._intake.typed.lines import are_scans
from koleksi.book import Text

__all__ = ["HIDDEN", "is_isbn_list", "why_no_books"]

HIDDEN = Text("lembar tersembunyi", "the sheet is hidden")
_LOANS = Text("ini daftar pinjaman, anggota atau pengunjung, bukan daftar buku", "a list of loans, members or visitors")
_SUMS = Text("ini rekapitulasi, bukan daftar buku", "a list of sums, no book list")
_NOTHING = Text("tidak ada kolom judul atau ISBN", "it has no column of titles or ISBNs")
_EMPTY = Text("tidak ada baris di bawah judul kolom", "there is no row below the headings")
_OF_BOOKS = frozenset(
    {"authors", "publisher", "place", "year", "isbn", "ddc", "call_number", "edition", "extent", "names"}
)
_OF_SUMS = frozenset({"uraian", "rincian", "uraian kegiatan", "uraian belanja", "komponen"})
_PERSON = frozenset({"nama", "nama lengkap", "name", "nama siswa", "nama guru"})


def why_no_books(rows: Rows) -> Text | None:
    """Why a sheet holds no books; None where it does, and where it is empty."""
    if rows.heading is None:
        return _NOTHING if rows.books and not is_isbn_list(rows) else None
    facts = sum(any(field in kind.split("+") for kind in rows.heading) for field in _OF_BOOKS)
    if not rows.heading.program and _is_of_loans(rows.heading, facts):
        return _LOANS
    if _is_of_sums(rows.heading, facts):
        return _SUMS
    return None if rows.books else _EMPTY


def _is_of_loans(heading: Heading, facts: int) -> bool:
    """By its columns: a day of return and a borrower beside the title, and little else of books."""
    loans = sum(map(is_of_loans, heading.names))
    person = any(plain(name) in _PERSON for name in heading.names)
    dated = "received" in heading
    return facts < 3 and (loans > 1 or loans + person + dated > 1 and bool(loans or facts == 0 and person))


def _is_of_sums(heading: Heading, facts: int) -> bool:
    if any(map(is_of_sums, heading.names)) and facts < 2:
        return True
    title = heading.names[heading.index("title")] if "title" in heading else ""
    return facts == 0 and plain(title) in _OF_SUMS and "price" not in heading


def is_isbn_list(rows: Rows) -> bool:
    """Whether most lines of a sheet without headings are scans: ISBNs, whole or damaged, or a library's own codes."""
    return are_scans([" ".join(filter(None, row.cells)) for row in rows.books[:500]])
