"""What stands beside a name and is left out: titles, degrees, honours; and whether a name is that of a body."""

from __future__ import annotations

import re
from functools import lru_cache

from koleksi._terms import name_words as words_of
from koleksi._terms.name_words import INITIALS, bare

__all__ = ["is_academic", "is_corporate", "is_degree", "strip_titles", "without_before"]


@lru_cache(maxsize=2048)
def is_corporate(name: str) -> bool:
    """Whether a name is that of a body, which is never inverted: it holds a word that only bodies have."""
    if name.endswith("(Firm)"):
        return True
    if not words_of.CORPORATE.search(name) or words_of.TIM_GIVEN.match(name):
        return False
    return not re.match(r"\A[^,]+,\s*\w+\.?\Z", name)


@lru_cache(maxsize=2048)
def strip_titles(name: str) -> str:
    """The name without degrees, academic and religious titles on either side ("Prof. Dr. H. X, M.A." -> "X"),
    and without "dkk"."""
    first, *after = (part.strip() for part in words_of.ET_AL.sub("", name).split(","))
    kept = [part for part in after if part and not is_degree(part) and not is_academic(part)]
    words = without_before(_glue_stops(first).split())
    while len(words) > 1 and _is_suffix(words[-1]):
        words.pop()
    parts = [" ".join(words), *(" ".join(without_before(_glue_stops(part).split())) for part in kept)]
    return ", ".join(filter(None, parts)).strip(" ,")


def _glue_stops(text: str) -> str:
    """ "Prof.Dr.Hamka" has no blanks to split at."""
    return re.sub(r"(?<=[a-z]{2}\.)(?=[A-Z])|(?<=\b[DHI]r\.)(?=[A-Z])|(?<=\bDrs\.)(?=[A-Z])", " ", text)


def is_academic(part: str) -> bool:
    """ "Arikunto, Prof. Dr.": titles that a list's column puts behind the name."""
    return all(bare(word) in words_of.ACADEMIC for word in _glue_stops(part).split())


def without_before(words: list[str]) -> list[str]:
    given = words
    while len(words) > 1 and (
        _is_title(words) or words_of.DEGREES_BEFORE.match(words[0]) or (words is not given and _is_hajj(words))
    ):
        words = words[1:]
    return words


def _is_hajj(words: list[str]) -> bool:
    """ "Prof. Dr. H. M. Quraish Shihab": behind a title "H. M." and "H. A." before a name are Haji Muhammad and Haji
    Ahmad."""
    return (
        len(words) > 2
        and words[0].casefold() == "h."
        and words[1] in ("M.", "A.", "Moh.", "Muh.")
        and not INITIALS.match(words[2])
    )


def _is_title(words: list[str]) -> bool:
    """ "H." alone before a full name is Haji; "H. B. Jassin" and "H Hamid" with few words may be an initial."""
    first = bare(words[0])
    if first not in words_of.BEFORE:
        return _is_slipped_degree(words)
    if len(first) > 1:
        return True
    return not INITIALS.match(words[1]) and (len(words) > 2 or words[0].casefold() == "h.")


def _is_slipped_degree(words: list[str]) -> bool:
    """ "SH. Dr. Abdul Wahid": letters that may be initials are a degree where a title follows."""
    return len(words) > 2 and is_degree(words[0]) and len(bare(words[1])) > 1 and bare(words[1]) in words_of.BEFORE


def is_degree(part: str) -> bool:
    pieces = part.replace(". ", ".").split()
    if part.casefold() in words_of.GIVEN:
        return False
    return bool(pieces) and all(words_of.AFTER.match(piece) or words_of.AFTER.match(part) for piece in pieces)


def _is_suffix(word: str) -> bool:
    plain = word.casefold().strip("().")
    if (
        plain in words_of.LAST_SUFFIX
        or (plain in words_of.ORDERS and word[:1].isupper())
        or (plain in words_of.ROLES and not word[:1].isupper())
    ):
        return True
    return (
        "." in word.rstrip(".")
        and bool(words_of.AFTER.match(word))
        and not re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?\.?", word)
    )
