"""A library's memory, one SQLite file: rows, the numbers given out, decisions of people, what each run changed.

What is written here is never reassigned: a copy that once had an accession number keeps it, however often the job is
run again and however its row is corrected, moved or saved. A run is one transaction: all that it learned, or nothing.
"""

from __future__ import annotations

import getpass
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from koleksi._terms.system_errors import why
from koleksi.book import Entry, Text
from koleksi.errors import OutputError
from koleksi.job.collection import Collection, CopyKey, Row
from koleksi.job.decisions import READ_COPY, Decision, content_digest
from koleksi.job.memory import ledger_file, ledger_history, ledger_rows, sharing, taking_back
from koleksi.job.memory.changes import Change
from koleksi.job.memory.copies import Held, Memory, Numbered, Run, retired_note
from koleksi.job.memory.deliveries import Deliveries
from koleksi.job.memory.identity import match_rows, with_new_keys
from koleksi.job.memory.ledger_adopted import Adoptions
from koleksi.job.memory.sharing import Addition, Told
from koleksi.job.memory.suggested import Suggested
from koleksi.job.memory.unchanged import Remembered

__all__ = ["HANDED_OVER", "LAST_NUMBER", "MENDED", "Ledger"]

_KINDS = ("record", "label")  # of items
# Notes: the highest running number that files name; what was done to make the ledger whole, until a run has told it.
LAST_NUMBER, MENDED = "last number", "mended"
HANDED_OVER = "handed over"  # what files of a lost ledger hold counts as accepted


