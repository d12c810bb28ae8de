"""Duplicates: which rows describe the same edition, and what their one record says.

In a library a duplicate is one more copy, so a false merge is worse than a question. Rows that
conflict in a fact (volume, class, semester, edition, two valid ISBNs) are never joined, not even
through a third row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from koleksi._dedupe.compare import ASK, SAME, compare
from koleksi._dedupe.corrections import corrections
from koleksi._dedupe.forest import Forest
from koleksi._dedupe.index import Near, near
from koleksi._dedupe.merge import merge
from koleksi._dedupe.pairs import Pair, strongest
from koleksi._dedupe.sketch import sketch
from koleksi._dedupe.stock import Stock, stock
from koleksi.book import Book, Text

__all__ = ["Ask", "Group", "Groups", "Near", "Verdict", "corrections", "groups", "merge", "near", "verdict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``kind``: "same", "ask" or "different"; ``score`` 0..1; the reasons for and against, in words."""

    kind: Literal["same", "ask", "different"]
    score: float
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of one edition. ``members``: indexes in input order; ``match``: index of the catalogue's record, or None."""

    members: tuple[int, ...]
    match: int | None = None
    reasons: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A pair for a person. ``right`` counts in the catalogue when ``in_catalogue``."""

    left: int
    right: int
    score: float
    reasons: tuple[Text, ...]
    in_catalogue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Every row in exactly one group, groups ordered by their first row; and what must be asked."""

    groups: tuple[Group, ...]
    asks: tuple[Ask, ...]


_NOTHING: Mapping[tuple[int, int], str] = MappingProxyType({})


def verdict(left: Book, right: Book) -> Verdict:
    """What the evidence says of two books. Symmetric."""
    found = compare(sketch(left), sketch(right))
    return Verdict(kind=_kind(found.score), score=_unit(found.score), reasons=found.reasons)


def _kind(score: float) -> Literal["same", "ask", "different"]:
    return "same" if score >= SAME else "ask" if score >= ASK else "different"


def _unit(score: float) -> float:
    """The sum of evidence as a number between 0 and 1; .5 lies in the middle of the questions."""
    return round(min(max(0.5 + (score - (SAME + ASK) / 2) / 10, 0.0), 1.0), 3)


def groups(
    books: Iterable[Book], against: Iterable[Book] = (), *, decided: Mapping[tuple[int, int], str] = _NOTHING
) -> Groups:
    """Group ``books`` by edition and find each group's record in the catalogue ``against``.

    ``decided``: a person's words, (i, j) with i < j -> "same" or "different"; obeyed before any
    evidence and never asked again. The order of the books does not change who is grouped with whom.
    Both may be iterators: of each book only some 500 bytes are kept.
    """
    shelf = stock(map(sketch, books), map(sketch, against))
    pairs = strongest(shelf)
    forest = Forest(shelf)
    known = {given: row for row, given in enumerate(shelf.sources)}
    for (left, right), word in sorted(decided.items()):
        if word == "same":
            forest.join(known[left], known[right], force=True)
        else:
            forest.part(known[left], known[right])
    joined: dict[int, Pair] = {}
    for pair in pairs:
        score, left, right = pair
        if score < SAME:
            break
        if forest.join(left, right):
            joined.setdefault(forest.find(left), pair)
    return Groups(groups=_groups(shelf, forest, joined), asks=_asks(shelf, pairs, forest, decided))


def _groups(shelf: Stock, forest: Forest, joined: Mapping[int, Pair]) -> tuple[Group, ...]:
    made = []
    for members in forest:
        given = sorted([shelf.sources[row] for row in members])
        rows = tuple([n for n in given if n < shelf.new])
        if rows:
            match = given[-1] - shelf.new if given[-1] >= shelf.new else None
            pair = joined.get(forest.find(members[0]))
            made.append(Group(members=rows, match=match, reasons=_reasons(shelf, pair) if pair else ()))
    return tuple(sorted(made, key=lambda group: group.members[0]))


def _reasons(shelf: Stock, pair: Pair) -> tuple[Text, ...]:
    _, left, right = pair
    return compare(shelf.sketches[left], shelf.sketches[right]).reasons


def _asks(
    shelf: Stock, pairs: Iterable[Pair], forest: Forest, decided: Mapping[tuple[int, int], str]
) -> tuple[Ask, ...]:
    """The strongest open pair between any two groups; a person is not asked what is decided or impossible."""
    asked: set[tuple[int, int]] = set()
    asks = []
    for pair in pairs:
        score, *rows = pair
        ours, theirs = forest.find(rows[0]), forest.find(rows[1])
        between = (ours, theirs) if ours < theirs else (theirs, ours)
        if ours == theirs or between in asked or not forest.may_join(ours, theirs):
            continue
        left, right = sorted((shelf.sources[rows[0]], shelf.sources[rows[1]]))
        if (left, right) in decided:
            continue
        asked.add(between)
        known = right >= shelf.new
        where = right - shelf.new if known else right
        asks.append(Ask(left=left, right=where, score=_unit(score), reasons=_reasons(shelf, pair), in_catalogue=known))
    return tuple(asks)
