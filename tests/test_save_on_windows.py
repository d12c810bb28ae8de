"""What Windows says of files, sticks and names, when something is saved there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from koleksi import save
from koleksi._save.words import refused
from koleksi.errors import OutputError


def test_a_stick_that_is_locked_is_no_file_that_excel_has_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def windows(self: Path, other: Path) -> Path:
        error = PermissionError(13, "write-protected")
        error.winerror = 19  # type: ignore[attr-defined]  # Windows alone has it
        raise error

    monkeypatch.setattr(Path, "replace", windows)
    with pytest.raises(OutputError, match="disk hanya-baca"):
        save.write_bytes(tmp_path / "tinjau.xlsx", b"new")
    with pytest.raises(OutputError, match="disk hanya-baca"), save.together(tmp_path) as staging:
        save.write_bytes(staging / "a.csv", b"new")


@pytest.mark.parametrize(
    ("name", "made"),
    [("con", "con_"), ("AUX.xlsx", "AUX_.xlsx"), ("lpt1.tar.gz", "lpt1_.tar.gz"), ("console", "console"),
     ("com10", "com10"), ("nul-2.csv", "nul-2.csv"), ("", "")],
)  # fmt: skip
def test_a_name_of_a_device_is_no_name_for_a_file(name: str, made: str) -> None:
    assert save.portable(name) == made


@pytest.mark.parametrize(
    ("windows", "number", "name", "said"),
    [
        (19, errno.EACCES, "E:\\hasil", "disk hanya-baca"),
        (21, errno.EACCES, "E:\\hasil", "disk rusak atau terputus"),
        (206, errno.ENOENT, "C:\\hasil", "nama berkas atau folder terlalu panjang"),
        (3, errno.ENOENT, "C:\\" + "a" * 250, "nama berkas atau folder terlalu panjang"),
        (3, errno.ENOENT, "C:\\hasil", "foldernya tidak ada"),
        (5, errno.EACCES, "C:\\hasil", "sedang dibuka program lain"),
    ],
)
def test_windows_own_numbers_tell_a_stick_from_a_file_that_is_open(
    windows: int, number: int, name: str, said: str
) -> None:
    error = OSError(number, "as the system says it", name)
    error.winerror = windows
    assert said in refused(error).id


@pytest.mark.skipif(os.name != "nt", reason="elsewhere a file that is open can be replaced")
def test_a_file_that_is_open_keeps_its_content_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    target, aside = tmp_path / "katalog.xlsx", list[str]()
    target.write_bytes(b"old")
    with target.open("rb") as held:
        with pytest.raises(OutputError, match="Excel"):
            save.write_bytes(target, b"new")
        with pytest.raises(OutputError, match="Excel"), save.together(tmp_path) as staging:
            save.write_bytes(staging / "katalog.xlsx", b"new")
        with save.together(tmp_path, aside=aside) as staging:
            save.write_bytes(staging / "katalog.xlsx", b"new")
        assert held.read() == b"old"
    save.recover(tmp_path)  # as the next run begins: a second name of a file that is open cannot be removed before
    names = {"katalog.xlsx": b"old", "katalog-baru.xlsx": b"new"}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == names
    assert aside == ["katalog-baru.xlsx"]
