"""One fold of text, and the words that titles, sources and the subject index take out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi._terms.folding import fold, fold_for_title, term_words, words


@pytest.mark.parametrize(
    ("text", "folded"), [("LASKAR Pelangi", "laskar pelangi"), ("Él Niño", "el nino"), ("Straße", "strasse"), ("", "")]
)
def test_case_and_accents_go(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("apostrophe", ["'", "`", "\u2019", "\u2018", "\u02bf", "\u02be"])
def test_what_an_apostrophe_is_to_a_title_a_source_and_the_index(apostrophe: str) -> None:
    text = f"Al-Qur{apostrophe}an"
    assert fold_for_title(text) == "al-qur'an"
    assert term_words(text) == ("al", "quran")
    if apostrophe not in "\u02bf\u02be":  # letters to Unicode
        assert words(text) == ["al", "qur", "an"]


def test_only_the_index_knows_plus_and_sharp() -> None:
    assert term_words("C++ dan C#") == ("c++", "dan", "c#")
    assert words("C++ dan C#") == ["c", "dan", "c"]


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_for_title(fold_for_title(text)) == fold_for_title(text)
