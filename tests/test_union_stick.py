"""A stick as a district's librarian gets it: what lies on it besides lists, and commands that can be typed as told."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from koleksi.cli.root import cli
from koleksi.union.running import run
from unions import BUMI, HEWAN, LASKAR, RONGGENG, TANAM, codes, folder, held, typed

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def union(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["union", *map(str, arguments)])


def test_what_windows_keeps_on_a_stick_is_no_library(tmp_path: Path) -> None:
    """A deleted list lies in the bin under another name."""
    typed(tmp_path / "stik" / "desa-a" / "daftar.csv", [LASKAR])
    for name in ("$RECYCLE.BIN", "System Volume Information", "FOUND.000", "$Recycle.Bin"):
        typed(tmp_path / "stik" / name / "$RXY12.csv", [BUMI])
    run([tmp_path / "stik"], tmp_path / "gab")
    assert held(tmp_path / "gab") == {"Laskar Pelangi": {"desa-a": 2}}


def test_a_folder_that_may_not_be_opened_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(tmp_path / "stik" / "desa-a.csv", [LASKAR])
    typed(tmp_path / "stik" / "desa-b.csv", [BUMI])
    typed(tmp_path / "stik" / "tertutup" / "desa-c.csv", [HEWAN])
    listed = Path.iterdir

    def refused(self: Path) -> object:
        if self.name == "tertutup":
            raise PermissionError(13, "denied", str(self))
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", refused)
    summary = run([tmp_path / "stik"], tmp_path / "gab")
    assert codes(summary)[0] == "union-unread" and "tertutup" in summary.problems[0].source
    assert "tidak boleh dibuka" in summary.problems[0].what.id
    assert summary.joined == 2


def test_what_is_told_can_be_typed_though_names_have_spaces(tmp_path: Path) -> None:
    out = tmp_path / "katalog gabungan"
    stick = tmp_path / "stik dari desa"
    stick.mkdir()
    shutil.move(folder(tmp_path / "x", "PKT", [LASKAR, BUMI, HEWAN], "Pustaka Satu"), stick / "desa satu")
    shutil.move(folder(tmp_path / "y", "PKT", [RONGGENG, TANAM], "Pustaka Dua"), stick / "desa dua")
    done = union(stick, "--out", out)
    assert done.exit_code == 1 and "  baru: PKT\n" in done.stdout
    (line,) = [line for line in done.stderr.splitlines() if "KODE=" in line]
    told = line.partition("di tempat KODE, ")[2].partition(". Perpustakaan yang sama")[0]
    program, command, *arguments = shlex.split(told.replace("KODE=", "PK2="))
    assert (program, command) == ("koleksi", "union")
    assert "1 baru" in union(*arguments).stdout
    assert held(out)["Laskar Pelangi"].keys() | held(out)["Bertanam Cabai di Pekarangan"].keys() == {"PKT", "PK2"}


def test_a_folder_that_is_there_twice_is_named(tmp_path: Path) -> None:
    shutil.move(folder(tmp_path, "A", [LASKAR]), tmp_path / "stik" / "desa")
    shutil.copytree(tmp_path / "stik" / "desa", tmp_path / "stik" / "desa - Copy")
    summary = run([tmp_path / "stik"], tmp_path / "gab")
    assert (summary.joined, summary.unchanged, codes(summary)) == (1, 1, ["union-twice"])
    assert "desa - Copy" in summary.problems[0].source
    assert union(tmp_path / "stik", "--out", tmp_path / "lain").exit_code == 0


def test_a_note_beside_the_lists_may_be_passed_over(tmp_path: Path) -> None:
    typed(tmp_path / "stik" / "desa-a" / "daftar.csv", [LASKAR])
    (tmp_path / "stik" / "catatan.txt").write_text("dua dus lagi di balai desa\n", encoding="utf-8")
    done = union(tmp_path / "stik", "--out", tmp_path / "gab")
    assert "catatan.txt" in done.stderr and "Bukan daftar buku? Abaikan" in done.stderr
    assert f"koleksi union {tmp_path / 'stik' / 'catatan.txt'} --out {tmp_path / 'gab'}" in done.stderr
