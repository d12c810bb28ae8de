"""``koleksi`` without a command: files are processed, and alone it says what to do next in this folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from koleksi.cli.root import cli
from koleksi.cli.without_command import process_files
from koleksi.errors import InputError
from koleksi.job.memory.ledger import Ledger

LIST = "Judul;Pengarang;Jumlah\nLaskar Pelangi;Andrea Hirata;2\nQwrt zxcv;;1\n"


def run(*words: object, lang: str = "id") -> Result:
    return CliRunner(env={"KOLEKSI_LANG": lang}).invoke(cli, [str(word) for word in words])


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_files_without_a_command_are_processed_beside_the_first(here: Path) -> None:
    (here / "buku desa").mkdir()
    listed = here / "buku desa" / "daftar baru.csv"
    listed.write_text(LIST, encoding="utf-8")
    (here / "lagi.csv").write_text("Judul\nBumi Manusia\n", encoding="utf-8")
    said = run(listed, "lagi.csv")
    assert said.exit_code in (0, 1), said.output
    out = here / "buku desa" / "daftar baru-hasil"
    assert (out / "katalog.mrc").is_file() and "3 judul" in said.stdout
    other = run("process", listed, "lagi.csv", "--out", here / "sama")
    assert other.exit_code == said.exit_code
    assert (here / "sama" / "katalog.mrc").read_bytes() == (out / "katalog.mrc").read_bytes()


def test_options_of_process_go_with_the_files(here: Path) -> None:
    (here / "daftar.csv").write_text(LIST, encoding="utf-8")
    said = run("daftar.csv", "--out", "lain", "--json")
    assert '"books": 2' in said.stdout and (here / "lain" / "koleksi.db").is_file()
    assert not (here / "daftar-hasil").exists()


def test_a_folder_of_lists_has_its_results_beside_it(here: Path) -> None:
    (here / "v1.0").mkdir()
    (here / "v1.0" / "a.csv").write_text(LIST, encoding="utf-8")
    assert run("v1.0").exit_code in (0, 1)
    assert (here / "v1.0-hasil" / "koleksi.db").is_file()


def test_a_path_that_leads_to_no_file_is_told_as_one(here: Path) -> None:
    said = run(here / "tidak ada.xlsx")
    assert said.exit_code == 3 and said.stderr == f"koleksi: {here / 'tidak ada.xlsx'}: berkas tidak ada\n"


def test_on_a_stick_a_name_that_was_cut_off_is_explained(here: Path) -> None:
    """Explorer puts no quotes around "Buku&Majalah.xlsx", and the command reads but "Buku"."""
    with pytest.raises(InputError, match="Nama dengan tanda &"):
        process_files([str(here / "Buku")], {"KOLEKSI_CONFIG": "e.toml"})


def test_the_results_of_a_whole_drive_lie_in_it() -> None:
    root = Path(Path().absolute().anchor)
    assert process_files([str(root)], {})[-2:] == ["--out", str(root / "koleksi-hasil")]


@pytest.mark.parametrize("word", ["proses", "daftar.csv", ""])
def test_a_name_that_is_no_file_is_told_as_a_command_that_does_not_exist(word: str) -> None:
    said = run(word)
    assert said.exit_code == 2 and f"Perintah '{word}' tidak dikenal." in said.stderr


def test_a_command_wins_over_a_file_of_its_name(here: Path) -> None:
    (here / "isbn").write_text("", encoding="utf-8")
    assert "9789793062792" in run("isbn", "9789793062792").stdout.replace("-", "")


def test_settings_and_pack_of_a_stick_are_for_lists_without_their_own(here: Path) -> None:
    stick = {"KOLEKSI_CONFIG": "stik.toml", "KOLEKSI_PACK": "kab.paket"}
    (here / "a.csv").write_text(LIST, encoding="utf-8")
    made = process_files(["a.csv"], stick)
    assert made == ["process", "a.csv", "--out", "a-hasil", "--pack", "kab.paket", "--config", "stik.toml"]
    (here / "koleksi.toml").write_text("", encoding="utf-8")
    assert process_files(["a.csv", "--pack=x"], stick) == ["process", "a.csv", "--pack=x", "--out", "a-hasil"]


# what to do next


def test_where_there_is_no_list_a_person_is_shown_how_to_begin() -> None:
    said = run()
    assert said.exit_code == 0
    assert "belum ada daftar buku" in said.stdout and "koleksi new" in said.stdout
    assert "no list of books" in run(lang="en").stdout


def test_a_list_that_was_never_processed_is_named(here: Path) -> None:
    (here / "daftar buku.csv").write_text(LIST, encoding="utf-8")
    (here / "~$daftar buku.xlsx").write_bytes(b"x")
    assert run().stdout == 'Daftar daftar buku.csv belum diolah:  koleksi "daftar buku.csv"\n'


def test_an_empty_form_is_to_be_filled_in(here: Path) -> None:
    assert run("new", here).exit_code == 0
    assert run().stdout == 'Isi Formulir.xlsx, simpan, tutup, lalu:  koleksi "Formulir.xlsx"\n'


def test_what_is_left_of_results_is_counted_from_the_ledger(here: Path) -> None:
    (here / "daftar.csv").write_text(LIST, encoding="utf-8")
    run("daftar.csv")
    said = run().stdout
    assert "daftar-hasil: 2 judul" in said
    assert "  1 hal perlu diputuskan" in said and "koleksi process daftar.csv --out daftar-hasil" in said
    assert "  3 label baru" in said and "koleksi selesai daftar-hasil" in said
    assert "belum diolah" not in said
    assert "  1 things to decide" in run(lang="en").stdout
    assert run("selesai", "daftar-hasil").exit_code == 0
    assert "label baru" not in run().stdout


def test_a_job_that_is_done_says_so_until_its_list_changes(here: Path) -> None:
    listed = here / "daftar.csv"
    listed.write_text("Judul;Pengarang;Kelas;ISBN\nBumi;Tere Liye;813;9786020332956\n", encoding="utf-8")
    run("daftar.csv")
    run("selesai", "daftar-hasil")
    assert "semua selesai" in run().stdout
    later = (here / "daftar-hasil" / "koleksi.db").stat().st_mtime + 10
    os.utime(listed, (later, later))
    said = run().stdout
    assert "daftar.csv diubah sesudah diolah" in said and "semua selesai" not in said


def test_a_list_that_was_named_from_another_folder_is_known_again(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "desa").mkdir()
    (here / "desa" / "daftar.csv").write_text(LIST, encoding="utf-8")
    run("process", "desa/daftar.csv", "--out", "desa/hasil")
    monkeypatch.chdir(here / "desa")
    said = run().stdout
    assert "belum diolah" not in said and "koleksi process daftar.csv --out hasil" in said


def test_inside_a_results_folder_it_speaks_of_that_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "daftar.csv").write_text(LIST, encoding="utf-8")
    run(here / "daftar.csv")
    monkeypatch.chdir(here / "daftar-hasil")
    said = run().stdout
    assert "2 judul" in said and "katalog.mrc" not in said and "koleksi selesai ." in said


def test_a_ledger_that_another_process_holds_is_told(here: Path) -> None:
    (here / "daftar.csv").write_text(LIST, encoding="utf-8")
    run("daftar.csv")
    with Ledger.open(here / "daftar-hasil" / "koleksi.db", begun=""):
        assert "sedang dipakai" in run().stdout


def test_a_damaged_ledger_stops_nothing(here: Path) -> None:
    (here / "hasil").mkdir()
    (here / "hasil" / "koleksi.db").write_bytes(b"no database at all" * 100)
    assert "belum ada daftar" in run().stdout
