"""Which row of today's lists is which row of the last run: by the best one-to-one assignment, not by place.

A row that says word for word what it said is the same row. Of the rows that vanished and those that are new, all at
once, each new one is taken for the vanished one of which it is most likely a correction: the same number typed, the
same ISBN, title and author alike, and to break ties the place beside the same neighbours. Where two candidates are
equally good nothing is guessed: a `Doubt` for a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from koleksi._terms import book_json
from koleksi.book import Entry
from koleksi.job.memory.assignment import best_assignment

__all__ = [
    "ENOUGH",
    "EQUAL",
    "Doubt",
    "Matching",
    "Points",
    "Remembered",
    "correction_points",
    "match_rows",
    "new_key",
    "unchanged",
    "with_new_keys",
]

_NONE: Mapping[str, str] = MappingProxyType({})
_NOWHERE: Mapping[tuple[int, int], float] = MappingProxyType({})
ENOUGH = 2.5  # points of a correction wherever it stands
_ASKED = 2.0  # points at most where points alone must not decide
_WEAK = 1.8  # points from which a person is asked where nothing better is found
_ENOUGH_HERE = 1.4  # and where it stands between the same rows
_NUMBER = 50.0  # points for an equal number typed; above all else
_BOTH, _ONE = 1.0, 0.6  # points for both neighbours, or one, the same
EQUAL = 0.05  # points within which two candidates are equally good


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
    def entry(self) -> Entry:
        return Entry(
            book=book_json.load(self.book), copies=book_json.load_copies(self.copies), source=self.source, row=self.row
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """A new row (its place) that may be any of several remembered ones, or several new rows that may be one."""

    place: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """``keys``: for every new entry the key of the row it is, "" where it is none; ``doubts``: those to be asked
    about.
    """

    keys: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


def match_rows(
    known: Sequence[Remembered], entries: Sequence[Entry], contents: Sequence[str], answers: Mapping[str, str] = _NONE
) -> Matching:
    """The rows of ``known`` that ``entries`` are; ``contents``: the digest of each.

    ``answers``: what a person said of rows in doubt, content -> the key of the row it is, or "new". Every key is given
    once. The result depends on the rows as they were last seen, the entries and the answers alone.
    """
    keys = unchanged(known, contents)
    said_new = _answered(known, contents, answers, keys)
    taken = set(filter(None, keys))
    vanished = [row for row in known if row.key not in taken and not row.gone]
    fresh = [place for place, key in enumerate(keys) if not key and place not in said_new]
    if not vanished or not fresh:
        return Matching(tuple(keys))
    found, doubts = _corrected(known, vanished, entries, fresh, keys)
    for place, key in found.items():
        keys[place] = key
    return Matching(tuple(keys), tuple(doubts))


# rows that say what they said


def unchanged(known: Sequence[Remembered], contents: Sequence[str]) -> list[str]:
    """The key of every entry whose content is remembered; rows of the last run before those that had gone."""
    waiting = defaultdict[str, list[int]](list)
    for place, remembered in enumerate(known):
        waiting[remembered.content].append(place)
    entries = defaultdict[str, list[int]](list)
    for place, content in enumerate(contents):
        entries[content].append(place)
    keys = [""] * len(contents)
    for content, places in entries.items():
        rows = sorted(waiting.get(content, ()), key=lambda place: known[place].gone)
        for place, row in _twins(places, rows, known, contents):
            keys[place] = known[row].key
    return keys


def _twins(
    places: Sequence[int], rows: Sequence[int], known: Sequence[Remembered], contents: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Pairs of rows that say the same. Where there are more on one side, those with the same neighbours first."""
    if len(places) == len(rows) or len(rows) <= 1 >= len(places):
        yield from zip(places, rows, strict=False)
        return
    left = [(place, _around(place, contents)) for place in places]
    remembered = [row.content for row in known]
    free = {row: _around(row, remembered) for row in rows}
    for same in (2, 1, 0):
        for place, here in list(left):
            fitting = [row for row, there in free.items() if _shared(here, there) >= same]
            if fitting:
                yield place, fitting[0]
                del free[fitting[0]]
                left.remove((place, here))


