"""Laptops of one library for the tests, and what their folders hold."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from koleksi import marc, process
from koleksi.job import new_library

HEAD = ("Judul", "Pengarang", "Penerbit", "Tahun", "ISBN", "Eks", "No Barcode")
Line = tuple[str, ...]
LISTS: dict[str, list[Line]] = {
    "A": [
        ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2005", "9789793062792", "2"),
        ("Bumi Manusia", "Pramoedya Ananta Toer", "Hasta Mitra", "1980", "", "1"),
        ("Si Kancil", "", "Balai Pustaka", "1995", "", "1"),
    ],
    "B": [
        ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2005", "9789793062792", "1"),
        ("Ensiklopedi Hewan", "", "Gramedia", "2008", "", "1"),
        ("Si Kancil", "", "Balai Pustaka", "1995", "", "2"),
    ],
    "C": [("Ronggeng Dukuh Paruk", "Ahmad Tohari", "Gramedia", "1982", "", "1")],
}


def write(path: Path, lines: Sequence[Line]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEAD, *lines])
    return path


def lose(folder: Path) -> None:
    """The ledger and its copy."""
    for name in ("koleksi.db", "koleksi.db.cadangan"):
        (folder / name).unlink()


def laptop(root: Path, letter: str, lines: Sequence[Line] | None = None, folder: str = "") -> Path:
    """The results folder of a laptop that has processed its list; again where it did before."""
    place = root / (folder or letter)
    if not (place / "koleksi.toml").exists():
        given = {"numbers.laptop": letter} if letter else {"library.name": "TBM"}
        new_library.prepare(place, given, "id")
    source = write(root / f"daftar-{folder or letter}.csv", LISTS[letter] if lines is None else lines)
    process.run([source], place)
    return place


def register(folder: Path) -> dict[str, str]:
    """Barcode -> title, of every copy in the register."""
    sheet = openpyxl.load_workbook(folder / "buku_induk.xlsx")["Buku Induk"]
    return {str(row[3]): str(row[6]) for row in sheet.iter_rows(min_row=2, values_only=True)}


def numbers(folder: Path) -> dict[str, tuple[str, str]]:
    """Barcode -> accession number and title."""
    sheet = openpyxl.load_workbook(folder / "buku_induk.xlsx")["Buku Induk"]
    return {str(row[3]): (str(row[2]), str(row[6])) for row in sheet.iter_rows(min_row=2, values_only=True)}


def records(folder: Path) -> dict[str, set[str]]:
    """Control number -> the barcodes of its copies."""
    read = [entry for entry in marc.read_books(folder / "katalog.mrc") if hasattr(entry, "book")]
    return {entry.book.record_id: {copy.barcode for copy in entry.copies} for entry in read}


def outputs(folder: Path) -> dict[str, bytes]:
    ledger = ("koleksi.db", "koleksi.db.cadangan")
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in ledger)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def changed(folder: Path) -> list[list[str]]:
    sheet = openpyxl.load_workbook(folder / "tinjau.xlsx")["Perubahan"]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]


def decide(folder: Path, sheet: str, title: str, word: str, file: str = "tinjau.xlsx") -> None:
    """Type a word into the line of a title."""
    book = openpyxl.load_workbook(folder / file)
    rows = list(book[sheet].iter_rows())
    headings = [str(cell.value) for cell in rows[0]]
    column = headings.index("KEPUTUSAN")
    (row,) = [row for row in rows[1:] if title in [str(cell.value or "") for cell in row]]
    row[column].value = word
    book.save(folder / file)


def barcodes(several: Iterable[Path]) -> list[str]:
    return sorted(itertools.chain.from_iterable(register(folder) for folder in several))


def class_of(folder: Path, title: str) -> str:
    read: list[Any] = [entry for entry in marc.read_books(folder / "katalog.mrc") if hasattr(entry, "book")]
    (found,) = [entry.book.ddc for entry in read if entry.book.title == title]
    return str(found)
