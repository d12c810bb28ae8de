"""The part of a work that a title names: "jilid 3A", "BUKU II", "Edisi ke-2", and the number closing "Matahari 2"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from koleksi._terms.folding import fold_for_title
from koleksi._terms.numerals import roman, spelled, spelled_pattern
from koleksi._terms.tables import rows

__all__ = ["Count", "closing", "count_of", "part_in", "parted", "shared_closings"]

_LARGEST_ROMAN = 50  # above it a word of the letters I V X L C is likelier ("mix", "civil")
_SMALL = 3  # a row of volumes begins below it; versions of programs ("Windows 7", "Windows 8") do not
_END = 16  # characters at the end of a title in which its closing number stands


class Count(NamedTuple):
    """A part's number and letter: "3A" -> (3, "A"); (0, "B") where there is only a letter."""

    number: int
    letter: str = ""

    def __str__(self) -> str:
        return f"{self.number or ''}{self.letter}"


_COUNT = re.compile(r"(?P<digits>\d{1,3})(?P<a>[A-Fa-f]?)|(?P<roman>[IVXL]{1,7}|[ivxl]{1,7})(?P<b>[A-F]?)|(?P<c>[A-F])")


def count_of(text: str) -> Count | None:
    """What a number of a part says: "3", "3a", "III", "IIIA", "B", "ketiga", "third"; None for anything else."""
    if number := spelled("cardinal", "ordinal").get(text.casefold()):
        return Count(number)
    found = _COUNT.fullmatch(text)
    if not found:
        return None
    if found["c"]:
        return Count(0, found["c"])
    number = int(found["digits"]) if found["digits"] else roman(found["roman"])
    letter = (found["a"] or found["b"] or "").upper()
    return Count(number, letter) if number > 0 and (found["digits"] or number <= _LARGEST_ROMAN) else None


@lru_cache(maxsize=8)
def _marks(kind: str) -> re.Pattern[str]:
    """A word that counts parts of a kind, and the number behind it that is no range ("jilid 1-6")."""
    words = "|".join(re.escape(row["word"]) for row in rows("title_marks.csv") if row["kind"] == kind)
    number = rf"\d{{1,3}}[A-Fa-f]?|[IVXL]{{1,7}}[A-F]?|[ivxl]{{1,7}}|[A-F](?=\s*(?:[:;,)]|\Z))|(?i:{_spelled()})"
    words = f"{words}|#" if kind == "volume" else words  # "Naruto #5"
    return re.compile(
        rf"(?<!\w)(?i:d?(?:{words}))['\u2019]?(?:[.\s-]*(?i:ke|no)\b)?(?:[.\s-]{{1,4}}|(?=\d))(?P<n>{number})(?![\w'])"
        rf"(?!\s*(?:[-\u2013/&]|(?i:s\.?\s?/?d|dan|sampai)\b)\.?\s*[\dIVX])(?!\.\d)"
    )


def _may_have(title: str, kind: str) -> bool:
    """Whether a word of a kind may stand in a title: cheap, and false of most."""
    low = title.casefold()
    return any(word in low for word in _shortest_words(kind))


@cache
def _shortest_words(kind: str) -> tuple[str, ...]:
    """The words of which one is in any text that has a word of the kind in it."""
    words = {row["word"] for row in rows("title_marks.csv") if row["kind"] == kind} | {"#"}
    return tuple(sorted(word for word in words if not any(other != word and other in word for other in words)))


@cache
def _ordinal_edition() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<n>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{_spelled()}))\s+(?:ed\b|edn\b|edition\b|edisi\b)",
        re.IGNORECASE,
    )


@cache
def _spelled() -> str:
    return spelled_pattern("cardinal", "ordinal")


def part_in(title: str, kind: str) -> Count | None:
    """What a title says behind a word of a kind of ``title_marks.csv`` ("volume", "juz", "edition"): the first such."""
    if not _may_have(title, kind):
        return None
    found = _marks(kind).search(title)
    if found:
        return count_of(found["n"])
    if kind == "edition" and (before := _ordinal_edition().search(title)):
        return count_of(before["n"] or before["word"])
    return None


