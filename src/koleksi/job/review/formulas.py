"""Formulas of a workbook that no spreadsheet has worked out yet: only Excel and its like keep a value beside them.

Two forms are understood, ="sama" and =A2; any other stands for itself, so that it is pointed at and never lost.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree

__all__ = ["sheet_parts", "unsolved", "with_values"]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WITHOUT_VALUE = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*>\s*<f[^>]*>([^<]*)</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>')
_TEXT = re.compile(r'="([^"]*)"\Z')
_CELL = re.compile(r"=\$?([A-Z]{1,3})\$?(\d+)\Z")

Place = tuple[int, int]  # row and column, from 0
Formulas = Mapping[Place, str]


def unsolved(content: bytes) -> Mapping[str, Formulas]:
    """By sheet, the cells that have a formula and no value, and what it is."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {name: dict(_formulas(archive.read(part))) for name, part in sheet_parts(archive)}
    return {name: formulas for name, formulas in found.items() if formulas}


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part of the archive in which it stands."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(f"{_REL}id", ""), "")
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part in names:
            yield sheet.get("name", ""), part


def _formulas(xml: bytes) -> Iterator[tuple[Place, str]]:
    for column, row, formula in _WITHOUT_VALUE.findall(xml):
        yield _place(column.decode(), row.decode()), f"={html.unescape(formula.decode()).strip()}"


def _place(column: str, row: str) -> Place:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(row) - 1, number - 1


def with_values(rows: Sequence[Sequence[str]], corner: Place, formulas: Formulas) -> list[list[str]]:
    """The rows of a sheet, which begin at ``corner``, with a word for each formula."""
    made = [list(row) for row in rows]
    for place in formulas:
        row, column = place[0] - corner[0], place[1] - corner[1]
        if 0 <= row < len(made) and 0 <= column < len(made[row]):
            made[row][column] = _worked_out(formulas[place], rows, corner, formulas)
    return made


def _worked_out(formula: str, rows: Sequence[Sequence[str]], corner: Place, formulas: Formulas) -> str:
    seen = formula
    for _ in range(len(formulas) + 1):  # references may lead in a circle
        if text := _TEXT.match(seen):
            return text[1]
        if not (there := _CELL.match(seen)):
            break
        place = _place(there[1], there[2])
        if place not in formulas:
            row, column = place[0] - corner[0], place[1] - corner[1]
            inside = 0 <= row < len(rows) and 0 <= column < len(rows[row])
            return (rows[row][column] if inside else "") or formula
        seen = formulas[place]
    return formula
