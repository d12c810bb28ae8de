"""One row of a sheet -> an Entry. Each cell is read by its column; what does not fit is kept and said."""

from __future__ import annotations

import math
import re
import sys
from functools import lru_cache
from typing import Any

from koleksi import isbn as numbers
from koleksi._intake.cells import TypedRow, many
from koleksi._intake.class_number import class_of
from koleksi._intake.columns import Heading
from koleksi._intake.copies.of_row import copies_of
from koleksi._intake.people import authors_of, contributors_of
from koleksi._terms import language
from koleksi._terms.condition import parted
from koleksi._terms.numerals import spelled_pattern
from koleksi._terms.problems import problem
from koleksi._terms.school import grade_in
from koleksi._terms.shelves import kind_of_category
from koleksi.book import Book, Entry, Problem

__all__ = ["entry_of"]

_PRINTING = re.compile(
    rf"\b(?:cet|cetakan|ctk|printing|impression)\b[\s.]*(?:ke)?[\s.-]*(?:[\divxIVX]+|{spelled_pattern('ordinal')})?",
    re.IGNORECASE,
)
_COLLECTION = re.compile(r"\A(?:koleksi\s+\w+|umum|referensi|tandon|deposit)\Z", re.IGNORECASE)


def entry_of(heading: Heading, cells: tuple[str, ...], source: str, number: int) -> Entry | Problem:
    """A row as an Entry. A row with neither title nor ISBN is a Problem of severity "error"."""
    row = TypedRow(heading, _shifted_back(heading, cells), source, number)
    _scanned_into_title(row)
    _counted_in_title(row)
    _isbn_as_barcode(row)
    isbns = _isbns(row)
    title = row.get("title")
    if not title and not isbns.get("isbn"):
        shown = " | ".join(filter(None, cells))[:300]
        return problem("row-empty", source=source, row=number, value=shown)
    if not title:
        row.say("title-missing", "title", isbns["isbn"])
    book = Book(**{**_description(row), **isbns})
    copies = copies_of(row)
    if row.notes:
        book = book.but(notes=(*book.notes, *row.notes))
    return Entry(book=book, copies=copies, source=source, row=number, problems=tuple(row.problems))


def _scanned_into_title(row: TypedRow) -> None:
    """A number that a scanner typed into the column of titles is the ISBN it is. "1984" is a title."""
    title = row.get("title")
    if (
        not row.get("isbn")
        and not any(map(str.isalpha, title[:-1]))
        and numbers.recognise(title).kind in ("isbn10", "isbn13")
    ):
        row.cells["isbn"] = row.cells.pop("title")


def _isbn_as_barcode(row: TypedRow) -> None:
    """The ISBN under the bars on a book's back, in the column of bar codes: it is the number of the edition, and two
    copies cannot share it. What a library system wrote there stays."""
    cell = row.get("barcode")
    digits = re.sub(r"[\s-]", "", cell)
    if row.heading.program or len(digits) != 13 or numbers.recognise(digits).kind != "isbn13":
        return
    if not row.get("isbn") or digits in numbers.recognise(row.get("isbn")).isbns:
        row.cells["isbn"] = row.get("isbn") or cell
        row.say("barcode-isbn", "barcode", cell)
        del row.cells["barcode"]


_COPIES_IN_TITLE = re.compile(
    r"[\s,;:.\u2013-]*(?:(?<=[\s,;:.\u2013-])(?P<n>[1-9]\d{0,2})\s*(?:eks|exp|eksp|eksemplar|exemplar|copies|copy)\b\.?"
    r"|[(\[]\s*(?P<in>[1-9]\d{0,2})\s*(?:eks|exp|eksp|eksemplar|exemplar|copies|copy|buah|bh|buku)\b\.?\s*[)\]])\s*\Z",
    re.IGNORECASE,
)


