"""Which issue of a periodical something is: "Vol. 12 No. 5, Mei 2016", "8-14 Agustus 2016", "TH III NO.29".

Enumeration and chronology, as MARC 21 names them (853-868). A book may have such words in its title as well: whether it
is an issue of a periodical is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from koleksi._terms.calendar import MONTH_NAMES, MONTHS, month_named
from koleksi._terms.numerals import roman
from koleksi._terms.tables import rows

__all__ = ["Issue", "is_special", "read_issue", "spine_of"]

_OF_KIND = {kind: [row["word"] for row in rows("periodical_words.csv") if row["kind"] == kind]
            for kind in ("special", "season")}  # fmt: skip
_ABBREVIATED = ("jan", "feb", "peb", "mar", "apr", "jun", "jul", "agu", "agt", "ags", "agus", "agust", "aug", "sep",
                "sept", "okt", "oct", "nov", "nop", "des", "dec")  # fmt: skip
_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")


def _alternation(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NAMES = _alternation([*MONTHS, *(name.en.casefold() for name in MONTH_NAMES)])
_MONTH = rf"(?:{_NAMES}|{_alternation(list(_ABBREVIATED))})(?![^\W\d])"
_TO = r"\s*(?:[-\u2013/&]|s\.?\s?/?\s?d\.?|dan|sampai)\s*"
_YEAR = r"(?:1[89]|20)\d\d"
_COUNT = r"(?:\d{1,4}|[ivxlc]{1,7})(?!\w)"
_CHRONOLOGY = re.compile(
    rf"(?<![^\W\d])(?:\b(?:edisi|ed)\b\.?\s*)?"
    rf"(?:(?P<days>(?<!\d)\d{{1,2}}(?:{_TO}\d{{1,2}})?)\s*)?(?P<month>{_MONTH})\.?\s*[,']?\s*"
    rf"(?P<year>{_YEAR})?(?!\d{{5}})"
    rf"(?:{_TO}(?P<until>\d{{1,2}})?\s*(?P<last>{_MONTH})\.?\s*[,']?\s*(?P<end>{_YEAR})?"
    rf"|(?P<second>{_MONTH})\s+(?P<of>{_YEAR}))?",
    re.IGNORECASE,
)
_SEASON = re.compile(rf"\b(?P<season>{_alternation(_OF_KIND['season'])})\s+(?P<year>{_YEAR})", re.IGNORECASE)
_WEEK = re.compile(rf"\b(?:minggu|pekan|week)\s+(?:ke-?\s*)?(?P<week>{_COUNT})", re.IGNORECASE)
_VOLUME = re.compile(rf"\bvol(?:ume)?\b[\s.:]*(?P<volume>{_COUNT})", re.IGNORECASE)
_RUN = re.compile(rf"\b(?:th|thn|tahun)\b[\s.]*(?:ke\b[\s-]*)?(?!{_YEAR})(?P<volume>{_COUNT})", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:\b(?:no|nomor|nomer|num|number|issue)\b[\s.:]*|#\s*)(?:ke\b[\s-]*)?"
    rf"(?P<number>{_COUNT}(?:[-/&]\d{{1,4}}(?!\d))?)",
    re.IGNORECASE,
)
_EDITION = re.compile(rf"\b(?:ed|edisi|edition)\b[\s.:]*(?:ke\b[\s-]*)?(?P<number>{_COUNT})", re.IGNORECASE)
_SLASHES = re.compile(
    rf"(?P<number>\d{{1,4}})\s*/\s*(?:(?P<volume>[ivxlc]{{1,7}})\s*/\s*)?(?P<year>{_YEAR})"
    r"|(?P<n>\d{1,4})\s*/\s*(?P<v>[ivxlc]{1,7})\Z",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(rf"(?:\b(?:tahun|thn|th)\b[\s.]*)?(?<!\d){_YEAR}(?!\d)(?!\s*[-\u2013]\s*\d)", re.IGNORECASE)
_SPECIAL = re.compile(rf"\b(?:{_alternation(_OF_KIND['special'])})\b", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-z.])(?=\d)|(?<=\d)(?=[A-Z])", re.IGNORECASE)
_ZERO, _EMPTY, _STOP = (
    re.compile(r"\bN0(?=[\s.]*\d)"),
    re.compile(r"\(\s*[,;:.]*\s*\)|\[\s*\]"),
    re.compile(r"\s+([,;:])"),
)
_Said = dict[str, Any]
_Reader = Callable[[re.Match[str]], _Said]
_LEFT = " \t|,;:/.()[]-\u2013\u2014"


class Issue(NamedTuple):
    """``volume``, ``number``: digits ("5", "7-8"); ``counted_as_edition``: the number stood behind "Ed."; ``days``:
    "8-14", or up to a day of ``last``; ``month`` and ``last``: 1..12, 0 for none; ``season``: its word, or "minggu 2";
    ``special``: "Suplemen", "Edisi khusus"."""

    volume: str = ""
    number: str = ""
    counted_as_edition: bool = False
    days: str = ""
    month: int = 0
    last: int = 0
    season: str = ""
    year: int = 0
    special: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether it says more of its time than a year."""
        return bool(self.month or self.season)

    @property
    def is_numbered(self) -> bool:
        return bool(self.number) and not self.counted_as_edition

    @property
    def is_known(self) -> bool:
        """Whether it is told from others of its year."""
        return bool(self.is_dated or self.number or self.volume or self.special)

    def __str__(self) -> str:
        """As it stands in a record: "Suplemen, Vol. 12 No. 5, 8-14 Agustus 2016"."""
        counted = " ".join(f"{word} {value}" for word, value in (("Vol.", self.volume), ("No.", self.number)) if value)
        return ", ".join(filter(None, (self.special, counted, self._time([name.id for name in MONTH_NAMES]))))

    def spine(self) -> str:
        """As it stands on a label: its time where that tells it, else its number."""
        parts = [self.special] if self.special else []
        if self.is_dated:
            parts.append(self._time(_SHORT))
        elif self.number or self.volume:
            counted = (("Vol.", self.volume), ("No.", self.number))
            parts.append(" ".join(f"{word} {value}" for word, value in counted if value))
            parts += [str(self.year)] if self.year and not self.volume else []
        elif self.year:
            parts.append(str(self.year))
        return " ".join(parts)

    def _time(self, names: list[str] | tuple[str, ...]) -> str:
        months = [names[month - 1] for month in (self.month, self.last) if month]
        if self.last and " " in self.days:  # from a day of one month to a day of the next
            first, until = self.days.split()
            said = f"{first} {months[0]}-{until} {months[1]}"
        else:
            said = " ".join(filter(None, (self.days, "-".join(months))))
        return " ".join(filter(None, (said, self.season, str(self.year or ""))))

    def facts(self) -> frozenset[str]:
        """Each thing that it says; two issues that both say one kind of thing differently are two."""
        said = (("v", self.volume), ("n", self.number), ("d", self.days), ("m", self.month), ("l", self.last),
                ("s", self.season), ("y", self.year), ("x", self.special.casefold()))  # fmt: skip
        return frozenset(f"{kind}{value}" for kind, value in said if value)

    def agrees(self, other: Issue) -> bool:
        """Whether both are one issue, one of them told more fully: both say what tells it from others of its year."""
        ours, theirs = self.facts(), other.facts()
        if bool(self.special) != bool(other.special) or not (ours <= theirs or theirs <= ours):
            return False
        less = min(self, other, key=lambda one: len(one.facts()))
        return ours == theirs or (less.is_known and not (less.volume and not less.number and not less.is_dated))


