"""Which rows of a sheet hold a book: not the titles above, the heading, its repetition, the sums and the signatures,
nor the lines between the books, whose words are told to the books below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from koleksi._intake.between import said_by
from koleksi._intake.columns import Heading, begins_again, find_heading
from koleksi._intake.copies.further import is_further_copy, numbered_in_advance
from koleksi._intake.ditto import is_ditto, repeated
from koleksi._intake.lines import Said, Surroundings, is_foot, is_sum
from koleksi._intake.systems import slims
from koleksi._intake.workbook import Table
from koleksi._terms.form_examples import is_example_title

__all__ = ["BookRow", "Line", "Rows", "book_rows", "without_ditto"]

Row = tuple[str, ...]
Numbered = tuple[int, Row]
What = Literal["source", "place", "class", "category", "section", "line", "sum", "foot", "heading", "example"]


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row that holds a book. ``number``: as a person sees it; ``given``: what the lines above say of it, by field;
    ``asked``: whether it may be a line between books as well; ``copies``: the rows below that hold a copy each;
    ``odd_number``: whether its accession number looks like the ranges of its list and is none."""

    number: int
    heading: Heading
    cells: Row
    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    asked: bool = False
    copies: tuple[Numbered, ...] = ()
    odd_number: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row that holds no book; ``number`` 0: the name of the sheet. ``sure``: whether its words alone say so."""

    number: int
    what: What
    cells: Row
    sure: bool = True

    @property
    def text(self) -> str:
        return " ".join(filter(None, self.cells))


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows below a heading, told apart. ``heading``: None where a sheet has none; then all rows are ``books``."""

    heading: Heading | None
    books: tuple[BookRow, ...]
    lines: tuple[Line, ...]


def book_rows(table: Table, columns: Mapping[str, str]) -> Rows:
    """The heading of a sheet, the rows that hold a book, and those below it that do not: they are told, since a book
    may be called "Ketua Kelas". ``columns``: heading -> field, as a person said."""
    heading = slims.heading_by_shape(table.rows) or find_heading(table.rows)
    heading = heading.said(columns) if heading else None
    first = heading.rows[-1] + 1 if heading and heading.rows else 0
    rows = [
        (number, row)
        for number, row in zip(table.numbers[first:], table.rows[first:], strict=True)
        if any(_says_something(cell) for cell in row)
    ]
    if heading is None:
        return Rows(None, tuple(BookRow(number, Heading.made((), (), ()), row) for number, row in rows), ())
    if rows and _counts_columns(rows[0][1]):
        rows = rows[1:]
    return _told_apart(heading, rows, table.name, columns)


def _told_apart(heading: Heading, rows: list[Numbered], sheet: str, columns: Mapping[str, str]) -> Rows:
    around = Surroundings(heading, [row for _, row in rows])
    end = _foot_begins(heading, rows, around)
    read = _Read(heading, columns)
    if said := _of_sheet(sheet):
        read.takes_line(0, _what(said), (sheet,), said)
    for n, (number, row) in enumerate(rows):
        if is_sum(read.heading, row):
            read.takes_line(number, "sum", row)
        elif copy := read.copy_of(row):
            read.takes_copy(number, copy)
        elif _is_example(read.heading, row):
            read.takes_line(number, "example", row)
        elif n >= end:
            read.takes_line(number, "foot", row)
        elif read.repeats(row) or begins_again(row):
            read.takes_heading(number, row)
        elif around.passes_foot(n, row):
            read.takes_line(number, "foot", row)
        elif said := around.line(n):
            read.takes_line(number, _what(said), row, said)
        else:
            read.takes_book(number, row, around.doubtful(n))
    return Rows(heading, tuple(_without_waiting(read.books)), tuple(read.lines))


