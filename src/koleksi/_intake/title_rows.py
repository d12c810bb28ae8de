"""``katalog.xlsx`` read again, to the letter; also after people changed it, or saved it as another kind of sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from koleksi import isbn as numbers
from koleksi._intake.sheet import Table
from koleksi._terms import title_sheet
from koleksi._terms.problems import problem
from koleksi._terms.title_sheet import REST, Odd
from koleksi.book import Book, Entry, Problem

__all__ = ["TitleSheet", "title_sheet_of"]

_FIRST_ROWS = 5  # among which the heading stands, if people wrote a line above it


@dataclass(frozen=True, slots=True)
class TitleSheet:
    """A sheet with the headings of ``katalog.xlsx``. ``at``: the row of its heading; ``keys``: its columns by place."""

    table: Table
    at: int
    keys: Mapping[int, str]

    @property
    def names(self) -> Sequence[str]:
        return self.table.rows[self.at]

    def columns(self) -> tuple[tuple[str, str], ...]:
        """Each heading with the field it names, "ignore" for what only the program reads."""
        named = ((name, self.keys.get(n, "")) for n, name in enumerate(self.names) if name or n in self.keys)
        return tuple((name, _FIELDS.get(key, key)) for name, key in named)

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows that say something, with the number that a person sees."""
        below = zip(self.table.numbers[self.at + 1 :], self.table.rows[self.at + 1 :], strict=True)
        return ((number, row) for number, row in below if any(row))

    def entries(self, source: str) -> Iterator[Entry | Problem]:
        """Each title with its copies, and the columns that are not known."""
        for n, name in enumerate(self.names):
            if name and n not in self.keys:
                yield problem("column-unknown", source=source, value=name)
        for number, row in self.rows():
            yield self._entry(row, source, number)

    def _entry(self, row: Sequence[str], source: str, number: int) -> Entry | Problem:
        found = title_sheet.row_of({key: row[place] for place, key in self.keys.items()} | {REST: self._rest(row)})
        book, wrong = _with_typed_isbn(found.book)
        typed = [f"{_heading(odd)}: {odd.text}" for odd in found.odd if odd.code in ("title-cell", "title-copies")]
        more = [
            f"{self.names[n]}: {row[n]}" for n, name in enumerate(self.names) if n not in self.keys and name and row[n]
        ]
        book = book.but(notes=(*book.notes, *typed, *more)) if typed or more else book
        if book == Book():
            return problem("row-empty", source=source, row=number, value=" | ".join(filter(None, row))[:300])
        remarks = [*(_remark(odd, len(found.copies)) for odd in found.odd), *wrong]
        if not book.title:
            remarks.append(problem("title-missing", column="title", value=book.isbn))
        placed = tuple(remark.at(source=source, row=number) for remark in remarks)
        return Entry(book=book, copies=found.copies, source=source, row=number, problems=placed)

    def _rest(self, row: Sequence[str]) -> str:
        """The last column, and the cells behind it that have no heading, into which it runs on."""
        place = next((n for n, key in self.keys.items() if key == REST), len(row))
        behind = (row[n] for n in range(place + 1, len(row)) if not self.names[n])
        return "".join((row[place], *behind)) if place < len(row) else ""


_FIELDS = {REST: "ignore", "own_call_number": "call_number"}


def title_sheet_of(table: Table) -> TitleSheet | None:
    """The sheet as one of titles, None where its heading is not that of ``katalog.xlsx``."""
    for at, row in enumerate(table.rows[:_FIRST_ROWS]):
        if keys := title_sheet.keys_of(row):
            return TitleSheet(table, at, keys)
    return None


def _with_typed_isbn(book: Book) -> tuple[Book, list[Problem]]:
    """An ISBN that a person typed with hyphens, with ten digits, or wrong."""
    if not book.isbn:
        return book, []
    one = numbers.recognise(book.isbn)
    if one.isbns == (book.isbn,):
        return book, []
    if one.isbns:
        return replace(book, isbn=one.isbns[0], other_isbns=(*book.other_isbns, *one.isbns[1:])), []
    remark = problem(f"isbn-{one.kind}", wording="isbn/not-valid", column="isbn", value=book.isbn,
                     perhaps=one.perhaps, why=one.reason)  # fmt: skip
    return replace(book, isbn="", wrong_isbns=(*book.wrong_isbns, book.isbn)), [remark]


def _remark(odd: Odd, copies: int) -> Problem:
    return problem(odd.code, column=_heading(odd), value=odd.text, most=title_sheet.MOST_COPIES, taken=copies)


def _heading(odd: Odd) -> str:
    return title_sheet.BY_KEY[odd.key].heading.id
