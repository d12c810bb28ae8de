"""A Book and its copies as JSON text: only what they say, so that a hundred thousand of them stay small."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields

from koleksi.book import Book, Contributor, Copy

__all__ = ["book_from_json", "book_to_json", "copies_from_json", "copies_to_json"]


def book_to_json(book: Book) -> str:
    """The fields of a book that are not empty."""
    filled = {field.name: value for field in fields(book) if (value := getattr(book, field.name))}
    if book.contributors:
        filled["contributors"] = [[person.name, person.role, person.corporate] for person in book.contributors]
    return _dumped(filled)


def book_from_json(text: str) -> Book:
    """The book that `book_to_json` wrote. Raises ValueError or TypeError for any other text."""
    filled = json.loads(text)
    filled["contributors"] = tuple(
        Contributor(name=name, role=role, corporate=corporate)
        for name, role, corporate in filled.get("contributors", ())
    )
    filled["sources"] = tuple(tuple(source) for source in filled.get("sources", ()))
    lists = {name: tuple(value) for name, value in filled.items() if isinstance(value, list)}
    return Book(**filled | lists)


def copies_to_json(copies: Iterable[Copy]) -> str:
    """The fields of each copy that are not the usual ones."""
    return _dumped(
        [
            {field.name: value for field in fields(copy) if (value := getattr(copy, field.name)) != field.default}
            for copy in copies
        ]
    )


def copies_from_json(text: str) -> tuple[Copy, ...]:
    """The copies that `copies_to_json` wrote. Raises ValueError or TypeError for any other text."""
    return tuple(Copy(**filled) for filled in json.loads(text))


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
