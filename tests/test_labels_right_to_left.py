"""Arabic and Jawi on a label: joined, in the order in which it is read, and copied as it was typed."""

from __future__ import annotations

import unicodedata

import pytest
from bidi import get_display
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from koleksi import labels
from koleksi._print.bidi import is_right_to_left, visual_runs
from koleksi._print.fonts import face
from koleksi.labels import Label
from label_reading import text_of


@settings(max_examples=300)
@given(st.text(st.sampled_from("abcאבابت123٤٥ .,-+%/ " + "\u0301\u064b"), max_size=14))
def test_the_order_of_a_line_is_that_of_unicode(text: str) -> None:
    assume(text == text.strip() and text[:1] not in "\u0301\u064b")
    base = "R" if is_right_to_left(text) else "L"
    seen = "".join(piece[::-1] if leftwards else piece for piece, leftwards in visual_runs(text))
    assert without_marks(seen) == without_marks(get_display(text, base_dir=base))


def without_marks(text: str) -> str:
    """Marks stand on their letter whichever side they are stored on."""
    return text.replace("\u0301", "").replace("\u064b", "")


def test_every_letter_with_a_mark_can_be_searched() -> None:
    words = ["s ṣ S Ṣ", "e ẹ o ọ", "m ṃ n ṅ", "i ị u ụ", "Ḥaṣṣān Ḥassan", "ʿABD ṣ s", "a̱ a s̤ s"]
    pdf = labels.render(
        [Label(call_number=("297.1", word), title=word) for word in words], "a4-2x7", kind="both", header=("ṣ Ṣ s",)
    )
    said = unicodedata.normalize("NFC", " ".join(text_of(pdf).split()))
    for word in words:
        assert said.count(unicodedata.normalize("NFC", word)) >= 2


def test_arabic_is_shaped_and_can_be_searched() -> None:
    pdf = labels.render([Label(call_number=("297",), barcode="1", title="القرآن")], "a4-2x7")
    assert set("القرآن") <= set(text_of(pdf)) | {"آ"}


@pytest.mark.parametrize("word", ["كتاب", "ڽاي", "بوڠا", "ݢاجه", "چيني", "ڤرتام"])
def test_letters_are_joined_in_arabic_and_in_pegon(word: str) -> None:
    """A letter that has another beside it takes another form than alone: the shaper joined it."""
    font = face("A")
    alone = [font.shape(letter, True)[0].number for letter in word]
    joined = [glyph.number for glyph in font.shape(word, True)][::-1]
    assert set(word) <= font.letters and joined[0] != alone[0]
