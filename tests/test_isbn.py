"""A number is accepted only where it is certain: a valid but wrong ISBN describes another book."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import isbnlib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi import isbn

thirteen = st.integers(0, 10**9 - 1).map(lambda n: isbn.to_isbn13(f"{n:09d}" + _check10(f"{n:09d}")))


def _check10(nine: str) -> str:
    return str(isbnlib.check_digit10(nine))


@given(thirteen)
def test_an_isbn_is_recognised_as_itself_however_it_is_hyphenated(number: str) -> None:
    if len(set(number[3:12])) == 1:
        return
    for text in (number, isbn.hyphenate(number) or number, f"ISBN {number}", f"]E0{number}", f"'{number}", f"{number}.0"):
        assert isbn.recognise(text).isbns == (number,), text


@given(thirteen, st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_never_another_isbn(number: str, place: int, by: int) -> None:
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert isbn.recognise(wrong).isbns == ()


@given(thirteen)
def test_the_two_forms_agree_with_isbnlib(number: str) -> None:
    ten = isbn.to_isbn10(number)
    assert isbnlib.is_isbn10(ten) or len(set(ten)) == 1
    assert isbn.to_isbn13(ten) == number
    assert isbn.recognise(ten).isbns in ((number,), ())


@given(st.text(max_size=40))
def test_any_text_has_an_answer_and_only_valid_numbers_are_accepted(text: str) -> None:
    found = isbn.recognise(text)
    assert all(isbn.is_valid(number) for number in found.isbns)
    assert found.action


@pytest.mark.parametrize(
    ("text", "kind", "action"),
    [
        ("", "empty", "treat_as_empty"),
        ("dalam proses", "empty", "treat_as_empty"),
        ("0000000000", "placeholder", "treat_as_empty"),
        ("9,78602E+12", "excel_lost", "ask"),
        ("9789792210741", "isbn_bad_check", "suggest"),  # 978 put before an ISBN-10, check digit not renewed
        ("9771411662002", "issn", "route_serial"),
        ("8992731900129", "ean_other", "reject_with_reason"),
        ("P00000123S", "local_barcode", "route_item"),
    ],
)
def test_what_is_no_isbn_is_called_by_its_name(text: str, kind: str, action: str) -> None:
    found = isbn.recognise(text)
    assert (found.kind, found.action, found.isbns) == (kind, action, ())


@pytest.mark.shared
def test_recorded_cases(shared: Path) -> None:
    wrong = []
    for row in csv.DictReader((shared / "data/isbn/isbn_cases.csv").read_text(encoding="utf-8").splitlines()):
        text = json.loads(row["input_json"])
        if row["mode"] == "scan_seq":
            continue
        if row["mode"] == "mask":
            wrong += [row["id"]] if isbn.hyphenate(text) != row["expected_value"] else []
            continue
        found = isbn.recognise(text)
        value = " ".join(found.isbns) or (" ".join(found.suggested) if found.action == "suggest" else found.value)
        same = (found.kind, found.action) == (row["expected_kind"], row["expected_action"])
        if not same or (row["expected_value"] and value != row["expected_value"]):
            wrong.append(row["id"])
    assert wrong == []


@pytest.mark.shared
def test_every_allotted_range_is_hyphenated(shared: Path) -> None:
    for row in csv.DictReader((shared / "data/isbn/isbn_ranges_20261005.csv").read_text(encoding="utf-8").splitlines()):
        for edge in ("first", "last"):
            twelve = row[edge][:12]
            number = twelve + str(-sum((3 if n % 2 else 1) * int(d) for n, d in enumerate(twelve)) % 10)
            parts = isbn.hyphenate(number).split("-")
            if row["registrant_len"] == "0":
                assert parts == [""], number
            else:
                assert len(parts) == 5 and len(parts[2]) == int(row["registrant_len"]), number
                assert "".join(parts) == number
