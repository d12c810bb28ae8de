"""A file -> rows of text cells with the row numbers that a person sees, whatever program wrote it."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from koleksi._intake_columns import find_heading
from koleksi.errors import InputError

__all__ = ["Table", "tables"]

_DELIMITERS = ";,\t|"
_SEP_LINE = re.compile(r'\A"?sep=(.)"?\s*\Z', re.IGNORECASE)
_MAX_UNPACKED = 400 * 1024 * 1024  # bytes; the largest real sheet seen is 30 MB
_MAX_RATIO = 200
csv.field_size_limit(10 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: rows of text, ``numbers`` the row number of each as Excel or an editor shows it."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    encoding: str = ""
    delimiter: str = ""


def tables(path: Path) -> list[Table]:
    """All sheets of a file. Raises InputError when it is not a list of books at all."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head.strip(b"\x00\xef\xbb\xbf\r\n\t "):
        raise InputError("0 buku: berkas kosong / the file is empty", path)
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _workbook(path, head)
    if re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)", head, re.IGNORECASE):
        raise InputError("ini halaman web, bukan daftar buku; unduh ulang / this is a web page, not a book list", path)
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8")) or (b"\x00" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff")):
        raise InputError("bukan daftar buku (CSV atau XLSX) / not a book list (CSV or XLSX)", path)
    return [_text(path)]


# spreadsheets


def _workbook(path: Path, head: bytes) -> list[Table]:
    from python_calamine import CalamineError, CalamineWorkbook

    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        raise InputError("ini berkas Excel; ganti namanya menjadi .xlsx, atau simpan sebagai CSV UTF-8 / this is an Excel file: rename it .xlsx or save as CSV UTF-8", path)
    if head.startswith(b"PK"):
        _guard(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        return [_sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise InputError(f"lembar kerja rusak atau terkunci / the workbook is damaged or locked ({error})", path) from error


def _guard(path: Path) -> None:
    """A few kilobytes that unpack to gigabytes are no book list."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise InputError("lembar kerja rusak / the workbook is damaged", path) from error
    size = sum(entry.file_size for entry in entries)
    if size > _MAX_UNPACKED or any(e.file_size > 10_000_000 and e.file_size > _MAX_RATIO * max(e.compress_size, 1) for e in entries):
        raise InputError(f"lembar kerja terlalu besar setelah dibuka ({size // 1_000_000} MB) / the workbook unpacks to too much", path)


def _sheet(name: str, rows: Sequence[Sequence[object]]) -> Table:
    cells = tuple(tuple(_cell(cell) for cell in row) for row in rows)
    return Table(name, cells, tuple(range(1, len(cells) + 1)))


def _cell(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value).strip()


# text


def _text(path: Path) -> Table:
    encoding, text = _decode(path.read_bytes())
    lines = text.split("\n", 1)
    given = _SEP_LINE.match(lines[0].strip("\r"))
    first = 1
    if given:
        text, first = (lines[1] if len(lines) > 1 else ""), 2
    delimiter = given[1] if given else _delimiter(text)
    rows, numbers = [], []
    for number, row in _parse(text, delimiter, path):
        rows.append(tuple(_unguarded(cell.strip()) for cell in row))
        numbers.append(number + first - 1)
    return Table("", tuple(rows), tuple(numbers), encoding, delimiter)


def _decode(data: bytes) -> tuple[str, str]:
    """Text by evidence: a byte order mark, else UTF-8 where it is valid, else cp1252 as Windows writes it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", data.decode("utf-16", "replace")
    try:
        return ("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"), data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252", data.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """The one under which a heading row is found and the rows are most alike in length."""
    sample = text[:20_000]
    best, choice = (-1, -1), ","
    for delimiter in _DELIMITERS:
        rows = [[cell.strip() for cell in row] for _, row in zip(range(60), csv.reader(io.StringIO(sample), delimiter=delimiter), strict=False)]
        heading = find_heading(rows)
        width = sum(len(row) > 1 for row in rows)
        score = (len([f for f in heading if f]) if heading else 0, width)
        if score > best:
            best, choice = score, delimiter
    return choice


def _parse(text: str, delimiter: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line number on which each begins. A quote that is opened and never closed swallows the
    rest of a file; it is found by the line ends and delimiters inside one cell."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begin = 1
    try:
        for row in reader:
            for cell in row:
                if cell.count("\n") > 3 and sum(line.count(delimiter) >= 2 for line in cell.split("\n")) > 2:
                    raise InputError(f'baris {begin}: tanda kutip (") dibuka dan tidak ditutup / a quote is opened here and never closed', path)
            yield begin, row
            begin = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"baris {begin}: {error}", path) from error


def _unguarded(cell: str) -> str:
    """The apostrophe that keeps a spreadsheet from running a cell as a formula is not part of its text."""
    return cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell
