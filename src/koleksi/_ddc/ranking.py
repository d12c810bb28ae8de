"""From votes to an order: each source weighs as much as it has proved to on catalogues, and scores are probabilities.

The weights (``class_weights.csv``) are fitted by ``scripts/fit_class_weights.py``, leaving one library out to measure;
what is fitted is how far a *source* is to be believed, for English titles apart, never a word or a class.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Any

from koleksi._ddc.context import neighbours
from koleksi._ddc.evidence import SOURCES, Vote
from koleksi._ddc.practice import STORIES, of_stories
from koleksi._terms.tables import rows

__all__ = ["BROADER", "CLOSE", "WEAK", "Weights", "number_votes", "ranked", "weights"]

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
_DIVISION = {f"{number:03}": f"{number // 10}0".zfill(3) for number in range(1000) if number % 10}  # 332 -> 330
_BITS = {source: 0 if source in WEAK else 1 << n for n, source in enumerate(SOURCES)}

_Spoken = dict[str, list[Any]]  # class of three digits -> what speaks for it as far as believed, opinions, sources


@dataclass(frozen=True, slots=True)
class Weights:
    """``sources``: source -> (weight, weight for an English title); ``shape``: what the formula of ``ranked`` needs;
    ``agreement``: how much louder a class is by the number of sources that speak for it."""

    sources: Mapping[str, tuple[float, float]]
    shape: Mapping[str, float]
    agreement: Sequence[float]


@cache
def weights() -> Weights:
    lines = rows("class_weights.csv")
    table = {row["name"]: (float(row["weight"]), float(row["english"] or row["weight"])) for row in lines}
    shape = {name[1:]: values[0] for name, values in table.items() if name.startswith("=")}
    return Weights(table, shape, [(1 + agreeing) ** shape["agreement"] for agreeing in range(len(SOURCES) + 1)])


def ranked(votes: Sequence[Vote], *, english: bool, short: bool) -> dict[str, float]:
    """The classes of three digits that were weighed, the likeliest first, and the chance 0..1 that it is this one.

    ``english``: whether the title is; ``short``: whether it has three words or less, as stories have more often."""
    shape = weights().shape
    spoken = _spoken(votes, english)
    plain = _with_broader(spoken, english)
    loudness = _with_neighbours(plain, shape["neighbours"])
    for three in _published(votes):
        loudness[three] += shape["publisher"] * plain[three]
    odds = _odds(loudness, spoken)
    if _FICTION in odds:
        odds[_FICTION] *= exp(shape["fiction"] + short * shape["fiction_short"])
    whole = exp(shape["none"]) + sum(odds.values())
    order = sorted(sorted(odds), key=odds.__getitem__, reverse=True)
    return {three: odds[three] / whole for three in _one_fiction(order)}


def _spoken(votes: Iterable[Vote], english: bool) -> _Spoken:
    believed = weights().sources
    spoken: _Spoken = {}
    for shares, weight, _, source, _ in votes:
        trusted, bit = weight * believed[source][english], _BITS[source]
        opinion = weight if bit else 0.0
        for three, share, _ in shares:
            if three in spoken:
                sums = spoken[three]
                sums[0] += trusted * share
                sums[1] += opinion * share
                sums[2] |= bit
            else:
                spoken[three] = [trusted * share, opinion * share, bit]
    return spoken


def _published(votes: Iterable[Vote]) -> set[str]:
    """The classes that the publisher brings out."""
    return {three for vote in votes if vote.source == "publisher" for three, _, _ in vote.numbers}


def _with_broader(spoken: _Spoken, english: bool) -> dict[str, float]:
    """What speaks for each class; the opinions on 332 speak for 330 too, a little."""
    plain, divisions = dict[str, float](), dict[str, float]()
    for three, (trusted, opinions, _) in spoken.items():
        plain[three] = trusted
        if opinions and (division := _DIVISION.get(three)):
            divisions[division] = divisions.get(division, 0.0) + opinions
    believed = BROADER * weights().sources["broader"][english]
    for division, opinions in divisions.items():
        plain[division] = plain.get(division, 0.0) + believed * opinions
    return plain


def _with_neighbours(plain: Mapping[str, float], share: float) -> dict[str, float]:
    """What speaks for each class, and what those lend it with which libraries confuse it."""
    near, loudness = neighbours(), dict[str, float]()
    for three, weight in plain.items():
        if three in near:
            lent = share * weight
            for other in near[three]:
                loudness[other] = loudness.get(other, 0.0) + lent
    for three, weight in plain.items():
        loudness[three] = loudness.get(three, 0.0) + weight
    return loudness


def _odds(loudness: Mapping[str, float], spoken: _Spoken) -> dict[str, float]:
    """Of the loudest classes, the odds before anything is said of fiction and of none."""
    shape, agreement = weights().shape, weights().agreement
    power, floor = shape["power"], shape["floor"]
    odds = {}
    for three in sorted(loudness, key=loudness.__getitem__, reverse=True)[:_LOUDEST]:
        agreed = agreement[spoken[three][2].bit_count()] if three in spoken else 1.0
        odds[three] = (loudness[three] + floor) ** power * agreed
    return odds


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
