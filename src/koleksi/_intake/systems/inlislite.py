"""INLISLite 3's own reports read back: "Buku induk" (a row a copy, with price, date and donor) and "Pengadaan koleksi"
(a row a copy, with bar code and call number), and both put to the titles that its MARC holds.

Columns as laporan/controllers/KoleksiController writes them, as a web page named .xls and as .ods.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from koleksi._terms.cities import is_city
from koleksi._terms.folding import fold
from koleksi._terms.problems import problem
from koleksi.book import Book, Copy, Entry, Problem, field_names

if TYPE_CHECKING:
    from koleksi._intake.columns import Heading

__all__ = ["CopyRow", "RegisterRow", "copies_joined", "READERS", "finished", "plain_cells"]

_REGISTER, _COPIES = "INLISLite register", "INLISLite copies"
_SHIPPED = frozenset({"monograf", "buku", "koleksi umum", "dapat dipinjam", "-", "0000-00-00"})
_PRICE = re.compile(r"(?P<currency>[A-Za-z]{0,4}) *[-\u2013]? *(?P<amount>\d{1,15})")
_IMPRINT = re.compile(r"(?:(?P<place>[^:]*\S)? ?: (?P<publisher>.*?)|(?P<alone>.*?)),?\s*(?P<year>(?:1[5-9]|20)\d\d)?")
_IMPRINT_LIKE = re.compile(r"\S : |\d{4}\Z")
_WHOLE = 4  # lines below the title: edition, imprint, subjects, class
_CLASS = re.compile(r"(?:\d{3}|2X\d*)(?:[./]\d+)*", re.IGNORECASE)
_OF_COPY = tuple(name for name in field_names(Copy) if name not in ("number", "marc_fields"))
_OF_BOOK = tuple(name for name in field_names(Book) if name not in ("marc_fields", "title", "subtitle", "notes"))
_OF_COPY_ROW = ("call_number", "ddc", "subjects")


class RegisterRow(Entry):
    """A row of "Buku induk": a copy by its accession number, with its book."""


class CopyRow(Entry):
    """A row of "Pengadaan koleksi": a copy by its bar code. As .xls the report has the bar code in the column of
    accession numbers as well; then the copy has none here."""


# cells


def plain_cells(heading: Heading, cells: tuple[str, ...]) -> tuple[str, ...]:
    """A row's cells without the words that INLISLite ships, the price as people type it."""
    if not heading.program.startswith("INLISLite"):
        return cells
    plain = ["" if cell.casefold() in _SHIPPED else cell for cell in cells]
    for n, field in enumerate(heading[: len(plain)]):
        if field == "notes" and plain[n]:
            plain[n] = f"{heading.names[n]}: {plain[n]}"
    return tuple(plain)


def price(cell: str) -> dict[str, str]:
    """ "IDR - 55000", or " - 55000" as the report writes it; it has 0 where no price is known."""
    found = _PRICE.fullmatch(cell.strip())
    if not found:
        return {"price": cell}
    return {"price": found["amount"], "currency": found["currency"]} if int(found["amount"]) else {}


def title_parts(cell: str) -> dict[str, str]:
    """ "Judul : anak judul / Penanggung jawab", which is one column in INLISLite; of a body it has no other heading."""
    whole, _, said = cell.strip().partition(" / ")
    title, _, rest = whole.partition(" : ")
    return {"title": title.strip(), "subtitle": rest.strip(), "responsibility": said.strip(), "authors": said.strip()}


def described(cell: str) -> dict[str, str]:
    """ "Data Bibliografis": title, a blank line, edition, "Kota : Penerbit, Tahun", subjects and class, each on its
    line, empty where there is none; no line for the edition where its column was never filled."""
    lines = [line.strip() for line in cell.split("\n")]
    title, below = title_parts(lines[0]), lines[2:]
    if below and (len(below) < _WHOLE and _IMPRINT_LIKE.search(below[0]) or len(below) == 1):
        below = ["", *below]
    edition, imprint, *rest = [*below, "", ""]
    found = _IMPRINT.fullmatch(imprint)
    said = {name: text.strip() for name, text in (found.groupdict() if found else {}).items() if text}
    alone = said.get("alone", "")
    number = next((line for line in reversed(rest) if _CLASS.fullmatch(line)), "")
    return {
        **title,
        "edition": edition,
        "place": said.get("place") or (alone if is_city(alone) else ""),
        "publisher": said.get("publisher") or ("" if is_city(alone) else alone),
        "year": said.get("year", ""),
        "subjects": "; ".join(line for line in rest if line and line != number),
        "ddc": number,
    }


