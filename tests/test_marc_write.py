"""Whatever a program hands over, a written file is whole: it reads back the same, or the record is a Problem."""

from __future__ import annotations

import tempfile
from pathlib import Path
from xml.etree import ElementTree

import pymarc
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import Book, Problem, marc

anything = st.text(max_size=20)
fields = st.one_of(
    st.builds(lambda tag, data: pymarc.Field(tag=tag, data=data), st.sampled_from(["001", "003", "005", "008"]), anything),
    st.builds(
        lambda tag, one, two, parts: pymarc.Field(tag=tag, indicators=pymarc.Indicators(one, two), subfields=[pymarc.Subfield(c, v) for c, v in parts]),
        st.sampled_from(["245", "500", "ABC", "24", "2455", "é45", "9\x1e9"]),
        st.text(max_size=2), st.text(max_size=1),
        st.lists(st.tuples(st.text(max_size=2), anything), max_size=3),
    ),
)  # fmt: skip


def record_with(given_fields: list[pymarc.Field]) -> pymarc.Record:
    record = pymarc.Record()
    record.fields.extend(given_fields)
    return record


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(fields, max_size=3), min_size=1, max_size=3), st.booleans())
def test_any_record_of_any_program_is_written_whole_or_is_a_problem(made: list[list[pymarc.Field]], xml: bool) -> None:
    good = marc.to_record(Book(title="Baik", publisher="P", year=2001))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        problems = (marc.write_xml if xml else marc.write)([*map(record_with, made), good], path)
        found = list(marc.read(path))
        assert not any(isinstance(item, Problem) for item in found)
        assert len(found) + len(problems) == len(made) + 1
        assert isinstance(found[-1], pymarc.Record) and found[-1].title == "Baik."
        if xml:
            assert len(ElementTree.fromstring(path.read_bytes())) == len(found)
