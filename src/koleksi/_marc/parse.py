"""Fields -> Book and Copies: the inverse of ``_marc_build`` for our own records, and a good reading of anybody's."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from koleksi import isbn as numbers
from koleksi._marc.fields import ByTag, Field, Given, Raw
from koleksi._marc.holdings import copies_of
from koleksi._marc.people import NAMES, read_people, read_statement
from koleksi._terms import book_json, language
from koleksi._terms.untitled import UNTITLED
from koleksi.book import Book, Copy

__all__ = [
    "CLASS",
    "PRINTING",
    "SUBJECTS",
    "TAGS_OF_BOOKS",
    "WHOLE_IN_A",
    "described",
    "joined",
    "parse",
    "read_language",
    "read_physical",
    "read_publication",
    "read_series",
    "read_title",
    "subject_of",
    "without_stop",
]

_NOTES = ("500", "504")
_SERIES = ("490", "440", "830")
SUBJECTS = ("600", "610", "611", "630", "648", "650", "651", "653", "655")
PRINTING = re.compile(r"\A(?:cet|cetakan|ctk|printing|impression)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
CLASS = re.compile(r"(?:\d{3}(?:\.[\d ]*\d)?|2X\d(?:\.[\d ]*\d)?)")
_CM = re.compile(r"\A\s*(\d{1,3})(?:[.,]\d+)?\s*cm")


_OF_TEXTS = frozenset(("520", "521", *_SERIES, *_NOTES, *SUBJECTS))
TAGS_OF_BOOKS = frozenset((
    "001", "008", "020", "022", "041", "082", "084", "090", "092", "245", "250", "260", "264", "300", "887", *NAMES,
    *_OF_TEXTS,
))  # fmt: skip


def parse(raw: Raw) -> tuple[Book, tuple[Copy, ...]]:
    """The Book and Copies that a record describes."""
    by_tag: ByTag = {}
    for field in raw.fields:
        if field[0] in by_tag:
            by_tag[field[0]].append(field)
        else:
            by_tag[field[0]] = [field]
    return described(by_tag)


def described(by_tag: ByTag) -> tuple[Book, tuple[Copy, ...]]:
    """The same of its fields by their tags; those of other tags than TAGS_OF_BOOKS and TAGS_OF_COPIES say nothing."""
    given: Given = {}
    fixed = by_tag["008"][0][1] if "008" in by_tag else ""
    _numbers(by_tag, given)
    read_language(by_tag, given, fixed)
    _class(by_tag, given)
    read_people(by_tag, given)
    exact = _exact(by_tag["887"]) if "887" in by_tag else {}
    for name in exact.keys() & {"authors", "contributors"}:
        given[name] = exact[name]
    if "245" in by_tag:
        statement = read_title(by_tag["245"][0][2], given)
        read_statement(statement, by_tag, given)
    read_publication(by_tag, given, fixed)
    if "300" in by_tag:
        read_physical(by_tag["300"][0][2], given)
    _texts(by_tag, given)
    return Book.of(given | exact if exact else given), copies_of(by_tag)


def _exact(fields: Sequence[Field]) -> Given:
    """What ``_marc_build`` put into 887 because MARC's own fields cannot say it; nothing where it is not ours."""
    ours = [field for field in fields if ("2", "koleksi") in field[2]]
    try:
        return book_json.given_in(json.loads("".join(joined(ours))))
    except (ValueError, RecursionError):
        return {}


def _first(fields: Sequence[Field] | None, code: str = "a") -> str:
    """The first subfield of that code, in the first field that has one."""
    for field in fields or ():
        for c, value in field[2]:
            if c == code and value:
                return value
    return ""


def _numbers(by_tag: ByTag, given: Given) -> None:
    if "001" in by_tag:
        given["record_id"] = by_tag["001"][0][1]
    if "022" in by_tag:
        given["issn"] = _first(by_tag["022"])
    good: list[str] = []
    wrong: list[str] = []
    for _, _, subfields in by_tag.get("020", ()):
        for code, value in subfields:
            if code == "z" and value:
                wrong.append(value)
            elif code == "a" and value:
                one = numbers.recognise(value)
                good += one.isbns[:1]
                if not one.isbns:
                    wrong.append(value)
                elif len(good) == 1:
                    qualifiers = [v for c, v in subfields if c == "q"]
                    given["isbn_qualifier"] = " ".join(qualifiers).strip("() ") or one.qualifier
    if good:
        given["isbn"] = good[0]
        given["other_isbns"] = tuple(dict.fromkeys(good))[1:]
    given["wrong_isbns"] = tuple(wrong)


def read_language(by_tag: ByTag, given: Given, fixed: str) -> None:
    if code := _language(_first(by_tag["041"]) if "041" in by_tag else fixed[35:38]):
        given["language"] = code
    if "041" in by_tag and (original := _first(by_tag["041"], "h")):
        given["original_language"] = original[:3]


@lru_cache(maxsize=256)
def _language(said: str) -> str:
    """The code of a language as a record has it; "" where it names none."""
    code = language.marc_code(said)
    return code if language.is_code(code) else ""


def _class(by_tag: ByTag, given: Given) -> None:
    call = _first(by_tag.get("084"))
    for tag in ("090", "092"):
        if not call and tag in by_tag:
            call = " ".join(value for code, value in by_tag[tag][0][2] if code in "ab")
    number = _first(by_tag.get("082")).replace("/", "").replace("'", "").strip()
    if not number and call and (match := CLASS.match(call)):
        number = match[0].strip()
    given["call_number"], given["ddc"] = call, number


# description

