"""A poor row that fits two editions which are not one: no bridge between them, but a question with each.

"Matematika Dasar / Budi" is as near to Budi Santoso's book as to Budi Raharja's, and those two are two books.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, takewhile

from rapidfuzz.distance import Indel

from koleksi._dedupe.compare import ASK, SAME, compare, other_author, two_editions
from koleksi._dedupe.features import Features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.pairs import Pair, Pairs
from koleksi._dedupe.rows import Rows
from koleksi._dedupe.weights import log_odds
from koleksi._dedupe.word_difference import is_spelt_right

__all__ = ["Known", "two_titles", "without_bridges"]

_SURER = log_odds(0.9)  # a tie stronger than another by this is taken for the right one
_EVEN = 0.0  # log-odds of a tie that has a rival
_RELATED = 0.5  # likeness from which the rests of two titles may be one, typed wrong
_WORD = 4  # letters from which a word behind a title tells books apart
_SUBTITLE = 8  # and letters from which whatever stands there does
_LEADING = frozenset({"untuk", "for", "dalam", "dengan", "bagi", "tentang"})  # stand before a mark that was taken out
_MANY = 24  # ties of a row that are looked at


class Known:
    """Which rows can stand in one group: those that are one edition by themselves, and those typed too differently for
    it that name no other author. ``ties``: each row's pairs from ``SAME`` on, the other row and the evidence."""

    def __init__(self, pairs: Iterable[Pair], rows: Rows, memory: Memory) -> None:
        self.ties: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for score, left, right in takewhile(lambda pair: pair[0] >= SAME, pairs):
            self.ties[left][right] = self.ties[right][left] = score
        self._rows, self._memory = rows, memory
        self._two: dict[tuple[int, int], bool] = {}  # whether two rows are two editions

    def tied(self, one: int, other: int) -> bool:
        """Whether two rows are one edition by themselves."""
        return other in self.ties.get(one, ())

    def apart(self, one: int, other: int, below: float = ASK) -> bool:
        """Whether two rows name different authors, and the rest is not even worth a question (``below``)."""
        if self.tied(one, other):
            return False
        left, right = self._rows.features[one], self._rows.features[other]
        return other_author(left, right, self._memory) and compare(left, right, self._memory).score < below

    def torn(self, row: int, one: int, other: int) -> bool:
        """Whether a row that is near to two, which are not one by themselves, must not bring them together."""
        features = self._rows.features
        if two_titles(features[row], features[one], features[other]):
            return True
        if (known := self._two.get((one, other))) is None:
            surely = two_editions(features[one], features[other], self._memory)
            self._two[one, other] = known = surely or self.apart(one, other, SAME)
        return known


def without_bridges(pairs: Pairs, known: Known) -> Pairs:
    """The pairs, strongest first; of a row's ties to two that do not stand together, neither is above even odds."""
    circles = _circles(known.ties)
    torn = {pair for row in known.ties for pair in _torn(row, known, circles)}
    return pairs.at_most(_EVEN, torn) if torn else pairs


def _circles(ties: Mapping[int, Mapping[int, float]]) -> Mapping[int, frozenset[int]]:
    """Each row with those that it is tied with; equal circles are one object. Most groups are one circle, in which no
    row has a tie that another lacks."""
    known: dict[frozenset[int], frozenset[int]] = {}
    circles = ((row, frozenset((row, *others))) for row, others in ties.items())
    return {row: known.setdefault(circle, circle) for row, circle in circles}


def two_titles(poor: Features, left: Features, right: Features) -> bool:
    """Whether two titles go on differently where the poor one ends."""
    begin = f"{poor.core} "
    if not poor.core or not (left.core.startswith(begin) and right.core.startswith(begin)):
        return False
    if left.isbns and left.isbns == right.isbns:
        return False
    ours, theirs = left.core[len(begin) :], right.core[len(begin) :]
    length = min(len(ours), len(theirs))
    if Indel.normalized_similarity(ours[:length], theirs[:length]) >= _RELATED:
        return False
    return _tells_apart(ours) and _tells_apart(theirs)


def _tells_apart(rest: str) -> bool:
    """Whether what stands behind a title is more than "untuk" and a mark typed wrong."""
    words = [word for word in rest.split() if word not in _LEADING]
    return any(len(word) >= _WORD and is_spelt_right(word) for word in words) or sum(map(len, words)) >= _SUBTITLE


def _torn(row: int, known: Known, circles: Mapping[int, frozenset[int]]) -> Iterator[tuple[int, int]]:
    """The ties of a row that have a rival nearly as strong."""
    ties, ours = known.ties[row], circles[row]
    for one, score in islice(ties.items(), _MANY):
        if circles[one] is ours:
            continue
        for other in ours - circles[one]:
            if one < other and abs(score - ties[other]) < _SURER and known.torn(row, one, other):
                yield min(row, one), max(row, one)
                yield min(row, other), max(row, other)
