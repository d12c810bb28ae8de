"""Labels: what is printed is what the record holds, it can be read, and nothing leaves its label."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
import zxingcpp
from hypothesis import example, given, settings
from hypothesis import strategies as st

from koleksi import labels, stationery
from koleksi._labels.layout import MIN_MODULE, Bars, Demand, arrange
from koleksi._print import text as text_fitting
from koleksi._print.box import Box
from koleksi._print.canvas import Canvas
from koleksi._print.fonts import BOLD, REGULAR
from koleksi._print.lines import draw_lines, typeset
from koleksi._print.text import rows_of
from koleksi.errors import UsageError
from koleksi.labels import Label
from koleksi.stationery import Sheet
from label_reading import HARD, HEADER, decoded, picture, text_of

# --- every kind, every sheet ----------------------------------------------------------------------

WITH_BARS = ("both", "barcode", "both-qr", "along")
CASES = [(name, WITH_BARS[at % 4], (203, 300, 600)[at % 3]) for at, name in enumerate(stationery.names())]


@pytest.mark.parametrize(("name", "kind", "dpi"), CASES)
def test_every_sheet_reads_back(name: str, kind: str, dpi: int) -> None:
    """The first labels of the sheet; each bar code is read, or a Problem has said that it is not printed."""
    sheet = stationery.get(name)
    wanted = HARD[: min(7, sheet.per_page)] if sheet.per_page > 1 else HARD[:2]
    problems = labels.check(wanted, sheet, kind, header=HEADER, palette="colormarq")
    missing = {problem.row for problem in problems if problem.code == "label-barcode-room"}
    pdf = labels.render(wanted, sheet, kind=kind, header=HEADER, palette="colormarq")
    found = decoded(pdf, sheet, dpi)
    for row, label in enumerate(wanted, 1):
        place = divmod(row - 1, sheet.per_page)
        assert found.get(place, set()) == (set() if row in missing else {label.barcode}), label.barcode


@pytest.mark.parametrize("kind", WITH_BARS)
@pytest.mark.parametrize("settings", [{}, {"palette": "mixcode", "header": HEADER, "dpi": 300}], ids=["plain", "all"])
def test_where_bars_do_not_fit_a_sheet_is_named_on_which_they_do(kind: str, settings: dict[str, object]) -> None:
    long = Label(call_number=("899.221", "HIR", "l"), barcode="PERPUS-2026-00000001", title="x")
    (problem,) = [p for p in labels.check([long], "tj108", kind, **settings) if p.code == "label-barcode-room"]  # type: ignore[arg-type]
    name = problem.do.id.split("kertas ")[1].split(" atau")[0]
    assert not [p for p in labels.check([long], name, kind, **settings) if p.code == "label-barcode-room"]  # type: ignore[arg-type]
    sheet = stationery.get(name)
    assert decoded(labels.render([long], sheet, kind=kind, **settings), sheet)[0, 0] == {long.barcode}  # type: ignore[arg-type]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text("0123456789ABCDEFab/-.", min_size=1, max_size=13), min_size=1, max_size=8))
def test_whatever_the_numbers_they_are_read_back(numbers: list[str]) -> None:
    sheet = stationery.get("a4-2x7")
    pdf = labels.render([Label(call_number=("100",), barcode=number, title="x") for number in numbers], sheet)
    assert decoded(pdf, sheet) == {(0, index): {number} for index, number in enumerate(numbers)}


@settings(max_examples=300, deadline=None)
@given(
    kind=st.sampled_from(WITH_BARS), width=st.floats(20, 150), height=st.floats(10, 120), modules=st.integers(35, 250),
    dpi=st.sampled_from([0, 203, 300, 600]), lines=st.integers(0, 5), header=st.integers(0, 3),
    title=st.sampled_from([0.0, 2.7, 3.8]), qr=st.sampled_from([21, 25]), band=st.booleans(),
)  # fmt: skip
# Heights to which less than the hundredth of a millimetre is lacking that the layout lets pass: once in 20,000 cases.
@example("along", 93.02153492970949, 15.0, 184, 0, 0, 2, 3.8, 21, False)
@example("along", 143.2, 13.896132821008356, 143, 600, 1, 0, 3.8, 25, False)
@example("both", 110.15, 16.877731720577202, 195, 203, 3, 0, 2.7, 21, True)
def test_bars_are_wide_and_high_enough_and_have_their_white(
    kind: str,
    width: float,
    height: float,
    modules: int,
    dpi: float,
    lines: int,
    header: int,
    title: float,
    qr: int,
    band: bool,
) -> None:
    """X at least 0.25 mm and a whole number of dots, quiet zone 10 X, height max(8 mm, 15 %), or no layout at all."""
    demand = Demand(lines, header, title, Bars(modules, 10, dpi), qr if kind == "both-qr" else 0, band)
    layout = arrange(kind, width, height, (1.5, 1.5), demand)
    if layout is None:
        return
    assert layout.bars is not None
    assert layout.module in (0.33, MIN_MODULE) or dpi
    assert 0.25 <= layout.module <= 0.38
    assert not dpi or layout.module * dpi / 25.4 == pytest.approx(round(layout.module * dpi / 25.4))
    length = modules * layout.module
    full = layout.bars.w > width - 3.01 and kind != "along"  # then the white at the label's sides counts
    assert layout.bars.w + 3 * full >= length + 20 * layout.module - 1e-6 and layout.bars.w >= length
    assert layout.bars.h >= max(8.0, 0.15 * length) - 0.011
    area = layout.turn or Box(1.5, 1.5, width - 3, height - 3)
    size = (area.h, area.w) if layout.turn else (area.w, area.h)
    x, y = (layout.bars.x, layout.bars.y) if layout.turn else (layout.bars.x - area.x, layout.bars.y - area.y)
    assert x >= -1e-6 and y >= -1e-6 and x + layout.bars.w <= size[0] + 1e-6 and y + layout.bars.h <= size[1] + 1e-6


@pytest.mark.parametrize(("kind", "number"), [("barcode", "0000000000025"), ("both", "A000000000015")])
def test_the_white_at_the_sides_of_a_label_is_quiet_zone(kind: str, number: str) -> None:
    """123 modules on 38 mm: bars of 30.8 mm leave ten modules white on each side, if no more is asked for."""
    sheet = Sheet(
        name="x",
        page_w=210,
        page_h=120,
        label_w=38,
        label_h=18,
        cols=4,
        rows=4,
        left=20,
        top=20,
        pitch_x=38,
        pitch_y=18,
    )
    wanted = [Label(call_number=("813", "ABD"), barcode=number)] * 16
    assert labels.check(wanted, sheet, kind) == []
    assert decoded(labels.render(wanted, sheet, kind=kind, cut_marks=True), sheet, 203) == {
        (0, at): {number} for at in range(16)
    }


def through_the_bars(sheet: Sheet, resolution: int, **options: float) -> np.ndarray:
    """A row of dots across a bar code, at the printer's resolution."""
    pdf = labels.render([Label(barcode="B0000001", title="x")], sheet, kind="barcode", **options)  # type: ignore[arg-type]
    return max(picture(pdf, 0, resolution).astype(int), key=lambda row: np.abs(np.diff(row)).sum())


