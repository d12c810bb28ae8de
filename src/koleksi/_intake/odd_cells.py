"""What a workbook says of its cells beside their text: formulas whose result was never stored, and cells that hold an
error.

The reader of workbooks gives an empty cell for both; here the sheets' own XML is looked through, piece by piece.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

from koleksi._intake.extent import column_number

__all__ = ["DAMAGED", "ERRORS", "OddCell", "odd_cells"]

ERRORS = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#ERROR!", "Err:502"}
)
_CHUNK = 1 << 20
_CELL = re.compile(rb'<c\s[^>]*?r="(?P<column>[A-Z]{1,3})(?P<row>\d+)"(?P<said>[^>]*)>(?P<inside>.*?)</c>', re.DOTALL)
_FORMULA = re.compile(rb"<f\b[^>]*/>|<f\b[^>]*>(?P<text>.*?)</f>", re.DOTALL)
_VALUE = re.compile(rb"<v[^>/]*>(?P<text>[^<]*)</v>|<is>")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DAMAGED = (  # what reading a part of a damaged or locked document raises
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ElementTree.ParseError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class OddCell:
    """A cell whose text the sheet does not show. ``row`` from 1, ``column`` from 0; ``formula`` "" for an error."""

    row: int
    column: int
    formula: str = ""
    error: str = ""


def odd_cells(path: Path) -> dict[str, list[OddCell]]:
    """The odd cells of an XLSX by the name of their sheet; nothing of other workbooks, nor of one that is damaged."""
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return {}
            return {name: found for name, part in _sheets(archive) if (found := list(_odd_in(archive, part)))}
    except DAMAGED:
        return {}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name and the file of the archive that holds it."""
    targets = {
        one.get("Id"): one.get("Target", "")
        for one in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if sheet.tag.endswith("}sheet") and (target := targets.get(sheet.get(_RELATION))):
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in archive.namelist():
                yield sheet.get("name", ""), part


def _odd_in(archive: zipfile.ZipFile, part: str) -> Iterator[OddCell]:
    with archive.open(part) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            text, mark, rest = (rest + chunk).rpartition(b"</c>")
            if not mark:
                text, rest = b"", rest[-_CHUNK:]
            elif b"<f" in text or b't="e"' in text:
                yield from _odd_of(text + mark)


def _odd_of(text: bytes) -> Iterator[OddCell]:
    for cell in _CELL.finditer(re.sub(rb"<c\s[^>]*/>", b"", text)):
        value, formula = _VALUE.search(cell["inside"]), _FORMULA.search(cell["inside"])
        row, column = int(cell["row"]), column_number(cell["column"]) - 1
        if b't="e"' in cell["said"]:
            said = value["text"].decode("utf-8", "replace") if value and value["text"] else "#"
            yield OddCell(row, column, error=unescape(said))
        elif formula and not value:
            yield OddCell(row, column, formula="=" + unescape((formula["text"] or b"").decode("utf-8", "replace")))
