"""Titles that sound like a story: novels are called after people, feelings and the sky, not after their subject."""

from __future__ import annotations

from collections.abc import Sequence

from koleksi._terms.tables import rows

__all__ = ["STORY_WORDS", "story_share"]

_TABLE = rows("story_words.csv")
STORY_WORDS = frozenset(row["word"] for row in _TABLE if row["use"] == "story")
_BETWEEN = frozenset(row["word"] for row in _TABLE if row["use"] == "between")
_LONGEST = 6  # words; a longer title says what it is about


def story_share(words: Sequence[str]) -> float:
    """0..1, how much of a title's folded words are those of stories; 0 where fewer than half are, or the title is
    long."""
    if not words or len(words) > _LONGEST or STORY_WORDS.isdisjoint(words):
        return 0.0
    share = sum(word in STORY_WORDS or word in _BETWEEN for word in words) / len(words)
    return share if share >= 0.5 else 0.0
