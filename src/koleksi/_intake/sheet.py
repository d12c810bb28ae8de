"""A file -> rows of text cells with the row numbers that a person sees: what it is, and text with delimiters.

Workbooks and tables in web pages are read by ``_intake_workbook``.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from koleksi._intake.columns import find_heading
from koleksi._intake.controls import is_binary, without_controls
from koleksi._intake.workbook import Table, html_tables, refuse_wide, workbook
from koleksi._terms.file_kind import HEAD, kind_of
from koleksi.book import Text
from koleksi.errors import InputError

__all__ = ["Table", "decode", "tables"]

_DELIMITERS = ";,\t|"
_SEP_LINE = re.compile(r'\A"?sep=(.)"?\s*\Z', re.IGNORECASE)
csv.field_size_limit(10 * 1024 * 1024)


def tables(path: Path) -> list[Table]:
    """All sheets of a file. Raises InputError when it is not a list of books at all."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    kind = kind_of(head)
    if kind == "empty":
        raise InputError(Text("0 buku: berkas kosong", "no books: the file is empty"), path)
    if kind in ("zip", "ole"):
        if path.suffix.lower() in (".csv", ".txt", ".tsv"):
            raise InputError(
                Text(
                    "ini berkas Excel; ganti namanya menjadi .xlsx, atau simpan sebagai CSV UTF-8",
                    "this is an Excel file; rename it to .xlsx, or save it as CSV UTF-8",
                ),
                path,
            )
        return workbook(path, head)
    if kind == "html":
        return html_tables(decode(path.read_bytes())[1], path)
    if kind in ("pdf", "picture", "gzip") or (is_binary(head) and not _utf16(head)):
        raise InputError(Text("bukan daftar buku (CSV atau XLSX)", "not a book list (CSV or XLSX)"), path)
    return [_text(path)]


# text


def _text(path: Path) -> Table:
    encoding, text = decode(path.read_bytes())
    text, controls, first_control = without_controls(text)
    lines = re.split(r"\r\n|\r|\n", text, maxsplit=1)
    given = _SEP_LINE.match(lines[0])
    first = 1
    if given:
        text, first = (lines[1] if len(lines) > 1 else ""), 2
    delimiter = given[1] if given else _delimiter(text)
    rows, numbers = [], []
    for number, row in _parse(text, delimiter, path):
        rows.append(tuple(_unguarded(cell.strip()) for cell in row))
        numbers.append(number + first - 1)
    return Table("", tuple(rows), tuple(numbers), encoding, delimiter, controls, first_control)


def decode(data: bytes) -> tuple[str, str]:
    """Encoding and text, by evidence: a byte order mark, zero bytes in every second place, UTF-8 where it is valid,
    else cp1252 as Windows writes it. A file that is mostly UTF-8 keeps its few other bytes as cp1252 has them."""
    if encoding := _utf16(data[:4096]):
        return "utf-16", data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return ("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"), data.decode("utf-8-sig")
    except UnicodeDecodeError:
        rest = data.decode("utf-8", "ignore")
        whole, strange = (
            sum(c > "\x7f" for c in rest),
            sum(byte > 0x7F for byte in data) - len(rest.encode()) + len(rest.encode("ascii", "ignore")),
        )
        if whole > 3 * strange:
            return "utf-8", data.decode("utf-8", "cp1252_bytes").removeprefix("\ufeff")
        return "cp1252", data.decode("cp1252", "replace")


def _one_cp1252_byte(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error("cp1252_bytes", _one_cp1252_byte)


def _utf16(head: bytes) -> str:
    """The byte order of UTF-16, by its mark or by the zero bytes beside Latin letters; "" for anything else."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    pairs = len(head) // 2
    if pairs < 8:
        return ""
    zeros = [sum(byte == 0 for byte in head[parity::2]) for parity in (0, 1)]
    if min(zeros) == 0 and max(zeros) > 0.7 * pairs:
        return "utf-16-le" if zeros[1] else "utf-16-be"
    return ""


def _delimiter(text: str) -> str:
    """The one under which a heading row is found and the rows are most alike in length."""
    sample = text[:20_000]
    best, choice = (-1, -1), ","
    for delimiter in _DELIMITERS:
        rows = [
            [cell.strip() for cell in row]
            for _, row in zip(range(60), csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), strict=False)
        ]
        heading = find_heading(rows)
        width = sum(len(row) > 1 for row in rows)
        score = (sum(len(f.split("+")) for f in heading if f) if heading else 0, width)
        if score > best:
            best, choice = score, delimiter
    return choice


def _parse(text: str, delimiter: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line number on which each begins. A quote that is opened and never closed swallows the
    rest of a file; it is found by the line ends and delimiters inside one cell."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begin = begun = 1
    last: list[str] = []
    try:
        for row in reader:
            refuse_wide(len(row), begin, path)
            for cell in row:
                if cell.count("\n") > 3 and sum(line.count(delimiter) >= 2 for line in cell.split("\n")) > 2:
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
