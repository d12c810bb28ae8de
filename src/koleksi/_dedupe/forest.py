"""Groups that grow by joining, but never across a conflict of any two of their members."""

from __future__ import annotations

from collections.abc import Iterator

from koleksi._dedupe.compare import conflict, other_subtitle
from koleksi._dedupe.stock import Stock

__all__ = ["Forest"]


class Forest:
    """Rows of a stock; a group holds at most one record of the catalogue."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        self._root = list(range(len(stock.sketches)))
        self._catalogue = len(stock.sketches) > stock.new
        self._members: dict[int, list[int]] = {}
        self._parted: set[tuple[int, int]] = set()

    def find(self, n: int) -> int:
        root = self._root
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    def members(self, n: int) -> list[int]:
        root = self.find(n)
        return self._members.get(root) or [root]

    def part(self, left: int, right: int) -> None:
        """A person's word: these two never stand in one group."""
        self._parted.add((min(left, right), max(left, right)))

    def join(self, left: int, right: int, *, force: bool = False) -> bool:
        """Make one group of two, unless something speaks against it; ``force``: a person's word, nothing does."""
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
        """Two groups whose members agree in every fact, are not parted, and hold at most one record of the catalogue."""
        ours, theirs = self.members(left), self.members(right)
        if self._catalogue and sum(not self._stock.is_new(row) for row in (*ours, *theirs)) > 1:
            return False
        return not any(self._kept_apart(a, b) for a in ours for b in theirs)

    def _kept_apart(self, a: int, b: int) -> bool:
        if self._parted and (min(a, b), max(a, b)) in self._parted:
            return True
        one, other = self._stock.sketches[a], self._stock.sketches[b]
        return conflict(one, other) is not None or other_subtitle(one, other)

    def __iter__(self) -> Iterator[list[int]]:
        for n, root in enumerate(self._root):
            if n == root:
                yield self._members.get(n) or [n]
