"""A ledger that is gone, damaged or old: every number stays on its book, and a person is told."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from koleksi import process
from koleksi.cli.root import cli
from koleksi.errors import InputError
from koleksi.job.memory.folder import take_back
from koleksi.process import Summary

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

HEAD = ("Judul", "Pengarang", "Penerbit", "Tahun", "ISBN", "Eks", "No Induk")
Line = tuple[str, ...]
LIST: list[Line] = [
    ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2005", "9789793062792", "2", ""),
    ("Bumi Manusia", "Pramoedya Ananta Toer", "Hasta Mitra", "1980", "", "1", ""),
    ("Matematika SMP Kelas VII", "", "Erlangga", "2014", "", "3", ""),
    ("Matematika SMP Kelas VIII", "", "Erlangga", "2014", "", "1", ""),
    ("Si Kancil", "", "", "", "", "1", ""),
    ("Sejarah Nasional Indonesia Jilid 2", "Sartono Kartodirdjo", "Balai Pustaka", "1977", "", "1", ""),
    ("", "", "", "", "9786020332949", "1", ""),
    ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2005", "9789793062792", "1", ""),
    ("Ensiklopedi Hewan", "", "Gramedia", "2008", "", "1", "77/B/1999"),
]
MORE: list[Line] = [
    ("Perahu Kertas", "Dee Lestari", "Bentang Pustaka", "2009", "", "1", ""),
    ("Cantik Itu Luka", "Eka Kurniawan", "Gramedia", "2004", "", "2", ""),
]


def write(path: Path, lines: list[Line]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEAD)
        writer.writerows(lines)
    return path


def run(folder: Path, lines: list[Line]) -> Summary:
    return process.run([write(folder / "daftar.csv", lines)], folder / "hasil")


def labels(folder: Path) -> dict[str, list[str]]:
    """Title -> the barcodes of its copies, as the register has them and SLiMS's item file says too."""
    sheet = openpyxl.load_workbook(folder / "hasil" / "buku_induk.xlsx")["Buku Induk"]
    found: dict[str, list[str]] = {}
    for row in sheet.iter_rows(min_row=2, values_only=True):
        found.setdefault(str(row[6]), []).append(f"{row[3]} {row[2]}")
    with (folder / "hasil" / "slims_item.csv").open(encoding="utf-8", newline="") as stream:
        items = {f"{row[0]} {row[3]}" for row in csv.reader(stream) if row[0] != "item_code"}
    assert items == {code for codes in found.values() for code in codes}
    return found


def codes_of(labels: dict[str, list[str]]) -> set[str]:
    return {code for codes in labels.values() for code in codes}


