"""From rows to editions: who describes the same one, and what their one record says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from koleksi.book import Book, Copy
from koleksi.job.collection import Catalogue, Known, Pair, Record, Row
from koleksi.job.decisions import decided_pairs
from koleksi.job.elsewhere import numbered_here

if TYPE_CHECKING:
    from koleksi.dedupe import Ask, Group

__all__ = ["editions"]


def editions(
    rows: Sequence[Row], catalogue: Catalogue | None, decisions: Mapping[str, str]
) -> tuple[list[Record], list[Pair]]:
    """The records of ``rows``, each beside its record of the catalogue where that has one, and the pairs for a person.

    ``decisions``: key of a pair -> "same" or "different".
    """
    from koleksi import dedupe

    known = catalogue.records if catalogue else ()
    keys = [*(row.key for row in rows), *(record.key for record in known)]
    found = dedupe.groups(
        [row.book for row in rows],
        [record.book for record in known],
        decided=dict(decided_pairs(decisions, keys)),
    )
    held = _held(known)
    records = [_record(rows, known, group, held, catalogue is not None) for group in found.groups]
    return records, [_pair(rows, known, ask) for ask in found.asks]


def _held(known: Sequence[Known]) -> Mapping[Book, Sequence[Copy]]:
    """The copies of each record: an export with a row for each copy says one record several times."""
    copies = defaultdict[Book, list[Copy]](list)
    for record in known:
        copies[record.book] += record.entry.copies
    return copies


def _record(
    rows: Sequence[Row], known: Sequence[Known], group: Group, held: Mapping[Book, Sequence[Copy]], against: bool
) -> Record:
    members = tuple(rows[n] for n in group.members)
    match = known[group.match] if group.match is not None else None
    books = [row.book for row in members]
    book = _merged([*([match.book] if match else []), *(map(numbered_here, books) if against else books)])
    return Record(book=book, rows=members, known=match, held=tuple(held[match.book]) if match else ())


def _merged(books: Sequence[Book]) -> Book:
    from koleksi import dedupe

    return books[0] if len(books) == 1 else dedupe.merge(books)[0]


def _pair(rows: Sequence[Row], known: Sequence[Known], ask: Ask) -> Pair:
    right = known[ask.right] if ask.in_catalogue else rows[ask.right]
    return Pair(left=rows[ask.left], right=right, score=ask.score, reasons=ask.reasons)
