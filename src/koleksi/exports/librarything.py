"""A CSV for LibraryThing and its TinyCat: "Universal Import" on librarything.com/import.

The columns are those of LibraryThing's own sample file (librarything.com/LibraryThingSample.csv): eleven, in this
order, their names in single quotes. It parts TAGS at commas. A row with an ISBN is looked up there by it, and only tags
and call number of the row are kept; a row without one is taken as it is. One row a title: it knows no copies.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from koleksi import names
from koleksi._terms.formula import guarded
from koleksi._terms.untitled import title_and_part
from koleksi.book import Book, Copy

__all__ = ["COLUMNS", "table"]

COLUMNS = (
    "'TITLE'", "'AUTHOR (last, first)'", "'DATE'", "'ISBN'", "'PUBLICATION INFO'", "'TAGS'", "'RATING'", "'REVIEW'",
    "'DATE READ'", "'PAGE COUNT'", "'CALL NUMBER'",
)  # fmt: skip
_PAGES = re.compile(r"([0-9]{1,5})\s*(?:hlm|hal|halaman|p|pp|pages|lembar)\b", re.IGNORECASE)


def table(items: Iterable[tuple[Book, Sequence[Copy]]], policy: str = "last") -> bytes:
    """The CSV, UTF-8 without a mark in front. ``policy``: how names are entered (``names.heading``)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(book, copies, policy) for book, copies in items)
    return text.getvalue().encode()


def _row(book: Book, copies: Sequence[Copy], policy: str) -> list[str]:
    pages = _PAGES.search(book.extent)
    published = ", ".join(filter(None, (book.publisher, str(book.year or "")))) if book.publisher else ""
    return [
        *map(guarded, (_title(book), _author(book, policy))),
        str(book.year or ""),
        book.isbn,
        guarded(" : ".join(filter(None, (book.place, published)))),
        guarded(_tags(book, copies)),
        "",
        "",
        "",
        pages[1] if pages else "",
        guarded(next((copy.call_number for copy in copies if copy.call_number), book.call_number)),
    ]


def _title(book: Book) -> str:
    whole = title_and_part(book)
    return f"{whole}: {book.subtitle}" if book.subtitle else whole


def _author(book: Book, policy: str) -> str:
    """The first author only: its cell holds one."""
    first = next(iter(book.authors), "")
    return names.heading(first, policy, body=book.is_body(first)) or first


def _tags(book: Book, copies: Sequence[Copy]) -> str:
    """Subjects, and where the copies stand; a comma would part a tag in two."""
    said = [*book.subjects, *(copy.location for copy in copies)]
    return ", ".join(dict.fromkeys(" ".join(tag.replace(",", " ").split()) for tag in said if tag))
