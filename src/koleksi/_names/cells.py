"""Several names in one cell of a list."""

from __future__ import annotations

import re

from koleksi._names.direct import direct, without_tail
from koleksi._names.titles import is_academic, is_corporate, is_degree
from koleksi._terms import name_words as words_of
from koleksi._terms.name_words import INITIALS

__all__ = ["split"]


_SEPARATORS = re.compile(r"\s*[;|/\n]\s*|\s+(?:&|dan|and|with|bersama)\s+|\s*&\s*", re.IGNORECASE)


def split(cell: str) -> tuple[str, ...]:
    """The names in a cell, each in direct order. A comma separates names only where neither side can be a
    part of a name: "Echols, John M." is one, "John M. Echols, Hassan Shadily" are two."""
    cell = words_of.ET_AL.sub("", cell).strip(" ,;")
    if not cell:
        return ()
    if is_corporate(cell) and ";" not in cell:
        return (cell,)
    found = [name for part in _SEPARATORS.split(cell) for name in _at_commas(part)]
    return tuple(dict.fromkeys(filter(None, (name.strip() if is_corporate(name) else direct(name) for name in found))))


def _at_commas(part: str) -> list[str]:
    pieces = [piece.strip() for piece in without_tail(part).split(",") if piece.strip()]
    real = [piece for n, piece in enumerate(pieces) if n == 0 or not (is_degree(piece) or is_academic(piece))]
    if len(real) == 2 and _is_inverted_pair(*real):
        return [", ".join(real)]
    if len(real) == 4 and len(real[0].split()) == len(real[2].split()) == 1:
        return [", ".join(real[:2]), ", ".join(real[2:])]
    return real


def _is_inverted_pair(left: str, right: str) -> bool:
    """Whether "left, right" is one name: an entry element of one word or in capitals, or initials behind it."""
    return (
        len(left.split()) == 1
        or (left.isupper() and not right.isupper())
        or bool(len(right.split()) == 1 and not right.isupper() and INITIALS.match(right))
    )
