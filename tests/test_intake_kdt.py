"""KDT blocks as a file for the main job and on the screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from koleksi import intake
from koleksi.book import Entry, Problem
from koleksi.cli.root import cli

HEAD = "Perpustakaan Nasional : katalog dalam terbitan (KDT)\n"
ONE = (
    "Moeis, Abdoel\n  Salah asuhan / Abdoel Moeis. -- Cet. 25. -- Jakarta : Balai Pustaka, 1995.\n  273 hlm. ; 21 "
    "cm.\n  1. Fiksi.  I. Judul.\n  813\n"
)
TWO = (
    "Pane, Armijn\n  Belenggu / Armijn Pane. -- Jakarta : Dian Rakyat, 1991.\n  150 hlm. ; 20 cm.\n  1. Fiksi.  I. "
    "Judul.\n  813\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [f"{HEAD}{ONE}\n{HEAD}{TWO}", f"{ONE}---\n\n{TWO}", f"{ONE}\n\n\n{TWO}"],
    ids=["heads", "rule", "blank lines"],
)
def test_a_text_of_blocks_is_a_list_of_books(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "kdt.txt"
    path.write_text(text, encoding=encoding)
    found = [item for item in intake.read(path) if isinstance(item, Entry)]
    assert [(one.book.title, one.book.publisher, one.book.year, len(one.copies)) for one in found] == [
        ("Salah asuhan", "Balai Pustaka", 1995, 1),
        ("Belenggu", "Dian Rakyat", 1991, 1),
    ]
    assert "'KDT': 2" in intake.describe(path)


def test_a_block_that_is_not_understood_is_a_problem_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "kdt.txt"
    path.write_text(f"{HEAD}{ONE}\n{HEAD}beli telur\n", encoding="utf-8")
    _, problem = intake.read(path)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.source, problem.row) == ("kdt-unread", str(path), 8)


def test_lists_of_numbers_and_titles_are_no_blocks(tmp_path: Path) -> None:
    path = tmp_path / "daftar.txt"
    path.write_text(
        "Judul\tPengarang\nLaskar pelangi / Andrea Hirata 534 hlm 21 cm ISBN\tAndrea Hirata\n", encoding="utf-8"
    )
    assert [item.row for item in intake.read(path) if isinstance(item, Entry)] == [2]


def test_the_screen_says_what_was_understood() -> None:
    shown = CliRunner().invoke(cli, ["kdt", "-"], input=HEAD + ONE)
    assert shown.exit_code == 0 and "judul: Salah asuhan" in shown.output and "tahun terbit: 1995" in shown.output
    facts = json.loads(CliRunner().invoke(cli, ["kdt", "-", "--json"], input=HEAD + ONE).output)
    assert (facts["title"], facts["authors"], facts["ddc"]) == ("Salah asuhan", ["Abdoel Moeis"], "813")


def test_wrong_input_is_said_with_an_exit_code(tmp_path: Path) -> None:
    assert CliRunner().invoke(cli, ["kdt", "-"], input="beli telur\n").exit_code == 1
    for name, data in (("leer.txt", b"  \n"), ("daftar.xlsx", b"PK\x03\x04")):
        (tmp_path / name).write_bytes(data)
        assert CliRunner().invoke(cli, ["kdt", str(tmp_path / name)]).exit_code != 0
