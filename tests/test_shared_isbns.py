"""One ISBN on two titles: told at each of the rows with the other's place, and never a silent join."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from koleksi import process

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

ISBN = "9786020332956"
WARNED, NOTED = ("isbn-two-titles", "peringatan"), ("isbn-of-set", "catatan")


def table(*rows: str) -> str:
    return "Judul,Pengarang,Penerbit,Tahun,ISBN\n" + "".join(f"{row}\n" for row in rows)


def told(folder: Path, text: str, **more: Path) -> list[dict[str, str]]:
    """What ``masalah.csv`` says of shared numbers."""
    (folder / "daftar.csv").write_text(text, encoding="utf-8")
    process.run([folder / "daftar.csv"], folder / "hasil", **more)  # type: ignore[arg-type]  # options of run
    with (folder / "hasil" / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream, delimiter=";")
        return [row for row in rows if row["kode"] in (WARNED[0], NOTED[0])]


def kinds(found: list[dict[str, str]]) -> list[tuple[str, tuple[str, str]]]:
    return [(row["baris"], (row["kode"], row["tingkat"])) for row in found]


def test_each_of_two_titles_is_told_where_the_other_stands(tmp_path: Path) -> None:
    text = table(f"Merajut Rotan,Ani Wahyu,Taman,2015,{ISBN}", f"Kimia Dasar,Budi Darma,Awan,2012,{ISBN}")
    found = told(tmp_path, text)
    assert kinds(found) == [("2", WARNED), ("3", WARNED)]
    assert "Kimia Dasar" in found[0]["masalah"] and "daftar.csv:3" in found[0]["masalah"]
    assert "Merajut Rotan" in found[1]["masalah"] and "daftar.csv:2" in found[1]["masalah"]
    assert "sampul belakang" in found[0]["tindakan"]
    assert {row["nilai"] for row in found} == {ISBN} and {row["kolom"] for row in found} == {"ISBN"}
    before = (tmp_path / "hasil" / "masalah.csv").read_bytes()
    told(tmp_path, text)
    assert (tmp_path / "hasil" / "masalah.csv").read_bytes() == before


def test_a_number_in_ten_digits_is_the_same_number(tmp_path: Path) -> None:
    found = told(tmp_path, table(f"Merajut Rotan,,Taman,2015,{ISBN}", "Kimia Dasar,,Awan,2012,6020332950"))
    assert kinds(found) == [("2", WARNED), ("3", WARNED)]


def test_a_title_in_two_languages_is_told(tmp_path: Path) -> None:
    rows = (f"Petualangan di Kebun,Ani Wahyu,Taman,2015,{ISBN}", f"Adventure in the Garden,Ani Wahyu,Taman,2015,{ISBN}")
    assert kinds(told(tmp_path, table(*rows))) == [("2", WARNED), ("3", WARNED)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Akuntansi Dasar Jilid 1", "Akuntansi Dasar Jilid 2"),
        ("Akuntansi Dasar Jilid 1: Perusahaan Jasa", "Akuntansi Dasar Jilid 2: Perusahaan Dagang"),
        ("Bahasa Kita Kelas X", "Bahasa Kita Kelas XI"),
    ],
)
def test_parts_of_one_set_are_a_note(tmp_path: Path, one: str, other: str) -> None:
    found = told(tmp_path, table(f"{one},Ani Wahyu,Taman,2015,{ISBN}", f"{other},Ani Wahyu,Taman,2015,{ISBN}"))
    assert kinds(found) == [("2", NOTED), ("3", NOTED)]


def test_one_edition_and_a_question_are_not_told_again(tmp_path: Path) -> None:
    same = f"Merajut Rotan,Ani Wahyu,Taman,2015,{ISBN}"
    assert told(tmp_path, table(same, same)) == []
    asked = ("Ensiklopedia Sains: Tumbuhan", "Ensiklopedia Sains: Hewan")
    other = tmp_path / "lain"
    other.mkdir()
    assert told(other, table(*(f"{title},,Taman,2015,{ISBN}" for title in asked))) == []
    assert (other / "hasil" / "tinjau.xlsx").exists()


def test_a_title_among_many_names_how_many_share_the_number(tmp_path: Path) -> None:
    titles = ("Merajut Rotan", "Kimia Dasar", "Vulkanologi", "Beternak Lele")
    found = told(tmp_path, table(*(f"{title},,Taman,2015,{ISBN}" for title in titles)))
    assert [row["baris"] for row in found] == ["2", "3", "4", "5"]
    assert all("4 judul" in row["masalah"] for row in found)


def test_a_record_of_the_catalogue_is_named(tmp_path: Path) -> None:
    held = tmp_path / "katalog.csv"
    held.write_text(table(f"Kimia Dasar,Budi Darma,Awan,2012,{ISBN}"), encoding="utf-8")
    earlier = tmp_path / "dulu"
    process.run([held], earlier)
    found = told(tmp_path, table(f"Merajut Rotan,Ani Wahyu,Taman,2015,{ISBN}"), against=earlier / "katalog.mrc")
    assert kinds(found) == [("2", WARNED)]
    assert "Kimia Dasar" in found[0]["masalah"] and "katalog" in found[0]["masalah"]
