"""The file of a ledger: held by one process at a time, checked on opening, brought to today's version behind a copy."""

from __future__ import annotations

import os
import socket
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from koleksi._terms.system_errors import why
from koleksi.book import Text
from koleksi.errors import InputError, OutputError
from koleksi.job.memory import ledger_schema

__all__ = ["BACKUP", "backup", "hold", "holder_of", "release"]

BACKUP = ".cadangan"  # behind the ledger's name: its copy after the last run that changed it


def hold(path: Path, begun: str) -> sqlite3.Connection:
    """The ledger at ``path``, made where there is none, and closed to other processes until it is released.

    Raises OutputError when another process holds it or the disk refuses, InputError when the file is no ledger of this
    program, is damaged, or is of a later version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, timeout=0.2, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        reason = Text("tidak dapat dibuka ({why})", "cannot be opened ({why})").format(why=why(error))
        raise OutputError(reason, path) from error
    try:
        _take(database, path, begun)
    except BaseException:
        database.close()
        raise
    holder_of(path).write_text(f"pid {os.getpid()}, {socket.gethostname()}", encoding="utf-8")
    return database


def _take(database: sqlite3.Connection, path: Path, begun: str) -> None:
    try:
        database.execute("PRAGMA locking_mode=EXCLUSIVE")
        database.execute("BEGIN EXCLUSIVE")
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version > ledger_schema.VERSION:
            raise InputError(
                Text(f"buku besar dari versi lain ({version})", f"ledger of another version ({version})"), path
            )
        if version == 0:
            _only_if_empty(database)
            ledger_schema.create(database, begun)
        elif version < ledger_schema.VERSION:
            _copy(path, path.with_name(f"{path.name}.versi-{version}"))
            ledger_schema.migrate(database, version)
        database.execute("COMMIT")
        _check(database)
        database.execute("PRAGMA journal_mode=WAL")  # where the file system cannot, SQLite keeps its old way
        database.execute("PRAGMA synchronous=FULL")
    except sqlite3.OperationalError as error:
        holder = holder_of(path).read_text(encoding="utf-8") if holder_of(path).exists() else "?"
        raise OutputError(
            Text(
                f"sedang dipakai proses lain ({holder}); tutup dulu",
                f"held by another process ({holder}); close it first ({error})",
            ),
            path,
        ) from error
    except sqlite3.DatabaseError as error:
        raise InputError(
            Text(
                "buku besar rusak atau bukan buku besar koleksi",
                f"damaged, or not a ledger of koleksi ({error})",
            ),
            path,
        ) from error


def _only_if_empty(database: sqlite3.Connection) -> None:
    """A database of another program is left alone."""
    if database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise sqlite3.DatabaseError("file belongs to another program")


def _check(database: sqlite3.Connection) -> None:
    (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _copy(path: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)


def backup(database: sqlite3.Connection, path: Path) -> None:
    """A copy of the ledger beside it, replaced in one step: what a repair begins from.

    Table by table and without the clock and the names of users, so that the same input gives the same bytes.
    """
    target = path.with_name(path.name + BACKUP)
    half = target.with_name(f"{target.name}.tmp")
    half.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(half, isolation_level=None)) as copy:
            copy.execute("PRAGMA journal_mode=OFF")
            copy.execute("BEGIN")
            ledger_schema.copy_tables(database, copy)
            copy.execute("COMMIT")
        half.replace(target)
    except (OSError, sqlite3.Error) as error:
        half.unlink(missing_ok=True)
        raise OutputError(
            Text("cadangan tidak dapat ditulis", f"the backup cannot be written: {error}"), path
        ) from error


def release(database: sqlite3.Connection, path: Path) -> None:
    """Close the ledger so that it is one file again, and let others have it."""
    with suppress(sqlite3.Error):  # a disk that is full now leaves the write-ahead log for the next opening
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode=DELETE")
    database.close()
    holder_of(path).unlink(missing_ok=True)


def holder_of(path: Path) -> Path:
    """The file that says who holds a ledger."""
    return path.with_name(path.name + ".dipakai")
