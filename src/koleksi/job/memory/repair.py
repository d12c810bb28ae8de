"""A ledger that is gone, damaged, or older than its backup: the backup takes its place.

Never does a folder with numbers on books silently start at 1 again. After each run that changed it
the ledger is copied beside itself (`ledger_file.backup`).
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from koleksi._terms.problems import problem
from koleksi.book import Problem, Text
from koleksi.errors import InputError
from koleksi.job.memory.ledger_file import BACKUP

__all__ = ["restore"]

_COUNTS = "ringkasan.json"
_DAMAGED = ".rusak"  # behind the name of a ledger that is kept aside


def restore(ledger: Path, outputs: Iterable[str]) -> list[Problem]:
    """Put the backup in the place of a ledger that cannot be used, and say so; nothing where the ledger is well.

    ``outputs``: names of the files that a run makes. Raises InputError where there are such files, the ledger cannot be
    used, and there is no backup that can: its numbers are on books already.
    """
    run = _last_run(ledger)
    backup = ledger.with_name(ledger.name + BACKUP)
    saved = _last_run(backup)
    if saved is not None and (run is None or saved > run):
        _set_aside(ledger)
        shutil.copy2(backup, ledger)
        return [problem("ledger-restored", source=ledger.name, value=backup.name, run=saved)]
    if run is None and _is_ours(ledger.parent) and any((ledger.parent / name).exists() for name in outputs):
        raise InputError(
            Text(
                "buku besar hilang atau rusak dan tidak ada cadangannya. Nomor buku masih ada di katalog.mrc: jalankan "
                f"dengan --out FOLDER-BARU --against {ledger.parent}; nomor baru berlanjut di belakangnya",
                "the ledger is gone or damaged and has no backup. The numbers of the books stand in katalog.mrc: run "
                f"with --out NEW-FOLDER --against {ledger.parent}; new numbers go on behind them",
            ),
            ledger,
        )
    return []


def _is_ours(folder: Path) -> bool:
    """Whether the figures of a folder are those of a run of ours."""
    try:
        return "merged_rows" in json.loads((folder / _COUNTS).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def _last_run(path: Path) -> int | None:
    """The last run that a ledger knows, None where it is not there or not whole."""
    if not path.is_file() or not path.stat().st_size:
        return None
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            if database.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return None
            if database.execute("PRAGMA user_version").fetchone()[0] < 2:
                return 0  # of the first version: it is brought to today's when it is opened
            (run,) = database.execute("SELECT coalesce(max(run), 0) FROM runs WHERE summary <> ''").fetchone()
            return int(run)
    except sqlite3.OperationalError:
        return 0  # held by another process, who will say so
    except sqlite3.DatabaseError:
        return None


def _set_aside(ledger: Path) -> None:
    if not ledger.exists():
        return
    number = 1
    while (kept := ledger.with_name(f"{ledger.name}{_DAMAGED}-{number}")).exists():
        number += 1
    ledger.replace(kept)
    for log in ("-wal", "-journal"):
        ledger.with_name(ledger.name + log).unlink(missing_ok=True)
