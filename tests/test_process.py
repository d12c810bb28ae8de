"""The main job, as a volunteer meets it: a list goes in, everything that was promised comes out."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pymarc
import pytest
from click.testing import CliRunner

from koleksi import process
from koleksi.cli.root import cli
from koleksi.errors import InputError, UsageError
from koleksi.job.outputs import FILES
from main_job import DONATION, TWICE, barcodes, done_once, part_all_merged, summary  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def registered(folder: Path) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(folder / "buku_induk.xlsx")["Buku Induk"]
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_every_promised_file_is_there(done: Path) -> None:
    there = {path.name for path in done.iterdir()}
    assert set(FILES) <= there
    assert "inlislite-001.xlsx" in there
    assert not [name for name in there if name.endswith((".tmp", ".dipakai"))]


def test_every_row_is_accounted_for(done: Path) -> None:
    counts = summary(done)
    assert counts["rows"] == 60
    assert counts["books"] + counts["merged_rows"] + counts["lost_rows"] == counts["rows"]
    assert counts["copies"] == 137  # the sum of the column Eks, one where it is empty


def test_a_book_typed_twice_is_one_record_with_its_copies_together(done: Path) -> None:
    titles = Counter(record.title for record in pymarc.MARCReader((done / "katalog.mrc").read_bytes()))
    assert [title for title in titles if title and title.casefold() == "laskar pelangi /"] == ["Laskar Pelangi /"]
    record = next(
        r for r in pymarc.MARCReader((done / "katalog.mrc").read_bytes()) if (r.title or "").startswith("Laskar")
    )
    assert len(record.get_fields("990")) == 4


def test_volumes_and_classes_stay_apart(done: Path) -> None:
    titles = [record.title or "" for record in pymarc.MARCReader((done / "katalog.mrc").read_bytes())]
    assert sum("Matematika" in title for title in titles) == 4
    assert sum("Tafsir Al-Azhar" in title for title in titles) == 2
    assert sum("Doraemon" in title for title in titles) == 2
    assert sum("Bendera Revolusi" in title for title in titles) == 2


def test_one_barcode_a_copy_the_same_everywhere(done: Path) -> None:
    codes = barcodes(done)
    assert len(codes) == len(set(codes)) == 137
    assert {row[3] for row in registered(done)} == set(codes)
    koha = [f["p"] for r in pymarc.MARCReader((done / "koha.mrc").read_bytes()) for f in r.get_fields("952")]
    assert sorted(koha) == sorted(codes)
    inlis = openpyxl.load_workbook(done / "inlislite-001.xlsx")["Sheet1"]
    assert {row[3] for row in inlis.iter_rows(min_row=3, values_only=True)} == set(codes)


def test_slims_gets_every_item_code_of_a_record(done: Path) -> None:
    with (done / "slims_biblio.csv").open(encoding="utf-8", newline="") as stream:
        codes = [code for row in csv.DictReader(stream) for code in row["item_code"].strip("<>").split("><")]
    assert sorted(codes) == sorted(barcodes(done))


def test_a_known_novelist_is_classed_as_literature_whatever_the_title_seems_to_say(done: Path) -> None:
    record = next(
        r for r in pymarc.MARCReader((done / "katalog.mrc").read_bytes()) if (r.title or "").startswith("Laskar")
    )
    assert record["082"]["a"] == "813", "the class of Indonesian stories until another is chosen"


def test_the_catalogue_is_read_back_whole_by_pymarc(done: Path) -> None:
    for name in ("katalog.mrc", "koha.mrc"):
        records = list(pymarc.MARCReader((done / name).read_bytes()))
        assert None not in records
        assert len(records) == summary(done)["books"]
    assert len(pymarc.parse_xml_to_array(str(done / "katalog.xml"))) == summary(done)["books"]


def test_wrong_isbns_are_kept_and_explained(done: Path) -> None:
    with (done / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        problems = list(csv.DictReader(stream, delimiter=";"))
    wrong = next(p for p in problems if p["nilai"] == "9786024125188")
    assert (wrong["sumber"], wrong["baris"], wrong["kolom"]) == ("donasi.csv", "18", "ISBN")
    assert wrong["tindakan"] and wrong["tingkat"] == "peringatan"
    told = next(p for p in summary(done)["problem_list"] if p["value"] == "9786024125188")
    assert (told["row"], told["severity"]) == (18, "warning") and told["what_to_do"]
    kept = [
        f["z"]
        for r in pymarc.MARCReader((done / "katalog.mrc").read_bytes())
        for f in r.get_fields("020")
        if f.get("z")
    ]
    assert "9786024125188" in kept


def test_the_same_command_again_gives_the_same_bytes(done: Path, tmp_path: Path) -> None:
    again = tmp_path / "lagi"
    process.run([DONATION], again)
    for name in (*FILES, "inlislite-001.xlsx"):
        if name != "koleksi.db":
            assert (again / name).read_bytes() == (done / name).read_bytes(), name
    before = {path.name: path.read_bytes() for path in again.iterdir() if path.name != "koleksi.db"}
    process.run([DONATION], again)
    assert {path.name: path.read_bytes() for path in again.iterdir() if path.name != "koleksi.db"} == before


def test_rows_added_in_front_change_no_number(tmp_path: Path) -> None:
    lines = DONATION.read_text(encoding="utf-8").splitlines(keepends=True)
    sheet, out = tmp_path / "daftar.csv", tmp_path / "hasil"
    sheet.write_text("".join(lines[:30]), encoding="utf-8")
    process.run([sheet], out)
    before = {row[3]: row[6] for row in registered(out)}
    sheet.write_text(
        "".join([*lines[:2], "0,Buku Yang Datang Belakangan,Seseorang,,,,2,Hibah,\n", *lines[2:]]), encoding="utf-8"
    )
    process.run([sheet], out)
    after = {row[3]: row[6] for row in registered(out)}
    assert {code: after[code] for code in before} == before
    assert len(after) > len(before)


def test_decisions_typed_into_the_review_sheet_change_the_next_run(tmp_path: Path) -> None:
    sheet, out = tmp_path / "daftar.csv", tmp_path / "hasil"
    sheet.write_text("Judul,Pengarang,Penerbit,Thn\nZyxwv Qponm,Anu,,\n", encoding="utf-8")
    process.run([sheet], out)
    book = openpyxl.load_workbook(out / "tinjau.xlsx")
    assert book["Kelas"]["B2"].value == "Zyxwv Qponm"
    book["Kelas"]["A2"] = "398.2"
    book.save(out / "tinjau.xlsx")
    result = process.run([sheet], out)
    assert result.to_review == 0
    (record,) = pymarc.MARCReader((out / "katalog.mrc").read_bytes())
    assert record["082"]["a"] == "398.2"
    assert process.run([sheet], out).to_review == 0  # remembered without the sheet's row


_WITH_REASONS = ("Kelas", "Kembar", "Digabung", "Classes", "Duplicates", "Joined")


def words_of(folder: Path) -> str:
    """All that a person reads in the review sheet, the problems and the report; the data itself is not looked at."""
    book = openpyxl.load_workbook(folder / "tinjau.xlsx")
    cells = [str(cell.value or "") for sheet in book for cell in sheet[1]] + book.sheetnames
    cells += [str(cell.value) for cell in book.worksheets[0]["A"]]
    for sheet in (book[name] for name in book.sheetnames if name in _WITH_REASONS):
        column = next(cell.column for cell in sheet[1] if str(cell.value).startswith(("alasan", "reasons")))
        reasons = [str(row[column - 1].value or "") for row in sheet.iter_rows(min_row=2)]
        cells += [re.sub(r"[^;()]+\(", "(", reason) for reason in reasons]  # "matematika kelas (title)" quotes a title
    with (folder / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells += [
            row[name] for row in csv.DictReader(stream, delimiter=";") for name in ("tingkat", "masalah", "tindakan")
        ]
    page = (folder / "laporan.html").read_text(encoding="utf-8").partition("<body>")[2]
    return " ".join([*cells, *re.findall(r"<(?:h2|li|p|th)[^>]*>([^<]+)", page)])


INDONESIAN = re.compile(
    r"\b(?:yang|dan|atau|tidak|untuk|dengan|baris|judul|sama|beda|kelas|periksa|pengarang)\b", re.IGNORECASE
)


ENGLISH = re.compile(
    r"\b(?:the|and|or|not|with|of|title|row|same|different|class|check|author|warning)\b", re.IGNORECASE
)


def test_what_people_read_is_in_one_language(done: Path, tmp_path: Path) -> None:
    assert not ENGLISH.findall(words_of(done)), "English in an Indonesian run"
    process.run([DONATION], tmp_path, lang="en")
    assert not INDONESIAN.findall(words_of(tmp_path)), "Indonesian in an English run"


def test_a_review_sheet_is_understood_in_either_language(tmp_path: Path) -> None:
    sheet, out = tmp_path / "daftar.csv", tmp_path / "hasil"
    sheet.write_text(TWICE + "Zyxwv Qponm,,\n", encoding="utf-8")
    process.run([sheet], out, lang="en")
    book = openpyxl.load_workbook(out / "tinjau.xlsx")
    unknown = next(row for row in book["Classes"].iter_rows(min_row=2) if row[1].value == "Zyxwv Qponm")
    unknown[0].value = 20  # Excel makes 20 of the class 020
    book["Joined"]["A2"] = "different"
    book.save(out / "tinjau.xlsx")
    assert process.run([sheet], out).books == 4
    numbers = [record["082"]["a"] for record in pymarc.MARCReader((out / "katalog.mrc").read_bytes())]
    assert "020" in numbers


def test_copies_beyond_what_is_kept_are_surplus(tmp_path: Path) -> None:
    settings = tmp_path / "koleksi.toml"
    settings.write_text("max_copies = 2\n[library]\nname = 'TBM Ceria'\n", encoding="utf-8")
    result = process.run([DONATION], tmp_path / "hasil", config=settings)
    assert result.surplus == 137 - result.copies > 0
    most = max(len(r.get_fields("990")) for r in pymarc.MARCReader((tmp_path / "hasil" / "katalog.mrc").read_bytes()))
    assert most == 2


def test_rows_that_were_taken_for_one_edition_are_parted_in_the_review_sheet(tmp_path: Path) -> None:
    sheet, out = tmp_path / "daftar.csv", tmp_path / "hasil"
    sheet.write_text(TWICE, encoding="utf-8")
    assert process.run([sheet], out).books == 2
    numbers = sorted(barcodes(out))
    assert part_all_merged(out) == ["daftar.csv:4", "daftar.csv:2"]
    assert process.run([sheet], out).books == 3
    assert sorted(barcodes(out)) == numbers, "a decision changes no number"


def test_a_mark_typed_before_the_class_keeps_its_place(tmp_path: Path) -> None:
    sheet = tmp_path / "daftar.csv"
    sheet.write_text(
        "Judul,Pengarang,No Klas\nKamus Besar Bahasa Indonesia,Tim Penyusun,R 499.221\nLaskar Pelangi,Andrea "
        "Hirata,813 HIR l\n",
        encoding="utf-8",
    )
    process.run([sheet], tmp_path / "hasil")
    made = [r["084"]["a"] for r in pymarc.MARCReader((tmp_path / "hasil" / "katalog.mrc").read_bytes())]
    assert made == ["R 499.221 TIM k", "813 HIR l"]


def test_local_practice_of_classes_and_marks(tmp_path: Path) -> None:
    sheet, settings = tmp_path / "daftar.csv", tmp_path / "koleksi.toml"
    sheet.write_text("Judul,Pengarang\nSiti Nurbaya,Marah Rusli\nKamus Besar Bahasa Indonesia,\n", encoding="utf-8")
    settings.write_text("[classes]\nfiction = '813'\n[prefixes]\nreference = 'R'\nfiction = 'F'\n", encoding="utf-8")
    process.run([sheet], tmp_path / "hasil", config=settings)
    made = [r["084"]["a"] for r in pymarc.MARCReader((tmp_path / "hasil" / "katalog.mrc").read_bytes())]
    assert made[0] == "F 813 RUS s" and made[1].startswith("R 499.2213 ")
    settings.write_text("[classes]\narticles = ['the']\n", encoding="utf-8")
    sheet.write_text("Judul,Pengarang\nSi Kancil,Tira Ikranegara\n", encoding="utf-8")
    process.run([sheet], tmp_path / "kancil", config=settings)
    assert next(pymarc.MARCReader((tmp_path / "kancil" / "katalog.mrc").read_bytes()))["084"]["a"].endswith(" IKR s")
    settings.write_text("[classes]\nchildren = 'anak'\n", encoding="utf-8")
    with pytest.raises(UsageError, match="children"):
        process.run([sheet], tmp_path / "hasil", config=settings)


def test_a_list_that_is_left_out_of_its_folder_is_told(tmp_path: Path) -> None:
    one, other, out = tmp_path / "satu.csv", tmp_path / "dua.csv", tmp_path / "hasil"
    one.write_text("Judul,Pengarang\nTimun Mas,X\nKancil,Y\n", encoding="utf-8")
    other.write_text("Judul,Pengarang\nBuku Lain Sama Sekali,X\n", encoding="utf-8")
    process.run([one], out)
    process.run([other], out)
    said = (out / "masalah.csv").read_text(encoding="utf-8-sig")
    assert "list-left-out" in said and "satu.csv" in said
    process.run([one, other], out)
    assert "list-left-out" not in (out / "masalah.csv").read_text(encoding="utf-8-sig")


def test_a_list_under_another_name_is_not_one_that_was_left_out(tmp_path: Path) -> None:
    one, again, out = tmp_path / "daftar.csv", tmp_path / "daftar (1).csv", tmp_path / "hasil"
    one.write_text("Judul,Pengarang\nTimun Mas,X\nKancil,Y\nBumi Manusia,Z\n", encoding="utf-8")
    again.write_text("Judul,Pengarang\nTimun Mas,X\nKancil,Y\n", encoding="utf-8")
    process.run([one], out)
    summary = process.run([again], out)
    assert "list-left-out" not in (out / "masalah.csv").read_text(encoding="utf-8-sig") and summary.vanished == 1


def test_a_catalogues_class_that_is_none_is_classed_anew(tmp_path: Path) -> None:
    record = pymarc.Record()
    record.add_field(
        pymarc.Field("245", ["0", "0"], [pymarc.Subfield("a", "Timun Mas")]),
        pymarc.Field("082", ["0", "4"], [pymarc.Subfield("a", "[E]")]),
    )
    (tmp_path / "lama.mrc").write_bytes(record.as_marc())
    process.run([tmp_path / "lama.mrc"], tmp_path / "hasil")
    (made,) = pymarc.MARCReader((tmp_path / "hasil" / "katalog.mrc").read_bytes())
    assert made["082"]["a"].startswith("398.2")


def test_a_catalogue_is_a_source_too(done: Path, tmp_path: Path) -> None:
    result = process.run([done / "katalog.mrc"], tmp_path / "hasil")
    first = summary(done)
    assert (result.books, result.copies) == (first["books"], first["copies"])
    assert sorted(barcodes(tmp_path / "hasil")) == sorted(barcodes(done))


def test_a_list_of_isbns_is_filled_from_a_pack(done: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    pack, scans = tmp_path / "desa.pack", tmp_path / "scan.txt"
    assert runner.invoke(cli, ["pack", "build", str(done / "katalog.mrc"), "--out", str(pack)]).exit_code == 0
    scans.write_text("979-3062-79-7\n9786020332956\n9790000000000\n", encoding="utf-8")
    result = runner.invoke(cli, ["process", str(scans), "--out", str(tmp_path / "hasil"), "--pack", str(pack)])
    assert result.exit_code == 1  # one line was no ISBN
    titles = {r.title for r in pymarc.MARCReader((tmp_path / "hasil" / "katalog.mrc").read_bytes())}
    assert titles == {"Laskar Pelangi /", "Bumi /"}
    assert summary(tmp_path / "hasil")["lost_rows"] == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("kosong.csv", b"", "kosong"),
        ("web.csv", b"<!DOCTYPE html><html></html>", "halaman web"),
        ("excel.csv", b"PK\x03\x04rest", "Excel"),
        ("kepala.csv", b"Judul,Pengarang\n", "0 buku"),
        ("kutip.csv", b'Judul,Pengarang,ISBN\n"Buku satu,A,1\n' + b"Buku,B,2\n" * 9, "kutip"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_a_sentence_and_writes_nothing(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    result = CliRunner().invoke(cli, ["process", str(source), "--out", str(tmp_path / "hasil")])
    assert result.exit_code == 3
    assert message in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "hasil" / "katalog.mrc").exists()


def test_an_unreadable_review_sheet_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    process.run([DONATION], out)
    (out / "tinjau.xlsx").write_bytes(b"half a file")
    with pytest.raises(InputError, match="tinjau"):
        process.run([DONATION], out)
    assert (out / "tinjau.xlsx").read_bytes() == b"half a file"


def test_a_source_that_would_be_overwritten_is_refused(done: Path, tmp_path: Path) -> None:
    folder = tmp_path / "hasil"
    shutil.copytree(done, folder)
    with pytest.raises(UsageError):
        process.run([folder / "katalog.mrc"], folder)


def test_a_setting_that_does_not_exist_is_named(tmp_path: Path) -> None:
    settings = tmp_path / "koleksi.toml"
    settings.write_text("[labels]\nshet = 'tj121'\n", encoding="utf-8")
    with pytest.raises(UsageError, match="shet"):
        process.run([DONATION], tmp_path / "hasil", config=settings)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["mosque_library.csv", "dormitory_library.csv", "university_gift.csv"])
def test_real_lists_lose_no_row(name: str, shared: Path, tmp_path: Path) -> None:
    source = tmp_path / name
    lines = (shared / "data" / "donated" / name).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    source.write_text("".join(lines[:600]), encoding="utf-8")
    result = process.run([source], tmp_path / "hasil")
    assert result.rows == 599
    assert result.books + result.merged_rows + result.lost_rows == 599
    assert len(list(pymarc.MARCReader((tmp_path / "hasil" / "katalog.mrc").read_bytes()))) == result.books


@pytest.mark.shared
def test_messy_sheets_hold_what_they_should(shared: Path, tmp_path: Path) -> None:
    folder = shared / "data" / "sheets_messy"
    for name, expected in json.loads((folder / "expected.json").read_text(encoding="utf-8")).items():
        result = process.run([folder / name], tmp_path / name)
        assert result.rows == expected["records"], name
