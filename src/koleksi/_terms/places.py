"""Places where publishers sit (``data/places.csv``)."""

from __future__ import annotations

from functools import cache

from koleksi._terms.tables import rows

__all__ = ["is_place"]


def is_place(text: str) -> bool:
    """Whether a text is the name of a place of publication, and nothing else: "Jakarta", "Jkt.", "[Bandung]"."""
    return text.strip(" .,:;[]()").casefold() in _places()


@cache
def _places() -> frozenset[str]:
    return frozenset(row["place"].casefold() for row in rows("places.csv"))
