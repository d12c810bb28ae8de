"""Lines between the books of a list that hold no book: who gave the books below, on what shelf they stand, for which
class they are, and the titles of parts of the list.

What a line says is one matter (`said_by`), whether it is a line at all another (``_intake/book_rows.py``): "Hadiah
untuk Ibu" may be either, and only the list around it can tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from koleksi._terms.school import CLASS, words_pattern
from koleksi._terms.tables import rows

__all__ = ["Said", "said_by"]

Kind = Literal["source", "place", "class", "section", ""]


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says: of which kind, by fields of the rows below, and whether its words alone make it sure."""

    kind: Kind
    fields: Mapping[str, str]
    sure: bool


_ADDRESSED = re.compile(r"\b(?:untuk|kepada|ke|sampai|for|to)\b", re.IGNORECASE)  # "Dari Bapak untuk Anak" is a title

_LONGEST_CATEGORY = 5  # words

_NOTHING = Said("", MappingProxyType({}), sure=False)


def said_by(line: str) -> Said:
    """What a line of its own between books says; kind "" where its words are those of no such line.

    Sure are a giver with a title or body's name ("Dari Ibu Ani"), a shelf with its number ("RAK 2"), a class at school
    ("KELAS VII"): without that, "Hibah dan Wakaf" and "Lantai" may be titles.
    """
    line = line.strip(" :-=*_.\u2013\u2014")
    for reader in (_school, _shelf, _source, _section):
        if (found := reader(line)).kind:
            return found
    return _NOTHING


@cache
def _words(*kinds: str) -> str:
    """Any of the words of some kinds, as a pattern, the longest first."""
    words = {row["words"] for row in rows("list_lines.csv") if row["kind"] in kinds}
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(form, re.IGNORECASE)


def _school(line: str) -> Said:
    form = (
        rf"(?:(?:{_words('grade')})\s*[.:]?\s*(?P<grade>{CLASS})(?:\s*[A-F])?"
        rf"(?:\s+(?:{words_pattern()})\b.*|\s+(?:IPA|IPS|MIPA|BAHASA|AGAMA)\b.*)?)?"
        rf"\s*[,/-]?\s*(?:(?:{_words('semester')})\s*[.:]?\s*(?P<semester>[12]|I{{1,2}}|ganjil|genap))?"
    )
    found = _pattern(form).fullmatch(line) if line else None
    if not found:
        return _NOTHING
    fields = {"class": (found["grade"] or "").upper(), "semester": found["semester"] or ""}
    return Said("class", {field: text for field, text in fields.items() if text}, sure=True)


def _shelf(line: str) -> Said:
    form = rf"(?:{_words('shelf')})\b\s*(?P<mark>[:.-]|no\b\.?|nomor\b|ke\b)?\s*-?\s*(?P<which>.*)"
    found = _pattern(form).fullmatch(line)
    if not found:
        return _NOTHING
    numbered = re.match(r"(?:[A-Z]{0,2}[-. ]?\d{1,3}[A-Z]?|[A-Z]|[IVX]{1,4})(?![\w'])", found["which"])
    few = len(found["which"].split()) < 5
    return Said("place", {"location": line}, sure=few and bool(numbered or (found["mark"] or "").strip() == ":"))


def _source(line: str) -> Said:
    """ "Sumbangan dari Bpk. Camat", "Dari Ibu Ani (alumni 1998)", "Pembelian dana BOS 2023"."""
    form = (
        rf"(?P<how>{_words('given', 'bought')})?\b\s*(?P<mark>:|-)?\s*(?P<from>(?:{_words('from')})\b)?\s*:?\s*"
        rf"(?P<who>(?P<giver>(?:{_words('giver', 'fund')})\b)?.*)"
    )
    found = _pattern(form).fullmatch(line)
    if not found or not (
        found["how"] or found["from"] or _pattern(rf"(?:{_words('fund')})\b.*\b20\d\d").fullmatch(line)
    ):
        return _NOTHING
    known = bool(found["giver"]) or bool(re.match(r"\s*(?:tahun|thn|th\.?)?\s*(?:19|20)\d\d\b", found["who"]))
    named = known and len(found["who"].split()) < 9 and not _ADDRESSED.search(found["who"])
    sure = named or bool(found["how"] and (found["mark"] == ":" or found["from"]))
    fields = {"source": found["how"] or "", "source_name": found["who"].strip(" :-")}
    return Said("source", {field: text for field, text in fields.items() if text}, sure=sure)


def _section(line: str) -> Said:
    number = r"(?:(?:[A-Z]|[IVX]{1,5}|\d{1,2})[.)]\s+|\d00\s*[-\u2013.:]?\s+)?"
    form = rf"{number}(?:(?:{_words('section')})\b(?P<rest>.*)|(?P<part>{_words('part')}))"
    group = r"\d00(?:\s*[-\u2013]\s*\d99)?\s*[-\u2013.:]?\s+(?P<rest>\D+)"  # "200 Agama", "200-299: Agama"
    found = _pattern(form).fullmatch(line) or re.fullmatch(group, line)
    if not found:
        return _NOTHING
    category = _category(found.groupdict().get("part") or found["rest"])
    return Said("section", {"subjects": category} if category else {}, sure=False)


def _category(text: str) -> str:
    """What the title of a part says its books are about, as a column "Kategori" would say it: "BUKU AGAMA ISLAM" ->
    "Agama Islam"; "" for a letter, a number, many words, and words of no matter ("BUKU BARU")."""
    form = rf"(?:(?:{_words('section')})\b|\d{{3}}(?:\s*[-\u2013]\s*\d{{3}})?(?!\w)|[\s:.\u2013-])*(?P<said>.*)"
    found = _pattern(form).fullmatch(text)
    said = found["said"].strip() if found else ""
    few = len(said.split()) <= _LONGEST_CATEGORY and not re.search(r"\d|[:;]", said)
    if len(said) < 3 or not few or _pattern(rf"(?:(?:{_words('unsaid')})\b[\s&/-]*)+").fullmatch(said):
        return ""
    return said.capitalize() if said.isupper() or said.islower() else said
