"""The second day: a number once glued to a book stays its number, whatever happens to the list."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from koleksi import process
from second_day_lists import (
    LIST,
    Line,
    changed,
    edited,
    labels,
    run,
    write,
)

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


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
