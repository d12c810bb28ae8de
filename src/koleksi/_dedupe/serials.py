"""Issues of a periodical: its number is an ISSN and stands on every issue, so year and number of the issue tell them
apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from koleksi._dedupe.facts import Facts
from koleksi._terms.check_digits import issn_holds
from koleksi._terms.issue import Issue, read_issue
from koleksi._terms.tables import rows
from koleksi.book import Book

__all__ = ["Serial", "begins_with_periodical", "damaged_isbns", "is_issn", "is_serial", "is_surely_serial", "issn_of",
           "names_periodical", "serial_of", "title_without_issue", "with_issue"]  # fmt: skip

_ISSN = re.compile(r"(?:ISSN[\s:]*)?[pe]?-?\s*(\d{4})\s*-?\s*(\d{3})([\dXx]?)", re.IGNORECASE)
_EAN = re.compile(r"977\d{10}")
_OF_BOOKS = ("978", "979")
_FIRST = "012"  # all ISSNs given out so far begin so
_WORDS = "|".join(row["word"] for row in rows("periodical_words.csv") if row["kind"] == "periodical")
_PERIODICAL = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)
_BEGINS = re.compile(rf"(?:{_WORDS})\b", re.IGNORECASE)
_FACTS_OF_ISSUE = frozenset({"edition", "issue", "volume", "number", "series", "years", "version"})


class Serial(NamedTuple):
    """A row as an issue of a periodical: ``name`` is the title without the issue, ``issn`` its first seven digits."""

    name: str
    issue: Issue
    issn: str


def is_issn(text: str) -> bool:
    """Whether a number in an ISBN's place is an ISSN, with its check digit (ISO 3297), without it, or as EAN 977."""
    return bool(_seven_digits(text))


def _seven_digits(text: str) -> str:
    if len(text) == 13 and text.startswith(_OF_BOOKS):
        return ""
    plain = re.sub(r"[\s.-]", "", text)
    if _EAN.fullmatch(plain):
        return plain[3:10]
    found = _ISSN.fullmatch(text.strip(" !"))
    if not found or found[1][0] not in _FIRST:
        return ""
    holds = not found[3] or issn_holds(found[1] + found[2] + found[3])
    return found[1] + found[2] if holds else ""


def issn_of(book: Book) -> str:
    """The first seven digits of the ISSN that a row says, "" for none."""
    texts = (book.issn, book.isbn, *book.wrong_isbns)
    return next((digits for text in texts if text and (digits := _seven_digits(text))), "")


def names_periodical(title: str) -> bool:
    """Whether a word of the title is one for periodicals ("Majalah ...")."""
    return _PERIODICAL.search(title) is not None


def begins_with_periodical(title: str) -> bool:
    """Whether a title names itself a periodical: "Majalah Tani 12", but no "Menulis di Majalah 2"."""
    return _BEGINS.match(title) is not None


def is_serial(book: Book) -> bool:
    """Whether a row alone says that it is an issue: by its number, or by a word for periodicals beside an issue."""
    if book.issn or any(is_issn(text) for text in (book.isbn, *book.wrong_isbns) if text):
        return True
    return not book.isbn and names_periodical(book.full_title) and _says_which(book)


def _says_which(book: Book) -> bool:
    """Whether title, edition or volume name an issue: by its month and year, or by its number."""
    issue = _together(_said(book)[1], 0)
    return bool(issue.is_dated and issue.year) or issue.is_numbered


def is_surely_serial(book: Book) -> bool:
    """The same of a whole ISSN alone: seven digits without the check digit may be of anything."""
    texts = (book.isbn, *book.wrong_isbns)
    whole = book.issn or any(is_issn(text) and len(re.sub(r"\W", "", text)) > 7 for text in texts if text)
    return bool(whole) or is_serial(book) and _says_which(book)


def damaged_isbns(book: Book) -> tuple[str, ...]:
    """Digits of the numbers that do not hold as ISBNs; those of a periodical are no book's."""
    wrong = [text for text in book.wrong_isbns if not is_issn(text)]
    return tuple([digits for text in wrong if (digits := "".join(filter(str.isdigit, text)))])


def serial_of(book: Book) -> Serial:
    """What a row says as an issue, wherever it stands: in the title, the column for editions or that for volumes."""
    name, said = _said(book)
    return Serial(name, _together(said, book.year or 0), issn_of(book))


def _said(book: Book) -> tuple[str, tuple[Issue, ...]]:
    """The title without its issue; the issues that edition, volume and title name."""
    name, of_title = read_issue(book.full_title)
    _, of_edition = read_issue(book.edition, of_edition=True) if book.edition else ("", Issue())
    _, of_volume = read_issue(book.volume, of_edition=True) if book.volume else ("", Issue())
    return name or book.full_title, (of_edition, of_volume, of_title)


def _together(said: tuple[Issue, ...], year: int) -> Issue:
    """One issue of what several columns say: the date whole from the one that knows most of it, each number from the
    first that has it."""
    dated = max(said, key=lambda one: (one.is_dated, bool(one.days), bool(one.year)))
    counted = next((one for one in said if one.is_numbered), next((one for one in said if one.number), said[0]))
    years = (dated.year, *(one.year for one in said), year)
    return dated._replace(
        volume=next((one.volume for one in said if one.volume), ""),
        number=counted.number,
        counted_as_edition=counted.counted_as_edition,
        year=next(filter(None, years), 0),
        special=next((one.special for one in said if one.special), ""),
    )


@lru_cache(maxsize=4096)
def title_without_issue(title: str) -> str:
    """The name of a periodical from the title of one of its issues: "Tempo: Agustus 2016" -> "Tempo"."""
    return read_issue(title)[0] or title


def with_issue(facts: Facts, book: Book) -> Facts:
    """The facts of a periodical's issue, wherever they stand: "Ed. 1" is an issue there. One that says no more than
    its year agrees with none that says more."""
    issue = serial_of(book).issue
    said = sorted(issue.facts())
    if said and not issue.is_known:
        said.append("whole")
    known = {kind: value for kind, value in facts if kind not in _FACTS_OF_ISSUE}
    if said:
        known["issue"] = "+".join(said)
    return tuple(sorted(known.items()))
