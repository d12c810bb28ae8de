"""The main job beside a catalogue that is there already: its records get the copies, its numbers go on."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pymarc
import pytest

from koleksi import process
from koleksi.errors import UsageError
from koleksi.job.catalogue import convert_marc
from main_job import DONATION, TWICE, barcodes, done_once, part_all_merged  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def test_new_copies_join_the_record_that_the_catalogue_has(done: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "susulan.csv"
    sheet.write_text(
        "Judul,Pengarang,Penerbit,Thn,ISBN\nLaskar Pelangi,Andrea Hirata,Bentang Pustaka,2005,9793062797\nBuku "
        "Lain Sama Sekali,X,,,\n",
        encoding="utf-8",
    )
    result = process.run([sheet], tmp_path / "hasil", against=done / "katalog.mrc")
    assert result.attached == 1
    known = next(
        r["001"].data
        for r in pymarc.MARCReader((done / "katalog.mrc").read_bytes())
        if (r.title or "").startswith("Laskar")
    )
    assert known in [r["001"].data for r in pymarc.MARCReader((tmp_path / "hasil" / "katalog.mrc").read_bytes())]


def test_a_row_is_parted_from_the_catalogues_record_too(done: Path, tmp_path: Path) -> None:
    sheet, out = tmp_path / "daftar.csv", tmp_path / "hasil"
    sheet.write_text(TWICE, encoding="utf-8")
    assert process.run([sheet], out, against=done / "katalog.mrc").attached == 1
    assert part_all_merged(out)[1].startswith("katalog ")
    assert process.run([sheet], out, against=done / "katalog.mrc").attached == 0


def test_the_catalogue_that_a_list_is_held_against_is_not_overwritten(done: Path, tmp_path: Path) -> None:
    sheet, out = tmp_path / "susulan.csv", tmp_path / "hasil"
    sheet.write_text("Judul,Pengarang\nBuku Lain Sama Sekali,X\n", encoding="utf-8")
    process.run([DONATION], out)
    before = (out / "katalog.mrc").read_bytes()
    for catalogue in (out / "katalog.mrc", out):
        with pytest.raises(UsageError):
            process.run([sheet], out, against=catalogue)
    assert (out / "katalog.mrc").read_bytes() == before


def copies_of(folder: Path, title: str) -> list[tuple[str, str, str]]:
    """(barcode, accession number, number of the copy) of each copy of a record."""
    record = next(
        r for r in pymarc.MARCReader((folder / "katalog.mrc").read_bytes()) if (r.title or "").startswith(title)
    )
    return [(f["b"], f["a"], f["t"]) for f in record.get_fields("990")]


@pytest.mark.parametrize(
    "catalogue", ["katalog.mrc", "katalog.xml", "slims_biblio.csv", "koha.mrc", "inlislite-001.xlsx", "."]
)
def test_numbers_go_on_behind_those_of_the_catalogue(done: Path, tmp_path: Path, catalogue: str) -> None:
    sheet = tmp_path / "susulan.csv"
    sheet.write_text(
        "Judul,Pengarang,Penerbit,Thn,ISBN,Jumlah\nLaskar Pelangi,Andrea Hirata,Bentang "
        "Pustaka,2005,9793062797,2\nBuku Lain Sama Sekali,X,,,,1\n",
        encoding="utf-8",
    )
    process.run([sheet], tmp_path / "hasil", against=done / catalogue)
    held, taken = len(copies_of(done, "Laskar")), barcodes(done)
    last = max(int(barcode.removeprefix("B")) for barcode in taken)
    assert [barcode for barcode, _, _ in copies_of(tmp_path / "hasil", "Laskar")] == [
        f"B{last + 1:07d}",
        f"B{last + 2:07d}",
    ]
    assert [number for _, _, number in copies_of(tmp_path / "hasil", "Laskar")] == [str(held + 1), str(held + 2)]
    new = next(
        r["001"].data
        for r in pymarc.MARCReader((tmp_path / "hasil" / "katalog.mrc").read_bytes())
        if (r.title or "").startswith("Buku")
    )
    assert new not in [r["001"].data for r in pymarc.MARCReader((done / "katalog.mrc").read_bytes())]
    assert not set(barcodes(tmp_path / "hasil")) & set(taken)


def test_copies_of_the_catalogue_count_for_what_is_kept(done: Path, tmp_path: Path) -> None:
    sheet, settings = tmp_path / "susulan.csv", tmp_path / "koleksi.toml"
    sheet.write_text(
        "Judul,Pengarang,Penerbit,Thn,ISBN,Jumlah\nLaskar Pelangi,Andrea Hirata,Bentang Pustaka,2005,9793062797,3\n",
        encoding="utf-8",
    )
    settings.write_text(f"max_copies = {len(copies_of(done, 'Laskar')) + 1}\n", encoding="utf-8")
    result = process.run([sheet], tmp_path / "hasil", config=settings, against=done / "katalog.mrc")
    assert (result.copies, result.surplus) == (1, 2)


def test_a_catalogue_that_has_this_jobs_copies_already_changes_no_number(tmp_path: Path) -> None:
    sheet, out = tmp_path / "susulan.csv", tmp_path / "hasil"
    sheet.write_text(
        "Judul,Pengarang,Penerbit,Thn,ISBN,Jumlah\nLaskar Pelangi,Andrea Hirata,Bentang Pustaka,2005,9793062797,2\n",
        encoding="utf-8",
    )
    process.run([sheet], out)
    first = copies_of(out, "Laskar")
    catalogue = tmp_path / "ekspor.mrc"
    catalogue.write_bytes((out / "katalog.mrc").read_bytes())
    process.run([sheet], out, against=catalogue)
    assert copies_of(out, "Laskar") == first


def test_a_catalogue_without_numbers_is_told(done: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "susulan.csv"
    sheet.write_text("Judul,Pengarang\nBuku Lain Sama Sekali,X\n", encoding="utf-8")
    convert_marc(done / "katalog.mrc", tmp_path / "slims.mrc", "slims")
    process.run([sheet], tmp_path / "hasil", against=tmp_path / "slims.mrc")
    assert "catalogue-without-numbers" in (tmp_path / "hasil" / "masalah.csv").read_text(encoding="utf-8-sig")


def test_a_pair_with_the_catalogue_is_decided_in_the_review_sheet(done: Path, tmp_path: Path) -> None:
    sheet, out = tmp_path / "susulan.csv", tmp_path / "hasil"
    sheet.write_text("Judul,Pengarang\nLaskar Pelangi,\n", encoding="utf-8")
    first = process.run([sheet], out, against=done / "katalog.mrc")
    assert (first.attached, first.ask_pairs) == (0, 1)
    book = openpyxl.load_workbook(out / "tinjau.xlsx")
    rows = [[cell.value for cell in row] for row in book["Kembar"].iter_rows()]
    assert rows[1][2] == rows[2][2] == "Laskar Pelangi" and str(rows[2][1]).startswith("katalog ")
    book["Kembar"]["A2"] = "sama"
    book.save(out / "tinjau.xlsx")
    second = process.run([sheet], out, against=done / "katalog.mrc")
    assert (second.attached, second.ask_pairs) == (1, 0)
