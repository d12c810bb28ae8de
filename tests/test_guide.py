"""The guide is true: each of its commands runs as it stands, in a folder with the practice lists; options that any page
names are there; the practice list has something to practise."""

from __future__ import annotations

import csv
import os
import re
import runpy
import shlex
import shutil
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import openpyxl
import pdfplumber
import pytest
import xlsxwriter
from click.testing import CliRunner

from koleksi import process
from koleksi.cli.root import cli
from koleksi.job import settings
from koleksi.page.window import Window

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PRACTICE = ROOT / "examples" / "latihan"  # in a folder of its own: beside no koleksi.toml
GUIDE = sorted(DOCS.glob("panduan/*.md")) + [DOCS / "tutorial.md"]
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
PACKAGE = ROOT / "src" / "koleksi"
# Set in italics too: what other programs have on their screens, what a trainer says, titles of books.
ELSEWHERE = {
    "Akuisisi", "Always add items", "Bibliografi", "Impor Data Biblio", "Impor Data Eksemplar", "Impor koleksi",
    "Import Data dari Excel", "Administrasi", "Pengaturan Umum", "Lokasi Perpustakaan", "Lokasi Ruang", "Rec No",
    "Katalog", "Daftar Katalog", "Daftar Koleksi", "Info selengkapnya",
    "Sesuaikan dengan halaman", "Tanya peserta:", "Tetap jalankan", "Ukuran sebenarnya", "Laskar Pelangi",
    "Malin Kundang", "Membangun Jembatan Hati", "Sebelum", "Sesudah",
}  # fmt: skip
LISTS = ("daftar", "besok")

