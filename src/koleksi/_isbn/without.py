"""What a text says beside an ISBN-10 that was found in it."""

from __future__ import annotations

import re

__all__ = ["without_number"]

_BETWEEN = re.compile(r"[ .\-+]")  # what groups the digits of a number
_TEN = re.compile(r"(?=(\d(?:[ .\-+]*\d){8}[ .\-+]*[\dX]))", re.IGNORECASE)


def without_number(nine: str, text: str) -> str:
    """A text without the ISBN-10 of these first nine digits, however it is grouped."""
    kept: list[str] = []
    end = 0
    for found in _TEN.finditer(text):
        if found.start() >= end and _BETWEEN.sub("", found[1])[:9] == nine:
            kept.append(text[end : found.start()])
            end = found.end(1)
    return " ".join([*kept, text[end:]])
