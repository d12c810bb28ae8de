"""What all lines of a typed list say of each: how its writer parts a title from its author, and counts copies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from koleksi import names
from koleksi._intake.typed.marks import BRACKET, COUNT, COUNTED, ISBN, YEAR, closing_imprint, has_marks
from koleksi._terms.condition import parted as condition_of
from koleksi._terms.publishers import is_publisher

__all__ = ["Habits", "bracketed", "habits_of", "is_titled"]

_LONE_COLON = re.compile(r"\A([^:]{2,40}?)\s*:\s+(\S.*)\Z")
_YEAR_BEHIND = re.compile(r"\s*,\s*(?:19|20)\d\d\s*\Z")
_INITIALS = re.compile(r"\b[A-Z]\.\s?(?:[A-Z]\.|[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Habits:
    """``commas``: they part a line; ``turned``: names among them are turned round ("Hirata, Andrea");
    ``authors_in_brackets``; ``author_first``: before a colon; ``counted``: "(2)" behind a title is a number of copies;
    ``imprints``: a known publisher and a year close a line without marks."""

    commas: bool = False
    turned: bool = False
    authors_in_brackets: bool = False
    author_first: bool = False
    counted: bool = False
    imprints: bool = False


def habits_of(books: Sequence[str]) -> Habits:
    plain = [_bare(line) for line in books]
    bracketed_books = [COUNTED.sub("", line) for line in books]
    unmarked = [line for line in plain if not has_marks(line)]
    commas = [line.split(",") for line in unmarked if "," in line]
    counted = [line[: one.start()].strip().casefold() for line in books if (one := COUNTED.search(line))]
    return Habits(
        commas=len(unmarked) > 2 and len(commas) >= 0.6 * len(unmarked),
        turned=bool(commas) and sum(map(_ends_turned, commas)) >= 0.5 * len(commas),
        authors_in_brackets=_authors_in_brackets(bracketed_books),
        author_first=_author_first(plain),
        counted=len(counted) > 1 and len(set(counted)) == len(counted),
        imprints=_closed_by_imprints([line for line in books if not has_marks(line)]),
    )


def _closed_by_imprints(unmarked: Sequence[str]) -> bool:
    closed = sum(closing_imprint(line) is not None for line in unmarked)
    return closed > 2 and closed >= 0.4 * len(unmarked)


def _bare(line: str) -> str:
    """A line without the number of copies, the year and the ISBN that close it."""
    for pattern in (ISBN, COUNT, YEAR, COUNTED, COUNT):
        if one := pattern.search(line):
            line = f"{line[: one.start()]} {line[one.end() :]}".strip(" ,;-")
    return line


def _ends_turned(pieces: Sequence[str]) -> bool:
    """Whether a line ends in a name turned round, as far as no publisher is known in it."""
    one, other = (piece.strip() for piece in pieces[-2:])
    return len(pieces) > 2 and " " not in one and not is_publisher(one) and not is_publisher(other)


def bracketed(line: str) -> str:
    """The words in brackets that may be an author, without the year behind them, no number and no remark on the copy;
    "" where there are none."""
    said = (_YEAR_BEHIND.sub("", one[1]) for one in BRACKET.finditer(line))
    inside = next((words for words in said if not any(map(str.isdigit, words))), "")
    return inside.strip() if not condition_of(inside)[0] else ""


def is_titled(text: str) -> bool:
    """Whether a person's title stands before a name: "Syekh Nawawi", "KH. Ma'shum Ali"."""
    bare = names.strip_titles(text)
    return bool(bare) and len(bare.split()) < len(text.split()) and text.split()[-1] == bare.split()[-1]


def _authors_in_brackets(books: Sequence[str]) -> bool:
    inside = [words for line in books if (words := bracketed(line))]
    differ = len({words.casefold() for words in inside}) > 0.6 * len(inside)
    titled = sum(map(is_titled, inside))
    return len(inside) > 1 and differ and (len(inside) >= 0.5 * len(books) or titled >= 0.3 * len(inside))


def _author_first(books: Sequence[str]) -> bool:
    """Whether nearly every line has one colon, and what stands before it are names rather than what stands behind."""
    parted = [one.groups() for line in books if line.count(":") == 1 and (one := _LONE_COLON.match(line))]
    if len(parted) < 3 or len(parted) < 0.8 * len(books):
        return False
    before, behind = (_like_names(side) for side in zip(*parted, strict=True))
    return before > behind


def _like_names(texts: Iterable[str]) -> float:
    """Signs of names among texts: initials, titles, names turned round, and names that come again."""
    texts = list(texts)
    again = sum(count - 1 for count in Counter(text.casefold() for text in texts).values())
    signs = sum(bool(_INITIALS.search(text) or "," in text or is_titled(text)) for text in texts)
    return again + signs
