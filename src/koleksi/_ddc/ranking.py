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

from koleksi._ddc.context import neighbours
from koleksi._ddc.evidence import Vote
from koleksi._terms.tables import rows

__all__ = ["WEAK", "Ranked", "Weights", "ranked", "weights"]

WEAK = frozenset({"broader", "commonest"})  # sources that are no second opinion


@dataclass(frozen=True, slots=True)
class Weights:
    """``sources``: source -> (weight, weight for an English title); ``shape``: what the formula of ``ranked`` needs."""

    sources: Mapping[str, tuple[float, float]]
    shape: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A class of three digits: ``score`` 0..1, the chance that it is this one, and the weight of each of its numbers."""

    three: str
    score: float
    numbers: Mapping[str, float]


@cache
def weights() -> Weights:
    table = {
        row["name"]: (float(row["weight"]), float(row["english"] or row["weight"])) for row in rows("class_weights.csv")
    }
    shape = {name[1:]: values[0] for name, values in table.items() if name.startswith("=")}
    return Weights(MappingProxyType(table), MappingProxyType(shape))


def ranked(votes: Iterable[Vote], *, english: bool, short: bool, fiction: str, most: int) -> list[Ranked]:
    """The ``most`` likeliest classes, the likeliest first.

    ``english``: whether the title is; ``short``: whether it has three words or less; ``fiction``: the class of three
    digits where the library keeps stories, which a title seldom names."""
    numbers, told, published = _sums(votes, english)
    plain = {three: sum(by.values()) for three, by in numbers.items()}
    shape = weights().shape
    lent = _lent(plain, shape["neighbours"])
    base = {three: weight * (1.0 + shape["publisher"] * (three in published)) for three, weight in plain.items()}
    for three, weight in lent.items():
        base[three] = base.get(three, 0.0) + weight
        numbers.setdefault(three, {}).setdefault(three, weight)
    power = {}
    for three, weight in base.items():
        value = shape["power"] * math.log(weight + shape["floor"])
        value += shape["agreement"] * math.log(1 + len(told.get(three, ())))
        if three == fiction:
            value += shape["fiction"] + short * shape["fiction_short"]
        power[three] = value
    return _best(power, numbers, most)


def _sums(votes: Iterable[Vote], english: bool) -> tuple[dict[str, dict[str, float]], dict[str, set[str]], set[str]]:
    """Number by number within each class of three digits what speaks for it; its sources; what the publisher brings
    out."""
    believed = {source: pair[english] for source, pair in weights().sources.items()}
    numbers: dict[str, dict[str, float]] = {}
    told: dict[str, set[str]] = {}
    published = set()
    for number, weight, _, source, _ in votes:
        three = number[:3]
        by_number = numbers.setdefault(three, {})
        by_number[number] = by_number.get(number, 0.0) + weight * believed[source]
        if source == "publisher":
            published.add(three)
        elif source not in WEAK:
            told.setdefault(three, set()).add(source)
    return numbers, told, published


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
    return [Ranked(three, math.exp(power[three] - top) / whole, numbers[three]) for three in order[:most]]
