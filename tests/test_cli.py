"""The command line: one language at a time, a sentence and an exit code for what goes wrong, Ctrl-C at any moment."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli_words import LIST, ROOT, foreign, run
from koleksi import isbn as numbers
from koleksi._terms.stages import STAGES
from koleksi._terms.system_errors import why
from koleksi.book import Text
from koleksi.cli import isbn as isbn_command
from koleksi.cli.commands import HELP
from koleksi.cli.root import cli
from koleksi.cli.screen import progress
from koleksi.cli.two_languages import Command, Group


def test_a_list_of_the_commands_imports_none_of_them_and_no_values() -> None:
    code = (
        "import sys; from koleksi.cli.root import cli; cli.main(['--help'], standalone_mode=False); "
        "print(*sorted(name for name in sys.modules if name.startswith('koleksi')))"
    )
    *_, loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.splitlines()
    grounds = {"commands", "language", "root", "screen", "two_languages", "usage_errors"}
    assert set(loaded.split()) == {"koleksi", "koleksi.text", "koleksi.cli", *(f"koleksi.cli.{one}" for one in grounds)}


def test_every_command_of_the_list_is_one() -> None:
    for name, command in cli.commands.items():
        assert command.name == name
        assert isinstance(command, (Command, Group))
        assert command.text is HELP[name]


# what the commands say


def test_a_dry_run_needs_no_folder(tmp_path: Path) -> None:
    source = tmp_path / "daftar.csv"
    source.write_text(LIST)
    indonesian, english = (run("process", "--dry-run", source, lang=lang) for lang in ("id", "en"))
    assert indonesian.exit_code == english.exit_code == 0
    columns = ("Judul -> judul: Bumi Manusia", "Pengarang -> pengarang", "ISBN -> ISBN", "Rak -> lokasi: A")
    assert "1 baris buku" in indonesian.stdout and all(column in indonesian.stdout for column in columns)
    columns = ("Judul -> title: Bumi Manusia", "Pengarang -> author", "ISBN -> ISBN", "Rak -> location: A")
    assert "1 rows of books" in english.stdout and all(column in english.stdout for column in columns)
    assert [path.name for path in tmp_path.iterdir()] == ["daftar.csv"]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_main_job_and_what_can_stop_it_are_told_in_one_language(lang: str, tmp_path: Path) -> None:
    source, out = tmp_path / "x.csv", tmp_path / "y"
    source.write_text(LIST + "\n,,,B\n")
    said = run("process", source, "--out", out, lang=lang)
    assert said.exit_code == 1 and not foreign(said.output.replace("label", ""), lang), said.output
    for words in (
        ("process", tmp_path / "none.csv", "--out", out),
        ("process", source, "--out", source),
        ("labels", out, "--out", tmp_path / "z.pdf", "--sheet", "q"),
        ("labels", "calibrate", "--out", tmp_path / "z.pdf", "--sheet", "q"),
        ("marc", "check", source),
        ("marc", "check", tmp_path / "none.mrc"),
        ("dedupe", tmp_path / "none.csv", "--clusters", out / "c.csv"),
        ("pack", "info", source),
        ("report", tmp_path / "none", "--out", out / "r.html"),
        ("ddc", "suggest", source, "--profile", source),
        ("scan", "--out", source),
    ):
        said = run(*words, lang=lang)
        assert said.exit_code in (1, 2, 3, 4), said.output
        shown = said.output.replace("No, ISBN, Barcode, Judul, Eks, Keterangan", "")  # the columns of a scan list
        assert not foreign(shown, lang), (words, said.output)


def test_every_stage_of_a_job_has_a_name() -> None:
    stages: set[str] = set()
    for path in (ROOT / "src" / "koleksi").rglob("*.py"):
        stages |= set(re.findall(r'(?:progress|tell)\(f?"(\w+)', path.read_text(encoding="utf-8")))
    assert stages and stages <= set(STAGES)


@pytest.mark.parametrize(
    ("stage", "done", "total", "lang", "line"),
    [
        ("read donasi.csv", 500, 0, "id", "membaca donasi.csv 500"),
        ("classes", 25, 80, "en", "suggesting classes 25/80"),
        ("pack index", 0, 0, "id", "membuat daftar isi paket "),
    ],
)
def test_progress_is_a_line_in_one_language_and_on_a_terminal_only(
    stage: str, done: int, total: int, lang: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with click.Context(cli, obj=lang) as ctx:
        assert progress(ctx) is None
        shown: list[str] = []
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(click, "echo", lambda text, **_: shown.append(text))
        show = progress(ctx)
        assert show
        show(stage, done, total)
    assert shown == [f"\r\033[K{line}"]


def test_every_kind_and_action_of_a_number_has_a_name() -> None:
    listed = numbers.Recognised.__doc__ or ""
    kinds, actions = (
        set(re.findall(r"\w+", found[1]))
        for name in ("kind", "action")
        if (found := re.search(rf"``{name}``: ([^.]+)\.", listed))
    )
    assert set(isbn_command.KINDS) == kinds - {"several", "scans", "glued"}
    assert set(isbn_command.ACTIONS) == actions


def test_a_number_is_told_in_one_language_and_in_both_for_programs() -> None:
    assert (
        "\tISBN tidak lengkap\ttanyakan\t978-602-03-3295-6\tkelebihan satu angka"
        in run("isbn", "97860203329565").output
    )
    assert (
        "\tincomplete ISBN\task\t978-602-03-3295-6\tone digit too many"
        in run("isbn", "97860203329565", lang="en").output
    )
    for lang in ("id", "en"):
        told = json.loads(run("isbn", "97860203329565", "--json", lang=lang).output)
        assert (told["kind"], told["note"], told["note_en"]) == (
            "isbn_incomplete", "kelebihan satu angka", "one digit too many",
        )  # fmt: skip


@pytest.mark.parametrize("words", [("ddc", "suggest"), ("dedupe", "--clusters", "OUT"), ("kdt",)])
def test_json_holds_both_languages(words: tuple[str, ...], tmp_path: Path) -> None:
    source = tmp_path / "daftar.csv"
    source.write_text(
        "id,title,author,publisher,year,isbn,edition\n1,Budidaya lele,A,,,,\n2,Budidaya lele jumbo,A,B,2001,,\n"
    )
    if words[0] == "kdt":
        source.write_text("beli telur\n")
    line = run(*(tmp_path / "out" if word == "OUT" else word for word in words), source, "--json").output.splitlines()[
        0
    ]
    keys = set(re.findall(r'"(reasons|caption|what|do)"', line))
    assert keys and keys == set(re.findall(r'"(reasons|caption|what|do)_en"', line))


def test_the_systems_errors_are_told_in_our_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert why(OSError(errno.ENOSPC, "No space left on device")) == Text("disk penuh", "the disk is full")
    assert why(OSError(errno.EPROTO, "Protocol error")).id == "tidak dapat dibaca atau ditulis"
    said = run("kdt", tmp_path / "tidak-ada.txt")
    assert said.exit_code == 3 and "tidak-ada.txt: tidak ada" in said.stderr
    said = run("kdt", tmp_path / "tidak-ada.txt", lang="en")
    assert said.exit_code == 3 and "tidak-ada.txt: does not exist" in said.stderr


@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_nobody_expected_is_told_in_one_language(lang: str, tmp_path: Path) -> None:
    code = "import koleksi.cli as c, koleksi.isbn as i; i.recognise = lambda text: 1 / 0; c.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "isbn", "1"],
        capture_output=True, text=True, check=False, env={**os.environ, "KOLEKSI_LANG": lang},
    )  # fmt: skip
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert ("kesalahan yang tidak terduga" in done.stderr) == (lang == "id")
    assert not foreign(re.sub(r"\(.*?\)", "", done.stderr), lang)
