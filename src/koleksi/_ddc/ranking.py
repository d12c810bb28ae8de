"""From votes to an order: each source weighs as much as it has proved to on catalogues, and scores are probabilities.

The weights (``class_weights.csv``) are fitted by ``scripts/fit_class_weights.py``, leaving one library out to measure;
what is fitted is how far a *source* is to be believed, for English titles apart, never a word or a class.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Any, NamedTuple

from koleksi._ddc.context import neighbours
from koleksi._ddc.evidence import SOURCES, Vote
from koleksi._ddc.practice import STORIES, of_stories
from koleksi._terms.tables import rows

__all__ = ["BROADER", "CLOSE", "WEAK", "Ranked", "Weights", "number_votes", "ranked", "weights"]

WEAK = frozenset({"broader", "commonest", "publisher"})  # sources that are no second opinion
CLOSE = frozenset(  # sources that name a number as closely as the schedule has it, not only its three digits
    {
        "phrase",
        "aside",
        "inside",
        "near",
        "subject",
        "subject_inside",
        "subject_near",
        "author",
        "author_field",
        "work",
        "person",
        "set",
        "textbook",
        "dictionary",
        "story",
        "form",
        "profile",
    }
)
BROADER = 0.1  # of what speaks for 332 counts for 330 too: libraries differ in how close they class
_FICTION = of_stories(STORIES)[:3]
_NOVELS = frozenset({"813", "823", "899"})
_LOUDEST = 25  # classes that are weighed; what speaks for the others is drowned
_BITS = {source: 0 if source in WEAK else 1 << n for n, source in enumerate(SOURCES)}


@dataclass(frozen=True, slots=True)
class Weights:
    """``sources``: source -> (weight, weight for an English title); ``shape``: what the formula of ``ranked`` needs."""

    sources: Mapping[str, tuple[float, float]]
    shape: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A class of three digits and the chance 0..1 that it is this one; ``number``: the one that a library's habit
    names, "" where the votes say it (`number_votes`)."""

    three: str
    score: float
    number: str = ""


@cache
def weights() -> Weights:
    lines = rows("class_weights.csv")
    table = {row["name"]: (float(row["weight"]), float(row["english"] or row["weight"])) for row in lines}
    shape = {name[1:]: values[0] for name, values in table.items() if name.startswith("=")}
    return Weights(table, shape)


def ranked(votes: Sequence[Vote], *, english: bool, short: bool) -> list[Ranked]:
    """The classes that were weighed, the likeliest first.

    ``english``: whether the title is; ``short``: whether it has three words or less, as stories have more often."""
    sums = _sums(votes, english)
    shape = weights().shape
    base = _lent(sums.plain, shape["neighbours"])
    for three, weight in sums.plain.items():
        base[three] = base.get(three, 0.0) + weight
    for three in sums.published:
        base[three] += shape["publisher"] * sums.plain[three]
    power, floor, agreement = shape["power"], shape["floor"], shape["agreement"]
    odds = {}
    for three in sorted(base, key=base.__getitem__, reverse=True)[:_LOUDEST]:
        agreeing = sums.sources.get(three, 0).bit_count()
        odds[three] = (base[three] + floor) ** power * (1 + agreeing) ** agreement
    if _FICTION in odds:
        odds[_FICTION] *= exp(shape["fiction"] + short * shape["fiction_short"])
    whole = exp(shape["none"]) + sum(odds.values())
    best = _one_fiction(sorted(sorted(odds), key=odds.__getitem__, reverse=True))
    return [Ranked(three, odds[three] / whole) for three in best]


class _Sums(NamedTuple):
    """Of each class of three digits: what speaks for it, in which sources (a bit each); and the classes that the
    publisher brings out."""

    plain: dict[str, float]
    sources: dict[str, int]
    published: set[str]


def _sums(votes: Iterable[Vote], english: bool) -> _Sums:
    believed = weights().sources
    spoken: dict[str, list[Any]] = {}  # of a class: what speaks for it as far as believed, opinions as such, sources
    published: set[str] = set()
    for shares, weight, _, source, _ in votes:
        trusted, bit = weight * believed[source][english], _BITS[source]
        opinion = weight if bit else 0.0
        for three, share, _ in shares:
            if sums := spoken.get(three):
                sums[0] += trusted * share
                sums[1] += opinion * share
                sums[2] |= bit
            else:
                spoken[three] = [trusted * share, opinion * share, bit]
        if source == "publisher":
            published.update([three for three, _, _ in shares])
    plain = {three: sums[0] for three, sums in spoken.items()}
    for division, weight in _broader(spoken).items():
        plain[division] = plain.get(division, 0.0) + BROADER * believed["broader"][english] * weight
    return _Sums(plain, {three: sums[2] for three, sums in spoken.items()}, published)


def _broader(spoken: Mapping[str, Sequence[Any]]) -> dict[str, float]:
    """Of each division, the opinions on its classes: what speaks for 332 speaks for 330 too, a little."""
    divisions: dict[str, float] = {}
    for three, (_, opinions, _) in spoken.items():
        if opinions and three[2] != "0":
            division = three[:2] + "0"
            divisions[division] = divisions.get(division, 0.0) + opinions
    return divisions


def _lent(plain: Mapping[str, float], share: float) -> dict[str, float]:
    """What each class lends to those with which libraries confuse it."""
    near, lent = neighbours(), dict[str, float]()
    for three, weight in plain.items():
        if three in near:
            for other in near[three]:
                lent[other] = lent.get(other, 0.0) + share * weight
    return lent


def _one_fiction(order: list[str]) -> list[str]:
    """Fiction is one answer: where no literature is named, 813, 823 and 899 are the same guess."""
    first = next((three for three in order if three in _NOVELS), "")
    return [three for three in order if three == first or three not in _NOVELS]


def number_votes(votes: Iterable[Vote], english: bool, threes: Iterable[str]) -> dict[str, dict[str, float]]:
    """Of each of the classes, what speaks for each of its numbers; empty where nothing says more than the class."""
    believed, found = weights().sources, {three: dict[str, float]() for three in threes}
    for shares, weight, _, source, _ in votes:
        if source in CLOSE:
            trusted = weight * believed[source][english]
            for three, share, number in shares:
                if three in found:
                    by_number = found[three]
                    by_number[number] = by_number.get(number, 0.0) + trusted * share
    return found
