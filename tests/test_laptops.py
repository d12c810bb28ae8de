"""Several laptops of one library: no number twice, no copy lost, whatever is merged in whatever order."""

from __future__ import annotations

import csv
import itertools
import random
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from koleksi import marc, process
from koleksi.cli.root import cli
from koleksi.config import Config, Numbers
from koleksi.errors import DecisionNeeded, InputError, OutputError, UsageError
from koleksi.job import new_library, settings
from koleksi.job.memory.folder import take_back

ROOT = Path(__file__).resolve().parents[1]
HEAD = ("Judul", "Pengarang", "Penerbit", "Tahun", "ISBN", "Eks", "No Barcode")
Line = tuple[str, ...]
KANCIL: Line = ("Si Kancil", "", "Balai Pustaka", "1995", "", "1")
LISTS: dict[str, list[Line]] = {
    "A": [
        ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2005", "9789793062792", "2"),
        ("Bumi Manusia", "Pramoedya Ananta Toer", "Hasta Mitra", "1980", "", "1"),
        ("Si Kancil", "", "Balai Pustaka", "1995", "", "1"),
    ],
    "B": [
        ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2005", "9789793062792", "1"),
        ("Ensiklopedi Hewan", "", "Gramedia", "2008", "", "1"),
        ("Si Kancil", "", "Balai Pustaka", "1995", "", "2"),
    ],
    "C": [("Ronggeng Dukuh Paruk", "Ahmad Tohari", "Gramedia", "1982", "", "1")],
}


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


def laptop(root: Path, letter: str, lines: Sequence[Line] | None = None, folder: str = "") -> Path:
    """The results folder of a laptop that has processed its list; again where it did before."""
    place = root / (folder or letter)
    if not (place / "koleksi.toml").exists():
        given = {"numbers.laptop": letter} if letter else {"library.name": "TBM"}
        new_library.prepare(place, given, "id")
    source = root / f"daftar-{folder or letter}.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEAD, *(LISTS[letter] if lines is None else lines)])
    process.run([source], place)
    return place


def register(folder: Path) -> dict[str, str]:
    """Barcode -> title, of every copy in the register."""
    sheet = openpyxl.load_workbook(folder / "buku_induk.xlsx")["Buku Induk"]
    return {str(row[3]): str(row[6]) for row in sheet.iter_rows(min_row=2, values_only=True)}


def numbers(folder: Path) -> dict[str, tuple[str, str]]:
    """Barcode -> accession number and title."""
    sheet = openpyxl.load_workbook(folder / "buku_induk.xlsx")["Buku Induk"]
    return {str(row[3]): (str(row[2]), str(row[6])) for row in sheet.iter_rows(min_row=2, values_only=True)}


def records(folder: Path) -> dict[str, set[str]]:
    """Control number -> the barcodes of its copies."""
    read = [entry for entry in marc.read_books(folder / "katalog.mrc") if hasattr(entry, "book")]
    return {entry.book.record_id: {copy.barcode for copy in entry.copies} for entry in read}


def outputs(folder: Path) -> dict[str, bytes]:
    ledger = ("koleksi.db", "koleksi.db.cadangan")
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in ledger)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def changed(folder: Path) -> list[list[str]]:
    sheet = openpyxl.load_workbook(folder / "tinjau.xlsx")["Perubahan"]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]


def decide(folder: Path, sheet: str, title: str, word: str, file: str = "tinjau.xlsx") -> None:
    """Type a word into the line of a title."""
    book = openpyxl.load_workbook(folder / file)
    rows = list(book[sheet].iter_rows())
    headings = [str(cell.value) for cell in rows[0]]
    column = headings.index("KEPUTUSAN")
    (row,) = [row for row in rows[1:] if title in [str(cell.value or "") for cell in row]]
    row[column].value = word
    book.save(folder / file)


def barcodes(several: Iterable[Path]) -> list[str]:
    return sorted(itertools.chain.from_iterable(register(folder) for folder in several))


# the letter of a laptop


def test_numbers_of_a_laptop_have_its_letter_and_their_usual_width(tmp_path: Path) -> None:
    found = numbers(laptop(tmp_path, "A"))
    assert list(found)[:2] == ["BA000001", "BA000002"]
    assert found["BA000001"][0] == "A0001/H/2026"
    assert set(records(tmp_path / "A")) == {"PDA0000001", "PDA0000003", "PDA0000004"}


