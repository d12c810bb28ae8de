"""The same lists give the same bytes under Windows's own Python: ``make windows-test`` says which that is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

_PYTHON = os.environ.get("KOLEKSI_WINDOWS_PYTHON", "")
_OWN = {"koleksi.db", "koleksi.db.cadangan", "union.db"}  # SQLite's pages, with the clock in them
_LISTS = ("donasi.csv", "latihan/daftar.csv", "latihan/besok.csv")
_SHARED = ("sheets_messy/s1_cp1252_semicolon.csv", "sheets_messy/s4_merged.xlsx", "donated/dormitory_library.csv")

pytestmark = pytest.mark.skipif(
    not (_PYTHON and shutil.which("wine")), reason="needs wine and a Python for Windows (make windows-test)"
)


def koleksi(python: list[str], folder: Path, *words: str) -> str:
    """What a command says; a row with a problem is no failure."""
    environ = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", "WINEDEBUG": "-all"}
    if python[0] == "wine":
        environ.pop("PYTHONPATH", None)
    done = subprocess.run(
        [*python, "-m", "koleksi", *words], cwd=folder, env=environ, input=b"",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    said = done.stdout.decode("utf-8", "backslashreplace")
    assert done.returncode in (0, 1), said
    return said.replace("\r\n", "\n").replace("\\", "/")


def both(tmp_path: Path, lists: list[Path], *commands: tuple[str, ...]) -> None:
    said = []
    for name, python in (("sini", [sys.executable]), ("windows", ["wine", _PYTHON])):
        folder = tmp_path / name / "Desa"
        folder.mkdir(parents=True)
        for path in lists:
            shutil.copy(path, folder)
        said.append([koleksi(python, folder, *words) for words in commands])
    assert said[0] == said[1]
    here, there = (content(tmp_path / name) for name in ("sini", "windows"))
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in _OWN)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_first_and_a_second_day(tmp_path: Path) -> None:
    lists = [ROOT / "examples" / name for name in _LISTS]
    both(
        tmp_path, lists,
        ("process", "daftar.csv", "--out", "hasil"),
        ("selesai", "hasil"),
        ("process", "daftar.csv", "besok.csv", "--out", "hasil"),
        ("process", "donasi.csv", "--out", "Donasi"),
        ("--lang", "en", "labels", "hasil", "--out", "label.pdf"),
        ("union", "hasil", "Donasi", "--out", "gabungan"),
    )  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize("name", _SHARED)
def test_lists_of_others(name: str, tmp_path: Path, shared: Path) -> None:
    path = shared / "data" / name
    both(tmp_path, [path], ("process", path.name, "--out", "hasil"))


def test_a_form_in_a_new_folder(tmp_path: Path) -> None:
    both(tmp_path, [], ("new", "Perpustakaan Desa"))
