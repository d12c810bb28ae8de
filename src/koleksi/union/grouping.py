"""Which descriptions are one edition: the one place where the engine is chosen. Both follow the rules of `dedupe`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, Literal

from koleksi import dedupe
from koleksi.book import Book, Text
from koleksi.errors import UsageError

__all__ = ["Engine", "group", "parted"]

Engine = Literal["local", "spark"]


def group(books: Iterable[Book], engine: Engine = "local") -> list[tuple[int, ...]]:
    """Groups of one edition each: places of the books in the input, from 0, each exactly once, in the order of the
    first of each group. Books may stream. Raises UsageError where the engine is not installed."""
    if engine == "local":
        return [found.members for found in dedupe.groups(iter(books)).groups]
    members: defaultdict[int, list[int]] = defaultdict(list)
    for row, first in sorted(_spark().groups(enumerate(books)).items()):
        members[first].append(row)
    return [tuple(members[first]) for first in sorted(members)]


def parted(
    groups: Iterable[tuple[int, ...]],
    apart: Iterable[tuple[int, int]],
    books: Callable[[Sequence[int]], Sequence[Book]],
) -> list[tuple[int, ...]]:
    """The groups, of which none holds two places that a person parted: one that does is grouped once more by itself.
    ``books``: of some places, in their order; ``apart``: the lesser place first."""
    kept = list(groups)
    group_of = {place: n for n, members in enumerate(kept) for place in members}
    torn: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, other in apart:
        if group_of.get(one, -1) == group_of.get(other, -2):
            torn[group_of[one]].append((one, other))
    for n, pairs in torn.items():
        members = sorted(kept[n])
        at = {place: m for m, place in enumerate(members)}
        decided = {(at[one], at[other]): "different" for one, other in pairs}
        again = dedupe.groups(iter(books(members)), decided=decided).groups
        kept[n], *more = [tuple([members[m] for m in found.members]) for found in again]
        kept += more
    return sorted(kept)


def _spark() -> Any:
    """`koleksi.spark`, which is loaded when it is asked for."""
    try:
        return import_module("koleksi.spark")
    except ImportError as error:
        raise UsageError(
            Text(
                'mesin spark belum terpasang: pip install "koleksi[spark]", dan Java 17; atau pakai --engine local',
                'the engine spark is not installed: pip install "koleksi[spark]", and Java 17; or use --engine local',
            )
        ) from error
