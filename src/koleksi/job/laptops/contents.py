"""The ledger of another results folder, read without touching it: it may lie on a stick that cannot be written."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from koleksi.book import Text
from koleksi.errors import InputError, OutputError
from koleksi.job.decisions import READ_COPY
from koleksi.job.memory.folder import LEDGER
from koleksi.job.memory.ledger import MENDED, Ledger
from koleksi.job.memory.sharing import Contents, Signed
from koleksi.job.review import answers

__all__ = ["read", "read_own"]


def read(folder: Path) -> Contents:
    """All that the ledger of ``folder`` remembers, and the answers typed into its review sheet since its last run.

    Raises InputError for a folder without a ledger or without a run, or whose ledger is damaged; OutputError where
    another process is at work in it.
    """
    contents = _read(folder)
    if contents is None or not contents.rows:
        what = Text(
            f"bukan folder hasil koleksi yang pernah diproses (tidak ada {LEDGER})",
            f"not a results folder of koleksi that was processed (no {LEDGER})",
        )
        raise InputError(what, folder)
    return contents


def read_own(folder: Path) -> Contents | None:
    """The same of the folder that others are merged into, None where it is new. Raises as `read` does."""
    return _read(folder)


def _read(folder: Path) -> Contents | None:
    path = folder / LEDGER
    if not path.is_file():
        return None
    _refuse_held(path)
    with TemporaryDirectory(prefix="koleksi-") as place:
        copy = Path(place) / LEDGER
        for log in ("", "-wal"):
            if (file := path.with_name(path.name + log)).exists():
                shutil.copyfile(file, copy.with_name(copy.name + log))
        try:
            ledger = Ledger.open(copy, begun="")
        except InputError as error:
            raise InputError(error.message, path) from error
        with ledger:
            return _contents(ledger, folder)


def _refuse_held(path: Path) -> None:
    """A ledger that is being written would be copied half."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0.2)) as database:
            database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            what = Text("sedang dipakai proses lain; tunggu sampai selesai", "another process is at work in it; wait")
            raise OutputError(what, path) from error
    except sqlite3.DatabaseError:
        return  # damaged: said when it is opened


def _contents(ledger: Ledger, folder: Path) -> Contents:
    memory, told = ledger.memory(), ledger.told()
    runs = [run for run in ledger.history() if not run.taken_back]
    last = runs[-1] if runs else None
    known = {(kind, key): value for kind, key, value in ledger.all_decisions()}
    typed = answers.gather(folder, known, ledger.decisions(READ_COPY), forgotten=bool(ledger.note(MENDED)))
    told["decisions"] = tuple(_with_answers(told["decisions"], typed))
    return Contents(
        folder=str(folder),
        at=_in_utc(last.at) if last else "",
        begun=ledger.begun,
        settings=ledger.settings_of_last_run(),
        rows=tuple(memory.rows.values()),
        copies=memory.copies,
        last_number=ledger.last_number,
        unsure_rows=last.counts.get("unsure_rows", 0) if last else 0,
        **told,
    )


def _in_utc(at: str) -> str:
    """A ledger that was restored from its copy does not know the times of its runs."""
    return datetime.fromisoformat(at).astimezone(UTC).isoformat() if at else ""


def _with_answers(decisions: Sequence[Signed], typed: answers.Answers) -> Iterable[Signed]:
    """What was recorded, with what the next run of that folder would take from its review sheet."""
    words = {(signed.kind, signed.key): signed for signed in decisions}
    for thing in typed.taken_back:
        words.pop(thing, None)
    for kind, key, value in typed.decisions:
        if kind != READ_COPY:
            words[kind, key] = Signed(kind, key, value, "", "")
    return words.values()