def test_two_laptops_never_give_the_same_number() -> None:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    for pattern, most in (("{n}", 120), ("B{n:07d}", 10**7 + 20), ("{n:05d}/{source}/{year}", 10**5 + 20)):
        made: set[str] = set()
        for letter in ("", *letters):
            for n in {*range(1, 15), *range(99, 112), *range(most - 25, most)}:
                code = process.settings.settings.number(pattern, n=n, source="H", year="2026", code="PD", laptop=letter)
                assert code not in made
                made.add(code)


@pytest.mark.parametrize("letter", ["a", "AB", "I", "O", "1", "Ä"])
def test_a_letter_that_looks_like_a_digit_or_is_none_is_refused(letter: str) -> None:
    with pytest.raises(UsageError, match="laptop"):
        settings.load(Config(numbers=Numbers(laptop=letter)))


def test_a_laptop_goes_on_behind_its_own_numbers_in_a_catalogue_of_all(tmp_path: Path) -> None:
    merged = tmp_path / "gabungan"
    process.merge([laptop(tmp_path, "A"), laptop(tmp_path, "B")], merged)
    again = tmp_path / "A2"
    new_library.prepare(again, {"numbers.laptop": "A"}, "id")
    source = tmp_path / "baru.csv"
    source.write_text("Judul\nCantik Itu Luka\n", encoding="utf-8")
    process.run([source], again, against=merged)
    assert list(register(again)) == ["BA000005"]


# merging


@pytest.mark.parametrize("order", list(itertools.permutations("ABC")), ids="".join)
def test_the_order_of_the_folders_makes_no_difference(order: tuple[str, ...], tmp_path: Path) -> None:
    for letter in "ABC":
        laptop(tmp_path, letter)
    process.merge([tmp_path / letter for letter in "ABC"], tmp_path / "sorted")
    process.merge([tmp_path / letter for letter in order], tmp_path / "other")
    ours = outputs(tmp_path / "sorted")
    assert len(ours) >= 14
    assert outputs(tmp_path / "other") == ours


def test_no_copy_is_lost_and_no_number_changes(tmp_path: Path) -> None:
    folders = [laptop(tmp_path, letter) for letter in "ABC"]
    process.merge(folders, tmp_path / "M")
    before = {code: number for folder in folders for code, number in numbers(folder).items()}
    assert {code: number for code, (number, _) in numbers(tmp_path / "M").items()} == {
        code: number for code, (number, _) in before.items()
    }
    assert len(before) == 9


def test_one_edition_on_two_laptops_is_one_record_with_the_copies_of_both(tmp_path: Path) -> None:
    process.merge([laptop(tmp_path, "A"), laptop(tmp_path, "B")], tmp_path / "M")
    found = records(tmp_path / "M")
    assert found["PDA0000001"] == {"BA000001", "BA000002", "BB000001"}
    assert found["PDB0000002"] == {"BB000002"}, "a record that only one laptop has keeps its control number"


def test_merging_again_changes_nothing(tmp_path: Path) -> None:
    folders = [laptop(tmp_path, "A"), laptop(tmp_path, "B")]
    process.merge(folders, tmp_path / "M")
    before = outputs(tmp_path / "M")
    for again in (folders, folders[::-1], folders[:1]):
        summary = process.merge(again, tmp_path / "M")
        assert (summary.new, summary.changed, summary.vanished, summary.retired) == (0, 0, 0, 0)
        assert outputs(tmp_path / "M") == before


def test_a_laptop_merged_again_brings_just_its_new_rows(tmp_path: Path) -> None:
    folders = [laptop(tmp_path, "A"), laptop(tmp_path, "B")]
    process.merge(folders, tmp_path / "M")
    before, ids = numbers(tmp_path / "M"), records(tmp_path / "M")
    more: list[Line] = [(f"Buku Tambahan {word}", "", "", "", "", "1") for word in ("satu", "dua", "tiga", "empat")]
    laptop(tmp_path, "A", [*LISTS["A"], *more])
    summary = process.merge(folders[:1], tmp_path / "M")
    after = numbers(tmp_path / "M")
    assert (summary.new, summary.changed, summary.vanished) == (len(more), 0, 0)
    assert {code: after[code] for code in before} == before
    assert sorted(after.keys() - before.keys()) == [f"BA{n:06d}" for n in range(5, 5 + len(more))]
    assert {record: records(tmp_path / "M")[record] for record in ids} == ids


