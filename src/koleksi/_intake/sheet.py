"""A file -> rows of text cells with the row numbers that a person sees: what it is, and text with delimiters.

Workbooks and tables in web pages are read by ``_intake_workbook``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from koleksi._intake.columns import find_heading
from koleksi._intake.controls import is_binary, without_controls
from koleksi._intake.encodings import decode, is_utf16
from koleksi._intake.quoted import quoted_lines
from koleksi._intake.typed.labelled import labelled_rows
from koleksi._intake.typed.lines import are_scans, typed_rows
from koleksi._intake.typed.word import is_document, tables_of
from koleksi._intake.workbook import Table, html_tables, refuse_wide, workbook
from koleksi._terms.file_kind import HEAD, kind_of
from koleksi.book import Text
from koleksi.errors import InputError

__all__ = ["Table", "tables"]

_DELIMITERS = ";,\t|"
_LONGEST_LINE = 80  # letters of a line about a book, on average
_BLANKS = " \t\r\n\f\v"  # a no-break blank may be half of a letter encoded twice
_SEP_LINE = re.compile(r'\A"?sep=(.)"?\s*\Z', re.IGNORECASE)
_ENTITY = re.compile(r"(&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}));")
_SEMICOLON, _QUOTE = "\ue000", "\ue001"  # stand in for marks that part no cells, while a text is taken apart
_NO_LIST = Text("bukan daftar buku (CSV, XLSX atau DOCX)", "not a book list (CSV, XLSX or DOCX)")
_OTHER_DOCUMENT = Text(
    "dokumen semacam ini tidak dibaca; buka di Word, simpan sebagai .docx, atau salin tabelnya ke Excel",
    "documents of this kind are not read; open it in Word and save it as .docx, or copy its table to Excel",
)
csv.field_size_limit(10 * 1024 * 1024)


def tables(path: Path, *, lines: bool = False) -> list[Table]:
    """All sheets of a file; ``lines``: a text without columns may hold a book a line. Raises InputError when it is not
    a list of books at all."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    kind = kind_of(head)
    if kind == "empty":
        raise InputError(Text("0 buku: berkas kosong", "no books: the file is empty"), path)
    if path.suffix.lower() in (".doc", ".rtf", ".odt"):
        raise InputError(_OTHER_DOCUMENT, path)
    if kind in ("zip", "ole"):
        if path.suffix.lower() in (".csv", ".txt", ".tsv"):
            raise InputError(
                Text(
                    "ini berkas Excel; ganti namanya menjadi .xlsx, atau simpan sebagai CSV UTF-8",
                    "this is an Excel file; rename it to .xlsx, or save it as CSV UTF-8",
                ),
                path,
            )
        if kind == "zip" and is_document(path):
            return tables_of(path, lines=lines)
        return workbook(path, head)
    if kind == "html":
        return html_tables(decode(path.read_bytes()).text, path)
    if kind in ("pdf", "picture", "gzip") or (is_binary(head) and not is_utf16(head)):
        raise InputError(_NO_LIST, path)
    return [_text(path, lines=lines)]


# text


def _text(path: Path, *, lines: bool) -> Table:
    read = decode(path.read_bytes())
    text, controls, first_control = without_controls(read.text)
    top = re.split(r"\r\n|\r|\n", text, maxsplit=1)
    given = _SEP_LINE.match(top[0])
    first = 1
    if given:
        text, first = (top[1] if len(top) > 1 else ""), 2
    if lines and not given and path.suffix.lower() == ".txt" and _is_typed(text):
        typed = typed_rows(text)
        rows, numbers = tuple(row for _, row in typed), tuple(number for number, _ in typed)
        return Table("", rows, numbers, read.encoding, "", controls, first_control, read.sure, typed=True)
    delimiter = given[1] if given else _delimiter(text)
    if quoted := quoted_lines(text, delimiter):
        found, unclear = quoted.rows, tuple((number + first - 1, line) for number, line in quoted.unclear)
        return Table(
            "", *_table(found, first), read.encoding, delimiter, controls, first_control, read.sure, unclear=unclear
        )
    guarded = _protected(text, delimiter)
    restored = _restored if guarded != text else str
    parsed = ((number, list(map(restored, row))) for number, row in _parse(guarded, delimiter, path))
    return Table("", *_table(parsed, first), read.encoding, delimiter, controls, first_control, read.sure)


