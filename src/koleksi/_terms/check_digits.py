"""The check digit of article numbers (EAN, and with it ISBN-13 and ISMN), for whoever reads, prints or stores them.

GS1 General Specifications, 7.9: from the left, digits weigh 1 and 3 in turn; with its check digit the sum is a
multiple of ten.
"""

from __future__ import annotations

__all__ = ["ean_check", "ean_holds", "issn_holds"]

_ZEROS = 48 * (7 + 3 * 6)  # the weighted sum of thirteen "0" bytes


def ean_check(twelve: str) -> str:
    """The check digit of twelve digits."""
    return str(-sum((3 if n % 2 else 1) * int(digit) for n, digit in enumerate(twelve)) % 10)


def ean_holds(digits: str) -> bool:
    """Whether thirteen digits end in the right check digit, whatever article they number."""
    d = digits.encode()
    odd = d[0] + d[2] + d[4] + d[6] + d[8] + d[10] + d[12]
    return (odd + 3 * (d[1] + d[3] + d[5] + d[7] + d[9] + d[11]) - _ZEROS) % 10 == 0


def issn_holds(eight: str) -> bool:
    """Whether seven digits and a check digit (0-9 or X) are an ISSN (ISO 3297, modulo 11)."""
    if len(eight) != 8 or not (eight.isascii() and eight[:7].isdecimal()):
        return False
    rest = -sum((8 - n) * int(digit) for n, digit in enumerate(eight[:7])) % 11
    return eight[7].upper() == ("X" if rest == 10 else str(rest))