def test_a_third_folder_added_later(tmp_path: Path) -> None:
    process.merge([laptop(tmp_path, "A"), laptop(tmp_path, "B")], tmp_path / "M")
    before = numbers(tmp_path / "M")
    summary = process.merge([laptop(tmp_path, "C")], tmp_path / "M")
    assert summary.new == 1
    assert numbers(tmp_path / "M") == before | numbers(tmp_path / "C")


def test_a_correction_made_on_a_laptop_comes_along_and_is_told(tmp_path: Path) -> None:
    process.merge([laptop(tmp_path, "A"), laptop(tmp_path, "B")], tmp_path / "M")
    laptop(tmp_path, "A", [*LISTS["A"][:2], ("Sang Kancil", "", "Balai Pustaka", "1995", "", "1")])
    summary = process.merge([tmp_path / "A", tmp_path / "B"], tmp_path / "M")
    assert register(tmp_path / "M")["BA000004"] == "Sang Kancil"
    assert summary.changed == 2  # corrected, and moved to a record of its own
    assert "diperbaiki" in [row[1] for row in changed(tmp_path / "M")]


def test_a_book_that_went_on_a_laptop_goes_here_too_and_its_label_is_named(tmp_path: Path) -> None:
    process.merge([laptop(tmp_path, "A"), laptop(tmp_path, "B")], tmp_path / "M")
    laptop(tmp_path, "B", LISTS["B"][:1] + LISTS["B"][2:])
    summary = process.merge([tmp_path / "B"], tmp_path / "M")
    assert (summary.vanished, summary.retired) == (1, 1)
    assert any("Cabut label BB000002" in row[6] for row in changed(tmp_path / "M"))


def test_the_lists_processed_in_the_merged_folder_keep_all_numbers_and_go_on_behind(tmp_path: Path) -> None:
    process.merge([laptop(tmp_path, "A"), laptop(tmp_path, "B")], tmp_path / "M")
    before, ids = numbers(tmp_path / "M"), set(records(tmp_path / "M"))
    more = tmp_path / "baru.csv"
    more.write_text("Judul\nCantik Itu Luka\n", encoding="utf-8")
    summary = process.run([tmp_path / "daftar-A.csv", tmp_path / "daftar-B.csv", more], tmp_path / "M")
    after = numbers(tmp_path / "M")
    assert {code: after[code] for code in before} == before
    assert after.keys() - before.keys() == {"B0000009"}
    assert (summary.new, summary.vanished) == (1, 0)
    assert set(records(tmp_path / "M")) == ids | {"PD00000009"}
    assert process.merge([tmp_path / "A"], tmp_path / "M").new == 0
    assert numbers(tmp_path / "M") == after


def test_a_list_left_out_in_the_merged_folder_comes_back_with_its_laptop(tmp_path: Path) -> None:
    process.merge([laptop(tmp_path, "A"), laptop(tmp_path, "B")], tmp_path / "M")
    before = numbers(tmp_path / "M")
    assert process.run([tmp_path / "daftar-A.csv"], tmp_path / "M").vanished == len(LISTS["B"])
    assert process.merge([tmp_path / "B"], tmp_path / "M").vanished == 0
    assert numbers(tmp_path / "M") == before
    assert [row[1] for row in changed(tmp_path / "M")].count("kembali") == len(LISTS["B"])


def test_a_merged_folder_may_be_merged_with_others(tmp_path: Path) -> None:
    folders = [laptop(tmp_path, letter) for letter in "ABC"]
    process.merge(folders[:2], tmp_path / "M")
    process.merge([tmp_path / "M", *folders], tmp_path / "N")
    assert numbers(tmp_path / "N") == {code: number for one in folders for code, number in numbers(one).items()}


def test_labels_that_a_laptop_has_printed_are_not_new(tmp_path: Path) -> None:
    runner = CliRunner()
    folders = [laptop(tmp_path, "A"), laptop(tmp_path, "C")]
    assert runner.invoke(cli, ["selesai", str(folders[0])]).exit_code == 0
    process.merge(folders, tmp_path / "M")
    assert set(register(tmp_path / "M" / "baru")) == set(register(folders[1]))


