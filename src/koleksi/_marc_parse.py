"""Fields -> Book and Copies: the inverse of ``_marc_build`` for our own records, and a good reading of anybody's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any

from koleksi import isbn as numbers
from koleksi import names
from koleksi._marc_fields import Field, Raw
from koleksi.book import Book, Contributor, Copy

__all__ = ["ROLES", "WANTED", "parse", "responsibility"]

ROLES = MappingProxyType(
    {"author": "pengarang", "translator": "penerjemah", "editor": "penyunting", "illustrator": "ilustrator", "compiler": "penyusun", "photographer": "fotografer"}
)
_ROLE_OF = MappingProxyType(
    {indonesian: english for english, indonesian in ROLES.items()}
    | {english: english for english in ROLES}
    | {"ed": "editor", "editor": "editor", "penerjemah": "translator", "tr": "translator", "trl": "translator", "edt": "editor", "ill": "illustrator", "ilus": "illustrator", "aut": "author", "alih bahasa": "translator", "penulis": "author"}
)
# What a Book needs; a reader may skip every other field unparsed.
WANTED = frozenset(
    ["001", "008", "020", "022", "041", "082", "084", "090", "092", "100", "110", "111", "240", "245", "250", "260", "264", "300", "440", "490", "500", "504", "520", "521", "600", "610", "611", "630", "648", "650", "651", "653", "655", "700", "710", "711", "830", "852", "887", "952", "990"]
)
_PRINTING = re.compile(r"\A(?:cet|cetakan|ctk|printing|impression)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_CLASS = re.compile(r"(?:\d{3}(?:\.[\d ]*\d)?|2X\d(?:\.[\d ]*\d)?)")


def responsibility(book: Book) -> str:
    """The statement of responsibility that the names of a book make, when none was typed."""
    said = ", ".join(book.authors)
    others = [f"{ROLES.get(c.role, c.role)}, {c.name}" if c.role else c.name for c in book.contributors]
    return " ; ".join(filter(None, (said, *others)))


def parse(raw: Raw) -> tuple[Book, tuple[Copy, ...]]:
    """The Book and Copies that a record describes."""
    by_tag: dict[str, list[Field]] = {}
    for field in raw.fields:
        if field[0] in WANTED:
            by_tag.setdefault(field[0], []).append(field)
    given: dict[str, Any] = {}
    _numbers(by_tag, given)
    _codes(by_tag, given)
    _people(by_tag, given)
    _title(by_tag, given)
    _publication(by_tag, given)
    _texts(by_tag, given)
    book = Book(**given)
    if book.responsibility and book.responsibility == responsibility(book):
        book = book.but(responsibility="")
    for field in by_tag.get("887", ()):
        if ("2", "koleksi") in field[2]:
            book = book.but(**_exact(_first(field, "a")))
    return book, _copies(by_tag)


def _exact(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(said, dict):
        return {}
    if "contributors" in said:
        said["contributors"] = tuple(Contributor(**c) for c in said["contributors"])
    if "sources" in said:
        said["sources"] = tuple((a, b) for a, b in said["sources"])
    known = Book.__slots__
    return {name: tuple(value) if isinstance(value, list) else value for name, value in said.items() if name in known}


def _first(field: Field, code: str) -> str:
    return next((value for c, value in field[2] if c == code), "")


def _all(fields: Iterable[Field], code: str = "a") -> tuple[str, ...]:
    return tuple(value for field in fields for c, value in field[2] if c == code and value)


def _numbers(by_tag: dict[str, list[Field]], given: dict[str, Any]) -> None:
    good: list[str] = []
    wrong: list[str] = []
    for field in by_tag.get("020", ()):
        for code, value in field[2]:
            if code == "z" and value:
                wrong.append(value)
            elif code == "a" and value:
                one = numbers.recognise(value)
                good.extend(one.isbns[:1]) if one.isbns else wrong.append(value)
                qualifier = _first(field, "q").strip("() ") or one.qualifier
                if qualifier and len(good) == 1:
                    given.setdefault("isbn_qualifier", qualifier)
    distinct = tuple(dict.fromkeys(good))
    given["isbn"], given["other_isbns"], given["wrong_isbns"] = (distinct or ("",))[0], distinct[1:], tuple(wrong)
    given["issn"] = next(iter(_all(by_tag.get("022", ()))), "")
    if "001" in by_tag:
        given["record_id"] = by_tag["001"][0][1]


def _codes(by_tag: dict[str, list[Field]], given: dict[str, Any]) -> None:
    fixed = by_tag["008"][0][1] if "008" in by_tag else ""
    languages = _all(by_tag.get("041", ()))
    code = languages[0][:3] if languages and len(languages[0]) >= 3 else {"id": "ind", "en": "eng", "ar": "ara"}.get(languages[0] if languages else "", fixed[35:38])
    if "041" in by_tag or re.fullmatch("[a-z]{3}", code) and code not in ("und", "zxx", "mul", "xxx") and not _ours(by_tag):
        given["language"] = code if re.fullmatch("[a-z]{3}", code) else ""
    given["original_language"] = next(iter(_all(by_tag.get("041", ()), "h")), "")
    call = next(iter(_all(by_tag.get("084", ()))), "") or " ".join(v for f in by_tag.get("090", by_tag.get("092", []))[:1] for _, v in f[2])
    given["call_number"] = call
    classed = next(iter(_all(by_tag.get("082", ()))), "")
    if not classed and (match := _CLASS.match(call)):
        classed = match[0].strip()
    given["ddc"] = classed.replace("/", "").replace("'", "").strip() if not _ours(by_tag) else classed


def _ours(by_tag: dict[str, list[Field]]) -> bool:
    """A record without 041 that this program made had no language: 008 says "ind" only because it must say something."""
    return "990" in by_tag and any(c == "t" for c, _ in by_tag["990"][0][2])


def _people(by_tag: dict[str, list[Field]], given: dict[str, Any]) -> None:
    authors: list[str] = []
    contributors: list[Contributor] = []
    for tag in ("100", "110", "111", "700", "710", "711"):
        for field in by_tag.get(tag, ()):
            name = _plain_name(field)
            said = (_first(field, "e") or _first(field, "4")).strip(" .,")
            role = _ROLE_OF.get(said.casefold(), said)
            if not name or any(c == "t" for c, _ in field[2]):
                continue
            if role in ("", "author") and (tag[0] == "1" or role or not by_tag.get("100", by_tag.get("110"))) or role == "author":
                authors.append(name)
            else:
                contributors.append(Contributor(name=name, role=role, corporate=tag[1:] != "00" and not names.is_corporate(name)))
    given["authors"], given["contributors"] = tuple(authors), tuple(contributors)


def _plain_name(field: Field) -> str:
    whole = _first(field, "a").rstrip(" ,")
    if field[0][1:] != "00":
        return " ".join(filter(None, (whole, *(v for c, v in field[2] if c == "b")))).rstrip(" .,") if len(field[2]) > 1 and any(c == "b" for c, _ in field[2]) else whole
    return names.direct(whole) if field[1][:1] == "1" and "," in whole else whole


_MARKS = MappingProxyType({"b": " :", "c": " /", "n": ".", "p": "."})


def _title(by_tag: dict[str, list[Field]], given: dict[str, Any]) -> None:
    if "245" not in by_tag:
        return
    parts = [pair for pair in by_tag["245"][0][2] if pair[0] in "anpbc"]
    texts: dict[str, str] = {}
    for n, (code, value) in enumerate(parts):
        following = parts[n + 1][0] if n + 1 < len(parts) else ""
        texts.setdefault(code, _without_mark(value, code, following))
    title = texts.get("a", "")
    given["title"] = "" if title == "[tanpa judul]" else title
    given["volume"], given["part_title"] = texts.get("n", ""), texts.get("p", "")
    given["subtitle"], given["responsibility"] = texts.get("b", ""), texts.get("c", "")


def _without_mark(value: str, code: str, following: str) -> str:
    """Without the one ISBD mark that announces the next subfield."""
    marks = {"b": (" :", ":", " ;", " ="), "c": (" /", "/"), "n": (".",), "p": (",", ".") if code == "n" else (".",)}.get(following, ())
    for mark in marks:
        if value.endswith(mark):
            return value[: -len(mark)].rstrip() if mark != "." else value[:-1]
    return value


def _publication(by_tag: dict[str, list[Field]], given: dict[str, Any]) -> None:
    fields = by_tag.get("264") or by_tag.get("260") or []
    field = next((f for f in fields if f[0] == "260" or f[1][1:] in ("1", " ", "")), fields[0] if fields else None)
    year = ""
    if field is not None:
        codes = [c for c, _ in field[2]]
        place, publisher = _first(field, "a"), _first(field, "b")
        given["place"] = _cut(place, (" :", ":", " ;", ",")) if "b" in codes or "c" in codes else place
        given["publisher"] = _cut(publisher, (",", " ;")) if "c" in codes else publisher
        year = _first(field, "c")
    match = _YEAR.search(year) or (_YEAR.search(by_tag["008"][0][1][7:11]) if "008" in by_tag else None)
    given["year"] = int(match[0]) if match else None
    for text in _all(by_tag.get("250", ())):
        given.setdefault("printing" if _PRINTING.match(text) else "edition", text)
    _physical(by_tag.get("300", []), given)


def _physical(fields: Sequence[Field], given: dict[str, Any]) -> None:
    if not fields:
        return
    codes = [c for c, _ in fields[0][2]]
    extent, pictures = _first(fields[0], "a"), _first(fields[0], "b")
    given["extent"] = _cut(extent, (" :", " ;", ":", ";")) if "b" in codes or "c" in codes else extent
    given["illustrations"] = _cut(pictures, (" ;", ";")) if "c" in codes else pictures
    size = re.match(r"\A\s*(\d{1,3})(?:[.,]\d+)?\s*cm", _first(fields[0], "c"))
    given["height_cm"] = int(size[1]) if size else None


def _cut(text: str, marks: Sequence[str]) -> str:
    for mark in marks:
        if text.endswith(mark):
            return text[: -len(mark)]
    return text


def _texts(by_tag: dict[str, list[Field]], given: dict[str, Any]) -> None:
    given["series"] = next(iter(_all([*by_tag.get("490", ()), *by_tag.get("440", ()), *by_tag.get("830", ())])), "").rstrip(" ;")
    given["notes"] = _all([*by_tag.get("500", ()), *by_tag.get("504", ())])
    given["summary"] = next(iter(_all(by_tag.get("520", ()))), "")
    given["audience"] = next(iter(_all(by_tag.get("521", ()))), "")
    subjects = []
    for tag in ("600", "610", "611", "630", "648", "650", "651", "653", "655"):
        for field in by_tag.get(tag, ()):
            text = " -- ".join(value for c, value in field[2] if c in "abcdtvxyz" and value)
            subjects.append(text if len(field[2]) == 1 else text.rstrip(" ."))
    given["subjects"] = tuple(dict.fromkeys(filter(None, subjects)))


def _copies(by_tag: dict[str, list[Field]]) -> tuple[Copy, ...]:
    if _ours(by_tag):
        return tuple(map(_our_copy, by_tag["990"]))
    if "952" in by_tag:
        return tuple(_koha_copy(n, field) for n, field in enumerate(by_tag["952"], 1))
    if "990" in by_tag:
        return tuple(Copy(accession=text, number=n) for n, text in enumerate(_all(by_tag["990"]), 1))
    return tuple(
        Copy(number=n, barcode=_first(f, "p"), location=_first(f, "b") or _first(f, "c"), call_number=" ".join(v for c, v in f[2] if c in "hi"))
        for n, f in enumerate(by_tag.get("852", ()), 1)
    )


def _our_copy(field: Field) -> Copy:
    said = dict(field[2])
    price, number = said.get("p", ""), said.get("t", "1")
    return Copy(
        accession=said.get("a", ""), barcode=said.get("b", ""), call_number=said.get("c", ""), received=said.get("d", ""),
        location=said.get("l", ""), condition=said.get("k", ""), source=said.get("s", ""), source_name=said.get("n", ""),
        currency=said.get("u", "IDR"), note=said.get("z", ""), price=int(price) if re.fullmatch(r"-?\d+", price) else None,
        number=int(number) if number.isdecimal() else 1,
    )  # fmt: skip


def _koha_copy(number: int, field: Field) -> Copy:
    price = re.match(r"\d+", _first(field, "g"))
    return Copy(
        number=number, barcode=_first(field, "p"), accession=_first(field, "i"), call_number=_first(field, "o"), received=_first(field, "d"),
        source=_first(field, "e"), price=int(price[0]) if price else None, location=_first(field, "c"), note=_first(field, "z"),
    )  # fmt: skip