@pytest.mark.parametrize(
    ("edge", "dpi", "told"), [(0, 203, {}), (4.2, 203, {"dpi": 203}), (4.2, 300, {"dpi": 300}), (0, 600, {"dpi": 600})]
)
@pytest.mark.parametrize("left", [0, 13.7])
def test_every_bar_is_a_whole_number_of_the_printers_dots(
    edge: float, dpi: int, told: dict[str, float], left: float
) -> None:
    """Snapped to the dots (on rolls without being asked) there is black and white only, and no bar under two dots;
    else there are greys. The page is four inches by two: a whole number of dots."""
    sheet = Sheet(
        name="x", page_w=101.6, page_h=50.8, label_w=80, label_h=40, cols=1, rows=1, left=left, top=5, edge=edge
    )
    row = through_the_bars(sheet, dpi, **told)
    assert not np.any((row > 20) & (row < 235))
    edges = np.flatnonzero(np.diff((row < 128).astype(int)))
    assert len(edges) == 2 * 28 and np.diff(edges).min() >= 2
    loose = through_the_bars(sheet, dpi, dpi=0)
    assert np.any((loose > 20) & (loose < 235))


def test_without_snapping_the_bars_are_a_third_of_a_millimetre() -> None:
    sheet = stationery.get("roll-100x50")
    read = zxingcpp.read_barcodes(picture(labels.render(HARD[:1], sheet, kind="barcode", dpi=0), 0, 600))[0]
    width = (read.position.top_right.x - read.position.top_left.x) * 25.4 / 600
    assert width == pytest.approx(101 * 0.33, abs=0.3)


