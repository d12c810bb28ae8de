"""What a scanner, Excel and people make of an ISBN, case by case; and printed music, which is numbered in the same way."""

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
    ("seconds", "meaning"), [(0, "ignore_second"), (0.99, "ignore_second"), (1, "count_2_or_ask"), (60, "count_2_or_ask")]
)
def test_the_same_code_within_a_second_is_the_trigger_and_later_a_second_copy(seconds: float, meaning: str) -> None:
    assert isbn.repeated(seconds) == meaning
