"""A photo of the back of a book -> its ISBN, read from the bar code on this computer.

Bars are found first and cut out upright, whatever the turn of the phone (`_photos/where.py`); each cutting is read in
ways that cost more and more (`_photos/bars.py`); what was read is held against the bars once more, digit by digit
(`_photos/second.py`). An ISBN is sure when that second reading agrees (twice where another number was read from the
same bars); else it is only suggested: a valid but wrong ISBN describes another book.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain

from koleksi._photos.bars import Pyramid, codes_at, codes_in_all
from koleksi._photos.decode import MOST_PIXELS, grey, is_picture
from koleksi._photos.second import confirmed
from koleksi._photos.text import in_lines, words_of
from koleksi._photos.where import Place, places
from koleksi.isbn import is_allotted, is_valid

__all__ = ["MOST_PIXELS", "Reading", "is_picture", "isbn_in", "text_in"]

_QUICK = 2  # the first ways of `codes_at`, which nearly every code is read by
_WEAKER = 8  # a field so many times weaker than that of an ISBN is given up after them: lines of text, edges
_MUCH_WEAKER = 12  # and so many times weaker than the strongest of all, read or not
_WEAKEST = 60  # and is not looked at when it is so many times weaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the bar codes of one photo say.

    ``isbn``: 13 digits, "" where none is sure. ``perhaps``: ISBNs of which a person must choose: several books in one
    photo, or one that the second reading did not confirm. ``others``: codes that are no ISBN (a price, another ware).
    """

    isbn: str = ""
    perhaps: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def isbn_in(picture: bytes) -> Reading:
    """The ISBN of a photo in JPEG, PNG or WebP; the same bytes give the same reading.

    Raises InputError for what is no picture, is damaged, is HEIC, or has more than ``MOST_PIXELS``.
    """
    pyramid = Pyramid.of(grey(picture))
    sure: dict[str, None] = {}
    doubtful: dict[str, None] = {}
    others: dict[str, None] = {}
    strongest = 0.0
    fields = places(pyramid.levels[1])
    for place in fields:
        if place.strength * _WEAKEST < strongest:
            break
        least = max(strongest / _WEAKER, fields[0].strength / _MUCH_WEAKER)
        number, is_sure = _number_at(pyramid, place, quick=place.strength < least)
        if number and (is_sure or _is_isbn(number)):
            (others if not _is_isbn(number) else sure if is_sure else doubtful)[number] = None
        if number in sure:
            strongest = max(strongest, place.strength)
    if not sure and not doubtful:
        for one in chain.from_iterable(codes_in_all(pyramid)):
            if _is_isbn(one.read.number):
                (sure if confirmed(*one) else doubtful)[one.read.number] = None
    return _told(tuple(sure), tuple(doubtful), tuple(others))


def text_in(picture: bytes) -> str:
    """The printed words of a page, line by line, as `kdt.parse` takes them.

    Raises InputError as `isbn_in` does, UsageError where the extra ``koleksi[ocr]`` is not installed.
    """
    return in_lines(words_of(picture))


def _told(sure: tuple[str, ...], doubtful: tuple[str, ...], others: tuple[str, ...]) -> Reading:
    if len(sure) == 1:
        return Reading(isbn=sure[0], others=others)
    return Reading(perhaps=sure or doubtful, others=others)


def _number_at(pyramid: Pyramid, place: Place, *, quick: bool) -> tuple[str, bool]:
    """The number of a field of bars and whether it is sure; "" where none is read.

    One confirmation is enough where nothing else was read from these bars, else it takes two.
    """
    seen, agreed = Counter[str](), Counter[str]()
    for way, found in enumerate(codes_at(pyramid, place)):
        if quick and way >= _QUICK and not seen:
            break
        seen.update(one.read.number for one in found)
        agreed.update(one.read.number for one in found if confirmed(*one))
        if len(agreed) == 1 and agreed.total() >= len(seen):
            return next(iter(agreed)), True
    return ((agreed or seen).most_common(1)[0][0], False) if seen else ("", False)


def _is_isbn(number: str) -> bool:
    return is_valid(number) and is_allotted(number)
