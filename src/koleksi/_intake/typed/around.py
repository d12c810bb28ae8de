"""What stands around the books of a typed list: who sent it in a chat, its name and greetings above, thanks and names
below, and lines that go on with the one before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from koleksi._terms.tables import rows

__all__ = ["first_book", "is_item", "last_book", "lines_of", "lines_of_others"]

Numbered = tuple[int, str]

_SENDER = re.compile(
    r"\A\[?\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}[.:]\d\d(?:[.:]\d\d)?(?:\s?[ap]m)?\]?\s*-?\s*([^:]{1,40}):\s*",
    re.IGNORECASE,
)
_STYLE = re.compile(r"\A([*_~])([^*_~]*)\1(?=\W|\Z)")
_LIST = r"(?:\w+\s+)?(?:ini\s+)?(?:daftar|data|inventaris|rekap\w*|list|koleksi|donasi)"
_BOOKS = r"(?:buku|kitab|bacaan|koleksi|perpustakaan|novel|komik|pustaka|majalah|books?|pribadi|tbm)"
_KIND = r"(?:buku|kitab|majalah|novel|komik|perpustakaan|taman\s+baca\w*|tbm)"
_WHERE = (
    r"(?:sdn?|smpn?|sman?|mi|mts|tbm|perpus\w*|rak|pojok|masjid|mus(?:h|o)\w*|desa|rw|bulan|minggu|sumbangan|donasi|"
    r"hibah|paket|bekas|dusun|kelurahan|y(?:an)?g\s+(?:ada|sudah|baru))"
)
_WHEN = r"(?:tahun\s+(?:ajaran|pelajaran)|per\s+\w+\s+20\d\d)"
_NAME = re.compile(rf"\W*(?:{_LIST}\s+(?:judul\s+)?{_BOOKS}\b|{_WHEN}\b|{_KIND}\b.*\b{_WHERE}\b).*", re.IGNORECASE)
_ABOVE = _BELOW = 4  # lines looked at above and below the books
_INDENTED = re.compile(r"\A {2,}(?=\S)")


def lines_of(text: str) -> list[Numbered]:
    """The lines that say something, numbered, without senders and marks of bold letters. One that is set in goes on
    with the line right above it, where that is not."""
    found: list[Numbered] = []
    last, inside = 0, False
    for n, raw in enumerate(text.splitlines(), 1):
        line = _STYLE.sub(r"\2", _SENDER.sub("", raw.strip()))
        if not any(map(str.isalnum, line)):
            continue
        goes_on = bool(_INDENTED.match(raw)) and last == n - 1 and not inside and not is_item(line)
        if goes_on and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}")
        else:
            found.append((n, line))
            inside = bool(_INDENTED.match(raw))
        last = n
    return found


def lines_of_others(text: str) -> frozenset[int]:
    """The numbers of the lines that somebody else sent than who sent most of a chat."""
    senders = {n: sent[1] for n, line in enumerate(text.splitlines(), 1) if (sent := _SENDER.match(line.strip()))}
    ((most, _),) = Counter(senders.values()).most_common(1) or [("", 0)]
    return frozenset(n for n, sender in senders.items() if sender != most)


def is_item(line: str) -> bool:
    """Whether a number or a bullet stands before a line."""
    return bool(re.match(r"\(?\d{1,4}[.)]|[^\w\s(\"'\u2018\u201c]", line))


def first_book(lines: Sequence[str]) -> int:
    """How many lines above the books are the list's name and greetings."""
    above = takewhile(lambda line: _says(line, "greeting") or _NAME.fullmatch(line), lines[:_ABOVE])
    return sum(1 for _ in above)


def last_book(lines: Sequence[str]) -> int:
    """How many lines there are before the thanks, notes and names below the books."""
    from_ = max(1, len(lines) - _BELOW)
    ends = (n for n in range(from_, len(lines)) if _says(lines[n], "closing") or _says(lines[n], "greeting"))
    return next(ends, len(lines))


def _says(line: str, kind: str) -> bool:
    return bool(_words(kind).match(line))


@cache
def _words(kind: str) -> re.Pattern[str]:
    said = (
        re.escape(row["words"]).replace("'", "['\u2018\u2019`]?")
        for row in rows("list_lines.csv")
        if row["kind"] == kind
    )
    return re.compile(rf"\W*(?:{'|'.join(sorted(said, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
