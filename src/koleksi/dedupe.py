"""Duplicates: which rows describe the same edition, and what their one record says.

In a library a duplicate is one more copy, so a false merge is worse than a question. Rows that
conflict in a fact (volume, class, semester, edition, two valid ISBNs) are never joined, not even
through a third row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import Indel

from koleksi._dedupe_candidates import candidates
from koleksi._dedupe_compare import ASK, SAME, Evidence, compare, facts_conflict
from koleksi._dedupe_forest import Forest
from koleksi._dedupe_merge import merge
from koleksi._dedupe_sketch import Sketch, order, sketch
from koleksi.book import Book, Text

__all__ = ["Ask", "Group", "Groups", "Verdict", "groups", "merge", "verdict"]


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
_Scored = tuple[Evidence, int, int]


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
    sketches = [sketch(book) for book in books]
    new = len(sketches)
    sketches += [sketch(book) for book in against]
    scored = _scored(sketches, new)
    forest = Forest(sketches, new)
    for (left, right), word in sorted(decided.items()):
        if word == "same":
            forest.join(left, right, force=True)
        else:
            forest.part(left, right)
    joined: dict[int, tuple[Text, ...]] = {}
    for found, left, right in scored:
        if found.score < SAME:
            break
        if forest.join(left, right):
            joined.setdefault(forest.find(left), found.reasons)
    return Groups(groups=_groups(forest, joined, new), asks=_asks(scored, forest, decided, new))


def _scored(sketches: Sequence[Sketch], new: int) -> list[_Scored]:
    """All candidate pairs worth a word, strongest first; ties in an order that does not depend on the input's."""
    compacts = [s.compact for s in sketches]
    found: list[_Scored] = []
    for left, others in candidates(sketches, new):
        ours = sketches[left]
        for right in _worth_comparing(ours, others, sketches, compacts):
            evidence = compare(ours, sketches[right])
            if evidence.score >= ASK:
                found.append((evidence, left, right))
    rows = sorted({row for _, left, right in found for row in (left, right)}, key=lambda row: order(sketches[row]))
    place = {row: n for n, row in enumerate(rows)}
    found.sort(key=lambda item: (-item[0].score, *sorted((place[item[1]], place[item[2]]))))
    return found


def _worth_comparing(ours: Sketch, others: Sequence[int], sketches: Sequence[Sketch], compacts: Sequence[str]) -> Iterator[int]:
    """Those of ``others`` that do not conflict and whose title is near, begins alike, or that share the ISBN.

    One call to C for all titles: comparing them one by one in Python takes most of the run."""
    facts, isbns = ours.facts, ours.isbns
    pool = []
    for row in others:
        theirs = sketches[row]
        if isbns and theirs.isbns and isbns != theirs.isbns and len(isbns) == len(theirs.isbns) == 1:
            continue
        if facts is not theirs.facts and facts_conflict(facts, theirs.facts) is not None:
            continue
        pool.append(row)
    if not pool:
        return
    begin = ours.compact[:3]
    near = {n for _, _, n in process.extract(ours.compact, [compacts[row] for row in pool], scorer=Indel.normalized_similarity, score_cutoff=0.7, limit=None)}
    for n, row in enumerate(pool):
        if n in near or compacts[row].startswith(begin) or (isbns and isbns == sketches[row].isbns):
            yield row


def _groups(forest: Forest, joined: Mapping[int, tuple[Text, ...]], new: int) -> tuple[Group, ...]:
    made = []
    for members in forest:
        rows = tuple(sorted([n for n in members if n < new]))
        known = [n - new for n in members if n >= new]
        if rows:
            made.append(Group(members=rows, match=known[0] if known else None, reasons=joined.get(forest.find(rows[0]), ())))
    return tuple(sorted(made, key=lambda group: group.members[0]))


def _asks(scored: Iterable[_Scored], forest: Forest, decided: Mapping[tuple[int, int], str], new: int) -> tuple[Ask, ...]:
    """The strongest open pair between any two groups; a person is not asked what is decided or impossible."""
    asked: set[tuple[int, int]] = set()
    asks = []
    for found, left, right in scored:
        pair = (min(forest.find(left), forest.find(right)), max(forest.find(left), forest.find(right)))
        if pair[0] == pair[1] or pair in asked or (left, right) in decided or not forest.may_join(left, right):
            continue
        asked.add(pair)
        where = right - new if right >= new else right
        asks.append(Ask(left=left, right=where, score=_unit(found.score), reasons=found.reasons, in_catalogue=right >= new))
    return tuple(asks)
