"""Bodies: places and numbers tell them apart, as evidence and in records."""

from __future__ import annotations

import pymarc
import pytest

from koleksi import Book, ddc, dedupe, marc, names
from koleksi._cards.isbd import cards_of
from koleksi._dedupe.people import name_likeness, name_words
from koleksi.exports import slims


def likeness(left: str, right: str) -> float:
    return name_likeness(name_words(left), name_words(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Dinas Kesehatan Kabupaten Jepara", "Dinas Kesehatan Kabupaten Kudus"),
        ("SDN 3 Jepara", "SDN 4 Jepara"), ("SMPN 1 Kudus", "SMPN 11 Kudus"), ("Bank Dunia", "Bank Indonesia"),
        ("BPS Kabupaten Kudus", "Badan Pusat Statistik Kabupaten Jepara"),
        ("Universitas Negeri Malang", "Universitas Negeri Padang"),
    ],
)  # fmt: skip
def test_places_and_numbers_tell_bodies_apart(left: str, right: str) -> None:
    assert likeness(left, right) == 0.0
    books = [Book(title="Kabupaten dalam angka", authors=(name,), year=2015) for name in (left, right)]
    assert len(dedupe.groups(books).groups) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("BPS Kab. Kudus", "Badan Pusat Statistik Kabupaten Kudus"), ("Kementrian Agama", "Kementerian Agama"),
        ("Departemen Agama RI", "Departemen Agama Republik Indonesia"), ("Departemen Agama", "Departemen Agama R.I."),
        ("PUSAT BAHASA", "Pusat Bahasa"), ("R. H. Press", "Rumah Hijau Press"),
    ],
)  # fmt: skip
def test_one_body_typed_in_two_ways_stays_one(left: str, right: str) -> None:
    assert likeness(left, right) >= 0.8


def record(*fields: tuple[str, str, list[tuple[str, str]]]) -> pymarc.Record:
    made = pymarc.Record()
    for tag, indicators, subfields in (*fields, ("245", "10", [("a", "Laporan")])):
        made.add_field(pymarc.Field(tag, list(indicators), [pymarc.Subfield(*one) for one in subfields]))
    return made


@pytest.mark.parametrize(
    ("tag", "subfields", "name", "letters"),
    [
        ("110", [("a", "Rumah Singgah")], "Rumah Singgah", "RUM"),
        ("110", [("a", "Indonesia."), ("b", "Biro Hukum")], "Indonesia. Biro Hukum", "IND"),
        ("110", [("a", "Hartono Bersaudara,"), ("e", "pengarang")], "Hartono Bersaudara", "HAR"),
        (
            "111", [("a", "Temu Karya Sastra"), ("n", "(2 :"), ("d", "1999 :"), ("c", "Kudus)")],
            "Temu Karya Sastra (2 : 1999 : Kudus)", "TEM",
        ),
    ],
)  # fmt: skip
def test_bodies_and_meetings_stay_what_their_field_says(
    tag: str, subfields: list[tuple[str, str]], name: str, letters: str
) -> None:
    book, _ = marc.from_record(record((tag, "2 ", subfields)))
    assert book.authors == (name,) and names.letters(name, body=book.is_body(name)) == letters
    for profile in marc.PROFILES:
        written = marc.to_record(book, profile=profile)
        assert [field.tag for field in written.get_fields("100", "110", "111")] == [tag]
        assert written[tag]["a"] in (name, subfields[0][1]), "whole in $a, or as the record had it"
    assert marc.from_record(marc.to_record(book))[0] == book


@pytest.mark.parametrize("tag", ["710", "711"])
def test_a_lone_added_entry_of_a_body_is_no_main_entry(tag: str) -> None:
    for role in ([], [("4", "aut")]):
        book, _ = marc.from_record(record((tag, "2 ", [("a", "Rumah Singgah"), *role])))
        assert book.authors == () and [one.name for one in book.contributors] == ["Rumah Singgah"]
        assert [field.tag for field in marc.to_record(book).get_fields("100", "110", "111", tag)] == [tag]
        assert marc.from_record(marc.to_record(book))[0] == book


def test_a_body_that_its_field_names_is_one_in_every_output() -> None:
    book = Book(title="Laporan", authors=("Rumah Singgah", "Lina Wati"), bodies=("Rumah Singgah",))
    assert str(ddc.call_number(book, "361.7")) == "361.7 RUM l"
    assert cards_of(book, (), ("1",), "last")[0].main == "Rumah Singgah"
    assert b"<Rumah Singgah>" in slims.biblio_csv([(book, ())])[0]
    second = Book(title="Laporan", authors=("Lina Wati", "Rumah Singgah"), bodies=("Rumah Singgah",))
    assert [field.tag for field in marc.to_record(second).get_fields("100", "700", "710")] == ["100", "710"]
    assert dedupe.merge([book, Book(title="Laporan")])[0].bodies == ("Rumah Singgah",)
