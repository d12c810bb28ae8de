"""The questions on classes, grouped: books that would get the same class stand together and one word accepts them all.

Measured (``benchmarks/review_words.py``): groups by the three digits cost a person the fewest words; inside a group the
books of the same evidence stand together, so that those which are wrong for one reason are seen at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from koleksi.book import Book, Text

if TYPE_CHECKING:
    from koleksi.ddc import Suggestion

__all__ = ["BETWEEN", "EQUALS", "ClassGroup", "ClassQuestion", "grouped", "numbers_of"]

BETWEEN, EQUALS = ";", "="  # "row=class;row=class": the key of a group
_THREE = 3  # digits that the books of a group share
_MOST_IN_A_CELL = 32_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassQuestion:
    """A book whose class is unsure. ``suggestions``: best first; ``taken``: the class that is printed meanwhile, or
    empty.
    """

    key: str
    place: Text
    book: Book
    suggestions: Sequence[Suggestion]
    taken: str = ""

    @property
    def why(self) -> str:
        """What spoke loudest for its class."""
        return self.suggestions[0].reasons[0].id if self.suggestions else ""


@dataclass(frozen=True, slots=True)
class ClassGroup:
    """Questions whose books would get the same three digits; a book for which nothing speaks stands by itself."""

    questions: tuple[ClassQuestion, ...]

    @property
    def three(self) -> str:
        return self.questions[0].taken[:_THREE]

    @property
    def key(self) -> str:
        """By which a word on the group finds its rows and the class of each; "" for more than a cell can hold."""
        key = BETWEEN.join(f"{one.key}{EQUALS}{one.taken}" for one in self.questions)
        return key if len(key) <= _MOST_IN_A_CELL else ""

    @property
    def asks_once(self) -> bool:
        return len(self.questions) > 1 and bool(self.key)

    def often(self, most: int) -> Iterator[str]:
        """The three digits that are suggested most often, those of the group first."""
        each = Counter(one.number[:_THREE] for question in self.questions for one in question.suggestions)
        others = sorted((three for three in each if three != self.three), key=lambda three: (-each[three], three))
        return iter((self.three, *others)[:most])


def grouped(questions: Sequence[ClassQuestion]) -> list[ClassGroup]:
    """The groups, the longest first, and last what nothing speaks for, in the order of the lists."""
    groups = defaultdict[str, list[ClassQuestion]](list)
    alone = [one for one in questions if not one.taken]
    for one in questions:
        if one.taken:
            groups[one.taken[:_THREE]].append(one)
    together = [ClassGroup(tuple(_by_evidence(several))) for several in groups.values()]
    together.sort(key=lambda group: (-len(group.questions), group.three))
    return [*together, *(ClassGroup((one,)) for one in alone)]


def _by_evidence(questions: Sequence[ClassQuestion]) -> list[ClassQuestion]:
    """Those of the commonest evidence first."""
    count = Counter(one.why for one in questions)
    return sorted(questions, key=lambda one: (-count[one.why], one.why))


def numbers_of(key: str) -> dict[str, str]:
    """Of the key of a group, each row's key with its class."""
    parts = (part.partition(EQUALS) for part in key.split(BETWEEN))
    return {row: number for row, _, number in parts}
