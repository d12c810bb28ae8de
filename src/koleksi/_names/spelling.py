"""Which spellings may be one name: those that differ by case, accents, marks, blanks, inversion, titles and degrees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from koleksi._names.direct import direct
from koleksi._names.titles import is_corporate
from koleksi._terms.folding import fold
from koleksi._terms.name_words import INITIALS

__all__ = ["alike"]

_APOSTROPHES = re.compile("['`\u2018\u2019\u02bf\u02be]")
_SHORTEST = 7  # letters of a name whose words may be typed as one ("Tereliye"); "Alina" is not "Ali Na"

Ends = frozenset[int]  # how many letters stand before each end of a word


def alike(names: Iterable[str]) -> list[list[str]]:
    """The names in groups of spellings of one name, each group and all of them in alphabetical order.

    Names of persons in any order and with or without titles; of bodies as they are. Two names with other letters are
    never one ("S. Hartono", "Sutrisno Hartono"), nor are two whose words divide the same letters in ways that exclude
    each other ("Dian Asari", "Diana Sari"), nor initials and a word ("A. Lina", "Alina").
    """
    by_letters: defaultdict[tuple[bool, str], defaultdict[Ends, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in sorted(set(names)):
        words = _words(name)
        by_letters[is_corporate(name), "".join(words)][_ends(words)].append(name)
    groups = []
    for (body, letters), by_ends in by_letters.items():
        if not body and len(letters) >= _SHORTEST and _are_one(list(by_ends)):
            groups.append(sorted(name for forms in by_ends.values() for name in forms))
        else:
            groups += by_ends.values()
    return sorted(groups)


def _words(name: str) -> list[str]:
    """The folded words of a name. Every initial of a person is one ("H.B." and "HB" are two), those of a body are one
    together ("R.I." is "RI")."""
    body = is_corporate(name)
    words: list[str] = []
    glued = ""
    for part in re.findall(r"[^\W_]+", _APOSTROPHES.sub("", name if body else direct(name))):
        letters = fold(part)
        if body and len(letters) == 1:
            glued += letters
            continue
        words += [*filter(None, [glued]), *(letters if not body and _are_initials(part) else [letters])]
        glued = ""
    return [word for word in (*words, glued) if word]


def _are_initials(part: str) -> bool:
    return bool(INITIALS.match(part)) and (len(part) == 1 or not re.search("[AEIOU]", part))


def _ends(words: list[str]) -> Ends:
    ends, length = set(), 0
    for word in words:
        length += len(word)
        ends.add(length)
    return frozenset(ends)


def _are_one(divisions: list[Ends]) -> bool:
    """Whether every division of the letters only divides further what the one before leaves together. Initials are no
    part of a word: with one of them ("A. Lina") only the same division is the same name."""
    if len(divisions) == 1:
        return True
    divisions = sorted(divisions, key=len)
    initials = any(end - 1 in {0, *ends} for ends in divisions for end in ends)
    return not initials and all(fewer <= more for fewer, more in zip(divisions, divisions[1:], strict=False))
