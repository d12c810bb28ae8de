"""The folder for a USB stick (``make usb``) and the wheels for computers without internet (``make wheelhouse``).

    python scripts/stick.py wheels build/paket
    python scripts/stick.py lay build/stik --wheels build/paket [--embed python-3.12.10-embed-amd64.zip]
        [--settings koleksi.toml] [--pack kabupaten.paket] [--profile kebiasaan.profil]

Everything on the stick has names of ASCII letters, texts end their lines as Windows does, and nothing has to be
installed where the embeddable Python is given: koleksi stands inside it.
"""

from __future__ import annotations

import argparse
import email
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from koleksi.cli.root import cli
from koleksi.job import new_library

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "test.lock"
PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "extra": ""}
WORK, DATA, GUIDES, PROGRAM = "Pekerjaan", "data", "Panduan", "program"
PACK, PROFILE = "kabupaten.paket", "kebiasaan.profil"
GUIDE_PAGES = ("relawan.md", "pelatih.md", "stik.md", "labels.md", "slims.md", "inlislite.md", "tanpa_sistem.md")
_RUNTIME = re.compile(rb"(?i)\b(?:msvcp|vcruntime|concrt|vcomp)140\w*\.dll\b")  # as a module's imports name them
PRACTICE = "Latihan"  # the lists of docs/panduan/pelatihan.md

# wheels


def wheels(folder: Path) -> None:
    """koleksi and all it needs as wheels for Windows, for every Python. Ends the program where the index has not."""
    folder.mkdir(parents=True, exist_ok=True)
    _pip("wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    (own,) = folder.glob("koleksi-*.whl")
    for python in PYTHONS:
        _download(folder, python, [str(own)])
        while missing := sorted(_missing(folder, python)):
            _download(folder, python, missing)


def _download(folder: Path, python: tuple[int, int], what: Sequence[str]) -> None:
    version = ".".join(map(str, python))
    for_windows = (
        "--only-binary=:all:",
        "--platform",
        "win_amd64",
        "--implementation",
        "cp",
        "--python-version",
        version,
    )
    _pip("download", "--dest", folder, "--find-links", folder, "--constraint", LOCK, *for_windows, *what)


def _missing(folder: Path, python: tuple[int, int]) -> Iterator[str]:
    """What wheels need on Windows only, and pip passed over: it reads such conditions as of the system it runs on."""
    there = {canonicalize_name(path.name.partition("-")[0]) for path in folder.glob("*.whl")}
    version = ".".join(map(str, python))
    environment = {**WINDOWS, "python_version": version, "python_full_version": f"{version}.0"}
    for path in usable(folder.glob("*.whl"), python):
        for line in _metadata(path).get_all("Requires-Dist") or ():
            wanted = Requirement(line)
            if (wanted.marker is None or wanted.marker.evaluate(environment)) and (
                canonicalize_name(wanted.name) not in there
            ):
                yield f"{wanted.name}{wanted.specifier}"


def _metadata(wheel: Path) -> email.message.Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(archive.read(name))


def _pip(*words: object) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "")
        sys.exit(
            f"pip {words[0]}: paket untuk Windows tidak dapat diambil dari indeks paket yang terjangkau dari komputer "
            f"ini ({last.strip()}). Ulangi di komputer yang punya internet."
        )


def usable(paths: Iterable[Path], python: tuple[int, int]) -> list[Path]:
    """The wheels that this Python can use on Windows, one a package, the best of its kind."""
    interpreter = f"cp{python[0]}{python[1]}"
    tags = [
        *cpython_tags(python, platforms=["win_amd64"]),
        *compatible_tags(python, interpreter=interpreter, platforms=["win_amd64"]),
    ]
    best: dict[str, tuple[int, Path]] = {}
    for path in sorted(paths):
        name, _, _, own = parse_wheel_filename(path.name)
        if (rank := _rank(own, tags)) is not None and (name not in best or rank < best[name][0]):
            best[name] = (rank, path)
    return [path for _, path in best.values()]


def _rank(own: Iterable[Tag], tags: list[Tag]) -> int | None:
    return min((tags.index(tag) for tag in own if tag in tags), default=None)


# the embeddable Python


