"""Where labels go on their sheets, and the call numbers that order them."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium
import pytest

from koleksi import labels, stationery
from koleksi.errors import UsageError
from koleksi.labels import Label
from koleksi.stationery import Sheet
from label_reading import HARD, decoded, picture, text_of

NUMBERS = [
    Label(call_number=(f"{900 - n}", "ABC", "x"), barcode=f"B{n:03}", title="x", accession=f"{100 - n}/H/2026")
    for n in range(12)
]


def places(sheet: Sheet, **options: object) -> dict[tuple[int, int], str]:
    start = int(str(options.pop("start", 1)))
    return {
        place: found.pop()
        for place, found in decoded(labels.render(NUMBERS, sheet, start, kind="barcode", **options), sheet, 203).items()
    }  # type: ignore[arg-type]


TJ = stationery.get("tj121")


def test_labels_fill_the_sheet_row_by_row_and_go_on_on_the_next() -> None:
    assert places(TJ) == {divmod(n, 10): f"B{n:03}" for n in range(12)}


def test_a_partly_used_sheet_is_begun_where_it_is_free() -> None:
    assert places(TJ, start=4) == {divmod(n + 3, 10): f"B{n:03}" for n in range(12)}
    assert places(TJ, skip_cells={1, 3})[0, 1] == "B000"
    assert places(TJ, skip_cells={1, 3})[0, 3] == "B001"
    assert places(TJ, skip_cells={1, 3})[1, 0] == "B008"
    assert places(TJ, skip_cells=range(1, 11)) == places(TJ), "a sheet without a free label is left in its packet"


def test_columns_copies_choice_and_order() -> None:
    assert places(TJ, column_wise=True)[0, 2] == "B001"
    assert places(TJ, copies=2)[0, 1] == "B000" and places(TJ, copies=2)[0, 2] == "B001"
    assert places(TJ, only={"B005", "90/H/2026"}) == {(0, 0): "B005", (0, 1): "B010"}
    assert places(TJ, order="call_number")[0, 0] == "B011"
    assert places(TJ, order="accession")[0, 0] == "B011"


def test_the_correction_for_a_printer_is_in_millimetres() -> None:
    sheet = Sheet(name="x", page_w=100, page_h=100, label_w=60, label_h=40, cols=1, rows=1, left=20, top=20)

    def ink(**options: float) -> tuple[float, float]:
        dark = np.nonzero(picture(labels.render(HARD[:1], sheet, **options), 0, 254) < 128)  # type: ignore[arg-type]
        return dark[1].min() / 10, dark[0].min() / 10

    x, y = ink()
    assert ink(offset_x_mm=3, offset_y_mm=-2) == pytest.approx((x + 3, y - 2), abs=0.15)
    assert ink(scale=1.05) == pytest.approx((x * 1.05, y * 1.05), abs=0.2)


@pytest.mark.parametrize("name", ["tj121", "a4-3x8"])
def test_cut_marks_lie_between_and_around_the_labels(name: str) -> None:
    sheet = stationery.get(name)
    bare, marked = (
        picture(labels.render(HARD[:1], sheet, kind="spine", cut_marks=marks), 0, 254) for marks in (False, True)
    )
    where = np.argwhere(bare != marked) / 10  # mm
    assert len(where)
    for y, x in where[::50]:
        column, row = (x - sheet.left) % sheet.pitch_x, (y - sheet.top) % sheet.pitch_y
        inside_x, inside_y = 0.3 < column < sheet.label_w - 0.3, 0.3 < row < sheet.label_h - 0.3
        on_sheet = (
            sheet.left < x < sheet.left + sheet.cols * sheet.pitch_x
            and sheet.top < y < sheet.top + sheet.rows * sheet.pitch_y
        )
        assert not (inside_x and inside_y and on_sheet)


def test_the_class_colour_has_its_digit_printed_on_it() -> None:
    pdf = labels.render([Label(call_number=("R", "599", "ABC"))], "plain-a4-30x40", kind="spine", palette="mixcode")
    assert (
        text_of(pdf).split()[0] == "5"
        and "5" not in text_of(labels.render([Label(call_number=("R", "599", "ABC"))], kind="spine")).split()
    )
    page = pdfium.PdfDocument(pdf)[0].render(scale=2).to_numpy()
    colours = {
        tuple(int(part) for part in reversed(dot)) for dot in np.unique(page.reshape(-1, page.shape[2])[:, :3], axis=0)
    }
    assert (0xFB, 0x8C, 0x00) in colours


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "x"}, {"palette": "x"}, {"symbology": "x"}, {"sheet": "x"}, {"start": 0}, {"start": 11}, {"order": "x"},
     {"skip_cells": [11]}, {"copies": 0}, {"scale": 0}, {"offset_x_mm": float("nan")}, {"offset_y_mm": 300},
     {"dpi": -203}, {"dpi": 5}],
)  # fmt: skip
def test_what_does_not_exist_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        labels.render(HARD, **({"sheet": "tj121"} | wrong))  # type: ignore[arg-type]


# --- call numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [("899.221 HIR l", ("899.221", "HIR", "l")), ("297.122 3 SHI t", ("297.122 3", "SHI", "t")),
     ("R 348.02 IND h", ("R", "348.02", "IND", "h")), ("959.803 092 4 KUR s j.2", ("959.803 092 4", "KUR", "s", "j.2")),
     ("2X1.3 ABD m", ("2X1.3", "ABD", "m")), ("", ())],
)  # fmt: skip
def test_a_call_number_in_one_row_is_taken_apart(text: str, lines: tuple[str, ...]) -> None:
    assert labels.split_call_number(text) == lines


def test_shelf_order() -> None:
    shelf = [
        ("000", "ABC", "a"), ("297.122", "SHI", "t"), ("297.122 3", "AAA", "a"), ("297.2", "AAA", "a"),
        ("813", "X"), ("813", "X", "j.2"),
        ("813", "X", "j.10"), ("813.5", "A"), ("R", "100", "A"), ("R", "348.02", "IND", "h"), ("FIK", "HIR"),
    ]  # fmt: skip
    mixed = [*shelf[6:], *shelf[:6]]
    assert sorted(mixed, key=labels.sort_key) == shelf
