"""What a store of many books keeps of each, so that a new one finds the few that it may be one edition with.

The store belongs to whoever keeps it (`union`); the rules of what is near are those of ``candidates``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Self

from koleksi._dedupe.candidates import PhoneticKeys, exact_key, keys, word_counts
from koleksi._dedupe.compare import SAME, compare
from koleksi._dedupe.features import Features, features
from koleksi._dedupe.memory import Memory
from koleksi.book import Book

__all__ = ["Contents", "NearKeys"]


class Contents:
    """What the comparison sees of a book, as a digest of 16 bytes: books of one digest cannot be told apart by it.

    The digest is b"" for a book that would not even be joined with its own twin (a bare word as a title): each such
    row stays by itself.
    """

    def __init__(self) -> None:
        self._memory = Memory()
        self._known: dict[bytes, bool] = {}

    def of(self, book: Book) -> bytes:
        seen = features(book, self._memory)
        digest = blake2b(repr(tuple(seen)).encode(), digest_size=16).digest()
        if (joined := self._known.get(digest)) is None:
            self._known[digest] = joined = compare(seen, seen, self._memory).score >= SAME
        return digest if joined else b""


class NearKeys:
    """The keys under which books meet, 40 bits each. ``counts``: in how many books each word of a title stands (a word
    as a number), which must be the same for all books of a store."""

    def __init__(self, counts: Mapping[int, int]) -> None:
        self.counts = Counter(counts)  # a word that it does not know is the rarest of all
        self._phonetic, self._memory = PhoneticKeys(), Memory()

    def of(self, book: Book) -> set[int]:
        return self._keys(features(book, self._memory))

    def _keys(self, seen: Features) -> set[int]:
        return {exact_key(seen), *keys([seen], self.counts, self._phonetic)}

    @classmethod
    def counted(cls, books: Iterable[Book]) -> tuple[Self, Iterator[set[int]]]:
        """The keys by the words of these books, and those of each of them. The books may stream."""
        made = cls({})
        seen = [features(book, made._memory) for book in books]
        made.counts = word_counts(seen, made._phonetic)
        return made, map(made._keys, seen)
