"""What makes duplicates fast says the same as the long way."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import Book
from koleksi._dedupe import people, title
from koleksi._dedupe.bridges import Known, without_bridges
from koleksi._dedupe.compare import ASK, evidence
from koleksi._dedupe.features import features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.pairs import strongest, title_pairs
from koleksi._dedupe.row_scores import RowScores
from koleksi._dedupe.rows import sorted_rows
from koleksi._dedupe.title_evidence import titles
from koleksi._terms.folding import fold_for_title

WORDS = (
    "Kisah", "Ekonomi", "Makro", "untuk", "Buku", "Guru", "Siswa", "Jilid", "kls", "VII", "2", "A", "C++", "dan", "IPA",
    "SMA", "Edisi", "kedua", "lima", "2013", "revisi", ":", "(Kunci)", "Ensiklopedi", "Maret", "bahasa", "Inggris",
    "KEM", "puluh", "alif", "ganjil", "seratus",
)  # fmt: skip
TITLES = (
    "Kisah Ekonomi", "Kisah Ekonomi Makro", "Kisah Ekonmi", "Kisah Ekonomi Jilid 2", "Laut", "Kisah : Ekonomi",
    "Laut : Kisah Para Nelayan", "Kisah Ekonomi Bertanam Padi", "Kisah Ekonomi Menanam Padi",
    "Kisah Ekonomi Makro Bagi Semua Orang Muda",
)  # fmt: skip
NAMES = ((), ("Budi Santoso",), ("B. Santoso", "Ani"), ("Budi Raharja",), ("Dewi Santoso",), ("Erlangga",))
MARKS = ("", "330 SAN k", "330 BUD k")
HOUSES, NUMBERS = ("", "Erlangga", "Esensi", "Budi Santoso", "Yudhistira"), ("", "9789793062792", "9786020332956")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7))
@settings(max_examples=400, deadline=None)
def test_a_title_of_plain_words_is_what_the_search_for_marks_gives(words: list[str]) -> None:
    text = fold_for_title(" ".join(words))
    found = title.parse_folded(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(title, "is_plain", lambda token: False)
        assert title.parse_folded(text) == found


def test_most_words_are_plain_and_marks_are_not() -> None:
    assert all(map(title.is_plain, ("kisah", "ekonomi", "makro")))
    assert not any(map(title.is_plain, ("jilid", "vii", "2", "a", "maret", "lima", "kedua", "cplusplus", "kunci")))


@pytest.mark.parametrize("text", ["Kisah Ekonomi Makro (KEM)", "KEM Kisah Ekonomi Makro"])
def test_a_plain_title_goes_without_its_acronym(text: str) -> None:
    assert title.parse_title(text).core == "kisah ekonomi makro"


@pytest.mark.parametrize(
    "name", ["Budi Santoso S.Pd", "Dr. Budi", "Ani, M Hum", "Ph.D. Budi", "Ani et al", "SKom", "H. As'ad"]
)
def test_honours_are_looked_for_where_a_name_may_hold_one(name: str) -> None:
    folded = fold_for_title(name).replace("'", "")
    assert people._HONOURS.search(folded)
    assert not people._MAY_BE_HONOUR.isdisjoint(people._LETTERS.findall(folded))
    assert people.name_words(name) == people._longest_first(people._LETTERS.findall(people._HONOURS.sub(" ", folded)))


@given(
    st.lists(
        st.builds(
            Book,
            title=st.sampled_from(TITLES),
            authors=st.sampled_from(NAMES),
            publisher=st.sampled_from(HOUSES),
            year=st.sampled_from((None, 2010, 2011, 2014)),
            isbn=st.sampled_from(NUMBERS),
            wrong_isbns=st.sampled_from(((), ("9789793062793",), ("979306279",))),
            edition=st.sampled_from(("", "", "Edisi 2")),
            call_number=st.sampled_from(MARKS),
        ),
        min_size=2,
        max_size=8,
    )
)
@settings(max_examples=150, deadline=None)
def test_rows_get_the_score_of_their_evidence_to_the_last_bit(books: list[Book]) -> None:
    memory = Memory()
    rows = sorted_rows([features(one, memory) for one in books], ())
    scores = RowScores(rows.features, memory)
    looked_at = [(a, b) for a, b in product(range(rows.titles), repeat=2) if a <= b]
    for left, right, on_titles in title_pairs(rows, looked_at, memory):
        pairs = [(a, b) for a in rows.of_title(left) for b in rows.of_title(right)]
        quick = {(a, b): score for score, a, b in scores.of(pairs, rows.of(left), rows.of(right), on_titles)}
        for a, b in pairs:
            whole = evidence(rows.features[a], rows.features[b], on_titles, memory).score
            assert quick.get((a, b), whole) == whole
            assert (a, b) in quick or whole < ASK


TOLD = {"authors": ("Budi Santoso",), "year": 2010}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a bare word is no short form of a longer title
        (Book(title="Laut", year=2010), Book(title="Laut : Kisah Para Nelayan", year=2011)),
        (Book(title="Kisah Ekonomi Bertanam Padi", **TOLD), Book(title="Kisah Ekonomi Menanam Padi", **TOLD)),
        # names that share a word, and letters in call numbers, beside one title
        (Book(title="Kisah Ekonomi", authors=("Dewi Santoso",)), Book(title="Kisah Ekonomi", **TOLD)),
        (Book(title=TITLES[-1], call_number=MARKS[1]), Book(title=TITLES[-1], call_number=MARKS[2])),
    ],
)
def test_rules_of_few_pairs_hold_in_the_quick_scores(one: Book, other: Book) -> None:
    memory = Memory()
    rows = sorted_rows([features(book, memory) for book in (one, other)], ())
    left, right = rows.features
    on_titles = titles(left, right, memory)
    scored = list(RowScores(rows.features, memory).of([(0, 1)], left, right, on_titles))
    assert scored == [(evidence(left, right, on_titles, memory).score, 0, 1)]


def test_a_circle_in_which_all_are_tied_is_no_bridge_and_a_poor_row_between_two_is() -> None:
    authors = ("Budi Santoso", "Budi Santoso", "Budi Raharja", "Budi")
    books = [Book(title="Matematika Dasar", authors=(name,), publisher="Erlangga", year=2010) for name in authors]
    for several, torn in ((books[:2], False), (books, True)):
        memory = Memory()
        rows = sorted_rows([features(one, memory) for one in several], ())
        pairs = strongest(rows, memory)
        known, found = Known(pairs, rows, memory), list(pairs)
        assert (list(without_bridges(pairs, known)) != found) is torn
        assert found == sorted(found, key=lambda pair: (-pair[0], *pair[1:]))