def test_a_merge_taken_back_and_made_again(tmp_path: Path) -> None:
    folders = [laptop(tmp_path, "A"), laptop(tmp_path, "B")]
    process.merge(folders[:1], tmp_path / "M")
    process.merge(folders, tmp_path / "M")
    before = numbers(tmp_path / "M")
    take_back(tmp_path / "M")
    process.merge(folders[:1], tmp_path / "M")
    assert set(register(tmp_path / "M")) == set(register(folders[0]))
    process.merge(folders, tmp_path / "M")
    assert numbers(tmp_path / "M") == before


def test_nothing_is_written_into_the_folders_of_the_laptops(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}
    process.merge([folder], tmp_path / "M")
    assert before == {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()
    }


TITLES = ("Bumi", "Bulan", "Matahari", "Bintang", "Ceros", "Komet", "Selena", "Nebula", "Pergi", "Pulang", "Rindu")


@pytest.mark.parametrize("seed", range(4))
def test_random_days_of_three_laptops(seed: int, tmp_path: Path) -> None:
    """Rows are added, corrected and deleted on three laptops, which are merged now and then, in any order."""
    rng = random.Random(seed)
    lines: dict[str, list[Line]] = {letter: [] for letter in "ABC"}
    owners: dict[str, str] = {}  # barcode -> accession number
    for day in range(4):
        for letter in rng.sample("ABC", 2):
            for _ in range(rng.randrange(1, 4)):
                title = f"{rng.choice(TITLES)} {rng.choice(TITLES)}"
                lines[letter].append(
                    (title, rng.choice(["Tere Liye", "", "A. Fuadi"]), "", "", "", str(rng.randrange(1, 3)))
                )
            if day and rng.random() < 0.5:
                lines[letter].pop(rng.randrange(len(lines[letter])))
            laptop(tmp_path, letter, lines[letter])
        there = [tmp_path / letter for letter in "ABC" if lines[letter]]
        process.merge(rng.sample(there, len(there)), tmp_path / "M")
        found = numbers(tmp_path / "M")
        assert sorted(found) == barcodes(there), "every copy of every laptop, and no other"
        for code, (accession, _) in found.items():
            assert owners.setdefault(code, accession) == accession
        by_record = records(tmp_path / "M")
        assert sum(map(len, by_record.values())) == len(found)
    process.merge(there, tmp_path / "fresh")
    assert numbers(tmp_path / "fresh").keys() == found.keys()


# what cannot be merged


def test_the_same_number_on_two_books_is_named_with_both_before_anything_is_written(tmp_path: Path) -> None:
    left = laptop(tmp_path, "", [("Bumi Manusia", "", "", "", "", "1")], "kiri")
    right = laptop(
        tmp_path, "", [("Si Kancil", "", "Balai Pustaka", "1995", "", "1"), ("Selena", "", "", "", "", "1")], "kanan"
    )
    for order in ([left, right], [right, left]):
        with pytest.raises(OutputError) as stopped:
            process.merge(order, tmp_path / "M")
        said = str(stopped.value)
        assert stopped.value.exit_code == 4
        assert all(part in said for part in ("B0000001", "Bumi Manusia", "Si Kancil", str(left), str(right)))
        assert f"cetak ulang label dari {left}" in said  # it has fewer
        assert not (tmp_path / "M").exists()


def test_labels_of_the_merged_folder_stay_and_those_of_the_laptop_are_to_be_done_again(tmp_path: Path) -> None:
    left = laptop(tmp_path, "", [("Bumi Manusia", "", "", "", "", "1")], "kiri")
    right = laptop(
        tmp_path, "", [("Si Kancil", "", "Balai Pustaka", "1995", "", "1"), ("Selena", "", "", "", "", "1")], "kanan"
    )
    process.merge([left], tmp_path / "M")
    before = outputs(tmp_path / "M")
    with pytest.raises(OutputError, match=f"cetak ulang label dari {right}"):
        process.merge([right], tmp_path / "M")
    assert outputs(tmp_path / "M") == before
    laptop(tmp_path, "B", [("Si Kancil", "", "Balai Pustaka", "1995", "", "1"), ("Selena", "", "", "", "", "1")])
    process.merge([left, tmp_path / "B"], tmp_path / "M")
    assert list(register(tmp_path / "M")) == ["B0000001", "BB000001", "BB000002"]


