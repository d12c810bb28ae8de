"""The class table keeps its form, and suggestions say why."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi import Book, ddc
from koleksi._ddc import compiled
from koleksi._ddc import tables as class_tables
from koleksi._ddc.facets import built
from koleksi._ddc.schedule import schedule
from koleksi._terms.folding import term_words
from koleksi._terms.tables import table_text

TABLE = Path(__file__).resolve().parents[1] / "data" / "ddc_ringkas.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def terms(row: dict[str, str]) -> list[str]:
    return [term for column in ("keywords_id", "keywords_en") for term in row[column].split(";") if term]


def test_numbers_are_numbers_in_order_and_stand_once() -> None:
    numbers = [row["number"] for row in ROWS]
    assert all(re.fullmatch(r"\d{3}(\.\d+)?|2X\d(\.\d+)?", number) for number in numbers)
    assert numbers == sorted(set(numbers))


def test_a_decimal_has_its_class() -> None:
    numbers = {row["number"] for row in ROWS}
    assert {number[:3] for number in numbers} <= numbers


def test_no_caption_is_empty() -> None:
    assert all(row["caption_id"].strip() and row["caption_en"].strip() for row in ROWS)


def test_the_table_is_as_large_as_small_libraries_need() -> None:
    assert sum("." not in row["number"] for row in ROWS) >= 880
    assert sum("." in row["number"] for row in ROWS) >= 1500
    assert len({term.rstrip("*") for row in ROWS for term in terms(row)}) >= 15_000


def test_a_term_that_points_to_several_numbers_is_marked() -> None:
    used = Counter(term.rstrip("*") for row in ROWS for term in set(terms(row)))
    wrong = [term for row in ROWS for term in terms(row) if term.endswith("*") != (used[term.rstrip("*")] > 1)]
    assert wrong == []


def test_retired_numbers_point_to_rows_that_exist() -> None:
    numbers = {row["number"] for row in ROWS}
    targets = [match[1] for row in ROWS if (match := re.search(r"(?:old: see|same as:?)\s*([\dX.]+)", row["note"]))]
    assert len(targets) >= 20
    assert {target.rstrip(".")[:3] for target in targets} <= numbers


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Budidaya Ikan Lele di Kolam Terpal", "639"),
        ("Matematika untuk SMP/MTs Kelas VIII", "510"),
        ("Kamus Lengkap Inggris Indonesia", "423"),
        ("Tuntunan Shalat Lengkap", "297"),
        ("Aneka Resep Kue Kering", "641"),
    ],
)
def test_plain_titles(title: str, expected: str) -> None:
    best = ddc.suggest(Book(title=title))[0]
    assert best.number[:3] == expected
    assert best.reasons and best.caption and best.caption_en


def test_without_a_title_there_is_no_suggestion_and_without_a_key_word_only_the_commonest() -> None:
    assert ddc.suggest(Book(authors=("Hamka",), publisher="Bulan Bintang")) == []
    found = ddc.suggest(Book(title="Zyxwv Qponm"))
    assert found[0].number == "813"
    assert all(s.score < 0.3 and not s.speaks and "kata kunci" in s.reasons[0].id for s in found)


@pytest.mark.parametrize(
    "title", ["Novel Remaja Ombak", "Cinta di Ujung Senja", "Dragons of the North", "Si Kura-Kura"]
)
def test_fiction_is_one_answer(title: str) -> None:
    threes = [
        s.number[:3] for fiction in ("813", "899.2213") for s in ddc.suggest(Book(title=title), 5, fiction=fiction)
    ]
    assert sum(three in ("813", "823", "899") for three in threes) == 2, "one for each setting"


def test_words_of_phrases_and_of_english_titles_speak_where_no_term_does() -> None:
    assert "512" in [s.number[:3] for s in ddc.suggest(Book(title="Lectures on homological methods"), 5)]
    assert any("kata" in reason.id for s in ddc.suggest(Book(title="Menggambar bersama kakek")) for reason in s.reasons)


def test_compiled_tables_are_made_anew_where_a_csv_was_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    made = compiled.compiled()
    assert made.partition(b"\f")[0] == class_tables.made_of()
    real, other = class_tables.table_bytes, b"%b\fwords onl\nonly\x1f1\tonly=100\t\t\t"
    file = {"class_tables.txt": other % b"older"}
    monkeypatch.setattr(class_tables, "table_bytes", lambda name: file.get(name) or real(name))
    remembered = (class_tables._sections, class_tables.section, class_tables.beginning_with)
    try:
        for content, numbers in ((other % b"older", ""), (other % class_tables.made_of(), "100")):
            for function in remembered:
                function.cache_clear()
            file["class_tables.txt"] = content
            assert class_tables.numbers_for("only") == numbers, "one that fits is taken as it is"
            assert bool(class_tables.numbers_for("budidaya ikan")) == (not numbers)
    finally:
        for function in remembered:
            function.cache_clear()


def test_an_edited_source_makes_the_compiled_tables_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    real, before = class_tables.table_bytes, class_tables.made_of()
    monkeypatch.setattr(class_tables, "table_bytes", lambda name: real(name) + b" " * (name == "known_works.csv"))
    assert class_tables.made_of() != before


@given(st.text(max_size=60))
def test_scores_are_shares_in_falling_order(title: str) -> None:
    found = ddc.suggest(Book(title=title), 5)
    assert all(0 <= s.score <= 1 for s in found)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert len({s.number[:3] for s in found}) == len(found) <= 5


def test_the_notation_of_islam_is_a_choice() -> None:
    book = Book(title="Tafsir Al-Azhar", authors=("Hamka",))
    assert ddc.suggest(book)[0].number.startswith("297")
    assert ddc.suggest(book, islam="2X")[0].number.startswith("2X1")
    assert str(ddc.call_number(book, "297.13", islam="2X")) == "2X1.3 HAM t"
    assert ddc.normalise("2X4.122 9") == "297.41229"


def test_call_numbers() -> None:
    assert ddc.call_number(Book(title="Laskar Pelangi", authors=("Andrea Hirata",)), "899.221").lines == (
        "899.221",
        "HIR",
        "l",
    )
    assert str(ddc.call_number(Book(title="The Hobbit", authors=("J.R.R. Tolkien",)), "823")) == "823 TOL h"
    assert str(ddc.call_number(Book(title="Timun Mas"), "398.2")) == "398.2 TIM t"


def test_what_a_library_teaches_changes_the_suggestion_and_is_kept(tmp_path: Path) -> None:
    book = Book(title="Zyxwv Qponm", authors=("Anu Anu",))
    profile = ddc.learn([book.but(ddc="636.5")])
    profile.save(tmp_path / "p.profil")
    again = ddc.load_profile(tmp_path / "p.profil")
    assert ddc.suggest(book, profile=again)[0].number == "636.5"


@pytest.mark.parametrize(
    ("number", "title", "expected"),
    [
        ("590", "Ensiklopedia hewan", "590.3"), ("610", "Kamus kedokteran", "610.3"), ("500", "Kamus sains", "503"),
        ("631", "Kamus tanah", "631.03"),
        ("658", "Kamus manajemen", "658.003"), ("423", "Kamus Inggris", "423"), ("297", "Ensiklopedia Islam", "297"),
        ("920", "Ensiklopedia tokoh", "920"),
        ("370", "Sejarah pendidikan di Bali", "370.959862"), ("306", "Perkembangan budaya Indonesia", "306.09598"),
        ("370.9598", "Sejarah pendidikan Bali", "370.9598"),
        ("500", "Sejarah sains di Indonesia", "509.598"), ("610", "Kesehatan di Bali", "610"),
        ("792", "Sejarah teater Jawa Barat", "792.0959824"),
        ("503", "Ensiklopedia sains", "503"), ("103", "Kamus filsafat", "103"), ("703", "Ensiklopedia seni", "703"),
    ],
)  # fmt: skip
def test_numbers_built_by_rule(number: str, title: str, expected: str) -> None:
    assert built(number, term_words(title))[0] == expected


def test_a_built_number_says_so() -> None:
    found = ddc.suggest(Book(title="Ensiklopedia hewan"))[0]
    assert found.number == "590.3"
    assert "-03" in found.reasons[-1].id


def test_a_publisher_speaks_for_what_it_mostly_brings_out() -> None:
    unknown, known = (
        ddc.suggest(Book(title="Di Bawah Langit Senja", publisher=publisher), 12)
        for publisher in ("", "Penerbit Kesaint Blanc, Jakarta")
    )
    assert "428" not in [s.number for s in unknown]
    assert next(s for s in known if s.number == "428").reasons[0].id == "kesaint blanc (penerbit)"


def test_neighbours_and_publishers_name_classes_of_the_table() -> None:
    known = schedule().classes
    pairs = [(row["one"], row["other"]) for row in csv.DictReader(table_text("class_neighbours.csv").splitlines())]
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert all(number in known for pair in pairs for number in pair)
    publishers = list(csv.DictReader(table_text("publisher_profiles.csv").splitlines()))
    assert len({row["publisher"] for row in publishers}) == len(publishers)
    assert all(" ".join(term_words(row["publisher"])) == row["publisher"] for row in publishers)
    assert all(number in known for row in publishers for number in row["classes"].split())


def test_a_short_word_is_not_taken_for_another_one() -> None:
    found = ddc.suggest(Book(title="Anak Semua Bangsa"))
    assert not any("angsa" in reason.id.split() for suggestion in found for reason in suggestion.reasons)


def test_a_writer_is_known_by_first_and_last_name() -> None:
    assert ddc.suggest(Book(title="Anak Semua Bangsa", authors=("Pramoedya A. Toer",)))[0].number == "813"


def test_a_title_that_sounds_like_a_story_is_offered_as_one() -> None:
    found = ddc.suggest(Book(title="Hujan di Bawah Bulan"))
    assert sum(s.number in ("813", "899.2213") for s in found[:2]) == 1
    assert "judul seperti cerita" in found[0].reasons[0].id
    assert ddc.suggest(Book(title="Siklus Hujan dan Iklim"))[0].number.startswith("551")


@pytest.mark.parametrize(
    ("title", "practice", "number"),
    [
        ("Siti Nurbaya", {"fiction": "899.2213"}, "899.2213"),
        ("Siti Nurbaya", {"fiction": "813"}, "813"),
        ("Deru Campur Debu", {"fiction": "813"}, "811"),
        ("Cerita Anak Hebat", {"fiction": "813", "children": "808.068"}, "808.068"),
        ("Siti Nurbaya", {"children": "808.068"}, "813"),
        ("Budidaya Lele", {"fiction": "813", "children": "808.068"}, "639.377"),
    ],
)
def test_stories_go_where_the_library_has_them(title: str, practice: dict[str, str], number: str) -> None:
    found = ddc.suggest(Book(title=title), **practice)  # type: ignore[arg-type]  # the keys are those of the options
    assert found[0].number == number
    if practice.get("fiction", "813") == "813":
        assert not any(suggestion.number.startswith("899.221") for suggestion in found)


@pytest.mark.parametrize(
    ("title", "number", "mark"),
    [
        ("Kamus Lengkap Inggris-Indonesia", "423", "R"),
        ("Atlas Dunia", "912", "R"),
        ("Siti Nurbaya", "899.2213", "F"),
        ("Dongeng Anak Nusantara", "398.2", "A"),
        ("Kalkulus", "515", ""),
    ],
)
def test_marks_before_the_class(title: str, number: str, mark: str) -> None:
    book = Book(title=title, authors=("Andrea Hirata",))
    marks = {"reference": "R", "fiction": "F", "children": "A"}
    assert ddc.prefix(book, number, marks) == mark
    assert ddc.prefix(book, number) == ""
    assert ddc.call_number(book, number, prefix=ddc.prefix(book, number, marks)).lines == tuple(
        filter(None, (mark, number, "HIR", title[0].lower()))
    )


@pytest.mark.parametrize(
    ("book", "mark"),
    [
        (Book(title="Fiqih Sunnah jilid 2"), "jil.2"),
        (Book(title="Fiqih Sunnah", volume="3"), "jil.3"),
        (Book(title="Tafsir Al-Azhar", volume="Juz 1", subtitle="Jil. IV"), "jil.4"),
        (Book(title="Kapita Selekta Pendidikan vol. ke-10"), "jil.10"),
        (Book(title="Iqro' jilid 1-6"), ""),
        (Book(title="Matematika Kelas 7"), ""),
        (Book(title="Dilan 1990"), ""),
    ],
)
def test_a_volume_of_a_set_stands_behind_the_title_letter(book: Book, mark: str) -> None:
    lines = ddc.call_number(book, "297").lines
    assert (lines[-1] if lines[-1].startswith("jil.") else "") == mark


@pytest.mark.parametrize("title", ["Ensiklopedia Sains", "Kamus Teknologi", "Kamus Filsafat", "Sejarah Seni Indonesia"])
def test_no_class_of_three_digits_is_suggested_twice(title: str) -> None:
    threes = [one.number[:3] for one in ddc.suggest(Book(title=title))]
    assert len(set(threes)) == 3
