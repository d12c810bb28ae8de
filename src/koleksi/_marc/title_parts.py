"""A title that names its part, taken apart as MARC's fields have it: "Fisika Jilid 2" is 245 $a Fisika $n Jilid 2.

A Book keeps its title as typed: people look for it so, and its row is known by it. Only the record is made of the
pieces; what was typed stands beside them in 887.
"""

from __future__ import annotations

from collections.abc import Mapping

from koleksi._terms.parts import part_in, parted
from koleksi.book import Book

__all__ = ["parts_of_title"]

_LAST_EDITION = 20  # a higher number is that of an issue: "Hidayah Edisi 45"


def parts_of_title(book: Book) -> dict[str, str]:
    """The fields of a book that change where the volume and the edition that close its title stand in their own:
    title, subtitle, volume, edition; {} where it names none, or the row has said them itself."""
    said = {"title": book.title, "subtitle": book.subtitle, "volume": book.volume, "edition": book.edition}
    found = _taken_out("edition", said)
    found |= _taken_out("volume", said | found)
    return found | _taken_out("edition", said | found) if found else found


def _taken_out(kind: str, said: Mapping[str, str]) -> dict[str, str]:
    found = parted(said["title"], kind) if not said[kind] else None
    if not found or found[2] and said["subtitle"] or kind == "edition" and _is_issue(said["title"]):
        return {}
    title, part, subtitle = found
    return {"title": title, kind: part, "subtitle": subtitle or said["subtitle"]}


def _is_issue(title: str) -> bool:
    number = part_in(title, "edition")
    return number is None or number.number > _LAST_EDITION
