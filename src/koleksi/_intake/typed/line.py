"""A book typed in one line, taken apart: "Perahu Kertas - Dewi Lestari, Bentang, 2009 (2 eks)".

Marks part a line, words say what a part is ("penerbit", "karya", "3 eks"); what says nothing is the author first, then
the publisher, then a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from koleksi import isbn as numbers
from koleksi._intake.joined import place_and_publisher
from koleksi._terms.cities import is_city
from koleksi._terms.condition import parted as condition_of
from koleksi._terms.degrees import are_degrees
from koleksi._terms.parts import part_in
from koleksi._terms.publishers import is_publisher
from koleksi._terms.school import grade_in

__all__ = ["FIELDS", "Habits", "bracketed", "has_marks", "parts_of"]

FIELDS = ("title", "authors", "place", "publisher", "year", "isbn", "count", "notes")


@dataclass(frozen=True, slots=True)
class Habits:
    """What all lines of a list say of each: whether commas part them, and whether brackets hold authors."""

    commas: bool
    authors_in_brackets: bool


_MARK = re.compile(r"\s+[-\u2013\u2014]{1,2}\s+|\s*[;|\t]\s*|\s+/\s*|\s*/\s+")
_SAID = re.compile(
    r"[\s,;]+(?:(?P<authors>(?:(?:di)?(?:karang|tulis)(?:an)?\s+oleh|oleh|karya|karangan|penulis|pengarang|by)\b\.?)"
    r"|(?P<publisher>(?:diterbitkan\s+oleh|penerbit|terbitan)\b)|(?P<year>(?<=[,;]\s)(?:tahun|thn|th)\b\.?(?=\W*(?:19|20)\d\d)))"
    r"\s*:?\s+(?=[^\W\d_]|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_GATHERED = re.compile(r"(?:kumpulan|hasil|antologi|aneka|semua|daftar|sebuah|di|dan)\Z", re.IGNORECASE)
_OPENS = re.compile(r"(?P<authors>penulis|pengarang|karya|oleh)\b\s*:?\s*|(?P<publisher>penerbit|pen\.)\s*:?\s*", re.I)
_YEAR = re.compile(r"(?:\A|[\s,(]+)(?:(?:tahun|thn|th)\b\.?\s*)?((?:1[89]|20)\d\d)\)?\.?\Z", re.IGNORECASE)
_COUNT = re.compile(
    r"(?:\A|[\s,(\[=:-]+)(?:(?:sebanyak|jumlah|jml|ada)\b\.?\s*:?\s*)?(?:"
    r"(?P<n>\d{1,3})\s*(?:eks\w*|exp\w*|exs|buah|buku|bh|copy|copies|kopi|pcs)\b\.?|x\s?(?P<x>\d{1,2})|(?P<y>\d{1,2})\s?x)"
    r"\s*[)\]]?\.?\Z|\s*=\s*(?P<z>\d{1,3})\Z",
    re.IGNORECASE,
)
_ISBN = re.compile(r"[\s,;(-]*\bISBN(?:-1[03])?\b\s*[:.]?\s*(?P<said>[\dXx][\dXx -]{6,})\)?|"
                   r"(?<![\w-])(?P<bare>97[89](?:[- ]?\d){10})(?![\w-])")  # fmt: skip
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")


def has_marks(line: str) -> bool:
    """Whether something other than a comma parts the line."""
    return bool(_MARK.search(line) or _SAID.search(line))


def bracketed(line: str) -> str:
    """The words in brackets that may be an author, no number and no remark on the copy; "" where there are none."""
    inside = next((one[1] for one in _BRACKET.finditer(line) if not any(map(str.isdigit, one[1]))), "")
    return inside.strip() if not condition_of(inside)[0] else ""


def parts_of(line: str, habits: Habits) -> dict[str, str]:
    """The texts of a line by field (`FIELDS`), "" where it says nothing."""
    found = dict.fromkeys(FIELDS, "")
    line = _without_remark(_without_isbn(line, found), found)
    title, *others = [*_pieces(line, habits, found)] or [""]
    found["title"] = _without_imprint(_without_tail(title, found, years=False), found)
    for piece in others:
        _tell(piece, found)
    return found


def _without_isbn(line: str, found: dict[str, str]) -> str:
    one = _ISBN.search(line)
    if not one or not (one["said"] or numbers.is_valid(re.sub(r"[ -]", "", one["bare"]))):
        return line
    found["isbn"] = (one["said"] or one["bare"]).strip(" -")
    return f"{line[: one.start()]} {line[one.end() :]}".strip()


def _without_remark(line: str, found: dict[str, str]) -> str:
    """A line without the remark on the copy in the brackets that close it."""
    one = re.search(r"\s*[(\[]([^()\[\]]+)[)\]]\Z", line)
    if not one or not condition_of(one[1])[0]:
        return line
    found["notes"] = one[1]
    return line[: one.start()]


def _pieces(line: str, habits: Habits, found: dict[str, str]) -> Iterator[str]:
    """A line in pieces, the title first; what words say is put into ``found`` at once."""
    line = _count_behind(_brackets_opened(line, habits), found)
    line, behind = _said_apart(line, habits, found)
    title, *others = [piece for piece in _MARK.split(line) if piece.strip()] or [""]
    named = bool(found["count"] or found["notes"]) and _ends_in_name(title)
    yield from _at_commas(title) if habits.commas or named or _ends_in_facts(title) else [title]
    for piece in others:
        yield from _parted(piece, commas=habits.commas)
    yield from behind


def _said_apart(line: str, habits: Habits, found: dict[str, str]) -> tuple[str, list[str]]:
    """A line without what words say in it ("karya Dewi Lestari, penerbit Bentang"), which is put into ``found``; and
    the pieces behind, of which no word says anything."""
    said = [one for one in _SAID.finditer(line) if _says(one, line)]
    ends = [*(one.start() for one in said[1:]), len(line)]
    behind: list[str] = []
    for one, end in zip(said, ends, strict=False):
        pieces = (_parted(piece, commas=habits.commas) for piece in _MARK.split(line[one.end() : end]))
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
    return bool(comma) and bool(_YEAR.search(last) or is_publisher(last.strip()))


def _ends_in_name(title: str) -> bool:
    """Whether two words or more in capitals stand behind each comma."""
    _, *pieces = title.split(",")
    return bool(pieces) and all(len(piece.split()) > 1 and piece.strip().istitle() for piece in pieces)


def _brackets_opened(line: str, habits: Habits) -> str:
    """A line whose brackets are marks where facts of the book stand in them: "(Bentang, 2009)", "(Dewi Lestari)"."""

    def opened(one: re.Match[str]) -> str:
        author = habits.authors_in_brackets and bool(bracketed(one[0]))
        pieces = [piece.strip() for piece in re.split(r"[,;:/]", one[1])]
        facts = one.end() == len(line) and any(_YEAR.search(piece) or is_publisher(piece) for piece in pieces)
        return f" ; {one[1]} ; " if author or facts else one[0]

    return _BRACKET.sub(opened, line)


def _count_behind(line: str, found: dict[str, str]) -> str:
    if one := _COUNT.search(line):
        found["count"] = next(filter(None, one.groups()))
        line = line[: one.start()]
    return line


def _parted(piece: str, *, commas: bool) -> list[str]:
    """A piece behind the title at its commas, where they part more than a name turned round ("Hirata, Andrea")."""
    pieces = _at_commas(piece)
    return pieces if commas or len(pieces) > 2 or len(pieces) == 2 and _is_told(pieces[1]) else [piece]


def _at_commas(text: str) -> list[str]:
    """A text at its commas, but for those before degrees and those inside a name turned round."""
    pieces: list[str] = []
    for piece in filter(None, (one.strip() for one in text.split(","))):
        turned = len(pieces) > 1 and " " not in pieces[-1] and not _is_told(pieces[-1]) and not _is_told(piece)
        if pieces and (are_degrees(piece, beside=True) or turned):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces


def _is_told(piece: str) -> bool:
    """Whether a piece says by itself that it is no person."""
    return bool(_YEAR.search(piece) or _COUNT.search(piece) or _is_part(piece) or is_city(piece) or is_publisher(piece))


def _is_part(piece: str) -> bool:
    few = len(piece.split()) < 5
    return few and bool(part_in(piece, "volume") or part_in(piece, "edition") or grade_in(piece))


def _tell(piece: str, found: dict[str, str]) -> None:
    """What a piece behind the title is."""
    opens = _OPENS.match(piece)
    piece = _without_tail(piece[opens.end() if opens else 0 :], found, years=True).strip(" .,:")
    if not piece:
        return
    if opens and opens.lastgroup:
        kind = opens.lastgroup
    elif _is_part(piece):
        found["title"] += f", {piece}"
        return
    elif condition_of(piece)[0]:
        kind = "notes"
    elif both := place_and_publisher(piece):
        found["place"], piece = found["place"] or both[0], both[1]
        kind = "publisher"
    else:
        kind = "place" if is_city(piece) else "publisher" if is_publisher(piece) else ""
    free = (one for one in ("authors", "publisher") if not found[one])
    kind = kind if kind and not found[kind] else "notes" if kind else next(free, "notes")
    found[kind] = f"{found[kind]}; {piece}" if found[kind] else piece


def _without_tail(piece: str, found: dict[str, str], *, years: bool) -> str:
    """A piece without the number of copies and the year at its end. ``years``: whether one may stand there."""
    piece = _count_behind(piece, found) if not found["count"] else piece
    year = _YEAR.search(piece) if years and not found["year"] else None
    if year:
        found["year"], piece = year[1], piece[: year.start()]
        piece = _count_behind(piece, found) if not found["count"] else piece
    return piece.strip(" ,;:-")


def _without_imprint(title: str, found: dict[str, str]) -> str:
    """A title without the known publisher and the year at its end, which no mark parts from it: "Bentang 2009"."""
    year = _YEAR.search(title)
    words = title[: year.start()].split() if year and not found["year"] and not found["publisher"] else []
    for number in (3, 2, 1):
        if year and len(words) > number and is_publisher(" ".join(words[-number:])):
            found["publisher"], found["year"] = " ".join(words[-number:]), year[1]
            return " ".join(words[:-number])
    return title
