"""Lists as people type them -> Entries: every row becomes a Book with its Copies, or a Problem that says why not.

CSV of any delimiter and encoding, XLSX, XLS, ODS, SLiMS exports, plain lists of ISBNs, KDT blocks. Text is
kept as typed; what is uncertain stays and a Problem says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from koleksi import isbn as numbers
from koleksi._intake import encodings
from koleksi._intake.book_rows import BookRow, Line, without_ditto
from koleksi._intake.columns import prepared, with_cells
from koleksi._intake.copies.further import with_further_copies
from koleksi._intake.copies.written_out import written_out
from koleksi._intake.kdt import entries, kdt_text
from koleksi._intake.odd_titles import asked_about_title, errors_in, without_errors
from koleksi._intake.readings import Reading, readings, remarks_on
from koleksi._intake.row import entry_of
from koleksi._intake.sheet import tables
from koleksi._intake.systems import inlislite, slims
from koleksi._intake.table import rows_of
from koleksi._intake.title_rows import TitleSheet, title_sheet_of
from koleksi._intake.understood import Sheet, in_words, sheet_of
from koleksi._terms.problems import problem
from koleksi.book import Book, Copy, Entry, Problem, Text
from koleksi.errors import InputError

__all__ = ["Sheet", "cells_of", "decode", "describe", "described", "joined", "read", "rows_of", "understand"]


_NONE: Mapping[str, str] = MappingProxyType({})


def read(path: str | Path, columns: Mapping[str, str] = _NONE, *, lines: bool = True) -> Iterator[Entry | Problem]:
    """Every row of a list. ``columns``: heading -> field, where a person said what a column is; ``lines``: whether a
    text file without columns may be a list of books, one a line; in a folder it may be a note as well.

    Raises InputError when the file is not a list of books at all."""
    path = Path(path)
    if text := kdt_text(path):
        yield from entries(text, str(path))
        return
    found = [(one, title_sheet_of(one.typed)) for one in readings(path, columns, lines=lines)]
    holding = [one for one, titles in found if titles or (one.rows.books and not one.why_not)]
    if not holding:
        raise _no_books([one for one, _ in found], path)
    for one, titles in found:
        source = f"{path}:{one.table.name}" if len(holding) > 1 and one.table.name else str(path)
        if titles:
            yield from titles.entries(source)
        elif one.why_not:
            if one.table.name.strip().casefold() in _HELP:
                continue
            yield problem("sheet-passed", source=str(path), value=one.table.name, why=one.why_not)
        elif one.rows.books:
            yield from _read_sheet(one, source)


# Sheets that tell how a form is filled in: where they hold no books, nobody asks why.
_HELP = frozenset({"petunjuk", "petunjuk pengisian", "cara mengisi", "cara pengisian", "help", "instructions"})


def joined(entries: Sequence[Entry]) -> list[Entry]:
    """The rows of all lists; those of a library system that tells of titles and of copies apart are put together."""
    return inlislite.copies_joined(slims.joined(entries))


def understand(path: str | Path, columns: Mapping[str, str] = _NONE, *, lines: bool = True) -> list[Sheet]:
    """Which column was taken for what, and how many rows hold a book, sheet by sheet; ``lines`` as for `read`. Raises
    InputError."""
    if text := kdt_text(Path(path)):
        from koleksi.kdt import blocks

        return [
            Sheet(
                name="KDT", encoding="", delimiter="", heading_rows=(), columns=(), records=len(blocks(text)), skipped=0
            )
        ]
    found = [(one, title_sheet_of(one.typed)) for one in readings(Path(path), columns, lines=lines)]
    return [_of_titles(titles) if titles else sheet_of(one) for one, titles in found]


def _of_titles(sheet: TitleSheet) -> Sheet:
    table, records = sheet.table, sum(1 for _ in sheet.rows())
    return Sheet(
        name=table.name,
        encoding=table.encoding,
        delimiter=table.delimiter,
        heading_rows=(table.numbers[sheet.at],),
        columns=sheet.columns(),
        records=records,
        skipped=len(table.rows) - records - 1,
    )


def cells_of(path: str | Path) -> list[tuple[str, ...]]:
    """The rows of a file's first sheet as they stand, its heading row among them. Raises InputError."""
    return [tuple(row) for row in tables(Path(path))[0].rows]


def decode(data: bytes) -> str:
    """The text that the bytes of a file hold: UTF-8 or UTF-16 by evidence, else by the code page that reads best."""
    return encodings.decode(data).text


def describe(path: str | Path, lang: str = "id") -> str:
    """``understand`` in words for the screen, in Indonesian ("id") or English ("en"). Raises InputError."""
    return described(path, understand(path), lang)


def described(path: str | Path, sheets: Iterable[Sheet], lang: str = "id") -> str:
    """What was understood of a file's sheets in words."""
    return "\n".join([str(path), *(line for sheet in sheets for line in in_words(sheet, lang))])


def _read_sheet(reading: Reading, source: str) -> Iterator[Entry | Problem]:
    yield from remarks_on(reading, source)
    if reading.rows.heading is None:
        yield from _isbn_list(reading, source)
        return
    for row in written_out(without_ditto(reading.rows.books)):
        yield from _read_row(row, source)
    for line in reading.rows.lines:
        yield from _on_line(line, source)


