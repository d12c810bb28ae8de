"""What a cataloguer would complain of: the rules of MARC 21 for books that matter, and Indonesian practice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from koleksi import isbn as numbers
from koleksi._marc.check_title import check_title
from koleksi._marc.fields import Field, Raw, is_control
from koleksi._marc.parse import CLASS
from koleksi._marc.rules import check_form, complaint
from koleksi.book import Problem

__all__ = ["check"]

_ONCE = frozenset(
    [
        "001",
        "003",
        "005",
        "008",
        "010",
        "018",
        "036",
        "038",
        "040",
        "042",
        "043",
        "044",
        "045",
        "066",
        "100",
        "110",
        "111",
        "130",
        "240",
        "243",
        "245",
        "254",
        "256",
        "263",
        "306",
        "357",
        "507",
        "514",
        "841",
        "842",
        "844",
        "882",
    ]
)
_OTHER_KINDS = MappingProxyType(
    dict.fromkeys("uvxy", "no-book/holdings")
    | {"z": "no-book/authority", "w": "no-book/classification", "q": "no-book/community"}
)
_LANGUAGE = re.compile(r"[a-z]{3}\Z")


def check(raw: Raw) -> list[Problem]:
    """All complaints about a record, in the order of its fields; one that describes no item at all is only named."""
    if kind := _OTHER_KINDS.get(raw.leader[6:7]):
        return [complaint("no-book", "LDR", raw.leader[6:7], wording=kind)]
    found = [*raw.repairs, *_missing(raw), *_repeated(raw)]
    for field in raw.fields:
        found += _control(field) if is_control(field[0]) else _data(field)
    found += check_title(raw)
    found += _dates(raw)
    return found


def _tags(raw: Raw) -> list[str]:
    return [field[0] for field in raw.fields]


def _missing(raw: Raw) -> Iterator[Problem]:
    tags = set(_tags(raw))
    if "245" not in tags:
        yield complaint("no-245", "245", "")
    if "008" not in tags:
        yield complaint("no-008", "008", "")
    if raw.leader[6] in "at" and not tags & {"260", "264"}:
        yield complaint("no-imprint", "264", "")


def _repeated(raw: Raw) -> Iterator[Problem]:
    tags = _tags(raw)
    for tag in sorted(_ONCE & set(tags)):
        if tags.count(tag) > 1:
            yield complaint("repeated", tag, str(tags.count(tag)))
    mains = [tag for tag in tags if tag in ("100", "110", "111", "130")]
    if len(mains) > 1:
        yield complaint("two-main-entries", mains[1], " ".join(mains))


def _control(field: Field) -> Iterator[Problem]:
    tag, data, _ = field
    if tag == "008" and len(data) != 40:
        yield complaint("008-length", tag, data, length=len(data))
    elif tag == "008" and not _LANGUAGE.match(data[35:38]):
        yield complaint("008-language", tag, data[35:38])
    elif tag == "005" and not re.fullmatch(r"\d{14}\.\d", data):
        yield complaint("005-form", tag, data)


def _data(field: Field) -> Iterator[Problem]:
    tag, indicators, subfields = field
    if not re.fullmatch(r"[0-9A-Z]{3}", tag):
        yield complaint("tag", tag, "")
    if not subfields:
        yield complaint("no-subfield", tag, indicators)
    for code, value in subfields:
        if not re.fullmatch(r"[a-z0-9]", code):
            yield complaint("subfield-code", tag, code)
        if not value.strip():
            yield complaint("empty-subfield", tag, f"${code}")
    yield from check_form(field)
    if tag == "020":
        yield from _isbn(subfields)
    if tag == "022":
        yield from _issn(subfields)
    if tag == "041":
        yield from _languages(subfields)
    if tag == "082":
        yield from _class(subfields)


def _isbn(subfields: tuple[tuple[str, str], ...]) -> Iterator[Problem]:
    for code, value in subfields:
        if code == "a" and not numbers.recognise(value).isbns:
            yield complaint("020-isbn", "020", value)


def _issn(subfields: tuple[tuple[str, str], ...]) -> Iterator[Problem]:
    for code, value in subfields:
        if code == "a" and numbers.recognise(value).kind != "issn":
            yield complaint("022-issn", "022", value)


def _class(subfields: tuple[tuple[str, str], ...]) -> Iterator[Problem]:
    for code, value in subfields:
        if code == "a" and not CLASS.fullmatch(value.replace("/", "").replace("'", "").strip()):
            yield complaint("082-class", "082", value)


def _languages(subfields: tuple[tuple[str, str], ...]) -> Iterator[Problem]:
    for code, value in subfields:
        if code in "abdefgh" and (len(value) % 3 or not value.isalpha() or not value.islower()):
            yield complaint("041-code", "041", value)


def _dates(raw: Raw) -> Iterator[Problem]:
    """The year of 008 against that of the imprint, which searches and the shelf-list tell apart."""
    fixed = next((data for tag, data, _ in raw.fields if tag == "008"), "")
    said = " ".join(
        value for tag, _, subfields in raw.fields if tag in ("260", "264") for code, value in subfields if code == "c"
    )
    years = re.findall(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)", said)
    if len(fixed) == 40 and fixed[6] == "s" and fixed[7:11].isdigit() and years and fixed[7:11] not in years:
        yield complaint("008-date", "008", fixed[7:11], imprint=years[0])
