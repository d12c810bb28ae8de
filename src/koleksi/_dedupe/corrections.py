"""Which row of a later list is an earlier row corrected: a typing error mended, a year typed, an empty title filled in.

The question is not whether two rows are one edition (a list holds an edition twice without harm) but whether they are
one line of it. So facts that a person corrects, as year, publisher and author, weigh little against an equal title;
what tells parts of a work apart (volume, grade, part, issue) never changes by a correction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from koleksi._dedupe.candidates import candidates
from koleksi._dedupe.facts import facts_conflict
from koleksi._dedupe.features import Features, features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.phonetic import phonetic_key
from koleksi._dedupe.rows import Rows, sorted_rows
from koleksi.book import Book

__all__ = ["Correction", "corrections"]

_TITLE, _ISBN, _FIELD = 3.0, 4.0, 0.8  # points for an equal title, ISBN, and each of author, publisher and year
_UNLIKE = 0.5  # similarity below which two titles are not one with errors
_RETYPED = -4.0  # points of such titles: only an equal ISBN or number outweighs them
_BEGINS = 2.4  # a title to which the rest was typed, or from which it was taken away
_MANY = 400  # pairs of rows of two titles beyond which only rows in the same order are looked at
_FEW = 2_500  # pairs in all up to which each is looked at: "Beajar Merajut" shares no key with "Belajar Merajut"
_CORRECTED = frozenset({"edition", "years"})  # marks of a title that a person may correct
_BARE = frozenset({"number", "spelled"})  # numbers without a mark: a slip ("350 Tahun", "35 Tahun"), or another part


class Correction(NamedTuple):
    """Places of an earlier and a later row, and what speaks for their being one. ``kind``: "plain"; "begins": one
    title is the begin of the other, which place alone can tell from another book; "number": a bare number differs,
    which only a person can tell."""

    earlier: int
    later: int
    points: float
    kind: Literal["plain", "begins", "number"]


def corrections(
    earlier: Sequence[Book], later: Sequence[Book], beside: Iterable[tuple[int, int]] = ()
) -> Iterator[Correction]:
    """Every two books worth a word, in no order.

    ``beside``: pairs to look at whatever their titles say, since they stand at one place. A pair that differs in a
    volume, grade, part, issue or month is left out.
    """
    memory = Memory()
    old, new = ([features(book, memory) for book in books] for books in (earlier, later))
    few = product(range(len(old)), range(len(new))) if len(old) * len(new) <= _FEW else ()
    for a, b in {*_alike(old, new), *_one_isbn(old, new), *beside, *few}:
        if _never(old[a], new[b], _CORRECTED | _BARE):
            continue
        points = _titles(old[a], new[b]) + _isbns(old[a], new[b]) + _fields(old[a], new[b])
        yield Correction(a, b, points, _kind(old[a], new[b]))


def _alike(old: Sequence[Features], new: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Pairs with one title, or with titles that share a key; an empty title is like no other."""
    rows = sorted_rows(new, old)
    for title in range(rows.titles):
        if rows.of(title).compact:
            yield from _between(rows, title, title)
    for title, others in candidates(rows):
        for other in others:
            yield from _between(rows, title, other)
            yield from _between(rows, other, title)


def _one_isbn(old: Sequence[Features], new: Sequence[Features]) -> Iterator[tuple[int, int]]:
    places = defaultdict[str, list[int]](list)
    for place, side in enumerate(old):
        for isbn in (*side.isbns, *side.damaged):
            places[isbn].append(place)
    for place, side in enumerate(new):
        for isbn in (*side.isbns, *side.damaged):
            if len(places[isbn]) <= _MANY:
                yield from ((earlier, place) for earlier in places[isbn])


def _between(rows: Rows, ours: int, theirs: int) -> Iterator[tuple[int, int]]:
    """(earlier, later) for the rows of two titles."""
    later = [rows.places[row] for row in rows.of_title(ours) if rows.is_new(row)]
    earlier = [rows.places[row] - rows.new for row in rows.of_title(theirs) if not rows.is_new(row)]
    if len(later) * len(earlier) <= _MANY:
        yield from ((a, b) for a in earlier for b in later)
    else:
        yield from zip(sorted(earlier), sorted(later), strict=False)


def _never(old: Features, new: Features, corrected: frozenset[str]) -> bool:
    """Whether they differ in what never changes by a correction; ``corrected``: marks that do."""
    ours, theirs = (tuple(fact for fact in side.facts if fact[0] not in corrected) for side in (old, new))
    return facts_conflict(ours, theirs) is not None


def _kind(old: Features, new: Features) -> Literal["plain", "begins", "number"]:
    dated = all("issue" in dict(side.facts) for side in (old, new))  # "Tempo: Juni 2016", "Tempo: Juni 2017"
    if _never(old, new, _CORRECTED - {"years"} if dated else _CORRECTED):
        return "number"
    return "begins" if _only_begins(old, new) else "plain"


def _only_begins(old: Features, new: Features) -> bool:
    """ "Provinsi Indonesia: Papua" and "Provinsi Indonesia" may be two books."""
    return old.core != new.core and _begins(old, new) and not set(old.isbns) & set(new.isbns)


def _titles(old: Features, new: Features) -> float:
    if not old.compact or not new.compact:
        return 0.0
    if old.raw == new.raw:
        return _TITLE + 0.2
    if old.compact == new.compact:
        return _TITLE
    alike = Indel.normalized_similarity(old.compact, new.compact)
    if alike < 0.9:
        alike = max(alike, Indel.normalized_similarity(phonetic_key(old.compact), phonetic_key(new.compact)) - 0.05)
    if alike < _UNLIKE:
        return _BEGINS - 1.5 if _begins(old, new) else _RETYPED
    return max(_TITLE * alike, _BEGINS if _begins(old, new) and alike > 0.6 else 0.0)


def _begins(old: Features, new: Features) -> bool:
    short, long = sorted((old.core.split(), new.core.split()), key=len)
    return len(short) > 1 and long[: len(short)] == short


def _isbns(old: Features, new: Features) -> float:
    if set(old.isbns) & set(new.isbns) or set(old.damaged) & set(new.damaged):
        return _ISBN
    if old.isbns and new.isbns:
        return -_ISBN / 2
    damaged, good = (old.damaged, new.isbns) if old.damaged else (new.damaged, old.isbns)
    near = any(Indel.normalized_similarity(a, b) > 0.85 for a in damaged for b in good)
    return _ISBN / 2 if near else 0.0


def _fields(old: Features, new: Features) -> float:
    points = 0.0
    for ours, theirs in ((old.authors, new.authors), (old.publisher, new.publisher), (old.year, new.year)):
        if ours and theirs:
            points += _FIELD if ours == theirs else -_FIELD / 2
    return points