def gone(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def page_lost(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as database:
        (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'copies'").fetchone()
    whole[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(whole)


def junk(path: Path) -> None:
    path.write_bytes(b"bukan buku besar " * 999)


DAMAGES = (gone, emptied, cut, page_lost, junk)


@pytest.mark.parametrize("backup", ["backup there", "backup gone"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_ledger_that_is_lost_is_rebuilt(damage: Callable[[Path], None], backup: str, tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = labels(tmp_path)
    ledger = tmp_path / "hasil" / "koleksi.db"
    if backup == "backup gone":
        ledger.with_name("koleksi.db.cadangan").unlink()
    was_there = ledger.stat().st_size
    damage(ledger)
    damaged = ledger.read_bytes() if ledger.exists() else None
    summary = run(tmp_path, [*MORE, *LIST])
    after = labels(tmp_path)
    assert {title: after[title] for title in before} == before
    assert not codes_of(before) & {code for line in MORE for code in after[line[0]]}
    assert summary.repaired == ("ledger-backup" if backup == "backup there" else "ledger-files")
    assert (summary.new, summary.vanished, summary.unsure_rows) == (2, 0, 0)
    assert "ledger-" in (tmp_path / "hasil" / "masalah.csv").read_text(encoding="utf-8-sig")
    if damaged is not None:
        assert ledger.with_name("koleksi.db.rusak-1").read_bytes() == damaged
    assert was_there and run(tmp_path, [*MORE, *LIST]).repaired == "", "said once"
    assert labels(tmp_path) == after


@pytest.mark.parametrize("backup", ["backup there", "backup gone"])
def test_a_ledger_older_than_the_files_is_completed(backup: str, tmp_path: Path) -> None:
    run(tmp_path, LIST)
    ledger, kept = tmp_path / "hasil" / "koleksi.db", tmp_path / "lama.db"
    shutil.copy(ledger, kept)
    run(tmp_path, [*LIST, *MORE])
    before = labels(tmp_path)
    shutil.copy(kept, ledger)
    if backup == "backup gone":
        ledger.with_name("koleksi.db.cadangan").unlink()
    third = ("Ronggeng Dukuh Paruk", "Ahmad Tohari", "Gramedia", "1982", "", "1", "")
    summary = run(tmp_path, [third, *LIST, *MORE])
    after = labels(tmp_path)
    assert {title: after[title] for title in before} == before
    assert not codes_of(before) & set(after[third[0]])
    assert summary.repaired == "ledger-older"
    assert (summary.new, summary.vanished) == (1, 0)
    assert ledger.with_name("koleksi.db.lama-1").exists() == (backup == "backup there")


def test_an_old_ledger_knows_a_row_that_was_corrected_twice_by_the_record_in_the_files(tmp_path: Path) -> None:
    wrong, middle, right = (
        ("Bmi Mnsa", "", "", "", "", "1", ""),
        ("Bumi Mansa", "", "", "", "", "1", ""),
        ("Bumi Manusia", "Pramoedya Ananta Toer", "", "1980", "", "3", ""),
    )
    run(tmp_path, [*LIST[2:], wrong])
    ledger, kept = tmp_path / "hasil" / "koleksi.db", tmp_path / "lama.db"
    shutil.copy(ledger, kept)
    for line in (middle, right):
        run(tmp_path, [*LIST[2:], line])
    before = labels(tmp_path)
    assert len(before["Bumi Manusia"]) == 3
    shutil.copy(kept, ledger)
    ledger.with_name("koleksi.db.cadangan").unlink()
    run(tmp_path, [*MORE, *LIST[2:], right])
    assert {title: labels(tmp_path)[title] for title in before} == before


@pytest.mark.parametrize(
    "left", ["koha.mrc", "katalog.xml", "buku_induk.xlsx", "slims_item.csv"], ids=lambda name: f"only {name}"
)
def test_any_file_that_names_numbers_is_enough(left: str, tmp_path: Path) -> None:
    lines = [line for line in LIST if line[0]]  # a title is all that SLiMS's items say of a book
    run(tmp_path, lines)
    before = labels(tmp_path)
    for path in (tmp_path / "hasil").iterdir():
        if path.name not in (left, "ringkasan.json"):  # by which a folder is known for ours
            path.unlink()
    run(tmp_path, [*MORE, *lines])
    assert {title: labels(tmp_path)[title] for title in before} == before


def test_the_files_gone_and_the_ledger_whole(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = labels(tmp_path)
    for path in (tmp_path / "hasil").iterdir():
        if path.name != "koleksi.db":
            path.unlink()
    summary = run(tmp_path, LIST)
    assert labels(tmp_path) == before
    assert summary.repaired == ""


def test_a_damaged_catalogue_beside_a_lost_ledger(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = labels(tmp_path)
    folder = tmp_path / "hasil"
    cut(folder / "katalog.mrc")
    for name in ("koleksi.db", "koleksi.db.cadangan"):
        (folder / name).unlink()
    run(tmp_path, [*MORE, *LIST])
    assert {title: labels(tmp_path)[title] for title in before} == before


def lose(folder: Path) -> None:
    for name in ("koleksi.db", "koleksi.db.cadangan"):
        (folder / "hasil" / name).unlink()


def test_a_row_corrected_in_the_same_run_finds_its_number(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = labels(tmp_path)
    lose(tmp_path)
    corrected = [("Bumi Manusa", *LIST[1][1:3], "1981", *LIST[1][4:]), *[line for line in LIST if line != LIST[1]]]
    run(tmp_path, corrected)
    assert labels(tmp_path)["Bumi Manusa"] == before["Bumi Manusia"]


def test_a_number_without_its_row_is_named_and_waits_for_it(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = labels(tmp_path)
    lose(tmp_path)
    without = [line for line in LIST if line[0] != "Si Kancil"]
    summary = run(tmp_path, [*without, MORE[0]])
    assert (summary.vanished, summary.retired) == (1, 1)
    sheet = openpyxl.load_workbook(tmp_path / "hasil" / "tinjau.xlsx")["Perubahan"]
    named = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[1] == "hilang dari daftar"]
    assert named[0][2] == "Si Kancil" and before["Si Kancil"][0].split()[0] in str(named[0][6])
    assert not codes_of(before) & set(labels(tmp_path)[MORE[0][0]])
    assert run(tmp_path, [*without, MORE[0]]).vanished == 0, "named once"
    run(tmp_path, [*LIST, MORE[0]])
    assert labels(tmp_path)["Si Kancil"] == before["Si Kancil"]


def test_a_number_taken_off_before_the_ledger_was_lost_is_not_given_again(tmp_path: Path) -> None:
    run(tmp_path, [*LIST, *MORE])
    own, highest = (labels(tmp_path)[title] for title, *_ in MORE[:2])
    run(tmp_path, LIST)
    lose(tmp_path)
    fresh = ("Buku Lain Sama Sekali", *MORE[0][1:])
    run(tmp_path, [*LIST, MORE[0], fresh])
    assert labels(tmp_path)[MORE[0][0]] == own, "the register has its line"
    assert min(labels(tmp_path)[fresh[0]]) > max(highest)


def test_a_record_of_another_grade_never_lends_its_number(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = labels(tmp_path)
    lose(tmp_path)
    run(tmp_path, [("Matematika SMP Kelas IX", *LIST[2][1:])])
    assert not codes_of(before) & codes_of(labels(tmp_path))


def test_two_rows_that_may_be_one_record_are_asked_about(tmp_path: Path) -> None:
    run(tmp_path, [("Dongeng Nusantara", "", "", "", "", "1", ""), *LIST])
    (code,) = labels(tmp_path)["Dongeng Nusantara"]
    lose(tmp_path)
    two = [("Dongeng Nusantaro", "", "", "1990", "", "1", ""), ("Dongeng Nusantari", "", "", "2001", "", "1", "")]
    summary = run(tmp_path, [*two, *LIST])
    assert summary.unsure_rows == 2
    assert code not in codes_of(labels(tmp_path))


def test_decisions_are_read_again_from_the_review_sheet(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    path = tmp_path / "hasil" / "tinjau.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Kelas"]
    sheet["A2"].value = "398.24"
    book.save(path)
    run(tmp_path, LIST)
    catalogue = (tmp_path / "hasil" / "slims_biblio.csv").read_text(encoding="utf-8")
    assert "398.24" in catalogue
    lose(tmp_path)
    run(tmp_path, LIST)
    assert (tmp_path / "hasil" / "slims_biblio.csv").read_text(encoding="utf-8") == catalogue


def test_a_ledger_of_which_nothing_is_left_is_refused_not_begun_anew(tmp_path: Path) -> None:
    folder = tmp_path / "hasil"
    folder.mkdir()
    junk(folder / "koleksi.db")
    with pytest.raises(InputError, match="rusak"):
        run(tmp_path, LIST)
    assert (folder / "koleksi.db").read_bytes().startswith(b"bukan")


def test_files_without_a_readable_number_do_not_begin_at_one_again(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    lose(tmp_path)
    for path in (tmp_path / "hasil").iterdir():
        if path.name not in ("tinjau.xlsx", "ringkasan.json"):
            junk(path)
    for _ in range(2):
        with pytest.raises(InputError, match="start"):
            run(tmp_path, LIST)


def test_new_books_after_a_lost_ledger_are_alone_in_baru(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    lose(tmp_path)
    run(tmp_path, [*LIST, *MORE])
    with (tmp_path / "hasil" / "baru" / "slims_item.csv").open(encoding="utf-8", newline="") as stream:
        titles = {row[-1] for row in csv.reader(stream) if row[0] != "item_code"}
    assert titles == {line[0] for line in MORE}


def test_a_row_that_is_unlike_its_own_record_pushes_no_other_from_its_number(tmp_path: Path) -> None:
    lines: list[Line] = [
        ("Sistem Infromasi Geografis Tutorial ArcView", "Eddy Prahasta", "Informatika", "2007", "", "1", ""),
        ("Sistem Informasi Geografis", "Eddy Prahasta", "Informatika", "2004", "9793338342", "1", ""),
        ("Sistem Informasi Geografis : ArcView Lanjut", "Eddy Prahasta", "Informatika", "2004", "9793338342", "1", ""),
    ]
    run(tmp_path, lines)
    before = labels(tmp_path)
    assert len(before) == 2
    lose(tmp_path)
    run(tmp_path, [MORE[0], *lines])
    assert {title: labels(tmp_path)[title] for title in before} == before


@pytest.mark.parametrize(
    ("lang", "first", "said"), [("id", "nomor mulai dari", "dipulihkan"), ("en", "begin at", "restored")]
)
def test_the_screen_says_where_numbers_begin_and_that_a_ledger_was_mended(
    lang: str, first: str, said: str, tmp_path: Path
) -> None:
    source, out = str(write(tmp_path / "daftar.csv", LIST)), str(tmp_path / "hasil")

    def screen(*more: str) -> str:
        result = CliRunner().invoke(cli, ["--lang", lang, "process", source, "--out", out, *more])
        assert result.exit_code in (0, 1), result.output
        return result.output

    shown = screen()
    assert first in shown and "00001/H/2026" in shown and "--against" in shown and "start" in shown
    gone(tmp_path / "hasil" / "koleksi.db")
    shown = screen()
    assert first not in shown and said in shown
    shown = screen()
    assert first not in shown and said not in shown
    catalogue = shutil.copy(tmp_path / "hasil" / "katalog.mrc", tmp_path / "lama.mrc")
    out = str(tmp_path / "lain")
    assert first not in screen("--against", str(catalogue)), "the numbers go on behind the catalogue's"


def test_a_run_taken_back_stays_so_when_the_ledger_is_lost_afterwards(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = labels(tmp_path)
    run(tmp_path, [*LIST, *MORE])
    given = codes_of(labels(tmp_path)) - codes_of(before)
    take_back(tmp_path / "hasil")
    gone(tmp_path / "hasil" / "koleksi.db")
    run(tmp_path, LIST)
    assert labels(tmp_path) == before
    other = ("Ronggeng Dukuh Paruk", "Ahmad Tohari", "Gramedia", "1982", "", "1", "")
    run(tmp_path, [*LIST, other])
    assert not given & set(labels(tmp_path)[other[0]])
