"""Clusters that grow by joining (union-find), but never across a conflict of any two of their members."""

from __future__ import annotations

from collections.abc import Iterator

from koleksi._dedupe.compare import conflict
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.rows import Rows
from koleksi._dedupe.title_evidence import other_subtitle

__all__ = ["Clusters"]


class Clusters:
    """Rows in clusters; one holds at most one record of the catalogue. A cluster is known by its first row."""

    def __init__(self, rows: Rows, memory: Memory) -> None:
        self._rows = rows
        self._memory = memory
        self._root = list(range(len(rows.features)))
        self._catalogue = len(rows.features) > rows.new
        self._members: dict[int, list[int]] = {}
        self._kept_apart: set[tuple[int, int]] = set()

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
        self._kept_apart.add((min(left, right), max(left, right)))

    def join(self, left: int, right: int, *, force: bool = False) -> bool:
        """Make one cluster of two, unless something speaks against it; ``force``: a person's word, nothing does."""
        left, right = self.find(left), self.find(right)
        if left > right:
            left, right = right, left
        if left == right or not (force or self.may_join(left, right)):
            return False
        self._members[left] = self.members(left) + self.members(right)
        self._members.pop(right, None)
        self._root[right] = left
        return True

    def may_join(self, left: int, right: int) -> bool:
        """Two clusters whose members agree in every fact, are not kept apart, and hold at most one record of the
        catalogue."""
        ours, theirs = self.members(left), self.members(right)
        if self._catalogue and sum(not self._rows.is_new(row) for row in (*ours, *theirs)) > 1:
            return False
        return not any(self._are_apart(a, b) for a in ours for b in theirs)

    def _are_apart(self, a: int, b: int) -> bool:
        if self._kept_apart and (min(a, b), max(a, b)) in self._kept_apart:
            return True
        one, other = self._rows.features[a], self._rows.features[b]
        return conflict(one, other, self._memory) is not None or other_subtitle(one, other)

    def __iter__(self) -> Iterator[list[int]]:
        for n, root in enumerate(self._root):
            if n == root:
                yield self._members.get(n) or [n]
