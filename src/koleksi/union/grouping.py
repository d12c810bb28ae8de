"""Which descriptions are one edition: the one place where the engine is chosen. Both follow the rules of `dedupe`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module
from typing import Any, Literal

from koleksi import dedupe
from koleksi.book import Book, Text
from koleksi.errors import UsageError

__all__ = ["Engine", "group"]

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
