"""A text without columns in which every line is a book -> a table with columns of our own.

Read so are files called .txt in which no row names columns: people type them in Notepad, or copy them from a chat. In
a table whose columns nobody named (CSV) the kinds of its cells would be guessed; that one is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from koleksi import isbn as numbers
from koleksi._intake.typed.labelled import labelled_rows
from koleksi._intake.typed.line import FIELDS, Habits, bracketed, has_marks, parts_of
from koleksi._intake.typed.numbered import numbering

__all__ = ["HEADINGS", "are_scans", "typed_rows"]

HEADINGS = ("No", "Judul", "Pengarang", "Kota", "Penerbit", "Tahun", "ISBN", "Jumlah", "Keterangan")

_BULLET = re.compile(r"\s*[-*\u2022\u00b7\u25aa\u25cf\u2013\u2014\u2713\u2714\u2611\u27a4\u25ba]+\s+(?=\S)")
_NAME_OF_LIST = re.compile(
    r"(?:daftar|data|inventaris|rekap\w*|list|koleksi)\s+(?:judul\s+)?(?:buku|kitab|bacaan|koleksi|perpustakaan|novel|"
    r"komik|pustaka|books?)\b.*",
    re.IGNORECASE,
)

Numbered = tuple[int, tuple[str, ...]]


def typed_rows(text: str) -> list[Numbered]:
    """The rows of a text, each with the number of its line; the first is `HEADINGS`, numbered 0, behind the name of the
    list. Where books have a number or a bullet, other lines hold their words in the column of titles alone, as a line
    between the books of a sheet does."""
    lines = [(n, _unstyled(line)) for n, line in enumerate(text.splitlines(), 1) if any(map(str.isalnum, line))]
    above = lines[:1] if lines and _NAME_OF_LIST.fullmatch(lines[0][1]) else []
    if labelled := labelled_rows(lines[len(above) :]):
        return [*((n, (line,)) for n, line in above), (0, HEADINGS), *labelled]
    told = _told_apart([line for _, line in lines[len(above) :]])
    habits = _habits([title for number, title in told if number is not None])
    rows = [_row(number, title, habits) for number, title in told]
    numbers = [n for n, _ in lines[len(above) :]]
    return [*((n, (line,)) for n, line in above), (0, HEADINGS), *zip(numbers, rows, strict=True)]


def _unstyled(line: str) -> str:
    """A line without the marks of bold and slanted letters in chats."""
    return re.sub(r"\A([*_~])(.*)\1\Z", r"\2", line.strip())


def _told_apart(lines: Sequence[str]) -> list[tuple[str | None, str]]:
    """Each line with its running number, "" where books have none, None for a line that is no book."""
    numbers = numbering(lines)
    if numbers.pattern:
        return [(number or None, title) for number, title in map(numbers.apart, lines)]
    if sum(bool(_BULLET.match(line)) for line in lines) >= 0.5 * len(lines):
        return list(_counted(lines))
    return [("", line) for line in lines]


def _counted(lines: Sequence[str]) -> Iterator[tuple[str | None, str]]:
    """Lines with bullets, as if these were running numbers."""
    count = 0
    for line in lines:
        bullet = _BULLET.match(line)
        count += bool(bullet)
        yield (str(count), line[bullet.end() :]) if bullet else (None, line)


def _row(number: str | None, title: str, habits: Habits) -> tuple[str, ...]:
    if number is None:
        return ("", title)
    if title.endswith(":"):
        return (title,)  # left of the titles, where no book stands
    found = parts_of(title, habits)
    return (number, *(found[field] for field in FIELDS))


def _habits(books: Sequence[str]) -> Habits:
    unmarked = [line for line in books if not has_marks(line)]
    commas = sum("," in line for line in unmarked)
    inside = [words for line in books if (words := bracketed(line))]
    differ = len({words.casefold() for words in inside}) > 0.6 * len(inside)
    return Habits(
        commas=len(unmarked) > 2 and commas >= 0.6 * len(unmarked),
        authors_in_brackets=len(inside) > 1 and len(inside) >= 0.5 * len(books) and differ,
    )


def are_scans(lines: Sequence[str]) -> bool:
    """Whether most lines are ISBNs, whole or damaged, or a library's own codes."""
    return bool(lines) and sum(map(_is_scan, lines)) >= len(lines) / 2


def _is_scan(line: str) -> bool:
    kind = numbers.recognise(line).kind
    return kind not in ("none", "empty") and not (kind == "local_barcode" and " " in line)  # "Budi 0812" is no code
