"""From votes to an order: each source weighs as much as it has proved to on catalogues, and scores are probabilities.

The weights (``class_weights.csv``) are fitted by ``scripts/fit_class_weights.py``, leaving one library out to measure;
what is fitted is how far a *source* is to be believed, for English titles apart, never a word or a class.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from koleksi._ddc.context import neighbours
from koleksi._ddc.evidence import Vote
from koleksi._terms.tables import rows

__all__ = ["CLOSE", "WEAK", "Ranked", "Weights", "ranked", "weights"]

WEAK = frozenset({"broader", "commonest"})  # sources that are no second opinion
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


def ranked(votes: Iterable[Vote], *, english: bool, short: bool, fiction: str, most: int) -> list[Ranked]:
    """The ``most`` likeliest classes, the likeliest first.

    ``english``: whether the title is; ``short``: whether it has three words or less; ``fiction``: the class of three
    digits where the library keeps stories, which a title seldom names."""
    sums = _sums(votes, english)
    shape = weights().shape
    base = {
        three: weight * (1.0 + shape["publisher"] * (three in sums.published)) for three, weight in sums.plain.items()
    }
    for three, weight in _lent(sums.plain, shape["neighbours"]).items():
        base[three] = base.get(three, 0.0) + weight
    power = {}
    for three, weight in base.items():
        agreeing = len(sums.sources.get(three, ()))
        power[three] = shape["power"] * math.log(weight + shape["floor"]) + shape["agreement"] * math.log(1 + agreeing)
    if fiction in power:
        power[fiction] += shape["fiction"] + short * shape["fiction_short"]
    return _best(power, sums.numbers, most)


class _Sums(NamedTuple):
    """Of each class of three digits: what speaks for it, for each of its numbers, in which sources; and the classes
    that the publisher brings out."""

    plain: dict[str, float]
    numbers: dict[str, dict[str, float]]
    sources: dict[str, set[str]]
    published: set[str]


def _sums(votes: Iterable[Vote], english: bool) -> _Sums:
    believed = {source: pair[english] for source, pair in weights().sources.items()}
    sums = _Sums({}, {}, {}, set())
    for number, weight, _, source, _ in votes:
        three = number[:3]
        weight *= believed[source]
        sums.plain[three] = sums.plain.get(three, 0.0) + weight
        if source == "publisher":
            sums.published.add(three)
        elif source not in WEAK:
            sums.sources.setdefault(three, set()).add(source)
        if source in CLOSE:
            by_number = sums.numbers.setdefault(three, {})
            by_number[number] = by_number.get(number, 0.0) + weight
    return sums


def _lent(plain: Mapping[str, float], share: float) -> dict[str, float]:
    """What each class lends to those with which libraries confuse it."""
    lent: dict[str, float] = {}
    for three, weight in plain.items():
        for other in neighbours().get(three, ()):
            lent[other] = lent.get(other, 0.0) + share * weight
    return lent


def _best(power: Mapping[str, float], numbers: Mapping[str, Mapping[str, float]], most: int) -> list[Ranked]:
    order = sorted(power, key=lambda three: (-power[three], three))
    if not order:
        return []
    top = power[order[0]]
    whole = sum(math.exp(value - top) for value in power.values())
    return [
        Ranked(three, math.exp(power[three] - top) / whole, numbers.get(three, {three: 1.0})) for three in order[:most]
    ]