_MARKS_BEFORE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"a": (), "b": (" :", " ;", " =", ":", ";", "="), "c": (" /", "/"), "n": (".",), "p": (",", ".")}
)
_ABBREVIATED = re.compile(
    r"(?:\.(?!\d+\.)[^\s.]*|\b(?:[^\W\d_]|dkk|dll|jr|sr|al|dr|drs|dra|ir|ed|eds|prof|st|jil|vol|no|cet))\.\Z",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATED = 5  # characters with the stop


def read_title(subfields: Sequence[tuple[str, str]], given: Given) -> str:
    """245 but for its statement of responsibility, which is returned."""
    texts: dict[str, str] = {}
    following = ""
    for code, value in reversed(subfields):  # so that the first of a code is the one that stays
        if code in _MARKS_BEFORE:
            marks = _MARKS_BEFORE[following] if following else ()
            texts[code] = _cut(value, marks) if marks else without_stop(value)
            following = code
    title = texts.get("a", "")
    given["title"] = "" if title == UNTITLED else title
    given["volume"], given["part_title"] = texts.get("n", ""), texts.get("p", "")
    given["subtitle"] = texts.get("b", "")
    return texts.get("c", "")


def without_stop(text: str) -> str:
    """Without the full stop that ends field 245, unless it belongs to an abbreviation or initial."""
    if text[-1:] != ".":
        return text
    begin = text.rfind(" ") + 1
    plain = len(text) > begin + _LONGEST_ABBREVIATED and text[begin:-1].isalpha()
    return text if not plain and _ABBREVIATED.search(text, begin) else text[:-1]


def _cut(text: str, marks: tuple[str, ...]) -> str:
    """Without the ISBD mark that announces the next subfield."""
    if text.endswith(marks):
        for mark in marks:
            if text.endswith(mark):
                return text[: -len(mark)].rstrip()
    return text


def read_publication(by_tag: ByTag, given: Given, fixed: str) -> None:
    fields = by_tag.get("264") or by_tag.get("260")
    date = ""
    if fields:
        field = fields[0]
        if len(fields) > 1:
            field = next((f for f in fields if f[0] == "260" or f[1][1:] == "1"), field)
        by_code = dict(reversed(field[2]))
        place, publisher, date = by_code.get("a", ""), by_code.get("b", ""), by_code.get("c", "")
        given["place"] = _cut(place, (" :", ":", " ;", ",")) if "b" in by_code or "c" in by_code else place
        given["publisher"] = _cut(publisher, (",", " ;")) if "c" in by_code else publisher
    match = _YEAR.search(date) or _YEAR.match(fixed[7:11])
    if match:
        given["year"] = int(match[0])
    if "250" in by_tag:
        for field in by_tag["250"]:
            if text := _first((field,)):
                given.setdefault("printing" if PRINTING.match(text) else "edition", text)


# "xii, 260 hlm. ; 23 cm" all in $a, as SLiMS and INLISLite have it; of width and height the height comes last.
WHOLE_IN_A = re.compile(
    r"\s*[;:,]\s*(?:\d{1,2}(?:[.,]\d+)?\s*[xX\u00d7]\s*)?(?P<height>\d{1,2}(?:[.,]\d+)?)\s*cm\.?\s*\Z", re.IGNORECASE
)


def read_physical(subfields: Sequence[tuple[str, str]], given: Given) -> None:
    by_code = dict(reversed(subfields))
    extent, pictures = by_code.get("a", ""), by_code.get("b", "")
    if len(by_code) == 1 and (whole := WHOLE_IN_A.search(extent)):
        given["extent"], given["height_cm"] = (
            extent[: whole.start()],
            math.ceil(float(whole["height"].replace(",", "."))),
        )
        return
    given["extent"] = _cut(extent, (" :", " ;", ":", ";")) if "b" in by_code or "c" in by_code else extent
    given["illustrations"] = _cut(pictures, (" ;", ";")) if "c" in by_code else pictures
    if size := _CM.match(by_code.get("c", "")):
        given["height_cm"] = int(size[1])


def _texts(by_tag: ByTag, given: Given) -> None:
    if by_tag.keys().isdisjoint(_OF_TEXTS):
        return
    read_series(by_tag, given)
    if notes := [text for tag in _NOTES if tag in by_tag for text in joined(by_tag[tag])]:
        given["notes"] = tuple(notes)
    for tag, name in (("520", "summary"), ("521", "audience")):
        if tag in by_tag:
            given[name] = next(iter(joined(by_tag[tag])), "")
    found = [subject_of(field) for tag in SUBJECTS if tag in by_tag for field in by_tag[tag]]
    given["subjects"] = tuple(dict.fromkeys(filter(None, found)))


def read_series(by_tag: ByTag, given: Given) -> None:
    for tag in _SERIES:
        field = next((one for one in by_tag.get(tag, ()) if _first((one,)).rstrip(" ;")), None)
        if field:
            given["series"] = _first((field,)).rstrip(" ;")
            given["series_number"] = _first((field,), "v")
            break


def subject_of(field: Field) -> str:
    """A subject with its subdivisions: "Islam -- Sejarah"."""
    text = " -- ".join([value for code, value in field[2] if code in "abcdtvxyz" and value])
    return text if len(field[2]) == 1 else text.rstrip(" .")


def joined(fields: Iterable[Field]) -> list[str]:
    """The $a of notes; one that was split over several fields ($8 with a link of type x) whole again."""
    texts: list[str] = []
    link = ""
    for _, _, subfields in fields:
        by_code = dict(reversed(subfields))
        text, this = by_code.get("a", ""), by_code.get("8", "")
        linked, _, kind = this.partition("\\")
        if kind == "x" and link and linked.partition(".")[0] == link:
            texts[-1] += text
        elif text:
            texts.append(text)
        link = linked.partition(".")[0] if kind == "x" else ""
    return texts
