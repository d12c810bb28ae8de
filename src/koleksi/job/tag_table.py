"""INLISLite 3's "Export Data Tag" (SemuaDataKatalog.xls): a web page with a table, a row for each field of a record.

Columns and marks as KatalogExportDataTagController writes them: "$a Judul : $b anak judul", "#" for a blank; also saved
again by Excel or LibreOffice, which take "001" for 1.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from koleksi._terms.file_kind import HEAD, kind_of
from koleksi._terms.problems import problem
from koleksi.book import Copy, Entry, Problem

__all__ = ["is_tag_table", "read"]

_COLUMNS = ("No", "Judul", "Katalog ID", "Tag", "Indicator 1", "Indicator 2", "Value")
_SIGNS = (b"Katalog ID", b"Indicator 1", b"Indicator 2")
_BEGINNING = 1 << 16  # bytes in which the headings stand, behind the styles that Excel writes
_FIRST_WORDS = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "content.xml")
_CODE = re.compile(r"(?:\A|(?<=\s))\$([a-z0-9])(?=\s)")  # "Rp $5" and "$aword" are text
_ONE = (Copy(),)

Field = tuple[str, str, tuple[tuple[str, str], ...]]


def is_tag_table(path: Path) -> bool:
    """Whether a file begins with the headings of such an export."""
    with path.open("rb") as stream:
        head = stream.read(_BEGINNING)
    kind = kind_of(head[:HEAD])
    if kind == "zip":
        return any(map(_has_headings, _words_of(path)))
    if kind == "ole":
        return _has_headings(path.read_bytes())
    return kind in ("html", "other") and _has_headings(head)


def _has_headings(text: bytes) -> bool:
    return all(sign in text for sign in _SIGNS)


def _words_of(path: Path) -> Iterator[bytes]:
    """How the texts of a workbook begin; one that is damaged has none here, and is told where it is read."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in set(archive.namelist()).intersection(_FIRST_WORDS):
                with archive.open(name) as stream:
                    yield stream.read(_BEGINNING)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError):  # RuntimeError: locked, or packed oddly
        return


def read(path: Path) -> Iterator[Entry | Problem]:
    """Every record as an Entry. Raises InputError as `intake.cells_of`."""
    from koleksi import intake, marc

    width = len(_COLUMNS)
    rows = [(number, row[:width]) for number, row in enumerate(intake.cells_of(path), 1) if len(row) >= width]
    fields_of_records = [(number, row) for number, row in rows if row[2] and row[3].isdecimal()]
    for _, group in groupby(fields_of_records, key=lambda numbered: numbered[1][2]):
        fields = list(group)
        book, copies = marc.from_fields(_field(*row[3:]) for _, row in fields)
        number = fields[0][0]
        if book.title or book.isbn:
            yield Entry(book=book, copies=copies or _ONE, source=str(path), row=number)
        else:
            yield problem("marc-no-title", source=str(path), row=number, column="245", value=book.record_id)


def _field(tag: str, first: str, second: str, value: str) -> Field:
    tag = tag.zfill(3)
    if tag < "010":
        return tag, re.sub("[*#]", " ", value), ()
    return tag, _indicator(first) + _indicator(second), tuple(_subfields(value))


def _indicator(cell: str) -> str:
    return cell if len(cell) == 1 and cell != "#" else " "


def _subfields(value: str) -> Iterator[tuple[str, str]]:
    """A text before the first code is that of $a."""
    before, *parts = _CODE.split(value)
    if before.strip():
        yield "a", before.strip()
    for code, text in zip(parts[::2], parts[1::2], strict=True):
        if text.strip():
            yield code, text.strip()
