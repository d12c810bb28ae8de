"""``[outputs] systems``: only the files of the systems that a library uses, and none of the others left behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from koleksi import config, process
from koleksi.cli import cli
from koleksi.errors import UsageError

OF_ONE = {
    "slims": {"slims.jsonl", "slims_biblio.csv", "slims_item.csv"},
    "inlislite": {"inlislite-001.xlsx"},
    "koha": {"koha.mrc"},
    "none": {"kartu_katalog.pdf"},
}
ALWAYS = {"katalog.mrc", "katalog.xml", "katalog.xlsx", "label.pdf", "buku_induk.xlsx", "BACA-DULU.txt", "tinjau.xlsx"}


def processed(folder: Path, systems: str) -> Path:
    (folder / "daftar.csv").write_text("judul,pengarang\nLaskar Pelangi,Andrea Hirata\n", encoding="utf-8")
    (folder / "koleksi.toml").write_text(f"[outputs]\nsystems = {systems}\n", encoding="utf-8")
    process.run([folder / "daftar.csv"], folder / "hasil")
    return folder / "hasil"


@pytest.mark.parametrize("system", OF_ONE)
def test_only_the_files_of_the_system_in_use_are_made(tmp_path: Path, system: str) -> None:
    there = {path.name for path in processed(tmp_path, f'["{system}"]').iterdir()}
    assert there >= ALWAYS | OF_ONE[system]
    assert not there & {name for other in OF_ONE if other != system for name in OF_ONE[other]}


def test_files_of_a_system_that_is_not_used_any_more_are_removed_and_the_change_is_told(tmp_path: Path) -> None:
    out = processed(tmp_path, '["slims", "koha"]')
    assert (out / "slims_biblio.csv").exists()
    processed(tmp_path, '["koha"]')
    assert not OF_ONE["slims"] & {path.name for path in out.iterdir()}
    assert "outputs.systems" in (out / "masalah.csv").read_text(encoding="utf-8-sig")


def test_what_to_import_names_only_the_systems_in_use(tmp_path: Path) -> None:
    said = (processed(tmp_path, '["koha"]') / "BACA-DULU.txt").read_text(encoding="utf-8")
    assert "koha.mrc" in said
    assert "SLiMS" not in said
    assert "INLISLite" not in said


def test_without_a_system_nothing_is_imported(tmp_path: Path) -> None:
    said = (processed(tmp_path, '["none"]') / "BACA-DULU.txt").read_text(encoding="utf-8")
    assert "Tidak ada yang diimpor" in said


@pytest.mark.parametrize(("value", "word"), [('["slim"]', "slims"), ("[]", "1"), ('"slims"', "daftar"), ("[1]", "1")])
def test_a_value_that_cannot_be_is_refused_with_words(tmp_path: Path, value: str, word: str) -> None:
    with pytest.raises(UsageError, match=r"outputs\.systems") as error:
        processed(tmp_path, value)
    assert word in error.value.message.id
    assert not (tmp_path / "hasil").exists()


def test_a_new_folder_is_told_the_systems(tmp_path: Path) -> None:
    told = CliRunner().invoke(cli, ["new", "--sistem", "koha", "--sistem", "none", str(tmp_path / "desa")])
    assert told.exit_code == 0, told.output
    assert config.load(tmp_path / "desa" / "koleksi.toml").outputs.systems == ("koha", "none")


def test_every_system_is_one_that_new_offers() -> None:
    from koleksi.cli.new import SYSTEMS

    assert SYSTEMS == config.SYSTEMS == config.Config().outputs.systems