def _around(place: int, contents: Sequence[str]) -> tuple[str, str]:
    return contents[place - 1] if place else "", contents[place + 1] if place + 1 < len(contents) else ""


def _shared(here: tuple[str, str], there: tuple[str, str]) -> int:
    return sum(a == b for a, b in zip(here, there, strict=True))


def _answered(
    known: Sequence[Remembered], contents: Sequence[str], answers: Mapping[str, str], keys: list[str]
) -> set[int]:
    """Fill in the keys that a person gave; the places of the rows that were said to be new."""
    free = {row.key for row in known} - set(keys)
    new = set()
    for place, content in enumerate(contents):
        answer = answers.get(content, "")
        if keys[place] or not answer:
            continue
        if answer in free:
            keys[place] = answer
            free.remove(answer)
        elif answer == "new":
            new.add(place)
    return new


# rows that were corrected


def _corrected(
    known: Sequence[Remembered],
    vanished: Sequence[Remembered],
    entries: Sequence[Entry],
    fresh: Sequence[int],
    keys: Sequence[str],
) -> tuple[dict[int, str], list[Doubt]]:
    here = _places_between(known, vanished, fresh, keys)
    points = correction_points([row.entry for row in vanished], [entries[place] for place in fresh], here)
    sure = {new: {old: p for old, p in candidates.items() if p >= ENOUGH} for new, candidates in points.items()}
    sure = {new: candidates for new, candidates in sure.items() if candidates}
    chosen = best_assignment(sure)
    doubts = [*_doubts(sure, chosen), *_weak(points, chosen)]
    unsure = {new for new, _ in doubts}
    found = {fresh[new]: vanished[old].key for new, old in chosen.items() if new not in unsure}
    return found, [Doubt(fresh[new], tuple(vanished[old].key for old in olds)) for new, olds in doubts]


def _places_between(
    known: Sequence[Remembered], vanished: Sequence[Remembered], fresh: Sequence[int], keys: Sequence[str]
) -> dict[tuple[int, int], float]:
    """(place among ``vanished``, place among ``fresh``) -> points for standing beside the same unchanged rows."""
    matched = {key for key in keys if key}
    before, after = _neighbours([row.key for row in known if not row.gone], matched)
    olds = [(before[row.key], after[row.key]) for row in vanished]
    new_before, new_after = _neighbours([key or f"?{n}" for n, key in enumerate(keys)], matched)
    news = [(new_before[f"?{place}"], new_after[f"?{place}"]) for place in fresh]
    found: dict[tuple[int, int], float] = {}
    first: dict[tuple[str, str], int] = {}
    ranks = [new - first.setdefault(around, new) for new, around in enumerate(news)]  # rows of a gap follow one another
    for side in (0, 1):
        there = defaultdict[str, list[int]](list)
        for old, around in enumerate(olds):
            there[around[side]].append(old)
        for new, around in enumerate(news):
            for old in _nearest(there[around[side]], ranks[new]):
                found[old, new] = _BOTH if olds[old] == news[new] else _ONE
    return found


_LONG = 40  # rows in one gap beyond which only those of the same rank in it are held to be at one place


def _nearest(gap: Sequence[int], rank: int) -> Sequence[int]:
    if len(gap) <= _LONG:
        return gap
    rank = min(rank, len(gap))
    return gap[max(0, rank - 2) : rank + 3]


