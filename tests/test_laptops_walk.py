"""A week with two laptops, as a person walks it; and random weeks in which folders come in any order and ledgers go."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from koleksi import process
from koleksi.cli.root import cli
from koleksi.process import Summary
from laptops import (
    Line,
    barcodes,
    class_of,
    decide,
    laptop,
    lose,
    numbers,
    outputs,
    records,
    register,
    write,
)

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

SHARED: list[Line] = [
    ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2005", "9789793062792", "2"),
    ("Ronggeng Dukuh Paruk", "Ahmad Tohari", "Gramedia", "1982", "", "1"),
    ("Ensiklopedi Hewan", "", "Gramedia", "2008", "", "1"),
]
ON_A: list[Line] = [
    ("Bumi Manusia", "Pramoedya Ananta Toer", "Hasta Mitra", "1980", "", "1"),
    ("Matematika SMP Kelas VII", "", "Erlangga", "2014", "", "3"),
]
ON_B: list[Line] = [
    ("Matematika SMP Kelas VIII", "", "Erlangga", "2014", "", "1"),
    ("Si Kancil", "", "", "", "", "1"),
]
TEN: list[Line] = [
    (f"Dongeng dari {place}", "", "Balai Pustaka", "1990", "", "1")
    for place in ("Aceh", "Bali", "Banten", "Jambi", "Lampung", "Maluku", "Papua", "Riau", "Toraja", "Minahasa")
]


def said(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    return result.exit_code, result.output


def done(*words: object) -> str:
    code, output = said(*words)
    assert code in (0, 1), output
    return output


def test_a_week_with_two_laptops(tmp_path: Path) -> None:
    first, second, out = tmp_path / "hasil-A", tmp_path / "hasil-B", tmp_path / "gabungan"
    for letter, folder in (("A", first), ("B", second)):
        assert "koleksi.toml" in done("new", "--laptop", letter, "--name", "TBM Sukamaju", folder)
    there = write(tmp_path / "daftar-A.csv", [*ON_A, *SHARED])
    here = write(tmp_path / "daftar-B.csv", [*SHARED, *ON_B])
    done("process", there, "--out", first)
    done("process", here, "--out", second)

    screen = done("merge", first, second, "--out", out)
    assert "10 baris -> 7 judul, 14 eksemplar" in screen
    assert "mulai dari" not in screen, "numbers began on the laptops"
    before, ids = numbers(out), records(out)
    assert sorted(before) == barcodes([first, second])
    assert ids["PDA0000005"] == {"BA000005", "BA000006", "BB000001", "BB000002"}, "one edition of both"
    done("selesai", out)  # printed and stuck on

    write(there, [*ON_A, *SHARED, *TEN])
    done("process", there, "--out", first)
    assert "10 baru, 0 berubah, 0 hilang" in done("merge", second, first, "--out", out)
    after = numbers(out)
    assert {code: after[code] for code in before} == before
    assert {one: records(out)[one] for one in ids} == ids
    assert sorted(register(out / "baru")) == [f"BA{n:06d}" for n in range(9, 19)]

    (out / "koleksi.db").unlink()
    assert "dipulihkan dari cadangan" in done("merge", first, second, "--out", out)
    assert numbers(out) == after
    lose(out)
    assert "dibangun lagi dari berkas hasil" in done("merge", first, second, "--out", out)
    assert numbers(out) == after
    lose(out)
    done("process", here, there, "--out", out)
    assert numbers(out) == after
    done("merge", first, second, "--out", out)
    assert (numbers(out), {one: records(out)[one] for one in ids}) == (after, ids)

    for folder, word in ((first, "899.2213"), (second, "813")):
        decide(folder, "Semua judul", "Ronggeng Dukuh Paruk", word)
    code, screen = said("merge", first, second, "--out", out)
    assert code == 5 and "keputusan.xlsx" in screen
    decide(out, "Diputuskan", "Ronggeng Dukuh Paruk", "813", "keputusan.xlsx")
    done("merge", second, first, "--out", out)
    assert class_of(out, "Ronggeng Dukuh Paruk") == "813"
    assert numbers(out) == after

    third = tmp_path / "tanpa-huruf"
    done("process", write(tmp_path / "lain.csv", [("Selena", "", "", "", "", "1", "BA000001")]), "--out", third)
    kept = outputs(out)
    code, screen = said("merge", first, second, third, "--out", out)
    assert code == 4 and "BA000001: 'Bumi Manusia'" in screen and "'Selena'" in screen
    assert outputs(out) == kept


# any order, any of the folders, whatever is lost between


def week(rng: random.Random) -> dict[str, list[Line]]:
    """The lists of three laptops, with editions in common, typed alike or in capitals."""
    books = [*SHARED, *ON_A, *ON_B, *TEN]
    lists = {}
    for letter in "ABC":
        lines = rng.sample(books, rng.randrange(2, 7))
        lists[letter] = [(line[0].upper(), *line[1:]) if rng.random() < 0.2 else line for line in lines]
    return lists


def in_any_order(rng: random.Random, folders: Sequence[Path]) -> list[Path]:
    """All of them, some twice."""
    return rng.sample([*folders, *rng.sample(folders, 1)], len(folders) + 1)


@pytest.mark.parametrize("seed", range(5))
def test_the_result_is_that_of_the_set_of_folders(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    folders = [laptop(tmp_path, letter, lines) for letter, lines in week(rng).items()]
    process.merge(folders, tmp_path / "M")
    ours = outputs(tmp_path / "M")
    for number, order in enumerate(itertools.permutations(folders)):
        out = tmp_path / f"M{number}"
        process.merge(order if number % 2 else [*order, order[0]], out)
        assert outputs(out) == ours
    for _ in range(3):  # into itself, some of them or all
        process.merge(in_any_order(rng, rng.sample(folders, rng.randrange(1, 4))), tmp_path / "M")
        assert outputs(tmp_path / "M") == ours
    process.merge([tmp_path / "M", *folders], tmp_path / "again")
    assert records(tmp_path / "again") == records(tmp_path / "M")


def only_the_ledger(folder: Path) -> None:
    (folder / "koleksi.db").unlink()


def nothing(_: Path) -> None:
    pass


LOSSES: tuple[Callable[[Path], None], ...] = (nothing, only_the_ledger, lose)


@pytest.mark.parametrize("seed", range(6))
def test_random_weeks_in_which_ledgers_are_lost(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    lists = week(rng)
    out = tmp_path / "M"
    owners: dict[str, tuple[str, str]] = {}  # barcode -> accession number and title, as first printed
    for _ in range(4):
        for letter in rng.sample("ABC", 2):
            lists[letter].append(rng.choice(TEN))
            laptop(tmp_path, letter, lists[letter])
            rng.choice(LOSSES)(tmp_path / letter)
            laptop(tmp_path, letter, lists[letter])
        there = [tmp_path / letter for letter in "ABC" if (tmp_path / letter).exists()]
        if out.exists():
            rng.choice(LOSSES)(out)
        process.merge(in_any_order(rng, there), out)
        found = numbers(out)
        assert sorted(found) == barcodes(there)
        for code, (accession, title) in found.items():
            before = owners.setdefault(code, (accession, title))
            assert (before[0], before[1].upper()) == (accession, title.upper())
    kept = outputs(out)
    summary: Summary = process.merge(there, out)
    assert (summary.new, summary.changed, summary.vanished, summary.retired) == (0, 0, 0, 0)
    assert outputs(out)["katalog.mrc"] == kept["katalog.mrc"]
