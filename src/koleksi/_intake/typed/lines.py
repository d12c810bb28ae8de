"""A text without columns in which every line is a book -> a table with columns of our own.

Read so are files called .txt in which no row names columns: people type them in Notepad, or copy them from a chat. In
a table whose columns nobody named (CSV) the kinds of its cells would be guessed; that one is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from koleksi import isbn as numbers
from koleksi._intake.between import said_by
from koleksi._intake.typed.around import first_book, last_book, lines_of, lines_of_others
from koleksi._intake.typed.habits import Habits, habits_of
from koleksi._intake.typed.labelled import labelled_rows
from koleksi._intake.typed.line import FIELDS, parts_of
from koleksi._intake.typed.numbered import numbering

__all__ = ["HEADINGS", "are_scans", "typed_rows"]

_MOST_WORDS = 4  # of the title of a part, and fewer
_SHORTEST_WORD = 2  # letters; more are no mark of a library's own codes

HEADINGS = ("No", "Judul", "Pengarang", "Kota", "Penerbit", "Tahun", "ISBN", "Jumlah", "Keterangan")

_BULLET = re.compile(r"(?P<bullet>[^\w\s(\"'\u2018\u201c\u00ab\[.,]{1,4})[\ufe0f\u200d]*\s*(?=\S)")

Numbered = tuple[int, tuple[str, ...]]


def typed_rows(text: str) -> list[Numbered]:
    """The rows of a text, each with the number of its line; the first is `HEADINGS`, numbered 0.

    Lines above and below the books stand left of the titles, where no book stands. Where books have a number or a
    bullet, other lines hold their words in the column of titles alone, as a line between the books of a sheet does."""
    others, found = lines_of_others(text), lines_of(text)
    asides = [(n, (line,)) for n, line in found if n in others]
    lines = [(n, line) for n, line in found if n not in others]
    said = [line for _, line in lines]
    if labelled := labelled_rows(lines):
        return [(0, HEADINGS), *labelled]
    first, last = first_book(said), last_book(said)
    told = _told_apart(lines[first:last])
    habits = habits_of([title for number, title in told if number is not None])
    around = [(line,) for line in said]
    running = any(number for number, _ in told)
    rows = [*around[:first], *(_row(*one, habits, running=running) for one in told), *around[last:]]
    return [(0, HEADINGS), *sorted([*asides, *zip([n for n, _ in lines], rows, strict=True)])]


def _told_apart(numbered: Sequence[tuple[int, str]]) -> list[tuple[str | None, str]]:
    """Each line with its running number, "" where books have none, None for a line that is no book."""
    lines = [line for _, line in numbered]
    numbers = numbering(lines)
    if numbers.pattern:
        return [(number or None, title) for number, title in map(numbers.apart, lines)]
    bullets = Counter(one["bullet"][0] for line in lines if (one := _BULLET.match(line)))
    bullet, times = next(iter(bullets.most_common(1)), ("", 0))
    if times > 1 and times >= 0.5 * len(lines):
        return list(_counted(lines, bullet))
    return [(None if _is_between(numbered, n) else "", line) for n, line in enumerate(lines)]


def _is_between(numbered: Sequence[tuple[int, str]], n: int) -> bool:
    """Whether a line of a list without numbers is no book: it ends in a colon, its words are such ("RAK 2"), or it is
    the title of a part, a few loud words behind a blank line or behind another such line."""
    line = numbered[n][1]
    said = said_by(line)
    shelf = said.kind in ("place", "class") and n > 0 and numbered[n][0] > numbered[n - 1][0] + 1
    return line.endswith(":") or said.sure or shelf or _is_part(numbered, n)


def _is_part(numbered: Sequence[tuple[int, str]], n: int) -> bool:
    at, line = numbered[n]
    if not line.isupper() or len(line.split()) >= _MOST_WORDS or n == 0 or _shout([line for _, line in numbered]):
        return False
    return at > numbered[n - 1][0] + 1 or _is_between(numbered, n - 1)


def _shout(lines: Sequence[str]) -> bool:
    return sum(map(str.isupper, lines)) > 0.3 * len(lines)


def _counted(lines: Sequence[str], bullet: str) -> Iterator[tuple[str | None, str]]:
    """Lines with bullets, as if these were running numbers."""
    count = 0
    for line in lines:
        found = _BULLET.match(line) if line.startswith(bullet) else None
        count += bool(found)
        yield (str(count), line[found.end() :]) if found else (None, line)


def _row(number: str | None, title: str, habits: Habits, *, running: bool) -> tuple[str, ...]:
    if number is None:
        return (title,) if not running or title.endswith(":") else ("", title)
    found = parts_of(title, habits)
    return (number, *(found[field] for field in FIELDS))


def are_scans(lines: Sequence[str]) -> bool:
    """Whether most lines are ISBNs, whole or damaged, or a library's own codes."""
    return bool(lines) and sum(map(_is_scan, lines)) >= len(lines) / 2


def _is_scan(line: str) -> bool:
    if any(len(word) > _SHORTEST_WORD and word.isalpha() for word in line.upper().replace("ISBN", "").split()):
        return False  # a book with its ISBN behind
    kind = numbers.recognise(line).kind
    return kind not in ("none", "empty") and not (kind == "local_barcode" and " " in line)  # "Budi 0812" is no code
