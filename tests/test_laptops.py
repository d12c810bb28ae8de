"""Several laptops of one library: no number twice, no copy lost, whatever is merged in whatever order."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from koleksi import process
from koleksi.cli.root import cli
from koleksi.config import Config, Numbers
from koleksi.errors import UsageError
from koleksi.job import new_library, settings
from koleksi.job.memory.folder import take_back
from laptops import (
    LISTS,
    Line,
    barcodes,
    changed,
    laptop,
    numbers,
    outputs,
    records,
    register,
)

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

KANCIL: Line = ("Si Kancil", "", "Balai Pustaka", "1995", "", "1")


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