def _neighbours(keys: Sequence[str], matched: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """For each key the nearest matched one before it and after it, "" at the ends."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for order, found in ((keys, before), (list(reversed(keys)), after)):
        last = ""
        for key in order:
            found[key] = last
            if key in matched:
                last = key
    return before, after


Points = dict[int, dict[int, float]]  # place of a new row -> place of a vanished one -> points


def correction_points(
    earlier: Sequence[Entry], fresh: Sequence[Entry], here: Mapping[tuple[int, int], float] = _NOWHERE
) -> Points:
    """What speaks for each pair that may be one row, from the weakest that is worth a question.

    ``here``: points of pairs that stand at one place, (place in ``earlier``, place in ``fresh``).
    """
    from koleksi import dedupe

    found: Points = defaultdict(dict)
    numbers = set(_same_number(earlier, fresh))
    pairs = dedupe.corrections([entry.book for entry in earlier], [entry.book for entry in fresh], [*here, *numbers])
    for old, new, points, kind in pairs:
        near = here.get((old, new), 0.0)
        same_number = (old, new) in numbers
        points += _NUMBER if same_number else 0.0
        if kind == "plain" and near and points >= _ENOUGH_HERE:
            points = max(points, ENOUGH)
        if not same_number and (kind == "number" or (kind == "begins" and not near)):
            points = min(points, _ASKED)
        if points >= _WEAK:
            found[new][old] = points + (near if points >= ENOUGH else 0.0)
    return found


def _same_number(vanished: Sequence[Entry], fresh: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Pairs in which the same accession number or barcode is typed."""
    places = {number: place for place, entry in enumerate(vanished) for number in _numbers(entry)}
    for new, entry in enumerate(fresh):
        for number in _numbers(entry):
            if number in places:
                yield places[number], new


def _numbers(entry: Entry) -> Iterable[tuple[str, str]]:
    for copy in entry.copies:
        if copy.accession:
            yield "accession", copy.accession
        if copy.barcode:
            yield "barcode", copy.barcode


def _doubts(points: Points, chosen: Mapping[int, int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The new rows for which another choice is as good, with the vanished rows that each may be."""
    taken = {old: new for new, old in chosen.items()}
    claims = _claims(points, chosen)
    for new, candidates in points.items():
        if new in chosen:
            best = candidates[chosen[new]]
            others = [old for old, p in candidates.items() if old != chosen[new] and p >= best - EQUAL]
            free = [old for old in others if old not in taken or _may_swap(points, chosen, new, old, taken[old])]
            if free:
                yield new, (chosen[new], *free)
            elif claims.get(chosen[new], 0.0) >= best - EQUAL:
                yield new, (chosen[new],)
        elif rivals := [old for old, p in candidates.items() if old in taken and p >= points[taken[old]][old] - EQUAL]:
            yield new, tuple(rivals)


def _weak(points: Points, chosen: Mapping[int, int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """New rows without a match that may be a vanished one which nobody else is."""
    taken = set(chosen.values())
    for new, candidates in points.items():
        open_ = tuple(old for old in candidates if old not in taken)
        if new not in chosen and open_:
            yield new, open_


def _may_swap(points: Points, chosen: Mapping[int, int], new: int, old: int, other: int) -> bool:
    """Whether two new rows could exchange their vanished ones at no loss."""
    mine = chosen[new]
    kept = points[new][mine] + points[other][old]
    return mine in points[other] and points[new][old] + points[other][mine] >= kept - EQUAL


def _claims(points: Points, chosen: Mapping[int, int]) -> dict[int, float]:
    """The best claim on each vanished row among the new rows that got nothing."""
    best: dict[int, float] = {}
    for candidates in (candidates for new, candidates in points.items() if new not in chosen):
        for old, claim in candidates.items():
            best[old] = max(claim, best.get(old, claim))
    return best


def with_new_keys(
    keys: Sequence[str], contents: Sequence[str], known: set[str], doubts: Mapping[int, tuple[str, ...]]
) -> list[str]:
    """A key of its own for every row that is new: its content, with a number behind it where that was used before."""
    used, made = set(known), []
    behind: dict[str, int] = {}  # content -> the number behind its newest key
    for place, (key, content) in enumerate(zip(keys, contents, strict=True)):
        key = key or new_key(content, used, behind)
        made.append(f"?{place}.{key}" if place in doubts else key)
    return made


def new_key(content: str, used: set[str], behind: dict[str, int]) -> str:
    """A key for a row that is new, which is then among ``used``: its content, with a number behind it where that is.
    ``behind`` remembers the number between calls, so that 20,000 rows that say the same are numbered at once."""
    key, number = content, behind.get(content, 1)
    while key in used:
        number += 1
        key = f"{content}.{number}"
    used.add(key)
    behind[content] = number
    return key
