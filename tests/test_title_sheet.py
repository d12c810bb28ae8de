"""``katalog.xlsx``: whatever a title holds, it is read again as it was; and what people change in it counts."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koleksi import Book, Contributor, Copy, intake
from koleksi.book import Entry, MarcField, Problem
from koleksi.exports import spreadsheet

Items = Sequence[tuple[Book, Sequence[Copy]]]

HARD = st.sampled_from(
    [
        "=1+1", "+62 21", "-5", "@home", "0001", "007", "1/2", "2026-01-31", "a; b", ";", "a;", "; a", "a ; ;b", "x|y",
        "Budi (penerjemah)", "Budi (badan)", "( )", "[x]", "_x000D_", "_x0041_b", "&lt;b&gt;", "</script>", "'=x", "'a",
        "Kitāb al-Ḥikam", "القرآن الكريم", "𝔘𝔫𝔦", "\u200cꦲ", "NULL", "TRUE", "1e5", "9789793062792", "Rp 5.000", "-",
        '"', "idem", "Jumlah", "Total buku: 19",
    ]
)  # fmt: skip
text = HARD | st.text(max_size=12)
many = st.lists(text, max_size=3)
roles = st.sampled_from(["", "translator", "editor", "illustrator", "issuing body"]) | text
fields = st.builds(
    MarcField, st.sampled_from(["035", "600", "LDR"]), st.sampled_from(["  ", "1 "]),
    st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=8)), max_size=2).map(tuple), st.booleans(),
)  # fmt: skip
books = st.builds(
    Book, title=text.filter(lambda title: title.strip() != ""), subtitle=text, authors=many, bodies=many, meetings=many,
    contributors=st.lists(st.builds(Contributor, name=text, role=roles, corporate=st.booleans()), max_size=2),
    responsibility=text, publisher=text, place=text, year=st.none() | st.integers(-3000, 10**15), edition=text,
    printing=text, isbn=st.sampled_from(["", "9789793062792", "9786020333175"]), isbn_qualifier=text, other_isbns=many,
    wrong_isbns=many, issn=text, language=st.sampled_from(["", "ind", "eng", "jav", "ara", "sun", "may", "mul"]) | text,
    original_language=st.sampled_from(["", "eng", "jpn"]), subjects=many, ddc=text, call_number=text, extent=text,
    illustrations=text, height_cm=st.none() | st.integers(1, 99), series=text, series_number=text, volume=text,
    part_title=text, audience=text, summary=text, notes=many, record_id=text,
    sources=st.lists(st.tuples(st.just("title"), text), max_size=2).map(tuple),
    marc_fields=st.lists(fields, max_size=2).map(tuple),
)  # fmt: skip
copies = st.builds(
    Copy, accession=text, barcode=text, number=st.integers(1, 5), call_number=text, source=text, source_name=text,
    price=st.none() | st.integers(0, 10**15), currency=st.sampled_from(["IDR", "USD", ""]), received=text, location=text,
    condition=text, note=text, marc_fields=st.lists(fields, max_size=1).map(tuple),
)  # fmt: skip
items = st.lists(st.tuples(books, st.lists(copies, max_size=3).map(tuple)), min_size=1, max_size=3)


def read(path: Path) -> list[Entry]:
    found = list(intake.read(path))
    assert not [item for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, Entry)]


def again(given_items: Items, folder: Path, lang: str = "id") -> list[tuple[Book, tuple[Copy, ...]]]:
    path = folder / "katalog.xlsx"
    path.write_bytes(spreadsheet.workbook(given_items, "en" if lang == "en" else "id"))
    return [(entry.book, entry.copies) for entry in read(path)]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_items=items, lang=st.sampled_from(["id", "en"]))
def test_every_title_is_read_again_as_it_was(given_items: Items, lang: str, tmp_path: Path) -> None:
    assert again(given_items, tmp_path, lang) == [(book, tuple(held)) for book, held in given_items]


@pytest.mark.parametrize("long", ["k" * 40_000, "a b " * 20_000 + "c", "😀" * 20_000, "a; b " * 40_000 + "c"])
def test_a_text_longer_than_a_cell_is_whole(long: str, tmp_path: Path) -> None:
    book = Book(title="Judul", summary=long, notes=(long, "dan ini"))
    assert again([(book, [Copy(note=long)])], tmp_path) == [(book, (Copy(note=long),))]
