"""A book typed in one line, taken apart: "Perahu Kertas - Dewi Lestari, Bentang, 2009 (2 eks)".

Marks part a line, words say what a part is ("penerbit", "karya", "3 eks"); what says nothing is the author first, then
the publisher, then a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from koleksi import isbn as numbers
from koleksi._intake.joined import place_and_publisher
from koleksi._intake.typed.habits import Habits, bracketed, is_titled
from koleksi._intake.typed.marks import (
    BRACKET,
    COUNT,
    COUNTED,
    ISBN,
    MARK,
    REFERENCE,
    SAID,
    YEAR,
    closing_imprint,
    number_in,
)
from koleksi._terms.cities import is_city
from koleksi._terms.condition import parted as condition_of
from koleksi._terms.degrees import are_degrees
from koleksi._terms.parts import part_in
from koleksi._terms.publishers import is_publisher
from koleksi._terms.school import grade_in

__all__ = ["FIELDS", "parts_of"]

FIELDS = ("title", "authors", "place", "publisher", "year", "isbn", "count", "notes")

_GATHERED = re.compile(r"(?:kumpulan|hasil|antologi|aneka|semua|daftar|sebuah|di|dan)\Z", re.IGNORECASE)
_OPENS = re.compile(r"(?P<authors>penulis|pengarang|karya|oleh)\b\s*:?\s*|(?P<publisher>penerbit|pen\.)\s*:?\s*", re.I)
_REMARK = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]\Z")
_CLOSING_HOUSE = re.compile(r"\s(\S+(?:\s\S+)?)\Z")


def parts_of(line: str, habits: Habits) -> dict[str, str]:
    """The texts of a line by field (`FIELDS`), "" where it says nothing."""
    found = dict.fromkeys(FIELDS, "")
    if reference := REFERENCE.match(line):
        return found | reference.groupdict()
    line = _without_remark(_without_isbn(line, found), found)
    line = _without_counted(line, found) if habits.counted else line
    if habits.author_first and line.count(":") == 1:
        found["authors"], line = (piece.strip() for piece in line.split(":"))
    title, *others = [*_pieces(line, habits, found)] or [""]
    found["title"] = _without_imprint(_without_tail(title, found, years=False), habits, found)
    for piece in others:
        _tell(piece, found)
    return found


def _without_isbn(line: str, found: dict[str, str]) -> str:
    one = ISBN.search(line)
    if not one or not (one["said"] or numbers.is_valid(re.sub(r"[ -]", "", one["bare"]))):
        return line
    found["isbn"] = (one["said"] or one["bare"]).strip(" -")
    return f"{line[: one.start()]} {line[one.end() :]}".strip()


def _without_remark(line: str, found: dict[str, str]) -> str:
    """A line without the remark on the copy in the brackets that close it."""
    one = _REMARK.search(line)
    if not one or not condition_of(one[1])[0]:
        return line
    found["notes"] = one[1]
    return line[: one.start()]


def _without_counted(line: str, found: dict[str, str]) -> str:
    one = COUNTED.search(line)
    if one:
        found["count"] = one[1]
    return line[: one.start()] if one else line


def _pieces(line: str, habits: Habits, found: dict[str, str]) -> Iterator[str]:
    """A line in pieces, the title first; what words say is put into ``found`` at once."""
    line = _count_behind(_brackets_opened(line, habits), found)
    line, behind = _said_apart(line, habits, found)
    title, *others = [piece for piece in MARK.split(line) if piece.strip()] or [""]
    named = bool(found["count"] or found["notes"]) and _ends_in_name(title)
    yield from _at_commas(title, habits) if habits.commas or named or _ends_in_facts(title) else [title]
    for piece in others:
        yield from _parted(piece, habits)
    yield from behind


def _said_apart(line: str, habits: Habits, found: dict[str, str]) -> tuple[str, list[str]]:
    """A line without what words say in it ("karya Dewi Lestari, penerbit Bentang"), which is put into ``found``; and
    the pieces behind, of which no word says anything. Of several words for an author the last is meant ("Bird by Bird
    by Anne Lamott")."""
    said = [one for one in SAID.finditer(line) if _says(one, line)]
    said = [one for n, one in enumerate(said) if one.lastgroup not in {later.lastgroup for later in said[n + 1 :]}]
    ends = [*(one.start() for one in said[1:]), len(line)]
    behind: list[str] = []
    for one, end in zip(said, ends, strict=False):
        pieces = (_parted(piece, habits) for piece in MARK.split(line[one.end() : end]))
        first, *more = [*chain.from_iterable(pieces)] or [""]
        field = one.lastgroup or "notes"
        found[field] = found[field] or first.strip(" .,")
        behind += more
    return line[: said[0].start()] if said else line, behind


def _says(word: re.Match[str], line: str) -> bool:
    """Whether a word says what follows, and is none of a title's ("Hasil Karya Anak", "Kumpulan karya")."""
    marked = word[0].islower() or bool(re.search("[,;:]", word[0])) or line.isupper()
    return marked and not _GATHERED.search(line[: word.start()])


def _ends_in_facts(title: str) -> bool:
    """Whether a comma stands before a publisher or a year: titles have commas too ("Aku, Kau, dan Kampung")."""
    _, comma, last = title.rpartition(",")
    return bool(comma) and bool(YEAR.search(last) or is_publisher(last.strip()))


def _ends_in_name(title: str) -> bool:
    """Whether two words or more in capitals stand behind each comma."""
    _, *pieces = title.split(",")
    return bool(pieces) and all(len(piece.split()) > 1 and piece.strip().istitle() for piece in pieces)


def _brackets_opened(line: str, habits: Habits) -> str:
    """A line whose brackets are marks where facts of the book stand in them: "(Bentang, 2009)", "(Dewi Lestari)"."""

    def opened(one: re.Match[str]) -> str:
        author = bool(bracketed(one[0])) and (habits.authors_in_brackets or is_titled(one[1].strip()))
        pieces = [piece.strip() for piece in re.split(r"[,;:/]", one[1])]
        facts = one.end() == len(line) and any(YEAR.search(piece) or is_publisher(piece) for piece in pieces)
        return f" ; {one[1]} ; " if author or facts else one[0]

    return BRACKET.sub(opened, line)


def _count_behind(line: str, found: dict[str, str]) -> str:
    one = COUNT.search(line)
    if not one or found["count"] or not (number := number_in(one)):
        return line
    found["count"] = str(number)
    return line[: one.start()]


def _parted(piece: str, habits: Habits) -> list[str]:
    """A piece behind the title at its commas, where they part more than a name turned round ("Hirata, Andrea")."""
    pieces = _at_commas(piece, habits)
    several = habits.commas or len(pieces) > 2 or len(pieces) == 2 and _is_told(pieces[1])
    return pieces if several else [piece]


def _at_commas(text: str, habits: Habits) -> list[str]:
    """A text at its commas, but for those before degrees and those inside a name turned round."""
    pieces: list[str] = []
    for piece in filter(None, (one.strip() for one in text.split(","))):
        turned = habits.turned and len(pieces) > 1 and " " not in pieces[-1]
        turned = turned and not _is_told(pieces[-1]) and not _is_told(piece)
        if pieces and (turned or are_degrees(piece, beside=True) and not is_publisher(piece)):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces


def _is_told(piece: str) -> bool:
    """Whether a piece says by itself that it is no person."""
    return bool(YEAR.search(piece) or COUNT.search(piece) or _is_part(piece) or is_city(piece) or is_publisher(piece))


def _is_part(piece: str) -> bool:
    few = len(piece.split()) < 5
    return few and bool(part_in(piece, "volume") or part_in(piece, "edition") or grade_in(piece))


def _tell(piece: str, found: dict[str, str]) -> None:
    """What a piece behind the title is."""
    opens = _OPENS.match(piece)
    piece = _without_tail(piece[opens.end() if opens else 0 :], found, years=True).strip(" .,:")
    if not piece:
        return
    if _is_part(piece) and not opens:
        found["title"] += f", {piece}"
        return
    kind = (opens.lastgroup or "") if opens else _kind_of(piece)
    if kind == "publisher" and (both := place_and_publisher(piece)):
        found["place"], piece = found["place"] or both[0], both[1]
    if kind == "publisher" and found["publisher"] and not found["authors"]:  # a body that made the book, and its house
        found["authors"], found["publisher"] = found["publisher"], ""
    free = (one for one in ("authors", "publisher") if not found[one])
    kind = kind if kind and not found[kind] else "notes" if kind else next(free, "notes")
    found[kind] = f"{found[kind]}; {piece}" if found[kind] else piece


def _kind_of(piece: str) -> str:
    """What a piece says by itself that it is, "" for one that may be a person or a house."""
    if condition_of(piece)[0] or _REMARK.fullmatch(piece):
        return "notes"
    if place_and_publisher(piece) or is_publisher(piece):
        return "publisher"
    return "place" if is_city(piece) else ""


def _without_tail(piece: str, found: dict[str, str], *, years: bool) -> str:
    """A piece without the number of copies and the year at its end. ``years``: whether one may stand there."""
    piece = _count_behind(piece, found)
    year = YEAR.search(piece) if years and not found["year"] else None
    if year:
        found["year"], piece = year[1], _count_behind(piece[: year.start()], found)
    return piece.strip(" ,;:-")


def _without_imprint(title: str, habits: Habits, found: dict[str, str]) -> str:
    """A title without the known publisher and the year at its end, which no mark parts from it ("Bentang 2009"); one of
    them alone where the list has that habit."""
    if found["publisher"] or found["year"]:
        return title
    if imprint := closing_imprint(title):
        title, found["publisher"], found["year"] = imprint
    elif habits.imprints and (year := YEAR.search(title)) and year.start():
        title, found["year"] = title[: year.start()], year[1]
    elif habits.imprints and (house := _CLOSING_HOUSE.search(title)):
        said = next((one for one in (house[1], house[1].split()[-1]) if is_publisher(one)), "")
        title, found["publisher"] = title.removesuffix(said).strip() if said else title, said
    return title
