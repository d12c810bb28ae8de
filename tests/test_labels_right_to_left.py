"""Arabic, Jawi and loose marks: joined, in the order in which they are read, and copied as they were typed."""

from __future__ import annotations

import unicodedata

import numpy as np
import pypdfium2 as pdfium
import pytest

from koleksi import labels
from koleksi._print.fonts import REGULAR, cut
from koleksi._print.lines import typeset
from koleksi._print.shaping import is_right_to_left, shaped
from koleksi.labels import Label
from koleksi.stationery import Sheet
from label_reading import picture, text_of

BARE = Sheet(name="x", page_w=100, page_h=40, label_w=100, label_h=40, cols=1, rows=1, edge=0)


# --- order ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("تفسير", "ريسفت"),
        ("تفسير القرآن", "نآرقلا ريسفت"),
        ("جزء 12", "12 ءزج"),
        ("جزء 12-3", "3-12 ءزج"),  # after Arabic letters a hyphen is no part of a number (W2, W4)
        ("جزء (١٢)", "(١٢) ءزج"),  # brackets are turned round, Arabic digits are not
        ("kitab تفسير jilid 2", "kitab ريسفت jilid 2"),
        ("كتاب اللغة KBBI", "KBBI ةغللا باتك"),
        ("كَتَبَ s̤", "s̤ َبَتَك"),  # a mark stays with its letter on either side
    ],
)
def test_the_order_of_a_line_is_that_of_unicode(text: str, seen: str) -> None:
    """By hand after UAX #9; a line is read from the right where most of its letters are."""
    assert "".join(run.text for run in shaped(text, REGULAR)) == seen


def test_a_line_is_read_from_where_most_of_its_letters_are() -> None:
    assert is_right_to_left("القرآن Quran") and not is_right_to_left("Al-Quran قرآن") and not is_right_to_left("12")


# --- forms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["كتاب", "ڽاي", "بوڠا", "ݢاجه", "چيني", "ڤرتام"])
def test_letters_are_joined_in_arabic_and_in_pegon(word: str) -> None:
    """A letter that has another beside it takes another form than alone, and every letter has one."""
    (joined,) = shaped(word, REGULAR)
    alone = [shaped(letter, REGULAR)[0].glyphs[0].number for letter in word]
    numbers = [glyph.number for glyph in joined.glyphs][::-1]
    assert 0 not in numbers and 0 not in alone
    assert numbers[0] != alone[0]


@pytest.mark.parametrize("letter", ["s̤", "a̱", "ḵ̱"])
def test_a_loose_mark_stands_under_its_letter(letter: str) -> None:
    (run,) = shaped(letter, REGULAR)
    base, *marks = run.glyphs
    advance = cut(REGULAR).width(letter[0]) * cut(REGULAR).em
    outline = cut(REGULAR).harfbuzz.get_glyph_extents(marks[-1].number)
    middle = marks[-1].x + outline.x_bearing + outline.width / 2
    assert len(marks) >= 1 and abs(middle - advance / 2) < 0.2 * advance


@pytest.mark.parametrize("title", ["تفسير القرآن العظيم", "دالم ڽاي ڤرتام", "s̤alāt a̱ḏ ḵ̱", "😀傷"])
def test_what_is_shaped_is_drawn_as_wide_as_it_was_measured(title: str) -> None:
    """Ink where the line stands, and nowhere else: what can be searched behind it is not painted. A letter that
    no font has is an empty box."""
    dark = np.nonzero(picture(labels.render([Label(title=title)], BARE, kind="barcode"), 0, 300) < 128)
    width = (dark[1].max() - dark[1].min() + 1) * 72 / 300
    assert width == pytest.approx(typeset(title, REGULAR).width * 7.5, abs=1.5)
    assert abs((dark[1].max() + dark[1].min()) / 2 * 25.4 / 300 - 50) < 1, "in the middle of the label"


# --- searching and copying ------------------------------------------------------------------------


def test_every_letter_with_a_mark_can_be_searched() -> None:
    words = ["s ṣ S Ṣ", "e ẹ o ọ", "m ṃ n ṅ", "i ị u ụ", "Ḥaṣṣān Ḥassan", "ʿABD ṣ s", "a̱ a s̤ s"]
    pdf = labels.render(
        [Label(call_number=("297.1", word), title=word) for word in words], "a4-2x7", kind="both", header=("ṣ Ṣ s",)
    )
    said = unicodedata.normalize("NFC", " ".join(text_of(pdf).split()))
    for word in words:
        assert said.count(unicodedata.normalize("NFC", word)) >= 2


@pytest.mark.parametrize("title", ["القرآن", "تفسير القرآن العظيم", "دالم ڽاي ڤرتام"])
def test_arabic_can_be_searched(title: str) -> None:
    pdf = labels.render([Label(call_number=("297",), barcode="1", title=title)], "a4-2x7")
    assert title in text_of(pdf)


def test_what_is_searched_is_not_painted() -> None:
    """Text objects over outlines have the render mode of what is not seen (3 in ISO 32000-1, table 106)."""
    page = pdfium.PdfDocument(labels.render([Label(title="القرآن")], BARE, kind="barcode"))[0]
    texts = [thing for thing in page.get_objects() if isinstance(thing, pdfium.PdfTextObj)]
    assert texts and all(pdfium.raw.FPDFTextObj_GetTextRenderMode(text.raw) == 3 for text in texts)
