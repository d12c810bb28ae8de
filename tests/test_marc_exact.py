"""What is said to need no 887 needs none, whatever the book; and most books need none."""

from __future__ import annotations

from hypothesis import event, given, settings
from hypothesis import strategies as st

from koleksi import Book
from koleksi._marc_build import Options, build
from koleksi._marc_parse import parse

word = st.sampled_from(["Hirata", "Andrea", "A.", "Dr.", "S.Pd.", "bin", "Toer,", "J.K.", "al-Ghazali", "Departemen", "Agama", "RI", "H.", "0", "van", "der"])
name = st.lists(word, min_size=1, max_size=4).map(" ".join)
text = st.one_of(
    st.text(max_size=14),
    st.lists(st.sampled_from(["Laskar", "Pelangi", "jil. 2", "Cet. 3", "ed. 2", ":", "/", ";", ",", ".", "?", "=", "dkk.", "No", "-", "2005", "cetakan"]), max_size=4).map(" ".join),
)
some = st.just("") | text
books = st.builds(
    Book,
    title=text, subtitle=some, authors=st.lists(name, max_size=3), publisher=some, place=some, year=st.none() | st.integers(0, 2500), edition=some, printing=some,
    isbn=st.sampled_from(["", "9789793062792", "9786020332956"]), language=st.sampled_from(["ind", "eng", "", "und", "id", "IND"]), subjects=st.lists(text, max_size=3),
    ddc=st.sampled_from(["", "297.4", "899.2213", "2X4.1", "398.2 ", "59"]), call_number=some, extent=some, illustrations=some,
    height_cm=st.none() | st.integers(0, 1200), series=some, volume=some, part_title=some, audience=some, summary=some, notes=st.lists(text, max_size=2), record_id=some,
)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(books, st.sampled_from(["last", "first"]))
def test_a_record_without_887_is_read_as_the_same_book(book: Book, policy: str) -> None:
    raw = build(book, (), "indomarc", Options(policy=policy))
    carried = any(tag == "887" for tag, _, _ in raw.fields)
    event("887" if carried else "plain")
    assert parse(raw)[0] == book
