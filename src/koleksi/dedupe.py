"""Duplicates: which rows describe the same edition, and what their one record says.

In a library a duplicate is one more copy, so a false merge is worse than a question. Rows that
conflict in a fact (volume, class, semester, edition, two valid ISBNs) are never joined, not even
through a third row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal

from koleksi._dedupe_compare import ASK, SAME, Evidence, Sketch, compare, conflict, sketch
from koleksi._title import sound
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
_BLOCK = 60  # rows under one key beyond which the key says too little and is narrowed
_NEIGHBOURS = 12  # rows looked at on either side in a block that stays too large


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
    books: Sequence[Book], against: Sequence[Book] = (), *, decided: Mapping[tuple[int, int], str] = _NOTHING
) -> Groups:
    """Group ``books`` by edition and find each group's record in the catalogue ``against``.

    ``decided``: a person's words, (i, j) with i < j -> "same" or "different"; obeyed before any
    evidence and never asked again. The order of the books does not change who is grouped with whom.
    """
    sketches = [sketch(book) for book in (*books, *against)]
    new = len(books)
    scored = _scored(sketches, new)
    forest = _Forest(sketches, new)
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
    return Groups(groups=_groups(forest, joined), asks=_asks(scored, forest, decided, new))


def _scored(sketches: Sequence[Sketch], new: int) -> list[tuple[Evidence, int, int]]:
    """All candidate pairs worth a word, strongest first; ties in an order that does not depend on the input's."""
    found = []
    for left, right in _candidates(sketches, new):
        evidence = compare(sketches[left], sketches[right])
        if evidence.score >= ASK:
            found.append((evidence, left, right))
    found.sort(key=lambda item: (-item[0].score, *sorted((_order(sketches[item[1]]), _order(sketches[item[2]])))))
    return found


def _order(s: Sketch) -> tuple[Any, ...]:
    return (s.core, sorted(s.facts.items()), s.year, s.authors, s.publisher, sorted(s.isbns), s.damaged)


def _candidates(sketches: Sequence[Sketch], new: int) -> Iterator[tuple[int, int]]:
    """Pairs that share a key: ISBN, two rare words of the title, the title's begin, author and year, the title's skeleton."""
    blocks: defaultdict[object, list[int]] = defaultdict(list)
    sounds = [tuple(dict.fromkeys(map(sound, s.words))) for s in sketches]
    seen_in = Counter(word for words in sounds for word in words)
    for n, (s, words) in enumerate(zip(sketches, sounds, strict=True)):
        for key in _keys(s, words, seen_in):
            blocks[key].append(n)
    pairs: set[tuple[int, int]] = set()
    for key, block in blocks.items():
        if len(block) > 1:
            pairs.update(_pairs(block, sketches, key))
    return ((left, right) for left, right in sorted(pairs) if left < new)


def _keys(s: Sketch, words: Sequence[str], seen_in: Mapping[str, int]) -> Iterator[object]:
    for number in s.isbns:
        yield number
    for number in s.damaged:
        yield ("d", number[-10:-1])
        yield ("d", number[:8])
    for number in s.isbns:
        yield ("d", number[3:12])
        yield ("d", number[:8])
    rare = sorted((word for word in words if len(word) > 2), key=lambda word: (seen_in[word], word))[:4]
    for n, first in enumerate(rare):
        for second in rare[n + 1 :]:
            yield (first, second) if first < second else (second, first)
    skeleton = "".join(words)
    if skeleton:
        yield ("t", skeleton[:9], tuple(sorted(s.facts.items())) if len(skeleton) > 40 else ())
        yield ("e", "".join(letter for letter in skeleton if letter not in "aeiou")[:10])
    if s.authors and rare:
        yield ("a", s.authors[0][:1], rare[0])
        if s.year:
            yield ("y", s.authors[0][:1], s.year)


def _pairs(block: list[int], sketches: Sequence[Sketch], key: object) -> Iterator[tuple[int, int]]:
    if len(block) <= _BLOCK:
        for n, left in enumerate(block):
            for right in block[n + 1 :]:
                yield left, right
        return
    ordered = sorted(block, key=lambda n: (sketches[n].core, _order(sketches[n])))
    for n, left in enumerate(ordered):
        for right in ordered[n + 1 : n + 1 + _NEIGHBOURS]:
            yield (left, right) if left < right else (right, left)


