"""One description out of several of the same edition, and in what those disagree: what a person should know of rows
that became one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from koleksi._terms.field_names import field_name
from koleksi._terms.folding import fold_for_title
from koleksi._terms.parts import part_in
from koleksi._terms.publishers import without_form
from koleksi.book import Book, Text

__all__ = ["Disagreement", "disagreements", "merge"]

_MOST = 4  # values shown of one field
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


class Disagreement(NamedTuple):
    """``field``: of the Book, "title" for title and subtitle together; ``values``: what the books say of it, each once,
    in their order."""

    field: str
    values: tuple[str, ...]

    @property
    def what(self) -> Text:
        """In words: "tahun 2015 / 2016"."""
        shown = " / ".join([*self.values[:_MOST], *(["..."] if len(self.values) > _MOST else [])])
        name = field_name(self.field)
        return Text(f"{name.id} {shown}", f"{name.en} {shown}")


def disagreements(books: Sequence[Book]) -> tuple[Disagreement, ...]:
    """Each field in which books say different things. What is only written otherwise (capitals, marks, the form of a
    firm, order of a name's words) is no disagreement, nor is silence."""
    return tuple(_told(books))


def _told(books: Sequence[Book]) -> Iterator[Disagreement]:
    for name, value, folded in _FIELDS:
        said: dict[Hashable, str] = {}
        for book in books:
            if (text := value(book)) and (key := folded(text)):
                said.setdefault(key, text)
        if len(said) > 1:
            yield Disagreement(name, tuple(said.values()))


def _letters(text: str) -> Hashable:
    return "".join(filter(str.isalnum, fold_for_title(text)))


def _words(text: str) -> Hashable:
    return frozenset(fold_for_title(text).replace(",", " ").replace(".", " ").split())


def _publisher(text: str) -> Hashable:
    return _letters(without_form(text)) or _letters(text)


def _edition(text: str) -> Hashable:
    return part_in(text, "edition") or _letters(text)


_Field = tuple[str, Callable[[Book], str], Callable[[str], Hashable]]
_FIELDS: tuple[_Field, ...] = (
    ("title", lambda book: book.full_title, _letters),
    ("authors", lambda book: "; ".join(book.authors), _words),
    ("volume", lambda book: book.volume, _letters),
    ("edition", lambda book: book.edition, _edition),
    ("publisher", lambda book: book.publisher, _publisher),
    ("year", lambda book: str(book.year or ""), str),
    ("isbn", lambda book: book.isbn, str),
)
