"""SLiMS 9 CSV import, as its PHP really reads it (measured on SLiMS 9.7.0).

The biblio file comes first and carries the item codes; then the item file completes items that exist,
because SLiMS's item import cannot make new ones (its bug 371). Notes of up to 50 bytes are filled up with
blanks: its import replaces shorter ones by a number (its bug 274). The item file has no heading row, for its
import takes one for an item and makes a supplier, a location, a collection type and a status of it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Any, BinaryIO

from koleksi import names
from koleksi._terms.acquisition import kind_of_acquisition
from koleksi._terms.folding import fold
from koleksi._terms.heading_kinds import is_meeting
from koleksi._terms.problems import problem
from koleksi._terms.roles import term
from koleksi._terms.three_bytes import beyond, replaced
from koleksi._terms.untitled import UNTITLED, title_and_part
from koleksi.book import Book, Copy, Problem

__all__ = [
    "BIBLIO_COLUMNS", "DAY", "ITEM_COLUMNS", "biblio_csv", "collation",
    "copy_note", "item_csv", "notes", "source_code", "statement", "title_in_slims", "whole_title", "write_biblio",
    "write_item",
]  # fmt: skip

BIBLIO_COLUMNS = (
    "title", "gmd_name", "edition", "isbn_issn", "publisher_name", "publish_year", "collation", "series_title",
    "call_number",
    "language_name", "place_name", "classification", "notes", "image", "sor", "authors", "topics", "item_code",
)  # fmt: skip
ITEM_COLUMNS = (
    "item_code", "call_number", "coll_type_name", "inventory_code", "received_date", "supplier_name", "order_no",
    "location_name",
    "order_date", "item_status_name", "site", "source", "invoice", "price", "price_currency", "invoice_date",
    "input_date",
    "last_update", "title",
)  # fmt: skip
# Widths of the database columns, in characters; MySQL cuts what is longer without a word.
_WIDTHS = {
    "gmd_name": 30, "edition": 50, "isbn_issn": 32, "publisher_name": 100, "publish_year": 20, "collation": 100,
    "series_title": 200,
    "call_number": 50, "language_name": 20, "place_name": 30, "classification": 40, "sor": 200, "item_code": 20,
    "inventory_code": 200, "site": 50, "price_currency": 10,
}  # fmt: skip
# A row that begins with one of these words, so written, is skipped as a heading.
_HEADINGS = MappingProxyType({word: word.capitalize() for word in ("title", "item_code", "member_id")})
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AUTHOR, _TOPIC = 100, 50
_LANGUAGES = {"ind": "Indonesia", "eng": "English"}
_NOTES = 51  # bytes: fewer become their number
_TAG = re.compile(r"<(?=[A-Za-z/!?])")  # SLiMS prints titles and notes as they are
_BLANKS = " \t\n\r\0\v"  # what its import takes off the ends of a cell (PHP's trim)
_SOURCES = MappingProxyType({"bought": "1", "given": "2", "exchanged": "2", "": "0"})
_NO_SUPPLIER = "-"  # an empty name makes a nameless supplier

Items = Iterable[tuple[Book, Sequence[Copy]]]


def biblio_csv(items: Items, *, policy: str = "last") -> tuple[bytes, list[Problem]]:
    """The biblio file, with a heading row, and what SLiMS cannot hold. UTF-8 without BOM (a BOM makes the heading a
    book). ``policy``: how names are entered (``names.heading``).
    """
    problems, content = list[Problem](), io.BytesIO()
    write_biblio(items, content, problems, policy=policy)
    return content.getvalue(), problems


def write_biblio(items: Items, stream: BinaryIO, problems: list[Problem], *, policy: str = "last") -> None:
    """`biblio_csv` to a binary stream, row by row; what SLiMS cannot hold goes to ``problems``."""
    rows = (_biblio(book, copies, codes, policy, problems) for book, copies, codes in _coded(items, problems))
    _write(chain([BIBLIO_COLUMNS], rows), stream)


def item_csv(items: Items, *, locations: Collection[str] = ()) -> tuple[bytes, list[Problem]]:
    """The item file, to be imported after the biblio file, and what SLiMS cannot hold of it. No heading row.

    ``locations``: those that SLiMS has. It cannot make one here (all copies would go to one without name or code), so
    any other is written as the shelf.

    A row whose title SLiMS does not know is passed over; one whose code it does not know ends the import.
    """
    problems, content = list[Problem](), io.BytesIO()
    write_item(items, content, problems, locations=locations)
    return content.getvalue(), problems


def write_item(items: Items, stream: BinaryIO, problems: list[Problem], *, locations: Collection[str] = ()) -> None:
    """`item_csv` to a binary stream, row by row; what SLiMS cannot hold goes to ``problems``."""
    rows = (
        _item(book, copy, code, locations, problems)
        for book, copies, codes in _coded(items, [])
        for copy, code in zip(copies, codes, strict=True) if code
    )  # fmt: skip
    _write(rows, stream)


def title_in_slims(book: Book) -> str:
    """The title by which SLiMS knows a book; two records may have the same one."""
    title = _TAG.sub("< ", _plain(whole_title(book))).strip(_BLANKS) or UNTITLED
    return _HEADINGS.get(title, title)


def whole_title(book: Book) -> str:
    """Title, volume, part and subtitle in one, as SLiMS has one column for them."""
    whole = title_and_part(book)
    return f"{whole} : {book.subtitle}" if book.subtitle else whole


def _write(rows: Iterable[Sequence[str]], stream: BinaryIO) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    text.detach()  # flushed, and the stream stays open


def _coded(items: Items, problems: list[Problem]) -> Iterator[tuple[Book, Sequence[Copy], list[str]]]:
    """Each book with its copies and the item code of each ("" where SLiMS cannot have it)."""
    codes: set[str] = set()
    for book, copies in items:
        yield book, copies, [_code(book, copy, codes, problems) for copy in copies]


def _code(book: Book, copy: Copy, taken: set[str], problems: list[Problem]) -> str:
    code = _fitted(book, "item_code", _bare(copy.barcode), problems)
    if not code or _key(code) in taken:
        wording = "slims-no-code/taken" if code else "slims-no-code"
        problems.append(_remark(book, "slims-no-code", "item_code", copy.barcode, wording=wording, number=code))
        return ""
    taken.add(_key(code))
    return code


def _key(text: str) -> str:
    """By which SLiMS's database compares: without case, accents and blanks at the ends."""
    return fold(text).strip()


