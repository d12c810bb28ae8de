"""Stories by their titles, and the same words in titles of other books, each title with the classes that are right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from koleksi import Book, ddc
from koleksi._ddc.stories import told_story
from koleksi._terms.folding import term_words
from koleksi._terms.tables import rows

TITLES = list(csv.DictReader((Path(__file__).parent / "story_titles.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", TITLES, ids=[row["title"] for row in TITLES])
def test_a_title_is_known_for_a_story_or_for_none(row: dict[str, str]) -> None:
    first = ddc.suggest(Book(title=row["title"]), 1)[0].number
    assert first.startswith(tuple(row["classes"].split())), first


@pytest.mark.parametrize("title", ["Ensiklopedia Si Kecil: Laut", "Merawat Kucing", "Kelinci Hias", "", "Aku"])
def test_what_only_has_the_words_has_not_the_grammar(title: str) -> None:
    assert told_story(term_words(title), title) == ()


def test_a_title_of_one_word_of_stories_has_a_class_like_any_other() -> None:
    words = sorted({word for row in rows("story_grammar.csv") for word in row["words"].split(";")})
    assert [word for word in words if not ddc.suggest(Book(title=word))] == []
    assert told_story(["hadiah"], "Hadiah") == ()


@pytest.mark.parametrize("title", ["Kancil dan Buaya", "Dongeng Kancil", "Legenda Danau"])
def test_tales_of_the_people_stand_first_with_these(title: str) -> None:
    assert told_story(term_words(title), title)[0] == "398.2"


def test_a_series_that_is_always_stories_makes_one() -> None:
    book = Book(title="Laut Biru", series="Kecil-Kecil Punya Karya")
    assert ddc.suggest(book, 1)[0].number == "813"


def test_subjects_say_more_than_a_title_like_a_storys() -> None:
    book = Book(title="Kucing yang Lucu", subjects=("Kucing -- Pemeliharaan",))
    assert ddc.suggest(book, 1)[0].number.startswith("636")


def test_a_reference_book_is_no_story() -> None:
    numbers = [found.number for found in ddc.suggest(Book(title="Ensiklopedia Si Kecil: Laut"), 5)]
    assert "813" not in numbers
