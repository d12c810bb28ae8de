"""What people of a library decided of its books holds in the union: whom they parted stays parted, and what they put
right goes before what a program suggested elsewhere.

"Sama" needs nothing: it made one record of the rows in that library, and a record is never parted here. It is not
carried over to rows of others that say the same: the person looked at one shelf, and a false merge is worse than none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType

from koleksi._terms import book_json
from koleksi.book import Book
from koleksi.job.review.spoken import Spoken, spoken
from koleksi.union.values import Holding, Source

__all__ = ["digest", "put_right", "said_of", "twins_apart", "values"]

_NOTHING = Spoken()
# Kind of decision -> the fields of a book that it decides. Copies and call number are the library's own.
_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "class": ("ddc",), "heading": ("authors",), "language": ("language",), "title": ("title", "subtitle"),
        "volume": ("volume",),
    }
)  # fmt: skip


def said_of(source: Source) -> Spoken | None:
    """What people said of the records of a source, nothing where it has no ledger; None where that cannot be read."""
    return spoken(source.path) if source.has_ledger else _NOTHING


def digest(said: Spoken) -> str:
    """A text for all that was said, "" for nothing: another one means that the library must be read again."""
    if said == _NOTHING:
        return ""
    told = [sorted(said.apart), sorted((number, sorted(kinds)) for number, kinds in said.corrected.items())]
    return sha256(json.dumps(told).encode()).hexdigest()


def values(book: Book, kinds: Collection[str]) -> tuple[tuple[str, str], ...]:
    """By kind of decision, the fields as the library's record has them, as JSON; of the authors the first."""
    book = book.but(authors=book.authors[:1])
    return tuple((kind, book_json.dump(book, _FIELDS[kind])) for kind in sorted(_FIELDS.keys() & set(kinds)))


def put_right(book: Book, said: Mapping[str, str]) -> Book:
    """A record of the union with what people of libraries put right in theirs."""
    for kind, text in sorted(said.items()):
        fields = dict.fromkeys(_FIELDS[kind], "") | json.loads(text)
        if kind == "heading":
            fields = {"authors": tuple(dict.fromkeys((*json.loads(text).get("authors", ()), *book.authors[1:])))}
        book = book.but(**fields)
    return book


def twins_apart(holdings: Sequence[Holding], apart: Iterable[tuple[str, str]]) -> list[Holding]:
    """Records that a person parted though the comparison cannot tell them apart: one that was parted from an earlier
    one stays by itself, and who was parted only from that stays with the earlier ones."""
    parted = defaultdict[str, set[str]](set)
    for one, other in apart:
        parted[one].add(other)
        parted[other].add(one)
    together = defaultdict[bytes, set[str]](set)
    found = []
    for holding in holdings:
        if holding.content and not together[holding.content].isdisjoint(parted.get(holding.number, ())):
            found.append(holding._replace(content=b""))
        else:
            together[holding.content].add(holding.number)
            found.append(holding)
    return found
