"""Plain tables with known columns, as our own commands, other programs and spreadsheets write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from koleksi._terms.system_errors import why
from koleksi.book import Text
from koleksi.errors import InputError

__all__ = ["rows_of"]


def rows_of(path: Path, wanted: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of a CSV with a heading row, as dicts of the wanted columns ("" where absent).

    UTF-8 with or without BOM, UTF-16, or cp1252, as spreadsheets save; comma, semicolon or tab; headings in any
    case. Raises InputError when it is something else or has none of the columns. For sheets typed by people
    there is ``intake``.
    """
    text = _text_of(path)
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
    present = [name for name in wanted if name in reader.fieldnames]
    if not present:
        raise InputError(
            Text(
                f"tidak ada kolom {', '.join(wanted)}; yang ada: {heading.strip()}",
                f"it has none of the columns {', '.join(wanted)}; it has: {heading.strip()}",
            ),
            path,
        )
    try:
        for row in reader:
            yield {name: (row[name] or "") if name in present else "" for name in wanted}
    except csv.Error as error:
        line = reader.line_num
        raise _not_csv(Text(f"baris {line}", f"line {line}: {error}"), path) from error


def _text_of(path: Path) -> str:
    """Raises InputError where there is no such file, or it is no text."""
    if not path.is_file():
        raise InputError(Text("berkas tidak ada", "no such file"), path)
    try:
        data = path.read_bytes()
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16")
        if b"\0" in data:
            raise _not_csv(Text("berisi byte nol", "it holds zero bytes"), path)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1252")
    except OSError as error:
        raise InputError(why(error), path) from error
    except UnicodeDecodeError as error:
        raise _not_csv(why(error), path) from error


def _not_csv(reason: Text, path: Path) -> InputError:
    return InputError(
        Text(
            "tidak terbaca sebagai CSV ({why}); simpan lagi sebagai CSV UTF-8",
            "cannot be read as CSV ({why}); save it again as CSV UTF-8",
        ).format(why=reason),
        path,
    )
