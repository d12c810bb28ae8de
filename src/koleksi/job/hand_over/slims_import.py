"""What goes into which of SLiMS's own imports, and what only a person can do there.

Its biblio import makes a new record of every row, so a record that SLiMS has must not be in the file again; its item
import completes items that exist and cannot make one. A copy that joins a record there is typed in by hand first.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from koleksi.book import Book, Copy, Lang, Text
from koleksi.exports.slims import title_in_slims
from koleksi.job.collection import Collection, Record
from koleksi.job.workbook import Column, Workbook

__all__ = ["MANUAL", "SlimsImport", "by_hand", "slims_import"]

MANUAL = "slims_manual.xlsx"  # what a person types in SLiMS

Part = tuple[Book, tuple[Copy, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlimsImport:
    """``new``: records for the biblio file, with all their copies; ``there``: copies that SLiMS has already; ``added``:
    copies of records that it has; ``corrected``: records that were handed over otherwise than they are now."""

    new: tuple[Part, ...]
    there: tuple[Part, ...]
    added: tuple[Part, ...]
    corrected: tuple[Part, ...]

    @property
    def items(self) -> tuple[Part, ...]:
        """For the item file. What must be typed in first stands last: a code that SLiMS lacks ends the import."""
        return (*self.new, *self.there, *self.added)


def slims_import(collection: Collection) -> SlimsImport:
    """The whole of a collection, or of what is new in it: a copy that was handed over is in neither file again."""
    new, there, added = [], [], []
    for record in collection.records:
        open_copies = _not_handed_over(collection, record)
        if not record.in_catalogue and len(open_copies) == len(record.copies):
            new.append((record.book, record.copies))
            continue
        book, held = _book_there(record), {copy.barcode for copy in record.held}
        there.append((book, tuple(copy for copy in open_copies if copy.barcode in held)))
        added.append((book, tuple(copy for copy in open_copies if copy.barcode not in held)))
    corrected = [(record.book, record.copies) for record in collection.records if _is_corrected(collection, record)]
    return SlimsImport(new=tuple(new), there=_with_copies(there), added=_with_copies(added), corrected=tuple(corrected))


def _not_handed_over(collection: Collection, record: Record) -> tuple[Copy, ...]:
    if collection.new_copies is None:
        return record.copies
    return tuple(copy for copy in record.copies if copy.barcode in collection.new_copies)


def _is_corrected(collection: Collection, record: Record) -> bool:
    return record.book.record_id in collection.corrected and not _not_handed_over(collection, record)


def _book_there(record: Record) -> Book:
    return record.known.book if record.known else record.book


def _with_copies(parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part[1])


_COPY = (
    (Text("Judul di SLiMS", "Title in SLiMS"), 50),
    (Text("Kode eksemplar", "Item code"), 18),
    (Text("Nomor panggil", "Call number"), 22),
    (Text("Lokasi", "Location"), 18),
)
_RECORD = (
    (Text("Judul di SLiMS", "Title in SLiMS"), 50),
    (Text("Kode eksemplar", "Item codes"), 30),
    (Text("Klasifikasi", "Classification"), 16),
    (Text("Nomor panggil", "Call number"), 22),
    (Text("Pengarang", "Authors"), 30),
    (Text("ISBN", "ISBN"), 18),
)


def by_hand(parts: SlimsImport, lang: Lang) -> bytes:
    """``slims_manual.xlsx``: copies to add to records that SLiMS has, and records that have been corrected; b"" for
    nothing."""
    if not parts.added and not parts.corrected:
        return b""
    stream = io.BytesIO()
    with Workbook(stream) as book:
        if parts.added:
            book.sheet(Text("Tambah eksemplar", "Add copies")(lang), _columns(_COPY, lang), _copies(parts.added))
        if parts.corrected:
            book.sheet(Text("Perbaiki", "Correct")(lang), _columns(_RECORD, lang), _records(parts.corrected))
    return stream.getvalue()


def _columns(named: Sequence[tuple[Text, int]], lang: Lang) -> list[Column]:
    return [Column(name(lang), width) for name, width in named]


def _copies(parts: Sequence[Part]) -> Iterator[tuple[str, ...]]:
    for book, copies in parts:
        for copy in copies:
            yield title_in_slims(book), copy.barcode, copy.call_number or book.call_number, copy.location


def _records(parts: Sequence[Part]) -> Iterator[tuple[str, ...]]:
    for book, copies in parts:
        codes = ", ".join(copy.barcode for copy in copies)
        yield title_in_slims(book), codes, book.ddc, book.call_number, "; ".join(book.authors), book.isbn
