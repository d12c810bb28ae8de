"""The ledger as a file: earlier versions, file systems without a write-ahead log, processes that are killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from koleksi import intake
from koleksi.book import Entry
from koleksi.job.decisions import content_digest
from koleksi.job.memory.ledger import Ledger
from test_repair import LIST, labels, run, write

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

# As the first version wrote it.
VERSION_1 = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE seen (key TEXT PRIMARY KEY, source TEXT NOT NULL, row INTEGER NOT NULL, title TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE copies (
    key TEXT NOT NULL, copy INTEGER NOT NULL, n INTEGER NOT NULL,
    accession TEXT NOT NULL UNIQUE, barcode TEXT NOT NULL UNIQUE,
    PRIMARY KEY (key, copy)
) WITHOUT ROWID;
CREATE TABLE decisions (
    kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID;
PRAGMA user_version=1;
"""


def ledger_of_version_1(folder: Path) -> Path:
    """Its numbers run backwards, so that none is right by chance."""
    entries = [entry for entry in intake.read(write(folder / "daftar.csv", LIST)) if isinstance(entry, Entry)]
    path = folder / "hasil" / "koleksi.db"
    path.parent.mkdir()
    keys = [content_digest(entry) for entry in entries]
    keys = [key if key not in keys[:n] else f"{key}.2" for n, key in enumerate(keys)]
    with closing(sqlite3.connect(path)) as database:
        database.executescript(VERSION_1)
        database.execute("INSERT INTO meta VALUES ('begun', '2025-02-03')")
        n = 50
        for key, entry in zip(keys, entries, strict=True):
            database.execute("INSERT INTO seen VALUES (?, ?, ?, ?)", (key, entry.source, entry.row, entry.book.title))
            for copy in range(1, len(entry.copies) + 1):
                n -= 1
                numbers = (f"{n:05d}/H/2025", f"B{n:07d}")
                database.execute("INSERT INTO copies VALUES (?, ?, ?, ?, ?)", (key, copy, n, *numbers))
        database.execute("INSERT INTO decisions VALUES ('class', ?, '398.24')", (keys[4],))
        database.commit()
    return path


def back_to_version_1(path: Path) -> None:
    """What a folder of the first version holds: no backup, and a ledger with the same numbers."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT key, source, row, json_extract(book, '$.title') FROM rows").fetchall()
        copies = database.execute("SELECT key, copy, n, accession, barcode FROM copies").fetchall()
    for name in (path.name, f"{path.name}.cadangan"):
        path.with_name(name).unlink()
    with closing(sqlite3.connect(path)) as database:
        database.executescript(VERSION_1)
        database.execute("INSERT INTO meta VALUES ('begun', '2026-01-01')")
        database.executemany("INSERT INTO seen VALUES (?, ?, ?, coalesce(?, ''))", rows)
        database.executemany("INSERT INTO copies VALUES (?, ?, ?, ?, ?)", copies)
        database.commit()


def test_a_ledger_of_version_1_keeps_numbers_and_decisions_through_the_migration(tmp_path: Path) -> None:
    path = ledger_of_version_1(tmp_path)
    summary = run(tmp_path, LIST)
    assert labels(tmp_path)["Bumi Manusia"] == ["B0000047 00047/H/2025"]
    assert labels(tmp_path)["Laskar Pelangi"] == [f"B00000{n} 000{n}/H/2025" for n in (39, 48, 49)]
    assert (summary.new, summary.vanished) == (0, 0)
    assert "398.24" in (tmp_path / "hasil" / "slims_biblio.csv").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path.with_name("koleksi.db.versi-1"))) as copy:
        assert copy.execute("SELECT count(*) FROM seen").fetchone() == (len(LIST),)
    with Ledger.open(path, begun="2026-01-01") as ledger:
        assert ledger.begun == "2025-02-03"


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [(1, 0, "Bumi Manuisa"), (1, 3, "1981"), (4, 0, "Sang Kancil"), (6, 0, "Perahu Kertas"), (8, 1, "Tim Penulis")],
)
def test_a_row_corrected_between_the_versions_keeps_its_number(
    row: int, column: int, text: str, tmp_path: Path
) -> None:
    """Version 1 knew the titles only; what else a row said stands in the catalogue of its folder."""
    run(tmp_path, LIST)
    before = {code for codes in labels(tmp_path).values() for code in codes}
    back_to_version_1(tmp_path / "hasil" / "koleksi.db")
    lines = list(LIST)
    cells = list(lines[row])
    cells[column] = text
    lines[row] = tuple(cells)
    summary = run(tmp_path, lines)
    assert (summary.new, summary.repaired) == (0, "")
    assert {code for codes in labels(tmp_path).values() for code in codes} == before


def test_after_a_clean_end_the_ledger_is_one_file_and_its_backup(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    names = {path.name for path in (tmp_path / "hasil").iterdir() if path.name.startswith((".", "koleksi.db"))}
    assert names == {"koleksi.db", "koleksi.db.cadangan"}


def test_a_file_system_without_a_write_ahead_log_is_good_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite answers the request with the journal that it keeps to, without an error."""

    class Old(sqlite3.Connection):
        def execute(self, sql: str, *rest: object) -> sqlite3.Cursor:
            return super().execute(sql.replace("journal_mode=WAL", "journal_mode=DELETE"), *rest)  # type: ignore[arg-type]

    connect = sqlite3.connect

    def old(*given: object, **named: object) -> sqlite3.Connection:
        return connect(*given, **named, factory=Old)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr("koleksi.job.memory.ledger_file.sqlite3.connect", old)
    run(tmp_path, LIST)
    before = labels(tmp_path)
    assert run(tmp_path, LIST).repaired == ""
    assert labels(tmp_path) == before


CHILD = """
import sys
from koleksi import process
process.run([sys.argv[1]], sys.argv[2], progress=lambda stage, done, total: print(stage, flush=True))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("stage", ["duplicates", "marc", "labels", "register"])
@pytest.mark.parametrize("first", [True, False], ids=["first run", "second run"])
def test_a_run_that_is_killed_is_gone_on_with(stage: str, first: bool, tmp_path: Path) -> None:
    lines = [*LIST, ("Perahu Kertas", "Dee Lestari", "", "", "", "1", "")]
    if not first:
        run(tmp_path, LIST)
    source = write(tmp_path / "daftar.csv", lines)
    given = [sys.executable, "-c", CHILD, str(source), str(tmp_path / "hasil")]
    child = subprocess.Popen(given, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    with child, child.stdout:
        for line in child.stdout:
            if line.strip() == stage:
                time.sleep(0.01)
                child.send_signal(signal.SIGKILL)
                break
    before = labels(tmp_path) if not first else {}
    summary = run(tmp_path, lines)
    after = labels(tmp_path)
    assert {title: after[title] for title in before} == before
    assert len({code for codes in after.values() for code in codes}) == summary.copies == 13
    assert summary.repaired == ""
    assert not [path for path in (tmp_path / "hasil").iterdir() if path.name.endswith(("-wal", "-shm", "-journal"))]
