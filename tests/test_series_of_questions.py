"""Alike pairs are asked once, and an answer finds them whatever was done to the sheet."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from koleksi import Book, dedupe, process
from koleksi.book import Entry
from koleksi.job.collection import Pair, Row
from koleksi.job.review.series import all_series, worth_asking
from koleksi.job.review.typed import meaning
from koleksi.process import Summary

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

ISBN = "9789793062792"
TOPICS = ("Burung", "Ikan", "Kuda", "Bunga")
LIST = "Judul,Pengarang,Penerbit,Tahun\n" + "".join(
    f"Pustaka Mungil Ceria: {topic},Ani Wahyu,Taman,2010\n" for topic in TOPICS
) + "Pustaka Mungil Ceria,Ani Wahyu,Taman,\n"  # fmt: skip


def run(folder: Path) -> Summary:
    return process.run([folder / "daftar.csv"], folder / "hasil")


def bare_series_against_each(
    books: Sequence[Book], against: Sequence[Book] = (), *, decided: Mapping[tuple[int, int], str]
) -> dedupe.Groups:
    """Asks of each title whether it is the last one, and obeys: which pairs are asked is no matter of these tests."""
    last = len(books) - 1
    joined = [n for n in range(last) if decided.get((n, last)) == "same"]
    members = [(n,) for n in range(last) if n not in joined] + [(*joined, last)]
    asks = [n for n in range(last) if (n, last) not in decided]
    return dedupe.Groups(
        groups=tuple(dedupe.Group(members=one) for one in sorted(members)),
        asks=tuple(dedupe.Ask(left=n, right=last, score=0.5, reasons=()) for n in asks),
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(dedupe, "groups", bare_series_against_each)
    (tmp_path / "daftar.csv").write_text(LIST, encoding="utf-8")
    summary = run(tmp_path)
    assert (summary.books, summary.questions, summary.ask_pairs) == (5, 1, 4)
    return tmp_path


def opened(folder: Path) -> Any:
    return openpyxl.load_workbook(folder / "hasil" / "tinjau.xlsx")


def lines(folder: Path, sheet: str = "Kembar") -> list[list[Any]]:
    return [[cell.value for cell in row] for row in opened(folder)[sheet].iter_rows(min_row=2)]


def answer(folder: Path, words: dict[int, str], done: Callable[[Any], None] = lambda page: None) -> None:
    book = opened(folder)
    for row, word in words.items():
        book["Kembar"].cell(row, 1).value = word
    done(book["Kembar"])
    book.save(folder / "hasil" / "tinjau.xlsx")


def sorted_by_title(page: Any) -> None:
    rows = sorted(([cell.value for cell in row] for row in page.iter_rows(min_row=2)), key=lambda row: str(row[2]))
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            page.cell(number, column).value = value


def only_the_answer_left(page: Any) -> None:
    for number in range(page.max_row, 1, -1):
        if page.cell(number, 1).value is None:
            page.delete_rows(number)


def heading_gone(page: Any) -> None:
    page.delete_rows(1)


def test_a_series_is_one_question(folder: Path) -> None:
    first, *pairs = lines(folder)
    assert first[1] == "4 pasangan" and first[2].startswith("Pustaka Mungil Ceria: 5 judul berbeda? ")
    assert len(pairs) == 8 and len({row[-1] for row in pairs}) == 4
    assert [row[-3] for row in pairs] == [1.01, 1.01, 1.02, 1.02, 1.03, 1.03, 1.04, 1.04] and first[-3] == 1
    assert all(row[-1] in first[-1].split(";") for row in pairs)


@pytest.mark.parametrize("done", [lambda page: None, sorted_by_title, only_the_answer_left, heading_gone])
@pytest.mark.parametrize(("word", "books"), [("beda", 5), ("semua beda", 5)])
def test_one_answer_holds_for_all(folder: Path, done: Callable[[Any], None], word: str, books: int) -> None:
    answer(folder, {2: word}, done)
    summary = run(folder)
    assert (summary.books, summary.questions) == (books, 0)
    assert [row[0] for row in lines(folder, "Diputuskan")] == ["beda"] * 4
    assert run(folder).questions == 0


def test_an_answer_on_one_pair_counts_more(folder: Path) -> None:
    answer(folder, {2: "beda", 5: "sama"})
    summary = run(folder)
    assert (summary.books, summary.questions) == (4, 0)
    assert sorted(row[0] for row in lines(folder, "Diputuskan")) == ["beda", "beda", "beda", "sama"]


@pytest.mark.parametrize("word", ["ya", "x", "1", "entah"])
def test_a_word_that_may_mean_either_is_no_answer_to_a_series(folder: Path, word: str) -> None:
    assert meaning("series", word, "", {}) is None
    answer(folder, {2: word})
    assert run(folder).questions == 1
    with (folder / "hasil" / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["kode"] for row in csv.DictReader(stream, delimiter=";")].count("decision-unclear") == 1
    answer(folder, {2: "beda"})  # the word that was not understood stands in the cells of the pairs now
    assert run(folder).questions == 0


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_series_answered_in_libreoffice(folder: Path, tmp_path: Path) -> None:
    answer(folder, {2: "beda"}, sorted_by_title)
    office = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"]
    target = tmp_path / "disimpan"
    subprocess.run(
        [*office, "--convert-to", "xlsx", "--outdir", str(target), str(folder / "hasil" / "tinjau.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    shutil.copy(target / "tinjau.xlsx", folder / "hasil" / "tinjau.xlsx")
    assert run(folder).questions == 0


# which pairs are alike, and how many are asked


def pairs(titles: Sequence[tuple[str, str]], score: float = 0.5) -> list[Pair]:
    rows = [[Row(f"{n:015x}{side}", Entry(book=Book(title=title))) for side, title in enumerate(both)]
            for n, both in enumerate(titles)]  # fmt: skip
    return [Pair(left=left, right=right, score=score, reasons=()) for left, right in rows]


def test_pairs_are_alike_by_the_words_that_their_titles_begin_with() -> None:
    found = all_series(
        pairs(
            [
                ("Kisah Si Ungu: Laut", "Kisah Si Ungu: Darat"),
                ("Berkebun", "Berkebun di Kota"),
                ("Pengantar ke Ilmu", "Pengantar ke Ilmuwan"),
                ("Pengantar ke Laut", "Pengantar ke Lautan"),
                ("Kisah Si Ungu: Api", "Kisah si ungu: Air"),
            ]
        )
    )
    assert [(one.title, len(one.pairs)) for one in found] == [
        ("Kisah Si Ungu", 2), ("Berkebun", 1), ("Pengantar ke", 1), ("Pengantar ke", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("rows", "asked"), [(40, 3), (1_000, 20), (10_000, 90)])
def test_no_more_is_asked_than_a_person_answers(rows: int, asked: int) -> None:
    many = pairs([(f"Judul {n} satu", f"Buku {n} dua") for n in range(90)])
    kept, later = worth_asking(many, rows)
    assert (len(kept), later) == (asked, 90 - asked)


# what joined rows disagree on


def test_what_disagreed_is_told() -> None:
    one = Book(title="Merajut Rotan", authors=("Ani Wahyu",), publisher="Erlangga", year=2015, isbn=ISBN)
    other = Book(title="MERAJUT ROTAN", authors=("Wahyu, Ani",), publisher="Esensi", year=2016, isbn=ISBN)
    (group,) = dedupe.groups([one, other]).groups
    assert [(found.field, found.values) for found in group.disagreements] == [
        ("publisher", ("Erlangga", "Esensi")), ("year", ("2015", "2016")),
    ]  # fmt: skip
    assert [found.what.id for found in group.disagreements] == [
        "penerbit Erlangga / Esensi",
        "tahun terbit 2015 / 2016",
    ]
    assert dedupe.groups(iter([one, other])).groups[0].disagreements == ()


def test_what_joined_rows_disagree_on_stands_where_they_are_parted(tmp_path: Path) -> None:
    text = "".join(f"Merajut Rotan,Ani Wahyu,Taman,{year},{ISBN}\n" for year in (2015, 2016))
    text = f"Judul,Pengarang,Penerbit,Tahun,ISBN\n{text}"
    (tmp_path / "daftar.csv").write_text(text, encoding="utf-8")
    summary = run(tmp_path)
    assert (summary.books, summary.disagreed) == (1, 1)
    assert "tahun terbit 2016 / 2015" in lines(tmp_path, "Digabung")[0]
    with (tmp_path / "hasil" / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        (told,) = (row for row in csv.DictReader(stream, delimiter=";") if row["kode"] == "rows-disagree")
    assert "tahun terbit 2015 / 2016" in told["masalah"] and told["tingkat"] == "catatan"
