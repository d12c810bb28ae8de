"""The SQLite file of a job: rows seen, numbers given out, decisions of people.

What is written here is never reassigned: a copy that once had an accession number keeps it, however
often the job is run again and whatever rows are added before it. Every batch is one transaction.
"""

from __future__ import annotations

import difflib
import os
import socket
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from koleksi.book import Entry, Text
from koleksi.errors import InputError, OutputError
from koleksi.job.collection import CopyKey, Row
from koleksi.job.decisions import Decision, row_keys

__all__ = ["BATCH", "Ledger", "Numbered"]

BATCH = 500  # rows in one transaction: what a power cut can cost is at most this many, never half of one
_VERSION = 1
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE seen (key TEXT PRIMARY KEY, source TEXT NOT NULL, row INTEGER NOT NULL, title TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE copies (
    key TEXT NOT NULL, copy INTEGER NOT NULL, n INTEGER NOT NULL,
    accession TEXT NOT NULL UNIQUE, barcode TEXT NOT NULL UNIQUE,
    PRIMARY KEY (key, copy)
) WITHOUT ROWID;
CREATE TABLE decisions (kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
"""


class Numbered(NamedTuple):
    """What a copy was given: running number, accession number, barcode."""

    n: int
    accession: str
    barcode: str


class Ledger:
    """An open ledger. One process holds it at a time; a second one is told who does."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._db = connection

    @classmethod
    def open(cls, path: str | Path, *, begun: str) -> Self:
        """Open or begin the ledger at ``path``. ``begun`` (an ISO date) is kept only when it is new.

        Raises OutputError when another process holds it or the disk refuses, InputError when the
        file is no ledger of this program.
        """
        path = Path(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=0.2, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise OutputError(Text(f"tidak dapat dibuka ({error})", f"cannot be opened ({error})"), path) from error
        ledger = cls(path, connection)
        try:
            ledger._hold(begun)
        except BaseException:
            connection.close()
            raise
        return ledger

    def _hold(self, begun: str) -> None:
        try:
            self._db.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._db.execute("BEGIN EXCLUSIVE")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                self._create(begun)
            elif version != _VERSION:
                raise InputError(
                    Text(f"buku besar dari versi lain ({version})", f"a ledger of another version ({version})"),
                    self._path,
                )
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            holder = self._holder.read_text(encoding="utf-8") if self._holder.exists() else "?"
            raise OutputError(
                Text(
                    f"sedang dipakai proses lain ({holder}: {error}); tutup dulu",
                    f"in use by another process ({holder}: {error}); close it first",
                ),
                self._path,
            ) from error
        except sqlite3.DatabaseError as error:
            raise InputError(
                Text(f"bukan buku besar koleksi ({error})", f"not a ledger of koleksi ({error})"), self._path
            ) from error
        self._holder.write_text(f"pid {os.getpid()}, {socket.gethostname()}", encoding="utf-8")

    def _create(self, begun: str) -> None:
        for statement in _SCHEMA.strip().split(";\n"):
            self._db.execute(statement)
        self._db.execute("INSERT INTO meta VALUES ('begun', ?)", (begun,))
        self._db.execute(f"PRAGMA user_version={_VERSION}")

    @property
    def _holder(self) -> Path:
        return self._path.with_name(self._path.name + ".dipakai")

    def close(self) -> None:
        self._db.close()
        self._holder.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def begun(self) -> str:
        """The ISO date on which the job was begun: the date of every output, so that a re-run gives the same bytes."""
        (value,) = self._db.execute("SELECT value FROM meta WHERE name = 'begun'").fetchone()
        return str(value)

    # rows

    def register_rows(self, entries: Sequence[Entry]) -> list[Row]:
        """Every entry under its key, each remembered.

        A row that was edited since the last run (same source and row number, its old content gone,
        the title still alike) keeps its old key and thus its numbers and decisions.
        """
        fresh = row_keys(entries)
        known = {key: (source, row, title) for key, source, row, title in self._db.execute("SELECT * FROM seen")}
        gone = {known[key][:2]: key for key in known.keys() - set(fresh)}
        keys = []
        for key, entry in zip(fresh, entries, strict=True):
            old = gone.get((entry.source, entry.row), "") if key not in known else ""
            edited = old and _alike(known[old][2], entry.book.title)
            keys.append(gone.pop((entry.source, entry.row)) if edited else key)
        for batch in _batches((key, e.source, e.row, e.book.title) for key, e in zip(keys, entries, strict=True)):
            self._many("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)", batch)
        return list(map(Row, keys, entries))

    def other_lists(self, rows: Sequence[Row]) -> dict[str, int]:
        """Lists that this job was run with before and not now: how many numbered rows each has that are not among ``rows``."""
        current, given = {row.key for row in rows}, {row.entry.source for row in rows}
        seen = self._db.execute("SELECT DISTINCT seen.key, source FROM seen JOIN copies ON copies.key = seen.key")
        left_out = Counter(source for key, source in seen if key not in current and source not in given)
        return dict(sorted(left_out.items()))

    # numbers

    def numbers(self) -> dict[CopyKey, Numbered]:
        """Everything given out so far: (row key, copy of that row counted from 1) -> its numbers."""
        rows = self._db.execute("SELECT key, copy, n, accession, barcode FROM copies")
        return {(key, copy): Numbered(n, accession, barcode) for key, copy, n, accession, barcode in rows}

    def assign(self, numbered: Iterable[tuple[CopyKey, Numbered]]) -> None:
        """Remember numbers given out; each batch is one transaction. A number given twice is refused."""
        try:
            for batch in _batches((*key, *numbers) for key, numbers in numbered):
                self._many("INSERT INTO copies VALUES (?, ?, ?, ?, ?)", batch)
        except sqlite3.IntegrityError as error:
            raise OutputError(
                Text(f"nomor diberikan dua kali ({error})", f"a number was given out twice ({error})"), self._path
            ) from error

    # decisions

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Remember what people decided; a later word on the same thing replaces the earlier one."""
        self._many("INSERT OR REPLACE INTO decisions VALUES (?, ?, ?)", list(decisions))

    def decisions(self, kind: str) -> dict[str, str]:
        """All decisions of a kind: key -> value."""
        return dict(self._db.execute("SELECT key, value FROM decisions WHERE kind = ? ORDER BY key", (kind,)))

    def all_decisions(self) -> list[Decision]:
        """Every decision, those on pairs first, then those on classes."""
        rows = self._db.execute("SELECT kind, key, value FROM decisions ORDER BY kind DESC, key")
        return [Decision(*row) for row in rows]

    def _many(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        self._db.execute("BEGIN")
        try:
            self._db.executemany(statement, rows)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._db.execute("ROLLBACK")
            if isinstance(error, sqlite3.IntegrityError):
                raise
            raise OutputError(
                Text(f"tidak dapat ditulis ({error})", f"cannot be written ({error})"), self._path
            ) from error


def _alike(title: str, other: str) -> bool:
    """One is a correction of the other, not another book in the same line of the sheet."""
    return difflib.SequenceMatcher(None, title.casefold(), other.casefold()).ratio() >= 0.7


def _batches(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    batch: list[tuple[object, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
