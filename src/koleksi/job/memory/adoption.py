"""The rows of a list find the numbers again that a folder's files name and its ledger does not know.

A record of the catalogue may stem from several rows of the list, and a row may have several copies; which row had how
many is forgotten. So a record is a shelf of numbers: each row of the edition takes as many as it names, in their order,
and what no row takes stays on the shelf. First come the rows that say what a record says, then those of one edition
with them, then those that correct one, by the evidence and the vetoes by which a corrected row is known; where two
records, or two rows, are equally good nothing is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from koleksi.book import Book, Entry
from koleksi.job.collection import CopyKey
from koleksi.job.memory.assignment import best_assignment
from koleksi.job.memory.copies import Numbered
from koleksi.job.memory.handed_out import Found
from koleksi.job.memory.identity import ENOUGH, EQUAL, Points, correction_points, new_key
from koleksi.job.memory.unchanged import Remembered, unchanged

__all__ = ["Adopted", "adopted"]

_KNOWN = 0.02  # points for a place that a row of the ledger had, before one that no row is known of
_ORDER = 0.001  # points at most for standing elsewhere in the list than in the catalogue


@dataclass(frozen=True, slots=True)
class Adopted:
    """``rows``: (key, place among the entries) of rows that were found again; ``copies``: (copy of such a row, its
    numbers, control number of its record); ``left``: records with the numbers that no row took; ``known``: the places
    of the rows that the ledger knows as they are, lest a twin that was found again should stand before them."""

    rows: tuple[tuple[str, int], ...]
    copies: tuple[tuple[CopyKey, Numbered, str], ...]
    left: tuple[Found, ...]
    known: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class _Shelf:
    """``everyone``: the rows of the ledger that carry a number of this record; ``owners``: those of them that are not
    in the list as they were; ``free``: numbers that the ledger does not know."""

    found: Found
    everyone: set[str] = field(default_factory=set)
    owners: list[str] = field(default_factory=list)
    free: list[Numbered] = field(default_factory=list)

    def put_first(self, laptop: str) -> None:
        """The numbers of a laptop before those of others."""
        self.free.sort(key=lambda one: _laptop(one) != laptop)


def adopted(
    known: Sequence[Remembered],
    given: Mapping[CopyKey, Numbered],
    found: Sequence[Found],
    entries: Sequence[Entry],
    contents: Sequence[str],
) -> Adopted:
    """What the rows take of ``found``. ``known`` and ``given``: rows and numbers of the ledger.

    ``contents``: the digest of each entry, which is the key of a row that the ledger does not know.
    """
    keys = unchanged(known, contents)
    shelves = _shelves(found, given, set(keys))
    used = {row.key for row in known}
    behind: dict[str, int] = {}
    rows, copies = [], []
    claims = {**_own_shelves(shelves, keys), **_claims(shelves, keys, entries, contents)}
    of_source = _laptops_of_sources(claims, entries)
    for place, shelf in sorted(claims.items()):
        if (laptop := of_source.get(entries[place].source)) is not None:
            shelf.put_first(laptop)
        key = keys[place] or (shelf.owners.pop(0) if shelf.owners else "")
        missing = [n for n in range(1, len(entries[place].copies) + 1) if not key or (key, n) not in given]
        taken, shelf.free = shelf.free[: len(missing)], shelf.free[len(missing) :]
        if not key and not taken:
            continue  # twins before it took all
        key = key or new_key(contents[place], used, behind)
        if not keys[place]:
            rows.append((key, place))
        record = shelf.found.book.record_id
        copies += [((key, n), numbers, record) for n, numbers in zip(missing, taken, strict=False)]
    left = (Found(shelf.found.book, tuple(shelf.free)) for shelf in shelves if shelf.free)
    known_places = ((key, place) for place, key in enumerate(keys) if key)
    return Adopted(tuple(rows), tuple(copies), tuple(left), tuple(known_places))


def _shelves(found: Sequence[Found], given: Mapping[CopyKey, Numbered], here: set[str]) -> list[_Shelf]:
    owner = {number: key for (key, _), numbers in given.items() for number in _marks(numbers)}
    shelves = []
    for record in found:
        shelf = _Shelf(record)
        for numbers in record.numbers:
            if key := next((owner[mark] for mark in _marks(numbers) if mark in owner), ""):
                shelf.everyone.add(key)
                if key not in here and key not in shelf.owners:
                    shelf.owners.append(key)
            else:
                shelf.free.append(numbers)
        shelves.append(shelf)
    return shelves


def _marks(numbers: Numbered) -> Iterator[tuple[str, str]]:
    if numbers.barcode:
        yield "barcode", numbers.barcode
    if numbers.accession:
        yield "accession", numbers.accession


def _laptops_of_sources(claims: Mapping[int, _Shelf], entries: Sequence[Entry]) -> dict[str, str]:
    """Which laptop gave a list its numbers, as the records say that have those of one laptop only: of an edition that
    several laptops have, the rows of each list take those of theirs."""
    votes = defaultdict[str, Counter[str]](Counter)
    for place, shelf in sorted(claims.items()):
        laptops = {_laptop(one) for one in shelf.free}
        if len(laptops) == 1:
            votes[entries[place].source] += Counter(laptops)
    return {source: counts.most_common(1)[0][0] for source, counts in votes.items()}


def _laptop(one: Numbered) -> str:
    """What the control numbers of one laptop have in common, "" for those of the folder itself."""
    return one.control.rstrip("0123456789")


def _own_shelves(shelves: Sequence[_Shelf], keys: Sequence[str]) -> dict[int, _Shelf]:
    """The rows that are in the list as the ledger knows them, where their record has numbers that it does not know."""
    of_key = {key: shelf for shelf in shelves if shelf.free for key in shelf.everyone}
    return {place: of_key[key] for place, key in enumerate(keys) if key in of_key}


# the rows that the ledger does not know as they are


def _claims(
    shelves: Sequence[_Shelf], keys: Sequence[str], entries: Sequence[Entry], contents: Sequence[str]
) -> dict[int, _Shelf]:
    """Each with the record that is surely its own: it says the same, is of its edition, or is corrected by it."""
    open_ = [shelf for shelf in shelves if shelf.free or shelf.owners]
    seeking = [place for place, key in enumerate(keys) if not key]
    if not open_ or not seeking:
        return {}
    fresh = [entries[place] for place in seeking]
    left = [len(shelf.owners) + len(shelf.free) for shelf in open_]
    claimed: dict[int, int] = {}
    for row, shelf in chain(_word_for_word(open_, fresh), _of_one_edition(open_, fresh, claimed)):
        if row not in claimed and left[shelf] > 0:
            claimed[row] = shelf
            left[shelf] -= len(fresh[row].copies)
    said = [contents[place] for place in seeking]
    claimed |= _corrected(open_, fresh, said, claimed, left)
    return {seeking[row]: open_[shelf] for row, shelf in claimed.items()}


def _word_for_word(shelves: Sequence[_Shelf], fresh: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Rows and records that say the same of the edition, in the order of both."""
    of_words = defaultdict[object, list[int]](list)
    for number, shelf in enumerate(shelves):
        of_words[_words(shelf.found.book)].append(number)
    for row, entry in enumerate(fresh):
        yield from ((row, number) for number in of_words.get(_words(entry.book), ()))


