"""What a remark says of a copy's condition belongs to the copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from koleksi import intake, marc, process
from koleksi._terms.condition import parted
from koleksi.book import Entry


@pytest.mark.parametrize(
    ("remarks", "condition", "rest"),
    [
        ("sampul sobek", "sampul sobek", ""),
        ("Rusak", "Rusak", ""),
        ("halaman 5 hilang", "halaman 5 hilang", ""),
        ("hal. 10-12 lepas", "hal. 10-12 lepas", ""),
        ("hilang", "hilang", ""),
        ("hilang dipinjam siswa kelas 5", "hilang dipinjam siswa kelas 5", ""),
        ("Kondisi masih baik", "Kondisi masih baik", ""),
        ("cover depan robek, agak kotor", "cover depan robek, agak kotor", ""),
        ("sampul sobek; Hadiah dari penerbit", "sampul sobek", "Hadiah dari penerbit"),
        ("torn cover", "torn cover", ""),
        ("Novel tentang anak yang hilang", "", "Novel tentang anak yang hilang"),
        ("Berisi gambar dan lagu", "", "Berisi gambar dan lagu"),
        ("Buku", "", "Buku"),
        ("Bibliografi: hlm. 7", "", "Bibliografi: hlm. 7"),
        ("5", "", "5"),
        ("", "", ""),
    ],
)
def test_remarks_are_parted(remarks: str, condition: str, rest: str) -> None:
    assert parted(remarks) == (condition, rest)


def test_a_remark_on_the_copy_goes_to_the_copy_in_every_output(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("Judul,Pengarang,Keterangan\nLaskar Pelangi,Andrea Hirata,sampul sobek\n", encoding="utf-8")
    (entry,) = intake.read(source)
    assert isinstance(entry, Entry)
    assert (entry.book.notes, entry.copies[0].condition) == ((), "sampul sobek")
    process.run([source], tmp_path / "out")
    (record,) = marc.read(tmp_path / "out" / "katalog.mrc")
    assert record["852"]["q"] == "sampul sobek" and "500" not in record
    (record,) = marc.read(tmp_path / "out" / "koha.mrc")
    assert record["952"]["z"] == "sampul sobek" and "500" not in record
    register = list(_cells(tmp_path / "out" / "buku_induk.xlsx"))
    assert dict(zip(*register, strict=True))["Keterangan"] == "sampul sobek"


def _cells(path: Path) -> list[list[object]]:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