def read_issue(text: str, year: int = 0, *, of_edition: bool = False) -> tuple[str, Issue]:
    """The text without what it says of an issue, and that. ``year``: from elsewhere; ``of_edition``: the text is that
    of a column for editions, where a bare number and "5/XII/2010" are an issue too."""
    found: dict[str, Any] = {}
    rest = _ZERO.sub("No", text)
    if of_edition:
        rest = _take(_SLASHES, _GLUED.sub(" ", rest), found, _slashes)
    for pattern, reader in _READERS:
        rest = _take(pattern, rest, found, reader)
    if "volume" in found:
        rest = _RUN.sub(" ", rest)
    bare = rest.strip(_LEFT)
    if of_edition and not found and bare.isdecimal() and len(bare) < 4:
        found, rest = {"number": _plain(bare), "counted_as_edition": True}, ""
    if not found:
        return text, Issue(year=year)
    rest = " ".join(_EMPTY.sub(" ", rest).split())
    return _STOP.sub(r"\1", rest).strip(_LEFT), Issue(**({"year": year} | found))


def _take(pattern: re.Pattern[str], text: str, found: dict[str, Any], reader: _Reader) -> str:
    """The text without the first match that says something new, which goes into ``found``."""
    for match in pattern.finditer(text):
        new = {name: value for name, value in reader(match).items() if value and name not in found}
        if new:
            found |= new
            return f"{text[: match.start()]} {text[match.end() :]}"
    return text


