"""Dictionaries by their languages and holy books by their names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from koleksi import Book, ddc
from koleksi._ddc.dictionaries import dictionary_classes
from koleksi._terms.folding import term_words

TITLES = list(
    csv.DictReader((Path(__file__).parent / "dictionary_titles.csv").read_text(encoding="utf-8").splitlines())
)


@pytest.mark.parametrize("row", TITLES, ids=[row["title"] for row in TITLES])
def test_the_languages_of_a_dictionary_are_its_class(row: dict[str, str]) -> None:
    first = ddc.suggest(Book(title=row["title"]), 1)[0].number
    assert first.startswith(tuple(row["classes"].split())), first


@pytest.mark.parametrize(
    "title",
    [
        "Kamus Kedokteran", "Kamus Istilah Ekonomi Inggris-Indonesia", "Kamus Ilmiah Populer",
        "Tafsir Al-Qur'an tentang Alam",
        "Ilmu Pengetahuan dalam Al-Qur'an", "Kisah dari Alkitab untuk Anak", "Kamus", "", "Injil dan Kebudayaan Jawa",
    ],
)  # fmt: skip
def test_of_subjects_and_books_about_holy_books_nothing_is_said(title: str) -> None:
    assert dictionary_classes(term_words(title)) == ("", ())
