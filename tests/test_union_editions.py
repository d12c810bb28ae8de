"""Which descriptions are one edition of a union, what its record says, and the number that it keeps."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from koleksi.book import Book
from koleksi.errors import UsageError
from koleksi.union.grouping import group
from koleksi.union.running import Options, run
from unions import (
    BUMI,
    HEWAN,
    LASKAR,
    RONGGENG,
    TANAM,
    WORDS,
    folder,
    held,
    numbers,
    records,
    two_libraries,  # noqa: F401 - the fixture holds here too
)

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def test_a_record_changes_on_the_day_on_which_its_holders_do(
    two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Harvesters ask for what changed since a day, and holders are part of what they get."""
    out = tmp_path / "gab"
    run(two, out)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")  # 2026-01-02
    run([folder(tmp_path, "C", [LASKAR])], out)
    assert held(out)["Laskar Pelangi"] == {"A": 2, "B": 2, "C": 2}
    lines = map(json.loads, (out / "union.jsonl").read_text(encoding="utf-8").splitlines())
    assert [one["title"] for one in lines if one["changed"] == "2026-01-02"] == ["Laskar Pelangi"]


def test_what_a_library_no_longer_says_is_no_longer_told(tmp_path: Path) -> None:
    out, bare = tmp_path / "gab", (*LASKAR[:2], "", *LASKAR[3:])
    run([folder(tmp_path, "A", [bare]), folder(tmp_path, "B", [LASKAR, BUMI, HEWAN])], out)
    assert "Bentang" in " ".join(records(out))
    run([folder(tmp_path / "x", "B", [BUMI, HEWAN])], out, Options(replaced=["B"]))
    assert held(out)["Laskar Pelangi"] == {"A": 2}
    assert "Bentang" not in " ".join(records(out))


def test_an_edition_says_nothing_of_a_description_that_left_it(two: tuple[Path, Path], tmp_path: Path) -> None:
    """As where a new list showed that two were never one: all of A's and B's stand under one number before."""
    out = tmp_path / "gab"
    run(two, out)
    before = records(out)
    with closing(sqlite3.connect(out / "union.db")) as database, database:
        database.execute("UPDATE descriptions SET edition = 1")
        database.execute("UPDATE editions SET book = (SELECT book FROM editions WHERE id = 2)")
    run([two[0]], out, Options(anew=True))
    assert records(out) == before


def test_a_number_that_was_given_stays_though_nobody_holds_it_for_a_while(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "gab"
    run(two, out)
    before = numbers(out)
    changed = [folder(tmp_path / "x", "B", [LASKAR, TANAM]), folder(tmp_path / "y", "B", [LASKAR, RONGGENG, TANAM])]
    run([changed[0]], out, Options(replaced=["B"]))
    assert "Ronggeng Dukuh Paruk" not in numbers(out)
    run([changed[1]], out, Options(replaced=["B"]))
    assert before.items() <= numbers(out).items()
    run([two[0]], out, Options(anew=True))
    assert before.items() <= numbers(out).items()


def test_few_new_rows_find_their_editions_among_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("koleksi.union.editions._FEW", 0)
    many = [LASKAR, BUMI, HEWAN, RONGGENG, *((f"Kisah {word} dan Hutan", "Sari Dewi") for word in WORDS)]
    out = tmp_path / "gab"
    run([folder(tmp_path, "A", many)], out)
    before = numbers(out)
    new = [("Laskar Pelangii", *LASKAR[1:4], "", "1"), ("BUMI MANUSIA", "Toer, Pramoedya Ananta", "", "1980"), TANAM]
    run([folder(tmp_path, "B", new)], out)
    assert set(before.values()) < set(numbers(out).values()) and len(numbers(out)) == len(before) + 1
    libraries = {frozenset(one) for title, one in held(out).items() if title.casefold().startswith(("laskar", "bumi"))}
    assert libraries == {frozenset("AB")}


def test_spark_s_groups_are_told_as_those_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """`koleksi.spark.groups` gives each row the least row of its group."""

    class Spark:
        @staticmethod
        def groups(rows: Iterable[tuple[int, Book]]) -> dict[int, int]:
            first: dict[str, int] = {}
            return {number: first.setdefault(book.title, number) for number, book in rows}

    monkeypatch.setitem(sys.modules, "koleksi.spark", Spark)
    books = [Book(title=title) for title in ("Laskar Pelangi", "Bumi Manusia", "Laskar Pelangi", "Saman")]
    assert group(iter(books), "spark") == [(0, 2), (1,), (3,)]
    monkeypatch.setitem(sys.modules, "koleksi.spark", None)
    with pytest.raises(UsageError, match="--engine local"):
        group(books, "spark")