def embedded(archive: Path, folder: Path, packages: Path) -> tuple[int, int]:
    """The embeddable Python of python.org unpacked, with koleksi inside; its version. Ends the program for another
    file, or a Python for which there are no wheels."""
    if not zipfile.is_zipfile(archive):
        sys.exit(f"{archive}: bukan berkas ZIP; yang dicari: python-3.12.x-embed-amd64.zip dari python.org")
    with zipfile.ZipFile(archive) as zipped:
        found = [match for name in zipped.namelist() if (match := re.fullmatch(r"python3(\d+)\._pth", name))]
        if not found or "python.exe" not in zipped.namelist():
            sys.exit(f"{archive}: bukan python-*-embed-amd64.zip (tidak ada python.exe dan python3*._pth)")
        zipped.extractall(folder)
    python = (3, int(found[0][1]))
    chosen = usable(packages.glob("*.whl"), python)
    if not any(path.name.startswith("koleksi-") for path in chosen) or python not in PYTHONS:
        sys.exit(f"{archive}: Python 3.{python[1]}; paket ada untuk 3.11 sampai 3.14 saja")
    site = folder / "Lib" / "site-packages"
    for wheel in chosen:
        _unpack(wheel, site)
    _bring_runtime(folder)
    pth = folder / found[0][0]
    pth.write_bytes(_crlf("\n".join([*_lines_of(pth), "Lib\\site-packages"])))
    return python


def _lines_of(pth: Path) -> list[str]:
    return [line for line in pth.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]


def _unpack(wheel: Path, site: Path) -> None:
    """A wheel is its files; of its ``.data`` folder only what is imported."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            below = re.fullmatch(r"[^/]+\.data/(\w+)/(.+)", name)
            if name.endswith("/") or (below and below[1] not in ("purelib", "platlib")):
                continue
            target = site / (below[2] if below else name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))


def _bring_runtime(python: Path) -> None:
    """Microsoft's C++ library beside python.exe, where a package needs it and brings it not: the embeddable Python has
    that of C alone, and a new Windows has neither. Another package has it inside, under a name with a number behind.
    Ends the program where none has."""
    for module in sorted(python.rglob("*.pyd")):
        for found in sorted(set(_RUNTIME.findall(module.read_bytes()))):
            name = found.decode("ascii").lower()
            if (python / name).exists() or (module.parent / name).exists():
                continue
            inside = next(iter(sorted(python.rglob(f"{name.removesuffix('.dll')}-*.dll"))), None)
            if inside is None:
                sys.exit(f"{module.name} butuh {name} (Microsoft Visual C++), dan tidak ada paket yang membawanya")
            shutil.copyfile(inside, python / name)


# the stick

# No brackets around %*: a name like "daftar(1).xlsx" would close them. No `call`: it would read a % in a name.
_BEGIN = """@echo off
setlocal
set "STICK=%~dp0{up}"
set "PYTHONUTF8=1"
set "KOLEKSI_CONFIG=%STICK%Pekerjaan\\koleksi.toml"
if exist "%STICK%data\\kabupaten.paket" set "KOLEKSI_PACK=%STICK%data\\kabupaten.paket"
set "PY=%STICK%program\\python\\python.exe"
if not exist "%PY%" set "PY=py"
"""
_WITHOUT = """if not "%PY%"=="py" goto jalan
where py >nul 2>nul
if errorlevel 1 goto tanpa
:jalan
"""
_NO_PYTHON = """:tanpa
echo Di komputer ini belum ada Python, dan di stik ini juga tidak.
echo Pasang Python 3.11 atau lebih baru, lalu klik dua kali program\\pasang.cmd.
"""
_DRAG = f"""cd /d "%STICK%Pekerjaan"
{_WITHOUT}if "%~1"=="" goto kosong
"%PY%" -m koleksi %*
goto selesai
:kosong
echo Seret satu atau beberapa daftar buku (Excel, CSV) dengan tetikus ke ikon ini.
goto selesai
{_NO_PYTHON}:selesai
echo.
pause
"""
_PAGE = f"""cd /d "%STICK%Pekerjaan"
{_WITHOUT}"%PY%" -m koleksi buka "%STICK%Pekerjaan"
goto selesai
{_NO_PYTHON}:selesai
echo.
pause
"""
_PROMPT = """cd /d "%STICK%Pekerjaan"
set "PATH=%STICK%program;%PATH%"
"%PY%" -m koleksi
echo.
cmd /k
"""
_COMMAND = """"%PY%" -m koleksi %*
exit /b %ERRORLEVEL%
"""
_INSTALL = """@echo off
py -m pip install --no-index --find-links "%~dp0paket" koleksi
pause
"""
_READ = """koleksi di stik USB

