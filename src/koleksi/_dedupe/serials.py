"""Issues of a periodical: its number is an ISSN and stands on every issue, so year and number of the issue tell them
apart."""

from __future__ import annotations

import re

from koleksi._dedupe.facts import Facts
from koleksi._terms.check_digits import issn_holds
from koleksi._terms.numerals import plain_number
from koleksi.book import Book

__all__ = ["damaged_isbns", "is_issn", "is_serial", "with_issue"]

_ISSN = re.compile(r"(?:ISSN[\s:]*)?(\d{4})\s*-?\s*(\d{3})([\dXx]?)", re.IGNORECASE)
_EAN = re.compile(r"977\d{10}")
_FIRST = "012"  # all ISSNs given out so far begin so
_COUNT = re.compile(r"\d+")


def is_issn(text: str) -> bool:
    """Whether a number in an ISBN's place is an ISSN, with its check digit (ISO 3297), without it, or as EAN 977."""
    if _EAN.fullmatch(re.sub(r"[\s-]", "", text)):
        return True
    found = _ISSN.fullmatch(text.strip(" !"))
    if not found or found[1][0] not in _FIRST:
        return False
    return not found[3] or issn_holds(found[1] + found[2] + found[3])


def is_serial(book: Book) -> bool:
    return bool(book.issn) or any(is_issn(text) for text in (book.isbn, *book.wrong_isbns) if text)


def damaged_isbns(book: Book) -> tuple[str, ...]:
    """Digits of the numbers that do not hold as ISBNs; those of a periodical are no book's."""
    wrong = [text for text in book.wrong_isbns if not is_issn(text)]
    return tuple([digits for text in wrong if (digits := "".join(filter(str.isdigit, text)))])


def with_issue(facts: Facts, book: Book) -> Facts:
    """The facts of a periodical's issue: year, volume and number, wherever they stand; "Ed. 1" is an issue there."""
    known = dict(facts)
    known.pop("edition", None)
    counts = [*_COUNT.findall(book.volume), *_COUNT.findall(book.edition)]
    said = [known.get("issue", ""), str(book.year or ""), *map(plain_number, counts)]
    if issue := "/".join(filter(None, said)):
        known["issue"] = issue
    return tuple(sorted(known.items()))
