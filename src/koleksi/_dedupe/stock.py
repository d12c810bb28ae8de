"""The rows of one comparison in an order that depends on their content alone, with equal titles side by side."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from koleksi._dedupe.sketch import Sketch, order

__all__ = ["Stock", "stock"]


class Stock(NamedTuple):
    """``sketches`` in canonical order; ``sources``: where each stood in the input; ``starts``: the first row of
    each title (rows of one title agree in words and facts), and the end of all. Rows and titles are counted from 0."""

    sketches: Sequence[Sketch]
    sources: Sequence[int]
    starts: array[int]
    new: int

    def rows(self, title: int) -> range:
        return range(self.starts[title], self.starts[title + 1])

    def is_new(self, row: int) -> bool:
        return self.sources[row] < self.new


def stock(new: Iterable[Sketch], catalogue: Iterable[Sketch]) -> Stock:
    """Rows to be grouped and rows of a catalogue, sorted so that the input's order never decides anything."""
    given = list(new)
    count = len(given)
    given += catalogue
    sources = sorted(range(len(given)), key=lambda n: order(given[n]))
    sketches = [given[n] for n in sources]
    starts = array("L")
    core, facts = None, None
    for row, s in enumerate(sketches):
        if s.core != core or s.facts != facts:
            starts.append(row)
            core, facts = s.core, s.facts
    starts.append(len(sketches))
    return Stock(sketches, sources, starts, count)
