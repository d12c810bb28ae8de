"""The printed words of a page, by the extra ``koleksi[ocr]``: RapidOCR, whose models lie in its wheel."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from statistics import median
from typing import Any, NamedTuple

from koleksi._photos.decode import upright
from koleksi.book import Text
from koleksi.errors import UsageError

__all__ = ["Word", "in_lines", "words_of"]

_LONGEST = 1600  # pixels: letters of a KDT block are then about 20 high
_SURE = 0.5  # of what the recogniser says of itself

MISSING = Text(
    "membaca tulisan di foto perlu tambahan: pip install 'koleksi[ocr]'",
    "reading the words of a photo needs an extra: pip install 'koleksi[ocr]'",
)


class Word(NamedTuple):
    """A piece of a line as it was found: its text, left edge, middle and height in pixels."""

    text: str
    left: float
    middle: float
    height: float


def words_of(picture: bytes) -> list[Word]:
    """Every piece of printed text of a photo. Raises InputError for no picture, UsageError without the extra."""
    engine = _engine()
    image = upright(picture, _LONGEST)
    found = engine(image)
    if found.boxes is None:
        return []
    boxes = found.boxes.tolist()
    slant = median(math.atan2(box[1][1] - box[0][1], box[1][0] - box[0][0]) for box in boxes)
    pieces = zip(boxes, found.txts, found.scores, strict=True)
    return [_word(box, text, slant) for box, text, score in pieces if score >= _SURE]


def _word(box: list[list[float]], text: str, slant: float) -> Word:
    """A piece by its four corners, as it would lie if the page lay straight."""
    cos, sin = math.cos(slant), math.sin(slant)
    xs, ys = [x * cos + y * sin for x, y in box], [y * cos - x * sin for x, y in box]
    return Word(text, min(xs), (min(ys) + max(ys)) / 2, max(ys) - min(ys))


def in_lines(words: Iterable[Word]) -> str:
    """The pieces as lines of a page, from the top and from the left; a line set in is set in here too."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.middle):
        if lines and word.middle - lines[-1][-1].middle < 0.5 * word.height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return "\n".join(" ".join(one.text for one in sorted(line, key=lambda one: one.left)) for line in lines)


@cache
def _engine() -> Any:
    """Loading the models takes a second. Raises UsageError without the extra."""
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise UsageError(MISSING) from error
    return RapidOCR(params={"Global.log_level": "critical"})
