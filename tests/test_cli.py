"""The command line when it is typed wrong: in the user's language, with the way on, exit code 2 and nothing written."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from koleksi.cli.root import cli

WRONG = {
    "process daftar.csv": "Pilihan --out wajib diisi.",
    "process": "Belum lengkap: apa yang diolah?",
    "proses daftar.csv": "Perintah proses tidak dikenal.",
    "process daftar.csv --ouut x": "Pilihan --ouut tidak dikenal.",
    "process daftar.csv --out": "Pilihan --out perlu nilai sesudahnya.",
    "process --dry-run=x daftar.csv": "Pilihan --dry-run tidak memakai nilai.",
    "ddc suggest x.csv --top 99": "--top: 99 di luar batas 1<=x<=20",
    "ddc suggest x.csv --top lima": "--top: 'lima' bukan angka.",
    "ddc suggest daftar buku.csv": "Nama berkas yang berisi spasi harus diapit tanda kutip.",
    "--lang jv process": "'jv' tidak dikenal; pilih salah satu dari 'id', 'en'",
}


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_typed_wrong_is_told_in_indonesian(typed: str) -> None:
    result = CliRunner().invoke(cli, typed.split())
    assert result.exit_code == 2
    assert WRONG[typed] in result.stderr and "Lihat: koleksi" in result.stderr


def test_the_same_in_english_is_clicks_own() -> None:
    result = CliRunner().invoke(cli, ["--lang", "en", "process", "daftar.csv"])
    assert result.exit_code == 2 and "Missing option '--out'" in result.stderr


def test_a_dry_run_needs_no_folder(tmp_path: Path) -> None:
    (tmp_path / "daftar.csv").write_text("Judul,Pengarang\nBumi Manusia,Pramoedya Ananta Toer\n")
    result = CliRunner().invoke(cli, ["process", "--dry-run", str(tmp_path / "daftar.csv")])
    assert result.exit_code == 0 and "Judul -> title" in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["daftar.csv"]
