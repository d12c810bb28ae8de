"""The whole as MARC, CSV and JSON lines, each record with the libraries that have it; and ``siapa_punya.xlsx``."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from koleksi import marc, save
from koleksi._terms import book_json
from koleksi._terms.formula import guarded
from koleksi.book import Book, Lang, MarcField, Problem, Text
from koleksi.job.workbook import Column, Workbook
from koleksi.union.values import Edition, Held

__all__ = ["write_csv", "write_jsonl", "write_marc", "write_who_has"]

_MOST_852 = 1_500  # libraries in one record: ISO 2709 ends at 99,999 bytes
_MOST_NAMED = 1_000  # libraries named in a cell, which holds 32,767 letters
_FACTS = ("title", "subtitle", "authors", "publisher", "place", "year", "edition", "isbn", "issn", "language", "ddc",
          "subjects", "extent", "series", "volume")  # fmt: skip


def write_marc(editions: Iterable[Edition], path: Path, day: str) -> list[Problem]:
    """``union.mrc``: 001 is the union's number, an 852 a library: $a its code, $h its call number, $t its copies
    ("1-3": MARC 21, 852 $t, a range)."""
    return marc.write_books(((_with_holders(one), ()) for one in editions), path, date=day)


def _with_holders(edition: Edition) -> Book:
    fields = [_field_852(one) for one in edition.held[:_MOST_852]]
    if more := len(edition.held) - len(fields):
        note = f"+ {more} perpustakaan lain: union.csv"
        fields.append(MarcField("852", "  ", (("z", note),)))
    return edition.book.but(marc_fields=tuple(fields))


def _field_852(one: Held) -> MarcField:
    called = (("h", one.call_number),) if one.call_number else ()
    return MarcField("852", "  ", (("a", one.library), *called, ("t", f"1-{one.copies}" if one.copies > 1 else "1")))


def write_csv(editions: Iterable[Edition], path: Path, lang: Lang) -> None:
    """``union.csv``: a line an edition, the libraries in the last cell ("A 2; B 1"). UTF-8 with BOM, semicolons."""
    with save.replacing(path) as stream:
        stream.write(codecs.BOM_UTF8)
        writer = csv.writer(codecs.getwriter("utf-8")(stream), delimiter=";", lineterminator="\r\n")
        writer.writerow([heading(lang) for heading, _ in _COLUMNS])
        for one in editions:
            writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in _cells(one)])


def write_who_has(editions: Iterable[Edition], path: Path, lang: Lang) -> None:
    """``siapa_punya.xlsx``: the same for people, to be filtered and searched."""
    with save.replacing(path) as stream, Workbook(stream) as book:
        columns = [Column(heading(lang), width) for heading, width in _COLUMNS]
        book.sheet(Text("Siapa punya", "Who has it")(lang), columns, map(_cells, editions), frozen=2)


_COLUMNS = (
    (Text("nomor", "number"), 13), (Text("judul", "title"), 50), (Text("pengarang", "author"), 28),
    (Text("penerbit", "publisher"), 20), (Text("tahun", "year"), 7), (Text("ISBN", "ISBN"), 15),
    (Text("kelas", "class"), 9), (Text("perpustakaan", "libraries"), 12), (Text("eksemplar", "copies"), 10),
    (Text("siapa punya", "who has it"), 60),
)  # fmt: skip


def _cells(edition: Edition) -> Sequence[object]:
    book = edition.book
    return (
        edition.number, book.full_title, "; ".join(book.authors), book.publisher, book.year or "", book.isbn,
        book.ddc, len(edition.held), edition.copies, _named(edition.held),
    )  # fmt: skip


def _named(held: Sequence[Held]) -> str:
    """Who has most of it comes first."""
    first = sorted(held, key=lambda one: (-one.copies, one.library))[:_MOST_NAMED]
    more = f"; + {len(held) - len(first)}" if len(held) > len(first) else ""
    return "; ".join(f"{one.library} {one.copies}" for one in first) + more


def write_jsonl(editions: Iterable[Edition], path: Path) -> None:
    """``union.jsonl``: an object an edition, with the names of ``Book``'s fields, and its holdings."""
    with save.replacing(path) as stream:
        for one in editions:
            stream.write(json.dumps(_as_object(one), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _as_object(edition: Edition) -> dict[str, object]:
    facts = book_json.values_of(edition.book, (name for name in _FACTS if getattr(edition.book, name)))
    held = [{"library": one.library, "copies": one.copies, "call_number": one.call_number} for one in edition.held]
    return {"id": edition.number, **facts, "changed": edition.changed, "holdings": held}
