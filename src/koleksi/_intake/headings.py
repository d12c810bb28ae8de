"""The headings that people write over columns, in Indonesian and English, and the field that each names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

from koleksi._terms.tables import rows

__all__ = [
    "JOINED",
    "field_of",
    "is_heading_word",
    "is_known",
    "is_of_loans",
    "is_of_sums",
    "is_school_subject",
    "is_weak",
    "plain",
]

# Several kinds in one column that ``_intake/joined.py`` tells apart again.
JOINED = frozenset(
    {
        "title+authors",
        "authors+title",
        "place+publisher",
        "publisher+place",
        "publisher+year",
        "place+publisher+year",
        "publisher+place+year",
        "place+publisher+year+extent",
        "place+year",
        "class+semester",
    }
)


@lru_cache(maxsize=1024)
def field_of(name: str) -> str:
    """The field that a heading names, "" where it is unknown; "publisher+year" where it names several at once.

    Case, stops, brackets, a trailing number ("Pengarang 2"), the word "buku" and one slip of the finger say nothing.
    """
    bare = plain(name)
    if not bare or len(bare) > 60:
        return ""
    joined = _joined(name)
    return joined if "+" in joined else _fields().get(bare) or _fields("weak").get(bare) or joined or _known(bare)


def is_known(name: str) -> bool:
    """Whether a heading is one of the table's just as it stands."""
    return plain(name) in _fields()


def is_heading_word(cell: str) -> bool:
    """Whether a cell is a heading of the table letter by letter, but for capitals and a closing mark."""
    return cell.casefold().strip(" .:") in _fields()


def is_weak(name: str) -> bool:
    """Whether a heading names its field only where no other column is surely of that field: "Nama Barang" is the
    title, unless there is a column "Judul"."""
    return plain(name) in _fields("weak")


def is_school_subject(name: str) -> bool:
    """Whether a heading names the school subject, which in a list of schoolbooks is the title."""
    return plain(name) in _fields("school")


def is_of_loans(name: str) -> bool:
    """Whether a heading stands over lists of loans, members and visitors only ("Tgl Kembali", "NISN")."""
    return plain(name) in _fields("loan")


def is_of_sums(name: str) -> bool:
    """Whether a heading stands over lists of sums only ("Jumlah Judul")."""
    return plain(name) in _fields("recap")


@cache
def _fields(match: str = "whole") -> Mapping[str, str]:
    """Heading -> field, of the table's lines of one kind; those of loans and sums are headings as well."""
    also = ("loan", "recap") if match == "whole" else ()
    table = rows("column_headings.csv")
    found = {row["heading"]: row["field"] for row in table if row["match"] in also}
    return MappingProxyType(found | {row["heading"]: row["field"] for row in table if row["match"] == match})


def plain(name: str) -> str:
    """A heading in small letters, without stops, brackets and what stands in them."""
    bare = re.sub(r"[(\[{].*?[)\]}]|[(\[{].*\Z", " ", name)
    words = re.sub(r"[.:*_\"'/\\|$#-]", " ", bare or name).split() or name.split()
    return " ".join(words).casefold()


def _known(bare: str) -> str:
    for shorter in (
        re.sub(r"\s*(?:ke\s*)?\d{1,2}\Z", "", bare),
        re.sub(r"\s+(?:buku|koleksi|pustaka|bahan pustaka)\Z", "", bare),
    ):
        if shorter and shorter in _fields():
            return _fields()[shorter]
    return _misspelt(bare) or _by_first_word(bare.split())


def _by_first_word(words: Sequence[str]) -> str:
    """What the first word says where nobody foresaw the rest ("Judul Buku Bacaan Siswa")."""
    if not 1 < len(words) <= 5 or any(word in _fields("not") for word in words):
        return ""
    return _fields("first").get(words[0], "")


def _misspelt(bare: str) -> str:
    """The one field of which a heading is one letter away; short words are too much alike for that."""
    if len(bare) < 5 or len(bare) > 24:
        return ""
    alike = _by_beginning().get(bare[0], ())
    likely = {field for known, field in alike if abs(len(known) - len(bare)) < 2 and _one_slip(bare, known)}
    return likely.pop() if len(likely) == 1 else ""


@cache
def _by_beginning() -> Mapping[str, list[tuple[str, str]]]:
    """The longer headings with their fields, by their first letter."""
    found: dict[str, list[tuple[str, str]]] = {}
    for known, field in _fields().items():
        if len(known) > 4:
            found.setdefault(known[0], []).append((known, field))
    return MappingProxyType(found)


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
        plain(piece)
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
