"""A library that a union knows comes again, or another one under its code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from koleksi.union.running import Options, run
from unions import (
    BUMI,
    HEWAN,
    LASKAR,
    RONGGENG,
    TANAM,
    codes,
    folder,
    held,
    numbers,
    two_libraries,  # noqa: F401 - the fixture holds here too
    typed,
)

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def test_a_corrected_list_replaces_the_old_one_and_a_new_one_joins(two: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "gab"
    run(two, out)
    before = numbers(out)
    shutil.rmtree(two[1])
    again = run([folder(tmp_path, "B", [(*LASKAR[:5], "3"), RONGGENG, TANAM]), folder(tmp_path, "C", [TANAM])], out)
    assert (again.joined, again.replaced, again.libraries) == (1, 1, 3)
    assert held(out)["Laskar Pelangi"] == {"A": 2, "B": 3}
    assert held(out)["Bertanam Cabai di Pekarangan"] == {"B": 1, "C": 1}
    assert before.items() <= numbers(out).items()


def test_a_library_that_is_sent_twice_is_not_doubled(two: tuple[Path, Path], tmp_path: Path) -> None:
    copied = tmp_path / "stik" / "salinan"
    shutil.copytree(two[0], copied)
    summary = run([*two, copied, two[0]], tmp_path / "gab")
    assert summary.libraries == 2 and summary.copies == 11
    assert run([two[0], copied], tmp_path / "gab").unchanged == 2


def test_the_same_bytes_under_two_names_on_one_stick_are_one_library(tmp_path: Path) -> None:
    first = typed(tmp_path / "stik" / "desa-a.csv", [LASKAR, BUMI, HEWAN])
    shutil.copy(first, tmp_path / "stik" / "desa-a (1).csv")
    summary = run([tmp_path / "stik"], tmp_path / "gab")
    assert (summary.joined, summary.unchanged, summary.left_out) == (1, 1, 0)
    assert held(tmp_path / "gab")["Laskar Pelangi"] == {"desa-a": 2}


def test_two_libraries_with_one_code_are_asked_about(two: tuple[Path, Path], tmp_path: Path) -> None:
    other = folder(tmp_path / "x", "A", [RONGGENG, TANAM, BUMI], "Pustaka Lain")
    summary = run([*two, other], tmp_path / "gab")
    assert codes(summary) == ["union-two-libraries"] and summary.left_out == 1
    assert "A=" in summary.problems[0].do.id.replace("KODE=", "A=") and "--ganti A" in summary.problems[0].do.id
    assert "A" not in held(tmp_path / "gab")["Ronggeng Dukuh Paruk"]
    named = run([f"D={other}"], tmp_path / "gab")
    assert named.joined == 1 and held(tmp_path / "gab")["Ronggeng Dukuh Paruk"] == {"B": 1, "D": 1}
    replaced = run([other], tmp_path / "gab", Options(replaced=["A"]))
    assert replaced.replaced == 1 and held(tmp_path / "gab")["Ronggeng Dukuh Paruk"] == {"A": 1, "B": 1, "D": 1}


def test_libraries_that_were_given_the_same_books_under_one_code_are_asked_about(tmp_path: Path) -> None:
    one = folder(tmp_path / "x", "PKT", [LASKAR, BUMI, HEWAN, RONGGENG], "Pustaka Satu")
    other = folder(tmp_path / "y", "PKT", [LASKAR, BUMI, HEWAN, TANAM], "Pustaka Dua")
    assert codes(run([one, other], tmp_path / "gab")) == ["union-two-libraries"]


def test_a_list_without_a_code_that_comes_under_another_name_is_asked_about(tmp_path: Path) -> None:
    lines = [LASKAR, BUMI, HEWAN, RONGGENG, TANAM]
    first, second = typed(tmp_path / "desa-a.csv", lines), typed(tmp_path / "desa-a-2.csv", [*lines, ("Baru", "Ani")])
    out = tmp_path / "gab"
    assert codes(run([first], out)) == []
    assert codes(run([second], out)) == ["union-sent-before"]
    assert run([f"desa-a={second}"], out).replaced == 1
    assert held(out)["Laskar Pelangi"] == {"desa-a": 2}


def test_a_question_that_was_answered_is_not_asked_again(two: tuple[Path, Path], tmp_path: Path) -> None:
    """The stick comes once more with the folder whose settings still say the code of another library."""
    other, out = folder(tmp_path / "x", "A", [RONGGENG, TANAM, BUMI], "Pustaka Lain"), tmp_path / "gab"
    assert codes(run([*two, other], out)) == ["union-two-libraries"]
    run([f"D={other}"], out)
    again = run([*two, other], out)
    assert (again.unchanged, again.left_out, codes(again)) == (3, 0, ["union-no-place"])
    assert run([f"E={other}"], out).joined == 1  # a person says another code


def test_a_folder_whose_corrected_list_comes_under_another_code_is_known_by_it(tmp_path: Path) -> None:
    place, out = folder(tmp_path, "A", [LASKAR, BUMI, HEWAN]), tmp_path / "gab"
    run([place], out)
    run([f"D={folder(tmp_path / 'x', 'A', [RONGGENG, TANAM], 'Pustaka Lain')}"], out)
    assert run([f"D={folder(tmp_path / 'x', 'A', [RONGGENG, TANAM, BUMI], 'Pustaka Lain')}"], out).replaced == 1
