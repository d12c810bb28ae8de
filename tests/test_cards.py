"""Cards: the set of cards of a title, ISBD punctuation, sizes, nothing lost, nothing outside its card."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import cards
from koleksi._cards.isbd import cards_of
from koleksi.book import Book, Contributor, Copy

BOOK = Book(
    title="Laskar Pelangi", subtitle="sebuah novel", authors=("Andrea Hirata",), publisher="Bentang",
        place="Yogyakarta",
    year=2005, isbn="9789793062792", extent="xiv, 529 hlm.", illustrations="ilus.", height_cm=20, edition="Ed. 1",
    series="Seri novel", subjects=("Fiksi Indonesia", "Pendidikan"),
    contributors=(Contributor(name="Salman Faridi", role="editor"),),
)  # fmt: skip
COPIES = (Copy(accession="00001/H/2026", barcode="B1"), Copy(accession="00002/H/2026", barcode="B2", number=2))
CALL = ("899.221", "HIR", "l")


def words_of(pdf: bytes) -> list[str]:
    """The text of each page, blanks made even."""
    document = pdfium.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_the_set_of_cards_is_author_title_subjects_names() -> None:
    tops = [card.top for card in cards_of(BOOK, COPIES, CALL, "last")]
    assert tops == ["", "Laskar Pelangi: sebuah novel", "FIKSI INDONESIA", "PENDIDIKAN", "Faridi, Salman"]
    assert {card.main for card in cards_of(BOOK, COPIES, CALL, "last")} == {"Hirata, Andrea"}


def test_a_form_that_is_not_used_refers_to_the_heading() -> None:
    stream = io.BytesIO()
    cards.catalogue_cards_stream([(BOOK, COPIES, CALL)], stream, references=[("Hirata-Andrea", "Hirata, Andrea")])
    assert words_of(stream.getvalue())[-1].endswith("Hirata-Andrea lihat Hirata, Andrea")
    assert "lihat" not in " ".join(words_of(cards.catalogue_cards([(BOOK, COPIES, CALL)])))


def test_the_description_has_isbd_punctuation() -> None:
    card = cards_of(BOOK, COPIES, CALL, "last")[0]
    assert card.description == (
        "Laskar Pelangi : sebuah novel / Andrea Hirata ; penyunting, Salman Faridi. -- Ed. 1. -- Yogyakarta : "
        "Bentang, 2005.",
        "xiv, 529 hlm. : ilus. ; 20 cm. -- (Seri novel)",
        "ISBN 9789793062792",
    )
    assert card.tracing == "1. Fiksi Indonesia. 2. Pendidikan. I. Faridi, Salman. II. Judul."


def test_more_than_three_authors_make_the_title_the_main_entry() -> None:
    made = cards_of(
        BOOK.but(authors=("Budi Santoso", "Siti Aminah", "Joko Widada", "Rina Marlina"), contributors=(), subjects=()),
        (),
        CALL,
        "last",
    )
    assert [(card.top, card.main) for card in made] == [("", ""), ("Santoso, Budi", "")]
    assert "Budi Santoso ... [et al.]" in made[0].description[0]


@pytest.mark.parametrize("book", [Book(), Book(title="X"), Book(title="Apa itu?", year=2000), Book(authors=("A",))])
def test_a_book_of_which_little_is_known_still_has_its_cards(book: Book) -> None:
    assert cards.catalogue_cards([(book, (), ())]).startswith(b"%PDF")


def test_cards_and_forms_have_their_sizes_and_all_their_words() -> None:
    item = (BOOK, COPIES, CALL)
    (page, more) = words_of(cards.catalogue_cards([item]))
    assert "Hirata, Andrea" in page and "FIKSI INDONESIA" in page and "Faridi, Salman" in more
    assert "00001/H/2026" in page and "899.221" in page
    for made, heads in (
        (cards.book_cards([item], ("Perpus Desa",)), "Pinjam Kembali Paraf"),
        (cards.slips([item]), "Tanggal kembali"),
        (cards.pockets([item]), ""),
    ):
        (page,) = words_of(made)
        assert all(word in page for word in heads.split())
        assert page.count("899.221 HIR l") == 2 and page.count("Laskar Pelangi: sebuah novel") == 2
        assert "00002/H/2026" in page


def test_data_is_never_markup() -> None:
    title = '</para><img src="/etc/passwd"> & <b>tebal</b> (1\\2)'
    assert title in words_of(cards.catalogue_cards([(Book(title=title), (), ())]))[0]


def test_a_long_description_goes_on_on_a_second_card_and_loses_nothing() -> None:
    notes = tuple(f"catatan{number} " * 12 for number in range(40))
    text = " ".join(words_of(cards.catalogue_cards([(BOOK.but(notes=notes, subjects=(), contributors=()), (), CALL)])))
    assert "Kartu 1" in text and "Kartu 2" in text
    assert all(text.count(f"catatan{number} ") >= 2 * 12 - 2 for number in range(40))


TEXT = st.text(st.sampled_from("aAbé ḥṣ—(\\/القرآن1234. "), max_size=300)


@settings(max_examples=25, deadline=None)
@given(title=TEXT, author=TEXT, subject=TEXT, note=TEXT)
def test_whatever_the_words_nothing_leaves_its_card(title: str, author: str, subject: str, note: str) -> None:
    book = Book(title=title, authors=(author,), subjects=(subject,), notes=(note,))
    document = pdfium.PdfDocument(cards.catalogue_cards([(book, COPIES, CALL)]))
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, low, right, high = (value * 25.4 / 72 for value in text.get_charbox(index))
            if right - left > 0.05:
                assert left >= 23.5 and right <= 23.5 + 250 and low >= 30 and high <= 180
                assert not left < 148.5 - 0.1 < 148.5 + 0.1 < right, "from one card into the next"


def test_the_same_books_give_the_same_bytes() -> None:
    item = (BOOK, COPIES, CALL)
    assert cards.catalogue_cards([item] * 5) == cards.catalogue_cards([item] * 5)