class _Read:
    """The rows of a list as far as they are read: books and lines, the heading that holds now, and what the lines say
    of the books below them."""

    def __init__(self, heading: Heading, columns: Mapping[str, str]) -> None:
        self.heading, self._names, self._columns = heading, _names(heading), columns
        self.books: list[BookRow] = []
        self.lines: list[Line] = []
        self._given: dict[str, str] = {}
        self._begins = True  # behind a line that begins a part of the list no row is a copy of the book above it

    def repeats(self, row: Row) -> bool:
        """Whether a row is the heading once more, as lists of several pages have it."""
        return [cell.casefold() for cell in row if cell] == self._names

    def copy_of(self, row: Row) -> Row:
        """The cells of a row that holds one more copy of the book above, ditto marks among them as what they repeat; ()
        for any other row."""
        book = self.books[-1] if not self._begins else None
        if book is None:
            return ()
        above = book.copies[-1][1] if book.copies else book.cells
        cells = repeated(self.heading, above, row)
        is_copy = book.heading is self.heading and is_further_copy(self.heading, book.cells, above, cells)
        return cells if is_copy else ()

    def takes_copy(self, number: int, cells: Row) -> None:
        self.books[-1] = replace(self.books[-1], copies=(*self.books[-1].copies, (number, cells)))

    def takes_heading(self, number: int, row: Row) -> None:
        if not self.repeats(row):
            self.heading = Heading.of(row, (number,)).said(self._columns)
            self._names = _names(self.heading)
        self.takes_line(number, "heading", row)

    def takes_line(self, number: int, what: What, row: Row, said: Said | None = None) -> None:
        """A line, and what it says of the books below; the name of a sheet (``number`` 0) is told whatever it says."""
        self.lines.append(Line(number, what, row, said is None or not number or said.sure))
        if said:
            _remember(self._given, said)
            self._begins = True

    def takes_book(self, number: int, row: Row, asked: bool) -> None:
        self._begins = False
        self.books.append(BookRow(number, self.heading, row, MappingProxyType(dict(self._given)), asked))


def _without_waiting(books: list[BookRow]) -> list[BookRow]:
    """Numbers below the last book that wait for books are rows of their own, which are told to hold none."""
    if not books or not books[-1].copies:
        return books
    *others, last = books
    most = max((len(book.copies) for book in others), default=0)
    waiting = numbered_in_advance(last.heading, last.cells, last.copies, most)
    at = len(last.copies) - waiting
    rows = (BookRow(number, last.heading, cells, last.given) for number, cells in last.copies[at:])
    return [*others, replace(last, copies=last.copies[:at]), *rows]


def _is_example(heading: Heading, row: Row) -> bool:
    """An example of our own form that was left in."""
    return any(kind == "title" and is_example_title(cell) for kind, cell in zip(heading, row, strict=False))


def _of_sheet(name: str) -> Said | None:
    """What the name of a sheet says of all its books ("KELAS VII", "Rak 2"); a line below says it better."""
    said = said_by(name)
    return said if said.fields and (said.sure or said.kind == "section") else None


def _what(said: Said) -> What:
    return "category" if said.kind == "section" and said.fields else said.kind or "line"


def _names(heading: Heading) -> list[str]:
    return [name.casefold() for name in heading.names if name]


def _remember(given: dict[str, str], said: Said) -> None:
    """A line holds for the books below it, until the next of its kind; a new part of the list ends that of a class."""
    over = {
        "source": ("source", "source_name"),
        "place": ("location", "subjects"),
        "class": ("class", "semester"),
        "section": ("class", "semester", "subjects"),
    }
    for one in over.get(said.kind, ()):
        given.pop(one, None)
    given.update(said.fields)


def _foot_begins(heading: Heading, rows: Sequence[Numbered], around: Surroundings) -> int:
    """Where below the list its place and date, signatures and notes begin; names and offices stand between them."""
    end = len(rows)
    while end and (is_foot(rows[end - 1][1]) or is_sum(heading, rows[end - 1][1])):
        end -= 1
    for n in range(max(0, len(rows) - 14), end):
        block = [row for _, row in rows[n:] if not is_sum(heading, row)]
        if block and around.begins_foot(block):
            return n
    return end


def without_ditto(rows: Sequence[BookRow]) -> Iterator[BookRow]:
    """Ditto marks repeat the cell above; but for a number of one copy, which no other has."""
    above: Row = ()
    for row in rows:
        above = repeated(row.heading, above, row.cells)
        yield row if above == row.cells else replace(row, cells=above)


def _says_something(cell: str) -> bool:
    """Whether a cell holds a letter, a digit or a ditto mark: rulers of strokes and dots are no rows."""
    return bool(cell) and (is_ditto(cell) or any(map(str.isalnum, cell)))


def _counts_columns(row: Row) -> bool:
    """The row 1, 2, 3, 4 that official forms have below their heading."""
    cells = [cell.strip("(). ") for cell in row if cell]
    return len(cells) > 2 and cells == [str(n) for n in range(1, len(cells) + 1)]
