"""The labels of a collection, in the order of their barcodes: the order in which the books were numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koleksi import isbn
from koleksi._terms.issue import spine_of
from koleksi._terms.school import grade_in
from koleksi.book import Book, Copy
from koleksi.job.collection import Collection, Record

if TYPE_CHECKING:
    from koleksi.labels import Label

__all__ = ["label_list", "title_or_isbn", "with_grade", "with_issue"]


def label_list(collection: Collection) -> list[Label]:
    """A label for every copy that is to be printed."""
    from koleksi.labels import Label

    library = collection.config.library
    header = library.header or (library.name,)
    made = [
        Label(
            call_number=_lines(record, copy, grade=collection.config.labels.grade),
            barcode=copy.barcode,
            title=title_or_isbn(record.book),
            copy=copy.number,
            accession=copy.accession,
            header=header,
        )
        for record in collection.records
        for copy in record.copies
        if collection.print_only is None or copy.barcode in collection.print_only
    ]
    return sorted(made, key=lambda label: label.barcode)


def title_or_isbn(book: Book) -> str:
    """What a label says of a book: its title, the ISBN of one whose title is not known yet."""
    return book.title or isbn.hyphenate(book.isbn) or book.isbn


def _lines(record: Record, copy: Copy, *, grade: bool) -> tuple[str, ...]:
    from koleksi.labels import split_call_number

    own = copy.call_number == record.book.call_number
    lines = record.call_lines if own else split_call_number(copy.call_number)
    return with_issue(with_grade(lines, record.book) if grade else lines, copy)


def with_grade(lines: tuple[str, ...], book: Book) -> tuple[str, ...]:
    """A call number as it goes on the spine, with the class at school that a textbook is for below it ("Kls 4")."""
    found = grade_in(book.audience) or grade_in(book.full_title)
    return (*lines, f"Kls {found}") if found else lines


def with_issue(lines: tuple[str, ...], copy: Copy) -> tuple[str, ...]:
    """A call number as it goes on the spine, with the issue of a periodical below it ("Okt 2010")."""
    return (*lines, spine_of(copy.issue)) if copy.issue else lines
