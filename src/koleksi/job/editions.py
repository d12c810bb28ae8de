"""From rows to editions: who describes the same one, and what their one record says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from koleksi.book import Book, Copy, Text
from koleksi.job.collection import Catalogue, Known, Pair, Record, Row
from koleksi.job.decisions import decided_pairs
from koleksi.job.elsewhere import numbered_here
from koleksi.job.periodicals import Serials, serials

if TYPE_CHECKING:
    from koleksi.dedupe import Ask, Group

__all__ = ["editions"]


def editions(
    rows: Sequence[Row], catalogue: Catalogue | None, decisions: Mapping[str, str], *, one_serial: bool = True
) -> tuple[list[Record], list[Pair]]:
    """The records of ``rows``, each beside its record of the catalogue where that has one, and the pairs for a person.

    ``decisions``: key of a pair -> "same" or "different". ``one_serial``: the issues of a periodical are copies of one
    record, else each issue has a record.
    """
    from koleksi import dedupe

    known = catalogue.records if catalogue else ()
    keys = [*(row.key for row in rows), *(record.key for record in known)]
    decided = dict(decided_pairs(decisions, keys))
    periodicals = serials(rows, known, decided, one_record=one_serial)
    found = dedupe.groups(
        [row.book for row in rows],
        [record.book for record in known],
        decided={**periodicals.joined, **decided},
    )
    held = _held(known)
    records = [_record(rows, known, group, held, catalogue is not None, periodicals) for group in found.groups]
    asks = (ask for ask in found.asks if ask.in_catalogue or not periodicals.settled(ask.left, ask.right))
    pairs = [_pair(rows, known, ask) for ask in asks]
    return records, [*pairs, *(_issues(rows, pair) for pair in sorted(periodicals.perhaps))]


_FACTS = frozenset({"volume", "edition", "publisher", "year", "isbn"})  # a title or name is but written otherwise


def _held(known: Sequence[Known]) -> Mapping[Book, Sequence[Copy]]:
    """The copies of each record: an export with a row for each copy says one record several times."""
    copies = defaultdict[Book, list[Copy]](list)
    for record in known:
        copies[record.book] += record.entry.copies
    return copies


def _record(
    rows: Sequence[Row],
    known: Sequence[Known],
    group: Group,
    held: Mapping[Book, Sequence[Copy]],
    against: bool,
    periodicals: Serials,
) -> Record:
    members = tuple(periodicals.with_issue(n, rows[n]) for n in group.members)
    match = known[group.match] if group.match is not None else None
    serial = periodicals.book(group.members, members)
    books = [serial] if serial else [row.book for row in members]
    book = _merged([*([match.book] if match else []), *(map(numbered_here, books) if against else books)])
    disagreed = () if serial else tuple(one for one in group.disagreements if one.field in _FACTS)
    return Record(
        book=book, rows=members, known=match, held=tuple(held[match.book]) if match else (), disagreed=disagreed
    )


def _merged(books: Sequence[Book]) -> Book:
    from koleksi import dedupe

    return books[0] if len(books) == 1 else dedupe.merge(books)[0]


def _pair(rows: Sequence[Row], known: Sequence[Known], ask: Ask) -> Pair:
    right = known[ask.right] if ask.in_catalogue else rows[ask.right]
    return Pair(left=rows[ask.left], right=right, score=ask.score, reasons=ask.reasons)


_TWO_ISSUES = Text(
    "dua nomor satu majalah? 'sama' menjadikannya satu judul majalah, 'beda' membiarkan dua buku",
    "two issues of one magazine? 'same' makes them one magazine's record, 'different' leaves two books",
)
_AS_LIKELY = 0.5  # as not


def _issues(rows: Sequence[Row], pair: tuple[int, int]) -> Pair:
    left, right = pair
    return Pair(left=rows[left], right=rows[right], score=_AS_LIKELY, reasons=(_TWO_ISSUES,))
