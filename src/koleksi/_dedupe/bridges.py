"""A poor row that fits two editions which are not one: no bridge between them, but a question with each.

"Matematika Dasar / Budi" is as near to Budi Santoso's book as to Budi Raharja's, and those two are two books.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from rapidfuzz.distance import Indel

from koleksi._dedupe.compare import SAME, compare, conflict, other_author
from koleksi._dedupe.features import Features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.pairs import Pair
from koleksi._dedupe.rows import Rows
from koleksi._dedupe.weights import log_odds

__all__ = ["Known", "without_bridges"]

_SURER = log_odds(0.9)  # a tie stronger than another by this is taken for the right one
_EVEN = 0.0  # log-odds of a tie that has a rival
_RELATED = 0.5  # likeness from which the rests of two titles may be one, typed wrong
_WORD = 4  # letters from which a rest tells books apart
_MANY = 24  # ties of a row looked at, the strongest


class Known:
    """Which rows can stand in one group: those that are one edition by themselves, and those typed too differently for
    it that name no other author."""

    def __init__(self, pairs: Iterable[Pair], rows: Rows, memory: Memory) -> None:
        self._joined = {left << 24 | right for _, left, right in takewhile(lambda pair: pair[0] >= SAME, pairs)}
        self._rows, self._memory = rows, memory

    def are_joined(self, one: int, other: int) -> bool:
        return (one << 24 | other if one < other else other << 24 | one) in self._joined

    def apart(self, one: int, other: int) -> bool:
        """Whether two rows name different authors and are not one edition for all that."""
        if self.are_joined(one, other):
            return False
        left, right = self._rows.features[one], self._rows.features[other]
        return other_author(left, right, self._memory) and compare(left, right, self._memory).score < SAME

    def torn(self, row: int, one: int, other: int) -> bool:
        """Whether a row that is near to two must not bring them together."""
        if self.are_joined(one, other):
            return False
        features = self._rows.features
        poor, left, right = features[row], features[one], features[other]
        if conflict(left, right, self._memory) is not None or two_titles(poor, left, right):
            return True
        return self.apart(one, other)


def without_bridges(pairs: Sequence[Pair], known: Known) -> Sequence[Pair]:
    """The pairs, strongest first; of a row's ties to two that do not stand together, neither is above even odds."""
    ties: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for score, left, right in pairs:
        if score < SAME:
            break
        ties[left].append((score, right))
        ties[right].append((score, left))
    torn = {pair for row, its in ties.items() if len(its) > 1 for pair in _torn(row, its[:_MANY], known)}
    if not torn:
        return pairs
    weighed = [(min(score, _EVEN) if (left, right) in torn else score, left, right) for score, left, right in pairs]
    return sorted(weighed, key=lambda pair: (-pair[0], *pair[1:]))


def two_titles(poor: Features, left: Features, right: Features) -> bool:
    """Whether two titles go on differently where the poor one ends."""
    if left.isbns and left.isbns == right.isbns:
        return False
    ours, theirs = (side.core.removeprefix(poor.core + " ") for side in (left, right))
    if not poor.core or len(ours) == len(left.core) or len(theirs) == len(right.core):
        return False
    length = min(len(ours), len(theirs))
    return length >= _WORD and Indel.normalized_similarity(ours[:length], theirs[:length]) < _RELATED


def _torn(row: int, ties: Sequence[tuple[float, int]], known: Known) -> Iterator[tuple[int, int]]:
    for n, (score, one) in enumerate(ties):
        for rival, other in ties[n + 1 :]:
            if score - rival < _SURER and known.torn(row, one, other):
                yield min(row, one), max(row, one)
                yield min(row, other), max(row, other)
