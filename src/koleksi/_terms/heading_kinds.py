"""What a heading is: a place, a name, a time, a form, a topic; whether a body is a meeting (``heading_kinds.csv``)."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from koleksi._terms.tables import rows

__all__ = ["Kind", "is_meeting", "kind_of_subject"]

Kind = Literal["topic", "place", "name", "time", "genre"]

_PART = re.compile(r"\s*(?:--|\u2014|/)\s*")
_LIVED = re.compile(r",\s*(?:1[0-9]{3}|20[0-9]{2})\s*-|,\s*(?:nabi|raja|sultan|presiden|kiai)\b", re.IGNORECASE)
_TIME = re.compile(r"abad\s+(?:ke-?\s*)?\w+|[12][0-9]{3}(?:\s*-\s*[12][0-9]{3})?", re.IGNORECASE)


def is_meeting(name: str) -> bool:
    """Whether the name of a body is that of a meeting ("Kongres Bahasa Indonesia", "Seminar Nasional ...")."""
    return name.casefold().startswith(tuple(f"{word} " for word in _words("meeting")))


def kind_of_subject(heading: str) -> Kind:
    """What a subject heading is, by its first part: "Jawa Barat -- Sejarah" is a place's."""
    first = _PART.split(heading)[0].strip()
    plain = first.casefold()
    if plain in _words("place"):
        return "place"
    if _LIVED.search(first):
        return "name"
    if _TIME.fullmatch(first):
        return "time"
    return "genre" if plain in _words("genre") else "topic"


@cache
def _words(kind: str) -> frozenset[str]:
    words = {row["word"] for row in rows("heading_kinds.csv") if row["kind"] == kind}
    return frozenset(words | ({row["name"] for row in rows("areas.csv")} if kind == "place" else set()))
