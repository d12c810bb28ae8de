"""Which book has which numbers, as the files of a results folder say: what a ledger that was lost is rebuilt from.

``katalog.mrc`` names every copy (990 $a, $b); where it is gone or damaged its sisters do, and the register and SLiMS's
item file name the numbers with less of the book.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from koleksi._terms.untitled import UNTITLED
from koleksi.book import Book, Copy, Entry, Problem
from koleksi.config import Config
from koleksi.errors import InputError
from koleksi.job import numbering
from koleksi.job.memory.copies import Numbered
from koleksi.job.sources import CATALOGUE

__all__ = ["Found", "begun_of", "handed_out", "is_ours", "last_number"]

_MARC = (CATALOGUE, "katalog.xml", "koha.mrc")
_COUNTS = "ringkasan.json"

Read = Callable[[Path], Iterator[tuple[Book, tuple[Copy, ...]]]]


@dataclass(frozen=True, slots=True)
class Found:
    """A record with the numbers that its copies carry, in their order; ``n`` is 0 where it cannot be told, ``control``
    what the first copy's record is called and another's would be."""

    book: Book
    numbers: tuple[Numbered, ...]

    @property
    def entry(self) -> Entry:
        copies = tuple(Copy(accession=one.accession, barcode=one.barcode) for one in self.numbers)
        return Entry(book=self.book, copies=copies, source=CATALOGUE)


def is_ours(folder: Path) -> bool:
    """Whether the files of a folder were made by this program: its figures say so."""
    return "merged_rows" in _counts(folder)


def handed_out(folder: Path, config: Config) -> list[Found]:
    """Every record of the folder's files with its numbers, each number once; of the fullest file that names it.

    A file that cannot be read is passed over: the next one may name what it held.
    """
    seen: set[str] = set()
    found = []
    for book, copies in _records(folder):
        new = [copy for copy in copies if _names(copy) and not _names(copy) & seen]
        for copy in new:
            seen |= _names(copy)
        if new:
            first = copies[0]
            ids = [book.record_id if copy is first else "" for copy in new]
            found.append(Found(book, tuple(_numbered(config, *pair) for pair in zip(new, ids, strict=True))))
    return found


def _names(copy: Copy) -> set[str]:
    """Its numbers, each told apart from the other kind."""
    return {f"{kind} {number}" for kind, number in (("a", copy.accession), ("b", copy.barcode)) if number}


def _numbered(config: Config, copy: Copy, record_id: str) -> Numbered:
    n = numbering.running_number(config, copy.accession, copy.barcode, record_id)
    control = record_id or numbering.control_meant(config, copy.accession, copy.barcode)
    return Numbered(n, copy.accession, copy.barcode, control)


def _records(folder: Path) -> Iterator[tuple[Book, tuple[Copy, ...]]]:
    for name in _MARC:
        whole = yield from _of_marc(folder / name)
        if whole:
            break
    for name, read in _LISTS.items():
        if (folder / name).is_file():
            yield from read(folder / name)


def _of_marc(path: Path) -> Generator[tuple[Book, tuple[Copy, ...]], None, bool]:
    """The records of a catalogue; in the end whether it was whole."""
    from koleksi import marc

    whole = path.is_file()
    try:
        for record in marc.read(path) if whole else ():
            if isinstance(record, Problem):
                whole = False
            else:
                yield marc.from_record(record)
    except InputError:
        whole = False
    return whole


_ACCESSION = "Nomor Induk"


def _of_register(path: Path) -> Iterator[tuple[Book, tuple[Copy, ...]]]:
    """``buku_induk.xlsx``: the lines of one book together, of its sheets with lines of copies."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book_of_sheets = CalamineWorkbook.from_path(str(path))
        sheets = [book_of_sheets.get_sheet_by_name(name).to_python() for name in book_of_sheets.sheet_names]
    except (CalamineError, OSError):
        return
    books: dict[Book, list[Copy]] = {}
    for row in (row for sheet in sheets if sheet and _ACCESSION in sheet[0] for row in sheet[1:]):
        cells = [_cell(value) for value in (*row, *[""] * 21)]
        year, isbn = cells[11], cells[16]
        book = Book(
            title="" if cells[6] == UNTITLED else cells[6],
            authors=tuple(filter(None, cells[7].split("; "))),
            publisher=cells[10],
            year=int(year) if year.isdecimal() and len(year) == 4 else None,
            isbn=isbn if len(isbn) == 13 and isbn.isdecimal() else "",
        )
        books.setdefault(book, []).append(Copy(accession=cells[2], barcode=cells[3]))
    yield from ((book, tuple(copies)) for book, copies in books.items())


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _of_slims(path: Path) -> Iterator[tuple[Book, tuple[Copy, ...]]]:
    """``slims_item.csv``: item code first, inventory code fourth, title last."""
    books: dict[str, list[Copy]] = {}
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as stream:
            for row in csv.reader(stream):
                if len(row) > 4 and row[0] != "item_code":
                    books.setdefault(row[-1], []).append(Copy(barcode=row[0], accession=row[3]))
    except (OSError, csv.Error):
        return
    for title, copies in books.items():
        yield Book(title="" if title.startswith(UNTITLED) else title), tuple(copies)


_LISTS: Mapping[str, Read] = MappingProxyType({"buku_induk.xlsx": _of_register, "slims_item.csv": _of_slims})


def last_number(folder: Path) -> int:
    """The highest running number ever given in a folder, as its figures say; 0 where they do not."""
    said = _counts(folder).get("last_number", 0)
    return said if type(said) is int else 0


def _counts(folder: Path) -> Mapping[str, object]:
    try:
        counts = json.loads((folder / _COUNTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return counts if isinstance(counts, dict) else {}


def begun_of(folder: Path) -> str:
    """The ISO date of a folder's outputs: that on which its records were made (008/00-05), "" where none says it."""
    from koleksi import marc

    try:
        for record in marc.read(folder / CATALOGUE):
            day = "" if isinstance(record, Problem) or "008" not in record else (record["008"].data or "")[:6]
            if len(day) == 6 and day.isdecimal():
                return f"20{day[:2]}-{day[2:4]}-{day[4:]}"
    except InputError:
        pass
    return ""
