"""A KDT block as a table of labels, the form in which Perpusnas has handed it out since about 2020."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from koleksi._kdt import areas as isbd
from koleksi._kdt.isbd import Reading
from koleksi._kdt.text import joined
from koleksi._kdt.tracings_isbn_class import Class, class_of, split_off_isbns
from koleksi._terms.tables import rows

__all__ = ["is_table", "read"]


@cache
def _labels() -> Mapping[str, str]:
    """What a label is called -> the part of the block that stands beside it."""
    return MappingProxyType({row["label"]: row["part"] for row in rows("kdt_labels.csv")})


@cache
def _label() -> re.Pattern[str]:
    """A label at the head of a line, the longest first: "TAJUK SUBJEK" is no "TAJUK"."""
    names = (re.escape(label).replace(r"\ ", r"\s+") for label in sorted(_labels(), key=len, reverse=True))
    return re.compile(
        rf"^[ \t|*]*(?P<label>{'|'.join(names)})(?=[ \t]*[:|\t\n]|[ \t]{{2,}}|[ \t]+\S|\Z)[ \t]*[:|]?",
        re.MULTILINE | re.IGNORECASE,
    )


def _cells(block: str) -> dict[str, list[str]]:
    """The lines beside each label. A label stands in capitals, or has a colon, a tab or blanks behind it."""
    found = [
        m
        for m in _label().finditer(block)
        if m[0].strip(" \t|*:").isupper() or re.search(r"[:|\t]\Z", m[0]) or block[m.end() : m.end() + 1] in "\t\n"
    ]
    cells: dict[str, list[str]] = {}
    for n, match in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(block)
        lines = [line.strip(" \t|*") for line in block[match.end() : end].split("\n")]
        cells.setdefault(_labels()[" ".join(match["label"].split()).casefold()], []).extend(
            line for line in lines if line
        )
    return cells


def is_table(block: str) -> bool:
    """Whether a block is made of labels: a title's and two others."""
    cells = _cells(block)
    return "title" in cells and len(cells) > 2


def read(block: str) -> Reading:
    """The parts of a labelled block."""
    cells = _cells(block)
    text = {name: joined(lines) for name, lines in cells.items()}
    given, statement = isbd.title(text["title"])
    given |= _imprint(text)
    edition, printing = isbd.edition(text.get("edition", ""))
    physical = isbd.find_physical(text.get("physical", ""))
    series = text.get("series", "").strip(" ()")
    given |= {
        "edition": edition,
        "printing": printing,
        "series": series,
        "notes": (*given.pop("notes", ()), *cells.get("notes", ())),
    }
    if physical:
        given |= {"extent": physical.extent, "illustrations": physical.illustrations, "height_cm": physical.height_cm}
    isbns, _ = split_off_isbns(_labelled(cells.get("isbn", [])))
    number = text.get("class", "")
    return Reading(
        heading=text.get("heading", ""), statement=statement or text.get("statement", ""), given=given,
        isbns=tuple(isbns), klass=Class(class_of(number)),
        subjects=tuple(_subjects(cells.get("subjects", []))), added=tuple(_each(cells.get("added", []))),
        odd_unit=physical.odd_unit if physical else "",
    )  # fmt: skip


def _labelled(lines: list[str]) -> str:
    return "\n".join(line if re.search("isbn", line, re.IGNORECASE) else f"ISBN {line}" for line in lines)


def _imprint(text: dict[str, str]) -> dict[str, Any]:
    if said := text.get("imprint"):
        return isbd.imprint(said)
    year = re.search(r"(?:1[6-9]|20)\d\d", text.get("year", ""))
    publisher = text.get("publisher", "")
    if publisher and "place" not in text and isbd.is_imprint(publisher):
        return isbd.imprint(publisher)
    return {"place": text.get("place", ""), "publisher": publisher, "year": int(year[0]) if year else None}


def _each(lines: list[str]) -> list[str]:
    return [piece for line in lines for piece in re.split(r"\s*;\s*", line) if piece]


def _subjects(lines: list[str]) -> list[str]:
    """One subject a line, numbered or not; a line that ends in "--" goes on in the next."""
    whole = re.sub(r"(?<=--)[ \t]*\n", " ", "\n".join(lines))
    pieces = [piece for line in whole.split("\n") for piece in re.split(r"\s*;\s*|(?:(?<=\s)|\A)\d{1,2}\.\s+", line)]
    return [re.sub(r"\s*--+\s*", " -- ", piece).strip(" .") for piece in pieces if piece.strip(" .")]
