"""What is known beside the words of a book: which classes libraries confuse, and what a publisher mostly brings out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from koleksi._terms.folding import term_words
from koleksi._terms.tables import rows

__all__ = ["neighbours", "publisher_classes"]


@cache
def neighbours() -> Mapping[str, tuple[str, ...]]:
    """Three-digit class -> those that another library might have chosen (``class_neighbours.csv``)."""
    near: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows("class_neighbours.csv"):
        near[row["one"]].append(row["other"])
        near[row["other"]].append(row["one"])
    return {number: tuple(others) for number, others in near.items()}


@lru_cache(maxsize=4096)
def publisher_classes(publisher: str) -> tuple[str, tuple[str, ...]]:
    """(the publisher as the table knows it, its classes, the most usual first); ("", ()) for one that is not there."""
    known = _publishers()
    words = term_words(publisher)
    for length in range(min(5, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if name in known:
                return name, known[name]
    return "", ()


@cache
def _publishers() -> Mapping[str, tuple[str, ...]]:
    table = rows("publisher_profiles.csv")
    return MappingProxyType({row["publisher"]: tuple(row["classes"].split()) for row in table})
