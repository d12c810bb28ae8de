"""Authors' names as typed by several hands: "HIRATA, A.", "Andrea Hirata, S.E." and "AndreaHirata" are one."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from koleksi._dedupe.phonetic import phonetic_key
from koleksi._terms.folding import fold_for_title

__all__ = ["NameWords", "name_likeness", "name_words"]

NameWords = tuple[str, ...]  # a name's words, folded, the longest first

_HONOURS = re.compile(
    r"\b(?:s|m|a|b)\.?\s?(?:ag|pd|si|sos|kom|hum|kes|sc|th|fil|e|t|h|m|a|p|i|s)\b\.?"
    r"|\b(?:dr|drs|dra|prof|ir|hj?|kh|ust|ustadz|dkk|et al|ph\.?d|mt|st|se|sh|mm)\b\.?"
)
_LETTERS = re.compile(r"[^\W\d_]+")


def name_words(name: str) -> NameWords:
    """The words of a name that are compared: without degrees and honours, in an order that "Hirata, Andrea" shares."""
    plain = _HONOURS.sub(" ", fold_for_title(name))
    return tuple(sorted(_LETTERS.findall(plain), key=lambda word: (-len(word), word)))


def name_likeness(left: NameWords, right: NameWords) -> float:
    """0..1; 1: every word of the shorter name stands, or is an initial, in the longer one."""
    if left == right:
        return 1.0
    if not left or not right:
        return 0.7
    if _run_together(left, right) or _run_together(right, left):
        return 1.0
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    total = met = 0.0
    for word in short:
        weight = len(word) if len(word) > 1 else 0.5
        total += weight
        met += weight * max([_word_likeness(word, other) for other in long])
    return met / total


def _run_together(glued: NameWords, words: NameWords) -> bool:
    """ "MarahRusli" and "Marah Rusli": the same letters in fewer words, each of which is a word of the other or starts
    with one."""
    if len(glued) >= len(words) or len("".join(glued)) != len("".join(words)):
        return False
    return all(
        word in words or any(word.startswith(other) for other in words if len(other) > 1) for word in glued
    ) and sorted("".join(glued)) == sorted("".join(words))


def _word_likeness(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) == 1 or len(other) == 1:
        return 0.9 if word[0] == other[0] else 0.0
    alike = Indel.normalized_similarity(word, other)
    if 0.4 <= alike < 0.8 and phonetic_key(word) == phonetic_key(other):
        return 0.95
    return float(alike) if alike >= 0.7 else 0.0
