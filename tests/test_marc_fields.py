"""Plain fields as pymarc's: made at once they are what pymarc itself makes of the same values."""

from __future__ import annotations

from typing import Any

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi import Book, Copy, marc
from koleksi._marc.fields import Pairs, Raw, checked_field, from_pymarc, made_field, to_pymarc

TAGS = [
    "001",
    "008",
    "000",
    "010",
    "245",
    "852",
    "9X9",
    "ABC",
    "00A",
    "00\u00b2",
    "1",
    "24",
    "0010",
    "\u0660\u0660\u0661",
]
pairs = st.lists(st.tuples(st.sampled_from("abz08"), st.text(max_size=5)), max_size=3).map(tuple)


def attributes(field: pymarc.Field) -> dict[str, Any]:
    return {name: getattr(field, name) for name in ("tag", "data", "indicators", "subfields", "control_field")}


@given(st.sampled_from(TAGS), st.text(max_size=3), pairs)
def test_a_field_is_the_one_that_pymarc_makes(tag: str, data: str, subfields: Pairs) -> None:
    made, expected = made_field(tag, data, subfields), checked_field(tag, data, subfields)
    assert type(made) is type(expected) is pymarc.Field
    assert attributes(made) == attributes(expected)
    assert str(made) == str(expected)
    assert [type(one) for one in made.subfields] == [type(one) for one in expected.subfields]


def test_fields_of_two_records_share_nothing_that_changes() -> None:
    raw = Raw(" " * 24, (("001", "X", ()), ("245", "10", (("a", "Judul"),))))
    one, other = to_pymarc(raw), to_pymarc(raw)
    one["245"].add_subfield("b", "lain")
    one["245"].indicators = pymarc.Indicators("0", "0")
    one["001"].data = "Y"
    one.add_field(pymarc.Field(tag="500", indicators=[" ", " "], subfields=[pymarc.Subfield("a", "Catatan")]))
    assert from_pymarc(other) == raw


@pytest.mark.parametrize("copies", [(), (Copy(barcode="B1"),)])
def test_a_record_that_was_built_can_be_written_by_pymarc(copies: tuple[Copy, ...]) -> None:
    record = marc.to_record(Book(title="Bumi", authors=("Tere Liye",), record_id="X1", year=2014), copies)
    again = pymarc.Record(data=record.as_marc())
    assert [attributes(field) for field in again.fields] == [attributes(field) for field in record.fields]
