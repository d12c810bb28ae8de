"""Copies <-> the fields that hold them: 852 and 990 (ours, INLISLite), 952 (Koha)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any

from koleksi._marc.fields import Field
from koleksi.book import Copy, MarcField

__all__ = ["TAGS_OF_COPIES", "copies_of", "holdings", "is_serial", "koha_items"]

# 990 is INLISLite's field for the accession number ($a); the other subfields are ours. $t marks it as such.
_CODES = (
    ("accession", "a"), ("barcode", "b"), ("call_number", "c"), ("received", "d"), ("issue", "i"), ("condition", "k"),
    ("location", "l"),
    ("source_name", "n"), ("source", "s"), ("currency", "u"), ("note", "z"),
)  # fmt: skip
_CODE_OF = dict((*_CODES, ("price", "p"), ("number", "t")))
_UNSAID: Mapping[str, Any] = {code: getattr(Copy(), name) for name, code in _CODE_OF.items()}
_in_order = itemgetter(*(_CODE_OF[name] for name in Copy.__slots__ if name in _CODE_OF))
_INTEGER = re.compile(r"-?[0-9]{1,15}")
TAGS_OF_COPIES = frozenset({"852", "952", "990"})  # the fields that `copies_of` looks at

Pairs = tuple[tuple[str, str], ...]


def holdings(copies: Sequence[Copy], agency: str) -> list[Field]:
    """852 for other systems and 990 with all that is known of each copy."""
    place = (("a", agency),) if agency else ()
    fields: list[Field] = []
    for copy in copies:
        fields.append(_with_rest(("852", "  ", (*place, *_shelf(copy), ("t", str(copy.number)))), copy))
    return fields + [field for copy in copies for field in (*_koha_rest(copy), _exact(copy))]


def is_serial(copies: Sequence[Copy]) -> bool:
    """Whether the copies are issues of a periodical."""
    return any(copy.issue for copy in copies)


# What 852 says of a copy, by subfield code.
_ON_SHELF = MappingProxyType(
    {"3": "issue", "b": "location", "h": "call_number", "p": "barcode", "q": "condition", "z": "note"}
)
_said_on_shelf = attrgetter(*_ON_SHELF.values())


def _shelf(copy: Copy) -> Pairs:
    return tuple([pair for pair in zip(_ON_SHELF, _said_on_shelf(copy), strict=True) if pair[1]])


def _with_rest(made: Field, copy: Copy) -> Field:
    """A copy's field with what the field it came from said beyond a Copy, which goes before what is made."""
    rest = next((one for one in copy.marc_fields if one.tag == made[0]), None)
    if rest is None:
        return made
    codes = {code for code, _ in rest.subfields}
    return made[0], rest.indicators, (*(pair for pair in made[2] if pair[0] not in codes), *rest.subfields)


def _koha_rest(copy: Copy) -> list[Field]:
    """What 952 said beyond a Copy, beside its bar code: the catalogue that is no Koha's keeps it too."""
    number = (("p", copy.barcode),) if copy.barcode else ()
    return [("952", one.indicators, (*number, *one.subfields)) for one in copy.marc_fields if one.tag == "952"]


def _rest(tag: str, indicators: str, given: Pairs, made: Pairs) -> tuple[MarcField, ...]:
    """The subfields that a Copy does not say: all of a code of which it does not say every one."""
    if indicators == "  " and set(made).issuperset(given):
        return ()
    pairs = [(code, value) for code, value in given if value.strip()]
    lost = {code for code, value in pairs if (code, " ".join(value.split())) not in made}
    rest = tuple(pair for pair in pairs if pair[0] in lost)
    return (MarcField(tag, indicators, rest),) if rest or indicators.strip() else ()


def _exact(copy: Copy) -> Field:
    parts = [(code, value) for name, code in _CODES if (value := getattr(copy, name)) and (code, value) != ("u", "IDR")]
    if copy.currency == "":
        parts.append(("u", ""))
    if copy.price is not None:
        parts.append(("p", str(copy.price)))
    parts.append(("t", str(copy.number)))
    return ("990", "  ", tuple(parts))


