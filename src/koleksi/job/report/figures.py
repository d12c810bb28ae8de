"""All figures of a report, worked out once for the page and the workbook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from koleksi._terms import language
from koleksi.book import Book, Copy, Problem, Text
from koleksi.job.report.kinds import (
    LEVELS,
    Items,
    age,
    class_name,
    is_fiction,
    is_recent,
    level,
    main_class,
    tally,
)
from koleksi.job.report.standards import Gap, gaps

__all__ = ["Amount", "Change", "Part", "Report", "Share", "report_of"]


@dataclass(frozen=True, slots=True)
class Amount:
    """Titles and copies of a kind."""

    name: Text
    titles: int
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The collection by one thing. ``chart``: drawn as well; ``is_ours``: its names are words of the program, not
    data."""

    heading: Text
    lines: tuple[Amount, ...]
    chart: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """What the lists had and what there is now; ``before`` empty: a person writes it by hand."""

    name: Text
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many of ``of`` records have a fact."""

    name: Text
    count: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.of) if self.of else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """``day``: the ISO date it speaks of; ``first``: said before all else; ``tasks``: what to do about rows, with how
    many rows, the most frequent first; ``by_source``: problems of each list."""

    library: str
    day: str
    first: tuple[Text, ...]
    counts: Mapping[str, Any]
    changes: tuple[Change, ...]
    parts: tuple[Part, ...]
    forms: tuple[Amount, ...]
    gaps: tuple[Gap, ...]
    quality: tuple[Share, ...]
    tasks: tuple[tuple[Text, int], ...]
    by_source: tuple[tuple[str, int], ...]
    steps: bool = True


def report_of(
    items: Items,
    library: str,
    day: str,
    counts: Mapping[str, Any],
    problems: Iterable[Problem],
    *,
    kind: str = "",
    changes: Iterable[Change] = (),
    first: Sequence[Text] = (),
    steps: bool = True,
) -> Report:
    """The report on a collection. ``kind``: of library, "" for all standards; ``changes``: before and after."""
    year = int(day[:4])
    forms = tuple(_forms(items, year))
    serious = [problem for problem in problems if problem.severity != "note"]
    return Report(
        library=library,
        day=day,
        first=tuple(first),
        counts=counts,
        changes=tuple(changes),
        parts=tuple(_parts(items, year)),
        forms=forms,
        gaps=tuple(gaps(_measures(forms), kind)),
        quality=tuple(_quality(items)),
        tasks=tuple(Counter(problem.do for problem in serious).most_common(20)),
        by_source=tuple(Counter(Path(problem.source).name or "-" for problem in serious).most_common()),
        steps=steps,
    )


# the collection by one thing


def _parts(items: Items, year: int) -> Iterator[Part]:
    def by(of: Callable[[Book], str], name: Callable[[str], Text]) -> tuple[Amount, ...]:
        found = tally(items, lambda book, _: of(book))
        return tuple(Amount(name(value), titles, copies) for value, titles, copies in found)

    yield Part(heading=Text("Kelas utama", "Main class"), lines=_in_order(by(main_class, class_name)))
    yield Part(heading=Text("Fiksi dan nonfiksi", "Fiction and non-fiction"), lines=by(_story, _STORY.__getitem__))
    yield Part(heading=Text("Bahasa", "Language"), lines=by(lambda book: book.language or "?", _language))
    yield Part(heading=Text("Tahun terbit", "Year of publication"), lines=_in_order(by(*_aged(year)), backwards=True))
    yield Part(heading=Text("Jenjang pembaca", "Readers' level"), lines=by(level, LEVELS.__getitem__))
    sources = tally(items, lambda _, copy: copy.source if copy else "?")
    yield Part(heading=Text("Sumber", "Source"), lines=tuple(Amount(_data(name), *two) for name, *two in sources))
    houses = by(lambda book: book.publisher or "?", _data)[:15]
    yield Part(heading=Text("Penerbit terbanyak", "Most frequent publishers"), lines=houses, chart=False)


def _in_order(lines: Sequence[Amount], *, backwards: bool = False) -> tuple[Amount, ...]:
    """In the order of their names, what is not known at the end."""
    known = [line for line in lines if any(letter.isdigit() for letter in line.name.id)]
    known.sort(key=lambda line: line.name.id, reverse=backwards)
    return (*known, *(line for line in lines if line not in known))


def _aged(year: int) -> tuple[Callable[[Book], str], Callable[[str], Text]]:
    names: dict[str, Text] = {}

    def of(book: Book) -> str:
        name = age(book, year)
        return names.setdefault(name.id, name).id

    return of, names.__getitem__


_STORY = {"fiction": Text("Fiksi", "Fiction"), "": Text("Nonfiksi", "Non-fiction")}


def _story(book: Book) -> str:
    return "fiction" if is_fiction(book) else ""


def _language(code: str) -> Text:
    return Text(language.name(code, "id"), language.name(code, "en"))


def _data(word: str) -> Text:
    return Text(word, word)


# what forms and standards ask for


def _forms(items: Items, year: int) -> Iterator[Amount]:
    """Titles and copies of what forms of districts, accreditation and NPP ask for."""
    for name, chosen in (
        (_ALL, lambda book, copies: True),
        (_FICTION, lambda book, copies: is_fiction(book)),
        (_NONFICTION, lambda book, copies: not is_fiction(book)),
        (_REFERENCE, lambda book, copies: _is_reference(book)),
        (_MAGAZINES, _is_serial),
        (_YOUNG, lambda book, copies: level(book) in ("tk", "sd", "child")),
        (_RECENT, lambda book, copies: is_recent(book, year)),
        (_INDONESIAN, lambda book, copies: language.is_local(book.language)),
    ):
        found = [len(copies) for book, copies in items if chosen(book, copies)]
        yield Amount(name, len(found), sum(found))


_ALL = Text("Koleksi tercetak", "Printed collection")
_FICTION = Text("Buku fiksi", "Books of fiction")
_NONFICTION = Text("Buku nonfiksi", "Books of non-fiction")
_REFERENCE = Text("Buku referensi", "Reference books")
_MAGAZINES = Text("Majalah dan terbitan berkala", "Magazines and other serials")
_YOUNG = Text("Buku anak", "Books for children")
_RECENT = Text("Terbitan lima tahun terakhir", "Imprints of the last five years")
_INDONESIAN = Text("Bahasa Indonesia dan daerah", "In Indonesian and its regional languages")


def _is_reference(book: Book) -> bool:
    """Marked so in front of the call number, or classed as a dictionary or an encyclopaedia."""
    return book.call_number.startswith(("R ", "REF ")) or bool(_LOOKED_UP.match(book.ddc))


# Encyclopaedias and dictionaries: 03x, standard subdivision -03 (570.3, 297.03), 4x3 and 499.2213 of languages.
_LOOKED_UP = re.compile(r"03|\d\d\d\.03|[015-9]\d0\.3(?!\d)|370\.3|4[2-8]3|499\.2213")


def _is_serial(book: Book, copies: Sequence[Copy]) -> bool:
    return bool(book.issn) or any(copy.issue for copy in copies)


def _measures(forms: Sequence[Amount]) -> Mapping[str, float]:
    """The figures that standards speak of, shares in percent of titles."""
    of = {line.name: line for line in forms}
    titles = of[_ALL].titles

    def share(name: Text) -> float:
        return 100 * of[name].titles / titles if titles else 0.0

    return {
        "titles": titles,
        "copies": of[_ALL].copies,
        "reference_titles": of[_REFERENCE].titles,
        "magazines": of[_MAGAZINES].titles,
        "fiction_share": share(_FICTION),
        "nonfiction_share": share(_NONFICTION),
        "recent_share": share(_RECENT),
    }


# how good the records are


def _quality(items: Items) -> Iterator[Share]:
    """Of how many titles each fact is known."""
    for name, field in _FACTS:
        yield Share(name, sum(bool(getattr(book, field)) for book, _ in items), len(items))


_FACTS = (
    (Text("judul", "title"), "title"),
    (Text("pengarang", "author"), "authors"),
    (Text("penerbit", "publisher"), "publisher"),
    (Text("tahun terbit", "year"), "year"),
    (Text("ISBN", "ISBN"), "isbn"),
    (Text("kelas", "class"), "ddc"),
    (Text("subjek", "subject"), "subjects"),
    (Text("halaman", "pages"), "extent"),
)
