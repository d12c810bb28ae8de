"""What stands beside a name and is left out: titles, degrees, honours; and whether a name is that of a body."""

from __future__ import annotations

import re
from functools import lru_cache

from koleksi._names.ordinary import entry_and_given, is_ordinary
from koleksi._names.said_roles import is_role, without_role
from koleksi._names.typed import LONGEST, tidy
from koleksi._terms import name_words as words_of
from koleksi._terms.degrees import are_degrees, is_degree, is_like_initials
from koleksi._terms.name_words import INITIALS, bare

__all__ = [
    "are_given",
    "bears_title",
    "is_academic",
    "is_corporate",
    "is_rank",
    "strip_titles",
    "without_before",
    "without_degrees",
]

_WORD = re.compile(r"\w+")
_STOPPED = frozenset(["kh", "tgkh", "tgh", "kph", "krt", "krht"])  # titles that are written with stops inside
_RETIRED = re.compile(r"\A\((?:ret|purn|purnawirawan|cand|can|c|hc|h\.c)\.?\)\.?\Z", re.IGNORECASE)


@lru_cache(maxsize=8192)  # six outputs ask it of the same names, one after the other
def is_corporate(name: str) -> bool:
    """Whether a name is that of a body, which is never inverted: it holds a word that only bodies have, and does not
    begin as a person's ("Prof. Dr. Anies, M.Kes., PKK")."""
    name = name[:LONGEST]
    if name.endswith("(Firm)"):
        return not is_ordinary(name)
    if words_of.OF_BODIES.isdisjoint(_WORD.findall(name.casefold())) or is_ordinary(name):
        return False
    if not words_of.CORPORATE.search(name) or words_of.TIM_GIVEN.match(name):
        return False
    return not re.match(r"\A[^,]+,\s?\w+\.?\Z", name) and not bears_title(name)


def bears_title(name: str) -> bool:
    """Whether a name begins with a title that only persons have: "Drs. Sunardi", "Prof.Dr.Hamka"."""
    found = re.match(r"\s?([A-Za-z]{2,5})[.\s]", name)
    return found is not None and bare(found[1]) in words_of.PERSONAL


@lru_cache(maxsize=2048)
def strip_titles(name: str) -> str:
    """The name without degrees, academic and religious titles on either side ("Prof. Dr. H. X, M.A." -> "X"),
    without words for what somebody did and without "dkk"."""
    if is_ordinary(name) or entry_and_given(name):
        return name
    said = without_role(tidy(words_of.without_others(tidy(name))))
    first, *after = (part.strip() for part in said.split(","))
    words = first.split()
    given = without_before(words)
    titled = len(given) < len(words)
    if len(after) == 1 and not titled and are_given(first, after[0]):
        kept, degrees = after, False
    else:
        kept, degrees = _apart(after, beside=titled or len(given) > 1, loud=first.isupper())
    said_so = titled or degrees
    behind = (without_degrees(without_before(part.split()), beside=said_so, given=True) for part in kept)
    parts = [" ".join(words) for words in (without_degrees(given, beside=said_so), *behind)]
    return ", ".join(filter(None, parts)).strip(" ,")


def are_given(entry: str, part: str) -> bool:
    """ "RAHMAN, M.A.": behind an entry element in capitals, initials that may be a degree are given names."""
    return entry.isupper() and " " not in entry and bool(re.fullmatch(r"(?:[A-Z]\.\s?){2,3}", part))


def _apart(parts: list[str], *, beside: bool, loud: bool) -> tuple[list[str], bool]:
    """What stands behind commas and is no degree; whether a degree was among the rest."""
    kept: list[str] = []
    found = False
    for part in parts:
        if are_degrees(part, beside=beside or found, loud=loud):
            found = True
        elif part and not is_academic(part) and not is_role(part):
            kept.append(part)
    return kept, found


def is_academic(part: str) -> bool:
    """ "Arikunto, Prof. Dr.": titles that a list's column puts behind the name."""
    words = part.split()
    return bool(words) and all(bare(word) in words_of.ACADEMIC for word in words)


