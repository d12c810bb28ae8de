"""The values of a union: a library, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from koleksi.book import Book

__all__ = ["Holding", "Library"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A library of a union. ``code``: by which everybody knows it, one of each in a union; ``kind``: whose standards
    hold for it, as ``[library] kind`` in koleksi.toml; ``lat``, ``lon``: degrees, None where they were not given."""

    code: str
    name: str = ""
    district: str = ""
    kind: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What one library says of a book, and how many copies of it stand there. Nothing in it names a person who gave
    or borrowed it: `union.private` has taken that out. ``number``: the record's control number at that library."""

    book: Book
    library: str
    copies: int = 1
    call_number: str = ""
    number: str = ""
