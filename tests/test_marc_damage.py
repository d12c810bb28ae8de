"""Damaged files: whatever happened to the bytes, each record is there or the reason is, and the good ones are whole."""

from __future__ import annotations

import io
import random
import tracemalloc
from pathlib import Path

import pymarc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import Book, Copy, Problem, marc
from koleksi._marc.fields import Raw
from koleksi._marc.iso import read_iso
from koleksi._marc.parse import parse
from koleksi._marc.xml import read_xml
from koleksi.errors import InputError

BOOKS = [
    Book(title="Laskar Pelangi", authors=("Andrea Hirata",), publisher="Bentang", place="Yogyakarta", year=2005,
        isbn="9789793062792", language="ind"),
    Book(title="Tafsīr al-Jalālayn", authors=("Jalāl al-Dīn al-Suyūṭī",), year=1998, language="ara",
        notes=("Teks Arab",)),
    Book(title="Bumi Manusia", authors=("Pramoedya Ananta Toer",), subjects=("Novel",), ddc="899.221", year=1980),
]  # fmt: skip
RECORDS = [bytes(marc.to_record(book, (Copy(barcode=f"B{n}"),)).as_marc()) for n, book in enumerate(BOOKS)]


def items(data: bytes) -> list[Raw | Problem]:
    return [item for item, _, _ in read_iso(io.BytesIO(data))]


def books(data: bytes) -> list[Book]:
    return [parse(item)[0] for item in items(data) if isinstance(item, Raw)]


def test_a_file_cut_at_any_byte_gives_every_whole_record_and_says_what_is_lost() -> None:
    data = b"".join(RECORDS)
    ends = [sum(map(len, RECORDS[: n + 1])) for n in range(len(RECORDS))]
    for cut in range(len(data) + 1):
        found = items(data[:cut])
        whole = sum(cut >= end - 1 for end in ends)  # the terminator itself can be spared
        begun = sum(cut > begin for begin in [0, *ends[:-1]])
        assert books(data[:cut])[:whole] == BOOKS[:whole], cut
        assert len(found) == begun, cut
        assert all(isinstance(item, Problem) and item.row == begun for item in found[whole:]), cut


def test_the_neighbours_of_a_flipped_byte_are_read_whole() -> None:
    """One byte of the middle record becomes any other byte: never more harm than to that record."""
    rng = random.Random(4)
    begin, end = len(RECORDS[0]), len(RECORDS[0]) + len(RECORDS[1])
    for at in range(begin, end):
        data = bytearray(b"".join(RECORDS))
        data[at] = rng.choice((0x00, 0x0A, 0x1D, 0x1E, 0x1F, 0x20, 0x39, 0xFF, rng.randrange(256)))
        found = books(bytes(data))
        assert found[0] == BOOKS[0], (at, data[at])
        assert found[-1] == BOOKS[2], (at, data[at])


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400)
    | st.lists(st.sampled_from([*RECORDS, b"\x1d", b"\x1e", b"00050", b"\x1f", b"\n"]), max_size=8).map(b"".join)
)
def test_any_bytes_are_records_or_problems_with_their_place(data: bytes) -> None:
    last = -1
    for number, (item, given_number, offset) in enumerate(read_iso(io.BytesIO(data)), start=1):
        if isinstance(item, Raw):
            parse(item)
            marc.check(item)
        elif item.code != "marc-stray-terminator":
            assert item.offset == offset and item.row == given_number and item.what.id and item.do.id
        assert given_number <= number and last <= offset < len(data)
        last = offset


@pytest.mark.parametrize(
    "between", [b"", b"\n", b"\r\n", b"\r\n\r\n  ", b"\x00\x00", b"\x1a", b"\xef\xbb\xbf", b"\x1d"]
)
def test_what_stands_between_records_does_no_harm(between: bytes) -> None:
    assert books(b"\xef\xbb\xbf" + between.join(RECORDS) + between) == BOOKS


@pytest.mark.parametrize("length", [b"00000", b"99999", b"00024", b"     ", b"-0001", b"abcde"])
def test_a_record_length_that_lies_is_not_believed(length: bytes) -> None:
    assert books(b"".join(length + record[5:] for record in RECORDS)) == BOOKS


