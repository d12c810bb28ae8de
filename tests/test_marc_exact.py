"""What is said to need no 887 needs none, whatever the book; 887 holds only what a person typed and no field says."""

from __future__ import annotations

import json
from typing import Any

import pymarc
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from koleksi import Book, marc
from koleksi._marc.build import Options, build
from koleksi._marc.parse import parse
from koleksi.book import Contributor


def mostly(usual: object, odd: st.SearchStrategy[object]) -> st.SearchStrategy[Any]:
    """One odd value in eight: a book with many odd ones needs 887 anyway, whatever each of them does."""
    return st.integers(0, 7).flatmap(
        lambda n: odd if n == 0 else usual if isinstance(usual, st.SearchStrategy) else st.just(usual)
    )


word = st.sampled_from(
    [
        "Hirata",
        "Andrea",
        "A.",
        "Dr.",
        "S.Pd.",
        "bin",
        "Toer,",
        "J.K.",
        "al-Ghazali",
        "Departemen",
        "Agama",
        "RI",
        "H.",
        "0",
        "van",
        "der",
        "Ki",
        "Dt.",
        "K.H.",
        "(penulis)",
        "1967-",
        "Ali",
        "As'ad",
        "EKO",
    ]
)
name = mostly(
    st.sampled_from(["Andrea Hirata", "Tere Liye", "J.K. Rowling", "Departemen Agama RI"]),
    st.lists(word, min_size=1, max_size=4).map(" ".join),
)
odd = st.one_of(
    st.text(max_size=14),
    st.lists(
        st.sampled_from(
            [
                "Laskar",
                "Pelangi",
                "jil. 2",
                "Cet. 3",
                "ed. 2",
                ":",
                "/",
                ";",
                ",",
                ".",
                "?",
                "=",
                "dkk.",
                "No",
                "-",
                "2005",
                "cetakan",
                "12 hlm",
                "; 23 cm",
            ]
        ),
        max_size=4,
    ).map(" ".join),
)
text, some = mostly("Laskar Pelangi", odd), mostly(st.sampled_from(["", "Bentang"]), odd)
isbn = st.sampled_from(["9789793062792", "9786020332956", "9780306406157", "9793062797"])
role = mostly(
    st.sampled_from(["translator", "editor", "illustrator"]),
    st.sampled_from(["author", "", "penata letak", "ed.", "Editor"]),
)
books = st.builds(
    Book,
    title=text, subtitle=some, authors=st.lists(name, max_size=3), publisher=some, place=some,
    year=mostly(2005, st.none() | st.integers(0, 2500)), edition=some,
    printing=mostly("Cet. 2", odd), isbn=st.just("") | isbn, other_isbns=mostly((), st.lists(isbn, max_size=2)),
    wrong_isbns=st.lists(st.sampled_from(["123", "9789793062790"]), max_size=2),
    isbn_qualifier=mostly("", st.sampled_from(["jil. 1", "(pbk)", "hard (set)"])),
    original_language=mostly("", st.sampled_from(["eng", "en", "ENGL"])),
    language=mostly("ind", st.sampled_from(["eng", "", "und", "id", "IND"])),
    contributors=mostly((), st.lists(st.builds(Contributor, name=name, role=role, corporate=mostly(False,
        st.booleans())), max_size=3)),
    responsibility=mostly("", odd | st.lists(name, min_size=1, max_size=2).map(", ".join)),
    subjects=st.lists(text, max_size=3),
    ddc=mostly(st.sampled_from(["297.4", "899.2213"]), st.sampled_from(["", "2X4.1", "398.2 ", "59"])),
    call_number=mostly("", odd), extent=some, illustrations=some,
    height_cm=mostly(21, st.none() | st.integers(0, 1200)), series=some, volume=some, part_title=some, audience=some,
    summary=some,
    notes=st.lists(text, max_size=2), record_id=some,
)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(books, st.sampled_from(["last", "first"]))
def test_a_record_without_887_is_read_as_the_same_book(book: Book, policy: str) -> None:
    raw = build(book, (), "indomarc", Options(policy=policy))
    carried = any(tag == "887" for tag, _, _ in raw.fields)
    event("887" if carried else "plain")
    assert parse(raw)[0] == book


@pytest.mark.parametrize(
    "book",
    [
        Book(title="Laut", language="ind", sources=(("language", "title"), ("year", "Open Library"))),
        Book(title="Laut", authors=("Nawal El Saadawi",)),
        Book(title="Laut", authors=("Saiful Hadi El- Sutha", "M. Alex S")),
        Book(title="Laut", authors=("Andrea Hirata",), contributors=(Contributor(name="J.R Ward", role="editor"),)),
        Book(title="Belajar Flash 8"),
        Book(title="Panduan Visual Basic 6.0"),
        Book(title="Laut", authors=("BAAZ, Tim Daar bin.",)),
        Book(title="Hidayah", issn="1410-3354"),
    ],
)  # fmt: skip
def test_what_fields_say_or_somebody_else_said_needs_no_887(book: Book) -> None:
    record = marc.to_record(book)
    assert not record.get_fields("887")
    assert marc.from_record(record)[0] == book.but(sources=())


@pytest.mark.parametrize(
    ("book", "kept"),
    [
        (Book(title="Laut", authors=("Andrea Hirata",), responsibility="ANDREA HIRATA"), {"authors", "responsibility"}),
        (Book(title="Laut", authors=("Ir Sukarno",)), {"authors", "responsibility"}),
        (Book(title="Fisika Jilid 2"), {"title", "volume"}),
        (Book(title="Laut", call_number="813 HIR l"), {"ddc"}),
        (Book(title="Laut", edition="Cetakan ke-2"), {"edition", "printing"}),
    ],
)  # fmt: skip
def test_what_a_person_typed_and_no_field_says_stays(book: Book, kept: set[str]) -> None:
    record = marc.to_record(book)
    assert set(json.loads(record["887"]["a"])) == kept
    assert marc.from_record(record)[0] == book


def test_a_record_of_before_says_who_said_what() -> None:
    """Nothing is lost on the way: catalogues that were made before are read as they were."""
    record = marc.to_record(Book(title="Laut", language="ind"))
    record.add_field(
        pymarc.Field(
            tag="887",
            indicators=pymarc.Indicators(" ", " "),
            subfields=[
                pymarc.Subfield("a", '{"sources": [["language", "title"]], "title": "Laut "}'),
                pymarc.Subfield("2", "koleksi"),
            ],
        )
    )
    book, _ = marc.from_record(record)
    assert (book.title, book.sources, book.marc_fields) == ("Laut", (("language", "title"),), ())
    assert not marc.to_record(book).get_fields("887")
