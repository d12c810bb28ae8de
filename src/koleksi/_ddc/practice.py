"""Local practice: where a library puts what the rules put elsewhere, and the marks before a class.

Most Indonesian libraries keep Indonesian poems, plays and stories at 811-813 instead of 899.221 1-3, many give
children's stories a place of their own, and R, F or A stands before the class of what is shelved apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from koleksi._ddc.class_words import class_words
from koleksi._terms.folding import term_words
from koleksi._terms.school import audience_is_young, speaks_of_children
from koleksi.book import Book

__all__ = ["FICTION", "STORIES", "is_for_children", "of_stories", "placed", "prefix"]

FICTION = ("813", "899.2213")  # by custom (93 of 100 such books of seven catalogues), by the rule
STORIES = "899.2213"  # in Indonesian, or in a literature that nothing names: one answer, wherever a library keeps it
_NONE: Mapping[str, str] = MappingProxyType({})
_INDONESIAN = re.compile(r"899\.221(?P<form>[1-8]?)\d*\Z")
_STORIES = re.compile(r"8[1-8]3|899\.2213|891\.73|895\.[16]3|808\.8[36]")
_SERIES = ("kecil-kecil punya karya", "pink berry club", "seri cerita anak", "first story", "little golden")


@lru_cache(maxsize=4096)
def of_stories(number: str) -> str:
    """Where most libraries of the country keep Indonesian poems, plays, stories ...: 811 to 818 for 899.221 1 to 8."""
    indonesian = _INDONESIAN.match(number)
    return f"81{indonesian['form'] or 3}" if indonesian else number


def placed(number: str, *, fiction: str = FICTION[0], children: str = "", young: bool = False) -> str:
    """The number under which the library keeps what the schedule puts at ``number``."""
    if young and children and _STORIES.match(number):
        return children
    return of_stories(number) if fiction == FICTION[0] else number


def is_for_children(book: Book) -> bool:
    """Whether title, series or audience say that a book is for children."""
    said = term_words(f"{book.full_title} {book.series} {book.audience}")
    named = speaks_of_children(said) or any(name in " ".join(said) for name in _SERIES)
    return named or audience_is_young(book.audience)


def prefix(book: Book, number: str, marks: Mapping[str, str] = _NONE) -> str:
    """The mark before the class: of a reference book, else of a children's story, else of fiction; "" for all others.
    ``marks``: "reference", "children", "fiction" -> what the library prints ("R", "A", "F")."""
    story = bool(_STORIES.match(number)) or number.startswith("398.2")
    if not (class_words("dictionary") | class_words("reference")).isdisjoint(term_words(book.title)):
        return marks.get("reference", "")
    if story and is_for_children(book) and marks.get("children"):
        return marks["children"]
    return marks.get("fiction", "") if _STORIES.match(number) else ""
