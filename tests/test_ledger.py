"""What the ledger wrote down is never reassigned."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from koleksi.book import Book, Entry
from koleksi.errors import InputError, OutputError
from koleksi.job.decisions import Decision
from koleksi.job.memory.copies import Numbered
from koleksi.job.memory.ledger import Ledger

ROWS = [Entry(book=Book(title=f"Buku {n % 7}", year=1990 + n % 3), source="a.csv", row=n) for n in range(40)]


def test_a_key_does_not_depend_on_where_a_row_stands(tmp_path: Path) -> None:
    shuffled = random.Random(5).sample(ROWS, len(ROWS))
    keys = []
    for name, rows in (("a.db", ROWS), ("b.db", shuffled)):
        with Ledger.open(tmp_path / name, begun="2026-01-01") as ledger:
            keys.append(sorted(row.key for row in ledger.register_rows(rows)))
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == len(ROWS)


def test_numbers_stay_with_their_rows_when_rows_are_added_before_them(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "koleksi.db", begun="2026-01-01") as ledger:
        rows = ledger.register_rows(ROWS)
        ledger.assign(((row.key, 1), Numbered(n, f"{n}/H", f"B{n}")) for n, row in enumerate(rows, 1))
    with Ledger.open(tmp_path / "koleksi.db", begun="2027-02-02") as ledger:
        assert ledger.begun == "2026-01-01"
        assert ledger.register_rows([Entry(book=Book(title="Baru"), source="a.csv", row=0), *ROWS])[1:] == rows
        assert ledger.numbers()[rows[3].key, 1] == Numbered(4, "4/H", "B4")


def test_a_corrected_row_keeps_its_key_and_another_book_in_its_place_does_not(tmp_path: Path) -> None:
    first = [Entry(book=Book(title="Lascar Pelangi"), source="a.csv", row=2)]
    corrected = [Entry(book=Book(title="Laskar Pelangi", year=2005), source="a.csv", row=2)]
    other = [Entry(book=Book(title="Ensiklopedi Hewan"), source="a.csv", row=2)]
    with Ledger.open(tmp_path / "koleksi.db", begun="2026-01-01") as ledger:
        (row,) = ledger.register_rows(first)
        assert ledger.register_rows(corrected)[0].key == row.key
        assert ledger.register_rows(other)[0].key != row.key


def test_a_number_given_twice_is_refused_and_nothing_of_its_batch_is_kept(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "koleksi.db", begun="2026-01-01") as ledger:
        with pytest.raises(OutputError, match="dua kali"), ledger.transaction():
            ledger.assign([(("a", 1), Numbered(1, "1", "B1")), (("b", 1), Numbered(2, "2", "B1"))])
        assert ledger.numbers() == {}


def test_a_later_decision_replaces_an_earlier_one(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "koleksi.db", begun="2026-01-01") as ledger:
        ledger.decide([Decision("class", "k", "297"), Decision("class", "k", "398.2")])
        assert ledger.decisions("class") == {"k": "398.2"}
        assert ledger.decisions("pair") == {}


def test_a_second_process_is_told_who_holds_the_ledger(tmp_path: Path) -> None:
    path = tmp_path / "koleksi.db"
    code = f"from koleksi.job.memory.ledger import Ledger\nLedger.open({str(path)!r}, begun='2026-01-01')"
    with Ledger.open(path, begun="2026-01-01"):
        second = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "OutputError" in second.stderr
    assert "pid" in second.stderr
    with Ledger.open(path, begun="2026-01-01"):
        pass  # released with its holder


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "koleksi.db"
    path.write_bytes(b"something else" * 100)
    with pytest.raises(InputError):
        Ledger.open(path, begun="2026-01-01")
    assert path.read_bytes() == b"something else" * 100


def test_a_ledger_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "koleksi.db"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version=99")
    database.close()
    with pytest.raises(InputError, match="99"):
        Ledger.open(path, begun="2026-01-01")
