"""Several names in one cell of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from koleksi._names.direct import direct, without_tail
from koleksi._names.generation import generation_apart
from koleksi._names.ordinary import is_ordinary, turned
from koleksi._names.said_roles import is_role, without_role
from koleksi._names.titles import (
    are_given,
    bears_title,
    is_academic,
    is_corporate,
    is_rank,
    strip_titles,
    without_before,
    without_degrees,
)
from koleksi._names.typed import LONGEST, tidy
from koleksi._terms import name_words as words_of
from koleksi._terms.degrees import are_degrees
from koleksi._terms.name_words import INITIALS, bare

__all__ = ["split"]


_SEPARATORS = re.compile(
    r"\s*(?:[;|/\n]|(?<!\+)\+(?!\+))\s*|\s+(?:&|dan|and|with|bersama)\s+|\s?(?<!DTM)&\s?", re.IGNORECASE
)
_LONGEST_NOBODY = 2 + max(map(len, words_of.NOBODY)) * 2  # "N . N ."
_MOST = 60  # words between two marks; more are no names
_NUMBERED = re.compile(r"(?:\A|(?<=\s))\d{1,2}[.)]\s?(?=[^\W\d])")  # "1. Rini Wati 2. Rudi Amin"
_AND_TIM = re.compile(r"\s?(?:[/&+]|\bdan|\band)\s?(?:tim|team)\.?\Z", re.IGNORECASE)
_LINES = re.compile(r"[\r\n\u2022]+")


def split(cell: str) -> tuple[str, ...]:
    """The names in a cell, each in direct order; none for "NN", "Anonim", "Tim" or "-". A comma separates names only
    where neither side can be a part of a name: "Echols, John M." is one, "John M. Echols, Hassan Shadily" are two."""
    if is_ordinary(cell):
        return (cell,)
    if said := turned(cell):
        return (said,)
    if not cell.strip():
        return ()
    cell = _LINES.sub(" ; ", cell[:LONGEST])
    if cell.lstrip()[:1].isdecimal():
        cell = _NUMBERED.sub(" ; ", cell)
    cell = words_of.without_others(tidy(cell)).strip(" ,;")
    cell = _AND_TIM.sub("", without_role(cell))
    if is_nobody(cell):
        return ()
    if is_corporate(cell) and ";" not in cell and not _is_person_with_team(cell):
        return (cell,)
    found = (name for part in _parts(cell) for name in _at_commas(part))
    plain = (name.strip() if is_corporate(name) else direct(name) for name in found)
    return tuple(dict.fromkeys(name for name in plain if not is_nobody(name)))


def is_nobody(name: str) -> bool:
    """Whether what stands in place of a name says that nobody is named: "-", "NN", "Anonim", "Tim"."""
    if len(name) > _LONGEST_NOBODY:
        return not any(map(str.isalpha, name))
    said = " ".join(re.sub(r"[^\w\s]|_", " ", name).casefold().split())
    return said in words_of.NOBODY or not any(map(str.isalpha, said))


def _parts(cell: str) -> Iterator[str]:
    """The cell at its marks between names, and before a title that stands between two names without a mark."""
    for n, part in enumerate(_SEPARATORS.split(cell)):
        if part and not (n and are_degrees(part)):
            for one in _between_full_names(part):
                yield from _at_titles(one)


def _is_person_with_team(cell: str) -> bool:
    """ "Rini Wati, Tim Guru Kudus": a person and a body."""
    first, _, rest = cell.partition(", ")
    return bool(re.match(r"(?:Tim|Team)\s\w", rest)) and len(first.split()) > 1 and not is_corporate(first)


def _between_full_names(part: str) -> list[str]:
    """The part at a " - " or a stop that stands between two names of two words and more."""
    for mark in (" - ", " \u2013 ", ". "):
        pieces = part.split(mark)
        are_names = "," not in part and len(pieces) > 1 and all(map(_is_full_name, pieces))
        if are_names and (mark != ". " or not any(map(_ends_shortened, pieces[:-1]))):
            return pieces
    return [part]


def _is_full_name(piece: str) -> bool:
    words = without_before(piece.split())
    return len(words) > 1 and not _is_initials(words) and not is_corporate(piece)


def _ends_shortened(piece: str) -> bool:
    """ "Rudi Moch": the stop behind it may be that of the word."""
    last = bare(piece.split()[-1])
    return len(last) < 5 or last in words_of.SHORTENED


def _at_titles(part: str) -> Iterator[str]:
    """ "DR. Wahyu Drs. Sudrajat M.Pd." are two; "RASJIDI Prof. Dr. H.M" and "Irjen. Pol. Drs. X" are one."""
    words = part.split()
    if "," in part or len(words) > _MOST:
        yield part
        return
    start = 0
    for n in range(1, len(words) - 1):
        if words[n].endswith(".") and bare(words[n]) in words_of.ACADEMIC and _are_two(words[start:n], words[n:]):
            yield " ".join(words[start:n])
            start = n
    yield " ".join(words[start:])


def _are_two(left: list[str], right: list[str]) -> bool:
    """Whether names stand on both sides, the left one under a title as well."""
    given, other = without_before(left), without_before(right)
    return (
        len(given) < len(left)
        and not _is_initials(given)
        and bare(given[-1]) not in words_of.BEFORE
        and not is_rank(given[-1])
        and not all(map(_is_initial, other))
    )


def _is_initials(words: list[str]) -> bool:
    return all(map(_is_initial, words))


def _is_initial(word: str) -> bool:
    return bool(INITIALS.match(word))


def _at_commas(part: str) -> list[str]:
    pieces = [piece.strip() for piece in without_tail(part).split(",") if piece.strip()]
    if len(pieces) == 2 and are_given(*pieces):
        return [", ".join(pieces)]
    real: list[str] = []
    beside, loud = False, part.isupper()
    for piece in pieces:
        sure = beside or bool(real and _is_full(real[-1]))
        if real and bare(piece) in words_of.GENERATION:
            real[-1] = f"{generation_apart(real[-1])[0]} {piece}"
        elif real and (are_degrees(piece, beside=sure, loud=loud) or _is_beside(piece, sure)):
            real[-1], beside = " ".join(without_degrees(real[-1].split(), beside=True, given=True)), True
        else:
            real.append(piece)
            beside = bears_title(piece)
    if len(real) == 2 and not all(map(bears_title, real)) and _is_inverted_pair(*real):
        return [", ".join(real)]
    if len(real) == 4 and len(real[0].split()) == len(real[2].split()) == 1:
        return [", ".join(real[:2]), ", ".join(real[2:])]
    return real


def _is_beside(piece: str, sure: bool) -> bool:
    """Titles, roles, and behind a full name letters that are nobody's name ("C", "HT")."""
    letters = "".join(filter(str.isalpha, piece))
    unspoken = len(letters) == 1 or (len(letters) < 5 and piece.isupper() and not re.search("[AEIOUY]", letters))
    return is_academic(piece) or is_role(piece) or (sure and unspoken)


def _is_full(piece: str) -> bool:
    return len(strip_titles(piece).split()) > 1


def _is_inverted_pair(left: str, right: str) -> bool:
    """Whether "left, right" is one name: an entry element of one word or in capitals, or initials behind it."""
    return (
        len(left.split()) == 1
        or (left.isupper() and not right.isupper())
        or bool(len(right.split()) == 1 and not right.isupper() and INITIALS.match(right))
    )
