"""Titles while scanning: which line was typed as one, and what a pack knows of the book in the hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from koleksi import isbn as numbers
from koleksi.book import Text

__all__ = ["ASK_TITLE", "Find", "Found", "is_title"]

ASK_TITLE = Text("Judulnya? (Enter: lewati)", "Its title? (Enter: pass over)")
# An item's code of letters and figures has four figures and more, and more of them than letters: "P00001S".
_ITEM_DIGITS = 4
_NO_BOOK_NUMBER = frozenset({"none", "local_barcode", "qrcbn", "empty"})


class Found(NamedTuple):
    """What a pack knows of a book, to be shown to who holds it."""

    title: str
    call_number: str = ""


Find = Callable[[str], Found | None]


def is_title(line: str, one: numbers.Recognised) -> bool:
    """Whether a line was typed as a title: it has a blank or letters, and is no number of a book or of an item."""
    if one.kind not in _NO_BOOK_NUMBER or not re.search(r"\w", line):
        return False
    letters, digits = len(re.findall(r"[^\W\d_]", line)), len(re.findall(r"\d", line))
    return " " in line or (letters > 0 and (digits < _ITEM_DIGITS or letters >= digits))