def finished(entry: Entry, heading: Heading, cells: Sequence[str]) -> Entry:
    """An entry of a report as what it is; its numbers are INLISLite's own."""
    if heading.program == _REGISTER:
        currency = cells[heading.index("currency")] if "currency" in heading else ""
        copies = tuple(copy.but(currency=currency or copy.currency) for copy in entry.copies)
        return replace(_as(RegisterRow, entry), book=_said_once(entry.book), copies=copies)
    if heading.program != _COPIES:
        return entry
    row = {name.casefold(): cell for name, cell in zip(heading.names, cells, strict=False) if name}
    tag = next((cell for name, cell in row.items() if name.endswith("rfid")), "")
    copies = tuple(_without_repeated(copy, tag) for copy in entry.copies)
    return replace(_as(CopyRow, entry), book=_said_once(entry.book), copies=copies)


def _said_once(book: Book) -> Book:
    """A statement of responsibility that only names the authors says nothing of its own."""
    return book.but(responsibility="") if fold(book.responsibility) == fold(", ".join(book.authors)) else book


def _as(kind: type[Entry], entry: Entry) -> Entry:
    return kind(**{one.name: getattr(entry, one.name) for one in fields(Entry)})


def _without_repeated(copy: Copy, tag: str) -> Copy:
    note = "; ".join(filter(None, (copy.note, f"RFID: {tag}" if tag and tag != copy.barcode else "")))
    return copy.but(accession="" if copy.accession == copy.barcode else copy.accession, note=note)


# the reports and the titles


def copies_joined(entries: Sequence[Entry]) -> list[Entry]:
    """Rows of the reports put to the copies of the other entries (of the MARC export, or of the other report), by
    accession number and title; a bar code whose accession number is not said, to the one copy that it can be of.

    What joins no copy stays a row of its own; but a bar code that may be of several copies is told, and stays out.
    """
    if not any(isinstance(entry, (RegisterRow, CopyRow)) for entry in entries):
        return list(entries)
    described = [entry for entry in entries if not isinstance(entry, CopyRow)]
    copies = [entry for entry in entries if isinstance(entry, CopyRow)]
    return [_as(Entry, entry) for entry in _put([*_put(described, RegisterRow), *copies], CopyRow)]


def _put(entries: list[Entry], kind: type[Entry]) -> list[Entry]:
    """The entries with the rows of one kind put to the others where they belong."""
    others = [entry for entry in entries if not isinstance(entry, kind)]
    places = _Places(others)
    left = [row for row in entries if isinstance(row, kind) and not places.take(row)]
    rest = places.take_lone(left) if kind is CopyRow else left
    return [*places.entries, *rest]


