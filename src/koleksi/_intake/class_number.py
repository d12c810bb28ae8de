"""The column of classes: a class number, a whole call number, or the class and semester at school."""

from __future__ import annotations

import re

from koleksi._intake.cells import TypedRow
from koleksi._intake.grades import grade_of, school_of
from koleksi._terms.class_marks import kind_of_mark

__all__ = ["class_of"]

_NUMBER = re.compile(
    r"(?P<sign>(?:R|REF|F|FIK|A|AN|C|CER|S|SR|BP|K|KOM)\.?\s+)?"
    r"(?P<number>2X\d*(?:\.\d[\d ]*)?|\d{3}(?:\.\d{3})+(?:\.\d{1,3})?|\d{3}(?:\.\d[\d ]*)?|\d{6}|\d{1,2}(?:\.\d+)?)"
    r"(?P<rest>(?:\s+|\s*/\s*)[A-Z].*)?",
    re.IGNORECASE,
)
_MAX_DIGITS = 20  # of a class number, more than the longest that DDC's tables build
_IN_GROUPS = re.compile(r"\d{3}\.\d{3}(?:\.\d{1,3})+")  # "657.028.5": as Excel and people part thousands


def class_of(row: TypedRow) -> tuple[str, str, tuple[str, ...]]:
    """Class number, the call number where the whole of it was typed, and the class and semester at school ("Kelas 7").

    Excel takes the zeros off "004.6" and, where the stop parts thousands, makes 398209 of "398.209"; under a heading
    that names the class number both are put back, and said. A column "Kelas" of a school's list has 7 or VII: that
    tells books apart, and is no class number.
    """
    cell = row.get("ddc")
    if not cell and not grade_of(said := row.get("class")):
        if kind_of_mark(said) or any(map(str.isdecimal, said)):
            cell = said
        elif said:  # "Umum" in a column "Kelas" of schoolbooks
            row.notes.append(f"kelas: {said}")
    return *_number(row, cell.strip("' ").replace(",", ".")), school_of(row)


def _number(row: TypedRow, cell: str) -> tuple[str, str]:
    """A class number as typed, with its lost zeros; and the cell where it holds a whole call number."""
    if kind_of_mark(cell):
        return cell, ""
    found = _NUMBER.fullmatch(cell)
    if not found or len(found["number"]) > _MAX_DIGITS:
        if cell:
            row.notes.append(f"kelas: {cell}")
            row.say("class", "ddc", cell)
        return "", ""
    number = re.sub(r"\s", "", found["number"]).upper()
    if _IN_GROUPS.fullmatch(number):
        whole, *digits = number.split(".")
        number = f"{whole}.{''.join(digits)}"
        row.say("class-point", "ddc", cell, number=number)
        return number, cell if found["sign"] or found["rest"] else ""
    if re.fullmatch(r"\d{6}", number):
        number = f"{number[:3]}.{number[3:]}"
        row.say("class-point", "ddc", cell, number=number)
        return number, ""
    if re.match(r"\d{1,2}(?!\d)", number):
        whole, point, rest = number.partition(".")
        number = f"{whole.zfill(3)}{point}{rest}"
        row.say("class-zeros", "ddc", cell, number=number)
    return number, cell if found["sign"] or found["rest"] else ""
