"""The second day: files and settings that are not the program's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from koleksi import process
from koleksi.errors import OutputError, UsageError
from koleksi.job.outputs import OUTPUTS
from second_day_lists import (
    LIST,
    labels,
    run,
    write,
)

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def test_a_file_that_is_not_ours_is_neither_replaced_nor_deleted(tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    out.mkdir()
    (out / "label.pdf").write_bytes(b"theirs")
    (out / "catatan.txt").write_text("theirs")
    with pytest.raises(OutputError, match="label.pdf"):
        run(tmp_path, LIST)
    assert (out / "label.pdf").read_bytes() == b"theirs" and not (out / "katalog.mrc").exists()
    process.run([write(tmp_path / "daftar.csv", LIST)], out, overwrite=True)
    assert (out / "label.pdf").read_bytes()[:4] == b"%PDF"
    run(tmp_path, LIST)
    assert (out / "catatan.txt").read_text() == "theirs"


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name != "tinjau.xlsx"])
def test_each_name_of_an_output_is_refused_where_it_is_not_ours(name: str, tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    out.mkdir()
    (out / name).write_bytes(b"theirs")
    with pytest.raises(OutputError, match=re.escape(name)) as refused:
        run(tmp_path, LIST)
    assert refused.value.exit_code == 4
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {name: b"theirs"}


def test_the_same_files_without_a_ledger_are_no_files_of_others(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = (tmp_path / "hasil" / "katalog.mrc").read_bytes()
    for ledger in (tmp_path / "hasil").glob("koleksi.db*"):
        ledger.unlink()
    run(tmp_path, LIST)
    assert (tmp_path / "hasil" / "katalog.mrc").read_bytes() == before


def test_a_file_that_a_person_changed_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    (tmp_path / "hasil" / "slims_item.csv").write_text("mine")
    run(tmp_path, LIST)
    assert (tmp_path / "hasil" / "slims_item-diubah.csv").read_text() == "mine"
    assert (tmp_path / "hasil" / "slims_item.csv").read_text() != "mine"


def test_stale_files_of_an_earlier_run_go_and_only_those(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    theirs = tmp_path / "hasil" / "inlislite-007.xlsx"
    theirs.write_bytes(b"theirs")
    run(tmp_path, LIST[:3])
    assert theirs.read_bytes() == b"theirs"


@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
def test_a_list_is_never_overwritten_under_whatever_name(link: Callable[[Path, Path], None], tmp_path: Path) -> None:
    run(tmp_path, LIST)
    source = tmp_path / "daftar-lain.csv"
    with suppress(OSError):  # Windows makes symbolic links for administrators only, wine none that opens the file
        link(source, tmp_path / "hasil" / "slims_biblio.csv")
    if not source.is_file():
        pytest.skip("this system makes no such link for us")
    with pytest.raises(UsageError, match="sumber"):
        process.run([source], tmp_path / "hasil")


def test_settings_are_found_beside_the_list_and_kept(tmp_path: Path) -> None:
    (tmp_path / "koleksi.toml").write_text('[numbers]\nbarcode = "X{n:05d}"\n', encoding="utf-8")
    run(tmp_path, LIST)
    assert labels(tmp_path)["Si Kancil"][0].startswith("X0")
    before = {path.name: path.read_bytes() for path in (tmp_path / "hasil").glob("*.*") if path.name != "koleksi.db"}
    (tmp_path / "koleksi.toml").unlink()
    with pytest.raises(UsageError, match=r"numbers\.barcode"):
        run(tmp_path, LIST)
    assert {
        path.name: path.read_bytes() for path in (tmp_path / "hasil").glob("*.*") if path.name != "koleksi.db"
    } == before
    process.run([tmp_path / "daftar.csv"], tmp_path / "hasil", change_settings=True)
    assert labels(tmp_path)["Si Kancil"][0].startswith("X0"), "a number that was given stays"


def test_what_is_open_in_another_program_gets_its_new_content_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, LIST)
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if Path(target) == tmp_path / "hasil" / "buku_induk.xlsx":
            raise PermissionError(13, "in use")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        summary = run(tmp_path, [*LIST, ("Buku Baru", "", "", "", "", "1")])
    assert summary.aside == ("buku_induk-baru.xlsx",)
    assert (tmp_path / "hasil" / "buku_induk-baru.xlsx").exists()
    assert "Buku Baru" in (tmp_path / "hasil" / "slims_item.csv").read_text(encoding="utf-8")
    run(tmp_path, [*LIST, ("Buku Baru", "", "", "", "", "1")])
    assert not (tmp_path / "hasil" / "buku_induk-baru.xlsx").exists()
    assert "Buku Baru" in labels(tmp_path)