def _read_row(row: BookRow, source: str) -> Iterator[Entry | Problem]:
    yield from errors_in(row.heading, row.cells, source, row.number)
    heading, cells = with_cells(row.heading, without_errors(row.cells), _given(row))
    heading, cells = prepared(heading, inlislite.plain_cells(heading, slims.plain_cells(heading, cells)))
    found = entry_of(heading, cells, source, row.number)
    if isinstance(found, Problem):
        yield found
        for number, copy in row.copies:  # nothing above them that they could be copies of
            yield from _read_row(BookRow(number, row.heading, copy), source)
        return
    found = inlislite.finished(slims.finished(found, heading, cells), heading, cells)
    found = with_further_copies(asked_about_title(found, row.heading), row.heading, row.cells, row.copies)
    yield replace(found, problems=(*found.problems, *_told_by_its_list(row, found)))


def _told_by_its_list(row: BookRow, entry: Entry) -> Iterator[Problem]:
    """What the other rows of its list make doubtful in a row."""
    source = entry.source
    if row.asked:
        yield problem("line-or-book", source=source, row=row.number, value=entry.book.title)
    if row.odd_number and all(one.code != "accession-unread" for one in entry.problems):
        column, value = row.heading.names[row.heading.index("accession")], entry.copies[0].accession
        yield problem("accession-unread", source=source, row=row.number, column=column, value=value)


def _given(row: BookRow) -> dict[str, str]:
    """What the lines above say of a row, but for what the row says itself."""
    own = {part for field, cell in zip(row.heading, row.cells, strict=False) if cell for part in field.split("+")}
    over = own | ({"source", "source_name"} if own & {"source", "source_name"} else set())
    return {field: text for field, text in row.given.items() if field not in over}


def _on_line(line: Line, source: str) -> Iterator[Problem]:
    """What is said of a row that holds no book; headings that are repeated and sums hold nothing to be said."""
    if line.what == "foot":
        yield problem("row-below", source=source, row=line.number, value=line.text)
    elif line.what in _READ_AS:
        wording = "row-between" if line.number else "row-between/sheet"
        yield problem(
            "row-between",
            wording=wording,
            source=source,
            row=line.number,
            value=line.text,
            read_as=_READ_AS[line.what],
        )
    elif line.what == "section":
        yield problem("row-between", wording="row-between/passed", source=source, row=line.number, value=line.text)
    elif line.what == "line":
        yield problem("row-between", wording="row-between/unsure", source=source, row=line.number, value=line.text)


_READ_AS = {
    "source": Text("asal buku", "where the books come from"),
    "place": Text("lokasi", "the location"),
    "class": Text("kelas sekolah", "the class at school"),
    "category": Text("kategori", "the category"),
}


def _no_books(found: list[Reading], path: Path) -> InputError:
    """Why a file holds no book at all: what its first sheet that holds something is, or that there is no row."""
    first = next((one for one in found if one.why_not and one.rows.heading), None)
    if first and first.why_not:
        return InputError(Text("0 buku: {why}", "no books: {why}").format(why=first.why_not), path)
    seen = next((one for one in found if one.rows.books), None)
    if seen is None:
        return InputError(Text("0 buku: tidak ada baris buku", "no books: no book rows found"), path)
    lines = [" ".join(filter(None, row.cells)) for row in seen.rows.books[:3]]
    return InputError(_NO_HEADING.format(seen=repr("; ".join(lines)[:200])), path)


# plain lists


_NO_HEADING = Text(
    "baris judul kolom tidak ditemukan; yang terlihat: {seen}. Tulis di baris pertama apa isi setiap kolom, "
    "misalnya Judul;Pengarang;Penerbit;Tahun;ISBN;Jumlah, atau Judul / Pengarang",
    "no heading row found; the first lines are: {seen}. Name the columns in the first line, "
    "for example Judul;Pengarang;Penerbit;Tahun;ISBN;Jumlah, or Judul / Pengarang",
)


def _isbn_list(reading: Reading, source: str) -> Iterator[Entry | Problem]:
    """A file without headings: a line an ISBN. The same ISBN again is one more copy."""
    for row in reading.rows.books:
        number, line = row.number, " ".join(filter(None, row.cells))
        one = numbers.recognise(line)
        if one.isbns:
            for found in one.isbns if one.action == "accept_both" else one.isbns[:1]:
                book = Book(isbn=found, other_isbns=one.isbns[1:] if one.action == "ask_which" else ())
                yield Entry(book=book, copies=(Copy(),), source=source, row=number, problems=(_no_title(found),))
        elif one.action not in ("treat_as_empty", "ignore"):
            yield _not_an_isbn(one, source, number, line)


def _no_title(isbn: str) -> Problem:
    return problem("title-missing", wording="title-missing/isbn-list", column="title", value=isbn)


def _not_an_isbn(one: numbers.Recognised, source: str, row: int, line: str) -> Problem:
    return problem(
        f"isbn-{one.kind}",
        wording="isbn/line",
        source=source,
        row=row,
        column="isbn",
        value=line,
        perhaps=one.perhaps,
        why=one.reason,
    )
