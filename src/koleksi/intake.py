"""Lists as people type them -> Entries: every row becomes a Book with its Copies, or a Problem that says why not.

CSV of any delimiter and encoding, XLSX, XLS, ODS, SLiMS exports, plain lists of ISBNs, KDT blocks. Text is
kept as typed; what is uncertain stays and a Problem says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from koleksi import isbn as numbers
from koleksi._intake import sheet as files
from koleksi._intake.book_rows import book_rows, without_ditto
from koleksi._intake.kdt import entries, kdt_text
from koleksi._intake.row import entry_of
from koleksi._intake.sheet import Table, tables
from koleksi._intake.table import rows_of
from koleksi._intake.title_rows import TitleSheet, title_sheet_of
from koleksi._terms.field_names import field_name
from koleksi._terms.problems import problem
from koleksi.book import Book, Copy, Entry, Problem, Text
from koleksi.errors import InputError
from koleksi.kdt import blocks

__all__ = ["Sheet", "cells_of", "decode", "describe", "read", "rows_of", "understand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What was understood of a sheet, to be shown before anything is done."""

    name: str
    encoding: str
    delimiter: str
    heading_rows: tuple[int, ...]
    columns: tuple[tuple[str, str], ...]  # (heading as typed, field or "")
    records: int
    skipped: int  # blank rows, titles above, sums and signatures below


def read(path: str | Path) -> Iterator[Entry | Problem]:
    """Every row of a list. Raises InputError when the file is not a list of books at all."""
    path = Path(path)
    if text := kdt_text(path):
        yield from entries(text, str(path))
        return
    found = tables(path)
    if titles := list(filter(None, map(title_sheet_of, found))):
        for sheet in titles:
            yield from sheet.entries(str(path))
        return
    several = sum(bool(book_rows(table)[1]) for table in found) > 1
    empty = True
    for table in found:
        source = f"{path}:{table.name}" if several and table.name else str(path)
        for item in _read_table(table, source, path):
            empty = False
            yield item
    if empty:
        raise InputError(Text("0 buku: tidak ada baris buku", "no books: no book rows found"), path)


def understand(path: str | Path) -> list[Sheet]:
    """Which column was taken for what, and how many rows hold a book, sheet by sheet. Raises InputError."""
    sheets = []
    if text := kdt_text(Path(path)):
        return [
            Sheet(
                name="KDT", encoding="", delimiter="", heading_rows=(), columns=(), records=len(blocks(text)), skipped=0
            )
        ]
    for table in tables(Path(path)):
        if titles := title_sheet_of(table):
            sheets.append(_of_titles(titles))
            continue
        heading, rows, _ = book_rows(table)
        columns = tuple(zip(heading.names, heading, strict=True)) if heading else (("", "isbn"),)
        above = tuple(table.numbers[n] for n in heading.rows) if heading else ()
        skipped = len(table.rows) - len(rows) - len(above)
        sheets.append(
            Sheet(
                name=table.name,
                encoding=table.encoding,
                delimiter=table.delimiter,
                heading_rows=above,
                columns=columns,
                records=len(rows),
                skipped=skipped,
            )
        )
    return sheets


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
    """The text that the bytes of a file hold: UTF-8 or UTF-16 by evidence, else as Windows writes it (cp1252)."""
    return files.decode(data)[1]


_ROWS = Text("baris", "rows")
_KEPT = Text("menjadi catatan", "kept as notes")
_UNUSED = Text("tidak dipakai", "not used")


def describe(path: str | Path, lang: str = "id") -> str:
    """``understand`` in words for the screen, in Indonesian ("id") or English ("en"). Raises InputError."""
    return "\n".join([str(path), *(line for sheet in understand(path) for line in _described(sheet, lang))])


def _described(sheet: Sheet, lang: str) -> Iterator[str]:
    taken = [(name, field) for name, field in sheet.columns if field and field != "ignore"]
    known = ", ".join(f"{name} -> {field_name(field)(lang)}" for name, field in taken)
    yield f"  {sheet.name or sheet.encoding} {sheet.records} {_ROWS(lang)}; {known}"
    if unknown := ", ".join(name for name, field in sheet.columns if name and not field):
        yield f"  {_KEPT(lang)}: {unknown}"
    if unused := ", ".join(name for name, field in sheet.columns if field == "ignore"):
        yield f"  {_UNUSED(lang)}: {unused}"


def _read_table(table: Table, source: str, path: Path) -> Iterator[Entry | Problem]:
    heading, rows, foot = book_rows(table)
    if heading is None:
        yield from _isbn_list(table, source, path)
        return
    if table.encoding == "cp1252":
        yield problem("encoding", source=source, value="cp1252")
    if table.controls:
        yield problem("control-characters", source=source, row=table.first_control, value=str(table.controls))
    for name, field in zip(heading.names, heading, strict=True):
        if name and not field:
            yield problem("column-unknown", source=source, value=name)
    for number, row in without_ditto(rows):
        yield entry_of(heading, row, source, number)
    for number, row in foot:
        yield problem("row-below", source=source, row=number, value=" ".join(filter(None, row)))


# plain lists


_NO_HEADING = Text(
    "baris judul kolom tidak ditemukan; yang terlihat: {seen}. Tulis di baris pertama apa isi setiap kolom, "
    "misalnya Judul;Pengarang;Penerbit;Tahun;ISBN;Jumlah, atau Judul / Pengarang",
    "no heading row found; the first lines are: {seen}. Name the columns in the first line, "
    "for example Judul;Pengarang;Penerbit;Tahun;ISBN;Jumlah, or Judul / Pengarang",
)


def _isbn_list(table: Table, source: str, path: Path) -> Iterator[Entry | Problem]:
    """A file without headings: a line an ISBN. The same ISBN again is one more copy.

    Raises InputError when hardly any line holds a number: then it is a list whose heading was not found.
    """
    lines = [
        (number, " ".join(filter(None, row))) for number, row in zip(table.numbers, table.rows, strict=True) if any(row)
    ]
    known = [(number, line, numbers.recognise(line)) for number, line in lines]
    if known and sum(one.kind not in ("none", "empty") for _, _, one in known) < len(known) / 2:
        seen = "; ".join(line for _, line in lines[:3])[:200]
        raise InputError(_NO_HEADING.format(seen=repr(seen)), path)
    for number, line, one in known:
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