def _bare(text: str) -> str:
    """Without the brackets that part the values of a cell."""
    return text.replace("<", "(").replace(">", ")")


def _plain(text: str) -> str:
    """Without what SLiMS destroys: backslashes, and characters beyond its three-byte utf8."""
    return replaced(text.replace("\\", "/"))


def _remark(book: Book, code: str, column: str, value: str, *, wording: str = "", **words: Any) -> Problem:
    return problem(code, wording=wording, source=book.record_id, column=column, value=value, **words)


def _fitted(book: Book, column: str, text: str, problems: list[Problem], width: int = 0) -> str:
    limit = width or _WIDTHS.get(column, 0)
    if text.isascii() and "\\" not in text and (not limit or len(text) <= limit):
        return text
    if characters := beyond(text):
        problems.append(_remark(book, "slims-character", column, text, characters=" ".join(characters)))
    text = _plain(text)
    if limit and len(text) > limit:
        problems.append(_remark(book, "slims-cut", column, text, width=limit))
        return text[:limit].rstrip()
    return text


def _biblio(
    book: Book, copies: Sequence[Copy], codes: Sequence[str], policy: str, problems: list[Problem]
) -> list[str]:
    given = {
        "title": whole_title(book),
        "gmd_name": "Text",
        "edition": " ".join(filter(None, (book.edition, book.printing))),
        "isbn_issn": book.isbn or book.issn,
        "publisher_name": book.publisher,
        "publish_year": str(book.year or ""),
        "collation": collation(book),
        "series_title": " ; ".join(filter(None, (book.series, book.series_number))),
        "call_number": book.call_number,
        "language_name": _language(book, problems),
        "place_name": book.place,
        "classification": book.ddc,
        "notes": _TAG.sub("< ", notes(book, copies)),
        "sor": statement(book),
        "authors": _many(book, "authors", _headings(book, policy), _AUTHOR, problems),
        "topics": _many(book, "topics", book.subjects, _TOPIC, problems),
        "item_code": "".join(f"<{code}>" for code in codes if code),
    }
    # The width of item_code is that of one code; the column holds them all.
    row = {
        name: given[name] if name == "item_code" else _fitted(book, name, given.get(name, ""), problems)
        for name in BIBLIO_COLUMNS
    }
    return list((row | {"title": title_in_slims(book), "notes": _filled_up(row["notes"])}).values())


