"""A word as it sounds: the spellings of one word made alike, to find candidates and to forgive, never as proof."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["phonetic_key"]

# Old spelling first (tj, dj, oe), then what Arabic words are written with, then letters that sound alike. The order
# matters.
_SOUNDS = (
    ("tj", "c"), ("dj", "j"), ("nj", "ny"), ("sj", "sy"), ("oe", "u"), ("ch", "kh"), ("kh", "h"), ("sy", "s"),
    ("sh", "s"), ("ts", "s"),
    ("dz", "z"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("gh", "g"), ("q", "k"), ("v", "f"), ("y", "i"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def phonetic_key(word: str) -> str:
    """Old spelling, transliteration and doubled letters made alike (Djakarta, Jakarta; fiqih, fikih; shalat, salat)."""
    for old, new in _SOUNDS:
        if old in word:
            word = word.replace(old, new)
    return _DOUBLE.sub(r"\1", word).rstrip("h")
