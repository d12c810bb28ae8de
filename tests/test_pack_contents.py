"""Whatever a file that is called a pack holds, a command that reads it ends in a sentence and an exit code."""

from __future__ import annotations

import gzip
import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import Book, Entry, isbn
from koleksi.cli.root import cli
from koleksi.lookup import pack_format
from koleksi.lookup.pack import build

LIST = "judul;isbn\nLaskar Pelangi;9789793062792\nBumi Manusia;\n;9786020332956\n"


def invoke(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def is_a_sentence(done: Result, *codes: int) -> None:
    """It ended with one of these exit codes, by itself, with something to read."""
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    assert done.exit_code in codes, done.output
    assert done.output.strip() and "Traceback" not in done.output, done.output


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small pack."""
    path = tmp_path_factory.mktemp("pack") / "a.pack"
    twelve = [f"978602{n:06d}" for n in range(60)]
    books = [Book(title=f"Buku {n}", authors=("Tere Liye",), isbn=n + isbn.ean_check(n)) for n in twelve]
    known = [Book(title="Laskar Pelangi", isbn="9789793062792"), Book(title="Bumi Manusia", year=1980)]
    build([Entry(book=book) for book in (*books, *known)], path)
    return path.read_bytes()


def database(*statements: str, version: int = pack_format.VERSION) -> bytes:
    with closing(sqlite3.connect(":memory:")) as made:
        for statement in (*statements, f"PRAGMA user_version={version}"):
            made.executescript(statement)
        return made.serialize()


def encrypted_zip() -> bytes:
    """A zip whose one entry is flagged as encrypted."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.pack", "x" * 100)
    data = bytearray(made.getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


LINE = b"/type/edition\t/books/OL1M\t3\t2026-10-01T00:00:00\t"
NAMES = "CREATE TABLE names (id INTEGER PRIMARY KEY, text TEXT)"
SOURCES = "CREATE TABLE sources (id, name, licence, date, books)"
ABOUT = "CREATE TABLE about (name, value)"
WORDS = "CREATE TABLE words (words, w)"
OTHERS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "noise": lambda: bytes(range(256)) * 64,
    "a text": lambda: b"Ini bukan paket\n" * 500,
    "a web page": lambda: b"<!doctype html><html><body>Login</body></html>",
    "an encrypted zip": encrypted_zip,
    "a packed file": lambda: gzip.compress(b"\0" * (1 << 20)),
    "a packed file cut off": lambda: gzip.compress(os.urandom(1 << 16))[:-9],
    "a header alone": lambda: b"SQLite format 3\0",
    "a database of others": lambda: database("CREATE TABLE clients (id, name)", version=0),
    "a database of others with our version": lambda: database("CREATE TABLE clients (id, name)"),
    "tables without columns of ours": lambda: database(
        "CREATE TABLE about (x)", "CREATE TABLE sources (y)", "CREATE TABLE books (z)", "CREATE TABLE names (a)"
    ),
    "no table of books": lambda: database(ABOUT, SOURCES, NAMES),
    "numbers where texts should be": lambda: database(
        ABOUT, SOURCES, NAMES, WORDS, "CREATE TABLE books (id INTEGER PRIMARY KEY, facts)",
        f"INSERT INTO books VALUES ({pack_format.id_of('9789793062792')}, 7)",
        f"INSERT INTO books VALUES ({pack_format.id_of('9786020332956')}, x'00ff')",
        "INSERT INTO sources VALUES (1, 7, 7, 7, 'x')", "INSERT INTO about VALUES (7, 8)",
    ),
    "letters that are none": lambda: database(
        ABOUT, SOURCES, NAMES, WORDS, "CREATE TABLE books (id INTEGER PRIMARY KEY, facts)",
        f"INSERT INTO books VALUES ({pack_format.id_of('9789793062792')}, CAST(x'3131ff1fc3' AS TEXT))",
        "INSERT INTO sources VALUES (1, CAST(x'ff' AS TEXT), '', '', 0)",
    ),
    "a number beyond all names": lambda: database(
        ABOUT, SOURCES, NAMES, WORDS, "CREATE TABLE books (id INTEGER PRIMARY KEY, facts)",
        f"INSERT INTO books VALUES ({pack_format.id_of('9789793062792')}, '11' || char(31) || 'T' || char(31, 31, 1) "
        f"|| '{'9' * 30}')",
    ),
    "a source of 5,000 digits": lambda: database(
        ABOUT, SOURCES, NAMES, WORDS, "CREATE TABLE books (id INTEGER PRIMARY KEY, facts)",
        f"INSERT INTO books VALUES ({pack_format.id_of('9789793062792')}, '1{'9' * 5000}' || char(31) || 'T')",
    ),
    "a year beyond all numbers": lambda: database(
        ABOUT, SOURCES, NAMES, WORDS, "CREATE TABLE books (id INTEGER PRIMARY KEY, facts)",
        f"INSERT INTO books VALUES ({pack_format.id_of('9789793062792')}, '11' || char(31) || 'T' || "
        f"char(31, 31, 31, 31, 31) || '{'9' * 400}')",
    ),
    "a view that is never done": lambda: database(
        ABOUT, SOURCES, NAMES, WORDS,
        "CREATE VIEW books AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT i AS id, 'x' AS facts FROM n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_pack_is_said_to_be_none(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.pack"
    path.write_bytes(OTHERS[name]())
    (tmp_path / "daftar.csv").write_text(LIST, encoding="utf-8")
    is_a_sentence(invoke("pack", "info", path), 0, 3)
    done = invoke("process", tmp_path / "daftar.csv", "--out", tmp_path / "hasil", "--pack", path)
    is_a_sentence(done, 0, 1, 3)
    if done.exit_code == 3:
        assert "x" in done.output and not (tmp_path / "hasil" / "katalog.mrc").exists(), done.output


@pytest.mark.parametrize("name", ["noise", "an encrypted zip", "a header alone", "no table of books"])
def test_the_sentence_names_the_file_in_either_language(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.pack"
    path.write_bytes(OTHERS[name]())
    for lang, word in (("id", "paket"), ("en", "pack")):
        done = invoke("pack", "info", path, "--lang", lang)
        assert done.exit_code == 3 and "x" in done.output and word in done.output


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_catalogue_becomes_no_pack(name: str, tmp_path: Path) -> None:
    """As a source of `pack build`: a list, a catalogue or a dump is wanted."""
    path, target = tmp_path / "x.dat", tmp_path / "y.pack"
    path.write_bytes(OTHERS[name]())
    target.write_bytes(b"old")
    done = invoke("pack", "build", path, "--out", target)
    is_a_sentence(done, 0, 1, 3)
    assert done.exit_code != 3 or target.read_bytes() == b"old"


def test_a_dump_with_a_line_of_no_end_is_no_danger(tmp_path: Path) -> None:
    """64 MB without a line break, packed into 64 kB."""
    path = tmp_path / "ol_dump_editions.txt.gz"
    path.write_bytes(gzip.compress(LINE + b'{"title": "' + b"a" * (64 << 20) + b'"}\n'))
    is_a_sentence(invoke("pack", "build", path, "--out", tmp_path / "a.pack"), 0, 1, 3)


def test_a_pack_cut_at_any_page_is_refused_or_answers(pack: bytes, tmp_path: Path) -> None:
    for size in sorted({*range(0, len(pack), 512), *range(1, 120, 7), len(pack) - 1}):
        (tmp_path / "x.pack").write_bytes(pack[:size])
        is_a_sentence(invoke("pack", "info", tmp_path / "x.pack"), 3)


@given(page=st.integers(0, 40), fill=st.sampled_from([b"\0", b"\xff", b"SQ"]), data=st.binary(max_size=64))
@settings(max_examples=60)
def test_a_pack_with_a_damaged_page_is_refused_or_answers(
    pack: bytes, tmp_path_factory: pytest.TempPathFactory, page: int, fill: bytes, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("hurt") / "x.pack"
    begin = 100 + page * 4096 % len(pack)
    hurt = (data + fill * 4096)[:4096]
    path.write_bytes((pack[:begin] + hurt + pack[begin + 4096 :])[: len(pack)])
    is_a_sentence(invoke("pack", "info", path), 0, 3)


@given(st.binary(max_size=3000), st.sampled_from([b"", b"SQLite format 3\0", b"PK\x03\x04", b"\x1f\x8b\x08"]))
@settings(max_examples=80)
def test_any_bytes_are_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes) -> None:
    path = tmp_path_factory.mktemp("noise") / "x.pack"
    path.write_bytes(head + data)
    is_a_sentence(invoke("pack", "info", path), 3)


def test_a_disk_that_fills_up_while_a_pack_is_built_is_an_output_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from koleksi.lookup import pack_build

    def small(path: Path) -> sqlite3.Connection:
        made = sqlite3.connect(path)
        made.execute("PRAGMA page_size=512")
        made.execute("PRAGMA max_page_count=20")  # SQLITE_FULL, as on a disk without room
        return made

    monkeypatch.setattr(pack_build, "_connected", small)
    rows = "".join(f"Judul yang panjang nomor {n};\n" for n in range(2000))
    (tmp_path / "daftar.csv").write_text(f"judul;isbn\n{rows}", encoding="utf-8")
    (tmp_path / "a.pack").write_bytes(b"old")
    done = invoke("pack", "build", tmp_path / "daftar.csv", "--out", tmp_path / "a.pack")
    is_a_sentence(done, 4)
    assert (tmp_path / "a.pack").read_bytes() == b"old"
