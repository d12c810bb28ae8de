"""The file of a ledger: held by one process at a time, checked on opening, brought to today's version behind a copy."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from koleksi._terms.system_errors import why
from koleksi.book import Text
from koleksi.errors import InputError, OutputError
from koleksi.job.memory import ledger_schema

__all__ = [
    "BACKUP",
    "DamagedLedger",
    "backup",
    "backups",
    "hold",
    "holder_of",
    "last_run_in",
    "release",
    "restore",
    "set_aside",
]

BACKUP = ".cadangan"  # behind the ledger's name: its copy after the last run that changed it
_BESIDE = ("", "-wal", "-shm", "-journal")  # a ledger's file, and what SQLite keeps beside it
_QUICK = 10_000_000  # bytes up to which the whole check costs less than 0.1 s; ten times as much takes a second
_HELD = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_REFUSED = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM}
)


class DamagedLedger(InputError):
    """The file is no ledger, or a part of it cannot be read: the folder's own file, not one that was brought."""

    exit_code = OutputError.exit_code


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
    except sqlite3.DatabaseError as error:
        raise _refusal(error, path) from error


def _refusal(error: sqlite3.DatabaseError, path: Path) -> InputError | OutputError:
    """What SQLite's error means: held, refused by the disk, or damaged."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in _HELD:
        holder = holder_of(path).read_text(encoding="utf-8") if holder_of(path).exists() else "?"
        return OutputError(
            Text(
                f"sedang dipakai proses lain ({holder}); tutup dulu",
                f"held by another process ({holder}); close it first ({error})",
            ),
            path,
        )
    if code in _REFUSED:
        reason = Text("tidak dapat dibuka ({why})", "cannot be opened ({why})").format(why=why(error))
        return OutputError(reason, path)
    return DamagedLedger(
        Text(
            "buku besar rusak atau bukan buku besar koleksi. Jalankan koleksi process lagi dengan daftar "
            "yang sama: buku besar dibangun lagi dari cadangan dan berkas hasil",
            f"damaged, or not a ledger of koleksi ({error}). Run koleksi process again with the same lists: it is "
            "rebuilt from the backup and the folder's own files",
        ),
        path,
    )


def _only_if_empty(database: sqlite3.Connection) -> None:
    """A database of another program is left alone."""
    if database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise sqlite3.DatabaseError("file belongs to another program")


def _check(database: sqlite3.Connection) -> None:
    """Every page, and where that is quick every index against its table too."""
    (size,) = database.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
    check = "integrity_check" if size <= _QUICK else "quick_check"
    (found,) = database.execute(f"PRAGMA {check}(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _copy(path: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as source,
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


def backups(path: Path) -> Iterator[Path]:
    """The copies of a ledger that are sound, the newest first: after its last complete run, then before migrations."""
    older = sorted(path.parent.glob(f"{path.name}.versi-*"), reverse=True)
    for copy in (path.with_name(path.name + BACKUP), *older):
        if last_run_in(copy) is not None:
            yield copy


def last_run_in(path: Path) -> int | None:
    """The last run that a ledger's file knows, without holding it; None for one that is not sound."""
    if not path.is_file() or not path.stat().st_size:
        return None
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            _check(database)
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if not 1 <= version <= ledger_schema.VERSION:
                return None
            database.execute("SELECT count(*) FROM copies")
            if version == 1:
                return 0
            return int(database.execute("SELECT coalesce(max(run), 0) FROM runs").fetchone()[0])
    except sqlite3.Error:
        return None


def set_aside(path: Path, word: str) -> Path | None:
    """Give the ledger another name, ``koleksi.db.WORD-N``, with all that SQLite keeps beside it; None where there is
    nothing. Raises OutputError."""
    there = [path.with_name(path.name + end) for end in _BESIDE if path.with_name(path.name + end).exists()]
    number = 1
    while any(path.parent.glob(f"{path.name}.{word}-{number}*")):
        number += 1
    aside = path.with_name(f"{path.name}.{word}-{number}")
    try:
        for file in there:
            file.replace(aside.with_name(aside.name + file.name.removeprefix(path.name)))
    except OSError as error:
        raise OutputError(
            Text("tidak dapat disisihkan ({why})", "cannot be set aside ({why})").format(why=why(error)), path
        ) from error
    return aside if there else None


def restore(path: Path, copy: Path) -> None:
    """The ledger is again what its ``copy`` is, in one step. Raises OutputError."""
    half = path.with_name(f"{path.name}.tmp")
    try:
        shutil.copyfile(copy, half)
        with half.open("r+b") as stream:
            os.fsync(stream.fileno())
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise OutputError(
            Text("tidak dapat dipulihkan ({why})", "cannot be restored ({why})").format(why=why(error)), path
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
