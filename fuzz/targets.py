"""What is fuzzed: one function a door through which files and texts of others come in.

A target takes any bytes. An error that the program has a sentence for (``KoleksiError``) is an answer, and so is a
`Problem`; whatever else is raised is a bug. ``SEEDS`` is a small corpus of our own for each target.
"""

from __future__ import annotations

import io
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import xlsxwriter

from koleksi import Book, Copy, Entry, Problem, intake, isbn, kdt, marc, names
from koleksi.errors import InputError, KoleksiError
from koleksi.job import settings
from koleksi.job.review import answers
from koleksi.lookup.pack import Pack, build

__all__ = ["SEEDS", "TARGETS"]

Target = Callable[[bytes], None]
KNOWN = "9789793062792"
BOOKS = [
    Book(title="Laskar Pelangi", authors=("Andrea Hirata",), publisher="Bentang", year=2005, isbn=KNOWN),
    Book(title="Tafsīr al-Jalālayn", authors=("Jalāl al-Dīn al-Suyūṭī",), language="ara", notes=("Teks Arab",)),
]


@contextmanager
def _file(data: bytes, name: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def read_marc(data: bytes) -> None:
    """What is read as a record can be written and is read again as the same book."""
    with _file(data, "x.mrc") as path, suppress(InputError):
        for item in marc.read_books(path):
            if isinstance(item, Problem):
                assert item.what.id and item.what.en
                continue
            record = marc.to_record(item.book, item.copies)
            assert marc.from_record(record)[0].title == item.book.title


def read_isbn(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    found = isbn.recognise(text)
    assert all(isbn.is_valid(number) for number in found.isbns), found
    names.heading(text)
    assert len(names.letters(text)) <= 3


def read_kdt(data: bytes) -> None:
    """As a text, and as a source of the main job."""
    kdt.parse(data.decode("utf-8", "replace"))
    with _file(data, "x.txt") as path, suppress(InputError):
        list(intake.read(path))


def read_table(data: bytes) -> None:
    """Every row is an entry or a problem, and its text is clean."""
    with _file(data, "x.csv") as path, suppress(InputError):
        for item in intake.read(path):
            if isinstance(item, Entry):
                assert not set(item.book.title) & set("\0\x1d\x1e\x1f")
        intake.describe(path)


def read_settings(data: bytes) -> None:
    with _file(data, "koleksi.toml") as path, suppress(KoleksiError):
        settings.load(path)


def read_answers(data: bytes) -> None:
    """As the review sheet itself, and, line by line, as what is typed into one: word, key, kind parted by tabs."""
    for content in (data, _sheet(data.decode("utf-8", "replace"))):
        with _file(content, "tinjau.xlsx") as path, suppress(InputError):
            found = answers.gather(path.parent, {}, ())
            assert all(decision.key for decision in found.decisions)


def _sheet(text: str) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for kind in ("Kelas", "Kembar", "Perubahan"):
            sheet = book.add_worksheet(kind)
            for column, heading in enumerate(("KEPUTUSAN", "Judul", "Saran 1", "kunci")):
                sheet.write_string(0, column, heading)
            for row, line in enumerate(text.split("\n")[:50], 1):
                for column, cell in enumerate(line.split("\t")[:4]):
                    sheet.write_string(row, column, cell[:32_000])
    return made.getvalue()


def read_pack(data: bytes) -> None:
    with _file(data, "x.pack") as path, suppress(InputError), Pack.open(path) as pack:
        pack.about()
        pack.claims([KNOWN])
        pack.search("laskar pelangi", "hirata")


TARGETS: dict[str, Target] = {
    "marc": read_marc,
    "isbn": read_isbn,
    "kdt": read_kdt,
    "table": read_table,
    "settings": read_settings,
    "answers": read_answers,
    "pack": read_pack,
}

# --- seeds ------------------------------------------------------------------------------------------

_XML = b"""<?xml version="1.0"?><collection xmlns="http://www.loc.gov/MARC21/slim"><record>
<leader>00000nam a2200000 i 4500</leader><controlfield tag="001">1</controlfield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Bumi Manusia /</subfield></datafield></record></collection>"""
_BLOCK = """HIRATA, Andrea
     Laskar pelangi / Andrea Hirata ; penyunting, Suhindrati. -- Cet. 3. -- Yogyakarta : Bentang, 2006.
     xiv, 529 hlm. ; 20,5 cm.
     ISBN 979-3062-79-7
     1. Fiksi Indonesia.   I. Judul.   II. Suhindrati.
                                                              899.221 3
"""


def _records() -> bytes:
    return b"".join(bytes(marc.to_record(book, (Copy(barcode="B1"),)).as_marc()) for book in BOOKS)


def _pack() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pack"
        build([Entry(book=book) for book in BOOKS], path)
        return path.read_bytes()


def _other_database() -> bytes:
    made = sqlite3.connect(":memory:")
    try:
        made.executescript("CREATE TABLE books (id, facts); PRAGMA user_version=2")
        return made.serialize()
    finally:
        made.close()


SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "marc": lambda: [_records(), _records()[:200], _XML],
    "isbn": lambda: [
        b"978-602-03-3294-9 (jil. 1)",
        b"9,78602E+12",
        b"0-306-40615-2 / X",
        b"ISSN 0126-1754",
        b"979 0 1",
    ],
    "kdt": lambda: [_BLOCK.encode(), _BLOCK.replace("\n", "\r\n").encode("cp1252"), (_BLOCK * 2).encode()],
    "table": lambda: [
        "judul;pengarang;isbn;jumlah\nLaskar Pelangi;Andrea Hirata;9789793062792;3\n".encode("utf-8-sig"),
        b'sep=,\nTitle,Author,Year\n"Bumi, Manusia",Pramoedya,1980\n"open,,\n',
        "Judul\tTahun\nSi Kancil\t1999\n".encode("utf-16"),
        b"9789793062792\n978-602-03-3295-6\n",
    ],
    "settings": lambda: [
        b'[library]\nname = "Perpus Desa"\n[numbers]\nstart = 7\nbarcode = "B{n:07d}"\n',
        b"[acquisition]\ndate = 31-02-2026\n[sheets.x]\npage_w = 210\ncols = [1,\n",
    ],
    "answers": lambda: [
        f"Saran 1\tSi Kancil\t398.2\tclass {'0' * 32}\n823 DAH\tx\t\trow {'1' * 32}\n".encode(),
        f"tidak sama\tx\ty\tpair {'0' * 32} {'1' * 32}\nbatal\t\t\t\n".encode(),
        _sheet("sama\tx\ty\tz"),
    ],
    "pack": lambda: [_pack(), _pack()[:5000], _other_database()],
}
