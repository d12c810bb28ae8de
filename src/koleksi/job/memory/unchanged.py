"""Rows that say today, word for word, what a row said before: each is that row. Of rows that say the same (a line typed
twice) those that have most in common: the neighbours, then the number of copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from koleksi._terms import book_json
from koleksi.book import Entry

__all__ = ["Remembered", "unchanged"]


@dataclass(frozen=True, slots=True)
class Remembered:
    """A row as the ledger remembers it. ``content``: a digest of all it said; ``book`` and ``copies``: that as JSON,
    read only where it matters; ``gone``: not in the last run."""

    key: str
    content: str
    source: str
    row: int
    book: str
    copies: str
    gone: bool = False

    @property
    def count(self) -> int:
        """How many copies it had."""
        return len(book_json.load_copies(self.copies))

    @property
    def entry(self) -> Entry:
        return Entry(
            book=book_json.load(self.book), copies=book_json.load_copies(self.copies), source=self.source, row=self.row
        )


def unchanged(known: Sequence[Remembered], contents: Sequence[str], copies: Sequence[int] = ()) -> list[str]:
    """The key of every entry whose content is remembered; rows of the last run before those that had gone.

    ``copies``: how many copies each entry has. Of rows that say the same (a line typed twice) those with the same
    neighbours and as many copies stay what they are.
    """
    waiting = defaultdict[str, list[int]](list)
    for place, remembered in enumerate(known):
        waiting[remembered.content].append(place)
    entries = defaultdict[str, list[int]](list)
    for place, content in enumerate(contents):
        entries[content].append(place)
    earlier = [row.content for row in known]
    keys = [""] * len(contents)
    for content, places in entries.items():
        rows = sorted(waiting.get(content, ()), key=lambda place: known[place].gone)
        pairs: Iterable[tuple[int, int]] = zip(places, rows, strict=False)
        if 1 < max(len(rows), len(places)) <= _HEAP:
            ours = {place: (*_around(place, contents), copies[place] if copies else 1) for place in places}
            theirs = {row: (*_around(row, earlier), known[row].count if copies else 1) for row in rows}
            pairs = _twins(ours, theirs)
        for place, row in pairs:
            keys[place] = known[row].key
    return keys


_Traits = tuple[str, str, int]  # what stands before a row, what behind it, and how many copies it has
_HEAP = 200  # rows that say the same beyond which they are taken in the order of the list


def _twins(ours: Mapping[int, _Traits], theirs: Mapping[int, _Traits]) -> Iterator[tuple[int, int]]:
    """Pairs of rows that say the same: those that have most in common first."""
    left, free = list(ours), list(theirs)
    for same in range(5, -1, -1):
        for place in list(left):
            row = next((row for row in free if _shared(ours[place], theirs[row]) >= same), None)
            if row is not None:
                yield place, row
                free.remove(row)
                left.remove(place)


def _around(place: int, contents: Sequence[str]) -> tuple[str, str]:
    """The nearest rows that say something else, "" at the ends."""
    here, before, after = contents[place], place - 1, place + 1
    while before >= 0 and contents[before] == here:
        before -= 1
    while after < len(contents) and contents[after] == here:
        after += 1
    return contents[before] if before >= 0 else "", contents[after] if after < len(contents) else ""


def _shared(here: _Traits, there: _Traits) -> int:
    """How much two rows that say the same have in common: a neighbour says more than the number of copies."""
    return 2 * (here[0] == there[0]) + 2 * (here[1] == there[1]) + (here[2] == there[2])
