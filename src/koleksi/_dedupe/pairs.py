"""All pairs of rows worth a word, strongest evidence first.

Titles are compared once, however many rows have them; only rows whose titles are near are looked at pair by
pair. A pair is one integer, so that a million rows' pairs can be sorted in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import Indel

from koleksi._dedupe.candidates import candidates
from koleksi._dedupe.compare import ASK, MISTYPED, OTHER_TITLE, evidence, facts_conflict, titles
from koleksi._dedupe.stock import Stock
from koleksi.book import Text

__all__ = ["Pair", "strongest"]

_MANY = 400  # pairs of rows of two titles beyond which only those are looked at that share more than the title
_NEIGHBOURS = 12
_HIGHEST = 1 << 12  # above any evidence in hundredths
_MASK = (1 << 24) - 1


# Evidence that two rows of a stock are one edition, and the rows.
Pair = tuple[float, int, int]


def strongest(stock: Stock) -> list[Pair]:
    """Pairs from ``ASK`` on, the strongest first; equal ones in the order of their content."""
    found = array("Q")
    for left, right, on_titles in _titles(stock):
        _score(stock, left, right, on_titles, found)
    return [((_HIGHEST - (pair >> 48)) / 100, pair >> 24 & _MASK, pair & _MASK) for pair in sorted(found)]


def _titles(stock: Stock) -> Iterator[tuple[int, int, tuple[float, Text]]]:
    """Pairs of titles that may be one, and each title that several rows have with itself."""
    sketches, starts = stock.sketches, stock.starts
    for title in range(len(starts) - 1):
        if starts[title + 1] - starts[title] > 1:
            s = sketches[starts[title]]
            yield title, title, titles(s, s)
    compacts = [sketches[start].compact for start in starts[:-1]]
    isbns = [
        tuple({isbn for row in stock.rows(title) for isbn in sketches[row].isbns}) for title in range(len(starts) - 1)
    ]
    for title, others in candidates(stock):
        ours = sketches[starts[title]]
        pool = [
            other
            for other in others
            if sketches[starts[other]].facts is ours.facts
            or facts_conflict(ours.facts, sketches[starts[other]].facts) is None
        ]
        for other in _near(title, pool, compacts, isbns):
            on_titles = titles(ours, sketches[starts[other]])
            if on_titles[0] > -5:
                yield title, other, on_titles


def _near(title: int, pool: Sequence[int], compacts: Sequence[str], isbns: Sequence[tuple[str, ...]]) -> Iterator[int]:
    """Those of a pool of titles that are similar, in one call to C, or that begin alike, or that share an ISBN."""
    if not pool:
        return
    ours, begin = isbns[title], compacts[title][:3]
    texts = [compacts[other] for other in pool]
    near = {
        n
        for _, _, n in process.extract(
            compacts[title], texts, scorer=Indel.normalized_similarity, score_cutoff=MISTYPED, limit=None
        )
    }
    for n, other in enumerate(pool):
        if n in near or texts[n].startswith(begin) or (ours and not set(ours).isdisjoint(isbns[other])):
            yield other


def _score(stock: Stock, left: int, right: int, on_titles: tuple[float, Text], found: array[int]) -> None:
    """Append the pairs of rows of two titles that reach ``ASK``."""
    sketches = stock.sketches
    rows = _of_one_isbn if on_titles[1] is OTHER_TITLE else _rows
    for a, b in rows(stock, left, right):
        points = evidence(sketches[a], sketches[b], on_titles).score
        if points >= ASK:
            found.append(_HIGHEST - round(points * 100) << 48 | (a << 24 | b if a < b else b << 24 | a))


def _rows(stock: Stock, left: int, right: int) -> list[tuple[int, int]]:
    """Pairs of rows of two titles, of which one at least is new; fewer where many rows have the titles."""
    ours, theirs = stock.rows(left), stock.rows(right)
    if left == right:
        reach = len(ours) if len(ours) ** 2 <= 2 * _MANY else _NEIGHBOURS
        pairs = [(a, b) for n, a in enumerate(ours) for b in ours[n + 1 : n + 1 + reach]]
    elif len(ours) * len(theirs) <= _MANY:
        pairs = [(a, b) for a in ours for b in theirs]
    else:
        pairs = _of_one_year(stock, ours, theirs)
    if stock.new < len(stock.sources):
        return [pair for pair in pairs if stock.is_new(pair[0]) or stock.is_new(pair[1])]
    return pairs


def _of_one_isbn(stock: Stock, left: int, right: int) -> list[tuple[int, int]]:
    """Of two titles too far apart to be one by themselves."""
    theirs = [(row, isbns) for row in stock.rows(right) if (isbns := stock.sketches[row].isbns)]
    if not theirs:
        return []
    return [
        (a, b)
        for a in stock.rows(left)
        if (ours := stock.sketches[a].isbns)
        for b, isbns in theirs
        if not set(ours).isdisjoint(isbns)
    ]


def _of_one_year(stock: Stock, ours: Sequence[int], theirs: Sequence[int]) -> list[tuple[int, int]]:
    years = [stock.sketches[row].year for row in theirs]
    return [(a, b) for a in ours for b, year in zip(theirs, years, strict=True) if year == stock.sketches[a].year]
