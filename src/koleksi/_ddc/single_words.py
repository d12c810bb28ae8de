"""What single words say of a class where no term of the index speaks: weak evidence, but most titles have some.

The words inside the index's phrases lend their classes ("menggambar hewan" to "menggambar"), and so do words and pairs
of words of English titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from koleksi._ddc.evidence import Vote
from koleksi._ddc.tables import beginning_with, shares_of

__all__ = ["english_features", "word_votes"]

_ENGLISH_SMALL = frozenset(
    ["the", "of", "and", "in", "to", "a", "an", "for", "on", "with", "by", "from", "at", "as", "its", "is", "are", "or",
     "be"]
)  # fmt: skip
_WEIGHT = 0.4  # of a word that stands in one class only, beside 1 for a term of the index


def word_votes(words: Sequence[str], strength: float, group: str, where: str) -> Iterator[Vote]:
    """A vote for each word and English pair that is counted; ``group`` stands before the source ("subject_")."""
    strength *= _WEIGHT
    source = f"{group}word"
    for word in dict.fromkeys(words):
        if (known := beginning_with(word)) and known.word and not word.isdigit():
            yield Vote(shares_of(known.word), strength, word, source, where)
    source = f"{group}english"
    for feature, shares in _english_shares(_saying(words)).items():
        yield Vote(shares_of(shares), strength, feature, source, where)


def _english_shares(said: Sequence[str]) -> dict[str, str]:
    """The words and pairs of English titles among words that say something, with the shares of each."""
    english = [known.english if (known := beginning_with(word)) else None for word in said]
    found = {word: of_word[word] for word, of_word in zip(said, english, strict=True) if of_word and word in of_word}
    for (first, second), of_word in zip(pairwise(said), english, strict=False):
        if of_word and (shares := of_word.get(pair := f"{first} {second}")):
            found[pair] = shares
    return found


def english_features(words: Sequence[str]) -> list[str]:
    """Words of an English title that say something, and pairs of them that stand side by side."""
    said = _saying(words)
    return list(dict.fromkeys([*said, *map(" ".join, pairwise(said))]))


def _saying(words: Sequence[str]) -> list[str]:
    return [word for word in words if len(word) > 1 and word not in _ENGLISH_SMALL and not word.isdigit()]