class _Places:
    """The copies of entries, to be found by number and title, and made whole."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self._by_number = defaultdict[str, list[tuple[int, int]]](list)
        self._without_number = defaultdict[str, list[tuple[int, int]]](list)
        for n, entry in enumerate(self.entries):
            for at, copy in enumerate(entry.copies):
                if copy.accession:
                    self._by_number[fold(copy.accession)].append((n, at))
                elif not copy.barcode:
                    self._without_number[_key(entry.book)].append((n, at))

    def take(self, row: Entry) -> bool:
        """Whether the row's copy is one of these, and says nothing else of it."""
        (copy,) = row.copies[:1]
        for number in filter(None, dict.fromkeys((copy.accession, copy.barcode))):
            for place in self._by_number.get(fold(number), ()):
                if _same_title(self.entries[place[0]].book, row.book) and self._agrees(place, copy):
                    self._fill(place, row)
                    return True
        return not copy.accession and not copy.barcode and self._take_without_number(row)

    def _take_without_number(self, row: Entry) -> bool:
        """A copy without a number is that of its title, once, where one record has the title."""
        places = self._without_number[_key(row.book)]
        if len({n for n, _ in places}) != 1 or not self._agrees(places[0], row.copies[0]):
            return False
        self._fill(places.pop(0), row)
        return True

    def take_lone(self, rows: Sequence[Entry]) -> list[Entry]:
        """The rows that are left: a bar code alone goes to the copy of its title, day, price and source where each is
        the only one; one that could go to several is told at its title."""
        free = defaultdict[tuple[str, ...], list[tuple[int, int]]](list)
        for n, entry in enumerate(self.entries):
            for at, copy in enumerate(entry.copies):
                if not copy.barcode:
                    free[_alike(entry.book, copy)].append((n, at))
        wanted = Counter(_alike(row.book, row.copies[0]) for row in rows)
        return [row for row in rows if not self._given(row, free, wanted)]

    def _given(
        self, row: Entry, free: Mapping[tuple[str, ...], list[tuple[int, int]]], wanted: Mapping[tuple[str, ...], int]
    ) -> bool:
        key = _alike(row.book, row.copies[0])
        places = free.get(key) or []
        if row.copies[0].accession or not places:
            return False
        if len(places) == wanted[key] == 1:
            self._fill(places[0], row)
        else:
            self._tell(places[0][0], _undecided(row, [self._copy(place).accession or "-" for place in places]))
        return True

    def _copy(self, place: tuple[int, int]) -> Copy:
        return self.entries[place[0]].copies[place[1]]

    def _agrees(self, place: tuple[int, int], copy: Copy) -> bool:
        here = self._copy(place)
        pairs = [(getattr(here, name), getattr(copy, name)) for name in _OF_COPY if name not in ("accession", "note")]
        return all(one == other or one in ("", None) or other in ("", None) for one, other in pairs)

    def _fill(self, place: tuple[int, int], row: Entry) -> None:
        n, at = place
        entry = self.entries[n]
        copies = list(entry.copies)
        own = row.book.call_number if row.book.call_number != entry.book.call_number and entry.book.call_number else ""
        copies[at] = _filled_copy(copies[at], row.copies[0].but(call_number=row.copies[0].call_number or own))
        told = tuple(one for one in row.problems if one not in entry.problems)
        self.entries[n] = replace(
            entry, book=_filled_book(entry.book, row), copies=tuple(copies), problems=(*entry.problems, *told)
        )

    def _tell(self, n: int, said: Problem) -> None:
        entry = self.entries[n]
        self.entries[n] = replace(entry, problems=(*entry.problems, said))


def _undecided(row: Entry, numbers: Sequence[str]) -> Problem:
    return problem(
        "inlislite-barcode", source=row.source, row=row.row, column="Nomer Barcode", value=row.copies[0].barcode,
        numbers=", ".join(numbers),
    )  # fmt: skip


def _filled_copy(copy: Copy, more: Copy) -> Copy:
    found = {name: getattr(more, name) for name in _OF_COPY if getattr(copy, name) in ("", None)}
    if copy.note and more.note and more.note != copy.note:
        found["note"] = f"{copy.note}; {more.note}"
    if not copy.received and not copy.source and more.price is not None:  # a copy of which only the number was known
        found["currency"] = more.currency
    return copy.but(**found)


def _filled_book(book: Book, row: Entry) -> Book:
    """What the row alone says of the book; one of bar codes says its imprint worse than any other list."""
    more, names = row.book, _OF_COPY_ROW if isinstance(row, CopyRow) else _OF_BOOK
    found = {name: getattr(more, name) for name in names if not getattr(book, name) and getattr(more, name)}
    if book.authors or book.contributors:  # MARC's are whole
        found = {name: value for name, value in found.items() if name not in ("responsibility", "contributors")}
    return book.but(**found, notes=tuple(dict.fromkeys((*book.notes, *more.notes)))) if found or more.notes else book


def _key(book: Book) -> str:
    """Title and subtitle without marks: INLISLite puts them together with its own."""
    return "".join(_letters(book.full_title))


def _same_title(one: Book, other: Book) -> bool:
    """Whether one title begins with the other: in a report a " / " inside a title parts it from its authors."""
    shorter, longer = sorted((_key(one), _key(other)), key=len)
    return bool(shorter) and longer.startswith(shorter)


def _letters(text: str) -> Iterator[str]:
    return (letter for letter in fold(text) if letter.isalnum())


def _alike(book: Book, copy: Copy) -> tuple[str, ...]:
    title = "".join(_letters(book.full_title.partition(" / ")[0]))
    return (title, copy.received, str(copy.price), copy.source)


READERS = MappingProxyType(
    {"inlislite_title": title_parts, "inlislite_record": described, "inlislite_price": price}
)  # of columns that only it has: their fields, and what gives the fields of a cell
