"""Installed from a wheel, from a source distribution and as a checkout, the program finds its data the same."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHECK = (
    "from koleksi import Book, ddc, isbn, stationery; "
    "print(len(ddc.suggest(Book(title='Budidaya ikan lele'))), isbn.hyphenate('9786020332956'), len(stationery.names()))"
)


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


def fresh(folder: Path, *what: object) -> str:
    """Install into an environment of its own (dependencies are those of the test's environment) and use it elsewhere."""
    venv.create(folder, with_pip=True, system_site_packages=False)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what, cwd=folder)
    return run(python, "-c", CHECK, cwd=folder)


@pytest.mark.slow
def test_wheel_sdist_and_checkout_give_the_same(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    (sdist,) = built.glob("*.tar.gz")
    outputs = {
        "wheel": fresh(tmp_path / "wheel", wheel),
        "sdist": fresh(tmp_path / "sdist", sdist),
        "editable": fresh(tmp_path / "editable", "-e", ROOT),
    }
    assert len(set(outputs.values())) == 1, outputs
    suggestions, hyphenated, sheets = outputs["wheel"].split()
    assert int(suggestions) >= 1
    assert hyphenated == "978-602-03-3295-6"
    assert int(sheets) > 40


@pytest.mark.slow
def test_the_whole_install_stays_small(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    target = tmp_path / "all"
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-compile",
        "--target",
        target,
        wheel,
    )
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    assert size < 80_000_000, f"{size / 1e6:.1f} MB"
