"""The folder for a USB stick: unpacked here, with a Python that is none, since Windows is not at hand."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from typing import Any

import openpyxl
import pytest
from packaging.utils import canonicalize_name

from koleksi.job import settings

ROOT = Path(__file__).resolve().parents[1]
STICK: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "stick.py"))
LAY: Callable[..., None] = STICK["lay"]
# Of python.org's zip: what matters here
PTH = "python312.zip\r\n.\r\n\r\n# Uncomment to run site.main() automatically\r\n#import site\r\n"


def wheel(folder: Path, name: str, files: dict[str, str], requires: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    package, version, *_ = name.split("-")
    metadata = f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n{requires}"
    with zipfile.ZipFile(folder / f"{name}.whl", "w") as archive:
        for path, text in {**files, f"{package}-{version}.dist-info/METADATA": metadata}.items():
            archive.writestr(path, text)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "paket kita"
    main = "import sys, fast, pure, side; print('koleksi', fast.python, sys.argv[1:])"
    wheel(folder, "koleksi-0.1.0-py3-none-any", {"koleksi/__init__.py": "", "koleksi/__main__.py": main})
    for python in ("cp311", "cp312"):
        wheel(folder, f"fast-1.0-{python}-{python}-win_amd64", {"fast.py": f"python = {python!r}"})
    wheel(folder, "fast-1.0-cp312-cp312-manylinux_2_28_x86_64", {"fast.py": "python = 'linux'"})
    wheel(folder, "stable-1.0-cp39-abi3-win_amd64", {"stable.py": ""})
    wheel(folder, "pure-1.0-py2.py3-none-any", {"pure/__init__.py": "", "pure-1.0.data/scripts/pure.exe": "",
                                                "pure-1.0.data/purelib/side.py": ""})  # fmt: skip
    return folder


@pytest.fixture
def embed(tmp_path: Path) -> Path:
    path = tmp_path / "python-3.12.10-embed-amd64.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("python.exe", b"MZ")
        archive.writestr("python312._pth", PTH)
        archive.writestr("python312.zip", b"PK")
    return path


def names(stick: Path) -> set[str]:
    return {path.relative_to(stick).as_posix() for path in stick.rglob("*") if path.is_file()}


def test_the_stick_holds_all_that_a_volunteer_needs(tmp_path: Path, packages: Path, embed: Path) -> None:
    pack, profile, toml = tmp_path / "p.db", tmp_path / "k.json", tmp_path / "kab.toml"
    pack.write_bytes(b"pack")
    profile.write_bytes(b"profile")
    toml.write_text('[library]\nname = "Kabupaten"\n', encoding="utf-8")
    stick = tmp_path / "stik saya"
    LAY(stick, packages, embed=embed, settings=toml, pack=pack, profile=profile)
    assert {
        "Mulai.cmd", "Seret daftar ke sini.cmd", "BACA DULU.txt", "Pekerjaan/Formulir.xlsx", "Pekerjaan/koleksi.toml",
        "Pekerjaan/PETUNJUK.txt", "data/kabupaten.paket", "data/kebiasaan.profil", "Panduan/relawan.txt",
        "Panduan/stik.txt", "Panduan/hari-kedua.txt", "Panduan/selebaran-pelatih.pdf", "Latihan/daftar.csv",
        "program/pasang.cmd", "program/koleksi.cmd", "program/python/python.exe",
        "program/python/Lib/site-packages/koleksi/__main__.py", "program/paket/koleksi-0.1.0-py3-none-any.whl",
    } <= names(stick)  # fmt: skip
    assert (stick / "data" / "kabupaten.paket").read_bytes() == b"pack"
    assert settings.load(stick / "Pekerjaan" / "koleksi.toml").library.name == "Kabupaten"
    assert openpyxl.load_workbook(stick / "Pekerjaan" / "Formulir.xlsx").sheetnames == ["Buku", "Petunjuk"]


def test_names_and_texts_are_such_as_windows_reads_everywhere(tmp_path: Path, packages: Path, embed: Path) -> None:
    stick = tmp_path / "stik"
    LAY(stick, packages, embed=embed)
    for name in names(stick):
        name.encode("ascii")
        assert not re.search(r'[<>:"|?*\\]', name) and not any(part[-1] in ". " for part in name.split("/"))
        assert len(str(PureWindowsPath("E:/") / name)) < 200
    for path in (*stick.rglob("*.cmd"), *stick.rglob("*.txt")):
        data = path.read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n") > 0, path
        assert path.parent.name == "Panduan" or data.isascii(), path


def test_the_ready_python_finds_koleksi_and_only_wheels_of_its_version(
    tmp_path: Path, packages: Path, embed: Path
) -> None:
    stick = tmp_path / "stik"
    LAY(stick, packages, embed=embed)
    python = stick / "program" / "python"
    paths = (python / "python312._pth").read_bytes().decode("ascii").split("\r\n")
    assert paths == ["python312.zip", ".", "Lib\\site-packages", ""]
    site = python / "Lib" / "site-packages"
    said = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys, runpy; sys.path.insert(0, {str(site)!r})\n"
         "sys.argv = ['k', 'a b']\nrunpy.run_module('koleksi', run_name='__main__')"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert said == "koleksi cp312 ['a b']\n"
    assert (site / "stable.py").is_file() and not list(site.rglob("*.exe"))


@pytest.mark.parametrize("brought", [True, False])
def test_a_library_of_windows_that_a_new_windows_has_not_is_on_the_stick(
    tmp_path: Path, packages: Path, embed: Path, brought: bool
) -> None:
    """MSVCP140.dll, which zxing-cpp needs: rapidfuzz has it inside, under a name of its own."""
    wheel(
        packages,
        "zxing_cpp-3.0-cp312-cp312-win_amd64",
        {"zxing.pyd": "MZ\0KERNEL32.dll\0MSVCP140.dll\0VCRUNTIME140.dll\0"},
    )
    if brought:
        inside = {"rapidfuzz/fuzz.pyd": "MZ\0msvcp140-a4c2.dll\0", "rapidfuzz.libs/msvcp140-a4c2.dll": "the library"}
        wheel(packages, "rapidfuzz-3.0-cp312-cp312-win_amd64", inside)
    with zipfile.ZipFile(embed, "a") as archive:
        archive.writestr("vcruntime140.dll", b"MZ")
    python = tmp_path / "stik" / "program" / "python"
    if brought:
        LAY(tmp_path / "stik", packages, embed=embed)
        assert (python / "msvcp140.dll").read_bytes() == b"the library"
        assert (python / "vcruntime140.dll").read_bytes() == b"MZ"
    else:
        with pytest.raises(SystemExit, match=r"zxing\.pyd butuh msvcp140\.dll"):
            LAY(tmp_path / "stik", packages, embed=embed)


def test_the_commands_take_any_name_and_say_what_to_do_without_one(tmp_path: Path, packages: Path, embed: Path) -> None:
    stick = tmp_path / "stik"
    LAY(stick, packages, embed=embed)
    for name in ("Mulai.cmd", "Seret daftar ke sini.cmd", "program/koleksi.cmd"):
        lines = (stick / name).read_text(encoding="ascii").splitlines()
        labels = {line for line in lines if line.startswith(":")}
        jumps = {f":{label}" for line in lines for label in re.findall(r"\bgoto (\w+)", line)}
        assert jumps == labels
        # a bracket in a name would close a block, `call` would read a % in it
        assert not any(line.rstrip().endswith("(") or re.match(r"(?i)call\b", line) for line in lines)
        for line in lines:
            assert all(line[: at.start()].count('"') % 2 for at in re.finditer("%(~dp0|STICK|PY|PATH)%?", line)), line
            for used in re.findall(r"%STICK%([\w\\.]+)", line):
                assert (stick / used.replace("\\", "/")).exists() or "kabupaten.paket" in used, used
    # Not ".": cmd.exe cannot go into a folder of the network, and stays in one of Windows'
    assert '"%PY%" -m koleksi buka "%STICK%Pekerjaan"' in (stick / "Mulai.cmd").read_text(encoding="ascii")
    assert '"%PY%" -m koleksi %*' in (stick / "Seret daftar ke sini.cmd").read_text(encoding="ascii")


def test_without_an_embeddable_python_the_stick_says_what_to_install(tmp_path: Path, packages: Path) -> None:
    stick = tmp_path / "stik"
    LAY(stick, packages)
    assert not (stick / "program" / "python").exists()
    assert "pasang.cmd" in (stick / "BACA DULU.txt").read_text(encoding="ascii")
    for name in ("Mulai.cmd", "Seret daftar ke sini.cmd"):
        lines = (stick / name).read_text(encoding="ascii").splitlines()
        look, use = (next(n for n, line in enumerate(lines) if word in line) for word in ("where py", "-m koleksi"))
        assert look < use and lines[look + 1] == "if errorlevel 1 goto tanpa"
        said = " ".join(lines[lines.index(":tanpa") :])
        assert "Pasang Python 3.11 atau lebih baru" in said and "program\\pasang.cmd" in said
    assert "--no-index --find-links" in (stick / "program" / "pasang.cmd").read_text(encoding="ascii")


def test_habits_alone_stand_in_the_settings(tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = tmp_path / "k.json"
    profile.write_text("{}", encoding="utf-8")
    LAY(tmp_path / "stik", packages, profile=profile)
    said = (tmp_path / "stik" / "Pekerjaan" / "koleksi.toml").read_text(encoding="utf-8")
    assert '\nprofile = "../data/kebiasaan.profil"' in said


@pytest.mark.parametrize("kind", ["no zip", "another zip", "too old", "not there", "stick in use"])
def test_what_cannot_be_is_said_in_a_sentence(tmp_path: Path, packages: Path, kind: str) -> None:
    stick, zipped = tmp_path / "stik", tmp_path / "python.zip"
    if kind == "no zip":
        zipped.write_bytes(b"<html>")
    elif kind != "not there":
        with zipfile.ZipFile(zipped, "w") as archive:
            archive.writestr("python.exe", b"MZ")
            if kind != "another zip":
                archive.writestr("python310._pth", PTH)
    if kind == "stick in use":
        stick.mkdir()
        (stick / "data saya.xlsx").write_bytes(b"mine")
    with pytest.raises(SystemExit) as stopped:
        LAY(stick, packages, embed=zipped)
    said = {"no zip": "bukan berkas ZIP", "another zip": "bukan python-*-embed", "too old": "3.11 sampai 3.14",
            "not there": "berkas tidak ada", "stick in use": "sudah berisi"}  # fmt: skip
    assert said[kind] in str(stopped.value)


def test_an_index_without_wheels_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refused(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", "ERROR: No matching distribution found for rapidfuzz\n")

    monkeypatch.setattr(subprocess, "run", refused)
    with pytest.raises(SystemExit, match="No matching distribution found for rapidfuzz.*punya internet"):
        STICK["wheels"](tmp_path / "paket")


def test_what_is_needed_on_windows_alone_is_seen(tmp_path: Path) -> None:
    requires = (
        'Requires-Dist: colorama>=0.4; platform_system == "Windows"\nRequires-Dist: pywin; sys_platform == "linux"\n'
        'Requires-Dist: old; python_version < "3.12"\nRequires-Dist: test; extra == "test"\n'
    )
    wheel(tmp_path, "click-8.2-py3-none-any", {}, requires)
    assert list(STICK["_missing"](tmp_path, (3, 13))) == ["colorama>=0.4"]
    assert sorted(STICK["_missing"](tmp_path, (3, 11))) == ["colorama>=0.4", "old"]


@pytest.mark.slow
def test_the_index_has_wheels_for_windows_of_all_that_koleksi_needs(tmp_path: Path) -> None:
    """Where the index that this machine reaches has them; else the sentence that says so."""
    try:
        STICK["wheels"](tmp_path / "paket")
    except SystemExit as stopped:
        assert "punya internet" in str(stopped)
        pytest.skip(str(stopped))
    needed = {"koleksi", "click", "reportlab", "pillow", "rapidfuzz", "uharfbuzz", "pypdfium2", "python-calamine"}
    for python in STICK["PYTHONS"]:
        chosen = STICK["usable"]((tmp_path / "paket").glob("*.whl"), python)
        names = {canonicalize_name(path.name.partition("-")[0]) for path in chosen}
        assert needed <= names and not list(STICK["_missing"](tmp_path / "paket", python)), python
    assert not [path.name for path in (tmp_path / "paket").iterdir() if path.suffix != ".whl" or "linux" in path.name]
