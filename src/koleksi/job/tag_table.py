"""INLISLite 3's "Export Data Tag" (SemuaDataKatalog.xls): a web page with a table, a row for each field of a record.

Columns and marks as KatalogExportDataTagController writes them: "$a Judul : $b anak judul", "#" for a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from koleksi._terms.file_kind import HEAD, kind_of
from koleksi._terms.problems import problem
from koleksi.book import Copy, Entry, Problem

__all__ = ["is_tag_table", "read"]

_COLUMNS = ("No", "Judul", "Katalog ID", "Tag", "Indicator 1", "Indicator 2", "Value")
_HEADINGS = "".join(f"<th>{name}</th>" for name in _COLUMNS).encode()
_CODE = re.compile(r"(?:\A|(?<=\s))\$([a-z0-9])(?=\s)")  # "Rp $5" and "$aword" are text
_ONE = (Copy(),)

Field = tuple[str, str, tuple[tuple[str, str], ...]]


def is_tag_table(path: Path) -> bool:
    """Whether a file begins as such an export does."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    return kind_of(head) == "html" and _HEADINGS in head


def read(path: Path) -> Iterator[Entry | Problem]:
    """Every record as an Entry. Raises InputError as `intake.cells_of`."""
    from koleksi import intake, marc

    rows = [(number, row) for number, row in enumerate(intake.cells_of(path), 1) if len(row) == len(_COLUMNS)]
    for _, group in groupby(rows[1:], key=lambda numbered: numbered[1][2]):
        fields = list(group)
        book, copies = marc.from_fields(_field(*row[3:]) for _, row in fields)
        number = fields[0][0]
        if book.title or book.isbn:
            yield Entry(book=book, copies=copies or _ONE, source=str(path), row=number)
        else:
            yield problem("marc-no-title", source=str(path), row=number, column="245", value=book.record_id)


def _field(tag: str, first: str, second: str, value: str) -> Field:
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
