"""What one ledger tells another, and what it takes over from others, as values."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypedDict

from koleksi.job.collection import CopyKey
from koleksi.job.memory.copies import Held
from koleksi.job.memory.unchanged import Remembered

__all__ = ["Addition", "Contents", "Signed", "Taken", "Told", "read", "write"]


class Signed(NamedTuple):
    """A decision with who made it, and the ISO time at which."""

    kind: str
    key: str
    value: str
    author: str
    at: str


class Taken(NamedTuple):
    """Something that was taken over from another folder, or considered. ``kind`` "row": ``value`` is the version of the
    row, ``at`` the ISO time (UTC) of the run that typed it; else a decision as in `Signed`."""

    kind: str
    key: str
    value: str
    at: str


class Told(TypedDict):
    """The part of `Contents` that only merging asks for."""

    decisions: tuple[Signed, ...]
    accepted: Mapping[tuple[str, str], str]
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All that a ledger remembers. ``at``: ISO time (UTC) of its last run, "" where that is not known; ``rows`` in the
    order of its lists; ``accepted``: (kind, id) of a record or label that was handed over -> its digest;
    ``unsure_rows``: how many rows wait for a person's word and are not remembered; ``last_number``: the highest running
    number ever given."""

    folder: str
    at: str
    begun: str
    settings: Mapping[str, Any]
    rows: tuple[Remembered, ...]
    copies: Mapping[CopyKey, Held]
    decisions: tuple[Signed, ...] = ()
    accepted: Mapping[tuple[str, str], str]
    taken: tuple[Taken, ...] = ()
    unsure_rows: int = 0
    last_number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What a ledger takes over. ``rows``: all rows that it has then, in order; ``copies``: those that are new to it."""

    rows: tuple[Remembered, ...]
    copies: Mapping[CopyKey, Held]
    decisions: tuple[Signed, ...]
    accepted: Mapping[tuple[str, str], str]
    taken: tuple[Taken, ...]


def read(database: sqlite3.Connection) -> Told:
    """Decisions, what was handed over, and what was taken from others."""
    decisions = database.execute("SELECT kind, key, value, author, at FROM decisions ORDER BY kind, key")
    items = database.execute("SELECT kind, id, accepted FROM items WHERE accepted <> '' ORDER BY kind, id")
    taken = database.execute("SELECT kind, key, value, at FROM merged ORDER BY kind, key, value")
    return {
        "decisions": tuple(Signed(*row) for row in decisions),
        "accepted": {(kind, id_): digest for kind, id_, digest in items},
        "taken": tuple(Taken(*row) for row in taken),
    }


def write(database: sqlite3.Connection, addition: Addition) -> None:
    """Store an addition; what is there already and stays as it is, is not touched."""
    _write_rows(database, addition.rows)
    database.executemany(
        "INSERT INTO copies (key, copy, state, n, accession, barcode, control) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((*key, "active" if held.active else "retired", *held.numbers) for key, held in addition.copies.items()),
    )
    database.executemany("INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?, ?)", addition.decisions)
    database.executemany(
        "INSERT INTO items (kind, id, digest, accepted) VALUES (?, ?, '', ?) "
        "ON CONFLICT (kind, id) DO UPDATE SET accepted = excluded.accepted",
        ((*thing, digest) for thing, digest in addition.accepted.items()),
    )
    database.executemany(
        "DELETE FROM merged WHERE kind = 'row' AND key = ?",
        ((key,) for kind, key, *_ in addition.taken if kind == "row"),
    )
    database.executemany("INSERT OR REPLACE INTO merged VALUES (?, ?, ?, ?)", addition.taken)


def _write_rows(database: sqlite3.Connection, rows: tuple[Remembered, ...]) -> None:
    columns = "key, content, source, row, place, book, copies, state"
    stored = set(database.execute(f"SELECT {columns} FROM rows"))
    wanted = (
        (row.key, row.content, row.source, row.row, place, row.book, row.copies, "gone" if row.gone else "active")
        for place, row in enumerate(rows)
    )
    marks = ", ".join("?" * 8)
    database.executemany(
        f"INSERT OR REPLACE INTO rows ({columns}) VALUES ({marks})", (row for row in wanted if row not in stored)
    )
