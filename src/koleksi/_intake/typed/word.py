"""Word documents (DOCX): every table is a sheet, and a document without tables is read line by line.

Five elements of WordprocessingML (ECMA-376, part 1, 17.3 and 17.4) are looked at; a library for all of them would bring
lxml, which is larger than all that reads lists here.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from xml.etree import ElementTree

from koleksi._intake.columns import find_heading
from koleksi._intake.odd_cells import DAMAGED
from koleksi._intake.typed.lines import typed_rows
from koleksi._intake.workbook import Table, guard, refuse_wide
from koleksi.book import Text
from koleksi.errors import InputError

__all__ = ["is_document", "tables_of"]

_PART = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST_NAME = 60  # letters of a line above a table that is its title

Rows = list[tuple[int, tuple[str, ...]]]


def is_document(path: Path) -> bool:
    """Whether a ZIP file holds a Word document."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _PART in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def tables_of(path: Path, *, lines: bool) -> list[Table]:
    """The tables of a document, named by the line above them; one that goes on without headings belongs to the one
    before. ``lines``: a document without tables may hold a book a line. Raises InputError for one that is damaged."""
    guard(path)
    body = _body(path)
    found = _tables(body, path)
    if found or not lines:
        return [Table(name, tuple(row for _, row in rows), tuple(n for n, _ in rows)) for name, rows in _named(found)]
    text = "\n".join(f"- {line}" if listed else line for line, listed in map(_line, _within(body, "p")))
    rows = typed_rows(text)
    return [Table("", tuple(row for _, row in rows), tuple(n for n, _ in rows), typed=True)]


def _body(path: Path) -> ElementTree.Element:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_PART) as stream:
            return ElementTree.parse(stream).getroot()
    except DAMAGED as error:
        raise InputError(
            Text(
                "dokumen Word rusak atau terkunci; buka di Word, buang kata sandinya, dan simpan lagi",
                f"the document is damaged or locked ({error}); open it in Word, remove its password and save it again",
            ),
            path,
        ) from error


def _tables(body: ElementTree.Element, path: Path) -> list[tuple[str, Rows]]:
    """Each table with the line above it, its rows counted through the whole document."""
    found: list[tuple[str, Rows]] = []
    numbers, running, above = count(1), count(1), ""
    for block in _within(body, "p", "tbl"):
        if block.tag == f"{_W}p":
            above = _line(block)[0] or above
            continue
        rows = [(next(numbers), tuple(_cells(row, running))) for row in _within(block, "tr")]
        refuse_wide(max((len(cells) for _, cells in rows), default=0), rows[0][0] if rows else 1, path)
        if found and find_heading([cells for _, cells in rows]) is None and _width(rows) == _width(found[-1][1]):
            found[-1][1].extend(rows)
        elif rows:
            found.append((above if len(above) <= _LONGEST_NAME else "", rows))
        above = ""
    return found


def _named(found: list[tuple[str, Rows]]) -> Iterator[tuple[str, Rows]]:
    """The tables, no two of one name."""
    seen: set[str] = set()
    for n, (name, rows) in enumerate(found, 1):
        own = name if name and name not in seen else f"{name} ({n})" if name else f"tabel {n}"
        seen.add(own)
        yield own if len(found) > 1 else name, rows


def _width(rows: Rows) -> int:
    return max(len(cells) for _, cells in rows)


def _cells(row: ElementTree.Element, running: Iterator[int]) -> Iterator[str]:
    """The texts of a row, "" for what a cell beside or above covers. ``running``: numbers that Word counts by itself,
    which stand in no text."""
    yield from [""] * _number_in(row, "trPr", "gridBefore")
    for cell in _within(row, "tc"):
        lines = [_line(one) for one in _within(cell, "p", "tbl")]
        text = "\n".join(filter(None, (line for line, _ in lines)))
        yield str(next(running)) if not text and any(listed for _, listed in lines) else text
        yield from [""] * (_number_in(cell, "tcPr", "gridSpan") - 1)


def _number_in(element: ElementTree.Element, group: str, name: str) -> int:
    value = element.find(f"{_W}{group}/{_W}{name}")
    number = value.get(f"{_W}val", "") if value is not None else ""
    return int(number) if number.isdecimal() and len(number) < 4 else 0


def _line(paragraph: ElementTree.Element) -> tuple[str, bool]:
    """The text of a paragraph, and whether it is an item of a list that Word numbers or marks."""
    pieces = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n"}
    text = "".join(one.text or "" if one.tag == f"{_W}t" else pieces.get(one.tag, "") for one in paragraph.iter())
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    listed = style is not None and style.get(f"{_W}val", "").startswith(("ListNumber", "ListBullet"))
    return text.strip(), listed or paragraph.find(f"{_W}pPr/{_W}numPr") is not None


def _within(element: ElementTree.Element, *names: str) -> Iterator[ElementTree.Element]:
    """The outermost elements of these names inside another, through whatever wraps them (controls, changes)."""
    tags = {f"{_W}{name}" for name in names}
    for child in element:
        if child.tag in tags:
            yield child
        else:
            yield from _within(child, *names)
