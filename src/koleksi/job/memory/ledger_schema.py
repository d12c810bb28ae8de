"""The tables of a ledger, and how those of an earlier version become today's."""

from __future__ import annotations

import sqlite3

from koleksi._terms import book_json
from koleksi.book import Book, Copy

__all__ = ["VERSION", "copy_tables", "create", "migrate"]

VERSION = 4

# rows      every row that was ever read, as it was last read. content: digest of all it says; place: its place in the
#           lists of its last run; state: "active" in the last run, "gone" from it
# copies    every number ever given out; state: "active", or "retired" where its row or copy is gone; record: control
#           number of its record; control: that of a record of which it is the first, where ``n`` does not make it
# decisions what people decided, the last word on each thing
# runs      who ran what when; accepted: 1 from the moment its labels were printed or a person said so, -1 taken back
# events    what each run changed, for the eyes of people
# items     digest of what is printed and handed over for each record and copy, now and when a run was last accepted
# undo      what each of the last runs changed, as it was before
# merged    what was taken from other folders: the version of each row, and every decision that was considered
# files     digest of every file that the program wrote into the folder
# suggested what the classes of the last run were suggested to be, packed; worked out again where it is not there
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE rows (
    key TEXT PRIMARY KEY, content TEXT NOT NULL, source TEXT NOT NULL, row INTEGER NOT NULL, place INTEGER NOT NULL,
    book TEXT NOT NULL, copies TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('active', 'gone'))
) WITHOUT ROWID;
CREATE TABLE copies (
    key TEXT NOT NULL, copy INTEGER NOT NULL, n INTEGER NOT NULL UNIQUE,
    accession TEXT NOT NULL UNIQUE, barcode TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'retired')),
    control TEXT NOT NULL DEFAULT '', PRIMARY KEY (key, copy)
) WITHOUT ROWID;
CREATE TABLE decisions (
    kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, author TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL DEFAULT '', PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE runs (
    run INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, sources TEXT NOT NULL, settings TEXT NOT NULL,
    summary TEXT NOT NULL DEFAULT '', accepted INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE events (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, detail TEXT NOT NULL
);
CREATE TABLE items (
    kind TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, accepted TEXT NOT NULL DEFAULT '', PRIMARY KEY (kind,
    id)
) WITHOUT ROWID;
CREATE TABLE undo (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL, tbl TEXT NOT NULL, kind TEXT NOT NULL, before TEXT NOT NULL
);
CREATE TABLE files (name TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
"""
_MERGED = """
CREATE TABLE merged (
    kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (kind, key, value)
) WITHOUT ROWID
"""
_SUGGESTED = "CREATE TABLE suggested (maker TEXT PRIMARY KEY, found BLOB NOT NULL) WITHOUT ROWID"


def create(database: sqlite3.Connection, begun: str) -> None:
    """The tables of a new ledger. ``begun``: the ISO date of its outputs."""
    _run(database, _TABLES)
    database.execute(_MERGED)
    database.execute(_SUGGESTED)
    database.execute("INSERT INTO meta VALUES ('begun', ?)", (begun,))
    database.execute(f"PRAGMA user_version={VERSION}")


# What a copy holds of each table, in an order that depends on the content alone.
_COPIED = {
    "meta": "SELECT name, value FROM meta WHERE name <> 'begun' ORDER BY name",
    "rows": "SELECT * FROM rows ORDER BY key",
    "copies": "SELECT * FROM copies ORDER BY key, copy",
    "decisions": "SELECT kind, key, value, '', '' FROM decisions ORDER BY kind, key",
    "runs": "SELECT run, '', '', sources, settings, summary, accepted FROM runs ORDER BY run",
    "events": "SELECT * FROM events ORDER BY id",
    "items": "SELECT * FROM items ORDER BY kind, id",
    "merged": "SELECT kind, key, value, '' FROM merged ORDER BY kind, key, value",
    "files": "SELECT * FROM files ORDER BY name",
}


def copy_tables(database: sqlite3.Connection, empty: sqlite3.Connection) -> None:
    """The tables of a ledger in another file, but for times, names of users, and what can be taken back."""
    (begun,) = database.execute("SELECT value FROM meta WHERE name = 'begun'").fetchone()
    create(empty, begun)
    for table, query in _COPIED.items():
        rows = database.execute(query)  # row by row: a ledger may be the largest thing in memory
        empty.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows.description))})", rows)


def migrate(database: sqlite3.Connection, version: int) -> None:
    """Bring a ledger of an earlier ``version`` to today's."""
    _STEPS[version](database)
    database.execute(f"PRAGMA user_version={VERSION}")


def _from_1(database: sqlite3.Connection) -> None:
    """Version 1 knew of a row its title and place only; its key began as the digest of its content."""
    seen = database.execute("SELECT key, source, row, title FROM seen ORDER BY source, row").fetchall()
    given = database.execute("SELECT key, copy, n, accession, barcode FROM copies").fetchall()
    decided = database.execute("SELECT kind, key, value FROM decisions").fetchall()
    (begun,) = database.execute("SELECT value FROM meta WHERE name = 'begun'").fetchone()
    for table in ("meta", "seen", "copies", "decisions"):
        database.execute(f"DROP TABLE {table}")
    create(database, begun)
    database.executemany(
        "INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, 'active')",
        (
            (
                key,
                key.partition(".")[0],
                source,
                row,
                place,
                book_json.dump(Book(title=title)),
                book_json.dump_copies([Copy()]),
            )
            for place, (key, source, row, title) in enumerate(seen)
        ),
    )
    database.executemany("INSERT INTO copies (key, copy, n, accession, barcode) VALUES (?, ?, ?, ?, ?)", given)
    database.executemany("INSERT INTO decisions (kind, key, value) VALUES (?, ?, ?)", decided)


def _from_2(database: sqlite3.Connection) -> None:
    """Version 2 knew of no other folders."""
    database.execute("ALTER TABLE copies ADD COLUMN control TEXT NOT NULL DEFAULT ''")
    database.execute(_MERGED)
    database.execute("UPDATE undo SET before = json_insert(before, '$[#]', '') WHERE tbl = 'copies'")
    _from_3(database)


def _from_3(database: sqlite3.Connection) -> None:
    """Version 3 worked out every suggestion at every run."""
    database.execute(_SUGGESTED)


_STEPS = {1: _from_1, 2: _from_2, 3: _from_3}


def _run(database: sqlite3.Connection, statements: str) -> None:
    """Statement by statement: executescript would commit what is open."""
    for statement in statements.split(";\n"):
        if statement.strip():
            database.execute(statement)
