"""Numbers as volumes, editions and copies are counted: Roman numerals, and numbers written as words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from koleksi._terms.tables import rows

__all__ = ["plain_number", "roman", "spelled", "spelled_pattern"]

_NUMERAL = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
_VALUE = MappingProxyType({"i": 1, "v": 5, "x": 10, "l": 50, "c": 100})


def plain_number(digits: str) -> str:
    """Digits of any script without zeros before them ("007", "\u0667" -> "7"), however many: Python's ``int`` refuses
    to read more than 4,300."""
    latin = digits if digits.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in digits)
    return latin.lstrip("0") or "0"


def roman(text: str) -> int:
    """What a Roman numeral below 400 says ("xiv" and "XIV" -> 14); 0 for what is none ("iiii", "vol")."""
    text = text.casefold()
    if not _NUMERAL.match(text):
        return 0
    values = [_VALUE[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


@cache
def spelled(*kinds: str) -> Mapping[str, int]:
    """Numbers as words ("tujuh", "ketujuh", "seventh" -> 7), in small letters. ``kinds``: "cardinal", "ordinal",
    "count" (of copies: "sebuah")."""
    return MappingProxyType({row["word"]: int(row["value"]) for row in rows("numerals.csv") if row["kind"] in kinds})


@cache
def spelled_pattern(*kinds: str) -> str:
    """The same words as alternatives of a regular expression, the longest first."""
    return "|".join(sorted(spelled(*kinds), key=len, reverse=True))
