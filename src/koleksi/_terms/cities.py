"""Cities where publishers sit (``data/cities.csv``)."""

from __future__ import annotations

from functools import cache

from koleksi._terms.tables import rows

__all__ = ["is_city"]


def is_city(text: str) -> bool:
    """Whether a text is the name of a city of publishers, and nothing else: "Jakarta", "Jkt.", "[Bandung]"."""
    return text.strip(" .,:;[]()").casefold() in _cities()


@cache
def _cities() -> frozenset[str]:
    return frozenset(row["city"].casefold() for row in rows("cities.csv"))
