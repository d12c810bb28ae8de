"""What a person types into tinjau.xlsx, in the forms in which a spreadsheet keeps it."""

from __future__ import annotations

import csv
from datetime import datetime, tzinfo
from pathlib import Path

import openpyxl
import pymarc
import pytest

from koleksi import process
from koleksi.job.memory import ledger

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

NO_KNOWN_WORD = "Judul,Pengarang\nZyxwv Qponm,Anu\n"  # no class suggests itself


def decided(folder: Path, typed: object) -> Path:
    """The results folder after ``typed`` was put into the column KEPUTUSAN of the only book."""
    source, out = folder / "daftar.csv", folder / "hasil"
    source.write_text(NO_KNOWN_WORD, encoding="utf-8")
    process.run([source], out)
    book = openpyxl.load_workbook(out / "tinjau.xlsx")
    book["Kelas"]["A2"].number_format = "General"  # as after pasting: the cell is no longer text
    book["Kelas"]["A2"].value = typed
    book.save(out / "tinjau.xlsx")
    process.run([source], out)
    return out


def class_of(out: Path) -> str:
    (record,) = pymarc.MARCReader((out / "katalog.mrc").read_bytes())
    return str(record["082"]["a"]) if "082" in record else ""


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (5, "005"),
        (10, "010"),
        (20, "020"),
        (20.0, "020"),
        (70, "070"),
        (297, "297"),
        (398.2, "398.2"),
        ("020", "020"),
        ("398,2", "398.2"),
        ("2x4.1", "2X4.1"),
    ],
)
def test_a_class_that_excel_took_for_a_number_is_the_class_that_was_typed(
    tmp_path: Path, typed: object, number: str
) -> None:
    assert class_of(decided(tmp_path, typed)) == number


@pytest.mark.parametrize("typed", ["fiksi", "398?", 3982, "mungkin 398"])
def test_a_decision_that_is_no_class_is_a_problem_and_never_a_guess(tmp_path: Path, typed: object) -> None:
    out = decided(tmp_path, typed)
    with (out / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        (said,) = (p for p in csv.DictReader(stream, delimiter=";") if p["kode"] == "decision-unclear")
    assert (said["sumber"], said["baris"], said["nilai"]) == ("tinjau.xlsx:Kelas", "2", str(typed))
    assert class_of(out) != str(typed)


# a record of several rows

ONE, OTHER = "Cerita Rakyat dari Sulawesi,Murti Bunanta\n", "Cerita Rakyat Dari Sulawesi,Murti Bunanta\n"


def run(folder: Path, *lines: str) -> Path:
    source, out = folder / "daftar.csv", folder / "hasil"
    source.write_text("".join(("Judul,Pengarang\n", *lines)), encoding="utf-8")
    process.run([source], out)
    return out


def say(out: Path, number: str) -> None:
    """Type a class beside the one title of the folder."""
    book = openpyxl.load_workbook(out / "tinjau.xlsx")
    book["Semua judul"]["A2"].value = number
    book.save(out / "tinjau.xlsx")


def two_words(folder: Path) -> None:
    """500 said of the one row, when it was alone, and then 297.1 of the record of both."""
    say(run(folder, OTHER), "500")
    assert class_of(run(folder, OTHER)) == "500"
    say(run(folder, ONE, OTHER), "297.1")
    assert class_of(run(folder, ONE, OTHER)) == "297.1"


def test_of_two_words_on_one_book_the_last_one_holds_in_whatever_order_its_rows_stand(tmp_path: Path) -> None:
    two_words(tmp_path)
    assert class_of(run(tmp_path, OTHER, ONE)) == "297.1"
    say(tmp_path / "hasil", "813")
    assert class_of(run(tmp_path, OTHER, ONE)) == "813"
    assert class_of(run(tmp_path, ONE, OTHER)) == "813"


def test_the_last_word_holds_where_the_clock_was_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say(run(tmp_path, OTHER), "500")
    run(tmp_path, OTHER)
    say(run(tmp_path, ONE, OTHER), "297.1")

    class LastCentury(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> LastCentury:
            return cls(1980, 1, 1, tzinfo=tz)  # as far back as the clock of a PC goes

    monkeypatch.setattr(ledger, "datetime", LastCentury)
    run(tmp_path, ONE, OTHER)
    assert class_of(run(tmp_path, OTHER, ONE)) == "297.1"


def test_the_last_word_holds_where_the_ledger_was_lost(tmp_path: Path) -> None:
    two_words(tmp_path)
    (tmp_path / "hasil" / "koleksi.db").unlink()
    assert class_of(run(tmp_path, OTHER, ONE)) == "297.1"
