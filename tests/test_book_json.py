"""A Book as JSON and back: one form for records, answers of sources and a catalogue's index."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from koleksi import Book
from koleksi._terms.book_json import dump, given_in, load, values_of
from koleksi.book import Contributor

LINE = st.text(max_size=12)
BOOKS = st.builds(
    Book, title=LINE, authors=st.lists(LINE, max_size=2), year=st.none() | st.integers(0, 2100),
    notes=st.lists(LINE, max_size=2),
    contributors=st.lists(st.builds(Contributor, name=LINE, role=LINE, corporate=st.booleans()), max_size=2).map(tuple),
    sources=st.lists(st.tuples(LINE, LINE), max_size=2).map(tuple),
)  # fmt: skip


@given(BOOKS)
@example(Book(year=0))
def test_what_is_dumped_is_loaded(book: Book) -> None:
    assert load(dump(book)) == book
    assert given_in(values_of(book, ("title", "contributors"))) == {
        "title": book.title,
        "contributors": book.contributors,
    }


def test_only_filled_fields_are_kept() -> None:
    assert dump(Book(title="Judul", year=2005)) == '{"title":"Judul","year":2005}'
    assert dump(Book(title="Judul", year=2005), ("year", "place")) == '{"year":2005}'


@pytest.mark.parametrize(
    ("names", "said"), [(("ddc",), '{"ddc":"813"}'), (("authors",), '{"authors":["Andrea Hirata"]}'), ((), "{}")]
)
def test_one_field_or_none_is_dumped_like_several(names: tuple[str, ...], said: str) -> None:
    assert dump(Book(ddc="813", authors=("Andrea Hirata",)), names) == said


@pytest.mark.parametrize(
    "text", ["[]", "5", '{"title":5}', '{"judul":"x"}', '{"contributors":[{"name":"x"}]}', '{"sources":[1]}', "{"]
)
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        load(text)


def test_fields_that_do_not_fit_are_left_out() -> None:
    assert given_in(json.loads('{"title":"x","year":"2005","authors":[1],"height_cm":20}')) == {
        "title": "x",
        "height_cm": 20,
    }
