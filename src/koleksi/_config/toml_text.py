"""The text of a settings file, whatever editor saved it, and its TOML with every line that is none named.

TOML 1.0.0 (toml.io). A line that cannot be read is left out and reading goes on, so that one run names all of them.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from koleksi._config.cures import cure, is_heading
from koleksi._config.mistakes import Mistake
from koleksi.book import Text
from koleksi.errors import InputError

__all__ = ["line_of", "parse", "read_text"]

_LARGEST = 1_000_000  # bytes; a settings file has a few thousand
_MOST = 40  # lines that are named; a file with more is no TOML
_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_HEADING = re.compile(r"\s*\[+([^\[\]]+)\]")
_KEY = re.compile(r"\s*([^=#\[\]]+?)\s*=")
_UNREADABLE = "_unreadable_"
_STATEMENT = re.compile(r"""\s*(?:\[|(?:[\w.-]+|"[^"]*"|'[^']*')\s*=)""")


def read_text(path: str | Path) -> str:
    """UTF-8 with or without BOM, UTF-16 as Notepad's "Unicode" saves it, else Windows-1252. Raises InputError."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(_no_file(error), path) from error
    try:
        text = _decoded(data)
    except UnicodeDecodeError as error:
        raise _no_text(path) from error
    if "\0" in text or len(data) > _LARGEST:
        raise _no_text(path)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _no_file(error: OSError) -> Text:
    if isinstance(error, FileNotFoundError):
        return Text(
            "berkas pengaturan tidak ada; periksa nama dan foldernya",
            "no such settings file; check its name and folder",
        )
    return Text(
        f"berkas pengaturan tidak dapat dibuka (galat {error.errno}); ini berkas, dan boleh dibaca?",
        f"the settings file cannot be opened (error {error.errno}); is it a file, and may it be read?",
    )


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _no_text(path: str | Path) -> InputError:
    return InputError(
        Text(
            "bukan berkas teks; buka koleksi.toml di Notepad dan simpan dengan pengodean UTF-8",
            "not a text file; open koleksi.toml in a text editor and save it as UTF-8",
        ),
        path,
    )


class _Place(NamedTuple):
    """A line and column from 0, and the last line (from 0) of what cannot be read from there on."""

    line: int
    column: int
    last: int


def parse(text: str) -> tuple[dict[str, Any], list[Mistake]]:
    """The tables of a TOML text without the lines that are no TOML, and a mistake for each of these."""
    lines, mistakes = text.split("\n"), list[Mistake]()
    while True:
        try:
            tables = tomllib.loads("\n".join(lines))
            return {name: table for name, table in tables.items() if not name.startswith(_UNREADABLE)}, mistakes
        except tomllib.TOMLDecodeError as error:
            place = _place(str(error), lines)
            if mistakes and (len(mistakes) == _MOST or _UNREADABLE in lines[place.line] or not lines[place.line]):
                return {}, mistakes  # what was left out already is not to blame: enough is said
            mistakes.append(_mistake(str(error), lines, place))
            _leave_out(lines, place, len(mistakes))


def _place(error: str, lines: list[str]) -> _Place:
    """Where the mistake is. What is not closed began above the line at which the reader noticed."""
    found = _PLACE.search(error)
    if found and found[1] and "Unclosed array" not in error:
        return _Place(int(found[1]) - 1, int(found[2]) - 1, int(found[1]) - 1)
    starts = [n for n, line in enumerate(lines) if _STATEMENT.match(line)] or [0]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if not _is_toml(lines[:end]):
            return _Place(start, 0, end - 1)
    return _Place(starts[-1], 0, len(lines) - 1)


def _is_toml(lines: list[str]) -> bool:
    try:
        tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return False
    return True


def _mistake(error: str, lines: list[str], place: _Place) -> Mistake:
    written = lines[place.line]
    key, found, value = written.partition("=")
    keyed = bool(found) and not written.lstrip().startswith("[")
    return Mistake(
        key=_dotted(_table_above(lines[: place.line]), key) if keyed else "",
        value=(value if keyed else written).strip()[:60],
        why=cure(error, written), line=place.line + 1, column=place.column + 1,
    )  # fmt: skip


def _leave_out(lines: list[str], place: _Place, count: int) -> None:
    """The lines give nothing any more; a heading that cannot be read still ends the table above it."""
    heading = is_heading(lines[place.line])
    lines[place.line : place.last + 1] = [""] * (place.last + 1 - place.line)
    if heading:
        lines[place.line] = f"[{_UNREADABLE}{count}]"


def line_of(text: str, key: str) -> int:
    """The line (from 1) on which a dotted key or its table stands, 0 where it is not found."""
    table, found = "", dict[str, int]()
    for n, line in enumerate(text.split("\n"), start=1):
        if heading := _HEADING.match(line):
            table = _plain(heading[1])
            found.setdefault(table, n)
        elif assigned := _KEY.match(line):
            found.setdefault(_dotted(table, assigned[1]), n)
    while key and key not in found:
        key = key.rpartition(".")[0]
    return found.get(key, 0)


def _table_above(lines: list[str]) -> str:
    """The name of the table that a line behind these stands in, "" for the top."""
    headings = (heading for line in reversed(lines) if (heading := _HEADING.match(line)))
    return next((_plain(heading[1]) for heading in headings if not heading[1].startswith(_UNREADABLE)), "")


def _dotted(table: str, key: str) -> str:
    return ".".join(filter(None, (table, _plain(key))))


def _plain(key: str) -> str:
    return ".".join(part.strip(" \t\"'") for part in key.split("."))
