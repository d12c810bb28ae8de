"""Answers and misses of online sources, remembered with their age, so that a second run asks only what is new.

An answer is believed for half a year, a miss for two weeks: a book that a source does not know today it may know
next month. A cache that is damaged or cannot be written is done without: it never stops a job.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from koleksi.book import Book
from koleksi.lookup import facts

__all__ = ["Cache", "default_path"]

_DAY = 86_400
_VERSION = 1
_ASKED_AT_ONCE = 500  # below SQLite's limit of variables in one statement
_TABLE = (
    "CREATE TABLE IF NOT EXISTS said (source TEXT, isbn TEXT, day INTEGER NOT NULL, facts TEXT, PRIMARY KEY (source, "
    "isbn)) WITHOUT ROWID"
)


def default_path() -> Path:
    """Where the cache lies if the settings do not say: the user's own cache folder."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path.home() / ".cache") / "koleksi" / "jawaban.db"


class Cache:
    """Open it with ``path`` None to remember within this run only. ``day``: the day since 1970, for tests."""

    def __init__(
        self,
        path: Path | None,
        *,
        answer_days: int = 180,
        miss_days: int = 14,
        day: Callable[[], int] = lambda: int(time.time() // _DAY),
    ) -> None:
        self._days = (answer_days, miss_days)
        self._day = day
        self._database = _opened(path)

    def close(self) -> None:
        self._database.close()

    def get(self, source: str, isbns: Sequence[str]) -> tuple[dict[str, Book], set[str]]:
        """What is remembered of a source: the answers, and the ISBNs that it did not know."""
        known: dict[str, Book] = {}
        missed: set[str] = set()
        with suppress(
            sqlite3.Error, UnicodeDecodeError
        ):  # a damaged page: what was read so far is good, the rest is asked again
            for number, text in self._rows(source, isbns):
                if text is None:
                    missed.add(number)
                else:
                    with suppress(ValueError):
                        known[number] = facts.load(number, text)
        return known, missed

    def _rows(self, source: str, isbns: Sequence[str]) -> Iterable[tuple[str, str | None]]:
        today = self._day()
        oldest = [today - days for days in self._days]
        for start in range(0, len(isbns), _ASKED_AT_ONCE):
            batch = isbns[start : start + _ASKED_AT_ONCE]
            marks = ",".join("?" * len(batch))
            yield from self._database.execute(
                f"SELECT isbn, facts FROM said WHERE source = ? AND isbn IN ({marks}) AND day > iif(facts IS NULL, "
                f"?, ?) AND day <= ?",
                (source, *batch, oldest[1], oldest[0], today + 1),
            )

    def put(self, source: str, asked: Iterable[str], known: Mapping[str, Book]) -> None:
        """Remember what a source said of the ISBNs it was asked for; those not in ``known`` are misses."""
        today = self._day()
        rows = [(source, number, today, facts.dump(known[number]) if number in known else None) for number in asked]
        with suppress(sqlite3.Error), self._database:  # a full disk costs a question tomorrow, no more
            self._database.executemany("INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?)", rows)


def _opened(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        with suppress(sqlite3.Error, OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            return _prepared(sqlite3.connect(path, timeout=2.0))
    return _prepared(sqlite3.connect(":memory:"))


def _prepared(database: sqlite3.Connection) -> sqlite3.Connection:
    """With its table, emptied if another version of the program wrote it. Raises sqlite3.Error for what is no
    database."""
    try:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version != _VERSION:
            database.execute("DROP TABLE IF EXISTS said")
            database.execute(f"PRAGMA user_version={_VERSION}")
        database.execute(_TABLE)
        database.commit()
    except sqlite3.Error:
        database.close()
        raise
    return database
