"""A union that is stopped, killed, refused by the system, damaged or given what is none."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from koleksi.cli.root import cli
from koleksi.errors import InputError, OutputError, UsageError
from koleksi.union import told
from koleksi.union.running import run
from koleksi.union.store import Store
from unions import LASKAR, TANAM, WORDS, Line, held, two_libraries, typed  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def test_what_is_stopped_goes_on(two: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "gab"

    def stop(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(two, out, progress=stop)
    assert not (out / "union.mrc").exists()
    summary = run(two, out)
    assert (summary.joined, summary.unchanged, summary.libraries) == (1, 1, 2)
    assert len(held(out)) == 4


def test_stopped_while_outputs_are_written_nothing_is_half(two: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "gab"

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "exchange":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(two, out, progress=stop)
    assert not (out / "union.mrc").exists() and not (out / "laporan").exists()
    run(two, out)
    assert {"A.html", "B.html"} <= {path.name for path in (out / "laporan").iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process otherwise")
def test_a_run_that_was_killed_goes_on_and_leaves_no_process(tmp_path: Path) -> None:
    """The command in a process of its own, ended without a word while its reading processes are at work."""
    lists = [typed(tmp_path / "kiriman" / f"desa-{n}.csv", _many(n)) for n in range(6)]
    command = [sys.executable, "-c", KILLED, str(tmp_path / "gab"), *map(str, lists)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, text=True)  # ends when all have ended
    assert done.returncode == -9, done.stderr
    summary = run(lists, tmp_path / "gab")
    assert (summary.unchanged, summary.joined, summary.libraries) == (2, 4, 6)


def _many(n: int) -> list[Line]:
    return [(f"Catatan {word} {n} {m}", f"Penulis {word}", "Gramedia", "2001") for m in range(20) for word in WORDS]


KILLED = """
import os, signal, sys
from koleksi.union import reading, running

def main():
    reading._WORTH = 0
    seen = []

    def kill(stage, done, total):
        seen.append(stage)
        if len(seen) == 2:
            os.kill(os.getpid(), signal.SIGKILL)

    running.run(sys.argv[2:], sys.argv[1], running.Options(processes=2), progress=kill)

if __name__ == "__main__":
    main()
"""


def test_a_broken_file_is_named_and_the_rest_goes_on(two: tuple[Path, Path], tmp_path: Path) -> None:
    broken = tmp_path / "desa-x.mrc"
    broken.write_bytes(b"\x00 no MARC at all")
    (tmp_path / "desa-y.csv").write_bytes(b"")
    done = CliRunner().invoke(
        cli,
        ["union", str(two[0]), str(broken), str(tmp_path / "desa-y.csv"), str(two[1]), "--out", str(tmp_path / "g")],
    )
    assert done.exit_code == 1
    assert "desa-x.mrc" in done.stderr and "desa-y.csv" in done.stderr
    assert "2 baru, 0 diganti, 0 tidak berubah, 2 dilewati" in done.stdout
    assert "desa-x.mrc" in (tmp_path / "g" / "masalah.csv").read_text(encoding="utf-8-sig")


def test_what_the_system_refuses_is_told_of_the_union_file(tmp_path: Path) -> None:
    (tmp_path / "gab" / "union.db").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"union\.db.*pilih folder lain"):
        run([typed(tmp_path / "a.csv", [LASKAR])], tmp_path / "gab")


def test_the_place_of_temporary_files_is_named_where_it_refuses(tmp_path: Path) -> None:
    """It is seldom the union's disk that is full then."""
    path = tmp_path / "sementara" / "told.db"
    with pytest.raises(OutputError) as refused, Store.open(tmp_path / "union.db") as store:
        told.write(store, path)
    assert refused.value.path == str(path)


def test_a_damaged_union_file_is_named(two: tuple[Path, Path], tmp_path: Path) -> None:
    """Its head is whole, as after a bad stick: the damage shows when the run is at work."""
    out = tmp_path / "gab"
    run(two, out)
    content = (out / "union.db").read_bytes()
    (out / "union.db").write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    with pytest.raises(InputError, match="rusak"):
        run([typed(tmp_path / "a.csv", [TANAM])], out)


def test_a_transaction_that_sqlite_ended_itself_tells_its_own_reason(tmp_path: Path) -> None:
    """SQLite rolls back by itself where the disk is full; there is nothing left to roll back then."""
    with Store.open(tmp_path / "union.db") as store, pytest.raises(ZeroDivisionError), store.transaction():
        store.database.execute("ROLLBACK")
        raise ZeroDivisionError


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "union.db")) as other, other:
        other.execute("CREATE TABLE theirs (x)")
    with pytest.raises(InputError, match="bukan berkas gabungan"):
        run([typed(tmp_path / "a.csv", [LASKAR])], tmp_path)


def test_a_source_that_does_not_exist_or_is_an_output_is_refused(tmp_path: Path, two: tuple[Path, Path]) -> None:
    with pytest.raises(InputError, match="tidak ada"):
        run([tmp_path / "nirgends"], tmp_path / "gab")
    run(two, tmp_path / "gab")
    with pytest.raises(UsageError):
        run([tmp_path / "gab" / "union.mrc"], tmp_path / "gab")
    with pytest.raises(UsageError):
        run([f"X={tmp_path / 'gab' / 'union.mrc'}"], tmp_path / "gab")
