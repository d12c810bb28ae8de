"""Whether MARC's own fields can say a book exactly, without reading back what was built: true for most books.

A sufficient test only. ``tests/test_marc_exact.py`` holds it against reading back for any book.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from koleksi import isbn as numbers
from koleksi import names
from koleksi._marc.fields import Field
from koleksi._marc.parse import CLASS, PRINTING, WHOLE_IN_A, without_stop
from koleksi._marc.people import direct_name, responsibility, same_letters
from koleksi._terms import language
from koleksi._terms.roles import role_of, term
from koleksi._terms.untitled import UNTITLED
from koleksi.book import Book, Contributor

__all__ = ["says_exactly"]

_CENTURIES = range(1400, 2100)


def says_exactly(book: Book, people: Sequence[Field]) -> bool:
    """``people``: the name fields made of the book's authors and contributors, in this order."""
    return _numbers(book) and _people(book, people) and _title(book) and _texts(book)


def _numbers(book: Book) -> bool:
    classed = bool(CLASS.fullmatch(book.ddc)) if book.ddc else not book.call_number
    dated = book.year is None or book.year in _CENTURIES
    sized = book.height_cm is None or 0 < book.height_cm < 1000
    spoken = _language_returns(book.language) and (
        not book.original_language or (book.language != "" and len(book.original_language) <= 3)
    )
    return classed and dated and sized and spoken and _isbns(book)


def _isbns(book: Book) -> bool:
    if not book.isbn:
        return not book.other_isbns and not book.isbn_qualifier
    others = book.other_isbns
    return (
        _isbn_returns(book.isbn)
        and book.isbn_qualifier == book.isbn_qualifier.strip("() ")
        and (not others or (len({book.isbn, *others}) == 1 + len(others) and all(map(_isbn_returns, others))))
    )


def _isbn_returns(isbn: str) -> bool:
    return not isbn or numbers.recognise(numbers.hyphenate(isbn) or isbn).isbns[:1] == (isbn,)


def _language_returns(code: str) -> bool:
    return not code or language.is_code(code) and language.marc_code(code) == code


def _people(book: Book, fields: Sequence[Field]) -> bool:
    """Names come back by tag: 700 before 710; one without a role is an author where there is no main entry."""
    tags = [field[0] for field in fields]
    if tags != sorted(tags):
        return False
    named = [*book.authors, *(one.name for one in book.contributors)]
    return (
        all(map(_name_returns, named, fields))
        and all(_role_returns(one, bool(book.authors)) for one in book.contributors)
        and _kinds_return(book, named, tags)
    )


def _kinds_return(book: Book, named: Sequence[str], tags: Sequence[str]) -> bool:
    """Which names are bodies and meetings comes back from the tags of their fields."""
    of_tags = list(zip(named, tags, strict=True))
    bodies = [name for name, tag in of_tags[: len(book.authors)] if tag[1:] == "10" and not names.is_corporate(name)]
    meetings = [name for name, tag in of_tags if tag[1:] == "11"]
    marked = all(
        one.corporate or tag[1:] == "00" or names.is_corporate(one.name)
        for one, tag in zip(book.contributors, tags[len(book.authors) :], strict=True)
    )
    return marked and book.bodies == tuple(dict.fromkeys(bodies)) and book.meetings == tuple(dict.fromkeys(meetings))


@lru_cache(maxsize=1024)
def _name_returns(name: str, field: Field) -> bool:
    return direct_name(field, dict(reversed(field[2])).get("a", "")) == name and bool(name.strip(" .,"))


@lru_cache(maxsize=1024)
def _role_returns(one: Contributor, beside_author: bool) -> bool:
    role = role_of(term(one.role))
    return (
        role == one.role
        and (role != "author" if role else beside_author)
        and not (one.corporate and names.is_corporate(one.name))
    )


def _title(book: Book) -> bool:
    """The text that ends field 245 must not lose a stop of its own; a typed statement must differ from the one that
    the names make."""
    if not book.title or book.title == UNTITLED:
        return False
    made = responsibility(book.authors, book.contributors)
    if book.responsibility and same_letters(book.responsibility, made):  # it may be read as the names
        return False
    last = book.responsibility or made or book.subtitle or book.part_title or book.volume or book.title
    return without_stop(last if last[-1] in ".?!" else f"{last}.") == last


def _texts(book: Book) -> bool:
    if PRINTING.match(book.edition) or (book.printing and not PRINTING.match(book.printing)):
        return False
    if book.height_cm is None and not book.illustrations and WHOLE_IN_A.search(book.extent):
        return False
    if book.series_number and not book.series:
        return False
    return book.series[-1:] != ";" and len(set(book.subjects)) == len(book.subjects)