def _counted_in_title(row: TypedRow) -> None:
    """How many copies there are, typed behind the title ("Laskar Pelangi (3 eks)"), is no part of it; where the column
    of copies says another number, the title stays as typed."""
    found = _COPIES_IN_TITLE.search(row.get("title"))
    number = (found["n"] or found["in"]) if found else ""
    if found and found.start() and row.get("count") in ("", number):
        row.cells["title"] = row.cells["title"][: found.start()]
        row.cells["count"] = number


def _shifted_back(heading: Heading, cells: tuple[str, ...]) -> tuple[str, ...]:
    """A row with too many cells because a separator stood in the text: two neighbours are joined where that, and
    only that, makes year and ISBN read right again."""
    surplus = len(cells) - len(heading)
    while surplus > 0 and not cells[-1]:
        cells, surplus = cells[:-1], surplus - 1
    if surplus <= 0 or not {"year", "isbn"} & set(heading):
        return cells
    fits = []
    for n, field in enumerate(heading[: len(cells) - surplus]):
        if field in ("title", "authors", "publisher", "subtitle"):
            joined = (*cells[:n], ", ".join(cells[n : n + surplus + 1]), *cells[n + surplus + 1 :])
            if _reads_right(heading, joined) and not _reads_right(heading, cells[: len(heading)]):
                fits.append(joined)
    return fits[0] if len(fits) == 1 else cells


def _reads_right(heading: Heading, cells: tuple[str, ...]) -> bool:
    checked = 0
    for field, cell in zip(heading, cells, strict=False):
        if field == "year" and cell:
            if not re.fullmatch(r"(?:1[6-9]|20)\d\d", cell):
                return False
            checked += 1
        if field == "isbn" and cell:
            if not numbers.recognise(cell).isbns:
                return False
            checked += 1
    return checked > 0


def _description(row: TypedRow) -> dict[str, Any]:
    edition, printing = _edition(row)
    authors = authors_of(row)
    title, subtitle, statement = _title(row, authors)
    ddc, call_number, school = class_of(row)
    categories = _subjects(row)
    audience = ", ".join(subject for subject in categories if kind_of_category(subject) == "audience")
    given: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle or " ".join(said for said in school if not _says_school(title, said)),
        "authors": authors,
        "contributors": contributors_of(row),
        "year": _year(row),
        "edition": edition,
        "printing": printing,
        "language": _language(row),
        "subjects": tuple(subject for subject in categories if kind_of_category(subject) != "audience"),
        "height_cm": _height(row),
        "extent": _extent(row),
        "ddc": ddc,
        "call_number": row.get("call_number") or call_number,
        "audience": row.get("audience") or " ".join(school) or audience,
    }
    given["responsibility"] = row.get("responsibility") or statement
    given["publisher"], given["place"] = (
        sys.intern(row.get(field).rstrip(" ,:;")) for field in ("publisher", "place")
    )  # without ISBD's marks, which INLISLite has; a large list says few of them, again and again
    for field in ("series", "volume", "summary"):
        given[field] = row.get(field)
    issn = row.get("issn")
    given["issn"] = issn and (numbers.recognise(f"ISSN {issn}").issn or issn)
    given["notes"] = tuple(filter(None, (parted(row.get("notes"))[1],)))
    return given


def _says_school(title: str, said: str) -> bool:
    """Whether a title says the class or term itself ("kls 4" of "Kelas 4")."""
    word = said.split()[0]
    return bool(re.search(rf"\b{word}\b", title, re.IGNORECASE)) or word == "Kelas" and bool(grade_in(title))


def _title(row: TypedRow, authors: tuple[str, ...]) -> tuple[str, str, str]:
    """Title, subtitle and statement of responsibility: ISBD's " : " parts off the subtitle (a colon without blanks
    may be part of the title and stays), its " / " the statement, but only where that repeats the author of the row:
    "Client / Server" is a title."""
    title, subtitle = row.get("title"), row.get("subtitle")
    before, _, statement = title.rpartition(" / ")
    if before and authors and _word_set(authors[0]) <= _word_set(statement):
        title, said = before, "" if _word_set(statement) == _word_set(" ".join(authors)) else statement
    else:
        said = ""
    if not subtitle and title.count(" : ") == 1:
        title, _, subtitle = title.partition(" : ")
    return title, subtitle, said


