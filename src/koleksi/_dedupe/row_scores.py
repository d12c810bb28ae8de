"""The scores of all rows of two titles, without the pieces that make them up.

Hundreds of thousands of pairs are scored in a run and few are ever shown. What two titles settle is worked out once for
all their rows; of a pair of rows only the fields are left, and where these are equal or silent no rule is asked. The
score is the one that ``compare.evidence`` gives, to the last bit: the same pieces, weighed in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from koleksi._dedupe import field_evidence as fields
from koleksi._dedupe.compare import (
    ASK,
    LONGER,
    NO_QUESTION,
    ONE_LINE,
    QUESTION,
    YEARS_APART,
    evidence,
    is_any_book,
    is_longer,
    is_question,
    may_be_any_book,
    may_be_question,
    pieces,
    says_the_same,
    years_conflict,
)
from koleksi._dedupe.features import Features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.reasons import EMPTY, OTHER_TITLE
from koleksi._dedupe.weights import Piece
from koleksi.book import Text

__all__ = ["RowScores"]

Scored = tuple[float, int, int]  # and the two rows
Rows = Iterable[tuple[int, int]]
_Rule = Callable[[Features, Features, Sequence[Piece]], bool]


class _Weights(NamedTuple):
    """Of what two rows say most often."""

    one_isbn: float
    no_isbn: float
    one_author: float
    no_author: float
    one_publisher: float
    no_publisher: float
    one_year: float
    no_year: float
    no_mark: float
    one_line: float
    longer: float


_PIECES = (
    fields.ONE_ISBN, fields.NO_ISBN, fields.ONE_AUTHOR, fields.NO_AUTHOR, fields.ONE_PUBLISHER, fields.NO_PUBLISHER,
    fields.ONE_YEAR, fields.NO_YEAR, fields.NO_MARK, ONE_LINE, LONGER,
)  # fmt: skip


class _OneAuthor(dict[tuple[int, int], bool]):
    """Whether the authors of two rows, which stand for all rows of the same authors, are of one; each pair is looked at
    once."""

    def __init__(self, features: Sequence[Features], memory: Memory) -> None:
        super().__init__()
        self._features, self._memory = features, memory

    def __missing__(self, pair: tuple[int, int]) -> bool:
        left, right = self._features[pair[0]], self._features[pair[1]]
        self[pair] = found = fields.are_of_one(left.authors, right.authors, self._memory)
        return found


class RowScores:
    """Scores in one run. ``features``: of all its rows."""

    def __init__(self, features: Sequence[Features], memory: Memory) -> None:
        self._features, self._memory = features, memory
        self._weights = _Weights(*map(memory.weights.__getitem__, _PIECES))
        numbers = {id(one.authors): n for n, one in enumerate(features)}  # equal names are mostly one object
        self._one_author = _OneAuthor(features, memory)
        self._told = [
            (numbers[id(one.authors)] if one.authors else -1, one.publisher, one.year, one.isbns, one.damaged)
            for one in features
        ]

    def of(self, pairs: Rows, left: Features, right: Features, on_titles: tuple[float, Text]) -> Iterator[Scored]:
        """The scores of pairs of rows of two titles, ``left`` and ``right``; none for what can never be one."""
        if left.facts is not right.facts and self._memory.facts_conflict(left.facts, right.facts) is not None:
            return iter(())
        if on_titles[1] is EMPTY or on_titles[1] is OTHER_TITLE:
            return self._of_other_titles(pairs, on_titles)
        return self._of_titles(pairs, left, right, on_titles)

    def _of_other_titles(self, pairs: Rows, on_titles: tuple[float, Text]) -> Iterator[Scored]:
        for a, b in pairs:
            yield evidence(self._features[a], self._features[b], on_titles, self._memory).score, a, b

    def _of_titles(
        self, pairs: Rows, one: Features, other: Features, on_titles: tuple[float, Text]
    ) -> Iterator[Scored]:
        """One loop without calls where two rows agree or are silent: a third less time than a call a field, so it
        stays in one piece. A test holds it against `compare`, to the last bit."""
        features, told, memory = self._features, self._told, self._memory
        weights, one_author, of = memory.weights, self._one_author, self._weights
        base = memory.constant + weights["title", *on_titles]
        marked = one.facts is not other.facts
        longer = of.longer if is_longer(one, other, on_titles[1]) else 0.0
        alike = one.core == other.core
        settled = not may_be_question(one, on_titles)
        telling = not may_be_any_book(one, other, on_titles[1])
        bare = fields.is_one_word(one) and fields.is_one_word(other)
        for a, b in pairs:
            who, publisher, year, isbns, damaged = told[a]
            whose, their_publisher, their_year, their_isbns, their_damaged = told[b]
            if isbns and their_isbns and isbns != their_isbns and set(isbns).isdisjoint(their_isbns):
                continue
            if not year or not their_year:
                when = of.no_year
            elif year == their_year:
                when = of.one_year
            elif abs(year - their_year) > YEARS_APART and years_conflict(features[a], features[b], memory) is not None:
                continue
            else:
                when = weights[fields.years(features[a], features[b])]
            if isbns and their_isbns:
                score = base + of.one_isbn
            elif damaged or their_damaged:
                score = base + weights[fields.isbns(features[a], features[b])]
            else:
                score = base + of.no_isbn
            if who < 0 or whose < 0:
                score += weights[fields.authors(features[a], features[b], memory)] if bare else of.no_author
            elif who == whose or one_author[who, whose]:
                score += of.one_author
            else:
                score += weights[fields.authors(features[a], features[b], memory)]
            if not publisher or not their_publisher:
                score += of.no_publisher
            elif publisher == their_publisher or memory.one_publisher(publisher, their_publisher):
                score += of.one_publisher
            else:
                score += weights[fields.publishers(features[a], features[b], memory)]
            score += when
            score += weights[fields.omitted(features[a], features[b], memory)] if marked else of.no_mark
            if alike and year == their_year and says_the_same(features[a], features[b]):
                score += of.one_line
            else:
                score += longer
            if score > QUESTION and not settled and self._holds(is_question, a, b, on_titles):
                score = QUESTION
            if score >= ASK and not telling and self._holds(is_any_book, a, b, on_titles):
                score = NO_QUESTION
            yield score, a, b

    def _holds(self, rule: _Rule, a: int, b: int, on_titles: tuple[float, Text]) -> bool:
        """Whether a rule holds that asks for all that two rows say."""
        left, right = self._features[a], self._features[b]
        return rule(left, right, pieces(left, right, on_titles, self._memory))
