"""``slims.jsonl``: what koleksi's plugin for SLiMS reads (``plugins/slims``).

A line that says what the file is, then one record with its copies a line. Nothing is cut or replaced here: the plugin
knows the columns of the SLiMS that it stands in. Empty values are left out.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Any, BinaryIO

from koleksi import names
from koleksi._terms import language
from koleksi._terms.heading_kinds import Kind, is_meeting, kind_of_subject
from koleksi.book import Book, Contributor, Copy
from koleksi.exports.slims import DAY, collation, notes, source_code, statement, whole_title

__all__ = ["FORMAT", "VERSION", "Item", "lines", "write"]

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
FORMAT, VERSION = "koleksi-slims", 1

_PERSON, _BODY, _MEETING = "p", "o", "c"
# SLiMS's levels of authorship; whatever else somebody did is a contribution.
_MAIN, _ADDED, _CONTRIBUTOR = 1, 2, 10
_LEVELS = MappingProxyType(
    {"": _ADDED, "author": _ADDED, "editor": 3, "translator": 4, "composer": 7, "illustrator": 8}
)
_SUBJECTS: Mapping[Kind, str] = MappingProxyType({"topic": "t", "place": "g", "name": "n", "time": "tm", "genre": "gr"})
_CURRENCIES = MappingProxyType({"IDR": "Rupiah"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A record to hand over. ``keys``: the rows of the list that it was made of, by which the plugin tells it from a
    record of another list that got the same number; ``held``: barcodes of the copies that the catalogue has of it."""

    book: Book
    copies: Sequence[Copy]
    keys: Sequence[str] = ()
    held: Sequence[str] = ()


def lines(items: Iterable[Item], *, library: str = "", policy: str = "last") -> bytes:
    """The file, UTF-8. ``policy``: how names are entered (``names.heading``). A book without a copy is left out."""
    wanted, stream = [item for item in items if item.copies], io.BytesIO()
    write(wanted, stream, records=len(wanted), library=library, policy=policy)
    return stream.getvalue()


def write(items: Iterable[Item], stream: BinaryIO, *, records: int, library: str = "", policy: str = "last") -> None:
    """`lines` to a binary stream, one after the other. ``records``: how many of the items have copies, as the first
    line says."""
    head = {"format": FORMAT, "version": VERSION, "library": library, "records": records}
    made = (_record(item, number, policy) for item, number in _numbered(item for item in items if item.copies))
    for line in chain([head], made):
        stream.write(f"{_compact(line)}\n".encode())


def _numbered(items: Iterable[Item]) -> Iterator[tuple[Item, str]]:
    """Each record with its control number; a catalogue that has none, or one twice, is helped out by the list's
    row."""
    given: set[str] = set()
    for item in items:
        number = item.book.record_id
        if not number or number in given:
            number = ".".join(filter(None, (number, *item.keys[:1])))
        given.add(number)
        yield item, number


def _record(item: Item, control: str, policy: str) -> dict[str, Any]:
    book = item.book
    return {
        "control": control,
        "title": whole_title(book),
    } | _said(
        keys=list(item.keys),
        held=list(item.held),
        sor=statement(book),
        edition=" ".join(filter(None, (book.edition, book.printing))),
        isbn_issn=book.isbn or book.issn,
        publisher=book.publisher,
        publish_year=str(book.year or ""),
        collation=collation(book),
        series_title=" ; ".join(filter(None, (book.series, book.series_number))),
        call_number=book.call_number,
        language=_language(book.language),
        place=book.place,
        classification=book.ddc,
        notes=notes(book, item.copies),
        spec_detail_info=_detail(book),
        gmd="Text",
        content="txt",
        media="n",
        carrier="nc",
        authors=_authors(book, policy),
        subjects=[[subject, _SUBJECTS[kind_of_subject(subject)]] for subject in book.subjects],
        items=[_item(book, copy) for copy in item.copies if copy.barcode],
    )


def _said(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _language(code: str) -> list[str]:
    """The code that SLiMS would give the language, and its names in Indonesian and English; of Indonesian the name that
    SLiMS is installed with."""
    if not code:
        return []
    return [language.short_code(code), language.name(code), language.name(code, "en")]


def _detail(book: Book) -> str:
    """What SLiMS has no field of its own for."""
    others = ", ".join((*book.other_isbns, *book.wrong_isbns))
    original = f"Bahasa asli: {language.name(book.original_language)}" if book.original_language else ""
    return "\n".join(filter(None, (f"ISBN lain: {others}" if others else "", original)))


def _authors(book: Book, policy: str) -> list[list[Any]]:
    """The main entry first, then the added ones with what they did. [heading, person/body/meeting, level]"""
    people = [(Contributor(name=name), _ADDED if n else _MAIN) for n, name in enumerate(book.authors)]
    people += [(one, _LEVELS.get(one.role, _CONTRIBUTOR)) for one in book.contributors]
    return [[*_entered(book, one, policy), level] for one, level in people]


def _entered(book: Book, person: Contributor, policy: str) -> tuple[str, str]:
    name = person.name
    if name in book.meetings or is_meeting(name):
        return name, _MEETING
    if person.corporate or book.is_body(name) or names.is_corporate(name):
        return name, _BODY
    return names.heading(name, policy) or name, _PERSON


def _item(book: Book, copy: Copy) -> dict[str, Any]:
    return {"code": copy.barcode} | _said(
        call_number=copy.call_number or book.call_number,
        inventory_code=copy.accession,
        received_date=copy.received if DAY.fullmatch(copy.received) else "",
        supplier=copy.source_name,
        location=copy.location,
        source=source_code(copy),
        price="" if copy.price is None else str(copy.price),
        price_currency=_CURRENCIES.get(copy.currency, copy.currency) if copy.price is not None else "",
    )
