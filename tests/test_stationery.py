"""Stationery: every sheet adds up, agrees with the measured facts, and a library can add its own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from koleksi import stationery
from koleksi.errors import UsageError

ALL = [stationery.get(name) for name in stationery.names()]


@pytest.mark.parametrize("sheet", ALL, ids=lambda sheet: sheet.name)
def test_labels_lie_on_the_page_and_apart(sheet: stationery.Sheet) -> None:
    cells = [sheet.cell(index) for index in range(sheet.per_page)]
    assert len(set(cells)) == sheet.per_page
    assert min(x for x, _ in cells) >= 0 and min(y for _, y in cells) >= 0
    assert max(x for x, _ in cells) + sheet.label_w <= sheet.page_w + 0.35
    assert max(y for _, y in cells) + sheet.label_h <= sheet.page_h + 0.35
    assert sheet.cols == 1 or sheet.pitch_x >= sheet.label_w - 0.1
    assert sheet.rows == 1 or sheet.pitch_y >= sheet.label_h - 0.1


def test_the_papers_of_indonesian_libraries_are_known() -> None:
    asked = "tj103 tj107 tj108 tj121 gc121 a4-3x8 a4-3x7 a4-2x7 f4-3x8 plain-a4 plain-f4"
    rolls = "roll-65x34 roll-46x19 roll-50x30 roll-40x30 roll-60x40 roll-70x50 roll-100x50"
    assert set(f"{asked} {rolls}".split()) <= set(stationery.names())
    assert sum(sheet.page_w in (210, 215.9) for sheet in ALL) >= 40


@pytest.mark.parametrize("name", ["tj121", "TJ 121", "Tj-121", "TJ121"])
def test_a_name_is_found_however_it_is_typed(name: str) -> None:
    sheet = stationery.get(name)
    assert (sheet.label_w, sheet.label_h, sheet.per_page) == (75, 38, 10)
    assert not sheet.margins_sure


def test_an_alias_and_a_sheet_are_names_too() -> None:
    assert stationery.get("3474").name == "a4-3x8"
    assert stationery.get("L7160").per_page == 21
    assert stationery.get(stationery.get("tj107")) is stationery.get("tj107")


def test_an_unknown_name_gets_the_nearest_ones() -> None:
    with pytest.raises(UsageError, match="tj121"):
        stationery.get("tj12l")


OWN = {
    "page_w": 210,
    "page_h": 297,
    "label_w": 60,
    "label_h": 30,
    "cols": 3,
    "rows": 9,
    "left": 10,
    "top": 12,
    "gap_x": 4,
}


def test_a_library_describes_its_own_paper_in_millimetres() -> None:
    sheet = stationery.get("stiker kita", {"stiker-kita": OWN})
    assert sheet.cell(0) == (10, 12)
    assert sheet.cell(4) == (10 + 64, 12 + 30)
    assert sheet.cell(4, column_wise=True) == (10, 12 + 4 * 30)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"cols": 4}, "keluar"),
        ({"pitch_x": 50}, "menindih"),
        ({"label_w": "60 mm"}, "angka"),
        ({"rows": 0}, "bulat"),
        ({"cols": True}, "bulat"),
        ({"lebar": 3}, "lebar"),
        ({"label_w": 2, "label_h": 1}, "milimeter"),
        ({"left": -1}, "keluar"),
    ],
)
def test_a_paper_that_does_not_add_up_is_refused_with_the_reason(change: dict[str, object], word: str) -> None:
    with pytest.raises(UsageError, match=word):
        stationery.get("x", {"x": OWN | change})


def test_a_size_that_is_missing_is_named() -> None:
    with pytest.raises(UsageError, match="label_h"):
        stationery.get("x", {"x": {key: value for key, value in OWN.items() if key != "label_h"}})


@pytest.mark.shared
def test_sizes_agree_with_the_measured_facts(shared: Path) -> None:
    with (shared / "data/labels/sheets.csv").open(encoding="utf-8") as lines:
        facts = {
            (row["brand"].lower(), part): row for row in csv.DictReader(lines) for part in (row["part"], row["equiv"])
        }
    compared = 0
    for sheet in ALL:
        brand, _, part = sheet.name.partition("-")
        row = facts.get((brand, part.upper())) or facts.get((brand, sheet.aliases[-1] if sheet.aliases else ""))
        if row is None:
            continue
        compared += 1
        for mine, theirs in (
            ("label_w", "label_w"),
            ("label_h", "label_h"),
            ("left", "left"),
            ("top", "top"),
            ("page_w", "page_w"),
        ):
            assert getattr(sheet, mine) == pytest.approx(float(row[theirs]), abs=0.02), sheet.name
        assert (sheet.cols, sheet.rows) == (int(row["cols"]), int(row["rows"]))
    assert compared >= 40