def _words(book: Book) -> object:
    return book.full_title, book.volume, book.authors, book.publisher, book.year, book.isbn


def _of_one_edition(
    shelves: Sequence[_Shelf], fresh: Sequence[Entry], claimed: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Rows of one edition with a row that has its record, or with a record itself: a record is made of such."""
    from koleksi import dedupe

    found = dedupe.groups([entry.book for entry in fresh], [shelf.found.book for shelf in shelves])
    for group in found.groups:
        of_rows = Counter(claimed[row] for row in group.members if row in claimed)
        records = [shelf for shelf, _ in of_rows.most_common()]
        if group.match is not None:
            records.append(group.match)
        yield from ((row, shelf) for row in group.members for shelf in records)


def _corrected(
    shelves: Sequence[_Shelf],
    fresh: Sequence[Entry],
    contents: Sequence[str],
    claimed: Mapping[int, int],
    left: Sequence[int],
) -> dict[int, int]:
    """Of the rows and records that are left, those of which nobody else has as good a claim."""
    rows = [row for row in range(len(fresh)) if row not in claimed]
    numbers = [shelf for shelf, places in enumerate(left) if places > 0]
    points = correction_points([shelves[number].found.entry for number in numbers], [fresh[row] for row in rows])
    sure = {
        rows[row]: {numbers[one]: p for one, p in options.items() if p >= ENOUGH} for row, options in points.items()
    }
    sure = {row: options for row, options in sure.items() if options}
    choice = _chosen(sure, _places(shelves, left, sure), fresh, contents)
    return {
        row: shelf for row, shelf in choice.shelf_of.items() if not (choice.contested(row) or choice.undecided(row))
    }


def _places(shelves: Sequence[_Shelf], left: Sequence[int], points: Points) -> list[tuple[int, bool]]:
    """A place for every row that a record may be made of: (number of the shelf, whether a row is known of it)."""
    rivals = Counter(shelf for options in points.values() for shelf in options)
    found = []
    for number, wanted in sorted(rivals.items()):
        known = min(len(shelves[number].owners), left[number])
        found += ([(number, True)] * known + [(number, False)] * (left[number] - known))[:wanted]
    return found


def _assigned(points: Points, places: Sequence[tuple[int, bool]], rows: int, shelves: int) -> dict[int, int]:
    """Row -> place, with the highest sum of points; of equals those in the order of the catalogue."""
    of_shelf = defaultdict[int, list[int]](list)
    for place, (shelf, _) in enumerate(places):
        of_shelf[shelf].append(place)
    return best_assignment(
        {
            row: {
                place: p + _KNOWN * places[place][1] - _ORDER * abs(row / rows - shelf / shelves)
                for shelf, p in options.items()
                for place in of_shelf[shelf]
            }
            for row, options in points.items()
        }
    )


def _chosen(
    points: Points, places: Sequence[tuple[int, bool]], fresh: Sequence[Entry], contents: Sequence[str]
) -> _Choice:
    shelves = 1 + max((shelf for shelf, _ in places), default=0)
    shelf_of = {row: places[place][0] for row, place in _assigned(points, places, len(fresh), shelves).items()}
    holders, without = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for row, shelf in shelf_of.items():
        holders[shelf].append(row)
    for row, options in points.items():
        for shelf in options if row not in shelf_of else ():
            without[shelf].append(row)
    free = Counter(shelf for shelf, _ in places) - Counter(shelf_of.values())
    return _Choice(points, shelf_of, holders, without, free, fresh, contents)


@dataclass(frozen=True, slots=True)
class _Choice:
    """``shelf_of``: the record of each row that has one; ``holders``: the rows of each record; ``without``: the rows
    that got nothing and may be of a record; ``free``: the places that are left."""

    points: Points
    shelf_of: Mapping[int, int]
    holders: Mapping[int, Sequence[int]]
    without: Mapping[int, Sequence[int]]
    free: Mapping[int, int]
    fresh: Sequence[Entry]
    contents: Sequence[str]

    def contested(self, row: int) -> bool:
        """Whether a row of another edition, that got nothing, has as good a claim on the record."""
        from koleksi import dedupe

        shelf = self.shelf_of[row]
        least = self.points[row][shelf] - EQUAL
        rivals = (other for other in self.without.get(shelf, ()) if self.points[other][shelf] >= least)
        mine = self.fresh[row].book
        return any(dedupe.verdict(mine, self.fresh[other].book).kind != "same" for other in rivals)

    def undecided(self, row: int) -> bool:
        """Whether another record would be as good, at no loss to the row that has it."""
        least = self.points[row][self.shelf_of[row]] - EQUAL
        others = (shelf for shelf, p in self.points[row].items() if p >= least and shelf != self.shelf_of[row])
        return any(
            self.free.get(shelf) or any(self._may_swap(row, other) for other in self.holders.get(shelf, ()))
            for shelf in others
        )

    def _may_swap(self, row: int, other: int) -> bool:
        """Rows that say the same may always, and need not."""
        mine, theirs, points = self.shelf_of[row], self.shelf_of[other], self.points
        if self.contents[row] == self.contents[other] or mine not in points[other]:
            return False
        kept = points[row][mine] + points[other][theirs]
        return points[row][theirs] + points[other][mine] >= kept - EQUAL
