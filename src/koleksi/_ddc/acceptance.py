"""How likely a librarian accepts a class, beside how likely it is the one: libraries differ by habit, and 332 for 330
or 158 for 153 is no mistake.

A class is taken to be accepted where the right one is it, one with which libraries confuse it, another that they use
for a subject of the title, or one of its own division. That chance is calibrated on first suggestions of eight
catalogues of which those that the catalogue has elsewhere were judged by hand (docs/ddc.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import islice
from math import exp, log

from koleksi._ddc.accepted import subjects_in
from koleksi._ddc.context import neighbours
from koleksi._ddc.evidence import Vote
from koleksi._ddc.practice import STORIES, of_stories
from koleksi._ddc.ranking import WEAK

__all__ = ["chances_of_acceptance"]

_SLOPE, _START = 1.43, 1.33  # of the logarithm of the odds
_LEAST = 0.001  # of a chance, for the logarithm
_STORIES = of_stories(STORIES)[:3]
_BY_TITLE = frozenset({"story", "phrase", "inside", "near", "word", "english", "accepted", "broader"} | WEAK)
_SHAPE_ALONE = 2  # power of the chance of a story that nothing but its title tells: of .8 to .9 only six of ten were


def chances_of_acceptance(
    best: Mapping[str, float], n: int, votes: Sequence[Vote], words: Sequence[str]
) -> dict[str, float]:
    """0..1 for the first ``n`` classes of ``best`` (all that were weighed, in their order, with the chance of each) for
    a title of these folded ``words``; none is higher than the one before it. A class of which no term of the ``votes``
    speaks has its own chance."""
    used = [subject.classes for subject, _, _ in subjects_in(words)]
    of_divisions = defaultdict[str, float](float)
    for three, chance in best.items():
        of_divisions[three[:2]] += chance
    chances: dict[str, float] = {}
    least = 1.0
    for three in islice(best, n):
        alike = _confused(three).union(*[those for those in used if three in those])
        if _speaks(votes, alike):
            others = sum([best[other] for other in alike if other in best and other[:2] != three[:2]])
            chance = _calibrated(of_divisions[three[:2]] + others)
        else:
            chance = best[three]
        if three == _STORIES and _by_title(votes):
            chance **= _SHAPE_ALONE
        chances[three] = least = min(chance, least)
    return chances


def _by_title(votes: Sequence[Vote]) -> bool:
    """Whether nothing but words and shape of the title speak for a story: no author, known work, series or subject."""
    return all(
        vote.source in _BY_TITLE and vote.where != "subject"
        for vote in votes
        if any(three == _STORIES for three, _, _ in vote.numbers)
    )


@lru_cache(maxsize=1024)
def _confused(three: str) -> frozenset[str]:
    """A class and those with which libraries confuse it."""
    return frozenset((three, *neighbours().get(three, ())))


def _speaks(votes: Iterable[Vote], threes: Set[str]) -> bool:
    """Whether a term speaks for one of the classes."""
    return any(three in threes for vote in votes if vote.term for three, _, _ in vote.numbers)


def _calibrated(chance: float) -> float:
    chance = min(max(chance, _LEAST), 1 - _LEAST)
    return 1 / (1 + exp(-_START - _SLOPE * log(chance / (1 - chance))))
