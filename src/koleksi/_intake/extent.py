"""How far the cells of a workbook reach, by streaming its XML: the reader makes the whole rectangle from the first
cell to the last in memory, and one cell far out, or a row said to be repeated a million times, would fill it.

No tree is made: only tags are looked for, so that entities and document types mean nothing here.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

__all__ = ["Extent", "check_whole", "column_number", "extents", "is_sheet"]

_CHUNK = 1 << 20
_LONGEST_TAG = 4096  # bytes; what is longer is no tag of a cell
_WORKSHEET = re.compile(rb"<(?:\w+:)?worksheet\b")
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(?:(row)\b([^<>]*)>|c\b([^<>]*)(?<!/)>\s*<(?!/))")
_PLACE = re.compile(rb"""\br=["']([A-Z]{0,3})(\d{1,9})["']""")
_TABLE_TAG = re.compile(rb"<(?:[\w-]+:)?(table|table-row|table-cell|covered-table-cell)(?![\w-])([^<>]*)>")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated=["'](\d{1,12})""")


class Extent(NamedTuple):
    """The rows and columns from the first to the last cell that holds something, and the name of that cell or sheet."""

    rows: int
    columns: int
    last: str
    repeated: int = 1  # how often one row with something in it is said to follow itself

    @property
    def cells(self) -> int:
        return self.rows * self.columns


def is_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is the XML of an XLSX's sheet or of an ODS's tables, wherever it lies."""
    if not entry.filename.endswith(".xml"):
        return False
    with archive.open(entry) as stream:
        return entry.filename == "content.xml" or bool(_WORKSHEET.search(stream.read(_LONGEST_TAG)))


def check_whole(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Raises ExpatError for an ODS's tables that are no whole XML: the reader waits for their end for ever. Nothing is
    made of them, and a document type, with the entities it may blow up, is none of theirs."""
    if entry.filename == "content.xml":
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_document_type
        with archive.open(entry) as stream:
            parser.ParseFile(stream)


def _refuse_document_type(*_: object) -> None:
    raise expat.ExpatError("a document type")


def extents(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[Extent]:
    """How far each table of an entry reaches."""
    if entry.filename == "content.xml":
        yield from _of_open_document(archive, entry)
    else:
        yield _of_worksheet(archive, entry)


def _tags(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, pattern: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
    """The tags of an entry, of which only a piece is in memory at a time."""
    rest = b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            text, done = rest + chunk, 0
            for found in pattern.finditer(text):
                done = found.end()
                yield found
            rest = text[max(done, len(text) - _LONGEST_TAG) :]


def _of_worksheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Extent:
    """A row or a cell that does not say its place stands behind the one before it."""
    row = column = rows = columns = 0
    for found in _tags(archive, entry, _ROW_OR_CELL):
        place = _PLACE.search(found[2] if found[1] else found[3])
        if found[1]:
            row, column = int(place[2]) if place else row + 1, 0
            continue
        row, column = (int(place[2]), column_number(place[1])) if place else (row, column + 1)
        rows, columns = max(rows, row), max(columns, column)
    return Extent(rows, columns, f"{_letters(columns)}{rows}")


def _of_open_document(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[Extent]:
    """Empty rows and cells count where something stands behind them."""
    table = rows = columns = row = times = column = most = 0
    for found in _tags(archive, entry, _TABLE_TAG):
        tag, rest = found[1], found[2]
        repeated = int(said[1]) if (said := _REPEATED.search(rest)) else 1
        if tag == b"table":
            if table:
                yield Extent(rows, columns, f"{_letters(columns)}{rows}", most)
            table, rows, columns, row, times, column, most = table + 1, 0, 0, 0, 0, 0, 1
        elif tag == b"table-row":
            row, times, column = row + repeated, repeated, 0
        else:
            column += repeated
            if not rest.endswith(b"/"):
                rows, columns, most = max(rows, row), max(columns, column), max(most, times)
    yield Extent(rows, columns, f"{_letters(columns)}{rows}", most)


def column_number(letters: bytes) -> int:
    """ "A" -> 1, "AA" -> 27."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place


def _letters(column: int) -> str:
    """1 -> "A", 27 -> "AA"."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name