# --- nothing leaves its label ---------------------------------------------------------------------

WORDS = st.text(st.sampled_from("aBé ḥṣĀ—(\\)/القرآنڽ1234.%<> "), max_size=120)


@settings(max_examples=40, deadline=None)
@given(
    kind=st.sampled_from(labels.KINDS), width=st.floats(25, 110), height=st.floats(12, 80),
    title=WORDS, call=st.lists(st.text("0123456789.ABab ", max_size=20), max_size=5),
    header=st.lists(WORDS, max_size=3),
    number=st.text("0123456789AB", max_size=14), palette=st.sampled_from([None, "mixcode"]), copy=st.integers(1, 12),
)  # fmt: skip
def test_nothing_is_drawn_outside_the_label(
    kind: str,
    width: float,
    height: float,
    title: str,
    call: list[str],
    header: list[str],
    number: str,
    palette: str | None,
    copy: int,
) -> None:
    sheet = Sheet(name="x", page_w=150, page_h=120, label_w=width, label_h=height, cols=1, rows=1, left=20, top=20)
    label = Label(call_number=tuple(call), barcode=number, title=title, header=tuple(header), copy=copy)
    image = picture(labels.render([label], sheet, kind=kind, palette=palette), 0, 100)
    dot = 100 / 25.4
    inside = (
        slice(int((20 + 0.3) * dot), int((20 + height - 0.3) * dot) + 1),
        slice(int((20 + 0.3) * dot), int((20 + width - 0.3) * dot) + 1),
    )
    image = image.copy()
    image[inside] = 255
    assert image.min() > 200


def test_words_are_printed_as_they_are() -> None:
    title = "</para><img src=x> & (a\\b)"
    label = Label(call_number=("000",), barcode="1", title=title)
    assert title in " ".join(text_of(labels.render([label], "a4-2x7")).split())


