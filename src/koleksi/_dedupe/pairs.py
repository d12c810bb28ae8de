"""All pairs of rows worth a word, strongest evidence first.

Titles are compared once, however many rows have them; only rows whose titles are near are looked at pair by
pair. A pair is one integer, so that a million rows' pairs can be sorted in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence, Set
from sys import intern

from rapidfuzz import process
from rapidfuzz.distance import Indel

from koleksi._dedupe.candidates import candidates
from koleksi._dedupe.compare import ASK
from koleksi._dedupe.facts import Facts, facts_conflict
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.reasons import EMPTY, OTHER_TITLE
from koleksi._dedupe.row_scores import RowScores
from koleksi._dedupe.rows import Rows
from koleksi._dedupe.title_evidence import MISTYPED, titles
from koleksi.book import Text

__all__ = [
    "REACH", "Pair", "Pairs", "looked_at", "rows_in", "shift", "similar_titles", "strongest", "title_pairs",
    "weighed",
]  # fmt: skip

_MANY = 400  # pairs of rows of two titles beyond which only those are looked at that share more than the title
_BEGIN = 3  # letters in which titles that are not similar must agree
_SERIES = "ser"  # the begin of "seri" and "series", behind which the title proper stands
REACH = 12  # rows behind a row that has its title, where so many have it that not all pairs are looked at
_HIGHEST = 1 << 12  # above any evidence in hundredths
_MASK = (1 << 24) - 1


# Evidence that two rows are one edition, and the rows.
Pair = tuple[float, int, int]


class Pairs:
    """Pairs in the order in which they are worked off, eight bytes each; a tuple only while somebody looks at it."""

    def __init__(self, packed: Iterable[int]) -> None:
        self._packed = array("Q", sorted(packed))

    def __iter__(self) -> Iterator[Pair]:
        for pair in self._packed:
            yield (_HIGHEST - (pair >> 48)) / 100, pair >> 24 & _MASK, pair & _MASK

    def at_most(self, most: float, of: Set[tuple[int, int]]) -> Pairs:
        """The pairs with the evidence of some of them lowered to ``most`` where it is above."""
        return Pairs(_packed(min(pair[0], most) if pair[1:] in of else pair[0], *pair[1:]) for pair in self)


def _packed(score: float, left: int, right: int) -> int:
    """Behind the evidence 24 bits for the earlier and 24 for the later row, so that counting rows from elsewhere is an
    addition; the smallest number is the strongest pair."""
    return _HIGHEST - round(score * 100) << 48 | (left << 24 | right if left < right else right << 24 | left)


def strongest(rows: Rows, memory: Memory) -> Pairs:
    """Pairs from ``ASK`` on, the strongest first; equal ones in the order of their content."""
    return Pairs(weighed(rows, looked_at(rows), memory))


def looked_at(rows: Rows) -> Iterator[tuple[int, int]]:
    """Each title that several rows have with itself, and similar titles."""
    yield from ((title, title) for title in range(rows.titles) if len(rows.of_title(title)) > 1)
    yield from similar_titles(rows, candidates(rows))


def weighed(rows: Rows, looked_at: Iterable[tuple[int, int]], memory: Memory) -> array[int]:
    """The pairs of rows that reach ``ASK``, packed, in no order."""
    found = array("Q")
    scores = RowScores(rows.features, memory)
    isbns = [_isbns_of(rows, title) for title in range(rows.titles)]
    for left, right, on_titles in title_pairs(rows, looked_at, memory):
        listed = _row_pairs
        if left != right and (on_titles[1] is OTHER_TITLE or on_titles[1] is EMPTY):
            if not _share(isbns[left], isbns[right]):
                continue
            listed = _of_one_isbn
        for score, a, b in scores.of(listed(rows, left, right), rows.of(left), rows.of(right), on_titles):
            if score >= ASK:
                found.append(_packed(score, a, b))
    return found


def rows_in(pair: int) -> tuple[int, int]:
    return pair >> 24 & _MASK, pair & _MASK


def shift(left: int, right: int) -> int:
    """What is added to a packed pair when that many rows stand before each of its two."""
    return left << 24 | right


def title_pairs(
    rows: Rows, looked_at: Iterable[tuple[int, int]], memory: Memory
) -> Iterator[tuple[int, int, tuple[float, Text]]]:
    """Of pairs of titles those that may be one, and what the titles say."""
    of_title = [rows.of(title) for title in range(rows.titles)]
    for title, other in looked_at:
        on_titles = titles(of_title[title], of_title[other], memory)
        if on_titles[0] > -5:
            yield title, other, on_titles


def similar_titles(rows: Rows, found: Iterable[tuple[int, Sequence[int]]]) -> Iterator[tuple[int, int]]:
    """Of candidates (a title with later ones) the pairs that deny no fact and are similar."""
    of_title = [rows.of(title) for title in range(rows.titles)]
    near = _Near([one.compact for one in of_title], [_isbns_of(rows, title) for title in range(rows.titles)])
    number = {facts: n for n, facts in enumerate(dict.fromkeys(one.facts for one in of_title))}
    kinds, kind_of = list(number), [number[one.facts] for one in of_title]
    agreeing = [_Agreeing(facts, kinds) for facts in kinds]
    for title, others in found:
        agrees = agreeing[kind_of[title]]
        if pool := [other for other in others if agrees[kind_of[other]]]:
            for other in near.to(title, pool):
                yield title, other


def _isbns_of(rows: Rows, title: int) -> tuple[str, ...]:
    of_title = rows.features[rows.starts[title] : rows.starts[title + 1]]
    if len(of_title) == 1:
        return of_title[0].isbns
    return tuple(dict.fromkeys([isbn for one in of_title for isbn in one.isbns]))


def _share(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return bool(ours and theirs) and not set(ours).isdisjoint(theirs)


class _Agreeing(dict[int, bool]):
    """Which other facts deny none of some facts, by number; each kind of pair is looked at once."""

    def __init__(self, facts: Facts, kinds: Sequence[Facts]) -> None:
        super().__init__()
        self._facts, self._kinds = facts, kinds

    def __missing__(self, other: int) -> bool:
        theirs = self._kinds[other]
        self[other] = agrees = theirs is self._facts or facts_conflict(self._facts, theirs) is None
        return agrees


class _Near:
    """Which titles are similar, by their letters and ISBNs."""

    def __init__(self, compacts: Sequence[str], isbns: Sequence[tuple[str, ...]]) -> None:
        self._compacts, self._isbns = compacts, isbns
        self._begins = [intern(compact[:_BEGIN]) for compact in compacts]  # a few thousand, however many titles

    def to(self, title: int, pool: Sequence[int]) -> list[int]:
        """Those of a pool of titles that are similar to one, in one call to C, that begin alike, or end so behind a
        series, or that share an ISBN."""
        compacts, begins, isbns = self._compacts, self._begins, self._isbns
        compact, begin, ours = compacts[title], begins[title], frozenset(isbns[title])
        texts = [compacts[other] for other in pool]
        similar = {
            n
            for _, _, n in process.extract(
                compact, texts, scorer=Indel.normalized_similarity, score_cutoff=MISTYPED, limit=None
            )
        }
        end, of_series, is_short = compact[-8:], begin == _SERIES, len(begin) < _BEGIN
        return [
            other
            for n, other in enumerate(pool)
            if n in similar
            or begins[other] == begin
            or (is_short and texts[n].startswith(begin))
            or (ours and not ours.isdisjoint(isbns[other]))
            or ((of_series or begins[other] == _SERIES) and texts[n].endswith(end))
        ]


def _row_pairs(rows: Rows, left: int, right: int) -> list[tuple[int, int]]:
    """Pairs of rows of two titles, of which one at least is new; fewer where many rows have the titles."""
    ours, theirs = rows.of_title(left), rows.of_title(right)
    if left == right:
        reach = len(ours) if len(ours) ** 2 <= 2 * _MANY else REACH
        pairs = [(a, b) for n, a in enumerate(ours) for b in ours[n + 1 : n + 1 + reach]]
    elif len(ours) * len(theirs) <= _MANY:
        pairs = [(a, b) for a in ours for b in theirs]
    else:
        pairs = _of_one_year(rows, ours, theirs)
    if rows.new < len(rows.places):
        return [pair for pair in pairs if rows.is_new(pair[0]) or rows.is_new(pair[1])]
    return pairs


def _of_one_isbn(rows: Rows, left: int, right: int) -> list[tuple[int, int]]:
    """Of two titles too far apart to be one by themselves."""
    features = rows.features
    return [
        (a, b)
        for a in rows.of_title(left)
        for b in rows.of_title(right)
        if _share(features[a].isbns, features[b].isbns)
    ]


def _of_one_year(rows: Rows, ours: Sequence[int], theirs: Sequence[int]) -> list[tuple[int, int]]:
    years = [rows.features[row].year for row in theirs]
    return [(a, b) for a in ours for b, year in zip(theirs, years, strict=True) if year == rows.features[a].year]
