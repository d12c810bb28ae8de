"""What a scanned or typed string is: an ISBN, another number, or nothing.

A number is accepted only when its check digit holds as it stands, or after undoing a change that leaves
no choice (Excel's lost leading zero). What could be several numbers is only suggested: a valid but wrong
ISBN describes another book.

Arithmetic and prefixes follow ISO 2108 and the ISBN Users' Manual; hyphens follow the range file of the
International ISBN Agency (``data/isbn_ranges.csv``; ``docs/lookup.md`` says how it is refreshed).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from koleksi._isbn.arithmetic import ean_check, ean_holds, is_valid, is_valid10, to_isbn10, to_isbn13
from koleksi._isbn.recognise import Recognised, read
from koleksi._terms.tables import rows
from koleksi.book import wrong_argument

__all__ = [
    "Recognised",
    "ean_check",
    "ean_holds",
    "group_of",
    "hyphenate",
    "is_allotted",
    "is_valid",
    "is_valid10",
    "recognise",
    "repeated",
    "to_isbn10",
    "to_isbn13",
]


def recognise(text: str) -> Recognised:
    """What ``text`` is. No string raises; one that is nothing known is of kind "none"."""
    _check_text("isbn.recognise", text)
    return read(text, is_allotted)


def repeated(seconds: float) -> str:
    """What the same code scanned once more after ``seconds`` means: "ignore_second" within one second (the trigger
    bounced), else "count_2_or_ask" (a second copy; never dropped silently)."""
    return "ignore_second" if seconds < 1 else "count_2_or_ask"


def hyphenate(isbn13: str) -> str:
    """The ISBN with its hyphens ("978-602-03-3295-6"); "" where the range is not allotted or the number is
    not a valid ISBN-13."""
    _check_text("isbn.hyphenate", isbn13)
    if not is_valid(isbn13):
        return ""
    group, registrant = _shape(isbn13)
    if not registrant:
        return ""
    a, b = 3 + group, 3 + group + registrant
    return f"{isbn13[:3]}-{isbn13[3:a]}-{isbn13[a:b]}-{isbn13[b:12]}-{isbn13[12]}"


def is_allotted(isbn13: str) -> bool:
    """Whether the number lies in a range that is allotted to publishers."""
    return _shape(isbn13)[1] > 0


def group_of(isbn13: str) -> str:
    """Prefix and registration group ("978602", Indonesia); "" where no publisher's range is allotted."""
    group, registrant = _shape(isbn13)
    return isbn13[: 3 + group] if registrant else ""


def _check_text(where: str, value: object) -> None:
    if not isinstance(value, str):
        hint = f"; write {str(value)!r}" if type(value) is int else ""
        raise wrong_argument(where, "an ISBN", "a text", value, hint)


def _shape(isbn13: str) -> tuple[int, int]:
    """The lengths of registration group and registrant; (0, 0) outside the allotted ranges."""
    firsts, lasts, shapes = _ranges()
    twelve = isbn13[:12]
    n = bisect_right(firsts, twelve) - 1
    return shapes[n] if n >= 0 and twelve <= lasts[n] else (0, 0)


@cache
def _ranges() -> tuple[list[str], list[str], list[tuple[int, int]]]:
    """First and last number (12 digits) of every allotted range in rising order, and the lengths there."""
    spans = []
    for row in rows("isbn_ranges.csv"):
        prefix = row["group"].replace("-", "")
        for low, _, high in (span.partition("-") for span in row["registrants"].split()):
            spans.append(((prefix + low).ljust(12, "0"), (prefix + high).ljust(12, "9"), (len(prefix) - 3, len(low))))
    spans.sort()
    return [low for low, _, _ in spans], [high for _, high, _ in spans], [shape for _, _, shape in spans]
