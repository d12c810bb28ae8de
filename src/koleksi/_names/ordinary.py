"""Names that no rule has anything to say about, which most are: told at a glance, before the rules are asked.

The words of such a name are written as names are ("Andrea", "J."), and none of them stands in a list of titles,
degrees, particles, roles, bodies or Chinese names. ``tests/test_ordinary_names.py`` holds them against the rules.
"""

from __future__ import annotations

import re
from functools import cache

from koleksi._terms import name_words
from koleksi._terms.degrees import known_letters
from koleksi._terms.roles import plain_words, statement_words

__all__ = ["entry_and_given", "is_ordinary", "turned"]

_LONGEST = 80  # characters
_WORD = r"[^\W\d_]{3,}"
_INITIAL = r"[A-Z]\."
_NAME = re.compile(rf"(?:{_WORD}|{_INITIAL})(?: (?:{_WORD}|{_INITIAL})){{0,3}} {_WORD}")
_HEADING = re.compile(rf"({_WORD}), ({_WORD}(?: (?:{_WORD}|{_INITIAL})){{0,3}})")
_AS_CATALOGUED = re.compile(rf"({_WORD}), ({_WORD}(?: (?:{_WORD}|{_INITIAL})){{0,3}}?)((?<=\w\w)\.)?")


def is_ordinary(name: str) -> bool:
    """Whether a name in direct order is its own direct order, bears nothing that is left out, is no body's, and is
    entered under its last word."""
    return len(name) <= _LONGEST and _NAME.fullmatch(name) is not None and name.istitle() and _says_nothing(name)


def entry_and_given(heading: str) -> tuple[str, str] | None:
    """The two parts of a heading where they are an ordinary name in direct order."""
    found = _HEADING.fullmatch(heading) if len(heading) <= _LONGEST and heading.istitle() else None
    return (found[1], found[2]) if found and _says_nothing(f"{found[2]} {found[1]}") else None


def turned(heading: str) -> str:
    """An ordinary heading in direct order, also as catalogues print it, its entry element in capitals and with a stop
    at the end ("HIRATA, Andrea."); "" for any other."""
    found = _AS_CATALOGUED.fullmatch(heading) if len(heading) <= _LONGEST else None
    if found is None or found[3] and "." in found[2]:  # "B. Minds." is like a degree
        return ""
    entry, given = found[1], found[2]
    name = f"{given} {entry.capitalize() if entry.isupper() and len(entry) > 3 else entry}"
    return name if name.istitle() and _says_nothing(name) else ""


def _says_nothing(name: str) -> bool:
    low, known = name.casefold(), _words_of_rules()
    if "." not in low:
        return known.isdisjoint(low.split())
    glued = low.replace(". ", "")  # "M. Div" is a degree
    return known.isdisjoint(low.replace(".", "").split()) and known.isdisjoint(glued.split())


@cache
def _words_of_rules() -> frozenset[str]:
    """Every word that a rule for names knows, in small letters."""
    texts = (*name_words.EVERY, *statement_words(), *plain_words())
    words = {part for text in texts for part in re.split(r"\W+", text.casefold())}
    return frozenset(words) | known_letters() | _OF_PATTERNS


# Words that patterns hold, not lists: "dan kawan-kawan", "and others", "para penulis".
_OF_PATTERNS = frozenset(
    [
        "and",
        "all",
        "bersama",
        "dan",
        "dkk",
        "ddk",
        "dll",
        "dst",
        "kawan",
        "lain",
        "lainnya",
        "msce",
        "para",
        "with",
        "yang",
    ]
)
