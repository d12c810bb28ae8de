"""The KDT block (Katalog Dalam Terbitan, cataloguing in publication) on the back of an Indonesian title page -> a Book.

Both forms of it: the card in paragraphs (AACR2 or RDA in ISBD punctuation) and the table of labels that Perpusnas
hands out today. Typed, pasted from a PDF or read by a scanner: lines broken anywhere, marks tight or missing.
What was not understood is kept in the notes and said by a Problem.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from koleksi import names
from koleksi._kdt import isbd, table
from koleksi._kdt.isbd import Reading
from koleksi._kdt.people import Makers, added, makers, name_of, same_person
from koleksi._kdt.text import HEAD, cut_out, even, within_reason
from koleksi._kdt.tracings_isbn_class import Isbn
from koleksi._terms.problems import problem
from koleksi._terms.school import words_pattern
from koleksi.book import Book, Contributor, Problem

__all__ = ["Kdt", "blocks", "has_head", "is_kdt", "parse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kdt:
    """What a block says. ``book.title`` is empty where nothing was understood.

    ``problems``: what a person should see; ``heading``: the main entry as printed ("Toer, Pramoedya Ananta,
    1925-2006").
    """

    book: Book
    problems: tuple[Problem, ...] = ()
    heading: str = ""


def parse(text: str) -> Kdt:
    """The book that one KDT block describes. Never raises: a text that is no block gives a Problem "kdt-unread"."""
    block, beyond = within_reason(cut_out(even(text))[0])
    reading = table.read(block) if table.is_table(block) else isbd.read(block)
    book = _book(reading)
    if not book.title or not _is_description(reading):
        unread = problem("kdt-unread", value=" ".join(text.split())[:200])
        return Kdt(book=Book(), problems=(unread,))
    found = _problems(reading, book)
    if beyond:
        found.append(problem("kdt-long", value=beyond[:200]))
    return Kdt(book=book, problems=tuple(found), heading=reading.heading)


def is_kdt(text: str) -> bool:
    """Whether a text holds a KDT block: its head, or a title with a statement of responsibility and a size."""
    text = even(text)
    return bool(HEAD.search(text)) or _holds_in_order(text, _STATEMENT, _SIZE, _BEHIND)


_STATEMENT = re.compile(r"\s/\s")
_SIZE = re.compile(r"\d\s*cm\b|hlm\b|halaman\b")
_BEHIND = re.compile(r"\bISBN\b|\bI\.\s*Judul\b")


def _holds_in_order(text: str, *marks: re.Pattern[str]) -> bool:
    """Whether one mark after the other stands in a text."""
    place = 0
    for mark in marks:
        found = mark.search(text, place)
        if not found:
            return False
        place = found.end()
    return True


def has_head(text: str) -> bool:
    """Whether the words "Katalog Dalam Terbitan" stand at the head of a line."""
    return bool(HEAD.search(even(text)))


def blocks(text: str) -> list[tuple[int, str]]:
    """The blocks of a text that holds several, each with the number of its first line: parted by their heads, or
    by lines of "---" or "===", or by two blank lines where there are no heads."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    evened = even(text)
    starts = [match.start() for match in HEAD.finditer(evened if len(evened) == len(text) else text)]
    if not starts:
        starts = [0, *(match.end() for match in re.finditer(r"\n[ \t]*(?:[-=*_#]{3,}[ \t]*\n|\n[ \t]*\n)\s*", text))]
    ends = [*starts[1:], len(text)]
    starts = [place for begin, end in zip(starts, ends, strict=True) for place in _cards(text, begin, end)]
    ends = [*starts[1:], len(text)]
    pieces = [text[begin:end].strip("\n") for begin, end in zip(starts, ends, strict=True)]
    found = zip(_line_numbers(text, starts), pieces, strict=True)
    return [(line, piece) for line, piece in found if piece.strip(" \t\n-=*_#")]


def _line_numbers(text: str, places: Sequence[int]) -> Iterator[int]:
    """The number of the line in which each place stands; places rise."""
    line, before = 1, 0
    for place in places:
        line += text.count("\n", before, place)
        before = place
        yield line


# The foot of a card: its last added entry, and the class on the line below where there is one.
_FOOT = re.compile(
    r"\bI\.[ \t]*(?:Judul|Title)\b.{0,400}\n"
    r"(?:[ \t]*(?:[IVX]+\.[ \t].*)?\n)*"
    r"(?:[ \t]*(?:\d{3}|2[xX]\d)[\d. ]*(?:\[.*\])?[ \t]*\n)?"
)
_HEIGHT = re.compile(r"\d\s*cm\b")


def _cards(text: str, begin: int, end: int) -> list[int]:
    """Where cards begin that nothing parts: below the foot of one, and before the statement and the size of another."""
    statements = [found.end() for found in _STATEMENT.finditer(text, begin, end)]
    heights = [found.end() for found in _HEIGHT.finditer(text, begin, end)]

    def holds_card(first: int, last: int) -> bool:
        said = next(iter(statements[bisect_left(statements, first) :][:1]), end)
        height = next(iter(heights[bisect_right(heights, said) :][:1]), end + 1)
        return height <= last

    starts = [begin]
    for foot in _FOOT.finditer(text, begin, end):
        if holds_card(starts[-1], foot.start()) and holds_card(foot.end(), end):
            starts.append(foot.end())
    return starts


# a reading becomes a Book

_SCHOOL = re.compile(rf"Untuk (?P<whom>(?:siswa |kelas\b|(?:{words_pattern()})\b).*)", re.IGNORECASE)


def _book(reading: Reading) -> Book:
    made = _people(reading)
    given: dict[str, Any] = {
        **reading.given,
        "authors": made.authors,
        "contributors": made.others,
        "responsibility": reading.statement,
    }
    given |= _numbers(reading.isbns, reading.given.get("volume", ""))
    given |= {"subjects": reading.subjects, "ddc": reading.klass.number, "call_number": reading.klass.call_number}
    given["notes"] = (*given.get("notes", ()), *reading.rest)
    if school := next(filter(None, map(_SCHOOL.fullmatch, given["notes"])), None):
        given |= {"audience": school["whom"], "notes": tuple(note for note in given["notes"] if note != school[0])}
        given["subtitle"] = (
            given.get("subtitle") or f"untuk {school['whom']}"
        )  # the cover has it too, and it tells the volumes apart
    if not given.get("series"):
        given["series"] = next(
            (entry.partition(":")[2] for entry in reading.added if re.match(r"Seri\s*:", entry)), ""
        ).strip(" .")
    return Book(**given)


def _people(reading: Reading) -> Makers:
    """Who the statement of responsibility names, in the order of the block; who is only in the heading or the added
    entries is added. The main entry is an author, whatever word the statement has for the work ("disusun oleh")."""
    said = makers(reading.statement)
    authors, others = list(said.authors), list(said.others)
    main, role = name_of(reading.heading) if reading.heading else ("", "")
    if main and not any(same_person(main, name) for name in authors):
        maker = next((other for other in others if same_person(main, other.name)), None)
        if maker and maker.role in ("compiler", "adapter", ""):
            others.remove(maker)
            authors.insert(0, maker.name)
        elif not maker and role in ("", "author"):
            authors.insert(0, main)
        elif not maker:
            others.insert(0, Contributor(name=main, role=role, corporate=names.is_corporate(main)))
    known = [*authors, *(other.name for other in others)]
    for entry in filter(None, map(added, reading.added)):
        if not any(same_person(entry.name, name) for name in known):
            others.append(entry)
    return Makers(tuple(authors), tuple(dict.fromkeys(others)), said.more)


def _numbers(isbns: tuple[Isbn, ...], volume: str) -> dict[str, Any]:
    """The ISBN of this volume in print leads; those of the set, of other volumes and of the e-book follow."""
    good = [one for one in isbns if one.found.isbns]
    wrong = tuple(
        one.printed for one in isbns if not one.found.isbns and one.found.kind not in ("placeholder", "empty")
    )
    good.sort(
        key=lambda one: (
            _digital(one.qualifier),
            not _same_volume(one.qualifier, volume),
            bool(re.search("lengkap|set", one.qualifier, re.IGNORECASE)),
        )
    )
    if not good:
        return {"wrong_isbns": wrong}
    everyone = tuple(dict.fromkeys(number for one in good for number in one.found.isbns))
    return {"isbn": everyone[0], "isbn_qualifier": good[0].qualifier, "other_isbns": everyone[1:], "wrong_isbns": wrong}


def _digital(qualifier: str) -> bool:
    return bool(re.search(r"pdf|epub|e-?book|elektronik|digital", qualifier, re.IGNORECASE))


def _same_volume(qualifier: str, volume: str) -> bool:
    numbers_of = re.findall(r"\d+|\b[IVX]+\b", volume)
    return bool(numbers_of) and re.findall(r"\d+|\b[IVX]+\b", qualifier) == numbers_of


def _is_description(reading: Reading) -> bool:
    """A title alone may be any line of text; a block says something else beside it."""
    given = reading.given
    return any(
        (
            reading.statement,
            reading.isbns,
            reading.subjects,
            reading.added,
            given.get("publisher"),
            given.get("extent"),
            given.get("year"),
        )
    )


# what a person should see


_MISSING = {"publisher": "kdt-publisher", "year": "kdt-year"}


def _problems(reading: Reading, book: Book) -> list[Problem]:
    found = [problem(code, column=name) for name, code in _MISSING.items() if not getattr(book, name)]
    found += [problem("kdt-rest", column="notes", value=text) for text in reading.rest]
    found += [_bad_isbn(one) for one in reading.isbns if one.printed in book.wrong_isbns]
    if not book.authors and not book.contributors:
        found.append(problem("kdt-authors", column="authors"))
    if reading.odd_unit:
        found.append(problem("kdt-size", column="height_cm", value=reading.odd_unit, height=book.height_cm))
    main = name_of(reading.heading)[0] if reading.heading else ""
    if main and reading.statement and not any(same_person(main, name) for name in _everyone(makers(reading.statement))):
        both = f"{reading.heading} | {reading.statement}"
        found.append(problem("kdt-heading", column="authors", value=both))
    return found


def _everyone(made: Makers) -> list[str]:
    return [*made.authors, *(other.name for other in made.others)]


def _bad_isbn(one: Isbn) -> Problem:
    return problem(
        f"isbn-{one.found.kind}", wording="isbn/kdt", column="isbn", value=one.printed, perhaps=one.found.perhaps
    )
