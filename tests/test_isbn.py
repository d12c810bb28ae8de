"""A number is accepted only where it is certain: a valid but wrong ISBN describes another book."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import isbnlib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from koleksi import isbn
from koleksi._terms.isbn_groups import INDONESIA, is_indonesian

thirteen = st.integers(0, 10**9 - 1).map(lambda n: isbn.to_isbn13(f"{n:09d}" + _check10(f"{n:09d}")))


def _check10(nine: str) -> str:
    return str(isbnlib.check_digit10(nine))


@given(thirteen)
def test_an_isbn_is_recognised_as_itself_however_it_is_hyphenated(number: str) -> None:
    if len(set(number[3:12])) == 1:
        return
    for text in (
        number,
        isbn.hyphenate(number) or number,
        f"ISBN {number}",
        f"]E0{number}",
        f"'{number}",
        f"{number}.0",
    ):
        assert isbn.recognise(text).isbns == (number,), text


def _neighbours_swapped(number: str, place: int) -> str:
    return number[:place] + number[place + 1] + number[place] + number[place + 2 :]


@given(thirteen, st.integers(0, 12), st.integers(1, 9), st.booleans())
def test_one_wrong_digit_is_never_another_isbn(number: str, place: int, by: int, ten: bool) -> None:
    number = isbn.to_isbn10(number) if ten else number
    place = min(place, 8) if ten else place
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert isbn.recognise(wrong).isbns == ()


@given(thirteen, st.integers(0, 8), st.booleans())
def test_two_swapped_digits_are_never_another_isbn(number: str, place: int, ten: bool) -> None:
    """The sum of an ISBN-13 cannot see two neighbours that differ by five; that of an ISBN-10 sees every swap."""
    number = isbn.to_isbn10(number) if ten else number
    difference = abs(int(number[place]) - int(number[place + 1])) if number[place + 1] != "X" else 1
    if difference and (ten or difference != 5):
        assert isbn.recognise(_neighbours_swapped(number, place)).isbns == ()


@given(thirteen, st.integers(0, 12), st.sampled_from(["", "double", "letter"]))
def test_a_digit_lost_doubled_or_blotted_is_never_accepted_as_another_isbn(
    number: str, place: int, damage: str
) -> None:
    put = {"": "", "double": 2 * number[place], "letter": "#"}[damage]
    found = isbn.recognise(number[:place] + put + number[place + 1 :])
    assert set(found.isbns) <= {number}


@given(thirteen)
def test_the_two_forms_agree_with_isbnlib(number: str) -> None:
    ten = isbn.to_isbn10(number)
    assert isbnlib.is_isbn10(ten) or len(set(ten)) == 1
    assert isbn.to_isbn13(ten) == number
    assert isbn.recognise(ten).isbns in ((number,), ())


@given(st.text(max_size=40))
@example("978--26-9-\0\x0026\x00789 X-")  # found by fuzzing: eleven digits and an X behind a prefix
@example("978-26-9-26789 X")
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
        ("00123/PD/2024", "local_barcode", "route_item"),
        ("0126-4273", "issn", "route_serial"),
        ("M-2600-0043-8", "ismn", "route_manual"),
        ("Tidak ada ISBN", "empty", "treat_as_empty"),
        ("9799793957882", "isbn_bad_check", "suggest"),  # 979 of the old group repeated in place of 978
        ("978-602-06-63192-9", "isbn_incomplete", "ask"),  # one digit too many
        ("Telp. 0812345673", "none", "no_isbn"),
    ],
)
def test_what_is_no_isbn_is_called_by_its_name(text: str, kind: str, action: str) -> None:
    found = isbn.recognise(text)
    assert (found.kind, found.action, found.isbns) == (kind, action, ())


@pytest.mark.parametrize(
    ("text", "isbns"),
    [
        ("9,786,020,332,956", ("9786020332956",)),
        ("97860203329569786023850556978602033295652000", ("9786020332956", "9786023850556")),
        ("9792210743 9786020332956", ("9786020332956",)),
        ("z9786029956924", ("9786029956924",)),
        ("ISBN 979-22-1074-1 (jil. 1)", ("9789792210743",)),
        ("\u0669\u0667\u0668\u0666\u0660\u0662\u0660\u0663\u0663\u0662\u0669\u0665\u0666", ("9786020332956",)),
    ],
)
def test_what_scanners_excel_and_people_put_around_a_number(text: str, isbns: tuple[str, ...]) -> None:
    assert isbn.recognise(text).isbns == isbns


@pytest.mark.shared
def test_recorded_cases(shared: Path) -> None:
    rows = list(csv.DictReader((shared / "data/isbn/isbn_cases.csv").read_text(encoding="utf-8").splitlines()))
    assert [
        row["id"] for row in rows if _said(row) != (row["expected_kind"], row["expected_action"], row["expected_value"])
    ] == []


def _said(row: dict[str, str]) -> tuple[str, str, str]:
    """Kind, action and value of one recorded case, in the form of its mode."""
    given = json.loads(row["input_json"])
    if row["mode"] == "mask":
        hyphenated = isbn.hyphenate(given)
        return isbn.recognise(given).kind, "format" if hyphenated else "no_format", hyphenated
    if row["mode"] == "scan_seq":
        (before, _), (after, text) = json.loads(given) if isinstance(given, str) else given
        return isbn.recognise(text).kind, isbn.repeated(after - before), " ".join(isbn.recognise(text).isbns)
    found = isbn.recognise(given)
    offered = found.suggested if found.action == "suggest" else ()
    value = " ".join(found.isbns or offered) or found.value
    return found.kind, found.action, value if row["expected_value"] else ""


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


MESSAGE = """<ISBNRangeMessage><RegistrationGroups><Group><Prefix>978-602</Prefix><Agency>Indonesia</Agency><Rules>
<Rule><Range>0000000-0699999</Range><Length>2</Length></Rule><Rule><Range>0700000-1399999</Range><Length>4</Length></Rule>
<Rule><Range>1400000-1499999</Range><Length>0</Length></Rule></Rules></Group>
<Group><Prefix>979-9</Prefix><Rules><Rule><Range>0000000-9999999</Range><Length>0</Length></Rule></Rules></Group></RegistrationGroups></ISBNRangeMessage>"""


def test_the_table_of_ranges_is_made_from_the_agencys_message(tmp_path: Path) -> None:
    (tmp_path / "message.xml").write_text(MESSAGE, encoding="utf-8")
    script = Path(__file__).parents[1] / "scripts/isbn_ranges.py"
    made = subprocess.run(
        [sys.executable, script, tmp_path / "message.xml"], capture_output=True, text=True, check=True
    )
    assert made.stdout.splitlines() == ["group,registrants", "978-602,00-06 0700-1399"]


def test_a_number_that_no_publisher_can_have_is_never_suggested() -> None:
    assert isbn.recognise("9786024125188").suggested == ()  # 9796024125188 holds, but 979-6 is allotted to nobody


def test_nine_digits_that_begin_like_an_indonesian_number_are_only_suggested() -> None:
    """As likely a number that lost a digit elsewhere as one whose leading zero Excel took; 634 was not among them."""
    for group in INDONESIA:
        nine = next(f"{group}{n:06d}" for n in range(1000) if isbn.is_valid10(f"0{group}{n:06d}"))
        assert isbn.recognise(nine).action == "suggest"
    assert isbn.recognise("306406152").action == "accept_warn"


def test_indonesian_numbers_are_known_by_their_group() -> None:
    assert is_indonesian("9786343311234") and is_indonesian("9789799731234") and not is_indonesian("9790601234567")
    assert not is_indonesian("") and not is_indonesian("9780064400558")


@pytest.mark.parametrize("token", ["978 ", "9786020332956", "1. ", "28 cm. ", "0 ", "[19", "1411-6626 ", "("])
def test_time_grows_no_faster_than_a_text_s_length(token: str) -> None:
    short, long = (
        min(_cpu(isbn.recognise, token * (size // len(token))) for _ in range(3)) for size in (1_900, 19_000)
    )
    assert long < 40 * (short + _TICK) + 0.05


_TICK = 0.016 if os.name == "nt" else 0  # seconds; Windows counts the time of a process in such steps


def _cpu(function: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    function(text)
    return time.process_time() - begin


def test_a_page_of_text_is_no_number() -> None:
    found = isbn.recognise("9786020332956 " * 10_000)
    assert (found.kind, found.action, found.isbns) == ("none", "no_isbn", ())
    assert found.reason.en


def test_a_thousand_glued_scans_are_a_thousand_books() -> None:
    scans = [f"97860203{n:04d}" for n in range(1000)]
    scans = [twelve + isbn.ean_check(twelve) for twelve in scans]
    assert isbn.recognise("".join(scans)).isbns == tuple(scans)
