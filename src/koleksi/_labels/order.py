"""Call numbers as a shelf sees them: taken apart, and put in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["class_digit", "sort_key", "split_call_number"]

_CLASS = re.compile(r"[0-9][0-9Xx][0-9](?:[.\-/0-9A-Za-z]*)$")
_GROUP = re.compile(r"[0-9]{1,3}$")

Key = tuple[tuple[str, ...], str, tuple[tuple[tuple[int, int, str], ...], ...]]


def split_call_number(text: str) -> tuple[str, ...]:
    """The lines of a call number written in one row: "899.221 HIR l" -> ("899.221", "HIR", "l").

    Blanks between groups of three decimals belong to the number: "297.122 3 SHI t" -> ("297.122 3", "SHI", "t").
    """
    lines: list[str] = []
    open_number = False  # the last line is a class number whose decimals so far come in threes
    for word in text.split():
        if open_number and _GROUP.match(word):
            lines[-1] += " " + word
            open_number = len(word) == 3
        else:
            lines.append(word)
            open_number = re.fullmatch(r"[0-9][0-9Xx][0-9]\.[0-9]{3}", word) is not None
    return tuple(lines)


def class_digit(lines: Sequence[str]) -> str:
    """The main class of a call number: the first digit of its class number, "" where it has none."""
    number = next((line for line in lines if _CLASS.match(line.replace(" ", ""))), "")
    return number[:1]


def sort_key(lines: Sequence[str]) -> Key:
    """Shelf order: (prefix such as R, class number as decimals, then author, title, volume).

    Decimals are read digit by digit (297.122 3 before 297.2), blanks in the number do not count,
    nothing comes before something (813 before 813.5), and numbers inside the rest count as numbers
    (j.2 before j.10).
    """
    at = next((index for index, line in enumerate(lines) if _CLASS.match(line.replace(" ", ""))), None)
    if at is None:
        return ("~",), "", tuple(map(_natural, lines))
    prefix = tuple(line.casefold() for line in lines[:at])
    return prefix, lines[at].replace(" ", "").upper(), tuple(map(_natural, lines[at + 1 :]))


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    pieces = re.findall(r"[0-9]+|[^0-9]+", text.casefold())
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)
