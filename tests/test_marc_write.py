"""Whatever a program hands over, a written file is whole: it reads back the same, or the record is a Problem."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pymarc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import Book, Entry, Problem, marc, save
from koleksi._marc import xml_write
from koleksi._marc.fields import from_pymarc
from koleksi._marc.write import cleaned
from koleksi.errors import OutputError

anything = st.text(max_size=20)
fields = st.one_of(
    st.builds(lambda tag, data: pymarc.Field(tag=tag, data=data), st.sampled_from(["001", "003", "005", "008"]),
        anything),
    st.builds(
        lambda tag, one, two,
        parts: pymarc.Field(tag=tag, indicators=pymarc.Indicators(one, two), subfields=[pymarc.Subfield(c, v) for c,
            v in parts]),
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
        kept = [from_pymarc(item).fields for item in found if not isinstance(item, Problem)]
        assert kept == [
            fields
            for fields in (cleaned(from_pymarc(record)).fields for record in [*map(record_with, made), good])
            if fields in kept
        ]
        if xml:
            assert len(ElementTree.fromstring(path.read_bytes())) == len(found)


class Disk(io.BytesIO):
    """A disk that gives back another word than it was given."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size).replace(b"Pelangi", b"Pelanga")


@pytest.mark.parametrize("xml", [False, True])
def test_a_disk_that_changes_a_letter_is_found_out(xml: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextlib.contextmanager
    def lying(path: Path) -> Iterator[Disk]:
        yield Disk()

    monkeypatch.setattr(save, "replacing", lying)
    with pytest.raises(OutputError, match="terbaca lain"):
        marc.write_books([(Book(title="Laskar Pelangi"), ())], tmp_path / "x", xml=xml)


def test_text_that_an_xml_parser_reads_otherwise_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "x.xml"
    old.write_text("lama", encoding="utf-8")
    monkeypatch.setattr(xml_write, "_text", lambda value: value.replace("<", "&lt;"))  # forgets the ampersand
    with pytest.raises(OutputError, match="terbaca lain"):
        marc.write_books([(Book(title="Apa arti &amp; itu?"), ())], old, xml=True)
    assert old.read_text(encoding="utf-8") == "lama"


@pytest.mark.parametrize("leader", ["00000n\u00e9m a2200000 i 4500", "00000n\x1em a2200000 i 4500", "00000nam", ""])
@pytest.mark.parametrize("write", [marc.write, marc.write_xml])
def test_a_damaged_leader_of_one_record_does_not_stop_the_file(
    tmp_path: Path, leader: str, write: Callable[[list[pymarc.Record], Path], list[Problem]]
) -> None:
    whole, damaged = (marc.to_record(Book(title=title)) for title in ("Bumi", "Rusak"))
    damaged.leader = leader  # type: ignore[assignment]  # as other programs leave it
    assert not write([damaged, whole], tmp_path / "a")
    assert [one.book.title for one in marc.read_books(tmp_path / "a") if isinstance(one, Entry)] == ["Rusak", "Bumi"]
