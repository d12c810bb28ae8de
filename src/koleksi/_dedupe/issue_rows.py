"""What a row of a list says as an issue of a periodical, and how sure that is.

"Bobo 12", "Trubus 450 - Mei 2007", "Annida 12/XIV": a number behind a title counts a book's volumes more often than
issues, so it is read only where the title is known to be a periodical's: from general knowledge
(``periodical_words.csv``), by a word for periodicals before it, or by other rows of the list.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from koleksi._dedupe.people import name_words
from koleksi._dedupe.serials import (
    Serial,
    begins_with_periodical,
    damaged_isbns,
    is_surely_serial,
    names_periodical,
    serial_of,
)
from koleksi._terms.folding import fold_for_title
from koleksi._terms.issue import Issue, read_issue
from koleksi._terms.tables import rows
from koleksi.book import Book

__all__ = [
    "NAMES", "SUBTITLE", "IssueRow", "allows_number", "differs_in_issue", "is_sure", "key_of", "may_be_asked",
    "may_belong", "row_of", "says_only_a_number", "whole_key", "with_bare_number",
]  # fmt: skip

SUBTITLE = re.compile(r"\s*[:;|(\[]\s*|\s[-\u2013\u2014]\s")
_OF_WORDS = re.compile(r"\s*[:;|(\[](?!\s*\d)\s*|\s[-\u2013\u2014]\s(?!\d)")  # a subtitle; not the number of "Bobo: 12"
_WORD = re.compile(r"[^\W_]+")
_OF_KIND = {kind: [row["word"] for row in rows("periodical_words.csv") if row["kind"] == kind]
            for kind in ("periodical", "name", "common", "decree")}  # fmt: skip
_PERIODICAL = frozenset(_OF_KIND["periodical"])
_DECREES = frozenset(_OF_KIND["decree"])
_SCHOOL = re.compile(r"\b(?:kelas|kls|semester|jilid|juz)\b", re.IGNORECASE)
_COUNTED_BOOKS = re.compile(r"\b(?:seri|serial|series|komik|novel|buku|book|episode)\b", re.IGNORECASE)
_HINT = re.compile(  # what every issue has that needs its list to be known as one
    r"\b(?:(?:no|n0|nomor|nomer|vol|volume|th|thn|tahun|minggu)(?![^\W\d])"
    r"|(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|agt|ags|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*\.? ?[\d(,'/-])"
    r"|#|\d/|edisi \d\d",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\Z")
_OF_YEAR = re.compile(r"\b(?:tahun|thn|th)\b[\s.]*(?:1[89]|20)\d\d(?!\d)", re.IGNORECASE)
_HIGH = 10  # number of an issue from which a title without author is more likely a periodical's than a book's
_HIGH_EDITION = 20  # the same behind "Edisi"


class IssueRow(NamedTuple):
    """``key``: by which names are one; ``bare``: whether the number stands behind the title without a word for it."""

    place: int
    book: Book
    serial: Serial
    key: str
    bare: bool = False


def key_of(name: str) -> str:
    """By which two names are one: the words before the subtitle, without those for periodicals where others stay."""
    stem = SUBTITLE.split(name, maxsplit=1)[0]
    for text in (stem, name):
        words = _WORD.findall(fold_for_title(text))
        own = [word for word in words if word not in _PERIODICAL and len(word) > 1]
        if own:
            return "".join(own)
    return ""


def whole_key(name: str) -> str:
    """The same of every word of a name."""
    return "".join(_WORD.findall(fold_for_title(name)))


NAMES = frozenset(map(key_of, _OF_KIND["name"]))  # keys of titles that are a periodical's
_COMMON = frozenset(map(key_of, _OF_KIND["common"]))  # and of those that may be a book's as well
_BEGINS = frozenset(key[:3] for key in (*NAMES, *_COMMON))


def row_of(place: int, book: Book) -> IssueRow | None:
    """A row that may be an issue; nothing with the number of a book is one."""
    if book.isbn and not book.issn or _SCHOOL.search(book.full_title) and not names_periodical(book.full_title):
        return None
    said = f"{book.title} {book.subtitle} {book.edition} {book.volume}"
    hinted = book.issn or book.wrong_isbns or names_periodical(said) or _HINT.search(said)
    if not hinted and not (_may_be_known(book.title) and _DIGIT.search(said)):
        return None
    serial, fuller = serial_of(book), with_bare_number(place, book)
    if fuller.key in NAMES or fuller.key in _COMMON or begins_with_periodical(book.title):
        return fuller._replace(
            bare=serial.issue.counted_as_edition or fuller.serial.issue.number != serial.issue.number
        )
    return IssueRow(place, book, serial, key_of(serial.name)) if hinted else None


def _may_be_known(title: str) -> bool:
    """Whether a title begins as a known one does: a quick look."""
    return title[:3].casefold() in _BEGINS


# how sure it is


def is_sure(row: IssueRow) -> bool:
    """Whether a row is an issue by itself. Volume and number together count nothing but issues; a title that may be a
    book's needs a date or a word before its number."""
    book, issue = row.book, row.serial.issue
    if is_surely_serial(book):
        return True
    if _is_other(book.full_title) or _has_number_of_book(book):
        return False
    if issue.volume and issue.is_numbered and not book.authors:
        return True
    if not _names_nobody(row):
        return False
    if row.key in NAMES or row.bare and begins_with_periodical(book.title):
        return issue.is_known
    return row.key in _COMMON and not row.bare and bool(issue.is_dated and issue.year or issue.is_numbered)