class Ledger:
    """An open ledger. One process holds it at a time; a second one is told who does."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._db = connection

    @classmethod
    def open(cls, path: str | Path, *, begun: str) -> Self:
        """Open or begin the ledger at ``path``. ``begun`` (an ISO date) is kept only when it is new.

        Raises OutputError when another process holds it or the disk refuses, InputError when the
        file is damaged or no ledger of this program.
        """
        return cls(Path(path), ledger_file.hold(Path(path), begun))

    def close(self) -> None:
        ledger_file.release(self._db, self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def begun(self) -> str:
        """The ISO date on which the job was begun, which every output bears: a re-run gives the same bytes."""
        return self.note("begun")

    # runs

    @contextmanager
    def run(self, sources: Sequence[str]) -> Iterator[int]:
        """The number of a new run; what is written inside is kept when the block ends without an exception."""
        row = (datetime.now().astimezone().isoformat(timespec="seconds"), _user(), _dumped(sources))
        with self.transaction():
            self._db.execute("INSERT INTO runs (at, author, sources, settings) VALUES (?, ?, ?, '')", row)
            (number,) = self._db.execute("SELECT max(run) FROM runs").fetchone()
            taking_back.watch(self._db, number)
            yield number

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside, or nothing. Raises OutputError: the disk refuses, or a number is given twice."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            raise OutputError(
                Text("nomor diberikan dua kali", f"a number was given out twice ({error})"), self._path
            ) from error
        except sqlite3.Error as error:
            raise OutputError(
                Text("tidak dapat ditulis ({why})", "cannot be written ({why})").format(why=why(error)), self._path
            ) from error
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def finish(self, run: int, changes: Iterable[Change], counts: Mapping[str, Any]) -> None:
        """What a run changed and counted."""
        self._db.execute("UPDATE runs SET summary = ? WHERE run = ?", (_dumped(counts), run))
        told = ((run, one.kind, one.key, _dumped([one.title, one.barcodes, one.what, one.do])) for one in changes)
        self._db.executemany("INSERT INTO events (run, kind, key, detail) VALUES (?, ?, ?, ?)", told)

    def keep_settings(self, run: int, settings: Mapping[str, Any]) -> None:
        """The settings that are in force from this run on."""
        self._db.execute("UPDATE runs SET settings = ? WHERE run = ?", (_dumped(settings), run))

    def take_back(self) -> int:
        """Undo the last run that was not yet taken back; its number, 0 where there is none that can be."""
        found = self._db.execute(
            "SELECT max(run) FROM runs WHERE summary <> '' AND accepted >= 0 AND run IN (SELECT run FROM undo)"
        ).fetchone()
        if not (number := found[0]):
            return 0
        taking_back.take_back(self._db, number)
        self._db.execute("UPDATE runs SET accepted = -1 WHERE run = ?", (number,))
        return int(number)

    def settings_of_last_run(self) -> dict[str, Any]:
        """The settings of the newest run, {} where there was none."""
        found = self._db.execute(
            "SELECT settings FROM runs WHERE settings <> '' AND accepted >= 0 ORDER BY run DESC LIMIT 1"
        ).fetchone()
        return dict(json.loads(found[0])) if found else {}

    def accept(self, *, said: bool) -> int:
        """What the last run made is handed over; its number, 0 where there is none. ``said``: by a person."""
        (number,) = self._db.execute(
            "SELECT coalesce(max(run), 0) FROM runs WHERE summary <> '' AND accepted >= 0"
        ).fetchone()
        self._db.execute("UPDATE items SET accepted = digest")
        self._db.execute("UPDATE runs SET accepted = 1 WHERE run = ?", (number,))
        if said:
            self.keep_note("accepted", "said")
        return int(number)

    @property
    def accepts_by_word(self) -> bool:
        """Whether a person has ever said of this folder that a run is done: then nothing is accepted without a word."""
        return bool(self.note("accepted"))

    # rows

    def register_rows(self, entries: Sequence[Entry]) -> list[Row]:
        """Every entry under the key of the row it is, and each remembered as it now stands.

        A row of which it cannot be said which remembered one it is has ``doubt``: it is not remembered yet.
        """
        known = list(self.each_row())
        contents = [content_digest(entry) for entry in entries]
        matching = match_rows(known, entries, contents, self.decisions("row"))
        doubts = {doubt.place: doubt.keys for doubt in matching.doubts}
        keys = with_new_keys(matching.keys, contents, {row.key for row in known}, doubts)
        said = enumerate(zip(keys, entries, contents, strict=True))
        rows = [Row(key, entry, doubts.get(place, ()), content) for place, (key, entry, content) in said]
        ledger_rows.store(self._db, rows, contents, {key for keys in doubts.values() for key in keys})
        return rows

    def other_lists(self, rows: Sequence[Row], before: Mapping[str, Remembered]) -> dict[str, int]:
        """Lists of earlier runs that are not in this one: how many numbered rows each has that are not in ``rows``.
        ``before``: the rows as the last run left them; a list whose rows mostly stand under another name now was
        renamed.
        """
        current, given = {row.key for row in rows}, {row.entry.source for row in rows}
        seen = self._db.execute(
            "SELECT DISTINCT rows.key, source FROM rows JOIN copies ON copies.key = rows.key WHERE content <> ''"
        )
        left_out = Counter(source for key, source in seen if key not in current and source not in given)
        gone_on = Counter(before[key].source for key in current if key in before)
        return {source: n for source, n in sorted(left_out.items()) if n > gone_on[source]}

    def memory(self) -> Memory:
        """What is known of rows and copies as the last run left them."""
        return Memory({row.key: row for row in self.each_row()}, self.copies())

    def each_row(self) -> Iterator[Remembered]:
        """Every row that was ever read, in the order of the lists of its last run."""
        return ledger_rows.remembered(self._db)

    # numbers

    def numbers(self) -> dict[CopyKey, Numbered]:
        """Everything given out so far, retired too: (row key, copy of that row counted from 1) -> its numbers."""
        rows = self._db.execute("SELECT key, copy, n, accession, barcode, control FROM copies")
        return {(key, copy): Numbered(*numbers) for key, copy, *numbers in rows}

    def copies(self) -> dict[CopyKey, Held]:
        """Every copy that was ever numbered, as the last run left it."""
        return dict(self.each_copy())

    def each_copy(self) -> Iterator[tuple[CopyKey, Held]]:
        """The same one by one."""
        return ledger_rows.copies(self._db)

    def assign(self, numbered: Iterable[tuple[CopyKey, Numbered]]) -> None:
        """Remember numbers given out. A number given twice is refused by the file itself."""
        self._db.executemany(
            "INSERT INTO copies (key, copy, n, accession, barcode, control) VALUES (?, ?, ?, ?, ?, ?)",
            ((*key, *numbers) for key, numbers in numbered),
        )

    def keep_controls(self, made: Callable[[int], str]) -> None:
        """From now on the control numbers that running numbers made are kept as they are. ``made``: of a number."""
        numbers = self._db.execute("SELECT n FROM copies WHERE control = ''").fetchall()
        self._db.executemany("UPDATE copies SET control = ? WHERE n = ?", [(made(n), n) for (n,) in numbers])

    def settle(self, collection: Collection, today: str = "") -> None:
        """The control number of each copy's record; a copy that the collection does not hold is retired ``today``."""
        records = {key: record.book.record_id for record in collection.records for key, _ in record.given}
        doubted = {key for row in collection.rows for key in row.doubt}
        held = self._db.execute("SELECT key, copy, record, state FROM copies")
        changed = []
        for key, copy, record, state in (copy for copy in held if copy[0] not in doubted):
            now = records.get((key, copy))
            if (after := (record, "retired") if now is None else (now, "active")) != (record, state):
                changed.append((*after, key, copy))
            if now is None and state == "active" and today:
                self.keep_note(retired_note((key, copy)), today)
        self._db.executemany("UPDATE copies SET record = ?, state = ? WHERE key = ? AND copy = ?", changed)

    # decisions

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Remember what people decided; a later word on the same thing replaces the earlier one."""
        known = {(kind, key): value for kind, key, value in self._db.execute("SELECT kind, key, value FROM decisions")}
        at, author = datetime.now().astimezone().isoformat(timespec="milliseconds"), _user()
        fresh = [(*decision, author, at) for decision in decisions if known.get(decision[:2]) != decision.value]
        self._db.executemany("INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?, ?)", fresh)

    def withdraw(self, things: Iterable[tuple[str, str]]) -> None:
        """Decisions, by kind and key, that no longer hold."""
        self._db.executemany("DELETE FROM decisions WHERE kind = ? AND key = ?", things)

    def decisions(self, kind: str) -> dict[str, str]:
        """All decisions of a kind: key -> value."""
        return dict(self._db.execute("SELECT key, value FROM decisions WHERE kind = ? ORDER BY key", (kind,)))

    def all_decisions(self) -> list[Decision]:
        """Every decision, those on rows and pairs first, then those on classes."""
        rows = self._db.execute("SELECT kind, key, value FROM decisions ORDER BY kind DESC, key")
        return [Decision(*row) for row in rows if row[0] != READ_COPY]

    @property
    def suggested(self) -> Suggested:
        """What the classes of the last run were suggested to be."""
        return Suggested(self._db)

    # what was made

    def accepted(self) -> Deliveries | None:
        """What was made by the last accepted run, here or in a folder that was merged into this one; None where none
        was accepted yet."""
        rows = self._db.execute("SELECT kind, id, accepted FROM items WHERE accepted <> ''").fetchall()
        if not rows and not self.note(HANDED_OVER):
            return None
        records, labels = ({id_: digest for kind, id_, digest in rows if kind == wanted} for wanted in _KINDS)
        return Deliveries(records, labels)

    def deliver(self, made: Deliveries) -> None:
        """What this run makes. What was accepted of things that it no longer makes is kept."""
        self._db.execute("UPDATE items SET digest = ''")
        self._db.executemany(
            "INSERT INTO items (kind, id, digest) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, id) DO UPDATE SET digest = excluded.digest",
            (
                (kind, id_, digest)
                for kind, digests in zip(_KINDS, (made.records, made.labels), strict=True)
                for id_, digest in digests.items()
            ),
        )

    def files(self) -> dict[str, str]:
        """Name -> digest of every file that the program wrote into the folder."""
        return dict(self._db.execute("SELECT name, digest FROM files"))

    def store_files(self, digests: Mapping[str, str]) -> None:
        """The files of this run take the place of those of the last one."""
        self._db.execute("DELETE FROM files")
        self._db.executemany("INSERT INTO files VALUES (?, ?)", digests.items())

    # other folders

    def told(self) -> Told:
        """What another ledger takes over beside rows and copies."""
        return sharing.read(self._db)

    def add(self, addition: Addition) -> None:
        """Take over what other ledgers remember."""
        sharing.write(self._db, addition)

    # history

    def history(self) -> list[Run]:
        """Every run that came to its end, the first one first."""
        return ledger_history.runs(self._db)

    def changes_of(self, run: int | None = None) -> list[ledger_history.Told]:
        """What a run changed, or (None) all runs since the last accepted one."""
        return ledger_history.changes_of(self._db, run)

    @contextmanager
    def backed_up(self, *, always: bool = False) -> Iterator[None]:
        """When the block ends without an exception: a copy of the ledger beside it, what a repair begins from.

        A run that changed no rows, numbers or decisions leaves the copy as it is, unless ``always``.
        """
        always = always or bool(self.note(MENDED))
        yield
        changed = self._db.execute(
            "SELECT 1 FROM undo WHERE tbl <> 'items' AND run = (SELECT max(run) FROM runs) LIMIT 1"
        ).fetchone()
        if always or changed or not self._path.with_name(self._path.name + ledger_file.BACKUP).exists():
            ledger_file.backup(self._db, self._path)

    # repair

    def note(self, name: str) -> str:
        """What the ledger says of itself under a name, "" for nothing."""
        found = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def keep_note(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def last_number(self) -> int:
        """The highest running number ever given out, of a copy that is forgotten too; 0 for none."""
        (known,) = self._db.execute("SELECT coalesce(max(n), 0) FROM copies").fetchone()
        return max(int(known), int(self.note(LAST_NUMBER) or 0))

    @property
    def last_run(self) -> int:
        """The number of the last run, 0 for none."""
        (number,) = self._db.execute("SELECT coalesce(max(run), 0) FROM runs").fetchone()
        return int(number)

    @property
    def adoptions(self) -> Adoptions:
        """What was found again of a ledger that was lost."""
        return Adoptions(self._db)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # Windows without the variables that name the user
        return ""
