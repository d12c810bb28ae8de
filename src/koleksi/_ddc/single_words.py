"""What single words say of a class where no term of the index speaks: weak evidence, but most titles have some.

Two sources: the words inside the index's phrases ("menggambar hewan" lends its class to "menggambar"), and
the words of 37,000 English titles (TIBKAT, sciknoworg/subject-indexing-dataset, CC BY 4.0; only counts are shipped).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from koleksi._ddc.class_words import class_words
from koleksi._ddc.schedule import schedule
from koleksi._terms.school import form_words
from koleksi._terms.tables import rows

__all__ = ["FORM_WORDS", "english_features", "english_headings", "index_words", "word_votes"]

# Words that say for whom or in what form a book is, never what it is about.
_SCHOOL_WORDS = form_words() | class_words("school")
EMPTY_WORDS = class_words("empty")
_NUMERALS = frozenset(
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", *map(str, range(1, 13))]
)
FORM_WORDS = _SCHOOL_WORDS | EMPTY_WORDS | _NUMERALS

_ENGLISH_SMALL = frozenset(
    ("the", "of", "and", "in", "to", "a", "an", "for", "on", "with", "by", "from", "at", "as", "its", "is", "are", "or")
)
_WEIGHT = 0.4  # of a word that stands in one class only, beside 1 for a term of the index
_INDEX_DOUBT = 1.5  # as many terms of other classes are assumed for each word
_ENGLISH_DOUBT = 3.0  # and as many titles
_BEST = 8

Shares = tuple[tuple[str, float], ...]


def word_votes(words: list[str]) -> Iterator[tuple[str, str, float, str]]:
    """(class of three digits, word, weight, source) for each word of a title; source "word" or "english"."""
    for word in dict.fromkeys(words):
        for number, share in index_words().get(word, ()):
            yield number, word, _WEIGHT * share, "word"
    english = _english("english_words.csv")
    for feature in english_features(words):
        for number, share in english.get(feature, ()):
            yield number, feature, _WEIGHT * share, "english"


def english_features(words: Sequence[str]) -> list[str]:
    """Words of an English title that say something, and pairs of them that stand side by side."""
    said = [word for word in words if len(word) > 1 and word not in _ENGLISH_SMALL and not word.isdigit()]
    return list(dict.fromkeys([*said, *map(" ".join, pairwise(said))]))


def english_headings(words: Sequence[str]) -> Shares:
    """The classes in which books of an English subject heading stand, each with its share."""
    return _english("english_headings.csv").get(" ".join(words), ())


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
def _english(table: str) -> Mapping[str, Shares]:
    found: dict[str, Shares] = {}
    for row in rows(table):
        whole = int(row["books"]) + _ENGLISH_DOUBT
        if row["words"] not in FORM_WORDS:
            found[row["words"]] = tuple([(pair[:3], int(pair[4:]) / whole) for pair in row["classes"].split(" ")])
    return MappingProxyType(found)


def _shares(classes: dict[str, float], whole: float) -> Shares:
    if len(classes) == 1:
        return tuple([(number, weight / whole) for number, weight in classes.items()])
    best = sorted(classes.items(), key=lambda item: (-item[1], item[0]))[:_BEST]
    return tuple([(number, weight / whole) for number, weight in best])
