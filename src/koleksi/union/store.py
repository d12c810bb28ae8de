"""The union file: ``union.db`` (SQLite). What each library brought, and which edition each description is of.

    libraries     code, name, district ...; stamp: digest of the files that were read; changed: since the last outputs
    descriptions  what libraries say of books, each thing once; content: as the comparison sees it; edition: of which
    holdings      library x description: copies, call number, control number there
    editions      number given out once; the merged description; the day it or its holders changed, "" for this run's
    superseded    numbers that were joined with an older one
    said          what people of a library put right in its record, by kind of decision (`union.decided`)
    parted        two descriptions of which people of a library said that they are not one edition
    words, keys   by which a new book finds the editions near to it (`dedupe.NearKeys`)

A library is written in one transaction: who stops a run loses at most the library at hand. Measured beside DuckDB:
docs/union.md.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from koleksi._terms import book_json
from koleksi._terms.system_errors import why
from koleksi.book import Book, Text
from koleksi.errors import InputError, OutputError
from koleksi.union.values import Holding, Library, Listed, Source

__all__ = ["NAME", "RECORD_TOO", "Store", "number_of"]

NAME = "union.db"
_VERSION = 2
_OF_THE_FILE = (sqlite3.DatabaseError, sqlite3.OperationalError)  # the others are mistakes of this program
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE libraries (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE COLLATE NOCASE, name TEXT NOT NULL, district TEXT NOT NULL,
    kind TEXT NOT NULL, lat REAL, lon REAL, stamp TEXT NOT NULL, rows INTEGER NOT NULL, changed INTEGER NOT NULL
);
CREATE TABLE descriptions (id INTEGER PRIMARY KEY, content BLOB NOT NULL UNIQUE, book TEXT NOT NULL, edition INTEGER);
CREATE INDEX of_edition ON descriptions (edition);
CREATE TABLE holdings (
    library INTEGER NOT NULL, description INTEGER NOT NULL, copies INTEGER NOT NULL, call_number TEXT NOT NULL,
    number TEXT NOT NULL, PRIMARY KEY (library, description)
) WITHOUT ROWID;
CREATE INDEX of_description ON holdings (description);
CREATE TABLE editions (id INTEGER PRIMARY KEY, book TEXT NOT NULL, changed TEXT NOT NULL);
CREATE TABLE superseded (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
CREATE TABLE words (word INTEGER PRIMARY KEY, titles INTEGER NOT NULL);
CREATE TABLE keys (key INTEGER NOT NULL, edition INTEGER NOT NULL, PRIMARY KEY (key, edition)) WITHOUT ROWID;
"""
_DECIDED = """
CREATE TABLE said (
    library INTEGER NOT NULL, description INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (library, description, kind)
) WITHOUT ROWID;
CREATE INDEX said_of ON said (description);
CREATE TABLE parted (
    library INTEGER NOT NULL, one INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (library, one, other)
) WITHOUT ROWID;
"""
RECORD_TOO = "?"  # the day of an edition whose record must be made anew in this run, not only its holders
_LIBRARY = "code, name, district, kind, lat, lon"


def number_of(edition: int) -> str:
    """The number under which everybody knows an edition of the union (001)."""
    return f"KI{edition:08d}"


