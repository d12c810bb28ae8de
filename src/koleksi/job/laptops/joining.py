"""Several ledgers as one: rows, numbers and decisions of all, whatever the order in which they are given.

The folder that they are merged into counts first: what it has keeps its place, and what it decided on its own is not
overruled by what it had taken over before. Of the others only what is new since then counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from koleksi.job.collection import CopyKey
from koleksi.job.laptops.portable import same_origin, version
from koleksi.job.memory.copies import Held
from koleksi.job.memory.sharing import Addition, Contents, Signed, Taken
from koleksi.job.memory.unchanged import Remembered

__all__ = ["Claims", "Joined", "aligned", "join", "second_numbers"]

_LAST = "~"  # behind every number: where rows without one stand

Thing = tuple[str, str]  # kind and key of what is decided
Claims = Mapping[Thing, Mapping[str, tuple[str, ...]]]  # what is decided -> each word on it -> the folders that say it


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """``claims``: all words on things of which some folder says something that is new to the merged one."""

    addition: Addition
    claims: Claims


def aligned(own: Contents, other: Contents) -> Contents:
    """``other`` with the keys of ``own`` where both know a row: one that began with the same text and bears the same
    number.
    """
    bearer = {held.numbers.barcode: key for (key, _), held in own.copies.items()}
    known = {
        key: ours
        for (key, _), held in other.copies.items()
        if (ours := bearer.get(held.numbers.barcode, key)) != key and same_origin(key, ours)
    }
    return replace(
        other,
        rows=tuple(replace(row, key=known.get(row.key, row.key)) for row in other.rows),
        copies={(known.get(key, key), number): held for (key, number), held in other.copies.items()},
        decisions=tuple(
            signed._replace(key="+".join(sorted(known.get(key, key) for key in signed.key.split("+"))))
            for signed in other.decisions
        ),
    )


def join(own: Contents, others: Sequence[Contents], control_number: Callable[[int], str]) -> Joined:
    """What ``own`` takes over from ``others``, all of them portable, aligned and without collisions.

    ``control_number``: running number -> the control number that the merged folder makes of it.
    """
    rows, versions = _rows(own, others)
    decisions, claims = _decisions(own, others)
    considered = {
        Taken(signed.kind, signed.key, signed.value, "") for contents in others for signed in contents.decisions
    }
    addition = Addition(
        rows=tuple(rows),
        copies=_copies(own, others, rows, control_number),
        decisions=tuple(decisions),
        accepted=_accepted(own, others),
        taken=tuple(sorted({*versions, *(considered - set(own.taken))})),
    )
    return Joined(addition=addition, claims=claims)


# rows


def _rows(own: Contents, others: Sequence[Contents]) -> tuple[list[Remembered], list[Taken]]:
    """Every row in the version that was typed last: those of ``own`` in their order, then the rest by their numbers."""
    ours = {row.key: row for row in own.rows}
    taken = {known.key: known for known in own.taken if known.kind == "row"}
    theirs = defaultdict[str, list[tuple[str, str, Remembered]]](list)
    for contents in others:
        for row in contents.rows:
            theirs[row.key].append((contents.at, version(row), row))
    rows, versions = dict(ours), []
    for key, several in theirs.items():
        at, newest, row = max(several, key=lambda one: (*one[:2], one[2].source, one[2].row))
        before = taken.get(key)
        if before is None or at >= before.at:  # else a copy of the folder from an earlier day
            versions.append(Taken("row", key, newest, at))
            if key not in ours or before is None or newest != before.value:
                rows[key] = row
            elif not row.gone:  # here it may have been left out by mistake, with its laptop's list
                rows[key] = replace(ours[key], gone=False)
    numbers = _first_numbers([own, *others])
    fresh = sorted(rows.keys() - ours.keys(), key=lambda key: (numbers.get(key, _LAST), key))
    return [*(rows[key] for key in ours), *(rows[key] for key in fresh)], versions


def _first_numbers(several: Sequence[Contents]) -> Mapping[str, str]:
    """The lowest barcode of each row."""
    found: dict[str, str] = {}
    for contents in several:
        for (key, _), held in contents.copies.items():
            found[key] = min(found.get(key, _LAST), held.numbers.barcode)
    return found


# copies


def _copies(
    own: Contents, others: Sequence[Contents], rows: Sequence[Remembered], control_number: Callable[[int], str]
) -> Mapping[CopyKey, Held]:
    """The copies that are new to ``own``, with running numbers behind its own; accession number and barcode stay."""
    order = {row.key: place for place, row in enumerate(rows)}
    known = {held.numbers.barcode for held in own.copies.values()}
    fresh = {
        held.numbers.barcode: (order[key], number, key, held)
        for contents in others
        for (key, number), held in contents.copies.items()
        if held.numbers.barcode not in known
    }
    controls = {held.numbers.control for held in own.copies.values()}
    promised = controls | {held.numbers.control for *_, held in fresh.values()}
    n = own.last_number
    made: dict[CopyKey, Held] = {}
    for barcode in sorted(fresh, key=lambda barcode: (*fresh[barcode][:2], barcode)):
        _, number, key, held = fresh[barcode]
        n += 1
        while control_number(n) in promised:
            n += 1
        control = "" if held.numbers.control in controls else held.numbers.control
        controls.add(control or control_number(n))
        place = next(at for at in _places(key, number) if at not in own.copies and at not in made)
        made[place] = replace(held, numbers=held.numbers._replace(n=n, control=control))
    return made


def second_numbers(addition: Addition) -> Mapping[CopyKey, Held]:
    """Copies beyond those that their row names: a book that was numbered here and on a laptop has two labels."""
    named = {row.key: len(row.entry.copies) for row in addition.rows}
    return {key: held for key, held in addition.copies.items() if key[1] > named[key[0]]}


def _places(key: str, wanted: int) -> Iterator[CopyKey]:
    """Where a copy of a row may stand. A second number of one copy stands behind all: its label is to be taken off."""
    while True:
        yield key, wanted
        wanted += 1


# decisions


def _decisions(own: Contents, others: Sequence[Contents]) -> tuple[list[Signed], Claims]:
    """Decisions on which all agree and that ``own`` has not; and every word on things of which there is news."""
    considered = {(known.kind, known.key, known.value) for known in own.taken}
    ours = {(signed.kind, signed.key): signed for signed in own.decisions}
    news = defaultdict[Thing, list[tuple[str, Signed]]](list)
    for contents in others:
        for signed in contents.decisions:
            if signed[:3] not in considered:
                news[signed.kind, signed.key].append((contents.folder, signed))
    claims: dict[Thing, dict[str, tuple[str, ...]]] = {}
    agreed = []
    for thing, words in news.items():
        said = [(own.folder, ours[thing]), *words] if thing in ours else words
        claims[thing] = {
            value: tuple(sorted({folder for folder, signed in said if signed.value == value}))
            for value in sorted({signed.value for _, signed in said})
        }
        if thing not in ours and len(claims[thing]) == 1:
            agreed.append(min((signed for _, signed in words), key=lambda signed: (signed.at, signed.author)))
    return sorted(agreed), claims


def _accepted(own: Contents, others: Sequence[Contents]) -> Mapping[Thing, str]:
    """What was printed and handed over on the laptops; ``own`` knows best of what is its own."""
    found: dict[Thing, str] = {}
    for contents in others:
        for thing, digest in contents.accepted.items():
            if thing not in own.accepted:
                found[thing] = min(found.get(thing, digest), digest)
    return found
