"""A language is named only where the title shows it."""

from __future__ import annotations

import pytest

from koleksi import Book
from koleksi._terms.language import code_of, is_code, is_local, marc_code, name, of_title, with_language
from koleksi._terms.tables import rows


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
        ("Alice and the Silver Harbour Master", "eng"),  # a third, and no Indonesian word
        ("Petualangan Alice and the Silver Harbour Master", ""),
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


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Indonesia", "ind"), ("Bahasa Inggris", "eng"), ("English", "eng"), ("EN", "eng"), ("eng", "eng"),
        ("bahasa arab", "ara"), ("Minang", "min"),
        ("deu", "ger"), ("zh-CN", "chi"), ("jw", "jav"), ("ina", "ind"), ("Indonesian", "ind"), ("Klingon", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_languages_as_people_type_them(typed: str, code: str) -> None:
    assert code_of(typed) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [("ind", "ind"), ("id", "ind"), ("IND", "ind"), ("msa", "may"), ("Inggris", "eng"), ("indeng", "ind"), ("ina",
        "ina"), ("tlh", "tlh"), ("", "")],
)  # fmt: skip
def test_languages_as_records_have_them(said: str, code: str) -> None:
    """What the table does not know stays: "ina" is Interlingua in a record, though people type it for Indonesian."""
    assert marc_code(said) == code


def test_every_language_has_a_code_of_marc_and_names_in_both_languages() -> None:
    table = rows("languages.csv")
    codes = {row["code"] for row in table}
    assert all(map(is_code, codes)) and not any(map(is_code, ("und", "zxx", "in", "IND", "   ", "|||")))
    words = [(row["word"].casefold(), row["code"]) for row in table]
    assert len(dict(words)) == len(set(words)), "a word names two languages"
    assert [name(code) for code in ("ind", "may", "tlh")] == ["Indonesia", "Melayu", "tlh"]
    assert [name(code, "en") for code in ("ind", "may", "tlh")] == ["Indonesian", "Malay", "tlh"]
    local = sorted(code for code in codes if is_local(code))
    assert " ".join(local) == "ace ban bjn btk bug ind jav mad mak min sas sun"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Cerita Rakyat for Kids", "ind"),
        ("Tips and Trik Excel", ""),
        ("Surat-surat Van der Capellen", ""),
        ("La Galigo", ""),
        ("Jurus Jitu Digital Marketing", "ind"),
        ("The Story of Philosophy", "eng"),
        ("Numerical Methods for Engineers", "eng"),
        ("Understanding Islam: History and Beliefs", "eng"),
        ("Inleiding tot het Wetboek", "dut"),
        ("Menjadi Pemimpin: How to Be a Leader", ""),
    ],
)
def test_foreign_words_in_an_indonesian_title_do_not_turn_it(title: str, code: str) -> None:
    assert of_title(title) in (code, "ind") if code in ("", "ind") else of_title(title) == code


def test_a_row_that_shows_no_language_has_that_of_the_library() -> None:
    assert with_language(Book(title="Doraemon 1"), "ind") == Book(title="Doraemon 1", language="ind")
    assert with_language(Book(title="Doraemon 1")).language == ""
    assert with_language(Book(title="The Old Man and the Sea"), "ind").language == "eng"


@pytest.mark.parametrize("known", [{"place": "Bandung"}, {"publisher": "PT Mizan Pustaka"}, {"isbn": "9786020332956"}])
def test_an_english_title_that_was_published_in_indonesia_proves_nothing(known: dict[str, str]) -> None:
    assert with_language(Book(title="The Secret of Success", **known), "ind").language == "ind"


def test_an_isbn_of_an_english_speaking_country_tells_the_language_of_a_title_that_does_not() -> None:
    assert with_language(Book(title="Practising Reiki", isbn="9781855343627"), "ind").language == "eng"
    assert with_language(Book(title="Belajar Membaca untuk Anak", isbn="9781855343627"), "ind").language == "ind"
