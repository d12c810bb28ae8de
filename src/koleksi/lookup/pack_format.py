"""What is inside a pack: its tables, and how a description becomes a short text.

``books.id`` is the ISBN itself (nine digits, prefix 979 counted as a further thousand million), or, for a book
without one, a number above all ISBNs made of what the record says. ``books.facts`` holds, between U+001F: how many
fields are filled and the number of the source, then ``FIELDS`` in order, empty ones at the end left off. A value
that repeats from book to book (publisher, author ...) is U+0001 and its number in ``names``; several values of a
field stand between U+001E. A name may itself hold several (the authors of a work). ``words`` is an FTS5 index
without content of its own: 50 bytes a record, titles and authors, marks and capitals ignored.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from koleksi._terms.check_digits import ean_check
from koleksi._terms.folding import words
from koleksi.book import Book

__all__ = [
    "FIELDS",
    "SCHEMA",
    "VERSION",
    "WORDS",
    "decode",
    "encode",
    "id_of",
    "id_of_text",
    "id_without_isbn",
    "isbn_of",
    "mark_of",
    "reference",
    "references",
    "source_of",
    "words_of",
]

VERSION = 2
FIELDS = (
    "title", "subtitle", "authors", "publisher", "place", "year", "edition", "language", "subjects", "extent", "ddc",
    "height_cm", "series", "volume",
)  # fmt: skip
SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT NOT NULL, licence TEXT NOT NULL, date TEXT NOT NULL,
  books INTEGER NOT NULL DEFAULT 0);
CREATE TABLE names (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE books (id INTEGER PRIMARY KEY, facts TEXT NOT NULL);
"""
WORDS = """
CREATE VIRTUAL TABLE words USING fts5(w, content='', columnsize=0, detail=none,
  tokenize="unicode61 remove_diacritics 2")
"""

_FIELD, _MEMBER, _NAME = "\x1f", "\x1e", "\x01"
_MANY = frozenset({"authors", "subjects"})
_NUMBERS = frozenset({"year", "height_cm"})
_NAMED = frozenset({"authors", "publisher", "place", "language", "subjects", "edition", "extent", "series"})
_REFERENCE = re.compile("\x01([0-9]+)")
_NINE = 10**9
_NO_ISBN = 1 << 31


def id_of(isbn13: str) -> int:
    """The number of a valid ISBN in ``books``."""
    return int(isbn13[3:12]) + (_NINE if isbn13[2] == "9" else 0)


def isbn_of(number: int) -> str:
    """The inverse of ``id_of``; "" for a book without ISBN."""
    if number >= _NO_ISBN:
        return ""
    prefix, nine = divmod(number, _NINE)
    twelve = f"97{8 + prefix}{nine:09d}"
    return twelve + ean_check(twelve)


def id_without_isbn(book: Book) -> int:
    """A number for a book without ISBN: the same for the same title, authors, publisher and year."""
    return id_of_text(
        _FIELD.join(
            (book.full_title, *book.authors, book.publisher, str(book.year or ""), book.volume, book.edition)
        ).casefold()
    )


def id_of_text(text: str) -> int:
    """A number above all ISBNs that follows from a text."""
    return _NO_ISBN + int.from_bytes(hashlib.blake2b(text.encode(), digest_size=5).digest())


def encode(values: dict[str, Any], source: int, named: Callable[[str], int | None]) -> str:
    """``values`` by name of field as the text of ``books.facts``. ``named``: the number of a text in ``names``, if it
    has one."""
    texts = [_text(name, values.get(name), named) for name in FIELDS]
    filled = sum(map(bool, texts))
    while texts and not texts[-1]:
        texts.pop()
    return f"{chr(48 + filled)}{source}{_FIELD}{_FIELD.join(texts)}"


def _text(name: str, value: Any, named: Callable[[str], int | None]) -> str:
    if not value:
        return ""
    if name in _MANY:
        return _MEMBER.join(_short(one, named) for one in value)
    return _short(value, named) if name in _NAMED else str(value)


def _short(text: str, named: Callable[[str], int | None]) -> str:
    if text[:1] == _NAME:
        return text  # a reference already
    number = named(text)
    return text if number is None else f"{_NAME}{number}"


def reference(number: int) -> str:
    """A value that stands for the text with this number in ``names``, whatever that will be."""
    return f"{_NAME}{number}"


def source_of(facts: str) -> int:
    """The number of the source that a description came from."""
    return int(facts[1 : facts.index(_FIELD)])


def references(facts: str) -> list[int]:
    """The numbers in ``names`` that a description refers to."""
    return [int(number) for number in _REFERENCE.findall(facts)]


def decode(facts: str, names: Mapping[int, str]) -> dict[str, Any]:
    """The filled fields of a description. ``names``: the texts that it refers to, by number."""
    values: dict[str, Any] = {}
    for name, text in zip(FIELDS, facts.split(_FIELD)[1:], strict=False):
        if not text:
            continue
        if name in _MANY:
            values[name] = tuple(
                [one for part in text.split(_MEMBER) for one in _long(part, names).split(_MEMBER) if one]
            )
        elif name in _NUMBERS:
            values[name] = int(text)
        else:
            values[name] = _long(text, names)
    return values


def _long(text: str, names: Mapping[int, str]) -> str:
    return names.get(int(text[1:]), "") if text[:1] == _NAME else text


def words_of(facts: str, names: Mapping[int, str]) -> str:
    """What a book is found by: the words of title, subtitle and authors, and the mark of its main title."""
    title, subtitle, authors = (facts.split(_FIELD, 4)[1:4] + ["", ""])[:3]
    main = words(title)
    people = (_long(one, names) for one in authors.split(_MEMBER))
    return " ".join((mark_of(main), *main, *words(f"{subtitle} {' '.join(people)}")))


def mark_of(title: Sequence[str]) -> str:
    """A word that books with the same main title share, and few others: finds "Matematika" among a thousand titles
    with that word."""
    return f"qq{zlib.crc32(' '.join(title).encode()) % 46_656:05d}"