def without_before(words: list[str]) -> list[str]:
    """The words of a name without the titles before it."""
    start = 1 if len(words) > 3 and words[0] == "K" and words[1].strip(".") == "H" else 0
    while start < len(words) - 1 and _is_before(words[start : start + 3], titled=start > 0):
        start += 1
    given = words[start:]
    if start and len(given) > 1 and given[0] in ("H.M.", "H.A.") and not INITIALS.match(given[1]):
        return [given[0][2:], *given[1:]]
    return given


def _is_before(words: list[str], *, titled: bool) -> bool:
    """Whether the first of up to three words is a title before a name; ``titled``: another stands before it."""
    return bool(
        _is_title(words)
        or words_of.DEGREES_BEFORE.match(words[0])
        or _is_the(words)
        or (titled and (_is_hajj(words) or is_rank(words[0])))
    )


def _is_the(words: list[str]) -> bool:
    """ "Asy Syaikh Abdul Majid": the article of the title behind it."""
    return len(words) > 2 and bare(words[0]) in words_of.ARTICLES and bare(words[1]) in words_of.BEFORE


def is_rank(word: str) -> bool:
    """ "Irjen. Pol. Drs. X", "Admiral (Ret) X": what belongs to the title before it."""
    return bare(word) in ("pol", "tni", "inf", "hc", "eng", "ing") or bool(_RETIRED.match(word))


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
    if first in words_of.CASED:
        return words[0][1:2].islower()
    stopped_inside = "." in words[0].strip(".") and first not in _STOPPED  # "H.J. Hartono" is no hajjah
    if first not in words_of.BEFORE or stopped_inside:
        return _is_slipped_degree(words)
    if len(first) > 1:
        return True
    if len(bare(words[1])) > 1 and bare(words[1]) in words_of.BEFORE:
        return len(words) > 2
    return not INITIALS.match(words[1]) and (len(words) > 2 or words[0].casefold() == "h.")


def _is_slipped_degree(words: list[str]) -> bool:
    """ "SH. Dr. Abdul Wahid": letters that may be initials are a degree where a title follows."""
    return len(words) > 2 and is_degree(words[0]) and len(bare(words[1])) > 1 and bare(words[1]) in words_of.BEFORE


def without_degrees(words: list[str], *, beside: bool, given: bool = False) -> list[str]:
    """The words of a name without the degrees that end it; ``beside``: a title or a degree stands elsewhere, so that
    what may be initials is none; ``given``: they stand behind an entry element ("Banna, Hasan al")."""
    while len(words) > 1:
        if not given and _is_suffix(words[-1]):
            words = words[:-1]
        elif length := _degree_at_end(words, beside):
            words, beside = words[:-length], True
        else:
            break
    return words


def _degree_at_end(words: list[str], beside: bool) -> int:
    """How many of the last words are one degree: "X M.Pd", "X S. Kom", "Budi Santoso SH", but not "Djakaria N.E."."""
    for length in (1, 2, 3):
        text = " ".join(words[-length:])
        if len(words) <= length or not is_degree(text, beside=beside and length == 1, alone=True):
            continue
        if beside or not is_like_initials(text) or (length == 1 and _is_no_initial(words)):
            return length
    return 0


def _is_no_initial(words: list[str]) -> bool:
    """Whether letters that end a name are its degree: behind two words, or without stops behind a name that is not in
    capitals itself ("Lina SH")."""
    if len(words) > 2:
        return _ends_in_name(words[:-1])
    return "." not in words[-1] and words[0].istitle() and len(words[0]) > 2


def _ends_in_name(words: list[str]) -> bool:
    return not INITIALS.match(words[-1]) or len(words[-1]) > 2


def _is_suffix(word: str) -> bool:
    """Roles and orders that end a name: "X (penulis)", "X OFM"."""
    plain = word.casefold().strip("().")
    return (
        plain in words_of.LAST_SUFFIX
        or (plain in words_of.ORDERS and word[:1].isupper())
        or (plain in words_of.ROLES and not word[:1].isupper())
    )
