"""The documents say what is true: links lead somewhere, code in them runs, every face stands in the reference."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
# Modules that others import; `errors` and `config` are what they raise and take.
FACES = sorted(path.stem for path in (ROOT / "src" / "koleksi").glob("[a-z]*.py") if path.stem != "save") + ["lookup"]
TYPED_ON = "tutorial.md"  # its samples go on from each other; elsewhere each stands alone

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_between_files_lead_somewhere(page: Path) -> None:
    targets = [link.partition("#")[0] for link in _LINK.findall(page.read_text(encoding="utf-8"))]
    local = [target for target in targets if target and "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", [page for page in PAGES if "```python" in page.read_text(encoding="utf-8")], ids=ids)
def test_code_in_the_documents_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for code in _CODE.findall(page.read_text(encoding="utf-8")):
        exec(compile(code, str(page), "exec"), names if page.name == TYPED_ON else {})


@pytest.mark.parametrize("face", FACES)
def test_every_face_stands_in_the_reference(face: str) -> None:
    assert f"::: koleksi.{face}\n" in (DOCS / "reference" / f"{face}.md").read_text(encoding="utf-8")
    assert f"({face}.md)" in (DOCS / "reference" / "index.md").read_text(encoding="utf-8")


def test_every_table_and_every_package_stands_among_the_data_and_licences() -> None:
    page = (DOCS / "data.md").read_text(encoding="utf-8")
    tables = [*(ROOT / "data").iterdir(), *(ROOT / "src" / "koleksi" / "data").glob("*.csv")]
    assert [path.name for path in tables if path.is_file() and f"{path.name}`" not in page] == []
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    named = {name for row in re.findall(r"^\| ([\w, -]+) \|", page, re.MULTILINE) for name in row.split(", ")}
    assert {re.split(r"[<>=!~]", one)[0] for one in told} - named == set()


def test_every_page_stands_in_the_menu() -> None:
    menu = re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert sorted(menu) == sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))


def test_nothing_in_the_pages_is_fetched_from_elsewhere() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "font: false" in settings  # else letters come from Google
    assert "polyfills: [assets/iframe-worker.js]" in settings  # else the search's script comes from a CDN
    assert not re.search(r"^\s+- ?https?:", settings, re.MULTILINE)