def _is_typed(text: str) -> bool:
    """Whether the lines of a text have labels, or no delimiter gives a row that names columns and they are neither
    ISBNs nor prose."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()]
    if labelled_rows(list(enumerate(lines))):
        return True
    named = any(find_heading([one.split(mark) for one in lines[:60]]) for mark in (*_DELIMITERS, "\0"))
    return len(lines) > 1 and sum(map(len, lines)) <= _LONGEST_LINE * len(lines) and not named and not are_scans(lines)


def _table(found: Iterable[tuple[int, list[str]]], first: int) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """Rows and their numbers. ``first``: the line of the file on which the text begins."""
    rows, numbers = list[tuple[str, ...]](), list[int]()
    for number, row in found:
        rows.append(tuple(_unguarded(cell.strip(_BLANKS)) for cell in row))
        numbers.append(number + first - 1)
    return tuple(rows), tuple(numbers)


def _protected(text: str, delimiter: str) -> str:
    """A text in which the semicolon of an HTML entity parts no cells, and the quote of a dump's \\" ends none."""
    if delimiter == ";":
        text = _ENTITY.sub(lambda found: found[1] + _SEMICOLON if unescape(found[0]) != found[0] else found[0], text)
    return "".join(_quotes_kept(line, delimiter) for line in text.splitlines(keepends=True)) if '\\"' in text else text


def _quotes_kept(line: str, delimiter: str) -> str:
    """A line with the quotes of a dump guarded, unless it reads right without: all, where those without a stroke open
    and close; else those that no mark follows, since the stroke may belong to the text ("C:\\")."""
    if '\\"' not in line or _reads_strictly(line, delimiter):
        return line
    whole = len(re.findall(r'(?<!\\)"', line)) % 2 == 0
    return re.sub(r'\\"' if whole else r'\\"(?!\s*(?:[;,\t|]|\Z))', _QUOTE, line)


def _reads_strictly(line: str, delimiter: str) -> bool:
    try:
        return bool(list(csv.reader([line], delimiter=delimiter, strict=True)))
    except csv.Error:
        return False


def _restored(cell: str) -> str:
    return cell.replace(_SEMICOLON, ";").replace(_QUOTE, '\\"')


def _delimiter(text: str) -> str:
    """The one under which a heading row is found and the rows are most alike in length; where all cells stand in
    quotes, the one between these."""
    sample = text[:20_000]
    best, choice = (-1, -1, -1), ","
    for delimiter in _DELIMITERS:
        rows = [
            [cell.strip() for cell in row]
            for _, row in zip(range(60), csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), strict=False)
        ]
        heading = find_heading(rows)
        width = sum(len(row) > 1 for row in rows)
        between = sample.count(f'"{delimiter}"')
        score = (sum(len(f.split("+")) for f in heading if f) if heading else 0, width, between)
        if score > best:
            best, choice = score, delimiter
    return choice


def _parse(text: str, delimiter: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line number on which each begins. A quote that is opened and never closed swallows the
    rest of a file; it is found by the line ends and delimiters inside one cell, unless the row has all its cells and
    reads right by the letter of the format."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begin = begun = 1
    width = 0
    last: list[str] = []
    try:
        for row in reader:
            refuse_wide(len(row), begin, path)
            whole, width = len(row) == width, max(width, len(row))
            if any(_swallows(cell, delimiter) for cell in row):
                lines = list(io.StringIO(text, newline=""))[begin - 1 : reader.line_num]
                if not (whole and _reads_strictly("".join(lines), delimiter)):
                    raise _open_quote(begin, path)
            last, begun, begin = row, begin, reader.line_num + 1
            yield begun, row
        if any("\n" in cell.strip() for cell in last) and _ends_in_quote(text, begun, delimiter):
            raise _open_quote(begun, path)
    except csv.Error as error:
        raise InputError(
            Text(
                f"baris {begin} tidak terbaca sebagai CSV; perbaiki baris itu",
                f"line {begin} cannot be read as CSV ({error}); correct that line",
            ),
            path,
        ) from error


def _swallows(cell: str, delimiter: str) -> bool:
    """Whether a cell looks like rows: lines with delimiters in them."""
    return cell.count("\n") > 3 and sum(line.count(delimiter) >= 2 for line in cell.split("\n")) > 2


def _ends_in_quote(text: str, begun: int, delimiter: str) -> bool:
    """Whether the last row, which begins on line ``begun``, ends inside a cell."""
    lines = list(io.StringIO(text, newline=""))[begun - 1 :]
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _open_quote(line: int, path: Path) -> InputError:
    return InputError(
        Text(
            f'baris {line}: tanda kutip (") dibuka dan tidak ditutup; hapus atau tutup tanda itu',
            f'line {line}: a quote (") is opened here and never closed; remove it or close it',
        ),
        path,
    )


def _unguarded(cell: str) -> str:
    """The apostrophe that keeps a spreadsheet from running a cell as a formula is not part of its text."""
    return cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell
