"""What a person corrected of single titles: title, heading, call number, volume, language, copies; in the sheet
*Semua judul* or on the page, which is the same. The class is a decision of its own (`classing`).

The ledger keeps rows as their lists say them and knows them again by that; a correction stands beside them as a
decision, so that it survives the next list. Where a record is made of several rows, each of them carries it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from koleksi import names
from koleksi._terms import language
from koleksi.book import Book, Copy, Lang, Text
from koleksi.errors import UsageError
from koleksi.job.collection import Record, Row
from koleksi.job.decisions import Decision

__all__ = [
    "KINDS", "copies_of_others", "corrected", "correction", "corrections", "is_same_heading", "said_headings", "shown",
    "value_of",
]  # fmt: skip

# Kind of decision -> what it is called.
KINDS = MappingProxyType(
    {
        "title": Text("judul", "title"),
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
    said = value_of(kind, value, copies_of_others(record))
    rows = record.rows[:1] if kind == "copies" else record.rows
    return [Decision(kind, row.key, said) for row in rows]


def value_of(kind: str, typed: str, others: int = 0) -> str:
    """The value of a decision for what a person typed; ``others``: copies of the record's rows behind its first one.

    Raises UsageError for what cannot be."""
    typed = " ".join(typed.split())
    if not typed:
        raise UsageError(Text(f"{KINDS[kind].id}: tidak boleh kosong", f"{KINDS[kind].en}: must not be empty"))
    if kind == "copies":
        return _copies(typed, others)
    return _language(typed) if kind == "language" else typed


def is_same_heading(typed: str, now: str, policy: str) -> bool:
    """Whether a heading that was typed is entered as the one that stands there: terms of address, degrees and the order
    of a name's words make no other heading ("Ny. Tuti", "Andrea Hirata" for "Hirata, Andrea")."""
    return bool(now) and names.heading(typed, policy) == now


def copies_of_others(record: Record) -> int:
    """How many copies the rows of a record bring, but for its first one, which takes what is more or less."""
    return sum(len(row.entry.copies) for row in record.rows[1:])


def shown(record: Record, policy: str, lang: Lang) -> dict[str, str]:
    """What a person sees of a record and may correct, by kind of decision, the class among them."""
    book = record.book
    first = book.authors[0] if book.authors else ""
    return {
        "title": book.full_title,
        "heading": names.heading(first, policy, body=book.is_body(first)) if first else "",
        "class": book.ddc,
        "call": book.call_number,
        "volume": book.volume,
        "language": language.name(book.language, lang) if book.language else "",
        "copies": str(sum(len(row.entry.copies) for row in record.rows)),
    }


def _language(value: str) -> str:
    if not language.is_code(code := language.code_of(value) or value.casefold()):
        raise UsageError(
            Text(
                f"bahasa {value!r} tidak dikenal; tulis misalnya Indonesia, Inggris, atau kode tiga huruf (ind)",
                f"the language {value!r} is not known; type Indonesian, English, say, or three letters (ind)",
            )
        )
    return code


def _copies(value: str, others: int) -> str:
    """All rows keep what they have but the first, which gets the rest."""
    least = max(1, others)
    if not value.isdecimal() or not least <= int(value) <= _MOST_COPIES:
        raise UsageError(
            Text(
                f"jumlah eksemplar {value!r} harus angka dari {least} sampai {_MOST_COPIES}",
                f"the number of copies {value!r} must be a figure from {least} to {_MOST_COPIES}",
            )
        )
    return str(int(value) - others)


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
    changes |= _title(row.book, said["title"]) if "title" in said else {}
    book = book.but(**changes) if changes else book
    if "copies" in said:
        copies = _as_many(copies, int(said["copies"]))
    if book is row.book and copies is row.entry.copies:
        return row
    return replace(row, entry=replace(row.entry, book=book, copies=copies))


def _title(book: Book, said: str) -> dict[str, str]:
    """Title and subtitle, parted as `Book.full_title` joins them."""
    if book.title[-1:] in ("?", "!") and said.startswith(f"{book.title} "):
        return {"title": book.title, "subtitle": said[len(book.title) :].strip()}
    title, _, subtitle = said.partition(": ")
    return {"title": title, "subtitle": subtitle}


_FIELDS = MappingProxyType({"call": "call_number", "volume": "volume", "language": "language"})


def _as_many(copies: tuple[Copy, ...], wanted: int) -> tuple[Copy, ...]:
    """So many copies: those at the end are taken away, and new ones say what the last one does, without its numbers."""
    if wanted <= len(copies):
        return copies[:wanted]
    like = copies[-1].but(accession="", barcode="", marc_fields=()) if copies else Copy()
    return (*copies, *(like.but(number=n) for n in range(len(copies) + 1, wanted + 1)))
