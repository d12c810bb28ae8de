"""What was understood of a file, to be shown before anything is done: sheet by sheet, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from koleksi._intake.book_rows import Line
from koleksi._intake.columns import Heading
from koleksi._intake.encodings import whose
from koleksi._intake.programs import ARRANGED
from koleksi._intake.readings import Reading
from koleksi._terms.field_names import field_name
from koleksi.book import Text

__all__ = ["Sheet", "in_words", "sheet_of"]

_EXAMPLES = 3  # values shown of a column
_LINES = 12  # lines passed over that are shown of a sheet
_WIDTH = 40  # letters shown of a value


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What was understood of a sheet, to be shown before anything is done."""

    name: str
    encoding: str
    delimiter: str
    heading_rows: tuple[int, ...]  # as Excel or an editor shows them; 0 where our own columns stand for none
    columns: tuple[tuple[str, str], ...]  # (heading as typed, field or "")
    records: int
    skipped: int  # blank rows, titles above, lines between the books, sums and signatures below
    examples: tuple[tuple[str, ...], ...] = ()  # of each column, three values at most
    passed: tuple[tuple[int, str, Text], ...] = ()  # rows that hold no book: number, text, what it was taken for
    why_not: Text | None = None  # why nothing of the sheet is read
    program: str = ""  # that wrote the list
    letters: tuple[Text, ...] = ()  # how its letters were read, and what was mended in them


def sheet_of(reading: Reading) -> Sheet:
    table, rows = reading.table, reading.rows
    heading = rows.heading
    columns = tuple(zip(heading.names, map(_plain_field, heading), strict=True)) if heading else (("", "isbn"),)
    above = tuple(table.numbers[n] for n in heading.rows) if heading else ()
    return Sheet(
        name=table.name,
        encoding=table.encoding,
        delimiter=table.delimiter,
        heading_rows=above,
        columns=columns,
        records=len(rows.books),
        skipped=len(table.rows) - sum(1 + len(row.copies) for row in rows.books) - len(above),
        examples=tuple(_examples([row.cells for row in rows.books], n) for n in range(len(columns))),
        passed=tuple((line.number, line.text, _taken_for(line)) for line in rows.lines),
        why_not=reading.why_not,
        program=heading.program.split()[0] if isinstance(heading, Heading) and heading.program else "",
        letters=_letters(reading),
    )


def _plain_field(field: str) -> str:
    return ARRANGED.get(field, field)


def _examples(rows: Sequence[tuple[str, ...]], column: int) -> tuple[str, ...]:
    """The first values of a column that differ."""
    found: list[str] = []
    for row in rows:
        cell = row[column] if column < len(row) else ""
        if cell and cell not in found:
            found.append(cell)
            if len(found) == _EXAMPLES:
                break
    return tuple(found)


_TAKEN = MappingProxyType(
    {
        "source": Text("asal buku di bawahnya", "where the books below come from"),
        "place": Text("lokasi buku di bawahnya", "where the books below stand"),
        "class": Text("kelas buku di bawahnya", "the class of the books below"),
        "category": Text("kategori buku di bawahnya", "the category of the books below"),
        "section": Text("judul bagian, dilewati", "the title of a part, passed over"),
        "line": Text("bukan buku (tidak bernomor, satu sel), dilewati", "no book (no number, one cell), passed over"),
        "sum": Text("jumlah, dilewati", "a sum, passed over"),
        "foot": Text("tanggal, tanda tangan atau catatan, dilewati", "a date, signature or note, passed over"),
        "heading": Text("judul kolom lagi, dilewati", "the headings again, passed over"),
        "example": Text("contoh dari formulir, dilewati", "an example of the form, passed over"),
    }
)


def _taken_for(line: Line) -> Text:
    return _TAKEN[line.what]


def _letters(reading: Reading) -> tuple[Text, ...]:
    mended = [Text(f"{mend.kind.id}: {mend.count} sel dibetulkan", f"{mend.kind.en}: {mend.count} cells mended")
              for mend in reading.mends]  # fmt: skip
    table, said = reading.table, whose(reading.table.encoding)
    if said is None:
        return tuple(mended)
    sure = Text("", "") if table.sure else Text(", tidak pasti", ", not sure")
    return (Text(f"huruf dibaca sebagai {table.encoding} ({said.id}){sure.id}",
                 f"letters read as {table.encoding} ({said.en}){sure.en}"), *mended)  # fmt: skip


_READ = Text("{name}{rows} baris buku{program}", "{name}{rows} rows of books{program}")
_PASSED = Text("{name}dilewati: {why}", "{name}passed over: {why}")
_EMPTY = Text("{name}kosong", "{name}empty")
_SHEET = Text("lembar {name}: ", "sheet {name}: ")
_WRITTEN_BY = Text(", ekspor {program}", ", an export of {program}")
_HEADING_AT = Text("judul kolom: baris {rows}", "headings: row {rows}")
_NO_HEADING = Text("tanpa judul kolom: setiap baris satu buku", "no headings: every line is a book")
_KEPT = Text("menjadi catatan", "kept as a note")
_UNUSED = Text("tidak dipakai", "not used")
_ROW = Text("baris {row} {text!r}: {what}", "row {row} {text!r}: {what}")
_SHEET_NAME = Text("nama lembar {text!r}: {what}", "name of the sheet {text!r}: {what}")
_MORE = Text("... dan {n} baris lain yang dilewati", "... and {n} more rows passed over")


def in_words(sheet: Sheet, lang: str) -> Iterator[str]:
    """A sheet line by line, in Indonesian ("id") or English ("en")."""
    name = _SHEET(lang).format(name=repr(sheet.name)) if sheet.name else ""
    if sheet.why_not:
        yield "  " + _PASSED(lang).format(name=name, why=sheet.why_not(lang))
        return
    if not sheet.records and not sheet.heading_rows:
        yield "  " + _EMPTY(lang).format(name=name)
        return
    program = _WRITTEN_BY(lang).format(program=sheet.program) if sheet.program else ""
    yield "  " + _READ(lang).format(name=name, rows=sheet.records, program=program)
    if sheet.heading_rows == (0,):
        yield "    " + _NO_HEADING(lang)
    elif sheet.heading_rows:
        yield "    " + _HEADING_AT(lang).format(rows=", ".join(map(str, sheet.heading_rows)))
    yield from (f"    {said(lang)}" for said in sheet.letters)
    for (heading, field), values in zip(sheet.columns, sheet.examples, strict=False):
        if heading or field or values:
            yield _column(heading, field, values, lang)
    for row, text, what in sheet.passed[:_LINES]:
        yield "    " + (_ROW if row else _SHEET_NAME)(lang).format(row=row, text=_short(text), what=what(lang))
    if len(sheet.passed) > _LINES:
        yield "    " + _MORE(lang).format(n=len(sheet.passed) - _LINES)


def _column(heading: str, field: str, values: Sequence[str], lang: str) -> str:
    taken = _UNUSED(lang) if field == "ignore" else field_name(field)(lang) if field else _KEPT(lang)
    shown = "; ".join(map(_short, values))
    return f"    {heading} -> {taken}: {shown}" if shown else f"    {heading} -> {taken}"


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 3]}..."
