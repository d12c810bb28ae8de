"""A name as typed -> the heading it is entered under, and the letters of the call number.

Policies: "last" enters an Indonesian name of two elements or more under its last element, as most
Indonesian libraries do; "first" under its first. Both leave out degrees and honours, never invert a
body's name, and know where Arabic, Chinese, Dutch and Balinese names are an exception.
"""

from __future__ import annotations

import re
import unicodedata

from koleksi._names.cells import split
from koleksi._names.direct import direct, from_heading
from koleksi._names.entry import entered
from koleksi._names.spelling import alike
from koleksi._names.titles import is_corporate, strip_titles
from koleksi._names.typed import LONGEST
from koleksi._terms.name_words import GLUED_ARTICLE, INITIALS, bare
from koleksi.book import Text, wrong_argument
from koleksi.errors import UsageError

__all__ = [
    "LONGEST", "POLICIES", "alike", "direct", "from_heading", "heading", "is_corporate", "letters", "split",
    "strip_titles",
]  # fmt: skip

POLICIES = ("last", "first")


def heading(name: str, policy: str = "last", *, body: bool = False) -> str:
    """The form a person or body is entered under: "Pramoedya Ananta Toer" -> "Toer, Pramoedya Ananta".

    A name that is typed as a heading already ("WAHHAB, Muhammad bin Abdul") keeps its entry element under
    "last". ``body``: it is said to be a body's name, whatever its words, and stays as it is. Of a text longer than
    ``LONGEST`` characters only that much is read. Raises UsageError for an unknown policy.
    """
    if not isinstance(name, str):
        raise wrong_argument("names.heading", "name", "a text", name)
    if policy not in POLICIES:
        known = ", ".join(POLICIES)
        raise UsageError(
            Text(
                f"aturan nama {policy!r} tidak dikenal; pilih {known}",
                f"unknown name policy {policy!r}; choose {known}",
            )
        )
    return " ".join(name.split()) if body else entered(name[:LONGEST], policy)


def letters(name: str, policy: str = "last", *, body: bool = False) -> str:
    """The three letters of the call number: capitals, from the heading, without article ("al-Qarni" -> "QAR").

    "" for an empty name. Raises UsageError for an unknown policy.
    """
    entry = heading(name, policy, body=body)
    if policy == "first" and not (body or is_corporate(name)):
        entry = GLUED_ARTICLE.sub("", _without_initials(entry))
    plain = unicodedata.normalize("NFKD", entry.partition(",")[0])
    only = "".join(letter for letter in plain if letter.isalpha())
    return only.upper()[:3]


def _without_initials(name: str) -> str:
    """ "M. Agus J. Alam" is filed under Agus: an initial says too little."""
    words = re.sub(r"(?<=\.)(?=[^\W\d_]{2})", " ", name).split()
    while len(words) > 1 and (
        INITIALS.match(words[0])
        and ("." in words[0] or len(words[0]) == 1)
        or bare(words[0]) in ("rm", "ra", "rr", "rmt")
    ):
        words = words[1:]
    return " ".join(words)
