"""SLiMS's own CSV exports: titles (18 columns) and items (19), which come without a heading row unless its box is
ticked; cells that only it writes, and items that belong to titles.

Columns and their order as its export writes them (bibliography/export.php and item_export.php of SLiMS 9).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from html import unescape
from types import MappingProxyType

from koleksi._intake.columns import Heading
from koleksi._intake.headings import plain
from koleksi._intake.people import people_in
from koleksi._terms.folding import fold
from koleksi.book import Book, Contributor, Copy, Entry

__all__ = ["ITEMS", "TITLES", "finished", "heading_by_shape", "joined", "plain_cells"]

TITLES = (
    "title", "gmd_name", "edition", "isbn_issn", "publisher_name", "publish_year", "collation", "series_title",
    "call_number", "language_name", "place_name", "classification", "notes", "image", "sor", "authors", "topics",
    "item_code",
)  # fmt: skip
ITEMS = (
    "item_code", "call_number", "coll_type_name", "inventory_code", "received_date", "supplier_name", "order_no",
    "location_name", "order_date", "item_status_name", "site", "source", "invoice", "price", "price_currency",
    "invoice_date", "input_date", "last_update", "title",
)  # fmt: skip
_PROGRAMS = ("SLiMS titles", "SLiMS items")
_MANY = re.compile(r"(?:<[^<>]*>)*")
_DAY = re.compile(r"(?:\d{4}-\d\d-\d\d)?")
_TIME = re.compile(r"(?:\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?)?")
_PRICE = re.compile(r"(?:\d+(?:\.\d\d)?)?")
_SHAPES = (
    (TITLES, MappingProxyType({"authors": _MANY, "topics": _MANY, "item_code": _MANY})),
    (ITEMS, MappingProxyType({
        "received_date": _DAY, "source": re.compile(r"[0-2]?"), "price": _PRICE, "order_date": _DAY,
        "invoice_date": _DAY, "input_date": _TIME, "last_update": _TIME,
    })),
)  # fmt: skip
_LOOKED_AT = 60  # rows
_SOURCES = MappingProxyType({"1": "beli", "2": "hibah"})  # its form's two choices
_SHIPPED = MappingProxyType({"location_name": "My Library", "coll_type_name": "Textbook", "supplier_name": "-"})
_NO_DAY = "0000-00-00"
_TAG = re.compile(r"</?(?:div|p|br|span|b|i|u|em|strong|ul|ol|li|a|font)\b[^<>]*>", re.IGNORECASE)


def heading_by_shape(rows: Sequence[Sequence[str]]) -> Heading | None:
    """The heading that an export without one would have: every row has all its columns, and those that only SLiMS
    writes in its way are so written."""
    seen = [row for row in rows[:_LOOKED_AT] if any(row)]
    for names, shapes in _SHAPES:
        if seen and all(len(row) == len(names) for row in seen):
            told = [dict(zip(names, row, strict=True)) for row in seen]
            if all(_fits(row, shapes) for row in told) and any(row[name] for row in told for name in shapes):
                return Heading.of(names, ())
    return None


def _fits(row: Mapping[str, str], shapes: Mapping[str, re.Pattern[str]]) -> bool:
    return all(shape.fullmatch(row[name]) for name, shape in shapes.items())


def plain_cells(heading: Heading, cells: tuple[str, ...]) -> tuple[str, ...]:
    """A row's cells without what SLiMS alone writes: line breaks as "\\n", HTML in notes, words that it ships."""
    if heading.program not in _PROGRAMS:
        return cells
    names = [_column(name) for name in heading.names]
    return tuple(_plain(names[n] if n < len(names) else "", cell) for n, cell in enumerate(cells))


@lru_cache(maxsize=1000)
def _column(name: str) -> str:
    return plain(name).replace(" ", "_")


def _plain(column: str, cell: str) -> str:
    cell = cell.replace("\\n", " ").strip()
    if column == "notes":
        return unescape(_TAG.sub(" ", cell)).strip()
    if column == "source":
        return _SOURCES.get(cell, "")
    return "" if cell == _NO_DAY or cell == _SHIPPED.get(column) else cell


def finished(entry: Entry, heading: Heading, cells: Sequence[str]) -> Entry:
    """An entry with what the fields of other lists do not say: parts of a cell, and the rest of an item."""
    if heading.program not in _PROGRAMS:
        return entry
    row = {_column(name): cell for name, cell in zip(heading.names, cells, strict=False) if name}
    if heading.program == "SLiMS titles":
        return replace(entry, book=_by_statement(_parted(entry.book)))
    return replace(entry, copies=tuple(_rest_of_item(copy, row) for copy in entry.copies))


def _parted(book: Book) -> Book:
    """ "xii, 529 hlm. : ilus." and "Seri ; 3", each its own field."""
    extent, _, pictures = book.extent.partition(" : ")
    series, _, number = book.series.rpartition(" ; ")
    return book.but(
        extent=extent,
        illustrations=pictures or book.illustrations,
        series=series or book.series,
        series_number=number if series else book.series_number,
    )