def test_of_many_collisions_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    words = ("Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan", "Sepuluh", "Sebelas")
    words += ("Belasan",)
    left = laptop(tmp_path, "", [(f"Kisah {word}", "", "", "", "", "1") for word in words], "kiri")
    right = laptop(tmp_path, "", [(f"Hewan {word}", "", "", "", "", "1") for word in words], "kanan")
    with pytest.raises(OutputError, match=r"dan 2 lagi\.") as stopped:
        process.merge([left, right], tmp_path / "M")
    assert "and 2 more." in stopped.value.say("en")


def test_the_same_row_in_a_copy_of_a_folder_is_one(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    shutil.copytree(folder, tmp_path / "A (1)")
    process.merge([folder, tmp_path / "A (1)"], tmp_path / "M")
    assert numbers(tmp_path / "M") == numbers(folder)


def test_a_barcode_typed_on_two_laptops_for_two_books_is_found(tmp_path: Path) -> None:
    left = laptop(tmp_path, "A", [("Bumi Manusia", "", "", "", "", "1", "X77")])
    right = laptop(tmp_path, "B", [("Si Kancil", "", "", "", "", "1", "X77")])
    with pytest.raises(OutputError, match="X77.*'Bumi Manusia'.*'Si Kancil'"):
        process.merge([right, left], tmp_path / "M")


@pytest.fixture
def two_words(tmp_path: Path) -> list[Path]:
    """Two laptops that classed the same book differently."""
    folders = [laptop(tmp_path, "A"), laptop(tmp_path, "B")]
    for folder, word in zip(folders, ("899.2213", "813"), strict=True):
        decide(folder, "Semua judul", "Laskar Pelangi", word)
    laptop(tmp_path, "A")
    laptop(tmp_path, "B")
    return folders


def test_contradicting_decisions_are_asked_and_the_same_command_goes_on(two_words: list[Path], tmp_path: Path) -> None:
    command = ["merge", *map(str, two_words), "--out", str(tmp_path / "M")]
    stopped = CliRunner().invoke(cli, command)
    assert stopped.exit_code == 5
    assert "keputusan.xlsx" in stopped.output
    assert not (tmp_path / "M" / "katalog.mrc").exists()
    assert CliRunner().invoke(cli, command).exit_code == 5, "not answered yet"
    decide(tmp_path / "M", "Diputuskan", "Laskar Pelangi", "813", "keputusan.xlsx")
    assert CliRunner().invoke(cli, command).exit_code in (0, 1)
    assert not (tmp_path / "M" / "keputusan.xlsx").exists()
    assert class_of(tmp_path / "M", "Laskar Pelangi") == "813"
    assert CliRunner().invoke(cli, command).exit_code in (0, 1), "answered once, not asked again"
    assert class_of(tmp_path / "M", "Laskar Pelangi") == "813"


def class_of(folder: Path, title: str) -> str:
    read: list[Any] = [entry for entry in marc.read_books(folder / "katalog.mrc") if hasattr(entry, "book")]
    (found,) = [entry.book.ddc for entry in read if entry.book.title == title]
    return str(found)


def test_the_questions_do_not_depend_on_the_order(two_words: list[Path], tmp_path: Path) -> None:
    asked = []
    for name, order in (("M", two_words), ("N", two_words[::-1])):
        with pytest.raises(DecisionNeeded):
            process.merge(order, tmp_path / name)
        asked.append((tmp_path / name / "keputusan.xlsx").read_bytes())
    assert asked[0] == asked[1]


def test_a_decision_typed_in_the_merged_folder_stands_against_an_older_one(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    decide(folder, "Semua judul", "Si Kancil", "398.2")
    process.merge([folder], tmp_path / "M")  # typed there, and not yet processed
    assert class_of(tmp_path / "M", "Si Kancil") == "398.2"
    decide(tmp_path / "M", "Semua judul", "Si Kancil", "813")
    process.merge([folder], tmp_path / "M")
    assert class_of(tmp_path / "M", "Si Kancil") == "813"


def test_laptops_that_are_not_one_library_are_refused(tmp_path: Path) -> None:
    folders = [laptop(tmp_path, "A")]
    other = tmp_path / "B"
    new_library.prepare(other, {"numbers.laptop": "B", "classes.islam": "2X"}, "id")
    folders.append(laptop(tmp_path, "B"))
    with pytest.raises(UsageError, match="classes.islam"):
        process.merge(folders, tmp_path / "M")
    assert process.merge(folders, tmp_path / "M", change_settings=True).copies == 8


def test_what_is_no_results_folder_or_the_merged_one_itself_is_refused(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    (tmp_path / "kosong").mkdir()
    with pytest.raises(InputError, match="bukan folder hasil"):
        process.merge([folder, tmp_path / "kosong"], tmp_path / "M")
    with pytest.raises(UsageError, match="sumber sama dengan salah satu hasil"):
        process.merge([folder, laptop(tmp_path, "B")], folder)
    assert not (tmp_path / "M").exists()


def test_a_foreign_file_called_keputusan_is_left_alone(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    (tmp_path / "M").mkdir()
    book = openpyxl.Workbook()
    book.save(tmp_path / "M" / "keputusan.xlsx")
    with pytest.raises(OutputError, match="bukan buatan koleksi"):
        process.merge([folder], tmp_path / "M")


def test_a_pair_that_was_decided_differently_is_asked_too(tmp_path: Path) -> None:
    """On two copies of one folder, which is not how laptops should work together, and happens."""
    folder = tmp_path / "A"
    process.run([ROOT / "examples" / "donasi.csv"], folder)
    (question, *_) = pairs(folder)
    shutil.copytree(folder, tmp_path / "B")
    for place, word in ((folder, "sama"), (tmp_path / "B", "beda")):
        decide(place, "Kembar", question, word)
    command = ["merge", str(folder), str(tmp_path / "B"), "--out", str(tmp_path / "M")]
    assert CliRunner().invoke(cli, command).exit_code == 5
    sheet = openpyxl.load_workbook(tmp_path / "M" / "keputusan.xlsx")["Diputuskan"]
    (title,) = [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)]
    decide(tmp_path / "M", "Diputuskan", str(title), "beda", "keputusan.xlsx")
    assert CliRunner().invoke(cli, command).exit_code in (0, 1)
    assert pairs(tmp_path / "M") == []
    assert len(records(tmp_path / "M")) == len(records(folder))


def pairs(folder: Path) -> list[str]:
    """The title of the first row of each pair that is asked about."""
    rows = openpyxl.load_workbook(folder / "tinjau.xlsx")["Kembar"].iter_rows(values_only=True)
    headings = next(rows)
    return [str(row[headings.index("judul")]) for row in rows][::2]


def test_laptops_that_worked_against_a_catalogue_are_merged_against_it(tmp_path: Path) -> None:
    catalogue = tmp_path / "induk"
    new_library.prepare(catalogue, {"library.code": "INDUK"}, "id")
    source = tmp_path / "induk.csv"
    source.write_text(
        "Judul,Pengarang,Penerbit,Tahun\nSi Kancil,,Balai Pustaka,1995\nBumi Manusia,Pramoedya Ananta Toer,,\n",
        encoding="utf-8",
    )
    process.run([source], catalogue)
    laptop(tmp_path, "A")
    folder = tmp_path / "A-induk"
    new_library.prepare(folder, {"numbers.laptop": "A"}, "id")
    process.run([tmp_path / "daftar-A.csv"], folder, against=catalogue)
    assert "INDUK00000001" in records(folder)
    with pytest.raises(UsageError, match="--against"):
        process.merge([folder], tmp_path / "M")
    process.merge([folder], tmp_path / "M", against=catalogue)
    assert records(tmp_path / "M") == records(folder)


def test_a_copy_numbered_here_and_on_its_laptop_has_one_label_to_take_off(tmp_path: Path) -> None:
    kept = LISTS["A"][:2]
    process.merge([laptop(tmp_path, "A", [*kept, ("Si Kancil", "", "Balai Pustaka", "1995", "", "1")])], tmp_path / "M")
    more = [*kept, ("Si Kancil", "", "Balai Pustaka", "1995", "", "2")]
    source = tmp_path / "lagi.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEAD, *more])
    process.run([source], tmp_path / "M")
    assert "B0000005" in register(tmp_path / "M")
    summary = process.merge([laptop(tmp_path, "A", more)], tmp_path / "M")
    assert summary.retired == 1
    assert any("Cabut label BA000005" in row[6] for row in changed(tmp_path / "M"))
    assert "BA000005" not in register(tmp_path / "M")
    assert process.merge([tmp_path / "A"], tmp_path / "M").retired == 0


def test_rows_that_wait_for_an_answer_on_a_laptop_are_named(tmp_path: Path) -> None:
    titles = ("Dongeng Nusantara", "Buku A", "Buku B")
    folder = laptop(tmp_path, "A", [(title, "", "", "", "", "1") for title in titles])
    unsure = ("Buku A", "Dongeng Nusantar", "Buku B", "Dongeng Nusantaraa")
    laptop(tmp_path, "A", [(title, "", "", "", "", "1") for title in unsure])
    process.merge([folder], tmp_path / "M")
    assert "laptop-rows-open" in (tmp_path / "M" / "masalah.csv").read_text(encoding="utf-8-sig")


def test_a_laptop_whose_ledger_came_back_from_its_copy_is_merged_like_any(tmp_path: Path) -> None:
    folder = laptop(tmp_path, "A")
    (folder / "koleksi.db.cadangan").replace(folder / "koleksi.db")
    process.merge([folder], tmp_path / "M")
    assert numbers(tmp_path / "M") == numbers(folder)


# koleksi new


def test_the_settings_file_explains_itself_and_says_what_it_says_in_both_languages(tmp_path: Path) -> None:
    given = {"library.name": 'TBM "Melati"', "numbers.laptop": "B"}
    for lang, word in (("id", "huruf laptop ini"), ("en", "letter of this laptop")):
        path = new_library.prepare(tmp_path / lang, given, lang)  # type: ignore[arg-type]  # a Lang
        assert word in path.read_text(encoding="utf-8")
        read = settings.load(path)
        assert (read.library.name, read.numbers.laptop) == ('TBM "Melati"', "B")
        without_signs = path.read_text(encoding="utf-8").replace("\n# ", "\n")
        changed_only = without_signs[without_signs.index("max_copies") :]
        (tmp_path / "all.toml").write_text(changed_only, encoding="utf-8")
        assert settings.load(tmp_path / "all.toml") == read, "every default stands there as it is"


def test_new_does_not_replace_settings(tmp_path: Path) -> None:
    new_library.prepare(tmp_path, {"library.name": "Satu"}, "id")
    result = CliRunner().invoke(cli, ["new", "--name", "Dua", str(tmp_path)])
    assert result.exit_code == 4 and "sudah ada" in result.output
    assert settings.load(tmp_path / "koleksi.toml").library.name == "Satu"


def test_a_folder_for_each_library_of_a_list(tmp_path: Path) -> None:
    (tmp_path / "desa.csv").write_text(
        "Nama;Kode;Kepala\nTBM Desa Sukamaju;SKM;TAMAN BACA | SUKAMAJU\n;;\nTBM Cilame;CLM;\n", encoding="utf-8"
    )
    result = CliRunner().invoke(
        cli, ["new", "--dari", str(tmp_path / "desa.csv"), "--laptop", "a", str(tmp_path / "kab")]
    )
    assert result.exit_code == 0, result.output
    read = {path.parent.name: settings.load(path) for path in (tmp_path / "kab").rglob("koleksi.toml")}
    assert sorted(read) == ["tbm-cilame", "tbm-desa-sukamaju"]
    assert read["tbm-desa-sukamaju"].library.header == ("TAMAN BACA", "SUKAMAJU")
    assert {one.library.code for one in read.values()} == {"SKM", "CLM"}
    assert {one.numbers.laptop for one in read.values()} == {"A"}


def test_a_list_of_libraries_with_mistakes_names_all_rows_and_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / "desa.csv").write_text(
        "nama,kode,folder\nSatu,S,\nDua,KODE TERLALU PANJANG,\nTiga,S,\nLima,X,satu\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as stopped:
        new_library.prepare_all(tmp_path / "desa.csv", tmp_path / "kab", {}, "id")
    said = str(stopped.value)
    assert all(part in said for part in ("baris 3", "baris 4: kode S", "baris 5: folder satu"))
    assert not (tmp_path / "kab").exists()
