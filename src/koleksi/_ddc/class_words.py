"""Words of titles that no class is made of, by their use (``data/class_words.csv``)."""

from __future__ import annotations

from functools import cache

from koleksi._terms.tables import rows

__all__ = ["class_words"]


@cache
def class_words(use: str) -> frozenset[str]:
    """The words of one use: "school", "empty", "dictionary", "reference", "history"."""
    return frozenset(row["word"] for row in rows("class_words.csv") if row["use"] == use)