class Store:
    """An open union file. Closed to other processes."""

    def __init__(self, database: sqlite3.Connection, folder: Path) -> None:
        self.database, self.folder = database, folder

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Store]:
        """The union at ``path``, made where there is none. Raises OutputError where another process holds it or the
        disk refuses, InputError for a file that is none."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            opened = sqlite3.connect(path, timeout=0.2, isolation_level=None)
        except (OSError, sqlite3.OperationalError) as error:
            raise _unwritable(error, path) from error
        with closing(opened) as database:
            try:
                _prepare(database)
            except sqlite3.DatabaseError as error:
                raise _refusal(error, path) from error
            try:
                yield cls(database, path.parent)
            except sqlite3.DatabaseError as error:
                if type(error) not in _OF_THE_FILE:
                    raise
                raise _refusal(error, path) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that the block changes, or nothing."""
        self.database.execute("BEGIN")
        try:
            yield
            self.database.execute("COMMIT")
        finally:
            if self.database.in_transaction:  # it was stopped, and SQLite has not ended it itself (a full disk)
                self.database.execute("ROLLBACK")

    def note(self, name: str) -> str:
        """What was kept under a name, "" for nothing."""
        found = self.database.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def keep(self, name: str, value: str) -> None:
        self.database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # libraries

    def libraries(self) -> list[Library]:
        """Those that hold anything, by code."""
        found = self.database.execute(f"SELECT {_LIBRARY} FROM libraries WHERE stamp <> '' ORDER BY code")
        return [_library(row) for row in found]

    def library(self, code: str) -> Library | None:
        """The library that brought anything under a code."""
        query = f"SELECT {_LIBRARY} FROM libraries WHERE code = ? AND stamp <> ''"
        row = self.database.execute(query, (code,)).fetchone()
        return _library(row) if row else None

    def stamps(self) -> dict[str, str]:
        """Digest of what was read -> code of the library."""
        return dict(self.database.execute("SELECT stamp, code FROM libraries WHERE stamp <> ''").fetchall())

    def place(self, library: Library) -> None:
        """What a person said of a library in perpustakaan.csv; where that says nothing, what is known stays."""
        self.database.execute(  # the district that it leaves is told anew
            "UPDATE libraries SET changed = 1 WHERE district NOT IN ('', ?) "
            "AND district = (SELECT district FROM libraries WHERE code = ?)",
            (library.district, library.code),
        )
        self.database.execute(
            "INSERT INTO libraries (code, name, district, kind, lat, lon, stamp, rows, changed) "
            "VALUES (?, ?, ?, ?, ?, ?, '', 0, 0) ON CONFLICT (code) DO UPDATE SET changed = changed OR "
            "(name, district, kind) <> (coalesce(nullif(excluded.name, ''), name), excluded.district, "
            "coalesce(nullif(excluded.kind, ''), kind)), "
            "name = coalesce(nullif(excluded.name, ''), name), district = excluded.district, "
            "kind = coalesce(nullif(excluded.kind, ''), kind), lat = excluded.lat, lon = excluded.lon",
            (library.code, library.name, library.district, library.kind, library.lat, library.lon),
        )

    def numbers_of(self, code: str) -> dict[str, bytes]:
        """Control number at the library -> content of what it stands for."""
        query = (
            "SELECT number, content FROM holdings JOIN descriptions ON descriptions.id = description "
            "WHERE library = (SELECT id FROM libraries WHERE code = ?) AND number <> ''"
        )
        return dict(self.database.execute(query, (code,)).fetchall())

    def contents_of(self, code: str) -> set[bytes]:
        """What a library says of its books."""
        query = (
            "SELECT content FROM holdings JOIN descriptions ON descriptions.id = description "
            "WHERE library = (SELECT id FROM libraries WHERE code = ?)"
        )
        return {content for (content,) in self.database.execute(query, (code,))}

    def holders(self, content: bytes, number: str) -> list[str]:
        """Codes of the libraries that say this of a book under this control number ("" for none)."""
        query = (
            "SELECT code FROM descriptions JOIN holdings ON description = descriptions.id "
            "JOIN libraries ON libraries.id = library WHERE content = ? AND number = ?"
        )
        return [code for (code,) in self.database.execute(query, (content, number))]

    def replace(self, listed: Listed, stamp: str) -> None:
        """All that a library holds and says is now this."""
        library = self._registered(listed.source, stamp, listed.rows)
        before, said = self._held_by(library), self._said_by(library)
        for table in ("holdings", "said", "parted"):
            self.database.execute(f"DELETE FROM {table} WHERE library = ?", (library,))
        of_number = {one.number: self._hold(library, n, one) for n, one in enumerate(listed.holdings)}
        pairs = {tuple(sorted({of_number[one] for one in pair if one in of_number})) for pair in listed.apart}
        rows = [(library, *pair) for pair in pairs if len(pair) == 2]  # of one that stands in the catalogue no more
        self.database.executemany("INSERT OR IGNORE INTO parted VALUES (?, ?, ?)", rows)
        changed = {("", edition) for edition, _ in before ^ self._held_by(library)}
        changed |= {(RECORD_TOO, edition) for edition, *_ in said ^ self._said_by(library)}
        self.database.executemany("UPDATE editions SET changed = ? WHERE id = ?", sorted(changed))  # "" stands before

    def _hold(self, library: int, place: int, one: Holding) -> int:
        """The description of what a library holds and says, which is now known."""
        # a description that stays by itself is its library's own, known again by its number or its place
        content = one.content or f"{library}/{one.number or place}/{one.book}".encode()
        description = self._description(content, one.book)
        self.database.execute(
            "INSERT INTO holdings VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET copies = copies + excluded.copies",
            (library, description, one.copies, one.call_number, one.number),
        )
        said = [(library, description, kind, value) for kind, value in one.said]
        self.database.executemany("INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?)", said)
        return description

    def _said_by(self, library: int) -> set[tuple[int, str, str]]:
        """Editions in whose records people of a library put something right, with what that was."""
        query = (
            "SELECT edition, kind, value FROM said JOIN descriptions ON descriptions.id = description "
            "WHERE library = ? AND edition IS NOT NULL"
        )
        return set(self.database.execute(query, (library,)).fetchall())

    def parted(self) -> list[tuple[int, int]]:
        """Descriptions that people of any library parted, the lesser number first."""
        return self.database.execute("SELECT DISTINCT one, other FROM parted ORDER BY one, other").fetchall()

    def _held_by(self, library: int) -> set[tuple[int, int]]:
        """Editions that a library holds, with their copies."""
        query = (
            "SELECT edition, sum(copies) FROM holdings JOIN descriptions ON descriptions.id = description "
            "WHERE library = ? AND edition IS NOT NULL GROUP BY edition"
        )
        return set(self.database.execute(query, (library,)).fetchall())

    def _registered(self, source: Source, stamp: str, rows: int) -> int:
        (found,) = self.database.execute(
            "INSERT INTO libraries (code, name, district, kind, stamp, rows, changed) VALUES (?, ?, '', ?, ?, ?, 1) "
            "ON CONFLICT (code) DO UPDATE SET name = coalesce(nullif(name, ''), excluded.name), "
            "kind = coalesce(nullif(kind, ''), excluded.kind), stamp = excluded.stamp, rows = excluded.rows, "
            "changed = 1 RETURNING id",
            (source.code, source.name, source.kind, stamp, rows),
        ).fetchone()
        return int(found)

    def _description(self, content: bytes, book: str) -> int:
        found = self.database.execute("SELECT id FROM descriptions WHERE content = ?", (content,)).fetchone()
        if found is None:
            made = self.database.execute("INSERT INTO descriptions (content, book) VALUES (?, ?)", (content, book))
            return int(made.lastrowid or 0)
        return int(found[0])

    def description(self, number: int) -> Book:
        """What a description says."""
        (text,) = self.database.execute("SELECT book FROM descriptions WHERE id = ?", (number,)).fetchone()
        return book_json.load(text)

    def edition_of(self, description: int) -> int:
        """The edition of a description, 0 where it has none yet."""
        query = "SELECT coalesce(max(edition), 0) FROM descriptions WHERE id = ?"
        return int(self.database.execute(query, (description,)).fetchone()[0])

    # figures

    def count(self, table: str) -> int:
        """How many rows one of the tables has."""
        return int(self.database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def changed_libraries(self) -> set[str]:
        """Codes of those that brought something since `all_told`."""
        return {code for (code,) in self.database.execute("SELECT code FROM libraries WHERE changed")}

    def all_told(self) -> None:
        """The outputs hold all there is."""
        self.database.execute("UPDATE libraries SET changed = 0")

    def superseded(self) -> Mapping[str, str]:
        """Numbers that were joined with an older one -> that one."""
        found = self.database.execute("SELECT old, new FROM superseded ORDER BY old")
        return {number_of(old): number_of(new) for old, new in found}


def _library(row: tuple[str, str, str, str, float | None, float | None]) -> Library:
    code, name, district, kind, lat, lon = row
    return Library(code=code, name=name, district=district, kind=kind, lat=lat, lon=lon)


def _prepare(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA locking_mode=EXCLUSIVE")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")
    database.execute("PRAGMA cache_size=-200000")  # KiB
    database.execute("PRAGMA temp_store=FILE")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version not in (0, 1, _VERSION) or (not version and database.execute("SELECT 1 FROM sqlite_master").fetchone()):
        raise sqlite3.DatabaseError("another program's file, or of a later version")
    if version != _VERSION:
        made = _DECIDED if version else f"{_SCHEMA} {_DECIDED}"
        database.executescript(f"BEGIN; {made} PRAGMA user_version={_VERSION}; COMMIT;")


def _refusal(error: sqlite3.DatabaseError, path: Path) -> InputError | OutputError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return OutputError(
            Text("sedang dipakai proses lain; tutup dulu", "held by another process; close it first"), path
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
        return InputError(
            Text(
                "rusak, atau bukan berkas gabungan koleksi. Pindahkan berkas ini dan jalankan lagi dengan semua sumber",
                f"damaged, or not a union of koleksi ({error}). Move it away and run again with all sources",
            ),
            path,
        )
    return _unwritable(error, path)


def _unwritable(error: Exception, path: Path) -> OutputError:
    return OutputError(Text("tidak dapat ditulis ({why})", "cannot be written ({why})").format(why=why(error)), path)