@pytest.mark.parametrize("kind", WITH_BARS)
@pytest.mark.parametrize("number", ["", "Bé-004", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"])
def test_a_label_that_can_have_no_bars_still_has_its_title(kind: str, number: str) -> None:
    wanted = [Label(call_number=("813", "ABD", "m"), barcode=number, title="Lautan")]
    words = text_of(labels.render(wanted, "a4-3x8", kind=kind, header=HEADER)).split()
    assert {"Lautan", "Bogor", *number.split()} <= set(words) and ("ABD" in words) == (kind != "barcode")
    assert "label-no-title" not in {problem.code for problem in labels.check(wanted, "a4-3x8", kind)}


def test_a_call_number_in_one_row_goes_on_the_spine_in_lines() -> None:
    written = Label(call_number="297.122 3 SHI t", header="Perpus Desa")  # type: ignore[arg-type]
    assert (written.call_number, written.header) == (("297.122 3", "SHI", "t"), ("Perpus Desa",))


def test_the_number_is_never_tidied() -> None:
    pdf = labels.render([Label(barcode="A  B")], "a4-3x8", kind="barcode")
    assert decoded(pdf, stationery.get("a4-3x8"))[0, 0] == {"A  B"}
    assert [problem.code for problem in labels.check([Label(barcode="B\x1d1", title="x")], kind="barcode")] == [
        "label-barcode-value"
    ]


def test_a_blank_in_a_class_number_is_no_place_to_break_while_there_is_room() -> None:
    pdf = labels.render([Label(call_number=("297.122 3", "SHI", "t"))], "a4-3x8", kind="spine")
    assert "297.122 3" in text_of(pdf)


@pytest.mark.parametrize(
    ("number", "pieces"),
    [("297.122 3", ("297.122", "3")), ("633.18-155", ("633.18", "-155")), ("899.221", ("899", ".221")),
     ("959803092", ("959", "803092")),
     ("598", ("598",))],
)  # fmt: skip
def test_a_long_number_is_broken_at_a_joint(number: str, pieces: tuple[str, ...]) -> None:
    assert rows_of(number) == pieces


def test_a_letter_that_no_font_has_is_named_before_printing() -> None:
    found = labels.check([Label(call_number=("899",), barcode="1", title="Senyum 😀 傷 āḥṣʿ القرآن ڽ")], "tj121")
    (problem,) = [problem for problem in found if problem.code == "label-letter"]
    assert "😀傷" in problem.what.id and problem.column == "title" and problem.row == 1


def test_what_is_too_long_is_told() -> None:
    label = Label(
        call_number=("633.181 559 598 26", "ABCDEFGHIJKLMNOP", "x"),
        barcode="1",
        title="kata " * 80,
        header=("Perpustakaan " * 6,),
    )
    codes = {problem.code for problem in labels.check([label], "tj108", "both")}
    assert {"label-small", "label-header"} <= codes
    assert {"label-title"} <= {problem.code for problem in labels.check([label], "tj108", "barcode")}


def test_a_title_for_which_there_is_no_room_is_told() -> None:
    low = Sheet(name="x", page_w=60, page_h=14, label_w=60, label_h=14, cols=1, rows=1, edge=0)
    (problem,) = labels.check([Label(barcode="B0000001", title="Laskar Pelangi")], low, "barcode")
    assert (problem.code, problem.severity) == ("label-no-title", "note")


@pytest.mark.parametrize("kind", WITH_BARS)
@pytest.mark.parametrize("name", ["a4-3x7", "tj107", "tj108", "roll-40x30"])
def test_an_arabic_title_is_whole_and_large_enough_or_told(name: str, kind: str) -> None:
    title = "تفسير القرآن العظيم"
    label = Label(call_number=("297", "IBN", "t"), barcode="B0000001", title=title, copy=2)
    told = {problem.code for problem in labels.check([label], name, kind, header=HEADER[:2])}
    pdf = labels.render([label], name, kind=kind, header=HEADER[:2])
    texts = [thing for thing in pdfium.PdfDocument(pdf)[0].get_objects() if isinstance(thing, pdfium.PdfTextObj)]
    arabic = [thing for thing in texts if "Amiri" in thing.get_font().get_base_name()]
    sizes = [thing.get_font_size() * max(map(abs, thing.get_matrix().get()[:4])) for thing in arabic]
    if "label-no-title" in told:
        assert not sizes
    elif "label-title" not in told:
        assert (
            min(sizes) >= 5 and len(set(title) - set(text_of(pdf)) - {" "}) <= 1
        )  # one ligature may read back as another letter


def test_the_lines_of_a_title_are_even() -> None:
    pdf = labels.render([Label(call_number=("635.643",), barcode="B1", title="Bertanam cabai dalam pot")], "a4-3x8")
    assert "dalam pot" in text_of(pdf).replace("\r", "").split("\n")


@pytest.mark.parametrize("most", [7.5, 12.0, 16.0])
@pytest.mark.parametrize("words", [4, 8, 12, 16])
def test_a_title_is_no_smaller_than_it_must_be(most: float, words: int) -> None:
    box = Box(0, 0, 60, 12)
    smaller = text_fitting.title("pelangi " * (words - 1) + "pelangi", box, most)
    larger = smaller._replace(size=smaller.size + 2)
    assert (
        smaller.size > most - 2
        or larger.height * larger.size > 12 * 72 / 25.4
        or max(line.width for line in larger.lines) * larger.size > 60 * 72 / 25.4
    )


def test_a_header_that_does_not_fit_is_told_once_and_keeps_its_name() -> None:
    many = [Label(barcode=f"B{n}", title="x") for n in range(40)]
    told = labels.check(
        many,
        "roll-46x19",
        "barcode",
        header=("Perpus Desa", "Kecamatan Cibinong Selatan", "Kabupaten Bogor, Jawa Barat 16911"),
    )
    assert [p.row for p in told if p.column == "header"] == [1]
    assert "Perpus Desa" in text_of(
        labels.render(
            many,
            "roll-46x19",
            kind="barcode",
            header=("Perpus Desa", "Kecamatan Cibinong Selatan", "Kabupaten Bogor, Jawa Barat 16911"),
        )
    )


def test_an_easy_label_has_no_problem() -> None:
    assert labels.check(HARD[:2], "tj121", "both", header=HEADER[:1], palette="mixcode") == []


def test_one_number_on_two_books_is_found() -> None:
    twice = [Label(barcode="B1", title="a"), Label(barcode="B1", title="b"), Label(barcode="B1", title="a")]
    assert [(p.row, p.code) for p in labels.check(twice, "tj121", "barcode")] == [(2, "label-same-barcode")]


# --- where labels go ------------------------------------------------------------------------------

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


# --- the file -------------------------------------------------------------------------------------


def test_the_same_labels_give_the_same_bytes() -> None:
    assert labels.render(HARD, "a4-3x8", header=HEADER) == labels.render(HARD, "a4-3x8", header=HEADER)


def test_the_same_labels_give_the_same_bytes_in_another_process_on_another_day() -> None:
    """Nothing of the file hangs on the order of a set, or on the day that reproducible builds set."""
    script = (
        "import hashlib; from koleksi import labels; from label_reading import HARD, HEADER\n"
        "pdf = labels.render(HARD, 'a4-3x8', header=HEADER, palette='mixcode', kind='both-qr')\n"
        "print(hashlib.sha256(pdf).hexdigest(), b'Date' in pdf)"
    )
    said = set()
    for seed, day in (("1", "0"), ("2", "1767225600")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": day}
        environment["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), *sys.path])
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        said.add(done.stdout)
    assert len(said) == 1 and "False" in said.pop()


def test_a_day_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        labels.render(HARD, "tj121")


def test_pages_leave_as_soon_as_they_are_shown() -> None:
    """When the second label of a sheet is asked for, the sheet before it has been written."""
    sink, sizes = Counter(), []

    def watched() -> Iterator[Label]:
        for label in stream_of(240):
            sizes.append(sink.size)
            yield label

    labels.render_stream(watched(), sink, "a4-3x8")  # type: ignore[arg-type]
    assert sizes[1::24] == sorted(set(sizes[1::24])) and sizes[1] < sizes[-1] < sink.size


def test_no_label_is_still_a_page() -> None:
    assert len(pdfium.PdfDocument(labels.render([], "tj121"))) == 1


class Counter(io.RawIOBase):
    size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.size += len(data)
        return len(data)


def stream_of(count: int) -> Iterator[Label]:
    return (Label(call_number=(f"{n % 1000:03}.{n % 97}", "ABC", "x"), barcode=f"B{n:07}") for n in range(count))


def test_memory_is_flat_and_a_label_is_small() -> None:
    peaks = []
    labels.render_stream(stream_of(1500), Counter(), "a4-3x8")  # type: ignore[arg-type]  # fills what is kept
    for count in (1000, 4000):
        sink = Counter()
        tracemalloc.start()
        labels.render_stream(stream_of(count), sink, "a4-3x8")  # type: ignore[arg-type]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]
    assert sink.size / 4000 <= 52


def test_a_label_with_everything_is_small_too() -> None:
    sink = Counter()
    many = (
        Label(call_number=(f"{n % 1000:03}.{n % 97}", "ABC", "x"), barcode=f"B{n:07}", title=f"Judul nomor {n}")
        for n in range(4000)
    )
    labels.render_stream(many, sink, "a4-3x8", header=HEADER, palette="colormarq", offset_x_mm=1, cut_marks=True)  # type: ignore[arg-type]
    assert sink.size / 4000 <= 72


@pytest.mark.parametrize("kind", ["both", "spine", "barcode"])
def test_checked_and_drawn_at_once_is_what_each_alone_makes(kind: str) -> None:
    twice = [*HARD, Label(barcode="B0000001", title="satu"), Label(barcode="B0000001", title="dua")]
    stream = io.BytesIO()
    found = labels.check_and_render(twice, stream, "tj108", kind, header=HEADER)
    assert found == labels.check(twice, "tj108", kind, header=HEADER)
    assert stream.getvalue() == labels.render(twice, "tj108", kind=kind, header=HEADER)


def test_ascii_goes_to_the_page_as_reportlab_writes_it() -> None:
    made = []
    for straight in (True, False):
        canvas = Canvas(stream := io.BytesIO(), 50, 50)
        placed = [(typeset("a (b) \\c", style)._replace(plain=straight), 3.014, y, size)
                  for style, y, size in ((BOLD, 9.5, 7.25), (REGULAR, 1e-6, 7.0), (REGULAR, -4.0, 7.0))]  # fmt: skip
        draw_lines(canvas, placed)
        canvas.save()
        made.append(stream.getvalue())
    assert made[0] == made[1]


def test_a_preview_is_a_picture_of_the_page() -> None:
    from PIL import Image

    image = Image.open(io.BytesIO(labels.preview(labels.render(HARD, "tj121"), dpi=72)))
    assert image.size == (round(165 / 25.4 * 72) + 1, round(210 / 25.4 * 72) + 1) or abs(image.size[0] - 467.7) < 1.5
    assert min(image.convert("L").getextrema()) < 60


@pytest.mark.parametrize("name", ["tj121", "a4-3x8", "roll-40x30", "avery-l4732", "f4-2x7"])
def test_the_calibration_page_has_a_ruler_that_is_true(name: str) -> None:
    sheet = stationery.get(name)
    pdf = labels.calibration_page(sheet)
    page = pdfium.PdfDocument(pdf)[0]
    assert page.get_size() == pytest.approx((sheet.page_w * 72 / 25.4, sheet.page_h * 72 / 25.4), abs=0.1)
    assert "10" in text_of(pdf).split()
    dark = picture(pdf, 0, 254) < 140  # ten dots a millimetre
    for index in (0, sheet.per_page - 1):
        x, y = sheet.cell(index)
        middle = int((y + sheet.label_h * 0.9) * 10)  # below the ruler
        assert abs(np.flatnonzero(dark[middle, max(0, int(x * 10) - 5) :])[0] - min(5, int(x * 10)) - x * 10 % 1) <= 1.5
    across = int((sheet.top + min(6.0, sheet.label_h / 3) - 0.6) * 10)
    whole, half = (
        [dark[across, mm * 10 + at - 1 : mm * 10 + at + 2].any() for mm in range(20, int(sheet.page_w) - 1)]
        for at in (0, 5)
    )
    assert all(whole) and sum(half) <= 2 * sheet.cols, "one tick a millimetre, and edges of labels"