@pytest.mark.parametrize("base", [b"00000", b"99999", b"     ", b"00025"])
def test_a_base_address_that_lies_is_not_believed(base: bytes) -> None:
    assert books(b"".join(record[:12] + base + record[17:] for record in RECORDS)) == BOOKS


@settings(max_examples=60)
@given(st.randoms(use_true_random=False))
def test_a_directory_in_any_order_leads_to_the_same_book(rng: random.Random) -> None:
    record = RECORDS[0]
    base = record.index(b"\x1e")
    entries = [record[at : at + 12] for at in range(24, base, 12)]
    rng.shuffle(entries)
    assert books(record[:24] + b"".join(entries) + record[base:]) == [BOOKS[0]]


def test_latin_letters_of_old_systems_are_read_as_they_were_meant() -> None:
    """A leader that claims nothing and bytes of Windows-1252, as old exports have them."""
    book = Book(title="Café Müller", publisher="Éditions", year=1990)
    record = pymarc.Record(fields=marc.to_record(book).fields)
    bodies = [bytes(field.as_marc("cp1252")) for field in record.fields]
    at, directory = 0, ""
    for field, body in zip(record.fields, bodies, strict=True):
        directory += f"{field.tag}{len(body):04d}{at:05d}"
        at += len(body)
    base = 25 + len(directory)
    data = f"{base + at + 1:05d}nam a22{base:05d} i 4500{directory}\x1e".encode() + b"".join(bodies) + b"\x1d"
    (found,) = books(data)
    assert (found.title, found.publisher) == (book.title, book.publisher)


XML = '<?xml version="1.0"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">{}</collection>'


def test_xml_cut_at_any_byte_keeps_the_records_before_the_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    marc.write_books([(book, ()) for book in BOOKS], path, xml=True)
    data = path.read_bytes()
    ends = [at + len(b"</record>") for at in range(len(data)) if data.startswith(b"</record>", at)]
    for cut in range(ends[0], len(data), 3):
        found = list(read_xml(io.BytesIO(data[:cut]), path))
        whole = sum(cut >= end for end in ends)
        assert [parse(item)[0] for item, _, _ in found[:whole] if isinstance(item, Raw)] == BOOKS[:whole], cut
        assert all(isinstance(item, Problem) for item, _, _ in found[whole:]), cut


@pytest.mark.parametrize("before", ["", "\n<!-- a comment -->", "<?xml-stylesheet href='a'?>" + "\n" * 70_000])
def test_xml_with_a_doctype_is_refused_before_it_is_parsed(before: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xml"
    path.write_text(
        f'<?xml version="1.0"?>{before}<!DOCTYPE a [<!ENTITY b '
        f'"{"c" * 99}">]><collection><record>&b;</record></collection>',
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="DOCTYPE"):
        list(marc.read(path))


@pytest.mark.parametrize("encoding", ["iUTF-8", "utf8mb4", "Shift_JIS", "hex", "UTF-8"])
def test_xml_that_declares_a_character_set_nobody_knows_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    marc.write_books([(book, ()) for book in BOOKS], path, xml=True)
    path.write_bytes(path.read_bytes().replace(b'"UTF-8"', f'"{encoding}"'.encode(), 1))
    assert [marc.from_record(item)[0] for item in marc.read(path) if isinstance(item, pymarc.Record)] == BOOKS


@pytest.mark.parametrize("broken", ["<record", '<record xmlns="http27:', "<record <", "<record a=b>", "<record>"])
def test_xml_whose_record_tag_is_broken_is_a_problem_and_reading_goes_on(broken: str) -> None:
    data = ("034" + broken).encode()
    (only,) = read_xml(io.BytesIO(data), Path())
    assert isinstance(only[0], Problem) and only[2] == 3
    good = b'\n<record><controlfield tag="001">1</controlfield></record>'
    *_, last = read_xml(io.BytesIO(data + good), Path())
    assert isinstance(last[0], Raw) and last[0].fields == (("001", "1", ()),)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(times: int, xml: bool) -> int:
        path = tmp_path / "big"
        marc.write_books(((book, ()) for _ in range(times) for book in BOOKS), path, xml=xml)
        tracemalloc.start()
        assert sum(1 for _ in marc.read_books(path)) == times * len(BOOKS)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    for xml in (False, True):
        peak(200, xml)  # what is loaded and remembered once
        assert peak(1000, xml) < 1.3 * peak(200, xml)
