"""Lists as files, for the tests of intake: written, read, and what was said of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from koleksi import intake
from koleksi.book import Entry, Problem

Row = Sequence[object]


def a_list(folder: Path, text: str, name: str = "daftar.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def a_workbook(folder: Path, *, hidden: Sequence[str] = (), **sheets: Sequence[Row]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    book.save(folder / "daftar.xlsx")
    return folder / "daftar.xlsx"


def entries(path: Path) -> list[Entry]:
    return [item for item in intake.read(path) if isinstance(item, Entry)]


def told(path: Path) -> list[tuple[str, int, str]]:
    """(code, row, value) of all that is said of a list and of its rows."""
    items = list(intake.read(path))
    found = [item for item in items if isinstance(item, Problem)]
    found += [one for item in items if isinstance(item, Entry) for one in item.problems]
    return sorted((one.code, one.row, one.value) for one in found)


def titles(path: Path) -> list[str]:
    return [entry.book.title for entry in entries(path)]


BOOKS = (("No", "Judul", "Pengarang", "Jml"), (1, "Laskar Pelangi", "Andrea Hirata", 2), (2, "Bumi", "Tere Liye", 1))
