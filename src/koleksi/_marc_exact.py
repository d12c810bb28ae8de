"""Whether MARC's own fields can say a book exactly, without reading back what was built: true for most books.

A sufficient test only. ``tests/test_marc_exact.py`` holds it against reading back for any book.
"""

from __future__ import annotations

from functools import lru_cache

from koleksi import isbn as numbers
from koleksi import names
from koleksi._marc_fields import Field
from koleksi._marc_parse import CLASS, PRINTING, direct_name, without_stop
from koleksi.book import Book

__all__ = ["says_exactly"]

_CENTURIES = range(1400, 2100)


def says_exactly(book: Book, people: tuple[Field, ...] | list[Field]) -> bool:
    """``people``: the name fields made of the book's authors."""
    if book.sources or book.contributors or book.other_isbns or book.wrong_isbns or book.isbn_qualifier or book.original_language or book.responsibility:
        return False
    return (
        _numbers(book) and _title(book) and _texts(book)
        and all(_name_returns(name, field) for name, field in zip(book.authors, people, strict=True))
        and not any(names.is_corporate(name) for name in book.authors[1:])
    )  # fmt: skip


def _numbers(book: Book) -> bool:
    classed = bool(CLASS.fullmatch(book.ddc)) if book.ddc else not book.call_number
    dated = book.year is None or book.year in _CENTURIES
    sized = book.height_cm is None or 0 < book.height_cm < 1000
    return classed and dated and sized and not book.issn and _isbn_returns(book.isbn) and _language_returns(book.language)


@lru_cache(maxsize=4096)
def _isbn_returns(isbn: str) -> bool:
    return not isbn or numbers.recognise(numbers.hyphenate(isbn) or isbn).isbns[:1] == (isbn,)


def _language_returns(code: str) -> bool:
    return not code or len(code) == 3 and code.isascii() and code.isalpha() and code.islower() and code not in ("und", "zxx", "mul", "xxx")


def _title(book: Book) -> bool:
    """A title that ends the field must not lose a stop of its own."""
    if not book.title or book.title == "[tanpa judul]":
        return False
    if book.authors:
        return True
    last = book.subtitle or book.part_title or book.volume or book.title
    return last[-1] not in ".?!" and without_stop(f"{last}.") == last


def _texts(book: Book) -> bool:
    if PRINTING.match(book.edition) or (book.printing and not PRINTING.match(book.printing)):
        return False
    return book.series[-1:] != ";" and len(set(book.subjects)) == len(book.subjects)


@lru_cache(maxsize=8192)
def _name_returns(name: str, field: Field) -> bool:
    return direct_name(field, dict(reversed(field[2])).get("a", "")) == name and bool(name.strip(" .,"))
