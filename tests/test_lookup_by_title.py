"""Books without ISBN: filled only where no other edition is possible, else shown to a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from koleksi import Book, Entry
from koleksi.lookup import chain
from koleksi.lookup.by_title import choose
from koleksi.lookup.facts import Claim
from koleksi.lookup.pack import build

FIRST = Book(
    title="Laskar Pelangi",
    subtitle="sebuah novel",
    authors=("Andrea Hirata",),
    publisher="Bentang",
    place="Yogyakarta",
    year=2005,
    isbn="9789793062792",
    ddc="899.221",
)
NEW = FIRST.but(publisher="Bentang Pustaka", year=2011, isbn="9786020332956")
TYPED = Book(title="Laskar Pelangi", authors=("Hirata",))


def chosen(typed: Book, *books: Book) -> tuple[Book, list[Book]]:
    found = choose(typed, [Claim("p", book) for book in books])
    return found.book, [claim.book for claim in found.candidates]


def test_title_author_publisher_and_year_give_everything_and_the_isbn() -> None:
    book, candidates = chosen(TYPED.but(publisher="Bentang", year=2005), FIRST, NEW)
    assert (book.isbn, book.place, book.ddc, book.subtitle) == (FIRST.isbn, "Yogyakarta", "899.221", "sebuah novel")
    assert dict(book.sources)["isbn"] == "p" and candidates == []


def test_a_year_alone_confirms_the_edition_but_not_its_isbn() -> None:
    book, _ = chosen(TYPED.but(year=2005), FIRST, NEW)
    assert (book.publisher, book.isbn) == ("Bentang", "")


@pytest.mark.parametrize(
    "typed",
    [
        TYPED,
        TYPED.but(publisher="Bentang"),
        Book(title="Laskar Pelangi"),
        Book(title="Laskar Pelangi", year=2005),
        Book(title="Laskar", authors=("Hirata",), year=2005),
    ],
    ids=["no imprint", "two editions of the publisher", "title alone", "no author", "half a title"],
)
def test_where_another_edition_is_possible_a_person_decides(typed: Book) -> None:
    book, candidates = chosen(typed, FIRST, NEW)
    assert book == typed and FIRST in candidates


@pytest.mark.parametrize(
    "typed",
    [
        TYPED.but(year=1980), TYPED.but(publisher="Erlangga", year=2005), TYPED.but(authors=("Tere Liye",), year=2005),
        TYPED.but(title="Sang Pemimpi", year=2005),
        TYPED.but(volume="Jilid 2", year=2005),
    ],
    ids=["year", "publisher", "author", "title", "volume"],
)  # fmt: skip
def test_what_was_typed_is_never_contradicted(typed: Book) -> None:
    assert chosen(typed, FIRST.but(volume="Jilid 1"), NEW.but(volume="Jilid 1")) == (typed, [])


def test_the_chain_fills_or_asks(tmp_path: Path) -> None:
    build([Entry(book=FIRST), Entry(book=NEW)], tmp_path / "a.pack")
    rows = [
        Entry(book=TYPED.but(year=2005, publisher="Bentang")),
        Entry(book=TYPED),
        Entry(book=Book(title="Tidak Dikenal")),
    ]
    with chain(pack=tmp_path / "a.pack") as ask:
        sure, asked, unknown = ask.fill(rows)[0]
    assert sure.book.isbn == FIRST.isbn and not sure.problems
    assert asked.book == TYPED
    (problem,) = asked.problems
    assert problem.code == "lookup-suggest" and FIRST.isbn in problem.value and NEW.isbn in problem.value
    assert unknown == rows[2]
