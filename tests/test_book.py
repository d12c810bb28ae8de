"""Text is cleaned at the door, so that nothing behind it has to fear what was typed."""

from __future__ import annotations

import copy
import pickle
import unicodedata
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi import Book, Contributor, Copy, Entry
from koleksi._book.cleaned import is_clean
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


# what a field takes: (how it is made, what is said of it). A type checker refuses them as well.
WRONG_TYPES: dict[str, tuple[Any, str]] = {
    "one author": (lambda: Book(title="T", authors="Andrea Hirata"),
                   "Book: authors takes several texts, not 'Andrea Hirata' (str); write authors=('Andrea Hirata',)"),
    "one subject": (lambda: Book(subjects="Ikan"), "write subjects=('Ikan',)"),
    "a number for a text": (lambda: Book(title=1984), "Book: title takes a text, not 1984 (int); write title='1984'"),
    "a text for a number": (lambda: Book(year="2005"), "Book: year takes a whole number or None, not '2005' (str); "
                                                      "write year=2005"),
    "a text that is none": (lambda: Book(year="tidak ada"), "'tidak ada' (str); write year=None"),
    "a truth": (lambda: Book(year=True), "year takes a whole number or None, not True (bool)"),
    "None for a text": (lambda: Book(title=None), "title takes a text, not None (NoneType); write title=''"),
    "None for several": (lambda: Book(authors=None), "authors takes several texts, not None (NoneType); "
                                                    "write authors=()"),
    "a set": (lambda: Book(authors={"A"}), "authors takes several texts, not {'A'} (set)"),
    "a number among texts": (lambda: Book(authors=("A", 7)), "authors takes several texts, not one that is 7 (int)"),
    "a text for a contributor": (lambda: Book(contributors=("A",)),
                                 "contributors takes several Contributor, not one that is 'A' (str)"),
    "bytes": (lambda: Book(title=b"T"), "title takes a text, not b'T' (bytes)"),
    "a copy's price": (lambda: Copy(price="45.000"), "Copy: price takes a whole number or None, not '45.000' (str)"),
    "a copy's number": (lambda: Copy(number=None), "Copy: number takes a whole number, not None (NoneType)"),
    "a contributor's kind": (lambda: Contributor(name="A", corporate="ya"), "Contributor: corporate takes True or "
                                                                            "False, not 'ya' (str)"),
    "a change": (lambda: Book(title="T").but(authors="A"), "Book: authors takes several texts"),
    "dataclasses.replace": (lambda: replace(Book(title="T"), year="2005"), "write year=2005"),
    "an entry of a text": (lambda: Entry(book="T"), "Entry: book takes a Book, not 'T' (str); write "
                                                    "book=Book(title='T')"),
    "pairs that are none": (lambda: Book(sources=(("title", 7),)), "sources takes several pairs of texts, not "),
    "several that come one by one": (lambda: Book(authors=(one for one in "AB")), "write authors=tuple(...)"),
    "one contributor": (lambda: Book(contributors=Contributor(name="A")), "write contributors=(Contributor(...),)"),
    "numbers for copies": (lambda: Entry(book=Book(), copies=[1]), "copies takes several Copy, not one that is 1"),
    "an entry of one copy": (lambda: Entry(book=Book(), copies=Copy()), "Entry: copies takes several Copy"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG_TYPES)
def test_a_wrong_type_is_refused_with_what_and_how(kind: str) -> None:
    make, said = WRONG_TYPES[kind]
    with pytest.raises(TypeError) as refused:
        make()
    assert said in str(refused.value)


def test_lists_and_texts_of_other_libraries_are_taken() -> None:
    class Marked(str):
        """As templating and XML libraries make them."""

    class Number(int):
        """As enums and numpy do."""

    book = Book(title=Marked("Bumi\u00ad"), authors=[Marked(" Tere  Liye ")], year=Number(2014), contributors=[])
    assert (book.title, book.authors, book.year) == ("Bumi", ("Tere Liye",), 2014)
    assert {type(book.title), type(book.authors[0])} == {str} and type(book.year) is int
    assert Entry(book=book, copies=[Copy()]).copies == (Copy(),)


@given(st.lists(st.one_of(anything, st.text("ab |\u0301\u00a0", max_size=4)), max_size=4))
def test_texts_that_are_clean_together_are_clean_one_by_one(texts: list[str]) -> None:
    if is_clean(texts):
        assert all(clean(text) == text for text in texts)


def test_usual_texts_are_seen_to_be_clean_at_once() -> None:
    assert is_clean([]) and is_clean(["", "Laskar Pelangi", "", "Tafsīr al-Jalālayn", "é", ""])
    assert not any(map(is_clean, (["a "], [" a"], ["a", " "], ["a  b"], ["a\x1fb"], ["e\u0301"])))


@given(anything, st.tuples(anything, anything), st.one_of(st.none(), st.integers()))
def test_a_reader_makes_the_same_value(text: str, texts: tuple[str, str], year: int | None) -> None:
    said = {"title": text, "authors": texts, "year": year, "notes": (), "contributors": (Contributor(name="x"),)}
    assert Book.of(said) == Book(**said)
    assert repr(Book.of(said)) == repr(Book(**said))
    assert type(Book.of(said)) is Book and hash(Book.of(said)) == hash(Book(**said))


@given(anything, anything, st.integers())
def test_a_reader_gives_fields_in_their_order(text: str, other: str, number: int) -> None:
    assert Copy.of_all((text, other, number)) == Copy(accession=text, barcode=other, number=number)


def test_a_class_derived_from_ours_stays_what_it_is() -> None:
    class Shelved(Book):
        """As another program makes it."""

    changed = Shelved(title="A", year=2014).but(title=" B ")
    assert (type(changed), changed.title, changed.year) == (Shelved, "B", 2014)
    with pytest.raises(TypeError):
        changed.but(titel="C")


def test_a_reader_gives_no_empty_member() -> None:
    assert Book.of({"title": "A", "authors": ("", "B")}) == Book(title="A", authors=("B",))


@pytest.mark.parametrize("made", [Book.of({"title": "A"}), Book(title="B").but(title="A"), Book(title="A")])
def test_a_value_is_frozen_however_it_was_made(made: Book) -> None:
    with pytest.raises(FrozenInstanceError):
        made.title = "C"  # type: ignore[misc]  # what is refused
    assert pickle.loads(pickle.dumps(made)) == copy.copy(made) == Book(title="A")
