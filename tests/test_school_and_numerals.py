"""School levels, books for children, numbers as words: the facts of the domain that several rooms read."""

from __future__ import annotations

import pytest

from koleksi import Book, kdt, marc
from koleksi._ddc.practice import is_for_children
from koleksi._terms.numerals import spelled, spelled_pattern
from koleksi._terms.school import audience_is_young, form_words, levels, speaks_of_children, words_pattern


def test_a_schools_name_says_its_level() -> None:
    assert [levels().get(word) for word in ("mts", "ma", "ra", "sltp", "smk")] == ["smp", "sma", "tk", "smp", "smk"]
    assert "man" not in levels() and "man" in form_words()  # an English word in titles
    assert "paud" in levels() and "paud" not in form_words()  # a subject of its own
    longest_first = list(map(len, words_pattern().split("|")))
    assert longest_first == sorted(longest_first, reverse=True)


@pytest.mark.parametrize(
    ("audience", "young"),
    [
        ("Untuk SD", True), ("Anak-anak", True), ("MI kelas 4", True), ("PAUD", True), ("Juvenile", True),
        ("Kids", True), ("siswa SMP", False),
        ("Umum", False), ("", False), ("Madrasah Ibtidaiyah", True),
    ],
)  # fmt: skip
def test_an_audience_of_children(audience: str, young: bool) -> None:
    """008/22 and the mark of children's stories go by the same words."""
    assert audience_is_young(audience) is young
    assert (marc.to_record(Book(title="Judul", audience=audience))["008"].data[22] == "j") is young
    assert is_for_children(Book(title="Judul", audience=audience)) is young


def test_a_title_speaks_of_children_by_fewer_words() -> None:
    assert speaks_of_children(["dongeng", "kancil"]) and speaks_of_children(["cerita", "anak"])
    assert not speaks_of_children(["juvenile", "delinquency"]) and not speaks_of_children(["bahasa", "sd"])


def test_numbers_as_words() -> None:
    assert spelled("cardinal")["tujuh"] == spelled("ordinal")["ketujuh"] == spelled("ordinal")["seventh"] == 7
    assert spelled("cardinal", "count")["sebuah"] == 1 and "sebuah" not in spelled("cardinal")
    assert spelled_pattern("ordinal").startswith("kesembilan|") or spelled_pattern("ordinal").startswith("kedelapan|")


@pytest.mark.parametrize(
    ("edition", "expected"), [("Cet. ketujuh", ("", "Cet. ketujuh")), ("Third edition", ("Third edition", ""))]
)
def test_every_ordinal_counts_a_printing_in_a_kdt_block(edition: str, expected: tuple[str, str]) -> None:
    """The seventh printing was no printing: the block's own list ended at six."""
    block = (
        f"Judul buku / Andrea Hirata. -- {edition}. -- Yogyakarta : Bentang, 2005.\nx, 529 hlm. ; 20 "
        f"cm.\nISBN 979-3062-79-7\n"
    )
    book = kdt.parse(block).book
    assert (book.edition, book.printing) == expected
