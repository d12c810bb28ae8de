"""The sheets of a file as they are read: mended, their rows told apart, and those without books passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from koleksi._intake.book_rows import Rows, book_rows
from koleksi._intake.encodings import whose
from koleksi._intake.mending import Damage, Mend, mended
from koleksi._intake.odd_cells import OddCell, odd_cells
from koleksi._intake.sheet import Table, tables
from koleksi._intake.without_books import HIDDEN, why_no_books
from koleksi._terms.file_kind import is_lock_file
from koleksi._terms.problems import problem
from koleksi.book import Problem, Text
from koleksi.errors import InputError

__all__ = ["Reading", "readings", "remarks_on"]

_SHOWN = 5  # rows named of many


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet with its rows told apart. ``why_not``: why no book of it is read, None where they are; ``typed``: the
    sheet before it was mended."""

    table: Table
    rows: Rows
    typed: Table
    mends: Sequence[Mend] = ()
    damages: Sequence[Damage] = ()
    odd: Sequence[OddCell] = ()
    why_not: Text | None = None


def readings(path: Path, columns: Mapping[str, str], *, lines: bool) -> list[Reading]:
    """All sheets of a file, in their order. ``columns``: heading -> field, as a person said; ``lines``: whether a text
    without columns may hold a book a line. Raises InputError when it is not a list of books at all.

    A sheet is passed over only where another holds books: a hidden one that is the only list is read.
    """
    if is_lock_file(path):
        raise InputError(
            Text(
                "ini berkas kunci sementara dari program yang sedang membuka daftar; beri nama daftarnya sendiri",
                "this is a lock file of the program that has the list open; name the list itself",
            ),
            path,
        )
    found = tables(path, lines=lines)
    odd = odd_cells(path)
    made = [_read(table, odd.get(table.name, ()), columns) for table in found]
    shown = any(one.rows.books and not one.why_not and not one.table.hidden for one in made)
    return [
        replace(one, why_not=HIDDEN) if shown and not one.why_not and one.table.hidden and one.rows.books else one
        for one in made
    ]


def _read(table: Table, odd: Sequence[OddCell], columns: Mapping[str, str]) -> Reading:
    better, mends, damages = mended(table)
    rows = book_rows(better, columns)
    return Reading(better, rows, table, mends, damages, odd, why_no_books(rows))


def remarks_on(reading: Reading, source: str) -> Iterator[Problem]:
    """What is to be said of a sheet as a whole: how its letters were read, what was mended, what its cells lack."""
    yield from _on_letters(reading.table, source)
    if reading.table.typed:
        yield problem("lines-typed", source=source)
    for number, line in reading.table.unclear:
        yield problem("quotes-unclear", source=source, row=number, value=line[:120])
    for mend in reading.mends:
        yield problem(
            "text-mended", source=source, row=mend.row, count=mend.count, kind=mend.kind,
            before=mend.before[:120], after=mend.after[:120],
        )  # fmt: skip
    heading = reading.rows.heading
    names = heading.names if heading is not None else ()
    for damage in reading.damages:
        yield problem(
            "text-damaged", source=source, row=damage.row, column=_name(names, damage.column), value=damage.cell[:120]
        )
    for name, column in enumerate(heading or ()):
        if names[name] and not column:
            yield problem("column-unknown", source=source, value=names[name])
    yield from _on_formulas(reading, source, names)


def _on_letters(table: Table, source: str) -> Iterator[Problem]:
    if table.controls:
        yield problem("control-characters", source=source, row=table.first_control, value=str(table.controls))
    if not (said := whose(table.encoding)):
        return
    if table.sure:
        yield problem("encoding", source=source, value=table.encoding, whose=said)
    else:
        seen = next((cell for row in table.rows for cell in row if not cell.isascii()), "")
        yield problem("encoding-unsure", source=source, value=table.encoding, whose=said, seen=seen[:60])


def _on_formulas(reading: Reading, source: str, names: Sequence[str]) -> Iterator[Problem]:
    """Formulas without a result by column, errors each; not of columns that are not read."""
    heading = reading.rows.heading or ()
    read = [cell for cell in reading.odd if cell.column < len(heading) and heading[cell.column] != "ignore"]
    of_books = {row.number for row in reading.rows.books}
    for cell in read:
        if cell.error and cell.row in of_books:
            yield problem("cell-error", source=source, row=cell.row, column=_name(names, cell.column), value=cell.error)
    for column in sorted({cell.column for cell in read if cell.formula}):
        cells = [cell for cell in read if cell.formula and cell.column == column]
        shown = ", ".join(str(cell.row) for cell in cells[:_SHOWN]) + (", ..." if len(cells) > _SHOWN else "")
        yield problem(
            "formula", source=source, row=cells[0].row, column=_name(names, column), value=cells[0].formula[:120],
            count=len(cells), rows=shown,
        )  # fmt: skip


def _name(names: Sequence[str], column: int) -> str:
    return names[column] if column < len(names) else ""
