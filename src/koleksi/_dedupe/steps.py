"""The comparison in steps, for an engine that spreads them over machines (``koleksi.spark``).

What such an engine does by itself is to bring together what a step needs: the rows of one title, the titles of one
key, the pairs of one component. What is said of them is said here, by the functions of the one process, so that the
groups are the same. Between two steps a row is plain values: a title's key, and bytes that only ``unpacked`` reads.
"""

from __future__ import annotations

import marshal
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate
from typing import NamedTuple

from koleksi._dedupe.candidates import BLOCK, NEIGHBOURS, PhoneticKeys, keys
from koleksi._dedupe.facts import Facts
from koleksi._dedupe.features import Features, features, order
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.pairs import REACH, rows_in, shift, similar_titles, weighed
from koleksi._dedupe.rows import Rows
from koleksi.book import Book

__all__ = ["BLOCK", "FIELDS", "NEIGHBOURS", "REACH", "Features", "Steps", "TitleKey", "order", "packed", "shifted",
           "unpacked"]  # fmt: skip

# What of a Book takes part in the comparison.
FIELDS = (
    "title", "subtitle", "authors", "publisher", "year", "isbn", "other_isbns", "wrong_isbns", "issn", "volume",
    "edition", "call_number",
)  # fmt: skip
_END = "\x01"  # below any letter, so that texts sort as the tuples that they stand for; no cleaned text holds it


class TitleKey(NamedTuple):
    """What the rows of one title have in common, as texts that sort as titles do."""

    core: str
    facts: str


class Steps:
    """The steps of one run, and what it has worked out already. Titles and their rows are always given in order."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._phonetic = PhoneticKeys()

    def described(self, book: Book) -> tuple[TitleKey, Features]:
        """A book's title, and the book as the comparison sees it."""
        one = features(book, self._memory)
        return TitleKey(one.core, "".join(f"{kind}{_END}{value}{_END}" for kind, value in one.facts)), one

    def words(self, core: str) -> Set[int]:
        """The numbers of a title's words, to be counted over all titles."""
        return {self._phonetic[word][1] for word in core.split()}

    def keys(self, rows: Sequence[Features], counts: Counter[int]) -> Set[int]:
        """The keys (40 bits) of a title's rows. ``counts``: in how many titles each word stands; words of a single
        title may be left out, for nothing is rarer."""
        return set(keys(rows, counts, self._phonetic))

    def similar(
        self, titles: Iterable[tuple[TitleKey, Iterable[str]]], found: Iterable[tuple[int, Sequence[int]]]
    ) -> Iterator[tuple[int, int]]:
        """Of titles, each with all its ISBNs, and candidates among them (a title's number with those of later ones) the
        pairs that are worth weighing."""
        return similar_titles(_rows_of([[self._bare(key, tuple(isbns))] for key, isbns in titles]), found)

    def weighed(
        self, titles: Sequence[Sequence[Features]], looked_at: Iterable[tuple[int, int]]
    ) -> Mapping[tuple[int, int], array[int]]:
        """Evidence that rows of two titles, the earlier one first, or of one are one edition, by the titles' numbers. A
        packed pair counts the rows of its titles from 0 (``shifted``)."""
        rows = _rows_of(titles)
        of_row = [title for title in range(rows.titles) for _ in rows.of_title(title)]
        found: dict[tuple[int, int], array[int]] = {}
        for pair in weighed(rows, looked_at, self._memory):
            left, right = rows_in(pair)
            between = of_row[left], of_row[right]
            shifted = pair - shift(*(rows.starts[title] for title in between))
            found.setdefault(between, array("Q")).append(shifted)
        return found

    def _bare(self, key: TitleKey, isbns: tuple[str, ...]) -> Features:
        """A title without its rows: what makes it similar to another."""
        parts = key.facts.split(_END)
        facts: Facts = tuple(zip(parts[:-1:2], parts[1::2], strict=True))
        compact = key.core.replace(" ", "")
        return Features(self._memory.same_object(facts), key.core, compact, 0, compact, "", (), "", 0, isbns, ())


def _rows_of(titles: Sequence[Sequence[Features]]) -> Rows:
    starts = array("L", accumulate(map(len, titles), initial=0))
    return Rows([row for rows in titles for row in rows], range(starts[-1]), starts, starts[-1])


def shifted(pairs: Iterable[int], left: int, right: int) -> array[int]:
    """Packed pairs when so many rows stand before those of each side."""
    behind = shift(left, right)
    return array("Q", [pair + behind for pair in pairs])


def packed(rows: Iterable[Features]) -> bytes:
    """Rows as bytes for another worker of the same run: nothing is faster than marshal, and nothing here lives longer
    than the run."""
    return marshal.dumps([tuple(row) for row in rows])


def unpacked(text: bytes) -> list[Features]:
    return [Features(*row) for row in marshal.loads(text)]
