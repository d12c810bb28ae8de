"""Spoiled text of lists, folders of lists, and what is shown before anything is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from koleksi import intake, process
from koleksi._intake.encodings import decode
from koleksi._intake.mending import is_damaged, mend
from koleksi.cli.root import cli
from koleksi.errors import InputError
from koleksi.job.sources import gather, lists_of
from typed_lists import BOOKS, a_list, a_workbook, entries, told

# text


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("Laut &amp; pantai", "Laut & pantai"),
        ("Jum&#039;at &quot;Kliwon&quot;", 'Jum\'at "Kliwon"'),
        ("Kisah&nbsp;nabi", "Kisah nabi"),
        ("Satu &amp;amp; dua", "Satu & dua"),
        ("<i>Senja</i><br/>di laut", "Senja di laut"),
        ("Jum\\'at", "Jum'at"),
        ("satu\\ndua", "satu dua"),
        ("CafÃ© JosÃ©", "Café José"),
        ("Al-Qurâ€™an", "Al-Qur\u2019an"),
        ("JumÃ¢â‚¬â„¢at", "Jum\u2019at"),
        ("Caf√© ‚Äì satu", "Café \u2013 satu"),
        ("Kaf├®", "Kafé"),
        ("á¸¤adÄ«th", "Ḥadīth"),
    ],
)
def test_spoiled_text_is_mended(cell: str, meant: str) -> None:
    assert mend(cell)[0] == meant


@pytest.mark.parametrize(
    "cell",
    [
        "AT&T",
        "R&D; penelitian",
        "<Toha, Mark><Lane, B>",
        "Siapa? Aku",
        "C:\\new",
        "Café \u2019",
        "École",
        "مقدمة",
        "Ångström",
        "a < b",
    ],
)
def test_text_that_is_as_it_should_be_is_left(cell: str) -> None:
    assert mend(cell) == (cell, [])


def test_letters_that_are_lost_are_told(tmp_path: Path) -> None:
    assert is_damaged("Jum?at") and is_damaged("Kaf\ufffd") and not is_damaged("Apa? siapa?")
    path = a_list(tmp_path, "Judul;Pengarang\nJum?at Kliwon;Ani\n")
    assert told(path) == [("text-damaged", 2, "Jum?at Kliwon")]


def test_an_entity_parts_no_cells_where_semicolons_do(tmp_path: Path) -> None:
    (entry,) = entries(a_list(tmp_path, "Judul;Pengarang;Penerbit\nLaut &amp; pantai;Ani;Tim &amp; Co\n"))
    assert (entry.book.title, entry.book.authors, entry.book.publisher) == ("Laut & pantai", ("Ani",), "Tim & Co")


def test_the_quotes_of_a_dump_end_no_cell(tmp_path: Path) -> None:
    (entry,) = entries(a_list(tmp_path, 'Judul,Pengarang\n"Si \\"Doel\\", anak Betawi",Aman\n'))
    assert (entry.book.title, entry.book.authors) == ('Si "Doel", anak Betawi', ("Aman",))


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp437", "cp850"])
def test_the_code_page_is_the_one_under_which_letters_read_well(encoding: str) -> None:
    text = "Judul;Pengarang\nLes misérables à la maison;José Müller\n"
    assert decode(text.encode(encoding)).text == text


def test_central_european_windows_is_told_from_western() -> None:
    assert decode("Lech Wałęsa, Łódź i Świętość".encode("cp1250")).encoding == "cp1250"


def test_how_letters_were_read_is_told_and_that_it_is_not_sure(tmp_path: Path) -> None:
    sure = a_list(tmp_path, "Judul;Pengarang\nMisérables;Hugo\n", encoding="mac_roman")
    assert [code for code, _, _ in told(sure)] == ["encoding"]
    unsure = tmp_path / "lain.csv"
    unsure.write_bytes(b"Judul;Pengarang\nMis\xb1rab\xb5;Hugo\n")
    assert [code for code, _, _ in told(unsure)] == ["encoding-unsure"]


# folders and locked files


def test_a_folder_is_all_its_lists_in_the_order_of_their_names(tmp_path: Path) -> None:
    lists = tmp_path / "daftar"
    (lists / "sub").mkdir(parents=True)
    a_list(lists, "Judul\nDua\n", "b.csv")
    a_list(lists, "Judul\nSatu\n", "A.csv")
    a_list(lists / "sub", "Judul\nTiga\n", "b.csv")
    a_list(lists, "bukan daftar\n", "catatan.txt")
    for name in ("~$b.xlsx", "surat.pdf", "koleksi.toml", ".hidden.csv"):
        a_list(lists, "x", name)
    found, problems = gather([lists])
    assert [entry.book.title for entry in found] == ["Satu", "Dua", "Tiga"]
    said = {(Path(one.source).name, one.severity) for one in problems if one.code == "file-passed"}
    assert said == {("~$b.xlsx", "note"), ("surat.pdf", "note"), ("catatan.txt", "warning")}


def test_results_inside_a_folder_of_lists_are_no_lists(tmp_path: Path) -> None:
    a_list(tmp_path, "Judul;Pengarang\nBumi;Tere Liye\n", "a.csv")
    (tmp_path / "lain").mkdir()
    a_list(tmp_path / "lain", "Judul;Pengarang\nHujan;Tere Liye\n", "a.csv")
    first = process.run([tmp_path], tmp_path / "hasil")
    second = process.run([tmp_path], tmp_path / "hasil")
    assert (first.rows, second.rows, second.new, second.vanished) == (2, 2, 0, 0)


def test_a_lock_file_is_told_and_the_list_beside_it_is_read(tmp_path: Path) -> None:
    path = a_list(tmp_path, "Judul\nBumi\n")
    lock = a_list(tmp_path, "x", "~$daftar.xlsx")
    found, problems = gather([lock, path])
    assert ([entry.book.title for entry in found], [one.code for one in problems]) == (["Bumi"], ["file-passed"])
    with pytest.raises(InputError, match="berkas kunci"):
        list(intake.read(lock))


def test_a_folder_without_files_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kosong"):
        list(lists_of([tmp_path]))


# what was understood


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_dry_run_shows_sheets_columns_examples_and_what_was_passed_over(tmp_path: Path, lang: str) -> None:
    rows = (
        *BOOKS,
        ("", "RAK 2", "", ""),
        (3, "Hujan", "Tere Liye", 1),
        (4, "Ayah", "Andrea Hirata", 1),
        ("", "Jumlah", "", 5),
    )
    path = a_workbook(tmp_path, Buku=rows, Petugas=(("Nama", "Jabatan"), ("Sari", "Kepala")))
    said = CliRunner().invoke(cli, ["--lang", lang, "process", str(path), "--dry-run"], catch_exceptions=False).output
    wanted = {
        "id": (
            "lembar 'Buku': 4 baris buku", "judul kolom: baris 1", "Judul -> judul: Laskar Pelangi; Bumi; Hujan",
            "No -> tidak dipakai: 1; 2; 3", "baris 4 'RAK 2': lokasi buku di bawahnya",
            "baris 7 'Jumlah 5': jumlah, dilewati",
            "lembar 'Petugas': dilewati: tidak ada kolom judul atau ISBN",
        ),
        "en": (
            "sheet 'Buku': 4 rows of books", "headings: row 1", "Judul -> title: Laskar Pelangi; Bumi; Hujan",
            "No -> not used: 1; 2; 3", "row 4 'RAK 2': where the books below stand",
            "row 7 'Jumlah 5': a sum, passed over",
            "sheet 'Petugas': passed over: it has no column of titles or ISBNs",
        ),
    }  # fmt: skip
    assert not [line for line in wanted[lang] if line not in said]
    assert not (tmp_path / "hasil").exists()


def test_a_stroke_before_a_doubled_quote_is_text(tmp_path: Path) -> None:
    path = a_list(tmp_path, 'Judul;Pengarang;Tahun\nSatu;"Adi; Budi \\Bowo\\""";2013\nDua;Ani;2014\n')
    assert [entry.book.title for entry in entries(path)] == ["Satu", "Dua"]
