"""A book as the text of a catalogue card: headings, description with ISBD punctuation, tracing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from koleksi._terms.roles import term
from koleksi.book import Book, Copy
from koleksi.names import heading, is_corporate

__all__ = ["Card", "cards_of"]

# An ISBD rule kept from the typed card: up to three authors the first is the main entry, else the title.
MOST_AUTHORS = 3


class Card(NamedTuple):
    """One card: ``top`` is the added heading of a title, subject or name card; ``main`` the author's
    heading ("" where the title is the main entry); then the paragraphs, the tracing, the copies."""

    call: tuple[str, ...]
    top: str
    main: str
    description: tuple[str, ...]
    tracing: str
    accessions: tuple[str, ...]


def cards_of(book: Book, copies: Sequence[Copy], call: Sequence[str], policy: str) -> list[Card]:
    """The set of cards of one title: main entry, title, subjects, other names."""
    main = _heading(book, book.authors[0], policy) if 0 < len(book.authors) <= MOST_AUTHORS else ""
    names = _added_names(book, policy, main)
    tops = ["", *([book.full_title] if main else []), *(subject.upper() for subject in book.subjects), *names]
    description, tracing = _description(book), _tracing(book, names, bool(main))
    accessions = tuple(copy.accession or copy.barcode for copy in copies if copy.accession or copy.barcode)
    return [Card(tuple(call), top, main, description, tracing, accessions) for top in tops]


def reference(other: str, heading: str) -> Card:
    """A card under a form that is not used: "Tere-liye / lihat / Liye, Tere"."""
    return Card((), "", other, (f"lihat  {heading}",), "", ())


def _added_names(book: Book, policy: str, main: str) -> list[str]:
    """Headings of the other authors and contributors; of many authors only the first."""
    authors = book.authors[1:] if main else book.authors[:1]
    found = [_heading(book, name, policy) for name in authors]
    found += [one.name if one.corporate else _heading(book, one.name, policy) for one in book.contributors]
    return [name for name in dict.fromkeys(found) if name and name != main]


def _heading(book: Book, name: str, policy: str) -> str:
    return name if is_corporate(name) else heading(name, policy, body=book.is_body(name))


def _description(book: Book) -> tuple[str, ...]:
    """The areas of ISBD in the paragraphs of a card."""
    statement = book.full_title.replace(": ", " : ", 1) if book.subtitle else book.title
    part = ". ".join(filter(None, (book.volume, book.part_title)))
    statement = ". ".join(filter(None, (statement, part)))
    if said := _responsibility(book):
        statement += f" / {said}"
    first = _areas(statement, book.edition, _publication(book))
    extent = " : ".join(filter(None, (book.extent, book.illustrations)))
    physical = " ; ".join(filter(None, (extent, f"{book.height_cm} cm" if book.height_cm else "")))
    series = f"({book.series})" if book.series else ""
    number = f"ISBN {book.isbn}" + (f" ({book.isbn_qualifier})" if book.isbn_qualifier else "") if book.isbn else ""
    return tuple(filter(None, (first, _areas(physical, series), *book.notes, number)))


def _responsibility(book: Book) -> str:
    if book.responsibility:
        return book.responsibility
    names = book.authors if len(book.authors) <= MOST_AUTHORS else (f"{book.authors[0]} ... [et al.]",)
    others = (f"{term(one.role)}, {one.name}".removeprefix(", ") for one in book.contributors)
    return " ; ".join(filter(None, (", ".join(names), *others)))


def _publication(book: Book) -> str:
    imprint = " : ".join(filter(None, (book.place, book.publisher)))
    return ", ".join(filter(None, (imprint, str(book.year) if book.year else "")))


def _areas(*areas: str) -> str:
    """Areas joined by ". -- ", without a second stop."""
    joined = ""
    for area in filter(None, areas):
        joined += (" -- " if joined[-1:] == "." else ". -- ") + area if joined else area
    return joined if joined[-1:] in ("", ".", "?", "!", ")") else joined + "."


def _tracing(book: Book, names: Sequence[str], titled: bool) -> str:
    """Subjects with Arabic numerals, names and title with Roman ones."""
    subjects = [f"{number}. {subject.rstrip('.')}." for number, subject in enumerate(book.subjects, 1)]
    added = [*names, *(["Judul"] if titled else [])]
    return " ".join(subjects + [f"{_roman(number)}. {name.rstrip('.')}." for number, name in enumerate(added, 1)])


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
