"""Titles of textbooks: subject, level, programme, curriculum and form, each with the classes that are right for it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from koleksi import Book, ddc
from koleksi._ddc.textbooks import textbook
from koleksi._terms.folding import term_words

TITLES = list(csv.DictReader((Path(__file__).parent / "textbook_titles.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", TITLES, ids=[row["title"] for row in TITLES])
def test_the_subject_of_a_textbook_is_its_class(row: dict[str, str]) -> None:
    first = ddc.suggest(Book(title=row["title"]), 1)[0].number
    assert first.startswith(tuple(row["classes"].split())), first


def test_a_programme_is_no_subject() -> None:
    read = textbook(term_words("Matematika SMA Program IPS"))
    assert read is not None
    assert (read.said, read.share) == ("matematika", 1)
    assert not {number for number, _ in read.classes} & {"300"}


def test_the_same_words_are_a_subject_without_one() -> None:
    read = textbook(term_words("IPS SMP Kelas VII"))
    assert read is not None
    assert read.classes[0][0] == "300"


def test_the_class_at_school_comes_second() -> None:
    for title, second in (("Matematika SD Kelas 4", "372.7"), ("Matematika SMA Kelas X", "373")):
        read = textbook(term_words(title))
        assert read is not None
        assert read.classes[1][0] == second


@pytest.mark.parametrize(
    "title",
    [
        "Matematika", "Fisika Kuantum", "Kurikulum 2013", "Manajemen Kurikulum Sekolah Dasar", "Ujian Nasional",
        "Perilaku Belajar Siswa SMA di Perkotaan", "Pengantar Ekonomi", "Ensiklopedia Sains", "Kelas Inspirasi",
        "Strategi Pembelajaran Guru Profesional di Sekolah Dasar", "Si Kancil Masuk Sekolah", "Guru Gokil Murid Unyu",
        "Jack Ma", "Sejarah Perang Dunia", "Taman Siswa", "UN Peacekeeping", "Sang Pemimpi", "", "Kelas",
    ],
)  # fmt: skip
def test_other_books_are_none(title: str) -> None:
    assert textbook(term_words(title)) is None
