"""``koleksi new``: a folder for each library or laptop."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from koleksi.cli.root import cli
from koleksi.errors import InputError
from koleksi.job import new_library, settings

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def test_the_settings_file_explains_itself_and_says_what_it_says_in_both_languages(tmp_path: Path) -> None:
    given = {"library.name": 'TBM "Melati"', "numbers.laptop": "B"}
    for lang, word in (("id", "huruf laptop ini"), ("en", "letter of this laptop")):
        path = new_library.prepare(tmp_path / lang, given, lang)  # type: ignore[arg-type]  # a Lang
        assert word in path.read_text(encoding="utf-8")
        read = settings.load(path)
        assert (read.library.name, read.numbers.laptop) == ('TBM "Melati"', "B")
        without_signs = path.read_text(encoding="utf-8").replace("\n# ", "\n")
        changed_only = without_signs[without_signs.index("max_copies") :]
        (tmp_path / "all.toml").write_text(changed_only, encoding="utf-8")
        assert settings.load(tmp_path / "all.toml") == read, "every default stands there as it is"


def test_new_does_not_replace_settings(tmp_path: Path) -> None:
    new_library.prepare(tmp_path, {"library.name": "Satu"}, "id")
    result = CliRunner().invoke(cli, ["new", "--name", "Dua", str(tmp_path)])
    assert result.exit_code == 4 and "sudah ada" in result.output
    assert settings.load(tmp_path / "koleksi.toml").library.name == "Satu"


def test_a_folder_for_each_library_of_a_list(tmp_path: Path) -> None:
    (tmp_path / "desa.csv").write_text(
        "Nama;Kode;Kepala\nTBM Desa Sukamaju;SKM;TAMAN BACA | SUKAMAJU\n;;\nTBM Cilame;CLM;\n", encoding="utf-8"
    )
    result = CliRunner().invoke(
        cli, ["new", "--dari", str(tmp_path / "desa.csv"), "--laptop", "a", str(tmp_path / "kab")]
    )
    assert result.exit_code == 0, result.output
    read = {path.parent.name: settings.load(path) for path in (tmp_path / "kab").rglob("koleksi.toml")}
    assert sorted(read) == ["tbm-cilame", "tbm-desa-sukamaju"]
    assert read["tbm-desa-sukamaju"].library.header == ("TAMAN BACA", "SUKAMAJU")
    assert {one.library.code for one in read.values()} == {"SKM", "CLM"}
    assert {one.numbers.laptop for one in read.values()} == {"A"}


def test_a_list_of_libraries_with_mistakes_names_all_rows_and_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / "desa.csv").write_text(
        "nama,kode,folder\nSatu,S,\nDua,KODE TERLALU PANJANG,\nTiga,S,\nLima,X,satu\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as stopped:
        new_library.prepare_all(tmp_path / "desa.csv", tmp_path / "kab", {}, "id")
    said = str(stopped.value)
    assert all(part in said for part in ("baris 3", "baris 4: kode S", "baris 5: folder satu"))
    assert not (tmp_path / "kab").exists()