def koha_items(copies: Sequence[Copy], *, branch: str, item_type: str, collection: str) -> list[Field]:
    """942 and 952 of Koha's default MARC 21 framework; 952 $d only as Koha reads it, yyyy-mm-dd."""
    fields: list[Field] = [("942", "  ", (("2", "ddc"), ("c", item_type)))]
    for copy in copies:
        known = (
            ("8", collection), ("c", copy.location), ("d", copy.received if _DAY.fullmatch(copy.received) else ""),
            ("e", copy.source_name or copy.source), ("g", str(copy.price) if copy.price is not None else ""),
            ("h", copy.issue), ("i", copy.accession),
            ("o", copy.call_number), ("p", copy.barcode), ("t", str(copy.number)), ("y", item_type),
            ("z", " ; ".join(filter(None, (copy.condition, copy.note)))),
        )  # fmt: skip
        given = tuple([pair for pair in known if pair[1]])
        fields.append(_with_rest(("952", "  ", (("2", "ddc"), ("a", branch), ("b", branch), *given)), copy))
    return fields


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def copies_of(by_tag: Mapping[str, Sequence[Field]]) -> tuple[Copy, ...]:
    """The copies that a record tells of, from the field that tells most."""
    if "990" in by_tag:
        numbered = [dict(reversed(field[2])) for field in by_tag["990"]]
        if ours := [said for said in numbered if "t" in said]:
            return _our_copies(ours, by_tag)
    if "952" in by_tag:
        return tuple(_koha_copy(n, field) for n, field in enumerate(by_tag["952"], 1))
    numbers = [value for field in by_tag.get("990", ()) for code, value in field[2] if code == "a" and value]
    if numbers:
        return tuple(Copy(accession=value, number=n) for n, value in enumerate(numbers, 1))
    return tuple(_shelved(n, field) for n, field in enumerate(by_tag["852"], 1)) if "852" in by_tag else ()


def _our_copies(ours: Sequence[Mapping[str, str]], by_tag: Mapping[str, Sequence[Field]]) -> tuple[Copy, ...]:
    """``ours``: by code, what each 990 says."""
    shelves: Sequence[Field | None] = by_tag.get("852", ())
    items = {_value(field, "p"): field for field in by_tag["952"]} if "952" in by_tag else {}
    if len(shelves) != len(ours):  # not ours
        shelves = [None] * len(ours)
    return tuple([_our_copy(said, shelf, items) for said, shelf in zip(ours, shelves, strict=True)])


def _value(field: Field, code: str) -> str:
    return next((value for c, value in field[2] if c == code), "")


def _our_copy(said: Mapping[str, str], shelf: Field | None, items: Mapping[str, Field]) -> Copy:
    number = said["t"]
    known = {**_UNSAID, **said}
    known["t"] = int(number) if _INTEGER.fullmatch(number) else 1
    if "p" in said:
        known["p"] = int(said["p"]) if _INTEGER.fullmatch(said["p"]) else None
    copy = Copy.of_all(_in_order(known))
    rest: tuple[MarcField, ...] = ()
    more: tuple[MarcField, ...] = ()
    if shelf and not _is_all_said(shelf, copy, number):
        rest = _rest("852", shelf[1], shelf[2], (("a", _value(shelf, "a")), *_shelf(copy), ("t", number)))
    if items and copy.barcode and (item := items.get(copy.barcode)):
        more = _rest("952", item[1], item[2], (("p", copy.barcode),))
    return copy.but(marc_fields=(*rest, *more)) if rest or more else copy


def _is_all_said(shelf: Field, copy: Copy, number: str) -> bool:
    """Whether 852 has nothing but its place ($a, in front) and what the copy says, as in nearly all our records."""
    for n, (code, value) in enumerate(shelf[2]):
        name = _ON_SHELF.get(code, "")
        if value != (getattr(copy, name) if name else number if code == "t" else None) and (n or code != "a"):
            return False
    return shelf[1] == "  "


def _koha_copy(number: int, field: Field) -> Copy:
    by_code = dict(reversed(field[2]))
    price = re.match(r"[0-9]{1,15}", by_code.get("g", ""))
    copy = Copy(
        number=number, barcode=by_code.get("p", ""), accession=by_code.get("i", ""), call_number=by_code.get("o", ""),
        received=by_code.get("d", ""),
        source=by_code.get("e", ""), price=int(price[0]) if price else None, location=by_code.get("c", ""),
        note=by_code.get("z", ""), issue=by_code.get("h", ""),
    )  # fmt: skip
    made = koha_items((copy,), branch="", item_type="", collection="")[1][2]
    return copy.but(marc_fields=_rest("952", field[1], field[2], made))


def _shelved(number: int, field: Field) -> Copy:
    by_code = dict(reversed(field[2]))
    call = " ".join(value for code, value in field[2] if code in "hi")
    copy = Copy(
        number=number, barcode=by_code.get("p", ""), location=by_code.get("b") or by_code.get("c") or "",
        call_number=call, condition=by_code.get("q", ""), note=by_code.get("z", ""),
    )  # fmt: skip
    return copy.but(marc_fields=_rest("852", field[1], field[2], _shelf(copy)))
