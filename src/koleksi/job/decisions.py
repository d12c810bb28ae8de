"""What people decide, and by which keys a decision finds its row again."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from koleksi.book import Book, Entry, field_names

if TYPE_CHECKING:
    from koleksi.job.collection import Record
    from koleksi.job.memory.sharing import Signed

__all__ = [
    "HABIT", "IN_CATALOGUE", "READ_COPY", "Decision", "agreed", "content_digest", "decided_pairs", "pair_key",
    "record_key",
]  # fmt: skip

READ_COPY = "sheet"  # the kind under which it is remembered that a copy of the review sheet was read (key: its digest)
IN_CATALOGUE = "k-"  # begins the key of a record of a catalogue
HABIT = "habit-"  # before the name of a habit in the key of a decision on it
_BOOK_FIELDS = field_names(Book)


class Decision(NamedTuple):
    """A person's word. ``kind`` "class" (key: a row's key, value: a DDC number) or "pair" (key: a `pair_key` of
    two rows, or of a row and a record of the catalogue; value: "same" or "different") or "habit" (key: HABIT and the
    name of a question of `ddc.habits`; value: the class that the library answers with)."""

    kind: str
    key: str
    value: str


def agreed(records: Iterable[Record], said: Iterable[Signed], now: Container[Decision]) -> Iterator[Decision]:
    """The last word on the class of each record, for those of its rows of which another was said before: which row
    stands first in the lists, and whether the ledger is ever lost, then decides nothing.

    ``now``: what was said since the last run, whatever a clock that was put back says.
    """
    words = {signed.key: signed for signed in said if signed.kind == "class"}
    for record in records:
        those = [words[row.key] for row in record.rows if row.key in words]
        # of those of one moment the first in the lists
        last = max(those, key=lambda one: (Decision(one.kind, one.key, one.value) in now, one.at), default=None)
        yield from (Decision("class", one.key, last.value) for one in those if last and one.value != last.value)


def record_key(book: Book) -> str:
    """A key for a record of a catalogue that a list is held against: its control number's, or that of all it says."""
    content = book.record_id or "\x1f".join(_content(book))
    return f"{IN_CATALOGUE}{hashlib.blake2b(content.encode(), digest_size=10).hexdigest()}"


def pair_key(one: str, other: str) -> str:
    """By which a decision names two rows, whichever was named first."""
    return "+".join(sorted((one, other)))


def decided_pairs(decisions: Mapping[str, str], keys: Sequence[str]) -> Iterator[tuple[tuple[int, int], str]]:
    """The decisions on pairs of which both sides are among ``keys``: ((place, place) in order, "same" or
    "different").
    """
    place = {key: n for n, key in enumerate(keys)}
    for pair, word in decisions.items():
        left, _, right = pair.partition("+")
        if left in place and right in place:
            yield (min(place[left], place[right]), max(place[left], place[right])), word


def _content(book: Book) -> list[str]:
    return [f"{name}={value}" for name in _BOOK_FIELDS if name != "sources" and (value := getattr(book, name))]


def content_digest(entry: Entry) -> str:
    """A digest of all that a row says of a book and of its first copy's numbers."""
    content = _content(entry.book)
    content += [f"copy={copy.barcode}|{copy.accession}|{copy.note}" for copy in entry.copies[:1]]
    return hashlib.blake2b("\x1f".join(content).encode(), digest_size=10).hexdigest()
