"""What of a book may leave its library: nothing that names who gave, owned, bought or borrowed a copy.

Kept is what the book itself says of itself. Free text (notes, a summary), whatever a record said beyond a Book, and all
of a copy but its call number stay at home: people write donors into every one of them.
"""

from __future__ import annotations

import re

from koleksi.book import Book

__all__ = ["public"]

_KEPT = (
    "title", "subtitle", "authors", "bodies", "meetings", "responsibility", "publisher", "place", "year",
    "edition", "printing", "isbn", "isbn_qualifier", "other_isbns", "issn", "language", "original_language",
    "subjects", "ddc", "call_number", "extent", "illustrations", "height_cm", "series", "series_number", "volume",
    "part_title", "audience",
)  # fmt: skip
# Relator terms of MARC for people who had to do with a copy, not with the book (dnr, fmo, own, dpt, ins, bnd).
_OF_A_COPY = frozenset({"donor", "former owner", "owner", "depositor", "inscriber", "binder", "seller", "funder"})
_NUMBER = re.compile(r"[0-9Xx][0-9Xx \u2010-\u2015-]{7,20}")  # of what was typed as an ISBN, that which is a number


def public(book: Book) -> Book:
    """The book as others may see it."""
    return Book(
        **{name: getattr(book, name) for name in _KEPT},
        contributors=tuple([one for one in book.contributors if one.role not in _OF_A_COPY]),
        wrong_isbns=tuple([typed for typed in book.wrong_isbns if _NUMBER.fullmatch(typed)]),
    )
