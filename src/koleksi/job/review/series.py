"""Questions that are alike, asked as one: "Ensiklopedia Si Kecil: 14 judul berbeda?"

A person who knows the series answers once; the pairs stand below and may be answered one by one, which counts more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from koleksi._terms.folding import fold_for_title
from koleksi.book import Text
from koleksi.job.collection import Known, Pair, Row

__all__ = ["BETWEEN", "Series", "all_series", "worth_asking"]

BETWEEN = ";"  # the keys of the pairs in the key of a series
_SHARE = 50  # one question for so many rows at most
_FEW = 3  # questions that are always asked
_WORDS, _LETTERS = 2, 8  # of what the titles of a series have in common
_MANY_WORDS = 4  # in common that are a series wherever they end
_SUBTITLE = re.compile(r"\s*[:;(\[]\s*|\s[-\u2013\u2014]\s")
_MOST_IN_A_CELL = 32_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Pairs that one answer settles; a pair that is like no other is a series of one. ``title``: what their titles
    begin with; ``issues``: they are a periodical's, joined."""

    title: str
    pairs: tuple[Pair, ...]
    issues: bool = False

    @property
    def key(self) -> str:
        """By which an answer finds its pairs, whatever became of the sheet; "" for more than a cell can hold."""
        key = BETWEEN.join(pair.key for pair in self.pairs)
        return key if len(key) <= _MOST_IN_A_CELL else ""

    @property
    def asks_once(self) -> bool:
        return len(self.pairs) > 1 and bool(self.key)

    @property
    def books(self) -> int:
        """How many rows and records it is about."""
        return len({side.key for pair in self.pairs for side in (pair.left, pair.right)})

    @property
    def question(self) -> Text:
        if self.issues:
            return Text(
                f"{self.title}: {self.books} terbitan, satu judul.", f"{self.title}: {self.books} issues, one title."
            )
        return Text(f"{self.title}: {self.books} judul berbeda?", f"{self.title}: {self.books} different titles?")


def all_series(pairs: Sequence[Pair]) -> list[Series]:
    """The pairs with those like them, in the order of the first of each: pairs that share a row, and pairs whose titles
    have the same words in common."""
    group = list(range(len(pairs)))

    def find(n: int) -> int:
        while group[n] != n:
            group[n] = n = group[group[n]]
        return n

    first: dict[str, int] = {}
    for n, pair in enumerate(pairs):
        for sign in _signs(pair):
            one, other = sorted((find(first.setdefault(sign, n)), find(n)))
            group[other] = one
    members = defaultdict[int, list[Pair]](list)
    for n, pair in enumerate(pairs):
        members[find(n)].append(pair)
    return [Series(title=_title(several), pairs=tuple(several)) for several in members.values()]


def _signs(pair: Pair) -> Iterator[str]:
    """By what a pair is like another."""
    yield pair.left.key
    yield pair.right.key
    words = _in_common([pair])
    whole = (len(_main_words(side)) for side in (pair.left, pair.right))
    if len(words) >= _MANY_WORDS or (words and len(words) in whole):
        yield " ".join(words)


def _main_words(side: Row | Known) -> list[str]:
    """The words of a title before its subtitle: "Introduction to" is no series, however many titles begin so."""
    return re.findall(r"[^\W_]+", _SUBTITLE.split(fold_for_title(side.book.full_title), maxsplit=1)[0])


def _in_common(pairs: Sequence[Pair]) -> list[str]:
    """The words with which all titles of the pairs begin; none where that says too little."""
    titles = {fold_for_title(side.book.full_title) for pair in pairs for side in (pair.left, pair.right)}
    words = [re.findall(r"[^\W_]+", title) for title in titles]
    same = [one[0] for one in takewhile(lambda several: len(set(several)) == 1, zip(*words, strict=False))]
    return same if len(same) >= _WORDS and sum(map(len, same)) >= _LETTERS else []


def _title(pairs: Sequence[Pair]) -> str:
    """The words in common as the first title writes them."""
    title = pairs[0].left.book.full_title
    count = len(_in_common(pairs))
    ends = [found.end() for found in re.finditer(r"[^\W_]+(?:['\u2019][^\W_]+)*", title)]
    return title[: ends[min(count, len(ends)) - 1]] if count and ends else title


def worth_asking(pairs: Sequence[Pair], rows: int) -> tuple[list[Pair], int]:
    """The pairs of as many questions as a person is asked at once, the likeliest first; and how many pairs wait until
    those are answered."""
    series = sorted(all_series(pairs), key=lambda one: -max(pair.score for pair in one.pairs))
    asked = {pair.key for one in series[: max(_FEW, rows // _SHARE)] for pair in one.pairs}
    kept = [pair for pair in pairs if pair.key in asked]
    return kept, len(pairs) - len(kept)
