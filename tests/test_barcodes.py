"""Bar codes and QR codes: what is encoded is what is read, and what cannot be encoded is said."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from barcode import Code128
from hypothesis import example, given, settings
from hypothesis import strategies as st

from koleksi import labels, stationery
from koleksi._print.barcode import BarcodeError, bars, quick_response
from koleksi._print.code128 import ShortestCode128
from koleksi.labels import Label
from label_reading import decoded, text_of

ASCII = st.text(st.characters(max_codepoint=127), min_size=1, max_size=12)


def read(modules: str) -> bytes:
    """What zxing, which knows nothing of the program that made them, reads in bars three dots wide."""
    row = np.array([255] * 12 + [0 if module == "1" else 255 for module in modules] + [255] * 12, np.uint8)
    found = zxingcpp.read_barcodes(np.kron(row, np.ones((40, 3), np.uint8)), try_downscale=False)
    return found[0].bytes if found else b""


@given(ASCII)
@settings(deadline=None)
def test_code_128_says_exactly_the_number(text: str) -> None:
    assert read(ShortestCode128(text).build()[0]) == text.encode("ascii")


def cheapest(text: str) -> int:
    """Dijkstra over (code set, position): an independent count of symbol characters."""
    costs = {("A", 0): 1, ("B", 0): 1, ("C", 0): 1}
    for at in range(len(text) + 1):
        here = [costs.get((code, at), 99) for code in "ABC"]
        for code in "ABC":
            costs[code, at] = min(costs.get((code, at), 99), min(here) + (1 if at else 0))
        char = text[at : at + 1]
        if not char:
            return min(costs[code, at] for code in "ABC") + 2
        for code, fits in (("A", char < "`"), ("B", char >= " ")):
            costs[code, at + 1] = min(costs.get((code, at + 1), 99), costs[code, at] + (1 if fits else 2))
        if text[at : at + 2].isdigit() and len(text) > at + 1:
            costs["C", at + 2] = min(costs.get(("C", at + 2), 99), costs["C", at] + 1)
    raise AssertionError


@given(st.one_of(ASCII, st.text("0123456789Ba\t/", min_size=1, max_size=14)))
@example("B0000001")
@example("00001/H/2026")
@settings(deadline=None)
def test_code_128_is_as_short_as_can_be(text: str) -> None:
    assert len(ShortestCode128(text).build()[0]) == 11 * cheapest(text) + 2


def test_the_usual_number_takes_101_modules_where_python_barcode_takes_112() -> None:
    assert bars("B0000001").modules == 101
    assert len(Code128("B0000001").build()[0]) == 112


@pytest.mark.parametrize(
    ("symbology", "value"),
    [("code128", "00001/H/2026"), ("code39", "B-0001.$/+%"), ("ean13", "9786020332949"), ("ean13", "0012345678905")],
)
def test_the_characters_of_a_symbol_are_its_modules_cut_between_bars(symbology: str, value: str) -> None:
    symbol = bars(value, symbology)
    assert len("".join(symbol.characters)) == symbol.modules
    assert read("".join(symbol.characters)).decode().removeprefix("0") == value.removeprefix("0")
    for before, after in zip(symbol.characters, symbol.characters[1:], strict=False):
        assert (before[-1], after[0]) != ("1", "1")


@pytest.mark.parametrize(("symbology", "value"), [("code39", "B-0001.$/+%"), ("ean13", "9786020332949")])
def test_other_symbologies_are_printed_too(symbology: str, value: str) -> None:
    assert symbology != "ean13" or bars(value, symbology).modules == 95
    sheet = stationery.get("a4-2x7")
    pdf = labels.render([Label(barcode=value, title="x")], sheet, kind="barcode", symbology=symbology)
    assert decoded(pdf, sheet)[0, 0] == {value}


@pytest.mark.parametrize(
    ("symbology", "value"),
    [("ean13", "9786020332940"), ("ean13", "978602033294"), ("ean13", "978-602033294"),
     ("code39", "b0001"), ("code39", "A*B"), ("code39", ""),
     ("code128", "B00é"), ("code128", ""), ("ean13", "٩٧٨٦٠٢٠٣٣٢٩٤٩")],
)  # fmt: skip
def test_a_number_that_cannot_be_said_exactly_is_refused(symbology: str, value: str) -> None:
    with pytest.raises(BarcodeError) as refused:
        bars(value, symbology)
    assert refused.value.value == value and refused.value.text.id


def test_a_wrong_number_is_told_and_never_printed_as_bars() -> None:
    label = Label(barcode="9786020332940", title="x")
    (problem,) = labels.check([label], "tj121", "barcode", symbology="ean13")
    assert problem.code == "label-barcode-value" and "9" in problem.what.id
    pdf = labels.render([label], "tj121", kind="barcode", symbology="ean13")
    assert decoded(pdf, stationery.get("tj121")) == {} and "9786020332940" in text_of(pdf)


@given(st.text("0123456789ABCab-/ ", min_size=1, max_size=20))
@settings(max_examples=20, deadline=None)
def test_a_qr_code_says_exactly_the_number(value: str) -> None:
    symbol = quick_response(value)
    image = np.full((symbol.modules + 8, symbol.modules + 8), 255, np.uint8)
    for left, bottom, length in symbol.dark:
        image[4 + symbol.modules - 1 - bottom, 4 + left : 4 + left + length] = 0
    (found,) = zxingcpp.read_barcodes(np.kron(image, np.ones((4, 4), np.uint8)))
    assert found.text == value
