"""Several laptops and a ledger that is lost, on a laptop or in the merged folder: every number stays on its book."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from koleksi import process
from koleksi.errors import DecisionNeeded
from koleksi.job.memory.folder import take_back
from laptops import (
    LISTS,
    Line,
    changed,
    class_of,
    decide,
    laptop,
    lose,
    numbers,
    records,
    register,
    write,
)
from test_repair import DAMAGES

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

MORE: list[Line] = [("Cantik Itu Luka", "Eka Kurniawan", "Gramedia", "2004", "", "2")]


def labels(folder: Path) -> dict[str, tuple[str, ...]]:
    """Barcode -> all that stands on its label or beside it in SLiMS's item file, the copy's number among it."""
    with (folder / "slims_item.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    copies = {str(row[3]): tuple(str(cell) for cell in row[2:6]) for row in _register_rows(folder)}
    return {row[0]: (*row[1:4], row[-1], *copies[row[0]]) for row in rows if row[0] in copies}


def _register_rows(folder: Path) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(folder / "buku_induk.xlsx")["Buku Induk"]
    return list(sheet.iter_rows(min_row=2, values_only=True))


def merged(root: Path, letters: str = "ABC") -> tuple[list[Path], Path]:
    folders = [laptop(root, letter) for letter in letters]
    process.merge(folders, root / "M")
    return folders, root / "M"


# a laptop's ledger


@pytest.mark.parametrize("backup", ["backup there", "backup gone"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_laptop_goes_on_with_its_letter(damage: Callable[[Path], None], backup: str, tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    before, ids = labels(folder), records(folder)
    if backup == "backup gone":
        (folder / "koleksi.db.cadangan").unlink()
    damage(folder / "koleksi.db")
    laptop(tmp_path, "A", [*MORE, *LISTS["A"]])
    after = labels(folder)
    assert {code: after[code] for code in before} == before
    assert sorted(after.keys() - before.keys()) == ["BA000005", "BA000006"]
    assert records(folder) == ids | {"PDA0000005": {"BA000005", "BA000006"}}


def test_a_laptop_without_its_settings_keeps_its_control_numbers(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    before, ids = labels(folder), records(folder)
    lose(folder)
    (folder / "koleksi.toml").unlink()
    process.run([tmp_path / "daftar-A.csv"], folder)
    assert (labels(folder), records(folder)) == (before, ids)


def test_a_laptop_whose_ledger_was_lost_is_merged_like_any(tmp_path: Path) -> None:
    (first, _, _), out = merged(tmp_path)
    before, ids = labels(out), records(out)
    lose(first)
    laptop(tmp_path, "A", [*MORE, *LISTS["A"]])
    summary = process.merge([first], out)
    assert (summary.new, summary.vanished, summary.changed) == (1, 0, 0)
    after = labels(out)
    assert {code: after[code] for code in before} == before
    assert {one: records(out)[one] for one in ids} == ids


def test_a_book_that_went_while_the_ledger_was_lost_goes_in_the_merged_folder_too(tmp_path: Path) -> None:
    (first, *_), out = merged(tmp_path)
    lose(first)
    laptop(tmp_path, "A", LISTS["A"][:2])
    summary = process.merge([first], out)
    assert (summary.vanished, summary.retired) == (1, 1)
    assert any("Cabut label BA000004" in row[6] for row in changed(out))
    assert "BA000004" not in register(out)


# the merged folder's ledger


@pytest.mark.parametrize("backup", ["backup there", "backup gone"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_merging_again_after_the_merged_ledger_was_lost(
    damage: Callable[[Path], None], backup: str, tmp_path: Path
) -> None:
    folders, out = merged(tmp_path)
    laptop(tmp_path, "A", [*MORE, *LISTS["A"]])
    process.merge(folders, out)
    before, ids, catalogue = labels(out), records(out), (out / "katalog.mrc").read_bytes()
    if backup == "backup gone":
        (out / "koleksi.db.cadangan").unlink()
    damage(out / "koleksi.db")
    summary = process.merge(folders[::-1], out)
    assert summary.repaired == ("ledger-backup" if backup == "backup there" else "ledger-files")
    assert (summary.new, summary.vanished, summary.changed, summary.retired) == (0, 0, 0, 0)
    assert (labels(out), records(out), (out / "katalog.mrc").read_bytes()) == (before, ids, catalogue)
    again = process.merge(folders, out)
    assert (again.repaired, again.new, again.changed) == ("", 0, 0)
    assert (labels(out), records(out), (out / "katalog.mrc").read_bytes()) == (before, ids, catalogue)


def test_a_merged_ledger_older_than_its_files_is_completed(tmp_path: Path) -> None:
    folders, out = merged(tmp_path, "AB")
    kept = shutil.copy(out / "koleksi.db", tmp_path / "lama.db")
    laptop(tmp_path, "A", [*MORE, *LISTS["A"]])
    process.merge([*folders, laptop(tmp_path, "C")], out)
    before, ids = labels(out), records(out)
    shutil.copy(kept, out / "koleksi.db")
    (out / "koleksi.db.cadangan").unlink()
    summary = process.merge([*folders, tmp_path / "C"], out)
    assert (summary.repaired, summary.new, summary.vanished) == ("ledger-older", 0, 0)
    assert (labels(out), records(out)) == (before, ids)


def test_only_what_is_new_since_is_in_baru(tmp_path: Path) -> None:
    folders, out = merged(tmp_path)
    lose(out)
    laptop(tmp_path, "B", [*LISTS["B"], *MORE])
    process.merge(folders, out)
    assert sorted(register(out / "baru")) == ["BB000005", "BB000006"]


def test_a_laptop_that_is_not_at_hand_keeps_its_books_in_the_merged_folder(tmp_path: Path) -> None:
    folders, out = merged(tmp_path)
    before, ids = labels(out), records(out)
    lose(out)
    for several in (folders[:1], folders[:1], folders[1:], folders):
        summary = process.merge(several, out)
        assert (summary.new, summary.vanished, summary.retired) == (0, 0, 0)
        assert (labels(out).keys(), records(out)) == (before.keys(), ids)
    assert labels(out) == before


def test_a_merged_folder_that_waits_for_a_laptop_is_merged_with_it_elsewhere(tmp_path: Path) -> None:
    folders, out = merged(tmp_path)
    ids = records(out)
    lose(out)
    process.merge(folders[:1], out)
    for several in ([out, *folders], [*folders, out]):
        process.merge(several, tmp_path / "N")
        assert records(tmp_path / "N") == ids
        assert numbers(tmp_path / "N") == numbers(out)


def test_a_ledger_that_is_lost_again_while_numbers_wait_for_their_laptop(tmp_path: Path) -> None:
    folders, out = merged(tmp_path)
    before, ids = labels(out), records(out)
    lose(out)
    process.merge(folders[:1], out)
    for _ in range(2):
        (out / "koleksi.db").unlink()  # its copy knows of those that wait, and so do the files
        process.merge(folders[:1], out)
        assert (labels(out).keys(), records(out)) == (before.keys(), ids)
    (out / "koleksi.db").unlink()
    process.run([tmp_path / f"daftar-{letter}.csv" for letter in "ABC"], out)
    assert (labels(out), records(out)) == (before, ids)


@pytest.mark.parametrize("order", ["ABC", "CBA", "BCA"])
def test_the_lists_processed_where_the_merged_ledger_was_lost(order: str, tmp_path: Path) -> None:
    folders, out = merged(tmp_path)
    before, ids = numbers(out), records(out)
    lose(out)
    lists = [tmp_path / f"daftar-{letter}.csv" for letter in order]
    summary = process.run([*lists, write(tmp_path / "baru.csv", MORE)], out)
    assert (summary.new, summary.vanished, summary.repaired) == (1, 0, "ledger-files")
    after = numbers(out)
    assert {code: after[code] for code in before} == before
    assert sorted(after.keys() - before.keys()) == ["B0000010", "B0000011"]
    assert {one: records(out)[one] for one in ids} == ids
    summary = process.merge(folders, out)
    assert (summary.new, summary.vanished, summary.retired) == (0, 0, 0)
    assert numbers(out) == after


def test_numbers_of_the_merged_folder_itself_and_the_order_of_copies_stay(tmp_path: Path) -> None:
    folders, out = merged(tmp_path)
    own = write(tmp_path / "sendiri.csv", [LISTS["A"][0], *MORE])  # one edition of all, and one of its own
    lists = [tmp_path / f"daftar-{letter}.csv" for letter in "ABC"]
    process.run([*lists, own], out)
    laptop(tmp_path, "B", [*LISTS["B"], LISTS["A"][0]])
    process.merge(folders, out)
    before, ids = labels(out), records(out)
    assert {"B0000010", "B0000011", "BB000005"} < ids["PDA0000001"]
    lose(out)
    process.merge(folders, out)
    assert (labels(out), records(out)) == (before, ids)
    process.run([*lists, own], out)
    assert (labels(out), records(out)) == (before, ids)


def test_a_record_that_loses_its_first_copy_afterwards_is_called_as_its_laptop_calls_it(tmp_path: Path) -> None:
    folders, out = merged(tmp_path)
    lose(out)
    process.merge(folders, out)
    laptop(tmp_path, "A", LISTS["A"][1:])
    process.merge(folders, out)
    assert records(out)["PDB0000001"] == {"BB000001"}


def test_a_decision_of_the_merged_folder_is_read_again(tmp_path: Path) -> None:
    folders, out = merged(tmp_path)
    decide(out, "Semua judul", "Si Kancil", "398.2")
    process.merge(folders, out)
    lose(out)
    process.merge(folders, out)
    assert class_of(out, "Si Kancil") == "398.2"


def test_what_was_settled_before_both_files_were_lost_is_asked_once_more(tmp_path: Path) -> None:
    """The word of a laptop may be younger than that of the merged folder: nobody knows any more."""
    folders = [laptop(tmp_path, letter) for letter in "AB"]
    for folder, word in zip(folders, ("899.2213", "813"), strict=True):
        decide(folder, "Semua judul", "Laskar Pelangi", word)
    out = tmp_path / "M"
    for _ in range(2):
        with pytest.raises(DecisionNeeded):
            process.merge(folders, out)
        decide(out, "Diputuskan", "Laskar Pelangi", "813", "keputusan.xlsx")
        process.merge(folders, out)
        assert class_of(out, "Laskar Pelangi") == "813"
        (out / "koleksi.db").unlink()
        process.merge(folders, out)  # its copy knows
        lose(out)


# a ledger of the version before


def back_to_version_2(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        undo = "UPDATE undo SET before = json_remove(before, '$[7]') WHERE tbl = 'copies'"
        for statement in (
            "ALTER TABLE copies DROP COLUMN control",
            "DROP TABLE merged",
            "DROP TABLE suggested",
            undo,
            "PRAGMA user_version=2",
        ):
            database.execute(statement)
        database.commit()


def test_a_ledger_that_knew_of_no_other_folders_goes_on(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    laptop(tmp_path, "A", [*LISTS["A"][1:], *MORE])
    for name in ("koleksi.db", "koleksi.db.cadangan"):
        back_to_version_2(folder / name)
    before, ids = labels(folder), records(folder)
    laptop(tmp_path, "A", [*LISTS["A"][1:], *MORE])
    assert (labels(folder), records(folder)) == (before, ids)
    assert (folder / "koleksi.db.versi-2").exists()
    take_back(folder)
    take_back(folder)  # a run of the older version
    laptop(tmp_path, "A")
    assert sorted(labels(folder)) == ["BA000001", "BA000002", "BA000003", "BA000004"]
