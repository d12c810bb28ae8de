"""Rows and numbers of a ledger that were found again in the files of its folder.

A record that no row of a list was known by yet is a row without content: nothing in a list says what it says.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from koleksi._terms import book_json
from koleksi.book import Entry
from koleksi.job.memory.adoption import Adopted
from koleksi.job.memory.copies import Numbered
from koleksi.job.memory.handed_out import Found
from koleksi.job.memory.identity import new_key

__all__ = ["Adoptions"]

_ROW = "INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_COPY = "INSERT INTO copies (key, copy, n, accession, barcode, control, record) VALUES (?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Adoptions:
    """Of an open ledger: what its folder's files gave back to it."""

    database: sqlite3.Connection

    def waiting(self) -> bool:
        """Whether records wait for their rows."""
        return self.database.execute("SELECT 1 FROM rows WHERE content = '' LIMIT 1").fetchone() is not None

    def unclaimed(self) -> list[Found]:
        """The records that wait for their rows, with their numbers."""
        rows = self.database.execute("SELECT key, book FROM rows WHERE content = '' ORDER BY place, key").fetchall()
        return [Found(book_json.load(book), self._numbers(key)) for key, book in rows]

    def _numbers(self, key: str) -> tuple[Numbered, ...]:
        query = "SELECT n, accession, barcode, control FROM copies WHERE key = ? ORDER BY copy"
        rows = self.database.execute(query, (key,))
        return tuple(Numbered(*row) for row in rows)

    def adopt(self, adopted: Adopted, entries: Sequence[Entry], contents: Sequence[str]) -> None:
        """Store what the rows took; the records that are left take the place of those that waited before."""
        database = self.database
        gone = {key for (key,) in database.execute("SELECT key FROM rows WHERE content = '' AND state = 'gone'")}
        database.execute("DELETE FROM copies WHERE key IN (SELECT key FROM rows WHERE content = '')")
        database.execute("DELETE FROM rows WHERE content = ''")
        rows = ((key, contents[place], *_said(entries[place], place), "active") for key, place in adopted.rows)
        database.executemany("UPDATE rows SET place = ? WHERE key = ?", ((place, key) for key, place in adopted.known))
        database.executemany(_ROW, rows)
        database.executemany(_COPY, ((*key, *numbers, record) for key, numbers, record in adopted.copies))
        self._keep_waiting(adopted, gone)

    def _keep_waiting(self, adopted: Adopted, gone: set[str]) -> None:
        used = {key for (key,) in self.database.execute("SELECT key FROM rows")}
        behind: dict[str, int] = {}
        for found in adopted.left:
            entry, place = found.entry, self._place_before(found)
            name = hashlib.blake2b(book_json.dump(entry.book).encode(), digest_size=10).hexdigest()
            key = new_key(f"hasil-{name}", used, behind)
            self.database.execute(_ROW, (key, "", *_said(entry, place), "gone" if key in gone else "active"))
            copies = ((key, n, *one, found.book.record_id) for n, one in enumerate(found.numbers, start=1))
            self.database.executemany(_COPY, copies)

    def _place_before(self, found: Found) -> int:
        """Where a record's row stood, by the number given out before its own: a list's order is that of the numbers."""
        first = min(one.n for one in found.numbers)
        query = "SELECT place FROM copies JOIN rows USING (key) WHERE n < ? AND content <> '' ORDER BY n DESC LIMIT 1"
        place = self.database.execute(query, (first,)).fetchone()
        return int(place[0]) if place else -1

    def hand_over(self, items: Iterable[str]) -> None:
        """What is named, by control number or barcode, counts as printed and handed over as it is now."""
        self.database.executemany("UPDATE items SET accepted = digest WHERE id = ?", ((item,) for item in items))


def _said(entry: Entry, place: int) -> tuple[str, int, int, str, str]:
    """Where a row stands and what it says, as the table has it."""
    return entry.source, entry.row, place, book_json.dump(entry.book), book_json.dump_copies(entry.copies)