def _word_set(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _subjects(row: TypedRow) -> tuple[str, ...]:
    """What the book is about, and for whom. "Kategori" may also say in which collection it stands."""
    return tuple(subject for subject in many(row.get("subjects")) if not _COLLECTION.match(subject))


def _isbns(row: TypedRow) -> dict[str, Any]:
    cell = row.get("isbn")
    if not cell:
        return {}
    one = numbers.recognise(cell)
    if not one.isbns and row.column_named("isbn", "issn"):
        one = min(one, numbers.recognise(f"ISSN {cell}"), key=lambda found: found.kind != "issn")
    if one.kind == "issn":
        return {"issn": one.issn}
    if one.isbns:
        if one.action in ("accept_warn", "ask_which"):
            row.say(f"isbn-{one.action}", "isbn", cell, wording="isbn/read-as", isbn=one.isbns[0], why=one.reason)
        return {"isbn": one.isbns[0], "other_isbns": one.isbns[1:], "isbn_qualifier": one.qualifier}
    if one.action == "treat_as_empty":
        return {}
    if one.kind == "price_addon":
        row.say("isbn-price_addon", "isbn", cell, wording="isbn/price-addon")
        return {"wrong_isbns": (cell,)}
    row.say(f"isbn-{one.kind}", "isbn", cell, wording="isbn/not-valid", perhaps=one.perhaps, why=one.reason)
    return {"wrong_isbns": (cell,)}


def _year(row: TypedRow) -> int | None:
    cell = row.get("year")
    if not cell or not cell.strip("0"):
        return None
    found = re.findall(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)", cell)
    if not found:
        row.notes.append(f"tahun: {cell}")
        row.say("year", "year", cell)
        return None
    return _whole(found[0])


_whole = lru_cache(maxsize=1024)(int)  # a large list has few years, each of which is then one value in memory


def _edition(row: TypedRow) -> tuple[str, str]:
    """ "Ed. 2, Cet. 3" -> edition and printing; a bare printing is no edition."""
    cell, printing = row.get("edition"), row.get("printing")
    if printing.isdecimal():
        printing = f"Cet. {printing}"
    match = _PRINTING.search(cell)
    if match:
        printing = printing or match[0].strip()
        cell = (cell[: match.start()] + cell[match.end() :]).strip(" ,;/")
    return (f"Ed. {cell}" if cell.isdecimal() else cell), printing


def _language(row: TypedRow) -> str:
    cell = row.get("language")
    code = language.code_of(cell)
    if cell and not code:
        row.notes.append(f"bahasa: {cell}")
    return code


_SIZE = re.compile(
    r"\s*[;:,]*\s*(?:(?P<width>\d{1,3}(?:[.,]\d+)?)\s*[xX\u00d7]\s*)?(?P<height>\d{1,3}(?:[.,]\d+)?)\s*cm\b\.?",
    re.IGNORECASE,
)


def _height(row: TypedRow) -> int | None:
    """Whole centimetres, rounded up as cataloguers do; of width and height the larger."""
    cell = row.get("height_cm")
    found = _SIZE.search(cell if "cm" in cell.casefold() else f"{cell} cm") if cell else _SIZE.search(row.get("extent"))
    if not found:
        return None
    height = math.ceil(max(float(said.replace(",", ".")) for said in found.groups() if said))
    return height if 4 < height < 100 else None


def _extent(row: TypedRow) -> str:
    cell = _SIZE.sub("", row.get("extent")).strip(" ;:,")
    return f"{cell} hlm." if cell.isdecimal() else cell