def parted(title: str, kind: str) -> tuple[str, str, str] | None:
    """The words before a part that closes a title or stands before its subtitle, the part as typed, the subtitle:
    "Asia Tenggara Jilid 2: Jaringan" -> ("Asia Tenggara", "Jilid 2", "Jaringan"). None for any other title, and where
    nothing stands before the part ("Buku 2")."""
    if not _may_have(title, kind):
        return None
    found = _marks(kind).search(title) or (_ordinal_edition().search(title) if kind == "edition" else None)
    after = _AFTER_PART.fullmatch(title[found.end() :]) if found else None
    before = title[: found.start()].rstrip(" ,.;:/([-\u2013\u2014") if found else ""
    if not found or not after or not any(map(str.isalpha, before)):
        return None
    return before, found[0].strip(), after["subtitle"] or ""


_AFTER_PART = re.compile(r"[\s.)\]]*(?:\s*[:;]\s*(?P<subtitle>\S.*?))?[\s:;,.]*")
_CLOSING = re.compile(r"(?:(?<=[\s(#`'])|\A)#?(?P<n>\d{1,2}[A-Fa-f]?|[IVXL]{1,6}[A-F]?)[\s).]*\Z")
_LETTERS = re.compile(r"(?<=[\dIVX])\s*[:;,.(]?\s*[A-Z][a-z]{0,2}\s*[-\u2013]\s*[A-Z][a-z]{0,2}\)?\Z")  # "1 A-D"
_SUBTITLE = re.compile(r"\s*[:;]|\s[-\u2013\u2014]\s")


def closing(title: str) -> tuple[str, Count] | None:
    """The words before the number that closes a title or stands before its subtitle, or before the letters that a
    volume holds, folded, and that number: "Semua Murid 4: Di Rumah" -> ("semua murid", 4), "Ensiklopedi 2 E-H" -> 2.
    None where another word counts there: "Kelas XI", "No. 4"."""
    head = _SUBTITLE.split(_LETTERS.sub("", title.rstrip()), maxsplit=1)[0].rstrip()
    begin = max(len(head) - _END, 0)
    found = _CLOSING.search(head[begin:])
    count = count_of(found["n"]) if found else None
    if not found or count is None or count.number == 0:
        return None
    words = re.findall(r"[^\W_]+", fold_for_title(head[: begin + found.start()]))
    if not words or words[-1] in _counting_words():
        return None
    return " ".join(words), count


@cache
def _counting_words() -> frozenset[str]:
    """Words whose number counts no volume: that of a class, of an issue, of a month or of an age."""
    others = {row["word"] for row in rows("title_marks.csv") if row["kind"] != "volume"}
    return frozenset(others | {"ke", "abad", "tahun", "th", "thn", "covid", "era", "bab", "pasal", "usia", "umur"})


def shared_closings(titles: Iterable[str]) -> Mapping[str, Count]:
    """Title -> its volume, for titles whose closing number its siblings share ("Matahari 1", "Matahari 2"); a sibling
    may say it with a word ("Matahari jilid 1")."""
    stems: defaultdict[str, dict[str, Count]] = defaultdict(dict)
    whole = set()
    for title in titles:
        found = _marked(title) or closing(title)
        if found:
            stems[found[0]][title] = found[1]
        else:
            whole.add(_stem(title))
    found_rows = (members for stem, members in stems.items() if _is_row(members, first=stem in whole))
    return MappingProxyType({title: count for members in found_rows for title, count in members.items()})


def _stem(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold_for_title(_SUBTITLE.split(text, maxsplit=1)[0])))


def _marked(title: str) -> tuple[str, Count] | None:
    found, count = _marks("volume").search(title), part_in(title, "volume")
    stem = _stem(title[: found.start()]) if found else ""
    return (stem, count) if stem and count else None


def _is_row(members: Mapping[str, Count], *, first: bool) -> bool:
    """Whether numbers of one title are those of volumes: two different ones, and one of them small, Roman or with a
    letter; or ``first``: the title stands in the list without a number too, and the smallest is 2 or 3."""
    counts = set(members.values())
    lettered = any(one.letter or not re.search(r"\d", title[-_END:]) for title, one in members.items())
    small = min(one.number for one in counts) <= _SMALL
    return (len(counts) > 1 and (lettered or small)) or (first and small)
