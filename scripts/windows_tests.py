"""The tests under Windows's own Python, on Linux by wine (``make windows-test``).

    python scripts/windows_tests.py lay build/windows --embed python-3.11.9-embed-amd64.zip
    python scripts/windows_tests.py run build/windows [tests/test_save.py ...]

``lay`` unpacks the embeddable Python of python.org with the wheels for Windows of all that the tests need; koleksi is
this checkout. ``run`` gives a line for each file of tests, one file at a time, each with a log (``build/windows/log``),
then tests/test_windows.py under both Pythons; exit code 1 where a test failed. It was made with wine 8, for which three
things are made up (`_OLDER`, `_WAKING`, `_forwarding`); a newer one may do without.
"""

from __future__ import annotations

import argparse
import os
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_LOCK = ROOT / "requirements" / "test.lock"
_LIMIT = 900  # seconds for a file of tests: wine takes three to five times as long as Linux
_OLDER = "numpy<2"  # numpy 2 calls crealf, which wine 8 has not
# wine 8 loses messages without a byte: those by which a pool of processes wakes its thread get one.
_WAKING = """import concurrent.futures.process as process


def _wakeup(self):
    if not self._closed:
        self._writer.send_bytes(b"x")


process._ThreadWakeup.wakeup = _wakeup
"""


def lay(archive: Path, folder: Path) -> None:
    """Ends the program for a file that is no embeddable Python."""
    if not zipfile.is_zipfile(archive):
        sys.exit(f"{archive}: not python-3.x-embed-amd64.zip of python.org")
    python = folder / "python"
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(python)
    (pth,) = python.glob("python3*._pth")
    site = python / "Lib" / "site-packages"
    places = [f"{pth.stem}.zip", ".", _windows(ROOT / "src"), _windows(ROOT / "tests"), "Lib\\site-packages"]
    pth.write_text("\n".join([*places, "import site", ""]), encoding="utf-8")
    _install(site, f"3.{pth.stem.removeprefix('python3')}")
    (site / "sitecustomize.py").write_text(_WAKING, encoding="utf-8")
    (python / "bcryptprimitives.dll").write_bytes(_forwarding("bcryptprimitives.dll", "ProcessPrng", _RANDOM))


def _windows(path: Path) -> str:
    return "Z:" + str(path).replace("/", "\\")


def _install(site: Path, version: str) -> None:
    """uv decides for Windows what pip would decide for this system."""
    for_windows = ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", version, "--target", str(site)]

    def uv(*words: str) -> None:
        command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", *for_windows, *words]
        subprocess.run(command, cwd=ROOT, check=True)

    uv("--only-binary", ":all:", "--constraint", str(_LOCK), "--extra", "test", "-r", "pyproject.toml")
    uv("--only-binary", ":all:", "--no-deps", _OLDER)
    uv("--no-deps", str(ROOT))  # for its version; its code is this checkout's


def run(folder: Path, files: Sequence[Path]) -> int:
    """How many files of tests failed."""
    logs = folder / "log"
    logs.mkdir(parents=True, exist_ok=True)
    environ = {**os.environ, "WINEDEBUG": "-all", "WINEPREFIX": str((folder / "wine").resolve())}
    environ.pop("PYTHONPATH", None)
    subprocess.run(["wineboot", "-i"], env=environ, capture_output=True, stdin=subprocess.DEVNULL, check=True)
    return sum([not _run(folder, path, logs / f"{path.stem}.log", environ) for path in files])


def compare(folder: Path) -> bool:
    """Whether lists become the same bytes under both Pythons."""
    given = {"KOLEKSI_WINDOWS_PYTHON": str((folder / "python" / "python.exe").resolve())}
    environ = {**os.environ, **given, "WINEPREFIX": str((folder / "wine").resolve())}
    tests = [sys.executable, "-m", "pytest", "-rs", str(ROOT / "tests" / "test_windows.py")]
    return subprocess.run(tests, cwd=ROOT, env=environ, check=False).returncode == 0


