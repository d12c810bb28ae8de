"""Clusters that grow by joining (union-find), but never across a conflict of any two of their members."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from koleksi._dedupe.bridges import Known
from koleksi._dedupe.compare import conflict
from koleksi._dedupe.features import Features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.rows import Rows
from koleksi._dedupe.title_evidence import other_subtitle

__all__ = ["Clusters"]

_ODD = 8  # pairs of rows of two clusters among which one may name another author: a name typed wrong


def _kinds(rows: Rows) -> array[int]:
    """Of each row the first one that says the same."""
    first: dict[Features, int] = {}
    return array("L", [first.setdefault(one, row) for row, one in enumerate(rows.features)])


class Clusters:
    """Rows in clusters; one holds at most one record of the catalogue. A cluster is known by its first row.

    Rows that say the same are compared once: 20,000 copies of one book are joined without looking at all pairs.
    """

    def __init__(self, rows: Rows, memory: Memory, known: Known) -> None:
        self._rows, self._known = rows, known
        self._memory = memory
        self._root = list(range(len(rows.features)))
        self._members: dict[int, list[int]] = {}
        self._kind = _kinds(rows)
        self._kinds: dict[int, dict[int, int]] = {}  # the kinds of row in a cluster of several, and a row of each
        self._in_catalogue = {row for row in self._root if not rows.is_new(row)}  # clusters with a record of it
        self._kept_apart: defaultdict[int, set[int]] = defaultdict(set)  # cluster -> rows that never come into it

    def find(self, n: int) -> int:
        root = self._root
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    def members(self, n: int) -> list[int]:
        root = self.find(n)
        return self._members.get(root) or [root]

    def keep_apart(self, left: int, right: int) -> None:
        """A person's word: these two never stand in one cluster."""
        self._kept_apart[self.find(left)].add(right)
        self._kept_apart[self.find(right)].add(left)

    def join(self, left: int, right: int, *, force: bool = False) -> bool:
        """Make one cluster of two, where no member of one contradicts a member of the other; ``force``: a person's
        word, nothing speaks against it."""
        left, right = self.find(left), self.find(right)
        if left > right:
            left, right = right, left
        if left == right or not (force or self.may_join(left, right) and self._stand_together(left, right)):
            return False
        self._take_over(left, right)
        return True

    def _take_over(self, left: int, right: int) -> None:
        """The cluster ``left`` grows by ``right``, which is none any more."""
        theirs, their_kinds = self._members.pop(right, [right]), self._kinds_of(right)
        self._members.setdefault(left, [left]).extend(theirs)
        self._kinds.setdefault(left, dict(self._kinds_of(left))).update(their_kinds)
        self._kinds.pop(right, None)
        self._root[right] = left
        if right in self._in_catalogue:
            self._in_catalogue.add(left)
        if right in self._kept_apart:
            self._kept_apart[left] |= self._kept_apart.pop(right)

    def _stand_together(self, left: int, right: int) -> bool:
        """Whether the rows of two clusters name one author; one name among many rows may be typed wrong."""
        ours, theirs = self._kinds_of(left).values(), self._kinds_of(right).values()
        pairs = len(ours) * len(theirs)
        if pairs == 1:
            return True
        against = (1 for one in ours for other in theirs if self._known.apart(one, other))
        return next(islice(against, pairs // _ODD, None), 0) == 0

    def _kinds_of(self, cluster: int) -> dict[int, int]:
        """What the rows of a cluster say, each once (the first row of all that says it), with a row that does."""
        return self._kinds.get(cluster) or {self._kind[cluster]: cluster}

    def may_join(self, left: int, right: int) -> bool:
        """Two clusters whose members agree in every fact, are not kept apart, and hold at most one record of the
        catalogue."""
        left, right = self.find(left), self.find(right)
        if left in self._in_catalogue and right in self._in_catalogue:
            return False
        if any(self.find(row) == right for row in self._kept_apart.get(left, ())):
            return False
        ours, theirs = self._kinds_of(left), self._kinds_of(right)
        return not any(self._are_apart(one, other) for one in ours.values() for other in theirs.values())

    def _are_apart(self, one: int, other: int) -> bool:
        left, right = self._rows.features[one], self._rows.features[other]
        if not self._known.tied(one, other) and conflict(left, right, self._memory) is not None:
            return True
        return left.core != right.core and other_subtitle(left, right)

    def __iter__(self) -> Iterator[list[int]]:
        for n, root in enumerate(self._root):
            if n == root:
                yield self._members.get(n) or [n]
