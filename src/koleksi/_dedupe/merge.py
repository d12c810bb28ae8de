"""One description out of several of the same edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from koleksi._terms.field_names import field_name
from koleksi.book import Book, Text

__all__ = ["merge"]

_LONGEST = (
    "title", "subtitle", "publisher", "place", "edition", "extent", "illustrations", "series", "series_number",
    "volume", "part_title",
    "responsibility", "audience", "summary", "isbn_qualifier",
)  # fmt: skip
_FIRST = (
    "isbn", "issn", "language", "original_language", "ddc", "call_number", "record_id", "printing", "year", "height_cm",
)  # fmt: skip
_ALL = (
    "contributors", "bodies", "meetings", "other_isbns", "wrong_isbns", "subjects", "notes", "sources", "marc_fields",
)  # fmt: skip


def merge(books: Sequence[Book]) -> tuple[Book, tuple[Text, ...]]:
    """One description of several of the same edition: the fuller text of each field, the first of what has
    no fuller form; names, subjects and notes of all. What disagreed and was not taken is returned in words."""
    books = _under_one_number(books)
    taken: dict[str, Any] = {}
    remarks: list[Text] = []
    for name in (*_LONGEST, *_FIRST):
        if values := [value for book in books if (value := getattr(book, name))]:
            taken[name] = _taken(name, values)
            remarks += _not_taken(name, taken[name], values)
    for name in _ALL:
        taken[name] = tuple(dict.fromkeys(value for book in books for value in getattr(book, name)))
    taken["authors"] = _fullest_names([book.authors for book in books])
    return replace(books[0], **taken), tuple(remarks)


def _under_one_number(books: Sequence[Book]) -> Sequence[Book]:
    """The control numbers of the others are kept as such, but not as that of the record (MARC 035)."""
    number = next((book.record_id for book in books if book.record_id), "")
    return [book.renumbered("") if book.record_id not in ("", number) else book for book in books]


def _taken(name: str, values: Sequence[Any]) -> Any:
    if name in _LONGEST:
        return _fullest(values)
    return _commonest(values) if name == "year" else values[0]


def _fullest(values: Sequence[str]) -> str:
    """The longest; of equally long ones the one that is neither all capitals nor all small, then the commonest."""
    count = Counter(values)
    return max(count, key=lambda v: (len(v), not (v.isupper() or v.islower()), count[v], v))


def _fullest_names(several: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The most names, and of as many those that are the fullest text together."""
    most = max(map(len, several))
    longest = {names: "; ".join(names) for names in several if len(names) == most}
    fullest = _fullest([longest[names] for names in several if names in longest])
    return next(names for names, text in longest.items() if text == fullest)


def _commonest(values: Sequence[Any]) -> Any:
    count = Counter(values)
    return max(count, key=lambda value: (count[value], -values.index(value)))


def _not_taken(name: str, taken: Any, values: Sequence[Any]) -> list[Text]:
    others = dict.fromkeys(str(v) for v in values if str(v).casefold() != str(taken).casefold())
    field = field_name(name)
    return [Text(f"{field.id}: juga tertulis {other!r}", f"{field.en}: also written {other!r}") for other in others]
