"""``koleksi riwayat``: the runs of a folder, what one of them changed, and the life of one number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from koleksi.cli.root import cli
from test_repair import LIST, run

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def said(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(cli, ["riwayat", str(folder / "hasil"), *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def plain(folder: Path, *words: str) -> dict[str, Any]:
    return dict(json.loads(said(folder, *words, "--json")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three runs: the title of Bumi Manusia is corrected, then it is classed, then it is gone."""
    run(tmp_path, LIST)
    lines = [("Bumi Manusya", *line[1:]) if line[0] == "Bumi Manusia" else line for line in LIST]
    run(tmp_path, lines)
    sheet = tmp_path / "hasil" / "tinjau.xlsx"
    book = openpyxl.load_workbook(sheet)
    (place,) = (cell.row for cell in book["Semua judul"]["B"] if cell.value == "Bumi Manusya")
    book["Semua judul"].cell(place, 1).value = "813"
    book.save(sheet)
    run(tmp_path, [line for line in lines if line[0] != "Bumi Manusya"])
    return tmp_path


@pytest.mark.parametrize("number", ["B0000003", "b0000003", "00003/H/2026"])
def test_a_number_tells_what_became_of_its_copy(folder: Path, number: str) -> None:
    found = plain(folder, number)
    assert (found["barcode"], found["accession"], found["title"]) == ("B0000003", "00003/H/2026", "Bumi Manusya")
    assert found["active"] is False
    assert [(one["run"], one["kind"]) for one in found["changes"]] == [(2, "corrected"), (3, "vanished")]
    assert [(one["kind"], one["value"]) for one in found["decisions"]] == [("class", "813")]
    assert all(one["at"] and one["author"] for one in (*found["changes"], *found["decisions"]))


def test_in_words(folder: Path) -> None:
    first, *rest = said(folder, "B0000003").splitlines()
    assert first == "B0000003\t00003/H/2026\tBumi Manusya\tdaftar.csv:3\tdicabut"
    assert [line.split("\t")[3 - (n == 2)] for n, line in enumerate(rest)] == [
        "diperbaiki",
        "hilang dari daftar",
        "kelas",
    ]
    other = said(folder, "B0000001")
    assert other.splitlines()[0].endswith("dipakai")


def test_a_number_of_a_run_tells_what_it_changed(folder: Path) -> None:
    found = plain(folder, "2")
    assert (found["run"], [one["barcodes"] for one in found["changes"]]) == (2, [["B0000003"]])


def test_a_number_that_is_none_is_said_to_be_none(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["riwayat", str(folder / "hasil"), "99"])
    assert done.exit_code == 3
    assert "99" in done.stderr
    assert "1, 2, 3" in done.stderr
