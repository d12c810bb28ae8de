"""A book as the comparison sees it: facts apart, text folded, everything ready to be compared often."""

from __future__ import annotations

import re
from string import whitespace
from typing import Any, NamedTuple

from koleksi._dedupe.facts import Facts
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.people import NameWords, author_mark
from koleksi._dedupe.serials import damaged_isbns, is_issn, is_serial, title_without_issue, with_issue
from koleksi._dedupe.title import ParsedTitle
from koleksi._dedupe.title_marks import number
from koleksi._dedupe.title_words import PERIODICALS
from koleksi._terms.folding import fold_for_title
from koleksi.book import Book

__all__ = ["Features", "features", "order"]

_WORDS = re.compile(r"\w+")


class Features(NamedTuple):
    """``facts``: what distinguishes parts of one work. ``core``: the title's other words, folded; ``compact``:
    the same without blanks; ``main``: how many words stand before the subtitle; ``raw``: the whole title with
    its marks, without blanks. ``authors``: each name's words, longest first. ``damaged``: digits of ISBNs that
    do not check. Equal values are one object, so that those of a million books stay small."""

    facts: Facts
    core: str
    compact: str
    main: int
    raw: str
    numbers: str
    authors: tuple[NameWords, ...]
    publisher: str
    year: int
    isbns: tuple[str, ...]
    damaged: tuple[str, ...]


def features(book: Book, memory: Memory) -> Features:
    """What of a book takes part in the comparison."""
    title = f"{book.title} : {book.subtitle}" if book.subtitle else book.title
    serial = is_serial(book)
    if serial:
        title = title_without_issue(title)
    title, authors = _without_author(title, book.authors)
    parsed = memory.parse_folded(fold_for_title(title))
    facts, numbers = (
        _with_fields(parsed, book, memory) if book.volume or book.edition else (parsed.facts, parsed.numbers)
    )
    if serial:
        facts = with_issue(facts, book)
    if not authors and (mark := author_mark(book.call_number)):
        authors = (mark,)
    core, main = _named(parsed.core, parsed.main, facts)
    compact = core.replace(" ", "")
    return Features(
        memory.same_object(facts), core, compact, main, parsed.raw if parsed.raw != compact else compact,
        numbers, memory.names_of(authors), memory.canonical_publisher(book.publisher), book.year or 0, _isbns(book),
        damaged_isbns(book),
    )  # fmt: skip


def _isbns(book: Book) -> tuple[str, ...]:
    if not book.other_isbns:
        return (book.isbn,) if book.isbn and not is_issn(book.isbn) else ()
    return tuple(sorted({isbn for isbn in (book.isbn, *book.other_isbns) if isbn and not is_issn(isbn)}))


# "Laskar Pelangi / Andrea Hirata", "Laskar Pelangi karya Andrea Hirata": two to four words that are written like a
# name.
_STATEMENT = re.compile(
    r"\s+(?:/|(?i:oleh|karya))\s+(?P<name>[A-Z][\w.'\u2019-]*(?:\s+[A-Z][\w.'\u2019-]*){1,3})[\s.]*\Z"
)


_STOPS = f"{whitespace}.)"  # what may stand behind the name


def _without_author(title: str, authors: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A title without the author glued behind it, and the author from there where the row names none."""
    if not authors:
        found = _STATEMENT.search(title)
        return (title[: found.start()], (found["name"],)) if found else (title, authors)
    words = authors[0].replace(",", " ").split()
    if len(words) < 2 or not title.rstrip(_STOPS).casefold().endswith(words[-1].rstrip(_STOPS).casefold()):
        return title, authors
    name = r"[\s,.]+".join(map(re.escape, words))
    glued = re.search(rf"[\s/,:;(-]+(?:(?:oleh|karya)\s+)?{name}[\s.)]*\Z", title, re.IGNORECASE)
    return (title[: glued.start()], authors) if glued and glued.start() > 2 else (title, authors)


def _with_fields(parsed: ParsedTitle, book: Book, memory: Memory) -> tuple[Facts, str]:
    """The facts of a title and its numbers with those of the fields for volume and edition. People write any mark into
    an edition's field ("Jilid 4", "Oktober 2010"); of the edition itself that field knows better than the title."""
    known = dict(parsed.facts)
    for kind, value in memory.marks_of_field(book.edition):
        if kind == "edition":
            known[kind] = value
        elif known.get("number") == value:
            del known["number"]  # "Ilmu Gizi 2" with "Jilid 2" beside it
            known[kind] = value
        elif kind == "issue":
            known[kind] = "+".join(dict.fromkeys((*filter(None, known.get(kind, "").split("+")), *value.split("+"))))
        else:
            known.setdefault(kind, value)
    words = _WORDS.findall(fold_for_title(book.volume))
    if words and (value := number(words[-1])):
        known.setdefault("volume", value)
    facts = tuple(sorted(known.items()))
    return facts, f"{parsed.numbers} {book.volume} {facts != parsed.facts and book.edition or ''}".rstrip()


def _named(core: str, main: int, facts: Facts) -> tuple[str, int]:
    """The words of a title without "Majalah" before the name of what comes out by issues."""
    first, _, rest = core.partition(" ")
    if rest and first in PERIODICALS and any(kind == "issue" for kind, _ in facts):
        return rest, main - 1
    return core, main


def order(one: Features) -> tuple[Any, ...]:
    """A place in a row that depends on the content alone, so that the input's order never decides."""
    return (one.core, one.facts, one.year, one.authors, one.publisher, one.isbns, one.damaged, one.raw)
