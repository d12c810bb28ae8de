"""A language is named only where the title shows it."""

from __future__ import annotations

import pytest

from koleksi import Book
from koleksi._terms.language import of_title, with_language


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Budidaya Lele di Kolam Terpal", "ind"),
        ("Kamus Besar Bahasa Indonesia", "ind"),
        ("Habis Gelap Terbitlah Terang", "ind"),
        ("The Old Man and the Sea", "eng"),
        ("How to Win Friends", "eng"),
        ("رياض الصالحين", "ara"),
        ("みんなの日本語", "jpn"),
        ("Doraemon 1", ""),
        ("", ""),
    ],
)
def test_titles(title: str, code: str) -> None:
    assert of_title(title) == code


def test_a_language_that_was_given_stays() -> None:
    book = Book(title="The Old Man and the Sea", language="ind")
    assert with_language(book) is book
    assert with_language(Book(title="The Sea")).sources == (("language", "title"),)


def test_an_english_title_on_an_indonesian_isbn_proves_nothing() -> None:
    assert with_language(Book(title="The Secret of Success", isbn="9786020332956")).language == ""
    assert with_language(Book(title="The Secret of Success", isbn="9780064400558")).language == "eng"
