"""Text that programs spoiled on its way, mended where the evidence is clear: entities of web pages, strokes of database
dumps, and UTF-8 that was read as something else and written again.

What cannot be mended is left as it is and named.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from functools import cache, partial

from koleksi._intake.workbook import Table
from koleksi.book import Text

__all__ = ["Damage", "Mend", "is_damaged", "mend", "mended"]

ENTITIES = Text("kode halaman web (&amp;)", "HTML entities (&amp;)")
TAGS = Text("tanda halaman web (<i>)", "HTML tags (<i>)")
STROKES = Text("garis miring terbalik yang tersisa (\\')", "strokes of a database dump (\\')")
TWICE = Text("huruf yang rusak karena salah simpan", "letters that were encoded twice")

_ENTITY = re.compile(
    r"&\s?(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});|&(?:amp|quot|nbsp|lt|gt)\b|&#\d{2,4}(?!\d)"
)
_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p>")
_TAG = re.compile(r"</?(?:i|b|em|strong|p|span|sup|sub|u|div)(?:\s[^<>]*)?>")
_CODES = re.compile(r"(?:<[^<>]*>)+")  # SLiMS's own "<A><B>"
_STROKE = re.compile(r"\\(['\"])")
_LINE_END = re.compile(r"(?<![A-Za-z]:)(?:\\r)?\\n|\\r(?=\s|\Z)")
# a sign of replacement, halves of letters encoded twice, a question mark inside a word
_REST = re.compile(
    "\ufffd|\u00c3[\x80-\xbf\u20ac\u2018-\u201d\u2122\u0153]|\u00e2\u20ac|\u00c2[\xa1-\xbf]"
    r"|(?<=[a-z])\?(?=[a-z])"
)
_PLAUSIBLE = (
    (0xA0, 0x180), (0x192, 0x193), (0x2C6, 0x2DD), (0x600, 0x700), (0x1E00, 0x1F00), (0x2010, 0x2070), (0x20AC, 0x20AD),
    (0x2122, 0x2123),
)  # fmt: skip
_CODE_PAGES = ("cp1252", "mac_roman", "cp850", "cp437")


@dataclass(frozen=True, slots=True)
class Mend:
    """What was mended in a table: its kind, in how many cells, and the first of them."""

    kind: Text
    count: int
    row: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Damage:
    """A cell whose letters are lost."""

    row: int
    column: int
    cell: str


def mended(table: Table) -> tuple[Table, list[Mend], list[Damage]]:
    """A table with its cells mended, what was mended, and what could not be."""
    mends: dict[Text, Mend] = {}
    damages: list[Damage] = []
    rows = []
    for number, row in zip(table.numbers, table.rows, strict=True):
        cells = row
        for n, cell in enumerate(row):
            if not cell or (cell.isascii() and not _suspicious(cell)):
                continue
            better, kinds = mend(cell)
            for kind in kinds:
                first = mends.get(kind)
                mends[kind] = replace(first, count=first.count + 1) if first else Mend(kind, 1, number, cell, better)
            if kinds:
                cells = (*cells[:n], better, *cells[n + 1 :])
            if is_damaged(better):
                damages.append(Damage(number, n, better))
        rows.append(cells)
    if not mends:
        return table, [], damages
    return replace(table, rows=tuple(rows)), list(mends.values()), damages


def _suspicious(cell: str) -> bool:
    return "&" in cell or "\\" in cell or "<" in cell or "?" in cell


def mend(cell: str) -> tuple[str, list[Text]]:
    """A cell as it was meant, and what was mended in it."""
    kinds = []
    for kind, better in (
        (ENTITIES, _without_entities),
        (TAGS, _without_tags),
        (STROKES, _without_strokes),
        (TWICE, _decoded_again),
    ):
        after = better(cell)
        if after != cell:
            kinds.append(kind)
            cell = after
    return (" ".join(cell.split()), kinds) if kinds else (cell, kinds)


def is_damaged(cell: str) -> bool:
    """Whether letters of a cell are lost: a sign of replacement, halves of letters encoded twice, a question mark in
    a word ("Jum?at")."""
    return bool(_REST.search(cell)) and "://" not in cell


def _without_entities(cell: str) -> str:
    for _ in range(3):  # "&amp;amp;quot;"
        after = _ENTITY.sub(_character, cell) if "&" in cell else cell
        if after == cell:
            break
        cell = after
    return cell


def _character(found: re.Match[str]) -> str:
    said = found[0].replace(" ", "")
    said = said if said.endswith(";") else f"{said};"
    meant = html.unescape(said)
    return found[0] if meant == said else meant.replace("\xa0", " ")


def _without_tags(cell: str) -> str:
    if "<" not in cell or _CODES.fullmatch(cell) and not _TAG.match(cell):
        return cell
    return _TAG.sub("", _BREAK.sub(" ", cell))


def _without_strokes(cell: str) -> str:
    return _LINE_END.sub(" ", _STROKE.sub(r"\1", cell)) if "\\" in cell else cell


def _decoded_again(cell: str) -> str:
    if cell.isascii():
        return cell
    for _ in range(3):
        before = cell
        for page in _CODE_PAGES:
            cell = _twice(page).sub(partial(_meant, page), cell)
        if cell == before:
            break
    return cell


@cache
def _bytes_of(page: str) -> dict[str, int]:
    """What each byte beyond ASCII looks like under a code page; bytes that it has not are C1 controls."""
    found = {}
    for byte in range(0x80, 0x100):
        try:
            found[bytes([byte]).decode(page)] = byte
        except UnicodeDecodeError:
            found[chr(byte)] = byte
    return found


@cache
def _twice(page: str) -> re.Pattern[str]:
    """Runs of characters that may be bytes of UTF-8 under a code page."""
    of = _bytes_of(page)

    def any_of(first: int, last: int) -> str:
        return "[" + "".join(re.escape(char) for char, byte in of.items() if first <= byte <= last) + "]"

    go_on = any_of(0x80, 0xBF)
    return re.compile(
        f"(?:{any_of(0xC2, 0xC5)}{go_on}|{any_of(0xD8, 0xDB)}{go_on}|{any_of(0xE1, 0xE2)}{go_on}{go_on})+"
    )


def _meant(page: str, found: re.Match[str]) -> str:
    run, of = found[0], _bytes_of(page)
    try:
        text = bytes(of[char] for char in run).decode("utf-8")
    except UnicodeDecodeError:
        return run
    return text if all(map(_is_plausible, text)) and not _is_one_arabic_letter(text) else run


def _is_plausible(char: str) -> bool:
    """Latin letters and signs, those of transliteration, Arabic letters, quotes and dashes; and what these look like
    where they were encoded three times."""
    code = ord(char)
    return any(first <= code < end for first, end in _PLAUSIBLE)


def _is_one_arabic_letter(text: str) -> bool:
    return len(text) == 1 and 0x600 <= ord(text) < 0x700
