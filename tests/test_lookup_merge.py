"""The rules of merging: a person wins, two books are never mixed, each fact knows who said it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi import Book
from koleksi._terms.publishers import same_publisher
from koleksi.lookup.facts import FIELDS, Claim, dump, load
from koleksi.lookup.merge import alike, merge

WORDS = st.lists(st.sampled_from(["laskar", "pelangi", "ilmu", "alam", "sosial", "1", "2"]), max_size=4).map(" ".join)
BOOKS = st.builds(
    Book, title=WORDS, subtitle=WORDS, authors=st.lists(WORDS, max_size=2).map(tuple), publisher=WORDS, place=WORDS,
    year=st.none() | st.integers(2000, 2003),
    edition=WORDS, subjects=st.lists(WORDS, max_size=2).map(tuple), extent=WORDS,
)  # fmt: skip
CLAIMS = st.lists(st.builds(Claim, st.sampled_from("abc"), BOOKS), max_size=4)


@given(typed=BOOKS, claims=CLAIMS)
def test_what_a_person_typed_is_never_changed(typed: Book, claims: list[Claim]) -> None:
    merged = merge(typed, claims).book
    assert all(getattr(merged, name) == getattr(typed, name) for name in FIELDS if getattr(typed, name))


@given(typed=BOOKS, claims=CLAIMS)
def test_each_filled_field_names_a_source_that_said_just_that(typed: Book, claims: list[Claim]) -> None:
    merged = merge(typed, claims).book
    named = dict(merged.sources)
    assert set(named) == {name for name in FIELDS if getattr(merged, name) != getattr(typed, name)}
    for name, source in named.items():
        assert getattr(merged, name) in [getattr(one.book, name) for one in claims if one.source == source]


def test_an_answer_without_a_title_gives_none() -> None:
    merged = merge(Book(), [Claim("a", Book(subtitle="laskar")), Claim("b", Book(title="laskar"))])
    assert (merged.book.title, merged.book.subtitle, dict(merged.book.sources)["title"]) == ("laskar", "", "b")


@given(typed=BOOKS, claims=CLAIMS)
def test_nothing_is_taken_from_a_refused_answer(typed: Book, claims: list[Claim]) -> None:
    merged = merge(typed, claims)
    assert merge(typed, [one for one in claims if one not in merged.refused]).book == merged.book
    assert all(not alike(typed, one.book) for one in merged.refused) or not typed.title
    assert 0 <= merged.confidence <= 1


@given(typed=BOOKS, claims=CLAIMS)
def test_merging_twice_changes_nothing(typed: Book, claims: list[Claim]) -> None:
    once = merge(typed, claims).book
    if once.title or not claims:
        assert merge(once, [one for one in claims if one not in merge(typed, claims).refused]).book.but(
            sources=()
        ) == once.but(sources=())


@given(book=BOOKS)
def test_facts_come_back_from_the_cache_as_they_went_in(book: Book) -> None:
    assert load("9789793062792", dump(book)) == book.but(isbn="9789793062792")


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '"x"', '{"year": {}', '["title"]'])
def test_what_the_cache_did_not_write_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        load("9789793062792", text)


def test_the_fullest_title_of_those_that_begin_alike() -> None:
    claims = [
        Claim("a", Book(title="Laskar Pelangi", publisher="Bentang")),
        Claim("b", Book(title="Laskar Pelangi", subtitle="sebuah novel")),
    ]
    merged = merge(Book(isbn="9789793062792"), claims)
    assert (merged.book.title, merged.book.subtitle) == ("Laskar Pelangi", "sebuah novel")
    assert merged.book.sources == (("title", "b"), ("subtitle", "b"), ("publisher", "a"))


def test_a_typed_title_gains_its_subtitle_and_no_other() -> None:
    claims = [Claim("a", Book(title="Laskar Pelangi", subtitle="sebuah novel"))]
    assert merge(Book(title="laskar pelangi"), claims).book.subtitle == "sebuah novel"
    assert merge(Book(title="Laskar"), claims).book.subtitle == ""


def test_an_imprint_comes_from_one_answer() -> None:
    claims = [
        Claim("a", Book(title="X", year=1999)),
        Claim("b", Book(title="X", publisher="Mizan", year=2005)),
        Claim("c", Book(title="X", publisher="Erlangga", place="Jakarta")),
    ]
    book = merge(Book(), claims).book
    assert (book.publisher, book.place, book.year) == ("Mizan", "", 2005)


def test_two_sources_that_name_two_books_are_not_mixed() -> None:
    claims = [Claim("a", Book(title="Laskar Pelangi")), Claim("b", Book(title="Resep Sambal", publisher="Gramedia"))]
    merged = merge(Book(), claims)
    assert merged.book == Book(title="Laskar Pelangi", sources=(("title", "a"),))
    assert merged.refused == (claims[1],)
    assert (
        merged.confidence
        < merge(Book(), claims[:1]).confidence
        < merge(Book(title="Laskar Pelangi"), claims[:1]).confidence
    )


def test_what_disagrees_is_told_with_who_said_it() -> None:
    claims = [
        Claim("a", Book(title="X", publisher="Gramedia Pustaka Utama", year=2005)),
        Claim("b", Book(title="X", publisher="PT. Gramedia", year=2006)),
    ]
    (difference,) = merge(Book(), claims).differences
    assert (difference.field, difference.source, difference.value, difference.taken) == ("year", "b", "2006", "2005")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Laskar Pelangi", "Laskar Plangi", True), ("Laskar Pelangi", "LASKAR PELANGI: sebuah novel", True),
        ("Laskar", "Laskar Pelangi", True),
        ("Ilmu Pengetahuan Alam", "Ilmu Pengetahuan Sosial", False), ("Matematika 1", "Matematika 2", False),
        ("Bahasa Indonesia", "Bahasa Inggris", False),
        ("Ayat-ayat Cinta", "Ayat Ayat Cinta", True), ("Al-Qur'an", "Al Quran", True), ("Élan", "elan", True),
        ("", "Apa saja", True),
        ("Juz 'Amma", "Iqra", False), ("Sejarah 10", "Sejarah", True),
    ],
)  # fmt: skip
def test_which_titles_may_be_of_one_book(left: str, right: str, same: bool) -> None:
    assert alike(Book(title=left), Book(title=right)) is alike(Book(title=right), Book(title=left)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("PT Gramedia Pustaka Utama", "Gramedia", True), ("Balai Pustaka", "Balai Bahasa", False),
        ("CV. Pustaka Setia", "Pustaka Setia", True),
        ("Penerbit", "Erlangga", False), ("Erlangga", "Mizan", False),
    ],
)  # fmt: skip
def test_which_names_are_of_one_publisher(one: str, other: str, same: bool) -> None:
    assert same_publisher(one, other) is same_publisher(other, one) is same
