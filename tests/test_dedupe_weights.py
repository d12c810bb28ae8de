"""Weights that were fitted, scores that are probabilities, and groups in which nobody contradicts another."""

from __future__ import annotations

import csv
import importlib.util
import sys
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import Book, dedupe
from koleksi._dedupe.compare import ASK, compare, conflict, other_author
from koleksi._dedupe.features import features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.reasons import (
    OTHER_AUTHOR,
    OTHER_PUBLISHER,
    SAME_AUTHOR,
    SAME_ISBN,
    SAME_PUBLISHER,
    SAME_YEAR,
    TWO_EDITIONS,
)
from koleksi._dedupe.weights import log_odds, piece_name, probability, weight
from koleksi.book import Text

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "dedupe" / "real_pairs"


def real_pairs() -> ModuleType:
    if "real_pairs" not in sys.modules:
        spec = importlib.util.spec_from_file_location("real_pairs", BENCHMARKS / "real_pairs.py")
        assert spec and spec.loader
        sys.modules["real_pairs"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules["real_pairs"]


def book(title: str, author: str = "", publisher: str = "", year: int | None = None) -> Book:
    return Book(title=title, authors=(author,) if author else (), publisher=publisher, year=year)


@pytest.mark.parametrize(
    ("field", "against", "for_it", "points"),
    [
        ("author", OTHER_AUTHOR, SAME_AUTHOR, (-3.0, 1.2)),
        ("publisher", OTHER_PUBLISHER, SAME_PUBLISHER, (-2.4, 0.6)),
        ("year", None, SAME_YEAR, (0.0, 0.8)),
        ("ISBN", None, SAME_ISBN, (0.0, 4.0)),
    ],
)
def test_agreement_never_weighs_less_than_silence_nor_silence_than_denial(
    field: str, against: Text | None, for_it: Text, points: tuple[float, float]
) -> None:
    denied, silent, agreed = (
        weight(field, points[0], against),
        weight(field, 0.0, None),
        weight(field, points[1], for_it),
    )
    assert denied <= silent + 0.01
    assert silent <= agreed + 0.01


def test_a_piece_is_named_by_its_kind_without_words_of_the_books() -> None:
    assert piece_name("title", Text("judul mirip 93%", "titles 93% alike"), 2.0) == "title: titles % alike"
    assert piece_name("title", Text("", "one word differs: makro against mikro"), 0.4) == "title: one word differs"
    assert piece_name("year", None, 0.0) == "year: nothing said"


def test_a_piece_that_no_judged_pair_had_weighs_its_points() -> None:
    unseen = Text("lain", "never seen before")
    assert weight("year", 2.0, unseen) == pytest.approx(2 * weight("year", 1.0, unseen))
    assert weight("year", 1.0, unseen) > 0


def test_log_odds_and_probability_are_each_others_reverse() -> None:
    assert probability(log_odds(0.85)) == pytest.approx(0.85)
    assert probability(-10.0) < 0.001


def test_a_row_that_fits_two_authors_is_asked_with_both() -> None:
    rows = [
        book("Statistika Terapan", "Rudi", "Andi", 2011),
        book("Statistika Terapan", "Rudi Hartono", "Andi", 2011),
        book("Statistika Terapan", "Rudi Wibowo", "Andi", 2011),
    ]
    found = dedupe.groups(rows)
    assert [group.members for group in found.groups] == [(0,), (1,), (2,)]
    torn = [ask for ask in found.asks if TWO_EDITIONS in ask.reasons]
    assert {(ask.left, ask.right) for ask in torn} == {(0, 1), (0, 2)}
    assert all(ask.score <= 0.5 for ask in torn)


def test_a_row_without_year_between_two_editions_is_asked_with_both() -> None:
    rows = [
        book("Dasar-Dasar Ilmu Tanah", "Sri Lestari"),
        book("Dasar-Dasar Ilmu Tanah", "Sri Lestari", "Andi", 2001),
        book("Dasar-Dasar Ilmu Tanah", "Sri Lestari", "Erlangga", 2015),
    ]
    found = dedupe.groups(rows)
    assert [group.members for group in found.groups] == [(0,), (1,), (2,)]
    assert {(ask.left, ask.right) for ask in found.asks} >= {(0, 1), (0, 2)}


def test_a_person_who_says_which_one_is_obeyed() -> None:
    rows = [
        book("Statistika Terapan", "Rudi", "Andi", 2011),
        book("Statistika Terapan", "Rudi Hartono", "Andi", 2011),
        book("Statistika Terapan", "Rudi Wibowo", "Andi", 2011),
    ]
    found = dedupe.groups(rows, decided={(0, 1): "same"})
    assert [group.members for group in found.groups] == [(0, 1), (2,)]


stock = st.lists(
    st.builds(
        book,
        st.sampled_from(
            [
                "Ilmu Tanah",
                "Ilmu Tanah Dasar",
                "Ilmu Tanah Lanjutan",
                "Ilmu Tanah Jilid 2",
                "ilmu tanha",
                "Ilmu Tanah: Teori",
            ]
        ),
        st.sampled_from(["", "Sri", "Sri Lestari", "Sri Wahyuni", "S. Lestari", "Bambang Utomo"]),
        st.sampled_from(["", "Andi", "Erlangga"]),
        st.sampled_from([None, 2001, 2002, 2015]),
    ),
    max_size=14,
)


@settings(max_examples=150)
@given(stock)
def test_no_two_of_a_group_contradict_each_other(rows: list[Book]) -> None:
    memory = Memory()
    seen = [features(one, memory) for one in rows]
    for group in dedupe.groups(rows).groups:
        for one, other in combinations(group.members, 2):
            left, right = seen[one], seen[other]
            assert conflict(left, right, memory) is None
            assert not other_author(left, right, memory) or compare(left, right, memory).score >= ASK


def test_judged_pairs_hold_line_numbers_and_labels_only() -> None:
    with (BENCHMARKS / "judged_pairs.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) >= 300
    assert set(rows[0]) == {"library", "row_a", "row_b", "label", "kind", "drawn"}
    assert {row["label"] for row in rows} == {"same", "different", "unsure"}
    assert all(row["row_a"].isdecimal() and row["row_b"].isdecimal() for row in rows)


@pytest.mark.skipif(not SHARED.exists(), reason="measuring data is not here")
def test_of_real_pairs_at_nine_tenths_nine_of_ten_are_one_edition() -> None:
    pairs = [pair for pair in (*real_pairs().labelled(), *real_pairs().judged()) if pair.label != "unsure"]
    scored = [(dedupe.verdict(*pair.books).score, pair.label == "same") for pair in pairs]
    for low, high, least, most in ((0.9, 1.01, 0.9, 1.0), (0.5, 0.9, 0.45, 0.95), (0.0, 0.3, 0.0, 0.15)):
        inside = [same for score, same in scored if low <= score < high]
        assert len(inside) > 20
        assert least <= sum(inside) / len(inside) <= most
