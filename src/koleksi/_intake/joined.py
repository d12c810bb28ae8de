"""A column that holds several kinds at once ("Judul / Pengarang", "Kota, Penerbit, Tahun"): its cells taken apart.

What cannot be told apart stays whole in the first kind that can bear it: title before author, publisher before place.
"""

from __future__ import annotations

import re

from koleksi._terms.cities import is_city

__all__ = ["parted", "place_and_publisher"]

_PAGES = re.compile(
    r"[\s,;.]*(?:\b[ivxlc]+\s*[,+;]\s*)?\b(?P<arabic>\d{1,4})\s*(?:pages|pp?|hlm|hal|halaman)\b\.?\s*\Z", re.IGNORECASE
)
_YEAR_IN_BRACKETS = re.compile(r"[\s,]*\(((?:1[5-9]|20)\d\d)\)")  # what follows is the edition
_SIDES = re.compile(r"\s*[:,;/(]\s*|\s+[-\u2013]\s+")
_YEAR = re.compile(r"[\s,;:/(\[]*\b((?:1[5-9]|20)\d\d)\b[\s)\].]*\Z")
_BETWEEN = (
    r"\s*\n\s*|\s+/\s+|/\s+|\s+/|\s+(?:oleh|karya|by)\s*:?\s+|\s+[-\u2013]\s+|\s*;\s*"  # between title and author
)


def parted(kinds: str, cell: str) -> dict[str, str]:
    """The texts of a cell by field; ``kinds``: the fields of its column in the order of its heading,
    "title+authors"."""
    if "title" in kinds:
        return _title_and_author(cell, title_first=kinds.startswith("title"))
    if kinds == "class+semester":
        grade, _, semester = (piece.strip() for piece in re.sub(r"\s*[/,;&-]\s*", "\n", cell, count=1).partition("\n"))
        return {"class": grade, "semester": semester} if semester else {"class": grade}
    return _imprint(kinds.split("+"), cell)


def _title_and_author(cell: str, *, title_first: bool) -> dict[str, str]:
    places = list(re.finditer(_BETWEEN, cell, re.IGNORECASE))
    if places:
        at = places[-1] if title_first else places[0]
        one, other = cell[: at.start()].strip(), cell[at.end() :].strip()
    else:
        one, other = _at_comma(cell) if title_first else ("", cell)
    title, authors = (one, other) if title_first else (other, one)
    return {"title": title, "authors": authors} if title else {"title": authors}


def _at_comma(cell: str) -> tuple[str, str]:
    """Title and author, from the comma between them; the two last pieces are one name in "Laskar Pelangi, Hirata,
    Andrea"."""
    pieces = [piece.strip() for piece in cell.split(",")]
    name = 2 if len(pieces) > 2 and " " not in pieces[-2] else 1
    if len(pieces) < 2 or not all(piece[:1].isupper() for piece in pieces[-name:]):
        return cell, ""
    return ", ".join(pieces[:-name]), ", ".join(pieces[-name:])


def _imprint(kinds: list[str], cell: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if "extent" in kinds and (pages := _PAGES.search(cell)):
        found["extent"], cell = pages["arabic"], cell[: pages.start()]
    if "year" in kinds and (year := _YEAR.search(cell) or _YEAR_IN_BRACKETS.search(cell)):
        found["year"], cell = year[1], cell[: year.start()]
    cell = cell.strip(" ,;:")
    names = [kind for kind in kinds if kind not in ("year", "extent")]
    if len(names) == 1:
        return {**found, names[0]: cell}
    place, publisher = place_and_publisher(cell) or _by_order(cell, place_first=names[0] == "place")
    return {**found, "place": place, "publisher": publisher}


def place_and_publisher(cell: str) -> tuple[str, str] | None:
    """Both of a cell that says them in either order, where one side is surely a place ("Gramedia, Jakarta", "Bandung:
    Mizan"); None where it is not sure."""
    for between in _SIDES.finditer(cell):
        one, other = cell[: between.start()].strip(), cell[between.end() :].strip()
        if one and other and is_city(one) != is_city(other):
            return (one, other) if is_city(one) else (other, one)
    return None


def _by_order(cell: str, *, place_first: bool) -> tuple[str, str]:
    place, colon, publisher = cell.partition(":")  # ISBD: place : publisher, whatever the heading's order
    if not colon:
        one, _, other = (piece.strip() for piece in re.sub(r"\s*[,;/]\s*|\s+-\s+", "\n", cell, count=1).partition("\n"))
        place, publisher = (one, other) if place_first else (other, one)
        if not other:
            place, publisher = "", one
    return place.strip(), publisher.strip()