def _chronology(match: re.Match[str]) -> _Said:
    first = month_named(match["month"][:3])
    last = month_named((match["last"] or match["second"] or "")[:3])
    year, end = match["year"] or match["end"] or match["of"], match["end"]
    if match["year"] and end and end != match["year"] and last - first + 12 * (int(end) - int(match["year"])) > 3:
        return {}  # "Maret 1946 - Maret 1947" is what a book tells of
    days = re.sub(r"\D+", "-", match["days"] or "").strip("-")
    if match["until"]:
        days = f"{days} {match['until']}" if days else ""
    same = last == first
    if not (year or last or days):
        return {"month": first}
    return {"days": days, "month": first, "last": 0 if same else last, "year": int(end or year or 0)}


def _season(match: re.Match[str]) -> _Said:
    return {"season": match["season"].capitalize(), "year": int(match["year"])}


def _week(match: re.Match[str]) -> _Said:
    return {"season": f"minggu {_plain(match['week'])}"}


def _volume(match: re.Match[str]) -> _Said:
    return {"volume": _plain(match["volume"])}


def _number(match: re.Match[str]) -> _Said:
    return {"number": _plain(match["number"])}


def _edition(match: re.Match[str]) -> _Said:
    return {"number": _plain(match["number"]), "counted_as_edition": True}


def _special(match: re.Match[str]) -> _Said:
    return {"special": match[0].capitalize()}


def _year(match: re.Match[str]) -> _Said:
    return {"year": int(match[0][-4:])}


def _slashes(match: re.Match[str]) -> _Said:
    number, volume = match["number"] or match["n"], match["volume"] or match["v"]
    return {"number": _plain(number), "volume": _plain(volume or ""), "year": int(match["year"] or 0)}


_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_NUMBER, _number), (_VOLUME, _volume), (_RUN, _volume), (_CHRONOLOGY, _chronology), (_SEASON, _season),
    (_WEEK, _week), (_SPECIAL, _special), (_EDITION, _edition), (_BARE_YEAR, _year),
)  # fmt: skip


def _plain(count: str) -> str:
    """ "05" -> "5", "XII" -> "12", "7/8" -> "7-8"."""
    parts = re.split(r"[-/&]", count)
    return "-".join(str(int(part)) if part.isdecimal() else str(roman(part) or part) for part in parts if part)


def is_special(text: str) -> bool:
    """Whether an issue as `Issue` writes it stands beside the row of issues: a supplement, "Edisi khusus"."""
    return _SPECIAL.match(text) is not None


def spine_of(text: str) -> str:
    """What a label says of an issue that a record tells as `Issue` writes it, with or without a theme behind it."""
    said, _, _ = text.partition(": ")
    rest, issue = read_issue(said)
    return issue.spine() if issue.facts() and not rest else said