class _Forest:
    """Groups that grow by joining, but never across a conflict of any two of their members."""

    def __init__(self, sketches: Sequence[Sketch], new: int) -> None:
        self._sketches = sketches
        self._new = new
        self._root = list(range(len(sketches)))
        self.members = {n: [n] for n in range(len(sketches))}
        self._parted: set[tuple[int, int]] = set()

    def find(self, n: int) -> int:
        while self._root[n] != n:
            self._root[n] = self._root[self._root[n]]
            n = self._root[n]
        return n

    def part(self, left: int, right: int) -> None:
        self._parted.add((left, right))

    def join(self, left: int, right: int, *, force: bool = False) -> bool:
        left, right = sorted((self.find(left), self.find(right)))
        if left == right or not (force or self.may_join(left, right)):
            return False
        self._root[right] = left
        self.members[left] += self.members.pop(right)
        return True

    def may_join(self, left: int, right: int) -> bool:
        """Two groups whose members agree in every fact, are not parted, and hold at most one record of the catalogue."""
        ours, theirs = self.members[self.find(left)], self.members[self.find(right)]
        if sum(n >= self._new for n in (*ours, *theirs)) > 1:
            return False
        for a in ours:
            for b in theirs:
                if (min(a, b), max(a, b)) in self._parted or conflict(self._sketches[a], self._sketches[b]) is not None:
                    return False
        return True

    def __iter__(self) -> Iterator[list[int]]:
        return iter(self.members.values())


def _groups(forest: _Forest, joined: Mapping[int, tuple[Text, ...]]) -> tuple[Group, ...]:
    made = []
    for members in forest:
        rows = tuple(sorted(n for n in members if n < forest._new))
        known = [n - forest._new for n in members if n >= forest._new]
        if rows:
            made.append(Group(members=rows, match=known[0] if known else None, reasons=joined.get(forest.find(rows[0]), ())))
    return tuple(sorted(made, key=lambda group: group.members[0]))


def _asks(
    scored: Iterable[tuple[Evidence, int, int]], forest: _Forest, decided: Mapping[tuple[int, int], str], new: int
) -> tuple[Ask, ...]:
    """The strongest open pair between any two groups; a person is not asked what is decided or impossible."""
    asked: set[tuple[int, int]] = set()
    asks = []
    for found, left, right in scored:
        pair = (min(forest.find(left), forest.find(right)), max(forest.find(left), forest.find(right)))
        if pair[0] == pair[1] or pair in asked or (left, right) in decided or not forest.may_join(left, right):
            continue
        asked.add(pair)
        asks.append(
            Ask(left=left, right=right - new if right >= new else right, score=_unit(found.score), reasons=found.reasons, in_catalogue=right >= new)
        )
    return tuple(asks)


# merging

_LONGEST = ("title", "subtitle", "publisher", "place", "edition", "extent", "illustrations", "series", "volume", "part_title", "responsibility", "audience", "summary", "isbn_qualifier")
_FIRST = ("isbn", "issn", "language", "original_language", "ddc", "call_number", "record_id", "printing", "year", "height_cm")


def merge(books: Sequence[Book]) -> tuple[Book, tuple[Text, ...]]:
    """One description of several of the same edition: the fuller text of each field, the first of what has
    no fuller form; names, subjects and notes of all. What disagreed and was not taken is returned in words."""
    taken: dict[str, Any] = {}
    remarks: list[Text] = []
    for name in _LONGEST:
        values = [value for book in books if (value := getattr(book, name))]
        if values:
            taken[name] = _fullest(values)
            remarks += _not_taken(name, taken[name], values)
    for name in _FIRST:
        values = [value for book in books if (value := getattr(book, name))]
        if values:
            taken[name] = _commonest(values) if name == "year" else values[0]
            remarks += _not_taken(name, taken[name], values)
    for name in ("contributors", "other_isbns", "wrong_isbns", "subjects", "notes", "sources"):
        taken[name] = tuple(dict.fromkeys(value for book in books for value in getattr(book, name)))
    taken["authors"] = max((book.authors for book in books), key=lambda names: (len(names), sum(map(len, names)), names))
    return replace(books[0], **taken), tuple(remarks)


def _fullest(values: Sequence[str]) -> str:
    """The longest; of equally long ones the one that is neither all capitals nor all small, then the commonest."""
    count = Counter(values)
    return max(count, key=lambda v: (len(v), not (v.isupper() or v.islower()), count[v], v))


def _commonest(values: Sequence[Any]) -> Any:
    count = Counter(values)
    return max(count, key=lambda value: (count[value], -values.index(value)))


def _not_taken(name: str, taken: Any, values: Sequence[Any]) -> list[Text]:
    others = dict.fromkeys(str(v) for v in values if str(v).casefold() != str(taken).casefold())
    return [Text(f"{name}: juga tertulis {other!r}", f"{name}: also written {other!r}") for other in others]
