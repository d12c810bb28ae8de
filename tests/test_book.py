"""Text is cleaned at the door, so that nothing behind it has to fear what was typed."""

from __future__ import annotations

import pickle
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi import Book
from koleksi.book import MarcField, Text, clean

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


@given(anything)
def test_cleaning_is_idempotent_and_leaves_nothing_that_breaks_a_file(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once == once.strip()
    assert "  " not in once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")  # no lone surrogate
    assert not any(unicodedata.category(letter) == "Cc" for letter in once)


@given(anything)
def test_every_text_of_a_book_is_clean(text: str) -> None:
    book = Book(title=text, authors=(text, text), notes=[text])
    assert book.title == clean(text)
    assert all(clean(name) == name and name for name in book.authors)
    assert isinstance(book.notes, tuple)


def test_two_spellings_of_one_letter_are_one() -> None:
    assert Book(title="cafe\u0301") == Book(title="café")


def test_marc_separators_are_no_part_of_a_title() -> None:
    assert Book(title="Buku\x1fbpalsu\x1e\x1d").title == "Buku bpalsu"


def test_a_full_title_has_one_mark_between_its_parts() -> None:
    assert Book(title="La Tahzan", subtitle="Jangan bersedih").full_title == "La Tahzan: Jangan bersedih"
    assert Book(title="Benarkah?", subtitle="Sebuah tanya").full_title == "Benarkah? Sebuah tanya"


def test_a_text_is_filled_in_language_by_language() -> None:
    said = Text("{n} baris, {why}", "{n} rows, {why}").format(n=3, why=Text("{rusak}", "{damaged}"))
    assert said == Text("3 baris, {rusak}", "3 rows, {damaged}")


def test_marc_fields_are_found_when_they_are_asked_for() -> None:
    asked: list[Book] = []

    def find(book: Book) -> tuple[MarcField, ...]:
        asked.append(book)
        return (MarcField("856", "40", (("u", "http://b.id"),)),)

    book = Book(title="Peta").finding(find)
    assert book.title == "Peta" and not asked
    assert book == Book(title="Peta", marc_fields=find(book)) and hash(book) == hash(book.but())
    assert len(asked) == 2 and pickle.loads(pickle.dumps(book)) == book and len(asked) == 2
    with pytest.raises(AttributeError):
        _ = book.no_such_field  # type: ignore[attr-defined]  # that is the test


def test_but_cleans_what_is_new_and_knows_no_other_field() -> None:
    book = Book(title="Peta").but(title="  Laut \x07 ", authors=["A", " "])
    assert (book.title, book.authors) == ("Laut", ("A",))
    with pytest.raises(TypeError, match="judul"):
        book.but(judul="Laut")
