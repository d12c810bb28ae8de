"""A title that names its part is taken apart in the record, and comes back as it was typed."""

from __future__ import annotations

import pytest

from koleksi import Book, marc
from koleksi.book import MarcField


@pytest.mark.parametrize(
    ("title", "said", "edition"),
    [
        ("Fisika Jilid 2", (("a", "Fisika."), ("n", "Jilid 2.")), ""),
        ("Matematika Dasar, jilid IIIA", (("a", "Matematika Dasar."), ("n", "jilid IIIA.")), ""),
        ("Kisah Para Nabi (BUKU 1)", (("a", "Kisah Para Nabi."), ("n", "BUKU 1.")), ""),
        ("Laut Kita Jilid 2: Jaringan", (("a", "Laut Kita."), ("n", "Jilid 2 :"), ("b", "Jaringan.")), ""),
        ("Akuntansi EDISI 7", (("a", "Akuntansi."),), "EDISI 7"),
        ("Fisika Edisi Kelima Jilid 1", (("a", "Fisika."), ("n", "Jilid 1.")), "Edisi Kelima"),
        ("Fisika Jilid 1 Edisi Kelima", (("a", "Fisika."), ("n", "Jilid 1.")), "Edisi Kelima"),
        ("Buku 2", (("a", "Buku 2."),), ""),
        ("Majalah Desa Edisi 145", (("a", "Majalah Desa Edisi 145."),), ""),
        ("Jilid 2 yang Hilang", (("a", "Jilid 2 yang Hilang."),), ""),
        ("Kumpulan Soal Jilid 1-3", (("a", "Kumpulan Soal Jilid 1-3."),), ""),
    ],
)  # fmt: skip
def test_part_and_edition_stand_in_subfields_of_their_own(
    title: str, said: tuple[tuple[str, str], ...], edition: str
) -> None:
    book = Book(title=title)
    for profile in ("indomarc", "koha"):
        record = marc.to_record(book, profile=profile)
        assert tuple((one.code, one.value) for one in record["245"].subfields) == said
        assert [field["a"] for field in record.get_fields("250")] == ([edition] if edition else [])
    assert marc.from_record(marc.to_record(book))[0] == book


@pytest.mark.parametrize("profile", ["slims", "inlislite"])
def test_what_knows_books_by_the_whole_title_gets_it_whole(profile: str) -> None:
    record = marc.to_record(Book(title="Fisika Jilid 2"), profile=profile)
    assert record["245"]["a"].rstrip(".") == "Fisika Jilid 2" and not record["245"].get_subfields("n")


def test_what_the_row_says_of_itself_comes_first() -> None:
    record = marc.to_record(Book(title="Fisika Jilid 2", volume="2A", edition="Ed. 3"))
    assert (record["245"]["a"], record["245"]["n"], record["250"]["a"]) == ("Fisika Jilid 2.", "2A.", "Ed. 3")


def test_a_record_keeps_the_title_it_came_with() -> None:
    book = Book(title="Fisika Jilid 2", marc_fields=(MarcField("590", "  ", (("a", "setempat"),)),))
    assert marc.to_record(book)["245"]["a"] == "Fisika Jilid 2."