def statement(book: Book) -> str:
    """The statement of responsibility, by which the order and the roles of names survive: SLiMS keeps no order among
    authors, and its exports say no roles."""
    said = book.responsibility or ", ".join(book.authors)
    others = (f"{term(one.role)}, {one.name}" for one in book.contributors if one.role and one.name not in said)
    return " ; ".join(filter(None, (said, *others)))


def _headings(book: Book, policy: str) -> Iterator[str]:
    everybody = [*((name, False) for name in book.authors), *((one.name, one.corporate) for one in book.contributors)]
    for name, corporate in everybody:
        yield names.heading(name, policy, body=corporate or book.is_body(name) or is_meeting(name))


def collation(book: Book) -> str:
    size = f"{book.height_cm} cm" if book.height_cm else ""
    return " ; ".join(filter(None, (" : ".join(filter(None, (book.extent, book.illustrations))), size)))


def notes(book: Book, copies: Sequence[Copy]) -> str:
    """Also what is said of single copies, for which SLiMS has no field."""
    return "\n".join(filter(None, (*book.notes, book.summary, book.audience, *map(copy_note, copies))))


def copy_note(copy: Copy) -> str:
    """What is said of one copy, behind its code; "" for nothing."""
    said = ", ".join(filter(None, (copy.issue, copy.condition, copy.note)))
    return said and f"{copy.barcode}: {said}"


def _filled_up(notes: str) -> str:
    return notes + " " * (_NOTES - len(notes.encode())) if notes.strip() else ""


def _language(book: Book, problems: list[Problem]) -> str:
    """Only the two languages that SLiMS ships; any other name would make a language without a code (its issue 329)."""
    if book.language and book.language not in _LANGUAGES:
        problems.append(_remark(book, "slims-language", "language_name", book.language))
    return _LANGUAGES.get(book.language, "")


def _many(book: Book, column: str, values: Iterable[str], width: int, problems: list[Problem]) -> str:
    clean = (_fitted(book, column, _bare(value), problems, width) for value in values)
    return "".join(f"<{value}>" for value in dict.fromkeys(clean) if value)


def source_code(copy: Copy) -> str:
    """SLiMS's "source": bought, given (or exchanged), or not said."""
    return _SOURCES[kind_of_acquisition(copy.source)]


def _item(book: Book, copy: Copy, code: str, locations: Collection[str], problems: list[Problem]) -> list[str]:
    known = copy.location in locations
    day = copy.received if DAY.fullmatch(copy.received) else ""
    given = {
        "item_code": code,
        "call_number": copy.call_number or book.call_number,
        "coll_type_name": "Textbook",
        "inventory_code": copy.accession,
        "received_date": day,
        "supplier_name": copy.source_name or _NO_SUPPLIER,
        "location_name": copy.location if known else "My Library",
        "site": "" if known else copy.location,
        "source": source_code(copy),
        "price": str(copy.price) if copy.price is not None else "0",
        "price_currency": "Rupiah" if copy.currency == "IDR" else copy.currency,
        "input_date": day,
        "last_update": day,
        "title": title_in_slims(book),
    }
    return [
        given[name] if name == "title" else _fitted(book, name, given.get(name, ""), problems) for name in ITEM_COLUMNS
    ]
