"""A sound record cut into its fields and no further: a Book needs half of them, and most are never looked at.

Whatever is not as MARC says it (a damaged code, a tag that is none) is parted as a
whole at once, and so are the records of systems that fill their fields in a way of their own: those are read by the
rules for them. Either way gives the same Book; ``tests/test_marc_cut.py`` holds the two against each other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from koleksi._marc.fields import ByTag, Field, Raw, is_control
from koleksi._marc.holdings import TAGS_OF_COPIES
from koleksi._marc.parse import TAGS_OF_BOOKS

__all__ = ["Cut", "by_tag", "decoded_fields", "whole"]

_NEEDED = TAGS_OF_BOOKS | TAGS_OF_COPIES
_ALIKE = frozenset({"007", "040", "041", "336", "337", "338"})  # fields that most records of a catalogue share
_SUBFIELDS = re.compile("\x1f(.)([^\x1f]*)").findall
_ODD_CODE = re.compile("\x1f(?:[^ -~]|\\Z)")  # no printable ASCII character behind a subfield mark


class Cut(NamedTuple):
    """A record's leader (24 characters), its tags (three each), and the text of each field as it lies between the
    terminators."""

    leader: str
    tags: tuple[str, ...]
    bodies: list[str]


class _Plan(NamedTuple):
    """Which fields of records of the same tags say something of a Book: their tags and places, in order."""

    control: tuple[tuple[str, int], ...]
    data: tuple[tuple[str, int], ...]
    may_be_of_slims: bool  # no number, no coded data and no class: SLiMS exports so


@lru_cache(maxsize=1024)
def _plan(tags: tuple[str, ...]) -> _Plan | None:
    """None where a tag is none: such a field is told, and lost."""
    letters = "".join(tags)
    if not (letters.isascii() and letters.isalnum()):
        return None
    needed = [(tag, n) for n, tag in enumerate(tags) if tag in _NEEDED]
    control = tuple([one for one in needed if is_control(one[0])])
    data = tuple([one for one in needed if not is_control(one[0])])
    return _Plan(control, data, not any(tag in ("001", "008", "082") for tag, _ in needed))


def by_tag(record: Cut) -> ByTag | None:
    """The fields of which a Book takes something, by their tags; None where the whole record must be looked at."""
    leader, tags, bodies = record
    plan = _plan(tags)
    if plan is None or plan.may_be_of_slims and not leader[5:9].strip():
        return None
    found: ByTag = {}
    for tag, n in plan.control:
        data = bodies[n]
        if "\x1f" in data or tag == "001" and "INLIS" in data:
            return None
        found.setdefault(tag, []).append((tag, data, ()))
    for tag, n in plan.data:
        body = bodies[n]
        if body.find("\x1f") != 2:  # text without a subfield mark, or indicators that miss
            return None
        one = body.rfind("\x1f") == 2
        field = (tag, body[:2], ((body[3], body[4:]),) if one else tuple(_SUBFIELDS(body)))
        if tag in found:
            found[tag].append(field)
        else:
            found[tag] = [field]
    return found


def whole(record: Cut) -> Raw:
    """The record with all its fields."""
    return Raw(record.leader, decoded_fields(record.tags, record.bodies))


def has_odd_codes(text: str) -> bool:
    return _ODD_CODE.search(text) is not None


def decoded_fields(tags: tuple[str, ...] | list[str], bodies: list[str]) -> tuple[Field, ...]:
    return tuple(
        [
            _seldom_other(tag, body) if tag in _ALIKE else _decoded_field(tag, body)
            for tag, body in zip(tags, bodies, strict=False)
        ]
    )


def _decoded_field(tag: str, body: str) -> Field:
    if is_control(tag):
        return tag, body if "\x1f" not in body else " ".join([part[1:] for part in body.split("\x1f")[1:]]), ()
    indicators, *parts = body.split("\x1f")
    if len(indicators) != 2:
        if indicators[2:].strip():
            parts.insert(0, f"a{indicators[2:]}")  # text without a subfield mark
        indicators = indicators[:2].ljust(2)
    return tag, indicators, tuple([(part[0], part[1:]) for part in parts if part])


_seldom_other = lru_cache(maxsize=256)(_decoded_field)