def _by_statement(book: Book) -> Book:
    """The authors in the order, with the stops and the roles of the statement of responsibility: SLiMS keeps no order
    among authors, and exports none of their roles."""
    found = {name: _place(name, book.responsibility) for name in book.authors} if book.responsibility else {}
    if not any(found.values()):
        return book
    order = sorted(found.items(), key=lambda item: item[1].start() if item[1] else len(book.responsibility))
    roles = {_letters(name): role for name, role in people_in(book.responsibility)}
    made = [(_stopped(name, place), roles.get(_letters(name), "author")) for name, place in order]
    authors = tuple(name for name, role in made if role == "author")
    if not authors:
        return book.but(authors=tuple(name for name, _ in made))
    others = (Contributor(name=name, role=role) for name, role in made if role != "author")
    return book.but(authors=authors, contributors=(*book.contributors, *others))


def _place(name: str, statement: str) -> re.Match[str] | None:
    """Where a statement has a name, or its longest word where it has the name otherwise."""
    words = re.findall(r"\w+", name)
    for pattern in (r"\W+".join(map(re.escape, words)), re.escape(max(words, key=len, default=""))):
        if pattern and (found := re.search(rf"\b{pattern}\b(?:(?<=[.\s]\w)\.)?", statement, re.IGNORECASE)):
            return found
    return None


def _stopped(name: str, place: re.Match[str] | None) -> str:
    """ "Abd Hadi" as the statement has it, "Abd. Hadi"; not its capitals, which may be shouting."""
    said = place[0] if place else name
    return said if said.casefold() != name.casefold() and said.replace(".", "") == name.replace(".", "") else name


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _rest_of_item(copy: Copy, row: Mapping[str, str]) -> Copy:
    """A shelf is the location where SLiMS was told no other."""
    shelf = row.get("site", "")
    said = (
        ("jenis koleksi", "coll_type_name"), ("rak", "site" if copy.location else ""), ("no. pesanan", "order_no"),
        ("faktur", "invoice"),
    )  # fmt: skip
    notes = [copy.note, *(f"{word}: {row[column]}" for word, column in said if row.get(column))]
    currency = row.get("price_currency", "")
    return copy.but(
        note="; ".join(filter(None, notes)),
        location=copy.location or shelf,
        currency="IDR" if currency.casefold() in ("", "rupiah", "rp", "idr") else currency,
    )


# titles and items


def joined(entries: Sequence[Entry]) -> list[Entry]:
    """Rows that tell of copies alone put to the rows that describe their books, by the number of the copy.

    A row tells of copies alone where it says nothing of its book but title and call number, and every number of its
    copies stands in one row of another file, under the same title. Only the first such row of a number is taken.
    """
    described = {
        copy.barcode: n
        for n, entry in enumerate(entries)
        if any(copy.barcode for copy in entry.copies) and not _is_bare(entry.book)
        for copy in entry.copies
        if copy.barcode
    }
    told: dict[str, tuple[Entry, Copy]] = {}
    gone = set[int]()
    for n, entry in enumerate(entries) if described else ():
        if _is_bare(entry.book) and _belongs(entry, entries, described, told.__contains__):
            told |= {copy.barcode: (entry, copy) for copy in entry.copies}
            gone.add(n)
    return [_with_items(entry, told) for n, entry in enumerate(entries) if n not in gone] if gone else list(entries)


def _is_bare(book: Book) -> bool:
    return book == Book(title=book.title, subtitle=book.subtitle, call_number=book.call_number, ddc=book.ddc)


def _belongs(
    entry: Entry, entries: Sequence[Entry], described: Mapping[str, int], is_told: Callable[[str], bool]
) -> bool:
    places = {described.get(copy.barcode, -1) for copy in entry.copies}
    if len(places) != 1 or -1 in places or any(is_told(copy.barcode) for copy in entry.copies):
        return False
    other = entries[places.pop()]
    return other.source != entry.source and _letters(other.book.full_title) == _letters(entry.book.full_title)


def _with_items(entry: Entry, told: Mapping[str, tuple[Entry, Copy]]) -> Entry:
    if not any(copy.barcode in told for copy in entry.copies):
        return entry
    copies = tuple(
        _item(copy, entry.book, told[copy.barcode]) if copy.barcode in told else copy for copy in entry.copies
    )
    remarks = dict.fromkeys(
        said for copy in entry.copies if copy.barcode in told for said in told[copy.barcode][0].problems
    )
    return replace(entry, copies=copies, problems=(*entry.problems, *remarks))


def _item(copy: Copy, book: Book, told: tuple[Entry, Copy]) -> Copy:
    """The copy as its item says it, with the call number where that is another than its book's."""
    row, item = told
    own = row.book.call_number if row.book.call_number != book.call_number else ""
    return item.but(number=copy.number, call_number=item.call_number or own)
