"""The example list, processed once for a file of tests, and what its folder says."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from koleksi import process

ROOT = Path(__file__).resolve().parents[1]


DONATION = ROOT / "examples" / "donasi.csv"


@pytest.fixture(name="done", scope="module")
def done_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hasil")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1767225600")
        process.run([DONATION], out)
    return out


def summary(folder: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((folder / "ringkasan.json").read_text(encoding="utf-8"))
    return value


def barcodes(folder: Path) -> list[str]:
    with (folder / "slims_item.csv").open(encoding="utf-8", newline="") as stream:
        return [row[0] for row in csv.reader(stream)]


def part_all_merged(folder: Path) -> list[str]:
    """Type "beda" at every pair of the sheet Digabung; where the rows stood."""
    book = openpyxl.load_workbook(folder / "tinjau.xlsx")
    sheet = book["Digabung"]
    for row in range(2, sheet.max_row + 1, 2):
        sheet.cell(row, 1, "beda")
    book.save(folder / "tinjau.xlsx")
    return [str(sheet.cell(row, 2).value) for row in range(2, sheet.max_row + 1)]


TWICE = (
    'Judul,Pengarang,Penerbit\nLaskar Pelangi,Andrea Hirata,Bentang\nKancil,,\nlaskar pelangi,"Hirata, '
    'Andrea",Bentang\n'
)
