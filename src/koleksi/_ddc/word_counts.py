"""How often words stand in which classes: those inside the index's phrases, and those of English books.

Counts of English titles and headings are TIBKAT's (sciknoworg/subject-indexing-dataset, CC BY 4.0), made by
``scripts/build_english_words.py``; only counts are shipped.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from koleksi._ddc.class_words import FORM_WORDS
from koleksi._ddc.schedule import schedule
from koleksi._terms.tables import rows

__all__ = ["ENGLISH_DOUBT", "english_counts", "index_words"]

_INDEX_DOUBT = 1.5  # as many terms of other classes are assumed for each word
ENGLISH_DOUBT = 3.0  # and as many books
_BEST = 8

Shares = tuple[tuple[str, float], ...]


@cache
def index_words() -> Mapping[str, Shares]:
    """word -> classes with the share of the index's terms holding the word; long terms and shared ones count less."""
    counts: dict[str, dict[str, float]] = {}
    for term, numbers in schedule().index.items():
        words = [word for word in term.split() if len(word) > 2 and word not in FORM_WORDS]
        for word in words:
            classes = counts.setdefault(word, {})
            weight = 1 / len(numbers) / len(words) ** 0.5
            for number in numbers:
                three = number[:3]
                classes[three] = classes.get(three, 0.0) + weight
    return MappingProxyType(
        {word: _shares(classes, sum(classes.values()) + _INDEX_DOUBT) for word, classes in counts.items()}
    )


@cache
def english_counts(table: str) -> Mapping[str, Shares]:
    """Word, pair of words or heading -> classes with the share of the books that have it."""
    found: dict[str, Shares] = {}
    for row in rows(table):
        whole = int(row["books"]) + ENGLISH_DOUBT
        if row["words"] not in FORM_WORDS:
            believed = float(row.get("belief", "1")) / whole
            found[row["words"]] = tuple([(pair[:3], int(pair[4:]) * believed) for pair in row["classes"].split(" ")])
    return MappingProxyType(found)


def _shares(classes: dict[str, float], whole: float) -> Shares:
    if len(classes) == 1:
        return tuple([(number, weight / whole) for number, weight in classes.items()])
    best = sorted(classes.items(), key=lambda item: (-item[1], item[0]))[:_BEST]
    return tuple([(number, weight / whole) for number, weight in best])
