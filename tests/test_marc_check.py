"""What a cataloguer would complain of, and nothing in a record that we make ourselves."""

from __future__ import annotations

from pathlib import Path

import pymarc
import pytest

from koleksi import Book, marc
from koleksi._marc.fields import Field, Raw
from koleksi.job import catalogue

GOOD: tuple[Field, ...] = (
    ("008", "261123s2005    io            000 1 ind d", ()),
    ("020", "  ", (("a", "978-979-3062-79-2"),)),
    ("082", "04", (("a", "899.2213"), ("2", "23"))),
    ("100", "1 ", (("a", "Hirata, Andrea"),)),
    ("245", "10", (("a", "Laskar pelangi :"), ("b", "edisi film /"), ("c", "Andrea Hirata."))),
    ("264", " 1", (("a", "Yogyakarta :"), ("b", "Bentang,"), ("c", "2005"))),
)


def codes(*changed: Field, leader: str = "00000nam a2200000 i 4500") -> list[str]:
    """The complaints about the good record with some of its fields exchanged for others of the same tag."""
    tags = {tag for tag, _, _ in changed}
    fields = [field for field in GOOD if field[0] not in tags] + list(changed)
    return [problem.code for problem in marc.check(Raw(leader, tuple(sorted(fields))))]


def test_a_good_record_is_not_complained_of() -> None:
    assert codes() == []


@pytest.mark.parametrize("profile", marc.PROFILES)
def test_nor_is_what_we_make(profile: str) -> None:
    book = Book(title="The Jungle Book", subtitle="a story", volume="2", part_title="Two", authors=("Rudyard Kipling",
        "UNICEF"), language="eng", year=1995, place="London", publisher="P", isbn="9780306406157", issn="0028-0836",
        ddc="823.8", notes=("Catatan",), subjects=("Anak",), series="Seri", wrong_isbns=("123",))  # fmt: skip
    assert marc.check(marc.to_record(book, profile=profile)) == []


@pytest.mark.parametrize(
    ("field", "code"),
    [
        (("245", "00", GOOD[4][2]), "245-ind1"),
        (("245", "10", (("a", "Laskar pelangi"), ("c", "Andrea Hirata."))), "245-isbd"),
        (("245", "10", (("a", "Laskar pelangi"),)), "245-stop"),
        (("245", "14", (("a", "Laskar pelangi."),)), "245-filing"),
        (("100", "1 ", (("a", "Hirata, Andrea"), ("a", "Lagi"))), "subfield-repeated"),
        (("245", "10", (("a", "Laskar pelangi."), ("t", "apa."))), "subfield-unknown"),
        (("100", "9 ", (("a", "Hirata, Andrea"),)), "indicator"),
        (("880", "9 ", (("6", "100-01"), ("a", "Hirata"))), "indicator"),
        (("020", "  ", (("a", "978-979-3062-79-3"),)), "020-isbn"),
        (("022", "  ", (("a", "0028-0837"),)), "022-issn"),
        (("082", "04", (("a", "899.2213 HIR l"), ("2", "23"))), "082-class"),
        (("041", "0 ", (("a", "id"),)), "041-code"),
        (("008", "261123s1999    io            000 1 ind d", ()), "008-date"),
        (("008", "261123s2005    io            000 1 ind", ()), "008-length"),
        (("005", "kemarin", ()), "005-form"),
        (("110", "2 ", (("a", "Bentang"),)), "two-main-entries"),
        (("500", "  ", ()), "no-subfield"),
        (("500", "  ", (("a", " "),)), "empty-subfield"),
    ],
)
def test_each_fault_is_named(field: Field, code: str) -> None:
    assert codes(field) == [code]


def test_an_article_is_passed_over_in_filing_by_the_language_of_the_record() -> None:
    english = ("008", "261123s2005    enk           000 1 eng d", ())
    title = (("a", "The jungle book."),)
    assert codes(english, ("245", "10", title)) == ["245-filing"]
    assert codes(english, ("245", "14", title)) == []


@pytest.mark.parametrize("figure", ["²", "①"])
def test_a_figure_that_is_no_digit_is_no_count_of_letters(figure: str) -> None:
    """Found by fuzzing: str.isdigit() holds for it, int() refuses it."""
    assert isinstance(codes(("245", f"1{figure}", (("a", "The jungle book."),))), list)


def test_punctuation_is_asked_for_only_where_the_leader_promises_it() -> None:
    assert codes(("245", "10", (("a", "Laskar pelangi"),)), leader="00000nam a2200000   4500") == []


def test_a_record_that_describes_no_book_is_only_named() -> None:
    assert codes(leader="00000nz  a2200000 i 4500") == ["no-book"]


def test_what_was_mended_in_reading_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.mrc"
    marc.write([marc.to_record(Book(title=f"Buku {n}.", publisher="P", year=2001)) for n in range(3)], path)
    data = path.read_bytes()
    second = data.index(b"\x1d") + 1
    at = data.rindex(b"\x1e", second, data.index(b"\x1d", second) - 2)  # the terminator of the last field but one
    path.write_bytes(data[:at] + b" " + data[at + 1 :])
    (problem,) = catalogue.check_marc(path)["problems"]
    assert (problem["record"], problem["offset"], problem["code"]) == (2, second, "marc-lost-terminator")


def test_pymarc_records_of_others_are_checked_too() -> None:
    record = pymarc.Record()
    assert "no-245" in [problem.code for problem in marc.check(record)]
