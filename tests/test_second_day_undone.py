"""The second day: what is new, what is taken back, and a ledger that is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from koleksi import process
from koleksi.job.memory.folder import accept, history, take_back
from second_day_lists import (
    LIST,
    changed,
    edited,
    labels,
    run,
)

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def new_labels(folder: Path) -> set[str]:
    """Barcodes of the copies of what is new or changed."""
    entries, _ = process.gather([folder / "hasil" / "baru" / "katalog.mrc"])
    return {copy.barcode for entry in entries for copy in entry.copies}


def test_the_folder_baru_holds_what_came_after_the_accepted_run(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    assert not (tmp_path / "hasil" / "baru").exists(), "everything is new"
    accept(tmp_path / "hasil")
    more = [*LIST, ("Buku Baru", "", "", "", "", "2")]
    run(tmp_path, more)
    assert new_labels(tmp_path) == set(labels(tmp_path)["Buku Baru"])
    run(tmp_path, more)
    assert new_labels(tmp_path) == set(labels(tmp_path)["Buku Baru"]), "still not accepted"
    assert [run.accepted for run in history(tmp_path / "hasil")] == [True, False, False]
    accept(tmp_path / "hasil")
    run(tmp_path, edited(7, 0, "Ensiklopedia Hewan")(more))
    assert new_labels(tmp_path) == set(labels(tmp_path)["Ensiklopedia Hewan"])


def test_where_nobody_says_so_new_rows_accept_what_was_there_before(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    run(tmp_path, [*LIST, ("Buku Baru", "", "", "", "", "1")])
    assert new_labels(tmp_path) == set(labels(tmp_path)["Buku Baru"])


# --- undo ------------------------------------------------------------------------------------------


def test_the_last_run_is_taken_back_and_its_numbers_stay_retired(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = labels(tmp_path)
    wrong = [("Buku Salah", "", "", "", "", "2"), *edited(1, 0, "Bumi Manusia Lain Sekali")(LIST[:-1])]
    run(tmp_path, wrong)
    (retired, _) = labels(tmp_path)["Buku Salah"]
    take_back(tmp_path / "hasil")
    run(tmp_path, [*LIST, ("Buku Benar", "", "", "", "", "1")])
    after = labels(tmp_path)
    assert {title: after[title] for title in before} == before
    assert retired not in {code for codes in after.values() for code in codes}
    assert [run.taken_back for run in history(tmp_path / "hasil")] == [False, True, False]


def test_a_decision_of_the_run_that_is_taken_back_is_gone(tmp_path: Path) -> None:
    lines = [*LIST, ("Zyxwv Qponm", "", "", "", "", "1")]
    run(tmp_path, lines)
    path = tmp_path / "hasil" / "tinjau.xlsx"
    book = openpyxl.load_workbook(path)
    row = next(row for row in book["Kelas"].iter_rows(min_row=2) if row[1].value == "Zyxwv Qponm")
    row[0].value = "398.2"
    book.save(path)
    to_review = run(tmp_path, lines).to_review
    take_back(tmp_path / "hasil")
    assert run(tmp_path, lines).to_review == to_review + 1
    assert (tmp_path / "hasil" / "tinjau-dibatalkan-2.xlsx").exists()


# --- a ledger that is lost -------------------------------------------------------------------------


def gone(ledger: Path) -> None:
    ledger.unlink()


def emptied(ledger: Path) -> None:
    ledger.write_bytes(b"")


def cut(ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes()[: ledger.stat().st_size // 2])


def damaged(ledger: Path) -> None:
    data = bytearray(ledger.read_bytes())
    data[4096:12288] = bytes(8192)
    ledger.write_bytes(bytes(data))


@pytest.mark.parametrize("harm", [gone, emptied, cut, damaged])
def test_a_lost_ledger_is_rebuilt_from_its_backup_and_never_starts_at_1(
    harm: Callable[[Path], None], tmp_path: Path
) -> None:
    run(tmp_path, LIST)
    before = labels(tmp_path)
    harm(tmp_path / "hasil" / "koleksi.db")
    summary = run(tmp_path, [*LIST, ("Buku Baru", "", "", "", "", "1")])
    assert "ledger-backup" in {one["code"] for one in summary.problem_list}
    after = labels(tmp_path)
    assert {title: after[title] for title in before} == before
    assert after["Buku Baru"][0] > max(code for codes in before.values() for code in codes)


def test_a_ledger_of_an_earlier_day_gives_way_to_the_newer_backup(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    old = (tmp_path / "hasil" / "koleksi.db").read_bytes()
    more = [*LIST, ("Buku Baru", "", "", "", "", "1")]
    run(tmp_path, more)
    before = labels(tmp_path)
    (tmp_path / "hasil" / "koleksi.db").write_bytes(old)
    run(tmp_path, [("Buku Lain Lagi", "", "", "", "", "1"), *more])
    assert {title: labels(tmp_path)[title] for title in before} == before


def test_a_label_to_take_off_is_said_until_the_run_is_accepted(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    code = labels(tmp_path)[LIST[1][0]][0]
    less = [line for line in LIST if line != LIST[1]]

    def told() -> bool:
        return any(f"Cabut label {code}" in cell for line in changed(tmp_path) for cell in line)

    assert run(tmp_path, less).retired == 1
    first = changed(tmp_path)
    assert told()
    assert run(tmp_path, less).retired == 0  # the command was given once more
    assert changed(tmp_path) == first
    run(tmp_path, edited(0, 3, "1987")(less))
    assert told()
    accept(tmp_path / "hasil")
    run(tmp_path, edited(0, 3, "1987")(less))
    assert not told()


def test_a_corrected_row_says_which_new_label_goes_over_the_old_one(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    code = labels(tmp_path)[LIST[0][0]][0]
    run(tmp_path, edited(0, 1, "Wulandari, Sari")(list(LIST)))
    assert not any("label baru" in cell for line in changed(tmp_path) for cell in line), "nothing is on the books yet"
    accept(tmp_path / "hasil")
    run(tmp_path, edited(0, 1, "Hartono, Budi")(list(LIST)))
    told = [line[6] for line in changed(tmp_path)]
    assert len(told) == 1 and f"Tempel label baru {code}" in told[0]
    accept(tmp_path / "hasil")
    run(tmp_path, edited(0, 3, "1999")(edited(0, 1, "Hartono, Budi")(list(LIST))))
    assert [line[6] for line in changed(tmp_path)] == [""], "a year is on no label"


def test_a_book_that_came_back_keeps_its_label(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    run(tmp_path, [line for line in LIST if line != LIST[1]])
    run(tmp_path, LIST)
    run(tmp_path, LIST)
    assert not any("Cabut label" in cell for line in changed(tmp_path) for cell in line)
