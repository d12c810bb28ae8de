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

from koleksi.book import Entry
from koleksi.job.memory.assignment import best_assignment
from koleksi.job.memory.unchanged import Remembered, unchanged

__all__ = [
    "ENOUGH",
    "EQUAL",
    "Doubt",
    "Matching",
    "Points",
    "correction_points",
    "match_rows",
    "new_key",
    "with_new_keys",
]

_NONE: Mapping[str, str] = MappingProxyType({})
_NOWHERE: Mapping[tuple[int, int], float] = MappingProxyType({})
ENOUGH = 2.5  # points of a correction wherever it stands
_ASKED = 2.0  # points at most where points alone must not decide
_WEAK = 1.8  # points from which a person is asked where nothing better is found
_ENOUGH_HERE = 1.4  # and where it stands between the same rows
_NUMBER = 50.0  # points for an equal number typed; above all else
_BOTH, _ONE = 0.25, 0.15  # points for both neighbours, or one, the same: less than a letter of the title
_AS_MANY = 0.1  # points for as many copies, where all else is equal
_LAST_RUN = 0.5  # points of a row of the last run against one that had gone earlier
EQUAL = 0.05  # points within which two candidates are equally good


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

    ``answers``: what a person said of rows in doubt, content -> the key of the row it is, or "new"; they are heard
    where there is a doubt, so that the history of a row never decides. Every key is given once. The result depends on
    the rows as they were last seen, the entries and the answers alone.
    """
    matching = _matched(known, entries, contents, {})
    asked = {contents[doubt.place] for doubt in matching.doubts}
    said = {content: answer for content, answer in answers.items() if content in asked}
    return _matched(known, entries, contents, said) if said else matching


def _matched(
    known: Sequence[Remembered], entries: Sequence[Entry], contents: Sequence[str], answers: Mapping[str, str]
) -> Matching:
    last = [row for row in known if not row.gone]
    keys = unchanged(last, contents, [len(entry.copies) for entry in entries])
    said_new = _answered(known, contents, answers, keys)
    fresh = [place for place, key in enumerate(keys) if not key and place not in said_new]
    taken = set(filter(None, keys))
    back = _back_again([row for row in known if row.gone and row.key not in taken], contents, fresh)
    vanished = [row for row in last if row.key not in taken]
    found: dict[int, str] = {}
    doubts: list[Doubt] = []
    if vanished and fresh:
        found, doubts = _corrected(known, vanished, list(back.values()), entries, fresh, keys)
    unsure, used = {doubt.place for doubt in doubts}, set(found.values())
    for place, row in back.items():
        if place not in found and place not in unsure and row.key not in used:
            found[place] = row.key
    for place, key in found.items():
        keys[place] = key
    return Matching(tuple(keys), tuple(doubts))


def _back_again(gone: Sequence[Remembered], contents: Sequence[str], fresh: Sequence[int]) -> dict[int, Remembered]:
    """Place of a new row -> the row that said the same and was not in the last run."""
    if not gone:
        return {}
    of_key = {row.key: row for row in gone}
    keys = unchanged(gone, [contents[place] for place in fresh])
    return {place: of_key[key] for place, key in zip(fresh, keys, strict=True) if key}


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
    back: Sequence[Remembered],
    entries: Sequence[Entry],
    fresh: Sequence[int],
    keys: Sequence[str],
) -> tuple[dict[int, str], list[Doubt]]:
    """``back``: rows that had gone earlier, of which a new one says word for word the same: they come behind those that
    were in the last run."""
    here = _places_between(known, vanished, fresh, keys)
    earlier = [*vanished, *back]
    points = correction_points([row.entry for row in earlier], [entries[place] for place in fresh], here)
    sure = _sure(points, len(vanished))
    chosen = best_assignment(sure)
    doubts = [*_doubts(sure, chosen), *_weak(points, chosen, len(vanished))]
    unsure = {new for new, _ in doubts}
    found = {fresh[new]: earlier[old].key for new, old in chosen.items() if new not in unsure}
    return found, [Doubt(fresh[new], tuple(earlier[old].key for old in olds)) for new, olds in doubts]


def _sure(points: Points, of_last_run: int) -> Points:
    """The points that are enough; more where the row was in the last run."""
    sure: Points = {}
    for new, candidates in points.items():
        enough = {old: p + _LAST_RUN * (old < of_last_run) for old, p in candidates.items() if p >= ENOUGH}
        if enough:
            sure[new] = enough
    return sure


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
            as_many = _AS_MANY if len(earlier[old].copies) == len(fresh[new].copies) else 0.0
            found[new][old] = points + (near + as_many if points >= ENOUGH else 0.0)
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


def _weak(points: Points, chosen: Mapping[int, int], of_last_run: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """New rows without a match that may be a vanished one which nobody else is."""
    taken = set(chosen.values())
    for new, candidates in points.items():
        open_ = tuple(old for old in candidates if old not in taken and old < of_last_run)
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