def _has_number_of_book(book: Book) -> bool:
    """Whether an ISBN stands there that does not hold."""
    return any(len(digits) > 8 and not digits.startswith("977") for digits in damaged_isbns(book))


def _names_nobody(row: IssueRow) -> bool:
    """Whether no person stands as author: nobody, the periodical itself, its publisher or its editors."""
    publisher = key_of(row.book.publisher)
    return all(not name_words(one) or key_of(one) in (row.key, publisher) for one in row.book.authors)


def differs_in_issue(row: IssueRow) -> bool:
    """Whether a row could be an issue among others of its title: with its month and year, or volume and number; a day
    in a title is one of history, and numbered decrees are none."""
    issue, title = row.serial.issue, row.book.full_title
    if _is_other(title):
        return False
    if issue.days.isdecimal() and row.serial.name != title:
        return False
    return bool((issue.is_dated and issue.year) or (issue.is_numbered and issue.volume))


def may_be_asked(row: IssueRow) -> bool:
    """Whether a row that says too little is perhaps an issue: "No. 450 Tahun 2007", a number so high that a book's
    would be lower, or one behind a title that may be a periodical's. Books of a series are counted too."""
    book, issue = row.book, row.serial.issue
    if not issue.number or _is_other(book.full_title):
        return False
    if issue.is_numbered and _OF_YEAR.search(f"{book.full_title} {book.edition} {book.volume}"):
        return True
    if issue.is_dated or _COUNTED_BOOKS.search(book.full_title):
        return False
    if row.key in _COMMON and not issue.counted_as_edition:
        return True
    return int(issue.number.split("-")[0]) >= (_HIGH_EDITION if issue.counted_as_edition else _HIGH)


def _is_other(title: str) -> bool:
    """Whether a title is that of a school book or a decree, which are numbered too."""
    words = re.findall(r"\w+", title.casefold())
    return _SCHOOL.search(title) is not None or not _DECREES.isdisjoint(words)


def may_belong(row: IssueRow) -> bool:
    """Whether a row of a periodical's name says anything of an issue."""
    issue = row.serial.issue
    said = issue.is_dated or issue.is_numbered or issue.special or (issue.volume and not _SCHOOL.search(row.book.title))
    return bool(said or names_periodical(row.book.full_title) or row.serial.issn)


# rows that say nothing but a number

_COUNT = r"\d{1,4}(?:\s?[-/&]\s?\d{1,4})?"
_NUMBER = re.compile(  # "12", "ke-12", "(12)", "XXX/5" behind a title
    rf"[\s,.:;(/#-]+(?:ke[\s-]*)?(?:(?P<volume>[IVXLC]+)\s?/\s?)?(?P<number>{_COUNT})[\s).]*\Z", re.IGNORECASE
)
_VOLUME = re.compile(r"\s*/\s*(?P<volume>[IVXLC]+)\s*\Z", re.IGNORECASE)  # what "No. 12/XXXIV" and "12/XIV" leave
_RUN = re.compile(r"\s+(?P<volume>[IVXLC]{2,})\s*\Z")  # "SWA XXXI No. 22"
_SHORT_YEAR = re.compile(r"[09]\d")


def says_only_a_number(book: Book) -> bool:
    """Whether a row could be an issue by the name that other rows show to be a periodical's: a number stands behind the
    title or alone in a column beside it, or the title is the name of a periodical and nothing else, but for a year."""
    if book.isbn or book.issn:
        return False
    if _NUMBER.search(_OF_WORDS.split(book.title, maxsplit=1)[0]):
        return True
    if any(text.strip().isdecimal() for text in (book.edition, book.volume)):
        return True
    return _may_be_known(book.title) and not book.subtitle and whole_key(_YEAR.sub("", book.title)) in NAMES


def with_bare_number(place: int, book: Book) -> IssueRow:
    """A row with the number behind its title as that of the issue; two figures behind a month without year are the
    year."""
    serial = serial_of(book)
    found = _OF_WORDS.search(serial.name)
    stem, rest = (serial.name[: found.start()], serial.name[found.start() :]) if found else (serial.name, "")
    stem, issue = _counted(stem, serial.issue)
    if stem.strip():
        serial = Serial(f"{stem}{rest}", issue, serial.issn)
    return IssueRow(place, book, serial, key_of(serial.name))


def _counted(name: str, issue: Issue) -> tuple[str, Issue]:
    volume = _VOLUME.search(name) or (_RUN.search(name) if issue.number and not issue.volume else None)
    if volume:
        issue = issue._replace(volume=issue.volume or read_issue(f"Vol. {volume['volume']}")[1].volume)
        name = name[: volume.start()]
    if found := _NUMBER.search(name):
        issue = _with_number(issue, found["number"], found["volume"])
        name = name[: found.start()]
    return name, issue


def _with_number(issue: Issue, number: str, volume: str | None) -> Issue:
    if issue.month and not issue.year and _SHORT_YEAR.fullmatch(number):
        return issue._replace(year=(1900 if number > "29" else 2000) + int(number))
    said = read_issue(f"No. {number}" + (f" Vol. {volume}" if volume else ""))[1]
    return issue._replace(number=issue.number or said.number, volume=issue.volume or said.volume)


def allows_number(row: IssueRow) -> bool:
    """Whether a row whose name is a periodical's may be its issue by a number alone: no school book, no one's work."""
    return not _is_other(row.book.full_title) and not _has_number_of_book(row.book) and _names_nobody(row)
