"""What is handed over to a library system: said first, each thing once, under a code of the library's own."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from koleksi import process
from koleksi.book import Book, Copy
from koleksi.errors import UsageError
from koleksi.exports import slims, slims_lines
from koleksi.job import catalogue
from koleksi.job.memory.folder import accept

HEAD = "Judul,Pengarang,Penerbit,Tahun,Jumlah,DDC\n"
LIST = "Laskar Pelangi,Andrea Hirata,Bentang,2005,1,813\nBumi Manusia,Pramoedya Ananta Toer,Hasta Mitra,1980,1,813\n"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01


def run(folder: Path, text: str = LIST, *, code: str = "", change: bool = False) -> Path:
    (folder / "daftar.csv").write_text(HEAD + text, encoding="utf-8")
    if code:
        (folder / "koleksi.toml").write_text(f'[library]\ncode = "{code}"\n', encoding="utf-8")
    process.run([folder / "daftar.csv"], folder / "hasil", change_settings=change)
    return folder / "hasil"


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def control_numbers(folder: Path) -> list[str]:
    return [entry.book.record_id for entry in process.gather([folder / "katalog.mrc"])[0]]


def test_a_record_that_was_handed_over_is_not_imported_again(tmp_path: Path) -> None:
    accept(run(tmp_path))
    more = LIST.replace("2005,1", "2005,2") + "Siti Nurbaya,Marah Rusli,Balai Pustaka,1922,1,813\n"
    new = run(tmp_path, more) / "baru"
    assert [row[0] for row in rows(new / "slims_biblio.csv")] == ["title", "Siti Nurbaya"]
    # The copy that must be typed in first stands last: a code that SLiMS lacks ends its import.
    assert [row[18] for row in rows(new / "slims_item.csv")] == ["Siti Nurbaya", "Laskar Pelangi"]
    sheet = openpyxl.load_workbook(new / "slims_manual.xlsx")["Tambah eksemplar"]
    assert [row[:2] for row in sheet.iter_rows(min_row=2, values_only=True)] == [("Laskar Pelangi", "B0000003")]
    assert "slims_manual.xlsx" in (new / "BACA-DULU.txt").read_text(encoding="utf-8")


def test_what_is_said_of_a_copy_that_is_typed_in_by_hand_goes_with_it(tmp_path: Path) -> None:
    head = HEAD.replace("DDC", "DDC,Keadaan,Catatan")
    text = LIST.replace("813\n", "813,,\n")
    (tmp_path / "daftar.csv").write_text(head + text, encoding="utf-8")
    process.run([tmp_path / "daftar.csv"], tmp_path / "hasil")
    accept(tmp_path / "hasil")
    text += "Laskar Pelangi,Andrea Hirata,Bentang,2005,1,813,sampul robek,\n"
    (tmp_path / "daftar.csv").write_text(head + text, encoding="utf-8")
    process.run([tmp_path / "daftar.csv"], tmp_path / "hasil")
    sheet = openpyxl.load_workbook(tmp_path / "hasil" / "baru" / "slims_manual.xlsx")["Tambah eksemplar"]
    names, line = sheet.iter_rows(values_only=True)
    assert dict(zip(names, line, strict=True))["Tambahkan ke catatan judul"] == "B0000003: sampul robek"


def test_a_corrected_class_is_told_and_makes_no_second_record(tmp_path: Path) -> None:
    accept(run(tmp_path))
    new = run(tmp_path, LIST.replace("1980,1,813", "1980,1,899.221")) / "baru"
    assert len(rows(new / "slims_biblio.csv")) == 1 and not rows(new / "slims_item.csv")
    sheet = openpyxl.load_workbook(new / "slims_manual.xlsx")["Perbaiki"]
    assert [row[:3] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        ("Bumi Manusia", "B0000002", "899.221")
    ]


def test_where_nothing_is_new_there_is_nothing_to_import_or_print(tmp_path: Path) -> None:
    accept(run(tmp_path))
    out = run(tmp_path)
    assert [path.name for path in (out / "baru").iterdir()] == ["BACA-DULU.txt"]
    said = (out / "baru" / "BACA-DULU.txt").read_text(encoding="utf-8")
    assert said.count(".") == 1 and "Tidak ada yang baru" in said
    more = LIST + "Siti Nurbaya,Marah Rusli,Balai Pustaka,1922,1,813\n"
    assert (run(tmp_path, more) / "baru" / "label.pdf").is_file()
    accept(out)
    run(tmp_path, more)
    assert [path.name for path in (out / "baru").iterdir()] == ["BACA-DULU.txt"], "those of the run before are gone"


def test_copies_of_a_known_title_make_no_second_record(tmp_path: Path) -> None:
    """SLiMS cannot move a copy to another record."""
    done = run(tmp_path)
    (tmp_path / "lagi.csv").write_text(HEAD + LIST.splitlines(keepends=True)[0], encoding="utf-8")
    process.run([tmp_path / "lagi.csv"], tmp_path / "lagi", against=done / "katalog.mrc")
    assert len(rows(tmp_path / "lagi" / "slims_biblio.csv")) == 1
    assert [row[0] for row in rows(tmp_path / "lagi" / "slims_item.csv")] == ["B0000003"]
    assert (tmp_path / "lagi" / "slims_manual.xlsx").exists()
    told = (tmp_path / "lagi" / "masalah.csv").read_text(encoding="utf-8-sig")
    assert "pindahkan" not in told and "slims_manual.xlsx" in told


def test_what_to_import_is_said_first_in_one_language(tmp_path: Path) -> None:
    out = run(tmp_path)
    page, text = ((out / name).read_text(encoding="utf-8") for name in ("laporan.html", "BACA-DULU.txt"))
    assert page.index("slims_biblio.csv lalu slims_item.csv") < page.index("<h1>")
    assert "Satu kali saja" in text and "Only once" not in text
    assert not (out / "slims.mrc").exists()
    process.run([tmp_path / "daftar.csv"], tmp_path / "english", lang="en")
    english = (tmp_path / "english" / "BACA-DULU.txt").read_text(encoding="utf-8")
    assert "Only once" in english and "Satu kali" not in english


def test_inlislites_import_has_the_names_that_its_pages_show(tmp_path: Path) -> None:
    """Its menu says "Import Data dari Excel", its button "Proses", and no page of it has formats to choose from."""
    run(tmp_path)
    process.run([tmp_path / "daftar.csv"], tmp_path / "english", lang="en")
    for name in ("hasil", "english"):
        text = (tmp_path / name / "BACA-DULU.txt").read_text(encoding="utf-8")
        (said,) = (part for part in text.split("\n\n") if part.startswith("INLISLite"))
        assert "Akuisisi, Import Data dari Excel" in said and "Proses" in said and "AACR" not in said
        assert "[inlislite]" in said, "a code of a place that it does not know becomes a new place"


def test_a_code_of_the_librarys_own_is_asked_for_until_the_first_hand_over(tmp_path: Path) -> None:
    out = run(tmp_path)
    for name in ("laporan.html", "BACA-DULU.txt"):
        assert "PD00000001" in (out / name).read_text(encoding="utf-8")
    assert json.loads((out / "ringkasan.json").read_text(encoding="utf-8"))["code_wanted"] == "PD"
    accept(out)
    run(tmp_path)
    assert "PD00000001" not in (out / "BACA-DULU.txt").read_text(encoding="utf-8")


def test_the_code_may_change_until_the_first_hand_over_and_then_only_new_records_have_it(tmp_path: Path) -> None:
    run(tmp_path)
    out = run(tmp_path, code="SKM")
    assert control_numbers(out) == ["SKM00000001", "SKM00000002"]
    accept(out)
    with pytest.raises(UsageError):
        run(tmp_path, code="CLM")
    more = LIST + "Siti Nurbaya,Marah Rusli,Balai Pustaka,1922,1,813\n"
    run(tmp_path, more, code="CLM", change=True)
    assert sorted(control_numbers(out)) == ["CLM00000003", "SKM00000001", "SKM00000002"]
    before = (out / "katalog.mrc").read_bytes()
    run(tmp_path, more)
    assert (out / "katalog.mrc").read_bytes() == before


def test_a_marc_file_for_slims_has_no_character_that_its_tables_refuse(tmp_path: Path) -> None:
    out = run(tmp_path, "Laskar 📚 Pelangi,Andrea Hirata,Bentang,2005,1,813\n")
    _, problems = catalogue.convert_marc(out / "katalog.mrc", tmp_path / "slims.mrc", "slims")
    assert [problem.code for problem in problems] == ["slims-character"]
    assert max(map(ord, (tmp_path / "slims.mrc").read_text(encoding="utf-8"))) < 0x10000


def test_a_code_that_is_set_while_the_list_grows_is_every_records(tmp_path: Path) -> None:
    run(tmp_path)
    out = run(tmp_path, LIST + "Siti Nurbaya,Marah Rusli,Balai Pustaka,1922,1,813\n", code="SKM")
    assert sorted(control_numbers(out)) == ["SKM00000001", "SKM00000002", "SKM00000003"]
    assert not (out / "baru").exists()


def test_both_files_for_slims_say_the_same_of_bodies_series_and_acquisition() -> None:
    book = Book(
        title="Ladang", authors=("Bina Pustaka Mandiri", "Temu Sastra"), bodies=("Bina Pustaka Mandiri",),
        meetings=("Temu Sastra",), series="Seri A", series_number="12", record_id="X1",
    )  # fmt: skip
    copy = Copy(barcode="B1", source="hadiah")
    record = json.loads(slims_lines.lines([slims_lines.Item(book=book, copies=[copy])]).splitlines()[1])
    assert record["authors"] == [["Bina Pustaka Mandiri", "o", 1], ["Temu Sastra", "c", 2]]
    assert record["series_title"] == "Seri A ; 12" and record["items"][0]["source"] == "2"
    biblio, _ = slims.biblio_csv([(book, [copy])])
    items, _ = slims.item_csv([(book, [copy])])
    assert "Seri A ; 12" in biblio.decode() and "<Bina Pustaka Mandiri>" in biblio.decode()
    assert next(csv.DictReader(io.StringIO(items.decode()), slims.ITEM_COLUMNS))["source"] == "2"
