"""Roman numerals, with which volumes and editions of books are counted."""

from __future__ import annotations

import re
from types import MappingProxyType

__all__ = ["roman"]

_NUMERAL = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
_VALUE = MappingProxyType({"i": 1, "v": 5, "x": 10, "l": 50, "c": 100})


def roman(text: str) -> int:
    """What a Roman numeral below 400 says ("xiv" and "XIV" -> 14); 0 for what is none ("iiii", "vol")."""
    text = text.casefold()
    if not _NUMERAL.match(text):
        return 0
    values = [_VALUE[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
