"""Issues of a periodical as MARC 21 Holdings tells them: in codes (853/863, 854/864) and in words (866, 867).

Issues that say the same kinds of things (volume, number, year, month ...) share one 853 with their captions; each has
an 863 with the values, linked by $8 "1.3": the pattern and the place in it. The words stand beside it under the same
link, and are what is shown (second indicator 3). An issue that codes cannot say exactly stands in words alone, $8 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from koleksi._marc.fields import Field
from koleksi._terms.issue import Issue, is_special, read_issue
from koleksi.book import Copy, MarcField

__all__ = ["in_words", "issues", "links_before", "links_in"]

_CAPTIONS = "33"  # nobody says whether they can be compressed; not verified, and a level may be missing
_CODED = "43"  # each issue by itself, and the words are what is shown
_WORDS = "40"
_SEASONS: Mapping[str, str] = MappingProxyType({"spring": "21", "summer": "22", "autumn": "23", "winter": "24"})
_CODES = frozenset({"853", "854", "863", "864"})

Pairs = tuple[tuple[str, str], ...]


class _Coded(NamedTuple):
    """``captions`` and ``values`` by their subfields; ``tag`` of the captions: 854 for supplements."""

    tag: str
    captions: Pairs
    values: Pairs


def issues(copies: Sequence[Copy], before: int = 0) -> list[Field]:
    """Each issue once, in the order of the copies; those beside the row of issues as supplements. ``before``: how many
    patterns of others stand before ours."""
    patterns: dict[tuple[str, Pairs], int] = {}  # captions -> issues that have them
    coded: list[Field] = []
    words: list[Field] = []
    for text in dict.fromkeys(copy.issue for copy in copies if copy.issue):
        link = "0"
        if one := _coded(text):
            pattern = (one.tag, one.captions)
            patterns[pattern] = place = patterns.get(pattern, 0) + 1
            link = f"{before + list(patterns).index(pattern) + 1}.{place}"
            coded.append((_values_of(one.tag), _CODED, (("8", link), *one.values)))
        words.append(("867" if is_special(text) else "866", _WORDS, (("8", link), ("a", text))))
    captions = [(tag, _CAPTIONS, (("8", str(before + n)), *said)) for n, (tag, said) in enumerate(patterns, start=1)]
    return [*captions, *coded, *words]


def in_words(fields: Iterable[Field]) -> list[Field]:
    """The same without codes, for a system that shows an 863 as it stands."""
    return [
        (tag, marks, (("8", "0"), *subfields[1:]))
        if tag in ("866", "867") and marks == _WORDS
        else (tag, marks, subfields)
        for tag, marks, subfields in fields
        if tag not in _CODES
    ]


def links_in(fields: Iterable[Field | MarcField]) -> int:
    """The highest link number of the captions among some fields, 0 for none."""
    links = (value for one in fields if one[0] in ("853", "854") for code, value in one[2] if code == "8")
    return max([int(link) for link in links if link.isdecimal()], default=0)


def links_before(given: Sequence[Field], copies: Sequence[Copy]) -> int:
    """How many patterns of others a record holds before those that were made here for its copies."""
    if not any(copy.issue for copy in copies):
        return 0
    ours = sum(tag in ("853", "854") for tag, _, _ in issues(copies))
    return max(links_in(given) - ours, 0)


def _values_of(captions: str) -> str:
    return "864" if captions == "854" else "863"


def _coded(text: str) -> _Coded | None:
    """An issue in words (`Issue`, with or without the title that it has of its own) by levels, None where they are not
    the whole of it."""
    said, _, title = text.partition(": ")
    rest, issue = read_issue(said)
    if rest or str(issue) != said:
        return None
    counted = [("a" if n == 0 else "b", *level) for n, level in enumerate(_enumeration(issue))]
    dated = list(zip("ijk", _chronology(issue), strict=False))
    levels = [*counted, *((code, *level) for code, level in dated)]
    if not levels or issue.season and issue.season.casefold() not in _SEASONS:
        return None
    kind = (("o", issue.special),) if issue.special else ()
    name = (("o", title),) if title else ()
    captions = tuple([(code, caption) for code, caption, _ in levels])
    values = tuple([(code, value) for code, _, value in levels])
    return _Coded("854" if issue.special else "853", (*captions, *kind), (*values, *name))


def _enumeration(issue: Issue) -> Iterator[tuple[str, str]]:
    """Captions and values; a slash joins the numbers of one issue."""
    if issue.volume:
        yield "Vol.", issue.volume.replace("-", "/")
    if issue.number:
        yield "No.", issue.number.replace("-", "/")


def _chronology(issue: Issue) -> Iterator[tuple[str, str]]:
    """The captions of what is coded stand in brackets, for they are not shown."""
    if issue.year:
        turns = issue.last and issue.last < issue.month  # "26 Desember-1 Januari 2017"
        yield "(year)", f"{issue.year - 1}/{issue.year}" if turns else str(issue.year)
    if issue.month:
        yield "(month)", "/".join(f"{month:02}" for month in (issue.month, issue.last) if month)
    elif issue.season:
        yield "(season)", _SEASONS.get(issue.season.casefold(), "")
    if issue.days:
        yield "(day)", "/".join(f"{int(day):02}" for day in issue.days.replace(" ", "-").split("-"))
