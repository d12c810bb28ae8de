"""Duplicates: which rows describe the same edition, and what their one record says.

In a library a duplicate is one more copy, so a false merge is worse than a question. Rows that
conflict in a fact (volume, class, semester, edition, two valid ISBNs) are never joined, not even
through a third row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from koleksi._dedupe import steps
from koleksi._dedupe.bridges import Known, without_bridges
from koleksi._dedupe.catalogue import CatalogueMatches, matches_in
from koleksi._dedupe.clusters import Clusters
from koleksi._dedupe.compare import ASK, SAME, compare
from koleksi._dedupe.corrections import corrections
from koleksi._dedupe.facts import facts_conflict
from koleksi._dedupe.features import Features, features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.merge import Disagreement, disagreements, merge
from koleksi._dedupe.near import Contents, NearKeys
from koleksi._dedupe.pairs import Pair, Pairs, strongest
from koleksi._dedupe.periodicals import Periodical, perhaps_issues, periodicals
from koleksi._dedupe.reasons import TWO_EDITIONS
from koleksi._dedupe.rows import Rows, rows_in_order, sorted_rows
from koleksi._dedupe.weights import probability
from koleksi.book import Book, Text, wrong_argument

__all__ = [
    "Ask", "CatalogueMatches", "Contents", "Disagreement", "Group", "Groups", "NearKeys", "Periodical", "Verdict",
    "corrections", "disagreements", "groups", "matches_in", "merge", "of_one_set",
    "perhaps_issues", "periodicals", "resolved", "steps", "verdict",
]  # fmt: skip

Decisions = Mapping[tuple[int, int], str]
_NOTHING: Decisions = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``kind``: "same", "ask" or "different"; ``score`` 0..1; the reasons for and against, in words."""

    kind: Literal["same", "ask", "different"]
    score: float
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of one edition. ``members``: indexes in input order; ``match``: index of the catalogue's record, or None;
    ``disagreements``: in what its books disagree, where `groups` was given sequences."""

    members: tuple[int, ...]
    match: int | None = None
    reasons: tuple[Text, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


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


def verdict(left: Book, right: Book) -> Verdict:
    """What the evidence says of two books. Symmetric."""
    memory = Memory()
    found = compare(features(left, memory), features(right, memory), memory)
    return Verdict(kind=_kind(found.score), score=_unit(found.score), reasons=found.reasons)


def _kind(score: float) -> Literal["same", "ask", "different"]:
    return "same" if score >= SAME else "ask" if score >= ASK else "different"


def _unit(score: float) -> float:
    """The probability that two books are one edition: of pairs at .9 nine of ten are (docs/dedupe.md)."""
    return round(probability(score), 3)


def of_one_set(left: Book, right: Book) -> bool:
    """Whether two books are parts of one work: their titles differ in volume, class or another such fact alone,
    subtitles aside. The parts of a set may share the ISBN of the whole."""
    memory = Memory()
    ours, theirs = features(left, memory), features(right, memory)
    if facts_conflict(ours.facts, theirs.facts) is None:
        return False
    named, other = (one.core.split()[: one.main] for one in (ours, theirs))
    return bool(named) and named == other


def groups(books: Iterable[Book], against: Iterable[Book] = (), *, decided: Decisions = _NOTHING) -> Groups:
    """Group ``books`` by edition and find each group's record in the catalogue ``against``.

    ``decided``: a person's words, (i, j) with i < j -> "same" or "different"; obeyed before any
    evidence and never asked again. The order of the books does not change who is grouped with whom.
    Both may be iterators: of each book only some 500 bytes are kept, and no disagreements can be told.
    """
    memory = Memory()
    rows = sorted_rows(
        (features(book, memory) for book in _checked(books, "books")),
        (features(book, memory) for book in _checked(against, "against")),
    )
    made = _resolved(rows, strongest(rows, memory), memory, decided)
    if isinstance(books, Sequence) and isinstance(against, Sequence):
        return replace(made, groups=tuple([_with_disagreements(group, books, against) for group in made.groups]))
    return made


def _checked(books: Iterable[Book], name: str) -> Iterator[Book]:
    """Raises TypeError for what is no book."""
    if isinstance(books, (Book, str)) or not isinstance(books, Iterable):
        raise wrong_argument("dedupe.groups", name, "several Book", books)
    for book in books:
        if not isinstance(book, Book):
            raise wrong_argument("dedupe.groups", name, "several Book", book, among=True)
        yield book


def resolved(rows: Sequence[Features], found: Iterable[int]) -> Groups:
    """The groups among rows, in their order, whose evidence was weighed by ``steps``; its packed pairs count all rows.
    Rows that no pair connects decide nothing for one another, so each component may be resolved by itself."""
    return _resolved(rows_in_order(rows), Pairs(found), Memory(), _NOTHING)


def _resolved(rows: Rows, found: Pairs, memory: Memory, decided: Decisions) -> Groups:
    """Rows joined, the strongest evidence first, never across a conflict; and what is left to ask."""
    known = Known(found, rows, memory)
    pairs = without_bridges(found, known)
    clusters = Clusters(rows, memory, known)
    _obey(decided, rows, clusters)
    joined = _join(pairs, clusters)
    asks = _open_pairs(pairs, clusters, rows, decided)
    made = _groups(rows, clusters, joined, memory)
    return Groups(groups=made, asks=tuple([_ask(pair, rows, memory) for pair in asks]))


def _with_disagreements(group: Group, books: Sequence[Book], against: Sequence[Book]) -> Group:
    if len(group.members) == 1 and group.match is None:
        return group
    match = [against[group.match]] if group.match is not None else []
    told = disagreements([*match, *(books[n] for n in group.members)])
    return replace(group, disagreements=told) if told else group


def _obey(decided: Decisions, rows: Rows, clusters: Clusters) -> None:
    row_at = {place: row for row, place in enumerate(rows.places)}
    for (left, right), word in sorted(decided.items()):
        if word == "same":
            clusters.join(row_at[left], row_at[right], force=True)
        else:
            clusters.keep_apart(row_at[left], row_at[right])


def _join(pairs: Iterable[Pair], clusters: Clusters) -> dict[int, Pair]:
    """Join what is one edition, the strongest evidence first; of each cluster the pair it began with."""
    joined: dict[int, Pair] = {}
    for pair in pairs:
        score, left, right = pair
        if score < SAME:
            break
        if clusters.join(left, right):
            joined.setdefault(clusters.find(left), pair)
    return joined


def _groups(rows: Rows, clusters: Clusters, joined: Mapping[int, Pair], memory: Memory) -> tuple[Group, ...]:
    made = []
    for members in clusters:
        places = sorted([rows.places[row] for row in members])
        new = tuple([place for place in places if place < rows.new])
        if new:
            match = places[-1] - rows.new if places[-1] >= rows.new else None
            pair = joined.get(clusters.find(members[0]))
            made.append(Group(members=new, match=match, reasons=_reasons(rows, pair, memory) if pair else ()))
    return tuple(sorted(made, key=lambda group: group.members[0]))


def _reasons(rows: Rows, pair: Pair, memory: Memory) -> tuple[Text, ...]:
    score, left, right = pair
    found = compare(rows.features[left], rows.features[right], memory)
    return (*found.reasons, TWO_EDITIONS) if found.score >= SAME > score else found.reasons


def _open_pairs(pairs: Iterable[Pair], clusters: Clusters, rows: Rows, decided: Decisions) -> Iterator[Pair]:
    """The strongest open pair between any two groups; a person is not asked what is decided or impossible."""
    asked: set[tuple[int, int]] = set()
    for pair in pairs:
        _, left, right = pair
        ours, theirs = clusters.find(left), clusters.find(right)
        between = (ours, theirs) if ours < theirs else (theirs, ours)
        if ours == theirs or between in asked or not clusters.may_join(ours, theirs):
            continue
        if _places(pair, rows) not in decided:
            asked.add(between)
            yield pair


def _places(pair: Pair, rows: Rows) -> tuple[int, int]:
    """Where the two rows stood in the input, the first one first."""
    left, right = rows.places[pair[1]], rows.places[pair[2]]
    return (left, right) if left < right else (right, left)


def _ask(pair: Pair, rows: Rows, memory: Memory) -> Ask:
    left, right = _places(pair, rows)
    known = right >= rows.new
    return Ask(
        left=left, right=right - rows.new if known else right, score=_unit(pair[0]),
        reasons=_reasons(rows, pair, memory),
        in_catalogue=known,
    )  # fmt: skip