1. Klik dua kali Mulai.cmd.
2. Ketik daftar di Pekerjaan\\Formulir.xlsx, simpan, tutup.
3. Seret Formulir.xlsx (atau daftar Anda sendiri) ke "Seret daftar ke sini.cmd".
   Hasilnya di folder sebelahnya: Formulir-hasil.

{python}
Tidak perlu internet. Cara lengkap: folder Panduan.
"""
_READY = "Python sudah ada di stik ini: tidak ada yang perlu dipasang.\n"
_INSTALL_FIRST = "Stik ini tanpa Python: pasang Python 3.11 atau lebih baru, lalu klik dua kali program\\pasang.cmd.\n"


def lay(
    stick: Path, packages: Path, *, embed: Path | None = None, settings: Path | None = None, pack: Path | None = None,
    profile: Path | None = None,
) -> None:  # fmt: skip
    """Everything of the stick. Ends the program where ``stick`` holds something already or a file is missing."""
    if stick.exists() and any(stick.iterdir()):
        sys.exit(f"{stick}: sudah berisi; hapus atau pilih folder lain (STICK=...)")
    for given in (embed, settings, pack, profile):
        if given and not given.is_file():
            sys.exit(f"{given}: berkas tidak ada")
    program = stick / PROGRAM
    (program / "paket").mkdir(parents=True)
    for wheel in packages.glob("*.whl"):
        shutil.copyfile(wheel, program / "paket" / wheel.name)
    if embed:
        embedded(embed, program / "python", packages)
    _write_commands(stick, ready=embed is not None)
    _write_work(stick, settings, profile)
    _copy(pack, stick / DATA / PACK)
    _copy(profile, stick / DATA / PROFILE)
    _write_guides(stick / GUIDES)
    for path in (ROOT / "examples" / "latihan").glob("*.csv"):
        _copy(path, stick / PRACTICE / path.name)


def _write_commands(stick: Path, *, ready: bool) -> None:
    here, above = _BEGIN.format(up=""), _BEGIN.format(up="..\\")
    texts = {
        "Mulai.cmd": here + (_PAGE if "buka" in cli.commands else _PROMPT),
        "Seret daftar ke sini.cmd": here + _DRAG,
        f"{PROGRAM}/koleksi.cmd": above + _COMMAND,
        f"{PROGRAM}/pasang.cmd": _INSTALL,
        "BACA DULU.txt": _READ.format(python=_READY if ready else _INSTALL_FIRST),
    }
    for name, text in texts.items():
        (stick / name).write_bytes(_crlf(text))


def _write_work(stick: Path, settings: Path | None, profile: Path | None) -> None:
    """The folder to work in: form, guide, and the settings of the district where they are given."""
    given = {"classes.profile": f"../{DATA}/{PROFILE}"} if profile and not settings else {}
    toml = new_library.prepare(stick / WORK, {}, "id")
    if settings:
        shutil.copyfile(settings, toml)
    elif given:
        toml.write_text(new_library.settings_text(given, "id"), encoding="utf-8")


def _write_guides(folder: Path) -> None:
    """The pages for people, for Notepad: with a byte order mark; and what is made to be printed."""
    folder.mkdir()
    docs = ROOT / "docs"
    for page in (*(docs / name for name in GUIDE_PAGES), *(docs / "panduan").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        (folder / page.name).with_suffix(".txt").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    for path in (ROOT / "docs" / "panduan").glob("*.pdf"):
        shutil.copyfile(path, folder / path.name)


def _copy(source: Path | None, target: Path) -> None:
    if source:
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(source, target)


def _crlf(text: str) -> bytes:
    return (text.rstrip("\n") + "\n").replace("\n", "\r\n").encode("ascii")


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    tasks = parser.add_subparsers(dest="task", required=True)
    tasks.add_parser("wheels").add_argument("folder", type=Path)
    laying = tasks.add_parser("lay")
    laying.add_argument("folder", type=Path)
    laying.add_argument("--wheels", type=Path, required=True)
    for name in ("embed", "settings", "pack", "profile"):
        laying.add_argument(f"--{name}", type=Path)
    given = parser.parse_args(words)
    if given.task == "wheels":
        wheels(given.folder)
    else:
        lay(given.folder, given.wheels, embed=given.embed, settings=given.settings, pack=given.pack,
            profile=given.profile)  # fmt: skip


if __name__ == "__main__":
    main()
