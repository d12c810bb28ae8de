"""A book as the comparison sees it: facts apart, text folded, everything ready to be compared often."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from koleksi._dedupe.title import edition_number, number, understand
from koleksi._terms.folding import fold_for_title
from koleksi._terms.publishers import canonical
from koleksi.book import Book

__all__ = ["Facts", "Sketch", "order", "sketch"]

Facts = tuple[tuple[str, str], ...]

_HONOURS = re.compile(
    r"\b(?:s|m|a|b)\.?\s?(?:ag|pd|si|sos|kom|hum|kes|sc|th|fil|e|t|h|m|a|p|i|s)\b\.?|\b(?:dr|drs|dra|prof|ir|hj?|kh|ust|ustadz|dkk|et al|ph\.?d|mt|st|se|sh|mm)\b\.?"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"\w+")


class Sketch(NamedTuple):
    """``facts``: what distinguishes parts of one work. ``core``: the title's other words, folded; ``compact``:
    the same without blanks; ``main``: how many words stand before the subtitle; ``raw``: the whole title with
    its marks, without blanks. ``authors``: each name's words, longest first. ``damaged``: digits of ISBNs that
    do not check. Equal values are one object, so that a million sketches stay small."""

    facts: Facts
    core: str
    compact: str
    main: int
    raw: str
    numbers: str
    authors: tuple[tuple[str, ...], ...]
    publisher: str
    year: int
    isbns: tuple[str, ...]
    damaged: tuple[str, ...]


def sketch(book: Book) -> Sketch:
    """What of a book takes part in the comparison."""
    title = f"{book.title} : {book.subtitle}" if book.subtitle else book.title
    title, authors = _without_author(title, book.authors)
    taken = understand(title)
    facts, numbers = taken.facts, taken.numbers
    if book.volume or book.edition:
        facts = _with_fields(facts, book)
        numbers = f"{numbers} {book.volume} {facts != taken.facts and book.edition or ''}".rstrip()
    core = taken.core
    compact = core.replace(" ", "")
    isbns = (book.isbn, *book.other_isbns) if book.other_isbns else (book.isbn,)
    return Sketch(
        _shared(facts), core, compact, taken.main, taken.raw if taken.raw != compact else compact, numbers,
        tuple([_name(name) for name in authors]), _publisher(book.publisher), book.year or 0,
        tuple(sorted({isbn for isbn in isbns if isbn})),
        tuple([digits for text in book.wrong_isbns if (digits := "".join(filter(str.isdigit, text)))]),
    )  # fmt: skip


# "Laskar Pelangi / Andrea Hirata", "Laskar Pelangi karya Andrea Hirata": two to four words that are written like a name.
_STATEMENT = re.compile(
    r"\s+(?:/|(?i:oleh|karya))\s+(?P<name>[A-Z][\w.'\u2019-]*(?:\s+[A-Z][\w.'\u2019-]*){1,3})[\s.]*\Z"
)


def _without_author(title: str, authors: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A title without the author glued behind it, and the author from there where the row names none."""
    if not authors:
        found = _STATEMENT.search(title)
        return (title[: found.start()], (found["name"],)) if found else (title, authors)
    words = authors[0].replace(",", " ").split()
    if len(words) < 2 or words[-1].casefold() not in title.casefold():
        return title, authors
    name = r"[\s,.]+".join(map(re.escape, words))
    glued = re.search(rf"[\s/,:;(-]+(?:(?:oleh|karya)\s+)?{name}[\s.)]*\Z", title, re.IGNORECASE)
    return (title[: glued.start()], authors) if glued and glued.start() > 2 else (title, authors)


@lru_cache(maxsize=50_000)
def _shared(facts: Facts) -> Facts:
    return facts


def _with_fields(facts: Facts, book: Book) -> Facts:
    """The volume and the edition that stand in fields of their own; an edition's field knows better than the title."""
    known = dict(facts)
    words = _WORDS.findall(fold_for_title(book.volume))
    if words and (value := number(words[-1])):
        known.setdefault("volume", value)
    if said := edition_number(book.edition):
        known["edition"] = said
    return tuple(sorted(known.items()))


@lru_cache(maxsize=50_000)
def _name(name: str) -> tuple[str, ...]:
    plain = _HONOURS.sub(" ", fold_for_title(name))
    return tuple(sorted(_LETTERS.findall(plain), key=lambda word: (-len(word), word)))


_publisher = lru_cache(maxsize=50_000)(canonical)


def order(s: Sketch) -> tuple[Any, ...]:
    """A place in a row that depends on the content alone, so that the input's order never decides."""
    return (s.core, s.facts, s.year, s.authors, s.publisher, s.isbns, s.damaged, s.raw)
