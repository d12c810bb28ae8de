"""A MARC record as plain values, between Book and the formats.

A field is (tag, indicators, subfields): ("245", "10", (("a", "Judul"), ...)); a control field has its
data in the place of the indicators and no subfields: ("001", "X1", ()).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

import pymarc

from koleksi.book import Problem

__all__ = [
    "ByTag", "Field", "Given", "Pairs", "Raw", "ReadRecord", "checked_field", "damaged_tags", "from_pymarc",
    "is_control", "made_field", "to_pymarc", "with_whole_codes",
]  # fmt: skip

Pairs = tuple[tuple[str, str], ...]  # subfields: code and text
Field = tuple[str, str, Pairs]
ByTag = dict[str, list[Field]]  # a record's fields by their tags
Given = dict[str, Any]  # values of a Book by the names of its fields, while a record is read


_subfield = partial(tuple.__new__, pymarc.Subfield)  # a named tuple made of a pair without a call in Python for each


class Raw(NamedTuple):
    """A record: its leader (24 characters), its fields in order, and what had to be repaired to read it."""

    leader: str
    fields: tuple[Field, ...]
    repairs: tuple[Problem, ...] = ()


class ReadRecord(pymarc.Record):
    """A pymarc record that remembers what had to be repaired when it was read; ``marc.check`` tells it."""

    __slots__ = ("repairs",)
    repairs: tuple[Problem, ...]


@lru_cache(maxsize=1024)
def is_control(tag: str) -> bool:
    """Whether a tag is that of a control field (001-009), which has neither indicators nor subfields."""
    return tag[:2] == "00" and tag.isdigit()


def damaged_tags(fields: Sequence[Field]) -> list[str]:
    """The tags of fields with a subfield code that no format can carry: it is no printable ASCII character."""
    codes = "".join([code for _, _, subfields in fields for code, _ in subfields])
    if codes.isascii() and codes.isprintable():
        return []
    return sorted({tag for tag, _, subfields in fields if not all(_is_code(code) for code, _ in subfields)})


def _is_code(code: str) -> bool:
    return code.isascii() and code.isprintable()


def with_whole_codes(field: Field) -> Field:
    """The field with the text behind a damaged code joined to the subfield before it."""
    tag, indicators, subfields = field
    made: list[tuple[str, str]] = []
    for code, value in subfields:
        if _is_code(code):
            made.append((code, value))
        elif made:
            made[-1] = (made[-1][0], f"{made[-1][1].rstrip()} {value}")
        else:
            made.append(("a", value))
    return tag, indicators, tuple(made)


def to_pymarc(raw: Raw) -> ReadRecord:
    """The record as the type that other Python programs know."""
    record = ReadRecord()
    record.repairs = raw.repairs
    record.leader = pymarc.Leader(raw.leader)
    record.fields = [made_field(*field) for field in raw.fields]
    return record


def checked_field(tag: str, data: str, subfields: Pairs) -> pymarc.Field:
    """A field as pymarc makes it, which looks at what it is given."""
    if is_control(tag):
        return pymarc.Field(tag=tag, data=data)
    return pymarc.Field(tag=tag, indicators=_indicators(data), subfields=list(map(_subfield, subfields)))


def _whole_field(tag: str, data: str, subfields: Pairs) -> pymarc.Field:
    """The same of values that need no look: half of the time of a record."""
    if len(tag) != 3 or not tag.isascii():
        return checked_field(tag, data, subfields)
    field = _new(pymarc.Field)
    field.tag = tag
    field.control_field = control = is_control(tag)
    field.data = data if control else None
    field._indicators = None if control else _indicators(data)
    field.subfields = [] if control else [*map(_subfield, subfields)]
    return field


_new = object.__new__
_IN_A_FIELD = ("tag", "data", "_indicators", "subfields", "__pos", "control_field")  # of pymarc since 5.2.3
made_field = _whole_field if sorted(pymarc.Field.__slots__) == sorted(_IN_A_FIELD) else checked_field


@lru_cache(maxsize=256)
def _indicators(data: str) -> pymarc.Indicators:
    return pymarc.Indicators(*data.ljust(2)[:2])


def from_pymarc(record: Any) -> Raw:
    """The plain values of a pymarc record."""
    fields: list[Field] = []
    for field in record.fields:
        if field.control_field:
            fields.append((field.tag, field.data or "", ()))
        else:
            pairs = tuple([(code, value or "") for code, value in field.subfields])
            fields.append((field.tag, "".join(field.indicators), pairs))
    return Raw(str(record.leader), tuple(fields), getattr(record, "repairs", ()))
