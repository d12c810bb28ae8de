"""What each library has by class and level beside what is asked of it, and which copies are too many somewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from koleksi.book import Book
from koleksi.job.report.kinds import is_fiction, level, main_class
from koleksi.job.report.standards import Standard, standards
from koleksi.union.places import nearest_first
from koleksi.union.values import Edition, Library

__all__ = ["KEEP", "OTHERWISE", "Receiver", "Shelf", "Shelves", "Shortage", "Surplus", "asked_titles", "shelves"]

KEEP = 2  # copies of a title that a library of some thousand books needs; more are surplus
OTHERWISE = "village"  # the kind of a library that does not say its own
_RECEIVERS = 5


class Shelf(NamedTuple):
    """A part of a collection: first figure of the class ("?" for none), stories or not, a key of `kinds.LEVELS`."""

    main_class: str
    fiction: bool
    level: str


class Receiver(NamedTuple):
    """A library to which a copy can go, and how far that is (None where one has no coordinates)."""

    library: Library
    km: float | None


@dataclass(frozen=True, slots=True)
class Surplus:
    """Copies of an edition that a library has beyond what it keeps, and who lacks it and is short in its shelf, the
    nearest first."""

    edition: Edition
    shelf: Shelf
    library: Library
    copies: int
    receivers: tuple[Receiver, ...]


@dataclass(frozen=True, slots=True)
class Shortage:
    """Titles that a library has in a shelf, and that are asked of it there."""

    library: Library
    shelf: Shelf
    has: int
    asked: int

    @property
    def short(self) -> int:
        return max(self.asked - self.has, 0)


@dataclass(frozen=True, slots=True)
class Shelves:
    """Titles of each library by shelf. ``asked``: by library's code and shelf, rounded."""

    libraries: Mapping[str, Library]
    titles: Mapping[str, Counter[Shelf]]
    asked: Mapping[str, Mapping[Shelf, int]]

    def shortages(self) -> Iterator[Shortage]:
        """Every shelf in which a library has less than is asked, the largest gaps of a library first."""
        for code, library in self.libraries.items():
            found = [Shortage(library, shelf, self.titles[code][shelf], n) for shelf, n in self.asked[code].items()]
            yield from sorted((one for one in found if one.short), key=lambda one: (-one.short, one.shelf))

    def surplus(self, editions: Iterable[Edition], keep: int = KEEP) -> Iterator[Surplus]:
        """What could go elsewhere. A library is named as often as it lacks titles in a shelf, not more."""
        left = {(one.library.code, one.shelf): one.short for one in self.shortages()}
        near = {code: list(nearest_first(one, self.libraries.values())) for code, one in self.libraries.items()}
        for edition in editions:
            has = {one.library for one in edition.held}
            for one in edition.held:
                if one.copies > keep:
                    shelf, count = shelf_of(edition.book), one.copies - keep
                    receivers = _receivers(near[one.library], has, shelf, left, min(count, _RECEIVERS))
                    yield Surplus(edition, shelf, self.libraries[one.library], count, receivers)


def _receivers(
    near: Sequence[tuple[Library, float | None]],
    has: set[str],
    shelf: Shelf,
    left: dict[tuple[str, Shelf], int],
    most: int,
) -> tuple[Receiver, ...]:
    found: list[Receiver] = []
    for library, km in near:
        if len(found) == most:
            break
        if library.code not in has and left.get((library.code, shelf), 0) > 0:
            left[library.code, shelf] -= 1
            has.add(library.code)
            found.append(Receiver(library, km))
    return tuple(found)


def shelf_of(book: Book) -> Shelf:
    return Shelf(main_class(book), is_fiction(book), level(book))


def shelves(editions: Iterable[Edition], libraries: Iterable[Library]) -> Shelves:
    """Count all libraries' titles, and what is asked of each."""
    known = {one.code: one for one in libraries}
    titles: dict[str, Counter[Shelf]] = {code: Counter() for code in known}
    for edition in editions:
        shelf = shelf_of(edition.book)
        for one in edition.held:
            titles[one.library][shelf] += 1
    together: defaultdict[str, Counter[Shelf]] = defaultdict(Counter)
    for code, library in known.items():
        together[library.kind or OTHERWISE].update(titles[code])
    by_kind = {kind: _asked(kind, counts) for kind, counts in together.items()}
    return Shelves(known, titles, {code: by_kind[one.kind or OTHERWISE] for code, one in known.items()})


def asked_titles(kind: str) -> Standard | None:
    """How many titles the standard of a kind of library asks for; the last of the table where it has several."""
    return _standard(kind or OTHERWISE, "titles")


def _standard(kind: str, measure: str) -> Standard | None:
    return next((one for one in reversed(standards()) if one.library == kind and one.measure == measure), None)


def _asked(kind: str, together: Counter[Shelf]) -> Mapping[Shelf, int]:
    """Titles asked in each shelf: the standard says how many in all, and for some kinds which share of them are
    stories; within that they are spread as libraries of the kind have them on average. No class that nobody knows."""
    whole = _standard(kind, "titles")
    known = {shelf: count for shelf, count in together.items() if shelf.main_class != "?"}
    if not whole or not known:
        return {}
    share = _standard(kind, "fiction_share")
    asked: dict[Shelf, int] = {}
    for fiction in (True, False):
        part = {shelf: count for shelf, count in known.items() if shelf.fiction is fiction}
        total = sum(part.values())
        of_all = total / sum(known.values())
        if share:
            of_all = share.least / 100 if fiction else 1 - share.least / 100
        asked |= {shelf: round(whole.least * of_all * count / total) for shelf, count in part.items()}
    return asked
