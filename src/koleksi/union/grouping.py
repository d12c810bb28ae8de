"""Which descriptions are one edition: the one place where the engine is chosen. Both follow the rules of `dedupe`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from koleksi import dedupe
from koleksi.book import Book

__all__ = ["ENGINES", "Engine", "group"]

Engine = Literal["local", "spark"]
ENGINES: tuple[Engine, ...] = get_args(Engine)


def group(books: Iterable[Book], engine: Engine = "local") -> list[tuple[int, ...]]:
    """Groups of one edition each: places of the books in the input, from 0, each exactly once, in the order of the
    first of each group. Books may stream; ``spark`` needs `koleksi[spark]` and Java."""
    if engine == "spark":
        from koleksi import spark

        return [tuple(members) for members in spark.find_groups(books)]
    return [found.members for found in dedupe.groups(iter(books)).groups]
