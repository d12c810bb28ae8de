"""Check digits of ISBN-13, ISBN-10 and ISSN, and the way from one form to the other (ISO 2108, ISO 3297)."""

from __future__ import annotations

from koleksi._terms.check_digits import ean_check, ean_holds, issn_holds

__all__ = ["ean_check", "ean_holds", "is_valid", "is_valid10", "issn_holds", "to_isbn10", "to_isbn13"]


def is_valid(text: str) -> bool:
    """Whether ``text`` is an ISBN-13: 13 plain digits, prefix 978 or 979 (979-0 is printed music), check digit
    holds."""
    if len(text) != 13 or not (text.isascii() and text.isdecimal()):
        return False
    return text[:3] in ("978", "979") and text[:4] != "9790" and ean_holds(text)


def is_valid10(text: str) -> bool:
    """Whether ``text`` is an ISBN-10: nine plain digits and the check digit, 0-9 or X, that belongs to them."""
    if len(text) != 10 or not (text.isascii() and text[:9].isdecimal()):
        return False
    return text[9] in "0123456789xX" and text[9].upper() == _check10(text)


def _check10(text: str) -> str:
    rest = -sum((10 - n) * int(digit) for n, digit in enumerate(text[:9])) % 11
    return "X" if rest == 10 else str(rest)


def to_isbn13(isbn10: str) -> str:
    """The ISBN-13 of a valid ISBN-10; "" for anything else."""
    if not is_valid10(isbn10):
        return ""
    twelve = "978" + isbn10[:9]
    return twelve + ean_check(twelve)


def to_isbn10(isbn13: str) -> str:
    """The ISBN-10 of a valid ISBN-13 with prefix 978; "" for anything else (979 has no ISBN-10)."""
    from isbnlib import to_isbn10 as convert

    return str(convert(isbn13) or "") if is_valid(isbn13) else ""
