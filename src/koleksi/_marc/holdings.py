"""Copies <-> the fields that hold them: 852 and 990 (ours, INLISLite), 952 (Koha)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from koleksi._marc.fields import Field
from koleksi.book import Copy

__all__ = ["copies_of", "holdings", "koha_items"]

# 990 is INLISLite's field for the accession number ($a); the other subfields are ours. $t marks it as such.
_CODES = (
    ("accession", "a"), ("barcode", "b"), ("call_number", "c"), ("received", "d"), ("condition", "k"),
    ("location", "l"),
    ("source_name", "n"), ("source", "s"), ("currency", "u"), ("note", "z"),
)  # fmt: skip
_BY_CODE = {code: name for name, code in _CODES}
_INTEGER = re.compile(r"-?[0-9]{1,15}")


def holdings(copies: Sequence[Copy], agency: str) -> list[Field]:
    """852 for other systems and 990 with all that is known of each copy."""
    place = (("a", agency),) if agency else ()
    fields: list[Field] = []
    for copy in copies:
        shelf = tuple(
            [
                (code, value)
                for code, value in (("b", copy.location), ("h", copy.call_number), ("p", copy.barcode))
                if value
            ]
        )
        fields.append(("852", "  ", (*place, *shelf, ("t", str(copy.number)))))
    return fields + [_exact(copy) for copy in copies]


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
            ("i", copy.accession),
            ("o", copy.call_number), ("p", copy.barcode), ("t", str(copy.number)), ("y", item_type), ("z", copy.note),
        )  # fmt: skip
        given = tuple([pair for pair in known if pair[1]])
        fields.append(("952", "  ", (("2", "ddc"), ("a", branch), ("b", branch), *given)))
    return fields


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def copies_of(by_tag: Mapping[str, Sequence[Field]]) -> tuple[Copy, ...]:
    """The copies that a record tells of, from the field that tells most."""
    if "990" in by_tag:
        exact = by_tag["990"]
        if any(code == "t" for code, _ in exact[0][2]):
            return tuple(map(_our_copy, exact))
    if "952" in by_tag:
        return tuple(_koha_copy(n, dict(reversed(field[2]))) for n, field in enumerate(by_tag["952"], 1))
    if "990" in by_tag:
        numbers = [value for field in by_tag["990"] for code, value in field[2] if code == "a" and value]
        return tuple(Copy(accession=value, number=n) for n, value in enumerate(numbers, 1))
    return tuple(_shelved(n, field) for n, field in enumerate(by_tag["852"], 1)) if "852" in by_tag else ()


def _our_copy(field: Field) -> Copy:
    by_code = {_BY_CODE[code]: value for code, value in reversed(field[2]) if code in _BY_CODE}
    price, number = (next((value for code, value in field[2] if code == wanted), "") for wanted in "pt")
    return Copy(
        **by_code,
        price=int(price) if _INTEGER.fullmatch(price) else None,
        number=int(number) if _INTEGER.fullmatch(number) else 1,
    )


def _koha_copy(number: int, by_code: Mapping[str, str]) -> Copy:
    price = re.match(r"[0-9]{1,15}", by_code.get("g", ""))
    return Copy(
        number=number, barcode=by_code.get("p", ""), accession=by_code.get("i", ""), call_number=by_code.get("o", ""),
        received=by_code.get("d", ""),
        source=by_code.get("e", ""), price=int(price[0]) if price else None, location=by_code.get("c", ""),
        note=by_code.get("z", ""),
    )  # fmt: skip


def _shelved(number: int, field: Field) -> Copy:
    by_code = dict(reversed(field[2]))
    call = " ".join(value for code, value in field[2] if code in "hi")
    return Copy(
        number=number,
        barcode=by_code.get("p", ""),
        location=by_code.get("b") or by_code.get("c") or "",
        call_number=call,
    )
