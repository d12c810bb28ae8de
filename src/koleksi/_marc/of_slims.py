"""A record as SLiMS exports it: its 084 is the class alone, and the call number stands nowhere (measured on 9.7.0)."""

from __future__ import annotations

from koleksi._marc.fields import Raw
from koleksi._marc.parse import CLASS

__all__ = ["with_class"]


def with_class(raw: Raw) -> Raw:
    """A record of SLiMS with its class where a class belongs, in 082; any other as it is."""
    if not _is_exported(raw):
        return raw
    fields = tuple(
        ("082", *field[1:]) if field[0] == "084" and all(CLASS.fullmatch(text) for _, text in field[2]) else field
        for field in raw.fields
    )
    return raw._replace(fields=fields)


def _is_exported(raw: Raw) -> bool:
    """Whether SLiMS exported it: no number and no coded data, neither 001 nor 008, and a leader that says nothing."""
    return not raw.leader[5:9].strip() and not any(field[0] in ("001", "008", "082") for field in raw.fields)
