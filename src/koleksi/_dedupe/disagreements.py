"""In what books of one edition disagree: what a person should know of rows that became one record."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from koleksi._dedupe.title import edition_number
from koleksi._terms.field_names import field_name
from koleksi._terms.folding import fold_for_title
from koleksi.book import Book, Text

__all__ = ["disagreements"]

_MOST = 4  # values shown of one field


def disagreements(books: Sequence[Book]) -> tuple[Text, ...]:
    """Each field in which books say different things, with what they say in their order: "tahun 2015 / 2016". What is
    only written otherwise (capitals, marks, order of a name's words) is no disagreement, nor is silence."""
    return tuple(_told(books))


def _told(books: Sequence[Book]) -> Iterator[Text]:
    for name, value, folded in _FIELDS:
        said: dict[Hashable, str] = {}
        for book in books:
            if (text := value(book)) and (key := folded(text)):
                said.setdefault(key, text)
        if len(said) > 1:
            shown = " / ".join([*list(said.values())[:_MOST], *(["..."] if len(said) > _MOST else [])])
            field = field_name(name)
            yield Text(f"{field.id} {shown}", f"{field.en} {shown}")


def _letters(text: str) -> Hashable:
    return "".join(filter(str.isalnum, fold_for_title(text)))


def _words(text: str) -> Hashable:
    return frozenset(fold_for_title(text).replace(",", " ").replace(".", " ").split())


def _edition(text: str) -> Hashable:
    return edition_number(text) or _letters(text)


_Field = tuple[str, Callable[[Book], str], Callable[[str], Hashable]]
_FIELDS: tuple[_Field, ...] = (
    ("title", lambda book: book.full_title, _letters),
    ("authors", lambda book: "; ".join(book.authors), _words),
    ("volume", lambda book: book.volume, _letters),
    ("edition", lambda book: book.edition, _edition),
    ("publisher", lambda book: book.publisher, _letters),
    ("year", lambda book: str(book.year or ""), str),
    ("isbn", lambda book: book.isbn, str),
)
