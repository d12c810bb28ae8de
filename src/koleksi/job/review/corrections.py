"""What a person corrected of single titles: heading, call number, volume, language, copies. The class is a decision of
its own (`classing`).

The ledger keeps rows as their lists say them and knows them again by that; a correction stands beside them as a
decision, so that it survives the next list. Where a record is made of several rows, each of them carries it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from koleksi._terms.language import code_of, is_code
from koleksi.book import Copy, Text
from koleksi.errors import UsageError
from koleksi.job.collection import Record, Row
from koleksi.job.decisions import Decision

__all__ = ["KINDS", "corrected", "correction", "corrections", "said_headings"]

# Kind of decision -> what it is called.
KINDS = MappingProxyType(
    {
        "heading": Text("tajuk", "heading"),
        "call": Text("nomor panggil", "call number"),
        "volume": Text("jilid", "volume"),
        "language": Text("bahasa", "language"),
        "copies": Text("eksemplar", "copies"),
    }
)
_MOST_COPIES = 500
Said = Mapping[str, Mapping[str, str]]  # kind -> key of a row -> what a person said


def correction(record: Record, kind: str, value: str) -> list[Decision]:
    """The decisions by which ``record`` gets a value; raises UsageError for one that cannot be."""
    value = " ".join(value.split())
    if kind == "copies":
        return _copies(record, value)
    if kind == "language":
        value = _language(value)
    return [Decision(kind, row.key, value) for row in record.rows]


def _language(value: str) -> str:
    if not is_code(code := code_of(value) or value.casefold()):
        raise UsageError(
            Text(
                f"bahasa {value!r} tidak dikenal; tulis misalnya Indonesia, Inggris, atau kode tiga huruf (ind)",
                f"the language {value!r} is not known; type Indonesian, English, say, or three letters (ind)",
            )
        )
    return code


def _copies(record: Record, value: str) -> list[Decision]:
    """All rows keep what they have but the first, which gets the rest."""
    others = sum(len(row.entry.copies) for row in record.rows[1:])
    if not value.isdecimal() or not max(1, others) <= int(value) <= _MOST_COPIES:
        least = max(1, others)
        raise UsageError(
            Text(
                f"jumlah eksemplar {value!r} harus angka dari {least} sampai {_MOST_COPIES}",
                f"the number of copies {value!r} must be a figure from {least} to {_MOST_COPIES}",
            )
        )
    return [Decision("copies", record.rows[0].key, str(int(value) - others))]


def corrections(decisions: Callable[[str], Mapping[str, str]]) -> Said:
    """All corrections. ``decisions``: of a kind, key -> value, as a ledger gives them."""
    return {kind: decisions(kind) for kind in KINDS}


def corrected(rows: Sequence[Row], said: Said) -> list[Row]:
    """The rows with what people corrected of them."""
    if not any(said.values()):
        return list(rows)
    forms = _forms(rows, said.get("heading", {}))
    return [_row(row, dict(_of(row.key, said)), forms) for row in rows]


def said_headings(decisions: Callable[[str], Mapping[str, str]]) -> frozenset[str]:
    """Headings that a person typed: they are kept as they are."""
    return frozenset(decisions("heading").values())


def _of(key: str, said: Said) -> Iterator[tuple[str, str]]:
    return ((kind, words[key]) for kind, words in said.items() if words.get(key))


def _forms(rows: Sequence[Row], headings: Mapping[str, str]) -> dict[str, str]:
    """A name as lists have it -> the heading that a person gave it in one title: it is the same name in all."""
    return {row.book.authors[0]: headings[row.key] for row in rows if row.key in headings and row.book.authors}


def _row(row: Row, said: Mapping[str, str], forms: Mapping[str, str]) -> Row:
    book, copies = row.book, row.entry.copies
    if "heading" in said and not book.authors:
        book = book.but(authors=(said["heading"],))
    elif not forms.keys().isdisjoint(book.authors):
        book = book.but(authors=tuple(forms.get(name, name) for name in book.authors))
    changes = {field: said[kind] for kind, field in _FIELDS.items() if kind in said}
    book = book.but(**changes) if changes else book
    if "copies" in said:
        copies = _as_many(copies, int(said["copies"]))
    if book is row.book and copies is row.entry.copies:
        return row
    return replace(row, entry=replace(row.entry, book=book, copies=copies))


_FIELDS = MappingProxyType({"call": "call_number", "volume": "volume", "language": "language"})


def _as_many(copies: tuple[Copy, ...], wanted: int) -> tuple[Copy, ...]:
    """So many copies: those at the end are taken away, and new ones say what the last one does, without its numbers."""
    if wanted <= len(copies):
        return copies[:wanted]
    like = copies[-1].but(accession="", barcode="", marc_fields=()) if copies else Copy()
    return (*copies, *(like.but(number=n) for n in range(len(copies) + 1, wanted + 1)))