def _run(folder: Path, tests: Path, log: Path, environ: dict[str, str]) -> bool:
    begun = time.monotonic()
    python = str((folder / "python" / "python.exe").resolve())
    command = ["wine", python, "-m", "pytest", "-p", "no:cacheprovider", "--basetemp", r"C:\t", "--tb=short"]
    try:
        done = subprocess.run(
            [*command, _windows(tests.resolve())], cwd=ROOT, env=environ, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=_LIMIT, check=False,
        )  # fmt: skip
        said, code = done.stdout, done.returncode
    except subprocess.TimeoutExpired as late:
        subprocess.run(["wineserver", "-k"], env=environ, check=False)  # what runs in our own prefix
        said, code = (late.stdout or b"") + b"\nnot ended", 1
    log.write_bytes(said)
    last = (said.decode("utf-8", "replace").splitlines() or [""])[-1]
    sys.stdout.write(f"{tests.stem:32} {time.monotonic() - begun:5.0f} s  {last}\n")
    sys.stdout.flush()
    return code in (0, 5)  # 5: a file that has no test


# wine 8 has no bcryptprimitives.dll, from which programs in Rust draw chance.

_RANDOM = "advapi32.SystemFunction036"
_PAGE, _SECTOR = 0x1000, 0x200


def _forwarding(library: str, name: str, to: str) -> bytes:
    """A library for Windows (PE32+) without code, whose one function is another's (learn.microsoft.com, PE Format)."""
    texts = _PAGE + 40 + 10  # behind the export directory and its three tables of one entry each
    names = [text.encode() + b"\0" for text in (library, to, name)]
    places = [texts, texts + len(names[0]), texts + len(names[0]) + len(names[1])]
    tables = (_PAGE + 40, _PAGE + 44, _PAGE + 48)
    exports = struct.pack("<IIHH7I", 0, 0, 0, 0, places[0], 1, 1, 1, *tables)
    exports += struct.pack("<IIH", places[1], places[2], 0) + b"".join(names)
    optional = struct.pack("<HBB5I", 0x20B, 14, 0, 0, _SECTOR, 0, 0, _PAGE)
    optional += struct.pack(
        "<QII6H4I2H", 0x180000000, _PAGE, _SECTOR, 6, 0, 0, 0, 6, 0, 0, 2 * _PAGE, _SECTOR, 0, 3, 0x100
    )
    optional += struct.pack("<4Q2I", 0x100000, _PAGE, 0x100000, _PAGE, 0, 16)
    optional += struct.pack("<II", _PAGE, len(exports)) + bytes(8 * 15)
    head = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40) + b"PE\0\0"
    head += struct.pack("<HH3IHH", 0x8664, 1, 0, 0, 0, len(optional), 0x2022) + optional
    head += b".rdata\0\0" + struct.pack("<6I2HI", len(exports), _PAGE, _SECTOR, _SECTOR, 0, 0, 0, 0, 0x40000040)
    return head.ljust(_SECTOR, b"\0") + exports.ljust(_SECTOR, b"\0")


def main() -> None:
    parser = argparse.ArgumentParser(description="The tests under Windows's own Python")
    commands = parser.add_subparsers(dest="command", required=True)
    laying = commands.add_parser("lay")
    laying.add_argument("folder", type=Path)
    laying.add_argument("--embed", type=Path, required=True)
    running = commands.add_parser("run")
    running.add_argument("folder", type=Path)
    running.add_argument("files", type=Path, nargs="*")
    given = parser.parse_args()
    if given.command == "lay":
        lay(given.embed, given.folder)
    else:
        failed = run(given.folder, given.files or sorted((ROOT / "tests").glob("test_*.py")))
        sys.exit(failed > 0 or not compare(given.folder))


if __name__ == "__main__":
    main()
