"""In what books of one edition disagree: what a person should know of rows that became one record."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from koleksi._terms.field_names import field_name
from koleksi._terms.folding import fold_for_title
from koleksi._terms.parts import part_in
from koleksi._terms.publishers import without_form
from koleksi.book import Book, Text

__all__ = ["Disagreement", "disagreements"]

_MOST = 4  # values shown of one field


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
