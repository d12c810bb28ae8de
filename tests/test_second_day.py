"""The second day: a number once glued to a book stays its number, whatever happens to the list."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from koleksi import process
from koleksi.errors import OutputError, UsageError
from koleksi.job.memory.folder import accept, history, take_back
from koleksi.job.outputs import OUTPUTS
from koleksi.process import Summary

HEAD = ("Judul", "Pengarang", "Penerbit", "Tahun", "ISBN", "Eks")
Line = tuple[str, ...]
LIST: list[Line] = [
    ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2005", "9789793062792", "2"),
    ("Bumi Manusia", "Pramoedya Ananta Toer", "Hasta Mitra", "1980", "", "1"),
    ("Matematika SMP Kelas VII", "", "Erlangga", "2014", "", "3"),
    ("Matematika SMP Kelas VIII", "", "Erlangga", "2014", "", "1"),
    ("Si Kancil", "", "", "", "", "1"),
    ("Sejarah Nasional Indonesia Jilid 2", "Sartono Kartodirdjo", "Balai Pustaka", "1977", "", "1"),
    ("", "", "", "", "9786020332949", "1"),
    ("Ensiklopedi Hewan", "", "Gramedia", "2008", "", "1"),
]


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


def write(path: Path, lines: list[Line]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEAD)
        writer.writerows(lines)
    return path


def run(folder: Path, lines: list[Line], name: str = "daftar.csv") -> Summary:
    return process.run([write(folder / name, lines)], folder / "hasil")


def labels(folder: Path) -> dict[str, list[str]]:
    """Title -> the barcodes of its copies, as the label sheet of the library system has them."""
    sheet = openpyxl.load_workbook(folder / "hasil" / "buku_induk.xlsx")["Buku Induk"]
    found: dict[str, list[str]] = {}
    for row in sheet.iter_rows(min_row=2, values_only=True):
        found.setdefault(str(row[6]), []).append(str(row[3]))
    return found


def changed(folder: Path) -> list[list[str]]:
    sheet = openpyxl.load_workbook(folder / "hasil" / "tinjau.xlsx")["Perubahan"]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]


def edited(row: int, column: int, text: str) -> Callable[[list[Line]], list[Line]]:
    def change(lines: list[Line]) -> list[Line]:
        cells = list(lines[row])
        cells[column] = text
        return [*lines[:row], tuple(cells), *lines[row + 1 :]]

    return change


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (edited(0, 0, "Lasykar Pelangi"), 0),
        (edited(1, 0, "Bumi Manuisa"), 1),
        (edited(1, 3, "1981"), 1),
        (edited(4, 0, "Sang Kancil"), 4),
        (edited(4, 1, "Tim Penulis"), 4),
        (edited(6, 0, "Perahu Kertas"), 6),
        (edited(1, 4, "9789799731234"), 1),
        (lambda lines: sorted(edited(1, 0, "Bumi Manusa")(lines)), 1),
        (lambda lines: [("Buku Baru", "", "", "", "", "1"), *edited(4, 3, "1999")(lines)], 4),
    ],
    ids=[
        "a letter",
        "two letters",
        "a year",
        "another word of a short title",
        "an author",
        "the title of a scanned ISBN",
        "an ISBN that was missing",
        "a letter, and the list sorted",
        "a year, and a row on top",
    ],
)
def test_a_corrected_row_keeps_its_numbers(
    change: Callable[[list[Line]], list[Line]], row: int, tmp_path: Path
) -> None:
    run(tmp_path, LIST)
    before = sorted(code for codes in labels(tmp_path).values() for code in codes)
    of_row = labels(tmp_path)[LIST[row][0] or "[tanpa judul]"]
    lines = change(list(LIST))
    run(tmp_path, lines)
    after = labels(tmp_path)
    assert set(before) <= {code for codes in after.values() for code in codes}
    kept = [title for title, codes in after.items() if codes == of_row]
    assert len(kept) == 1 and kept[0][:4] in {line[0][:4] for line in lines if line not in LIST}


def test_a_list_under_another_name_with_two_title_lines_on_top_is_the_same_list(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = labels(tmp_path)
    path = tmp_path / "daftar (1).csv"
    body = write(path, LIST).read_text(encoding="utf-8")
    path.write_text(f"DAFTAR BUKU SUMBANGAN,,,,,\nTahun 2026,,,,,\n{body}", encoding="utf-8")
    summary = process.run([path], tmp_path / "hasil")
    assert labels(tmp_path) == before
    assert (summary.new, summary.vanished) == (0, 0)


def test_a_grade_or_volume_is_never_a_correction(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = labels(tmp_path)
    summary = run(
        tmp_path,
        [line for line in LIST if "VII" not in line[0]]
        + [("Matematika SMP Kelas IX", "", "Erlangga", "2014", "", "1")],
    )
    (code,) = labels(tmp_path)["Matematika SMP Kelas IX"]
    assert code not in {code for codes in before.values() for code in codes}
    assert (summary.new, summary.vanished, summary.retired) == (1, 2, 4)


def test_what_vanished_is_named_with_the_label_to_take_off_and_its_number_is_never_given_again(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    (code,) = labels(tmp_path)["Si Kancil"]
    without = [line for line in LIST if line[0] != "Si Kancil"]
    summary = run(tmp_path, without)
    (row,) = changed(tmp_path)
    assert row[1] == "hilang dari daftar" and row[2] == "Si Kancil" and f"Cabut label {code}" in row[6]
    assert (summary.vanished, summary.retired) == (1, 1)
    run(tmp_path, [*without, ("Kisah Baru Sekali", "", "", "", "", "1")])
    assert code not in {code for codes in labels(tmp_path).values() for code in codes}
    run(tmp_path, LIST)
    assert labels(tmp_path)["Si Kancil"] == [code], "the book that comes back has its old label"


def test_what_was_corrected_is_told_in_a_persons_words(tmp_path: Path) -> None:
    def process_row(cells: str) -> None:
        path = tmp_path / "daftar.csv"
        path.write_text(f"Judul,Penerjemah,ISBN,Tahun\n{cells}\nPulang,,,2012\n", encoding="utf-8")
        process.run([path], tmp_path / "hasil")

    process_row("Bumi,,9786020332957,19")
    process_row("Bumi,Ani,9786020332956,2014")
    (row,) = changed(tmp_path)
    assert row[5] == (
        "kontributor: – → Ani (penerjemah); tahun terbit: – → 2014; ISBN: – → 9786020332956; "
        "ISBN yang salah: 9786020332957 → –; catatan: tahun: 19 → –"
    )


def test_more_copies_are_named_and_the_old_ones_keep_their_numbers(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    codes = labels(tmp_path)["Bumi Manusia"]
    run(tmp_path, edited(1, 5, "3")(list(LIST)))
    after = labels(tmp_path)["Bumi Manusia"]
    assert after[0] == codes[0] and len(after) == 3
    (row,) = changed(tmp_path)
    assert row[1] == "eksemplar bertambah" and all(code in row[4] for code in after[1:])


def test_fewer_copies_are_named(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    codes = labels(tmp_path)["Matematika SMP Kelas VII"]
    run(tmp_path, edited(2, 5, "1")(list(LIST)))
    assert labels(tmp_path)["Matematika SMP Kelas VII"] == codes[:1]
    assert any(row[1] == "eksemplar berkurang" and codes[2] in row[6] for row in changed(tmp_path))


def test_a_row_that_may_be_one_of_two_is_asked_about_and_gets_no_number_meanwhile(tmp_path: Path) -> None:
    lines = [
        ("Dongeng Nusantara", "", "", "", "", "1"),
        ("Buku A", "", "", "", "", "1"),
        ("Buku B", "", "", "", "", "1"),
    ]
    run(tmp_path, lines)
    (code,) = labels(tmp_path)["Dongeng Nusantara"]
    twice = [lines[1], ("Dongeng Nusantar", "", "", "", "", "1"), lines[2], ("Dongeng Nusantaraa", "", "", "", "", "1")]
    summary = run(tmp_path, twice)
    assert summary.unsure_rows == 2
    assert code not in {code for codes in labels(tmp_path).values() for code in codes}
    assert len([row for row in changed(tmp_path) if row[1] == "belum pasti"]) == 2
    path = tmp_path / "hasil" / "tinjau.xlsx"
    book = openpyxl.load_workbook(path)
    for row in book["Perubahan"].iter_rows(min_row=2):
        if row[2].value == "Dongeng Nusantar":
            row[0].value = 1
        elif row[2].value == "Dongeng Nusantaraa":
            row[0].value = "baru"
    book.save(path)
    assert run(tmp_path, twice).unsure_rows == 0
    after = labels(tmp_path)
    assert after["Dongeng Nusantar"] == [code]
    assert after["Dongeng Nusantaraa"] != [code]


def typed_wrong(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return rng.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + rng.choice("aeiou") + text[at:],
            text[:at] + rng.choice("aeiou") + text[at + 1 :],
        ]
    )


@pytest.mark.parametrize("seed", range(3))
def test_random_corrections_move_no_number_to_another_book(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    lines = dict(enumerate(LIST))
    run(tmp_path, list(lines.values()))
    owners = {code: title for title, codes in labels(tmp_path).items() for code in codes}
    for _ in range(3):
        n = rng.choice([0, 1, 5, 7])
        cells = list(lines[n])
        if rng.random() < 0.5:
            cells[3] = str(rng.randrange(1990, 2020))
        else:
            cells[0] = typed_wrong(cells[0], rng)
        lines[n] = tuple(cells)
        order = list(lines.values())
        rng.shuffle(order)
        run(tmp_path, order)
        for title, codes in labels(tmp_path).items():
            for code in codes:
                old = owners.setdefault(code, title)
                assert sum(a != b for a, b in zip(sorted(old), sorted(title), strict=False)) < len(title), (old, title)
                assert set(old.split()) & set(title.split()) or old[:3] == title[:3]


# --- files and settings of others ------------------------------------------------------------------


def test_a_file_that_is_not_ours_is_neither_replaced_nor_deleted(tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    out.mkdir()
    (out / "label.pdf").write_bytes(b"theirs")
    (out / "catatan.txt").write_text("theirs")
    with pytest.raises(OutputError, match="label.pdf"):
        run(tmp_path, LIST)
    assert (out / "label.pdf").read_bytes() == b"theirs" and not (out / "katalog.mrc").exists()
    process.run([write(tmp_path / "daftar.csv", LIST)], out, overwrite=True)
    assert (out / "label.pdf").read_bytes()[:4] == b"%PDF"
    run(tmp_path, LIST)
    assert (out / "catatan.txt").read_text() == "theirs"


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name != "tinjau.xlsx"])
def test_each_name_of_an_output_is_refused_where_it_is_not_ours(name: str, tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    out.mkdir()
    (out / name).write_bytes(b"theirs")
    with pytest.raises(OutputError, match=re.escape(name)) as refused:
        run(tmp_path, LIST)
    assert refused.value.exit_code == 4
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {name: b"theirs"}


def test_the_same_files_without_a_ledger_are_no_files_of_others(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = (tmp_path / "hasil" / "katalog.mrc").read_bytes()
    for ledger in (tmp_path / "hasil").glob("koleksi.db*"):
        ledger.unlink()
    run(tmp_path, LIST)
    assert (tmp_path / "hasil" / "katalog.mrc").read_bytes() == before


def test_a_file_that_a_person_changed_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    (tmp_path / "hasil" / "slims_item.csv").write_text("mine")
    run(tmp_path, LIST)
    assert (tmp_path / "hasil" / "slims_item-diubah.csv").read_text() == "mine"
    assert (tmp_path / "hasil" / "slims_item.csv").read_text() != "mine"


def test_stale_files_of_an_earlier_run_go_and_only_those(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    theirs = tmp_path / "hasil" / "inlislite-007.xlsx"
    theirs.write_bytes(b"theirs")
    run(tmp_path, LIST[:3])
    assert theirs.read_bytes() == b"theirs"


@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
def test_a_list_is_never_overwritten_under_whatever_name(link: Callable[[Path, Path], None], tmp_path: Path) -> None:
    run(tmp_path, LIST)
    source = tmp_path / "daftar-lain.csv"
    link(source, tmp_path / "hasil" / "slims_biblio.csv")
    with pytest.raises(UsageError, match="sumber"):
        process.run([source], tmp_path / "hasil")


def test_settings_are_found_beside_the_list_and_kept(tmp_path: Path) -> None:
    (tmp_path / "koleksi.toml").write_text('[numbers]\nbarcode = "X{n:05d}"\n', encoding="utf-8")
    run(tmp_path, LIST)
    assert labels(tmp_path)["Si Kancil"][0].startswith("X0")
    before = {path.name: path.read_bytes() for path in (tmp_path / "hasil").glob("*.*") if path.name != "koleksi.db"}
    (tmp_path / "koleksi.toml").unlink()
    with pytest.raises(UsageError, match=r"numbers\.barcode"):
        run(tmp_path, LIST)
    assert {
        path.name: path.read_bytes() for path in (tmp_path / "hasil").glob("*.*") if path.name != "koleksi.db"
    } == before
    process.run([tmp_path / "daftar.csv"], tmp_path / "hasil", change_settings=True)
    assert labels(tmp_path)["Si Kancil"][0].startswith("X0"), "a number that was given stays"


def test_what_is_open_in_another_program_gets_its_new_content_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, LIST)
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if Path(target) == tmp_path / "hasil" / "buku_induk.xlsx":
            raise PermissionError(13, "in use")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        summary = run(tmp_path, [*LIST, ("Buku Baru", "", "", "", "", "1")])
    assert summary.aside == ("buku_induk-baru.xlsx",)
    assert (tmp_path / "hasil" / "buku_induk-baru.xlsx").exists()
    assert "Buku Baru" in (tmp_path / "hasil" / "slims_item.csv").read_text(encoding="utf-8")
    run(tmp_path, [*LIST, ("Buku Baru", "", "", "", "", "1")])
    assert not (tmp_path / "hasil" / "buku_induk-baru.xlsx").exists()
    assert "Buku Baru" in labels(tmp_path)


# --- what is new -----------------------------------------------------------------------------------


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


def test_a_book_that_came_back_keeps_its_label(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    run(tmp_path, [line for line in LIST if line != LIST[1]])
    run(tmp_path, LIST)
    run(tmp_path, LIST)
    assert not any("Cabut label" in cell for line in changed(tmp_path) for cell in line)
