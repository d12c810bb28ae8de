"""From votes to an order: each source weighs as much as it has proved to on catalogues, and scores are probabilities.

The weights (``class_weights.csv``) are fitted by ``scripts/fit_class_weights.py``, leaving one library out to measure;
what is fitted is how far a *source* is to be believed, for English titles apart, never a word or a class.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from types import MappingProxyType
from typing import NamedTuple

from koleksi._ddc.context import neighbours
from koleksi._ddc.evidence import SOURCES, Vote
from koleksi._ddc.practice import STORIES, of_stories
from koleksi._terms.tables import rows

__all__ = ["BROADER", "CLOSE", "WEAK", "Ranked", "Weights", "ranked", "weights"]

WEAK = frozenset({"broader", "commonest", "publisher"})  # sources that are no second opinion
CLOSE = frozenset(  # sources that name a number as closely as the schedule has it, not only its three digits
    {
        "phrase",
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
    """A class of three digits, the chance 0..1 that it is this one, and what speaks for each of its numbers."""

    three: str
    score: float
    numbers: Mapping[str, float]


@cache
def weights() -> Weights:
    lines = rows("class_weights.csv")
    table = {row["name"]: (float(row["weight"]), float(row["english"] or row["weight"])) for row in lines}
    shape = {name[1:]: values[0] for name, values in table.items() if name.startswith("=")}
    return Weights(MappingProxyType(table), MappingProxyType(shape))


def ranked(votes: Iterable[Vote], *, english: bool, short: bool, most: int) -> list[Ranked]:
    """The ``most`` likeliest classes, the likeliest first.

    ``english``: whether the title is; ``short``: whether it has three words or less, as stories have more often."""
    sums = _sums(votes, english)
    shape = weights().shape
    base = _lent(sums.plain, shape["neighbours"])
    for three, weight in sums.plain.items():
        base[three] = base.get(three, 0.0) + weight * (1.0 + shape["publisher"] * (three in sums.published))
    power = {}
    for three in sorted(base, key=base.__getitem__, reverse=True)[:_LOUDEST]:
        agreeing = sums.sources.get(three, 0).bit_count()
        power[three] = shape["power"] * log(base[three] + shape["floor"]) + shape["agreement"] * log(1 + agreeing)
    if _FICTION in power:
        power[_FICTION] += shape["fiction"] + short * shape["fiction_short"]
    return _best(power, shape["none"], sums.numbers, most)


class _Sums(NamedTuple):
    """Of each class of three digits: what speaks for it, for each of its numbers, in which sources (a bit each); and
    the classes that the publisher brings out."""

    plain: dict[str, float]
    numbers: dict[str, dict[str, float]]
    sources: dict[str, int]
    published: set[str]


def _sums(votes: Iterable[Vote], english: bool) -> _Sums:
    believed = weights().sources
    plain: dict[str, float] = {}
    sources: dict[str, int] = {}
    divisions: dict[str, float] = {}
    numbers: dict[str, dict[str, float]] = {}
    published: set[str] = set()
    for shares, weight, _, source, _ in votes:
        trusted, bit = weight * believed[source][english], _BITS[source]
        for three, share, number in shares:
            plain[three] = plain.get(three, 0.0) + trusted * share
            sources[three] = sources.get(three, 0) | bit
            if three[2] != "0" and source not in WEAK:
                division = three[:2] + "0"
                divisions[division] = divisions.get(division, 0.0) + weight * share
            if source in CLOSE:
                by_number = numbers.setdefault(three, {})
                by_number[number] = by_number.get(number, 0.0) + trusted * share
        if source == "publisher":
            published.update(three for three, _, _ in shares)
    for division, weight in divisions.items():
        plain[division] = plain.get(division, 0.0) + BROADER * believed["broader"][english] * weight
    return _Sums(plain, numbers, sources, published)


def _lent(plain: Mapping[str, float], share: float) -> dict[str, float]:
    """What each class lends to those with which libraries confuse it."""
    near, lent = neighbours(), dict[str, float]()
    for three, weight in plain.items():
        for other in near.get(three, ()):
            lent[other] = lent.get(other, 0.0) + share * weight
    return lent


def _one_fiction(order: list[str]) -> list[str]:
    """Fiction is one answer: where no literature is named, 813, 823 and 899 are the same guess."""
    first = next((three for three in order if three in _NOVELS), "")
    return [three for three in order if three == first or three not in _NOVELS]


def _best(
    power: Mapping[str, float], none: float, numbers: Mapping[str, Mapping[str, float]], most: int
) -> list[Ranked]:
    """``none``: how strong it is that the right class is not among those with a vote."""
    order = _one_fiction(sorted(power, key=lambda three: (-power[three], three)))
    whole = exp(none) + sum(map(exp, power.values()))
    return [Ranked(three, exp(power[three]) / whole, numbers.get(three, {three: 1.0})) for three in order[:most]]
