"""A record as SLiMS exports it: its 084 is the class alone, the call number stands nowhere, 245 $b begins with the mark
that parts it, and an ISSN stands in 020 (measured on 9.7.0)."""

from __future__ import annotations

import re

from koleksi._marc.fields import Field, Raw
from koleksi._marc.parse import CLASS

__all__ = ["with_class"]

_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")


def with_class(raw: Raw) -> Raw:
    """A record of SLiMS with its class where a class belongs, in 082, and its ISSN in 022; any other as it is."""
    if not _is_exported(raw):
        return raw
    return raw._replace(fields=tuple(map(_mended, raw.fields)))


def _mended(field: Field) -> Field:
    tag, _, parts = field
    if tag == "084" and all(CLASS.fullmatch(text) for _, text in parts):
        return ("082", *field[1:])
    if tag == "020" and all(_ISSN.fullmatch(text.strip()) for _, text in parts):
        return ("022", *field[1:])
    if tag == "245":
        return (tag, field[1], tuple((code, text.removeprefix(" : ") if code == "b" else text) for code, text in parts))
    return field


def _is_exported(raw: Raw) -> bool:
    """Whether SLiMS exported it: no number and no coded data, neither 001 nor 008, and a leader that says nothing."""
    return not raw.leader[5:9].strip() and not any(field[0] in ("001", "008", "082") for field in raw.fields)
