"""Installed from a wheel, from a source distribution and as a checkout, the program finds its data the same."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "test.lock"
CHECK = (
    "from pathlib import Path; from koleksi import Book, ddc, isbn, stationery; "
    "from koleksi.job.hand_over.slims_plugin import install; "
    "print(len(ddc.suggest(Book(title='Budidaya ikan lele'))), "
    "isbn.hyphenate('9786020332956'), len(stationery.names()), install(Path('plugins'))[1])"
)
# Of `data/`, which stands outside the package in a checkout (tool.hatch...force-include).
SHIPPED_FROM_DATA = {
    "koleksi/data/ddc_ringkas.csv", "koleksi/data/english_headings.csv", "koleksi/data/english_words.csv",
    "koleksi/data/words.txt", "koleksi/data/class_tables.txt",
}  # fmt: skip


def run(*command: object, cwd: Path = ROOT) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source distribution, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    return folder


def install(python: Path | str, *what: object, cwd: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, "--constraint", LOCK, *what, cwd=cwd)


def fresh(folder: Path, *what: object, borrowed: Path | None = None) -> str:
    """Install into an environment of its own and use it elsewhere, with the dependencies of the lock file: installed
    too, or those of the environment ``borrowed``, which is searched last, so that no koleksi there is the one found."""
    venv.create(folder, with_pip=False, system_site_packages=False)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if borrowed is None:
        install(python, *what, cwd=folder)
    else:
        install(python, "--no-deps", *what, cwd=folder)
        (site_packages(folder) / "zz_borrowed.pth").write_text(str(site_packages(borrowed)), encoding="utf-8")
        found = Path(run(python, "-c", "import koleksi; print(koleksi.__file__)", cwd=folder).strip())
        assert found.is_relative_to(folder) or found.is_relative_to(ROOT), found
    return run(python, "-c", CHECK, cwd=folder)


def site_packages(folder: Path) -> Path:
    (found,) = folder.glob("Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages")
    return found


def tracked(folder: str) -> set[str]:
    """The files of a folder of the checkout, without what running the program or building it leaves there."""
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in paths if path.name != "class_tables.txt"}


@pytest.mark.slow
def test_wheel_sdist_and_checkout_give_the_same(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    (sdist,) = built.glob("*.tar.gz")
    outputs = {
        "wheel": fresh(tmp_path / "wheel", wheel),
        "sdist": fresh(tmp_path / "sdist", sdist, borrowed=tmp_path / "wheel"),
        "editable": fresh(tmp_path / "editable", "-e", ROOT, borrowed=tmp_path / "wheel"),
    }
    assert len(set(outputs.values())) == 1, outputs
    suggestions, hyphenated, sheets, plugin = outputs["wheel"].split()
    assert int(suggestions) >= 1
    assert hyphenated == "978-602-03-3295-6"
    assert int(sheets) > 40
    assert int(plugin) == len(tracked("plugins"))


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    plugins = {f"koleksi/{name}" for name in tracked("plugins")}
    assert held == {name.removeprefix("src/") for name in tracked("src")} | SHIPPED_FROM_DATA | plugins


@pytest.mark.slow
def test_the_source_distribution_can_be_tested_and_documented(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        "Makefile",
        "mkdocs.yml",
        "requirements/test.lock",
        "README.md",
        "LICENSE",
        "CONTRIBUTING.md",
        "SECURITY.md",
    }
    for folder in ("src", "data", "plugins", "tests", "docs", "examples", "benchmarks", "scripts", "fuzz"):
        wanted |= tracked(folder)
    assert not wanted - held


@pytest.mark.slow
def test_the_whole_install_stays_small(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    target = tmp_path / "all"
    install(sys.executable, "--no-compile", "--target", target, wheel, cwd=ROOT)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    assert size < 85_000_000, f"{size / 1e6:.1f} MB"


def requirements() -> list[Requirement]:
    """All packages that pyproject.toml names, extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *(line for lines in project["optional-dependencies"].values() for line in lines)]
    return [Requirement(line) for line in named]


def test_the_lock_file_holds_a_version_that_each_requirement_allows() -> None:
    pins: dict[str, list[str]] = {}
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if line and not line.lstrip().startswith("#"):
            name, _, version = line.partition(" ;")[0].strip().partition("==")
            pins.setdefault(canonicalize_name(name), []).append(version)
    for wanted in requirements():
        versions = pins.get(canonicalize_name(wanted.name), [])
        assert versions, f"{wanted.name} is not in {LOCK.name}: run `make lock`"
        assert all(version in wanted.specifier for version in versions), f"{wanted}: {versions}; run `make lock`"
