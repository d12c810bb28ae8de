"""For whom a book is: the levels of Indonesian schools, and whether a text speaks of children."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from koleksi._terms.tables import rows

__all__ = ["grade_in", "CLASS", "audience_is_young", "form_words", "levels", "speaks_of_children", "words_pattern"]

# A class at school, 1 to 12, as a pattern.
CLASS = r"(?:1[0-2]|[1-9]|I{1,3}|IV|VI{0,3}|IX|XI{0,2}|X)"

_YOUNG_LEVELS = ("sd", "tk")
_WORD = re.compile(r"\w+")


@cache
def levels() -> Mapping[str, str]:
    """A school's name in small letters -> its level: "sd", "smp", "sma", "smk", "tk"."""
    return MappingProxyType({row["word"]: row["level"] for row in _used("title")})


@cache
def form_words() -> frozenset[str]:
    """Names of schools that say for whom a book is and never what it is about."""
    return frozenset(row["word"] for row in _used("form"))


@cache
def words_pattern() -> str:
    """The names of schools as alternatives of a regular expression, in small letters, the longest first."""
    return "|".join(sorted(levels(), key=len, reverse=True))


def speaks_of_children(words: Iterable[str]) -> bool:
    """Whether the words of a title or series (in small letters) say that the book is for children."""
    return not _child_words("title").isdisjoint(words)


def audience_is_young(audience: str) -> bool:
    """Whether a statement of audience ("Untuk SD", "Anak-anak") names children."""
    words = _WORD.findall(audience.casefold())
    return not _child_words("audience").isdisjoint(words) or any(levels().get(word) in _YOUNG_LEVELS for word in words)


@cache
def _child_words(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("children_words.csv") if use in row["use"].split())


def _used(use: str) -> list[Mapping[str, str]]:
    return [row for row in rows("school_levels.csv") if use in row["use"].split()]


def grade_in(text: str) -> str:
    """The class at school that a text names: "7" of "Matematika SMP Kelas 7", "VII" of "kls. vii"; "" for none."""
    found = re.search(rf"\b(?:kelas|kls|klas|kl)\b\.?\s*(?P<grade>{CLASS})\b", text, re.IGNORECASE)
    return found["grade"].upper() if found else ""
