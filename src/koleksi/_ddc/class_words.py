"""Words of titles that no class is made of, by their use (``data/class_words.csv``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from koleksi._terms.school import form_words
from koleksi._terms.tables import rows

__all__ = ["EMPTY_WORDS", "FORM_WORDS", "class_words"]


@cache
def class_words(use: str) -> frozenset[str]:
    """The words of one use: "school", "empty", "common", "dictionary", "reference", "history"."""
    return frozenset(_by_use()[use])


@cache
def _by_use() -> Mapping[str, Sequence[str]]:
    words: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows("class_words.csv"):
        words[row["use"]].append(row["word"])
    return words


# Words that say for whom or in what form a book is, never what it is about.
_SCHOOL_WORDS = form_words() | class_words("school")
EMPTY_WORDS = class_words("empty") | class_words("common")
_NUMERALS = frozenset(
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", *map(str, range(1, 13))]
)
FORM_WORDS = _SCHOOL_WORDS | class_words("empty") | _NUMERALS