_FENCE = re.compile(r"^ *```(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_PRESSED = re.compile(r"(?<!\*)\*([A-Z][^*|\n]*)\*(?!\*)")
_NAMED = re.compile(r"(?:`|^ {4,})(koleksi(?: [^` \n]+)+)", re.MULTILINE)  # two blanks end it: a remark follows


def samples(page: Path, language: str) -> list[str]:
    blocks = _FENCE.findall(page.read_text(encoding="utf-8"))
    return [re.sub(r"^ {4}", "", code, flags=re.MULTILINE) for said, code in blocks if said == language]


def commands(page: Path) -> list[str]:
    return [line for code in samples(page, "sh") for line in code.splitlines() if line.strip()]


def ids(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def run(line: str) -> click.testing.Result:
    said = CliRunner(env={"KOLEKSI_LANG": "id"}).invoke(cli, shlex.split(line)[1:])
    assert said.exit_code in (0, 1) and not isinstance(said.exception, Exception), f"{line}\n{said.output}"
    return said


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the guide's reader has: two lists typed in Excel, a scanned one, the results of an earlier day."""
    folder = tmp_path_factory.mktemp("guide")
    shutil.copytree(ROOT / "examples", folder / "examples")
    for name in LISTS:
        with xlsxwriter.Workbook(folder / f"{name}.xlsx") as book:
            sheet = book.add_worksheet()
            for n, row in enumerate(rows(name)):
                sheet.write_row(n, 0, row)
    (folder / "scan.csv").write_text("ISBN\n9789793062792\n9786020332956\n", encoding="utf-8")
    process.run([folder / "daftar.xlsx"], folder / "hasil")
    shutil.copyfile(folder / "hasil" / "katalog.mrc", folder / "katalog.mrc")
    return folder


@pytest.fixture
def here(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Window, "serve", asked_once)
    monkeypatch.setattr("webbrowser.open", lambda address: True)
    yield tmp_path


def asked_once(window: Window) -> None:
    """A window answers one request and is closed, for its command ends only with the program."""
    thread = threading.Thread(target=window.server.run, daemon=True)
    thread.start()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(window.door.address(), timeout=60) as answer:
        assert answer.status == 200 and "koleksi" in answer.read().decode().lower()
    window.server.close()
    thread.join(60)


def rows(name: str) -> list[list[str]]:
    with (PRACTICE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


@pytest.mark.parametrize("page", [page for page in GUIDE if commands(page)], ids=ids)
def test_the_commands_of_a_page_run_one_after_another(page: Path, here: Path) -> None:
    for line in commands(page):
        if line.startswith("koleksi"):
            run(line)
        else:
            assert line.split()[0] in ("pip", "python"), line
            ran_elsewhere(line)


def ran_elsewhere(line: str) -> None:
    """What is no command of koleksi: it is installed already; a script is run as it stands."""
    if line.startswith("pip "):
        assert re.fullmatch(r"pip install '?koleksi(\[\w+\])?'?", line), line
    else:
        words = shlex.split(line)
        assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, *words[1:]]) == 0, line


@pytest.mark.parametrize("page", [page for page in PAGES if samples(page, "toml")], ids=ids)
def test_settings_in_the_documents_are_right(page: Path, tmp_path: Path) -> None:
    for code in samples(page, "toml"):
        (tmp_path / "koleksi.toml").write_text(code, encoding="utf-8")
        settings.load(tmp_path / "koleksi.toml")


def found(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the words call, and what follows its name."""
    command: click.Command = cli
    while words and isinstance(command, click.Group) and words[0] in command.commands:
        command, words = command.commands[words[0]], words[1:]
    return command, words


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_a_command_that_a_page_names_has_the_options_that_it_names(page: Path) -> None:
    for said in _NAMED.findall(page.read_text(encoding="utf-8")):
        command, rest = found(said.split()[1:])
        assert command is not cli or not rest or not re.fullmatch(r"[a-z][a-z-]*", rest[0]), f"no such command: {said}"
        known = {name for one in (command, cli) for part in one.params for name in part.opts}
        if isinstance(command, click.Group):  # files without a command, or `labels` without `print`
            known |= {name for one in command.commands.values() for part in one.params for name in part.opts}
        unknown = {word for word in rest if re.fullmatch(r"--[a-z-]+", word)} - known - {"--help"}
        assert not unknown, f"{said}: {unknown}"


def test_what_the_guide_says_to_press_is_written_in_the_window() -> None:
    pages = [page.read_text(encoding="utf-8") for page in DOCS.glob("panduan/*.md")]
    pressed = {words for page in pages for words in _PRESSED.findall(page)} - ELSEWHERE
    window = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*") if path.suffix in (".py", ".html"))
    assert "Olah daftar ini" in pressed
    assert {words for words in pressed if words not in window} == set()


def asked(workbook: Path) -> set[str]:
    """The sheets of what is asked or told that have a line below their headings."""
    book = openpyxl.load_workbook(workbook, read_only=True)
    told = {"Kebiasaan", "Kelas", "Kembar", "Digabung", "Masalah", "Perubahan"}
    return {sheet.title for sheet in book if sheet.title in told and len(list(sheet.rows)) > 1}


def test_the_practice_list_has_one_of_each_thing_to_decide(here: Path) -> None:
    collection = (summary := process.run([here / "examples" / "latihan" / "daftar.csv"], here / "baru")).collection
    assert summary.rows == len(rows("daftar")) - 1 == 20
    assert summary.books < summary.rows, "nothing was joined"
    assert any(not record.sure for record in collection.records), "no class is asked"
    assert collection.questions, "no pair is asked"
    assert summary.problems, "no row has a problem"
    assert asked(here / "baru" / "tinjau.xlsx") == {"Kebiasaan", "Kelas", "Kembar", "Digabung", "Masalah"}


def test_the_second_practice_list_joins_the_first(here: Path) -> None:
    run("koleksi process daftar.xlsx --out lain")
    run("koleksi selesai lain")
    run("koleksi process daftar.xlsx besok.xlsx --out lain")
    said = run("koleksi labels lain --out baru.pdf").output
    copies = sum(int(row[5] or 1) for row in rows("besok")[1:])
    assert f"{copies} label" in said


# the handout


@pytest.fixture(scope="module")
def handout() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "scripts" / "handout.py"))


def test_the_handout_is_what_its_script_makes_in_the_same_bytes(handout: dict[str, Any]) -> None:
    made = handout["handout"]()
    assert made == handout["handout"]()
    assert made == handout["HANDOUT"].read_bytes(), "make handout"


def test_the_handout_has_two_pages_of_a4_and_says_all_of_it(handout: dict[str, Any]) -> None:
    with pdfplumber.open(handout["HANDOUT"]) as pdf:
        assert [(round(page.width), round(page.height)) for page in pdf.pages] == [(595, 842)] * 2
        typed = "".join(char["text"] for char in pdf.pages[0].chars if char["fontname"] == "Courier")
        assert pdf.pages[1].extract_text().startswith("Lembar sebelum dan sesudah")
    assert len(handout["commands"]()) > 8
    assert "".join(typed.split()) == "".join("".join(handout["commands"]()).split())


def test_the_commands_of_the_handout_run(handout: dict[str, Any], here: Path) -> None:
    for line in handout["commands"]():
        run(line)
    assert (here / "uji.pdf").is_file() and (here / "ulang.pdf").is_file()


def test_the_handout_measures_what_the_sheet_of_the_training_measures(handout: dict[str, Any]) -> None:
    page = (DOCS / "panduan" / "pelatihan.md").read_text(encoding="utf-8")
    table = page[page.index("| Yang diukur |") :].partition("\n\n")[0].splitlines()[2:]
    assert len(table) == len(handout["MEASURES"])
    for line, (what, _) in zip(table, handout["MEASURES"], strict=True):
        assert what.split(" (")[0].rstrip('"') in line
