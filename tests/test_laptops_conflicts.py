"""What cannot be merged, or not without an answer: numbers given twice, words that contradict each other."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from koleksi import process
from koleksi.cli.root import cli
from koleksi.errors import DecisionNeeded, InputError, OutputError, UsageError
from koleksi.job import new_library
from laptops import (
    HEAD,
    LISTS,
    changed,
    class_of,
    decide,
    laptop,
    numbers,
    outputs,
    records,
    register,
)

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

ROOT = Path(__file__).resolve().parents[1]


def test_the_same_number_on_two_books_is_named_with_both_before_anything_is_written(tmp_path: Path) -> None:
    left = laptop(tmp_path, "", [("Bumi Manusia", "", "", "", "", "1")], "kiri")
    right = laptop(
        tmp_path, "", [("Si Kancil", "", "Balai Pustaka", "1995", "", "1"), ("Selena", "", "", "", "", "1")], "kanan"
    )
    for order in ([left, right], [right, left]):
        with pytest.raises(OutputError) as stopped:
            process.merge(order, tmp_path / "M")
        said = str(stopped.value)
        assert stopped.value.exit_code == 4
        assert all(part in said for part in ("B0000001", "Bumi Manusia", "Si Kancil", str(left), str(right)))
        assert f"cetak ulang label dari {left}" in said  # it has fewer
        assert not (tmp_path / "M").exists()


def test_labels_of_the_merged_folder_stay_and_those_of_the_laptop_are_to_be_done_again(tmp_path: Path) -> None:
    left = laptop(tmp_path, "", [("Bumi Manusia", "", "", "", "", "1")], "kiri")
    right = laptop(
        tmp_path, "", [("Si Kancil", "", "Balai Pustaka", "1995", "", "1"), ("Selena", "", "", "", "", "1")], "kanan"
    )
    process.merge([left], tmp_path / "M")
    before = outputs(tmp_path / "M")
    with pytest.raises(OutputError, match=re.escape(f"cetak ulang label dari {right}")):
        process.merge([right], tmp_path / "M")
    assert outputs(tmp_path / "M") == before
    laptop(tmp_path, "B", [("Si Kancil", "", "Balai Pustaka", "1995", "", "1"), ("Selena", "", "", "", "", "1")])
    process.merge([left, tmp_path / "B"], tmp_path / "M")
    assert list(register(tmp_path / "M")) == ["B0000001", "BB000001", "BB000002"]


def test_of_many_collisions_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    words = ("Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan", "Sepuluh", "Sebelas")
    words += ("Belasan",)
    left = laptop(tmp_path, "", [(f"Kisah {word}", "", "", "", "", "1") for word in words], "kiri")
    right = laptop(tmp_path, "", [(f"Hewan {word}", "", "", "", "", "1") for word in words], "kanan")
    with pytest.raises(OutputError, match=r"dan 2 lagi\.") as stopped:
        process.merge([left, right], tmp_path / "M")
    assert "and 2 more." in stopped.value.say("en")


def test_the_same_row_in_a_copy_of_a_folder_is_one(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    shutil.copytree(folder, tmp_path / "A (1)")
    process.merge([folder, tmp_path / "A (1)"], tmp_path / "M")
    assert numbers(tmp_path / "M") == numbers(folder)


def test_a_barcode_typed_on_two_laptops_for_two_books_is_found(tmp_path: Path) -> None:
    left = laptop(tmp_path, "A", [("Bumi Manusia", "", "", "", "", "1", "X77")])
    right = laptop(tmp_path, "B", [("Si Kancil", "", "", "", "", "1", "X77")])
    with pytest.raises(OutputError, match="X77.*'Bumi Manusia'.*'Si Kancil'"):
        process.merge([right, left], tmp_path / "M")


@pytest.fixture
def two_words(tmp_path: Path) -> list[Path]:
    """Two laptops that classed the same book differently."""
    folders = [laptop(tmp_path, "A"), laptop(tmp_path, "B")]
    for folder, word in zip(folders, ("899.2213", "813"), strict=True):
        decide(folder, "Semua judul", "Laskar Pelangi", word)
    laptop(tmp_path, "A")
    laptop(tmp_path, "B")
    return folders


def test_contradicting_decisions_are_asked_and_the_same_command_goes_on(two_words: list[Path], tmp_path: Path) -> None:
    command = ["merge", *map(str, two_words), "--out", str(tmp_path / "M")]
    stopped = CliRunner().invoke(cli, command)
    assert stopped.exit_code == 5
    assert "keputusan.xlsx" in stopped.output
    assert not (tmp_path / "M" / "katalog.mrc").exists()
    assert CliRunner().invoke(cli, command).exit_code == 5, "not answered yet"
    decide(tmp_path / "M", "Diputuskan", "Laskar Pelangi", "813", "keputusan.xlsx")
    assert CliRunner().invoke(cli, command).exit_code in (0, 1)
    assert not (tmp_path / "M" / "keputusan.xlsx").exists()
    assert class_of(tmp_path / "M", "Laskar Pelangi") == "813"
    assert CliRunner().invoke(cli, command).exit_code in (0, 1), "answered once, not asked again"
    assert class_of(tmp_path / "M", "Laskar Pelangi") == "813"


def test_the_questions_do_not_depend_on_the_order(two_words: list[Path], tmp_path: Path) -> None:
    asked = []
    for name, order in (("M", two_words), ("N", two_words[::-1])):
        with pytest.raises(DecisionNeeded):
            process.merge(order, tmp_path / name)
        asked.append((tmp_path / name / "keputusan.xlsx").read_bytes())
    assert asked[0] == asked[1]


def test_a_decision_typed_in_the_merged_folder_stands_against_an_older_one(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    decide(folder, "Semua judul", "Si Kancil", "398.2")
    process.merge([folder], tmp_path / "M")  # typed there, and not yet processed
    assert class_of(tmp_path / "M", "Si Kancil") == "398.2"
    decide(tmp_path / "M", "Semua judul", "Si Kancil", "813")
    process.merge([folder], tmp_path / "M")
    assert class_of(tmp_path / "M", "Si Kancil") == "813"


def test_laptops_that_are_not_one_library_are_refused(tmp_path: Path) -> None:
    folders = [laptop(tmp_path, "A")]
    other = tmp_path / "B"
    new_library.prepare(other, {"numbers.laptop": "B", "classes.islam": "2X"}, "id")
    folders.append(laptop(tmp_path, "B"))
    with pytest.raises(UsageError, match="classes.islam"):
        process.merge(folders, tmp_path / "M")
    assert process.merge(folders, tmp_path / "M", change_settings=True).copies == 8


def test_what_is_no_results_folder_or_the_merged_one_itself_is_refused(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    (tmp_path / "kosong").mkdir()
    with pytest.raises(InputError, match="bukan folder hasil"):
        process.merge([folder, tmp_path / "kosong"], tmp_path / "M")
    with pytest.raises(UsageError, match="sumber sama dengan salah satu hasil"):
        process.merge([folder, laptop(tmp_path, "B")], folder)
    assert not (tmp_path / "M").exists()


def test_a_foreign_file_called_keputusan_is_left_alone(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    (tmp_path / "M").mkdir()
    book = openpyxl.Workbook()
    book.save(tmp_path / "M" / "keputusan.xlsx")
    with pytest.raises(OutputError, match="bukan buatan koleksi"):
        process.merge([folder], tmp_path / "M")


def test_a_pair_that_was_decided_differently_is_asked_too(tmp_path: Path) -> None:
    """On two copies of one folder, which is not how laptops should work together, and happens."""
    folder = tmp_path / "A"
    process.run([ROOT / "examples" / "donasi.csv"], folder)
    (question, *_) = pairs(folder)
    shutil.copytree(folder, tmp_path / "B")
    for place, word in ((folder, "sama"), (tmp_path / "B", "beda")):
        decide(place, "Kembar", question, word)
    command = ["merge", str(folder), str(tmp_path / "B"), "--out", str(tmp_path / "M")]
    assert CliRunner().invoke(cli, command).exit_code == 5
    sheet = openpyxl.load_workbook(tmp_path / "M" / "keputusan.xlsx")["Diputuskan"]
    (title,) = [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)]
    decide(tmp_path / "M", "Diputuskan", str(title), "beda", "keputusan.xlsx")
    assert CliRunner().invoke(cli, command).exit_code in (0, 1)
    assert pairs(tmp_path / "M") == []
    assert len(records(tmp_path / "M")) == len(records(folder))


def pairs(folder: Path) -> list[str]:
    """The title of the first row of each pair that is asked about."""
    rows = openpyxl.load_workbook(folder / "tinjau.xlsx")["Kembar"].iter_rows(values_only=True)
    headings = next(rows)
    return [str(row[headings.index("judul")]) for row in rows][::2]


def test_laptops_that_worked_against_a_catalogue_are_merged_against_it(tmp_path: Path) -> None:
    catalogue = tmp_path / "induk"
    new_library.prepare(catalogue, {"library.code": "INDUK"}, "id")
    source = tmp_path / "induk.csv"
    source.write_text(
        "Judul,Pengarang,Penerbit,Tahun\nSi Kancil,,Balai Pustaka,1995\nBumi Manusia,Pramoedya Ananta Toer,,\n",
        encoding="utf-8",
    )
    process.run([source], catalogue)
    laptop(tmp_path, "A")
    folder = tmp_path / "A-induk"
    new_library.prepare(folder, {"numbers.laptop": "A"}, "id")
    process.run([tmp_path / "daftar-A.csv"], folder, against=catalogue)
    assert "INDUK00000001" in records(folder)
    with pytest.raises(UsageError, match="--against"):
        process.merge([folder], tmp_path / "M")
    process.merge([folder], tmp_path / "M", against=catalogue)
    assert records(tmp_path / "M") == records(folder)


def test_a_copy_numbered_here_and_on_its_laptop_has_one_label_to_take_off(tmp_path: Path) -> None:
    kept = LISTS["A"][:2]
    process.merge([laptop(tmp_path, "A", [*kept, ("Si Kancil", "", "Balai Pustaka", "1995", "", "1")])], tmp_path / "M")
    more = [*kept, ("Si Kancil", "", "Balai Pustaka", "1995", "", "2")]
    source = tmp_path / "lagi.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEAD, *more])
    process.run([source], tmp_path / "M")
    assert "B0000005" in register(tmp_path / "M")
    summary = process.merge([laptop(tmp_path, "A", more)], tmp_path / "M")
    assert summary.retired == 1
    assert any("Cabut label BA000005" in row[6] for row in changed(tmp_path / "M"))
    assert "BA000005" not in register(tmp_path / "M")
    assert process.merge([tmp_path / "A"], tmp_path / "M").retired == 0


def test_rows_that_wait_for_an_answer_on_a_laptop_are_named(tmp_path: Path) -> None:
    titles = ("Dongeng Nusantara", "Buku A", "Buku B")
    folder = laptop(tmp_path, "A", [(title, "", "", "", "", "1") for title in titles])
    unsure = ("Buku A", "Dongeng Nusantar", "Buku B", "Dongeng Nusantaraa")
    laptop(tmp_path, "A", [(title, "", "", "", "", "1") for title in unsure])
    process.merge([folder], tmp_path / "M")
    assert "laptop-rows-open" in (tmp_path / "M" / "masalah.csv").read_text(encoding="utf-8-sig")


def test_a_laptop_whose_ledger_came_back_from_its_copy_is_merged_like_any(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    (folder / "koleksi.db.cadangan").replace(folder / "koleksi.db")
    process.merge([folder], tmp_path / "M")
    assert numbers(tmp_path / "M") == numbers(folder)
