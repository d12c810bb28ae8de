"""Marks in the place of a class number ("[Fic]", "E", "F", "R"), and a class number without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from koleksi._terms.tables import rows

__all__ = ["kind_of_mark", "class_number"]

_BRACKETS = re.compile(r"[\[\](){}.\s]")
# "813/.54 B": strokes show where a number may be cut (DDC 22, prime marks); letters behind it are another library's.
_NUMBER = re.compile(r"\s*(?P<number>(?:2X\d*|\d{3})(?:\.[\d ]*\d)?)(?P<rest>.*)\Z", re.IGNORECASE | re.DOTALL)


def kind_of_mark(text: str) -> str:
    """ "fiction", "easy", "reference" or "other" for a mark that stands where a class number would; "" for none."""
    return _marks().get(_BRACKETS.sub("", text).casefold(), "")


def class_number(text: str) -> str:
    """The class number of "813/.54 B" (813.54); a number with nothing around it stays as it was typed, "" where there
    is none."""
    found = _NUMBER.match(text.replace("/.", ".").replace("'.", "."))
    return found["number"] if found else ""


@cache
def _marks() -> Mapping[str, str]:
    return MappingProxyType({row["mark"]: row["means"] for row in rows("class_marks.csv")})
