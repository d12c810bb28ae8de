"""What each piece of evidence weighs, fitted on judged pairs (``scripts/fit_dedupe.py``), as log-odds.

A piece has a name by its kind, never by a word of a title: "title: same title", "author: different authors", "year:
nothing said". Its weight is ``weight`` and ``slope`` for each point that the comparison gave it; a piece that no judged
pair had weighs its points at the common slope.
"""

from __future__ import annotations

import re
from functools import cache
from math import exp, log

from koleksi._terms.tables import rows
from koleksi.book import Text

__all__ = ["Piece", "Weights", "constant", "log_odds", "piece_name", "probability", "weight"]

Piece = tuple[str, float, Text | None]  # the field that speaks, its points, and why

_CONSTANT, _OTHER = "constant", "any other"  # the weight of no evidence at all; the common slope
_PART = re.compile(r":.*|\d+")
_NOTHING, _LITTLE = "nothing said", "little said"


def piece_name(field: str, reason: Text | None, points: float) -> str:
    """The kind of a piece of evidence: its field and reason without the numbers and words of the two books."""
    if reason is None:
        return f"{field}: {_LITTLE if points else _NOTHING}"
    return f"{field}: {_PART.sub('', reason.en).replace('  ', ' ').strip()}"


def weight(field: str, points: float, reason: Text | None) -> float:
    """How far a piece of evidence moves the log-odds of one edition."""
    table = _table()
    fixed, slope = table.get(piece_name(field, reason, points)) or (0.0, table[_OTHER][1])
    return fixed + slope * points


class Weights(dict[Piece, float]):
    """What each piece of evidence weighs, worked out once in a run."""

    def __missing__(self, piece: Piece) -> float:
        self[piece] = found = weight(*piece)
        return found


def constant() -> float:
    return _table()[_CONSTANT][0]


def probability(score: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + exp(-score))


def log_odds(share: float) -> float:
    return log(share / (1 - share))


@cache
def _table() -> dict[str, tuple[float, float]]:
    return {row["evidence"]: (float(row["weight"]), float(row["slope"])) for row in rows("duplicate_weights.csv")}
