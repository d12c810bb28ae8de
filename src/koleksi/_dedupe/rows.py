"""The rows of one comparison in an order that depends on their content alone, with equal titles side by side."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from koleksi._dedupe.features import Features, order

__all__ = ["Rows", "rows_in_order", "sorted_rows"]


class Rows(NamedTuple):
    """``features`` in canonical order; ``places``: where each row stood in the input, first the ``new`` ones, then the
    catalogue; ``starts``: the first row of each title (rows of one title agree in words and facts), and the end of all.
    Rows and titles are counted from 0."""

    features: Sequence[Features]
    places: Sequence[int]
    starts: array[int]
    new: int

    @property
    def titles(self) -> int:
        """How many different titles there are."""
        return len(self.starts) - 1

    def of_title(self, title: int) -> range:
        return range(self.starts[title], self.starts[title + 1])

    def of(self, title: int) -> Features:
        """What the rows of a title have in common: the first of them."""
        return self.features[self.starts[title]]

    def is_new(self, row: int) -> bool:
        return self.places[row] < self.new


def sorted_rows(new: Iterable[Features], catalogue: Iterable[Features]) -> Rows:
    """Rows to be grouped and rows of a catalogue, sorted so that the input's order never decides anything."""
    given = list(new)
    count = len(given)
    given += catalogue
    places = sorted(range(len(given)), key=lambda n: order(given[n]))
    in_order = [given[n] for n in places]
    return Rows(in_order, places, _starts(in_order), count)


def rows_in_order(given: Sequence[Features]) -> Rows:
    """Rows to be grouped that are in order already, each at the place where it stands."""
    return Rows(given, range(len(given)), _starts(given), len(given))


def _starts(in_order: Sequence[Features]) -> array[int]:
    starts = array("L")
    core, facts = None, None
    for row, one in enumerate(in_order):
        if one.core != core or one.facts != facts:
            starts.append(row)
            core, facts = one.core, one.facts
    starts.append(len(in_order))
    return starts
