"""The headings that people write over columns, in Indonesian and English, and the field that each names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

from koleksi._terms.tables import rows

__all__ = ["field_of", "is_known", "is_school_subject"]

# Two kinds in one column that ``_intake/joined.py`` tells apart again.
JOINED = frozenset(
    {
        "title+authors",
        "authors+title",
        "place+publisher",
        "publisher+place",
        "publisher+year",
        "place+publisher+year",
        "publisher+place+year",
        "place+year",
    }
)


@lru_cache(maxsize=1024)
def field_of(name: str) -> str:
    """The field that a heading names, "" where it is unknown; "publisher+year" where it names several at once.

    Case, stops, brackets, a trailing number ("Pengarang 2"), the word "buku" and one slip of the finger say nothing.
    """
    plain = _plain(name)
    if not plain or len(plain) > 60:
        return ""
    joined = _joined(name)
    return joined if "+" in joined else _fields().get(plain) or joined or _known(plain)


def is_known(name: str) -> bool:
    """Whether a heading is one of the table's just as it stands."""
    return _plain(name) in _fields()


def is_school_subject(name: str) -> bool:
    """Whether a heading names the school subject, which in a list of schoolbooks is the title."""
    return _plain(name) in _fields("school")


@cache
def _fields(match: str = "whole") -> Mapping[str, str]:
    """Heading -> field, of the table's lines of one kind."""
    table = rows("column_headings.csv")
    return MappingProxyType({row["heading"]: row["field"] for row in table if row["match"] == match})


def _plain(name: str) -> str:
    bare = re.sub(r"[(\[{].*?[)\]}]|[(\[{].*\Z", " ", name)
    return " ".join(re.sub(r"[.:*_\"'/\\|-]", " ", bare or name).split()).casefold()


def _known(plain: str) -> str:
    for shorter in (
        re.sub(r"\s*(?:ke\s*)?\d{1,2}\Z", "", plain),
        re.sub(r"\s+(?:buku|koleksi|pustaka|bahan pustaka)\Z", "", plain),
    ):
        if shorter and shorter in _fields():
            return _fields()[shorter]
    return _misspelt(plain) or _by_first_word(plain.split())


def _by_first_word(words: Sequence[str]) -> str:
    """What the first word says where nobody foresaw the rest ("Judul Buku Bacaan Siswa")."""
    if not 1 < len(words) <= 5 or any(word in _fields("not") for word in words):
        return ""
    return _fields("first").get(words[0], "")


def _misspelt(plain: str) -> str:
    """The one field of which a heading is one letter away; short words are too much alike for that."""
    if len(plain) < 5 or len(plain) > 24:
        return ""
    likely = {
        field
        for known, field in _fields().items()
        if len(known) > 4 and abs(len(known) - len(plain)) < 2 and known[0] == plain[0] and _one_slip(plain, known)
    }
    return likely.pop() if len(likely) == 1 else ""


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter was left out, added, changed or two neighbours exchanged."""
    n = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[n:], other[n:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def _joined(name: str) -> str:
    """ "Penerbit, Tahun" or "Kota / Penerbit / Tahun": several fields in one column."""
    pieces = [
        _plain(piece)
        for piece in re.split(r"\s*[/,;:&+|-]\s*|\s+dan\s+|\s+and\s+", re.sub(r"\(.*?\)", "", name))
        if piece.strip()
    ]
    fields = list(dict.fromkeys(_fields().get(piece, "") for piece in pieces))
    if len(pieces) < 2 or not fields[0]:
        return ""
    if len(fields) == 1:
        return fields[0]
    both = "+".join(fields)
    return both if both in JOINED else _fields().get(pieces[0], "")
