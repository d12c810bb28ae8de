"""What one run has worked out already.

A hundred thousand rows ask the same of the same titles, names and pairs of facts again and again. The answers are kept
by the run that asks and go with it: a program that imports koleksi for months does not grow.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from koleksi._dedupe.facts import Facts, facts_conflict, one_sided
from koleksi._dedupe.people import NameWords, are_two_people, name_likeness, name_words
from koleksi._dedupe.phonetic import phonetic_key
from koleksi._dedupe.title import ParsedTitle, marks_of_field, parse_folded
from koleksi._dedupe.weights import Weights, constant
from koleksi._dedupe.word_difference import Difference, difference
from koleksi._terms.publishers import canonical, one_publisher
from koleksi.book import Text

__all__ = ["Memory"]


class Memory:
    """The answers of pure functions in one run; each attribute is the function of its name."""

    __slots__ = (
        "are_two_people", "canonical_publisher", "constant", "difference", "facts_conflict", "marks_of_field",
        "name_likeness", "names_of", "one_publisher", "one_sided", "parse_folded", "phonetic_key", "same_object",
        "weights",
    )  # fmt: skip

    def __init__(self) -> None:
        self.parse_folded: Callable[[str], ParsedTitle] = lru_cache(8_000)(parse_folded)
        self.marks_of_field: Callable[[str], Facts] = lru_cache(10_000)(marks_of_field)
        self.names_of: Callable[[tuple[str, ...]], tuple[NameWords, ...]] = lru_cache(100_000)(_names_of)
        self.canonical_publisher: Callable[[str], str] = lru_cache(50_000)(canonical)
        self.same_object: Callable[[Facts], Facts] = lru_cache(50_000)(_itself)
        self.facts_conflict: Callable[[Facts, Facts], Text | None] = lru_cache(500_000)(facts_conflict)
        self.one_sided: Callable[[Facts, Facts], tuple[float, str]] = lru_cache(100_000)(one_sided)
        self.name_likeness: Callable[[NameWords, NameWords], float] = lru_cache(100_000)(name_likeness)
        self.are_two_people: Callable[[NameWords, NameWords], bool] = lru_cache(50_000)(are_two_people)
        self.one_publisher: Callable[[str, str], bool] = lru_cache(100_000)(one_publisher)
        self.phonetic_key: Callable[[str], str] = lru_cache(100_000)(phonetic_key)
        self.weights = Weights()
        self.constant = constant()
        self.difference: Callable[[str, str], Difference] = lru_cache(30_000)(difference)


def _names_of(authors: tuple[str, ...]) -> tuple[NameWords, ...]:
    """The words of each name that names anybody; a semicolon parts names wherever it stands."""
    names = [name for cell in authors for name in (cell.split(";") if ";" in cell else (cell,))]
    return tuple([words for name in names if (words := name_words(name))])


def _itself(facts: Facts) -> Facts:
    """Equal facts as one object: they take less room, and most pairs need no comparison."""
    return facts
