"""The examples of ``examples/programs`` run as they stand, in the programs that they are written for."""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = ROOT / "examples" / "programs"
DONATED = ROOT / "examples" / "donasi.csv"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "KOLEKSI_LANG": "en"}


@pytest.mark.parametrize("path", sorted(PROGRAMS.glob("*.p*")), ids=lambda path: path.name)
def test_an_example_is_about_ten_lines(path: Path) -> None:
    text = re.sub(r'"""[^"]*"""', "", path.read_text(encoding="utf-8"))
    lines = [
        line for line in text.splitlines() if line.strip(" )]}>") and not line.startswith(("import", "from", "<?"))
    ]
    assert 5 <= len(lines) <= 12, lines


def test_every_example_stands_in_the_documents() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    assert [path.name for path in PROGRAMS.iterdir() if path.is_file() and path.name not in page] == []


def test_the_flask_view_catalogues_and_refuses_with_a_sentence() -> None:
    pytest.importorskip("flask")
    view: Any = runpy.run_path(str(PROGRAMS / "flask_view.py"))["app"].test_client()
    said = view.post("/catalogue", json=[{"title": "Laskar Pelangi", "authors": ["Andrea Hirata"]}])
    assert said.get_json() == [
        {"title": "Laskar Pelangi", "call_number": said.get_json()[0]["call_number"], "barcodes": ["B0000001"]}
    ]
    assert " HIR l" in said.get_json()[0]["call_number"]
    wrong = view.post("/catalogue", json=[{"title": "Laskar Pelangi", "authors": "Andrea Hirata"}])
    assert wrong.status_code == 400 and "write authors=('Andrea Hirata',)" in wrong.get_json()["error"]


def test_the_django_command_runs_in_a_project(tmp_path: Path) -> None:
    pytest.importorskip("django")
    commands = tmp_path / "books" / "management" / "commands"
    commands.mkdir(parents=True)
    for folder in (commands, commands.parent, commands.parent.parent):
        (folder / "__init__.py").touch()
    shutil.copyfile(PROGRAMS / "django_command.py", commands / "catalogue.py")
    manage = (
        "import django; from django.conf import settings; settings.configure(INSTALLED_APPS=['books']);"
        "django.setup(); from django.core.management import call_command;"
        f"call_command('catalogue', {str(DONATED)!r})"
    )
    said = subprocess.run(
        [sys.executable, "-c", manage], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=True
    ).stdout
    assert len(said.splitlines()) > 40 and "\tLaskar Pelangi\t" in said


@pytest.mark.skipif(not shutil.which("php"), reason="PHP is not on this machine")
def test_php_reads_the_summary(tmp_path: Path) -> None:
    (tmp_path / "koleksi").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m koleksi "$@"\n', encoding="utf-8")
    (tmp_path / "koleksi").chmod(0o755)
    run = ["php", str(PROGRAMS / "catalogue.php")]
    where = {**ENVIRONMENT, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [*run, str(DONATED), str(tmp_path / "hasil kita")], env=where, capture_output=True, text=True, check=True
    )
    summary = json.loads((tmp_path / "hasil kita" / "ringkasan.json").read_text(encoding="utf-8"))
    first, *problems = done.stdout.splitlines()
    assert first == f"{summary['books']} titles, {summary['copies']} copies"
    assert len(problems) == summary["problems"] + summary["notes"] > 0
    missing = subprocess.run([*run, "tidak-ada.csv", str(tmp_path / "x")], env=where, capture_output=True, check=False)
    assert missing.returncode == 3


def test_the_notebook_runs_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    notebook = json.loads((PROGRAMS / "books.ipynb").read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    names: dict[str, Any] = {}
    for n, cell in enumerate(notebook["cells"]):
        assert not cell.get("outputs") and not cell.get("execution_count"), "clear the outputs before a commit"
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"cell {n}", "exec"), names)
    assert (tmp_path / "label.pdf").read_bytes().startswith(b"%PDF") and names["summary"].books > 40
