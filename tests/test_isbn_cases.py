"""What a scanner, Excel and people make of an ISBN, case by case; and printed music, numbered in the same way."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import isbnlib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi import intake, isbn
from koleksi.book import Entry

with (Path(__file__).parent / "fixtures" / "isbn_cases.csv").open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['why']}: {case['text']}" for case in CASES])
def test_a_string_is_what_the_table_of_cases_says(case: dict[str, str]) -> None:
    found = isbn.recognise(case["text"])
    said = {
        "kind": found.kind,
        "action": found.action,
        "isbns": " ".join(found.isbns),
        "suggested": " ".join(found.suggested),
        "value": found.value,
    }
    assert said == {name: case[name] for name in said}


def test_nothing_is_accepted_that_is_to_be_asked_and_nothing_asked_that_is_accepted() -> None:
    for case in CASES:
        found = isbn.recognise(case["text"])
        assert bool(found.isbns) == (found.action in ("accept", "accept_warn", "accept_both", "ask_which")), case


eight_digits = st.integers(0, 10**8 - 1).map("{:08d}".format)


@given(eight_digits)
def test_no_number_of_printed_music_is_taken_for_an_isbn(digits: str) -> None:
    """ISO 10957: an ISMN is 979-0 with the check digit of an EAN, so that its arithmetic holds for an ISBN too."""
    number = "9790" + digits + isbn.ean_check("9790" + digits)
    assert isbn.ean_holds(number)
    assert not isbn.is_valid(number)
    assert isbn.hyphenate(number) == isbn.to_isbn10(number) == isbn.group_of(number) == ""
    for text in (number, f"979-0-{digits[:4]}-{digits[4:]}-{number[-1]}", f"ISMN {number}"):
        found = isbn.recognise(text)
        assert (found.kind, found.isbns, found.suggested, found.value) == ("ismn", (), (), number), text


def test_a_music_number_in_the_isbn_column_of_a_list_is_kept_and_told(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("Judul;ISBN\nKumpulan lagu daerah;979-0-2600-0043-8\n", encoding="utf-8")
    (entry,) = intake.read(path)
    assert isinstance(entry, Entry)
    assert (entry.book.isbn, entry.book.wrong_isbns) == ("", ("979-0-2600-0043-8",))
    assert [problem.code for problem in entry.problems] == ["isbn-ismn"]


@given(st.sampled_from(["978602", "978979", "9780", "9784", "9787", "978967", "978983"]), st.integers(0, 10**9 - 1))
def test_hyphens_stand_where_isbnlib_has_them(prefix: str, rest: int) -> None:
    """In groups whose ranges have not changed for years: both tables are the agency's, ours may be the newer one."""
    twelve = (prefix + f"{rest:09d}")[:12]
    number = twelve + isbn.ean_check(twelve)
    hyphenated = isbn.hyphenate(number)
    assert hyphenated == (isbnlib.mask(number) or "")
    assert hyphenated.replace("-", "") in ("", number)


@pytest.mark.parametrize(
    "printed",
    [
        "978-979-3062-79-2",  # Laskar Pelangi
        "978-602-03-3295-6",  # Bumi
        "978-0-306-40615-7",  # the example of the ISBN manual
        "978-0-13-110362-7",  # The C Programming Language
        "978-1-55860-832-0",
        "978-3-16-148410-0",
        "979-10-90636-07-1",
    ],
)
def test_hyphens_stand_as_the_publishers_print_them(printed: str) -> None:
    assert isbn.hyphenate(re.sub("-", "", printed)) == printed


@pytest.mark.parametrize(
    ("seconds", "meaning"),
    [(0, "ignore_second"), (0.99, "ignore_second"), (1, "count_2_or_ask"), (60, "count_2_or_ask")],
)
def test_the_same_code_within_a_second_is_the_trigger_and_later_a_second_copy(seconds: float, meaning: str) -> None:
    assert isbn.repeated(seconds) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "",
        "978602033295",
        "97860203329566",
        "9786020332957",
        "978-602-03-3295-6",
        " 9786020332956",
        "978602033295X",
        "8992761002022",
        "\u0669\u0667\u0668\u0666\u0660\u0662\u0660\u0663\u0663\u0662\u0669\u0665\u0666",
        "978602033295\u00b2",
    ],
)
def test_a_valid_isbn_is_thirteen_plain_digits_and_nothing_else_is(text: str) -> None:
    assert isbn.is_valid("9786020332956")
    assert not isbn.is_valid(text)
    assert isbn.hyphenate(text) == isbn.to_isbn10(text) == ""


@pytest.mark.parametrize(
    "text", ["", "979306279", "97930627977", "9793062798", "979-3062-79-7", "X793062797", "979306279\u0667"]
)
def test_a_valid_isbn10_is_nine_plain_digits_with_their_check_digit_and_nothing_else_is(text: str) -> None:
    assert isbn.is_valid10("9793062797") and isbn.is_valid10("155860832X") and isbn.is_valid10("155860832x")
    assert not isbn.is_valid10(text)
    assert isbn.to_isbn13(text) == ""


def test_the_older_form_exists_for_prefix_978_only() -> None:
    assert isbn.to_isbn10("9789793062792") == "9793062797"
    assert isbn.to_isbn10("9781558608320") == "155860832X"
    assert isbn.is_valid("9791090636071") and isbn.to_isbn10("9791090636071") == ""


@pytest.mark.parametrize(
    ("number", "group"),
    [("9786020332956", "978602"), ("9789793062792", "978979"), ("9780306406157", "9780"), ("9791090636071", "97910")],
)
def test_the_group_of_an_allotted_number_is_its_country_or_language(number: str, group: str) -> None:
    assert isbn.is_allotted(number)
    assert isbn.group_of(number) == group


@pytest.mark.parametrize("number", ["9796020332955", "9786999999999", "9799999999990"])
def test_a_number_that_no_publisher_has_is_in_no_group(number: str) -> None:
    assert not isbn.is_allotted(number)
    assert isbn.group_of(number) == isbn.hyphenate(number) == ""


@pytest.mark.parametrize(
    ("heading", "typed"),
    [("ISSN", "14116626"), ("ISSN", "1411-6626"), ("ISBN/ISSN", "ISSN 1411 6626"), ("ISBN", "9771411662002")],
)
def test_an_issn_keeps_its_check_digit_wherever_it_is_typed(heading: str, typed: str, tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(f"Judul,{heading}\nMajalah kebun,{typed}\n", encoding="utf-8")
    (entry,) = intake.read(path)
    assert isinstance(entry, Entry)
    assert (entry.book.issn, entry.book.isbn, entry.book.wrong_isbns) == ("1411-6626", "", ())


def test_a_price_code_in_the_isbn_column_is_kept_and_told(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("Judul,Pengarang,ISBN\nBudidaya Belut,Darto,54321\n", encoding="utf-8")
    entry, *_ = intake.read(tmp_path / "d.csv")
    assert isinstance(entry, Entry)
    assert (entry.book.isbn, entry.book.wrong_isbns) == ("", ("54321",))
    assert [one.code for one in entry.problems] == ["isbn-price_addon"]
