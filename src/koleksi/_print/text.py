"""Fitting text into a box: shrink, condense, wrap by meaning; what still does not fit is told, not clipped.

Boxes are in millimetres, sizes in points. Every block is drawn whole inside its box.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from koleksi._print.box import MM, Box
from koleksi._print.canvas import Canvas
from koleksi._print.fonts import BOLD, NARROW, NARROW_BOLD, REGULAR
from koleksi._print.lines import Line, Placed, draw_lines, typeset, width

__all__ = [
    "MOST_OF_A_LINE", "Block", "call_number", "header", "lines_of_one_size", "one_line", "pieces", "rows_of", "title",
]  # fmt: skip

# Heights in em: what a line needs above and below its baseline, and from baseline to baseline.
ASCENT, DESCENT, LEADING = 0.76, 0.24, 1.14
TALL_ASCENT, TALL_DESCENT, TALL_LEADING = 1.0, 0.5, 1.5

CALL_FLOOR = 8.0  # points; a call number smaller than this is not read from a standing position
TEXT_FLOOR = 5.0
MOST_OF_A_LINE = 0.9  # that a word may take
STEP = 0.5  # sizes go by half points, so that neighbours look alike


class Block(NamedTuple):
    """Lines of one size, ready to be drawn. ``whole`` False: below the floor, or shortened."""

    lines: tuple[Line, ...]
    size: float
    leading: float
    ascent: float
    height: float  # in em
    whole: bool = True

    def place(self, box: Box, align: float = 0.5, taper: float = 0.0) -> list[Placed]:
        """Where its lines stand in ``box``: ``align`` 0 left, 0.5 centred, 1 right; centred in height. Each line
        is ``taper`` points smaller than the one before it, and moved along."""
        size = self.size
        base = (box.y + box.h / 2) * MM + (self.height / 2 - self.ascent) * size
        left, room = box.x * MM, box.w * MM
        placed = []
        for index, line in enumerate(self.lines):
            at = left + (room - line.width * size) * align
            placed.append((line, _near(at) + 1.5 * taper * index, round(base, 1), size))
            base -= self.leading * self.size
            size -= taper
        return placed

    def draw(self, canvas: Canvas, box: Box, align: float = 0.5) -> None:
        """The lines as they are placed."""
        draw_lines(canvas, self.place(box, align))


def _near(at: float) -> float:
    """To the nearest half point (0.18 mm): no eye sees it, and the file is a tenth smaller."""
    return round(at * 2) / 2


def _block(lines: tuple[Line, ...], size: float) -> Block:
    leading, ascent, height = _heights(lines)
    return Block(lines, size, leading, ascent, height)


def _heights(lines: tuple[Line, ...]) -> tuple[float, float, float]:
    """From baseline to baseline, from the top to the first baseline, of all lines (em)."""
    if True in [line.tall for line in lines]:
        ascent, descent, leading = TALL_ASCENT, TALL_DESCENT, TALL_LEADING
    else:
        ascent, descent, leading = ASCENT, DESCENT, LEADING
    return leading, ascent, leading * (len(lines) - 1) + ascent + descent


def _fitted(texts: tuple[str, ...], style: str, box: Box, most: float) -> Block:
    """The lines at the largest size, in half points, at which they stay in the box."""
    lines = tuple([typeset(text, style) for text in texts])
    leading, ascent, height = _heights(lines)
    widest = max([line.width for line in lines])
    size = min(most, box.h * MM / height)
    if widest * size > box.w * MM:
        size = box.w * MM / widest
    size = int(size / STEP) * STEP if size >= 2 else size * 0.999
    return Block(lines, size, leading, ascent, height)


def one_line(text: str, box: Box, *, most: float = 7.5, style: str = REGULAR) -> Block:
    """A line that is never broken (a number); as small as it must be."""
    return _fitted((text,), style, box, most)


def lines_of_one_size(lines: tuple[str, ...], box: Box, most: float) -> Block:
    """Short lines, none of which is broken; condensed where that lets them be larger."""
    block = _fitted(lines, REGULAR, box, most)
    if block.size > most - STEP:
        return block
    return max(block, _fitted(lines, NARROW, box, most), key=lambda block: block.size)


def header(lines: tuple[str, ...], box: Box, most: float = 7.0) -> Block:
    """The library's lines, all of one size; condensed, then in one line where there is little room, and at
    last without the lines at the end (``whole`` False): the first is the library's name."""
    joined = (" · ".join(lines),)
    for style, rows in ((BOLD, lines), (NARROW_BOLD, lines), (NARROW_BOLD, joined)):
        block = _fitted(rows, style, box, most)
        if block.size >= TEXT_FLOOR:
            return block
    fewer = [_fitted(lines[:count], NARROW_BOLD, box, most) for count in range(len(lines), 0, -1)]
    best = next((block for block in fewer if block.size >= TEXT_FLOOR - 0.5), fewer[-1])
    return best._replace(whole=best is fewer[0] and best.size >= TEXT_FLOOR - 0.5)


# --- call number ----------------------------------------------------------------------------------


def call_number(lines: tuple[str, ...], box: Box, most: float) -> Block:
    """A call number in lines. Long class numbers are first condensed, then broken where they have a
    joint, and only then set below the floor (``whole`` False)."""
    wide = _fitted(lines, BOLD, box, most)
    if wide.size >= 0.7 * most:
        return wide
    condensed = _fitted(lines, NARROW_BOLD, box, most)
    best = wide if wide.size >= condensed.size - 1 else condensed
    if max(wide.size, condensed.size) < CALL_FLOOR:
        best = _broken(lines, condensed, box, most)
    return best._replace(whole=best.size >= CALL_FLOOR - 1.5)


def _broken(lines: tuple[str, ...], best: Block, box: Box, most: float) -> Block:
    """The longest line broken at its joints, as long as that makes the letters larger."""
    while True:
        at = max(range(len(lines)), key=lambda index: width(lines[index], NARROW_BOLD))
        lines = (*lines[:at], *rows_of(lines[at]), *lines[at + 1 :])
        tried = _fitted(lines, NARROW_BOLD, box, most)
        if tried.size <= best.size:
            return best
        best = tried


def rows_of(number: str) -> tuple[str, ...]:
    """A class number or word in two pieces, at the joint nearest to its middle.

    Joints, in order of worth: a blank, before a hyphen, before the decimal point, and between
    groups of three decimals, as DDC numbers are read. A number without a joint is one piece.
    """
    for joint in (" ", "(?=[-–/])", r"(?=\.)", r"(?<=\.\d{3})(?=\d)|(?<=^\d{3})(?=\d)"):
        cuts = [match.start() for match in re.finditer(joint, number) if 0 < match.start() < len(number)]
        if cuts:
            cut = min(cuts, key=lambda at: abs(at - len(number) / 2))
            return number[:cut], number[cut:].strip()
    return (number,)


# --- title ----------------------------------------------------------------------------------------


def title(text: str, box: Box, most: float = 7.5) -> Block:
    """A title in as many lines as the box has; shortened at a word with "…" (``whole`` False) at the floor."""
    line = typeset(text, REGULAR)
    if line.width * most <= box.w * MM:
        block = _block((line,), most)
        if block.height * most <= box.h * MM:
            return block
    for style in (REGULAR, NARROW):
        words = text.split(" ")
        widths = [width(word, style) for word in words]
        blank = width(" ", style)
        for size in _sizes(most, style):
            room = box.w * MM / size
            rows = _wrapped(words, widths, blank, room)
            if rows and (block := _rows(rows, style, size)).height * size <= box.h * MM + 0.01:
                return _rows(_even(words, widths, blank, room, len(rows)), style, size) if len(rows) > 1 else block
    return _shortened(text, box)


def _rows(rows: list[str], style: str, size: float) -> Block:
    return _block(tuple([typeset(row, style) for row in rows]), size)


def _sizes(most: float, style: str) -> list[float]:
    floor = TEXT_FLOOR + 0.5 if style == REGULAR else TEXT_FLOOR
    return [most - STEP * step for step in range(int((most - floor) / STEP) + 1)]


def _wrapped(words: list[str], widths: list[float], blank: float, room: float) -> list[str]:
    """Words in lines of at most ``room`` em; nothing where a single word is too long."""
    if max(widths) > room:
        return []
    rows: list[list[str]] = []
    at = room + 1
    for word, wide in zip(words, widths, strict=True):
        if at + blank + wide > room:
            rows.append([word])
            at = wide
        else:
            rows[-1].append(word)
            at += blank + wide
    return [" ".join(row) for row in rows]


def _even(words: list[str], widths: list[float], blank: float, room: float, count: int) -> list[str]:
    """The words in ``count`` lines as equal as can be: no last line of one short word."""
    least = (sum(widths) + blank * (len(words) - count)) / count
    tried = (_wrapped(words, widths, blank, room - (room - least) * step / 5) for step in range(5, -1, -1))
    return next(rows for rows in tried if 0 < len(rows) <= count)


def _shortened(text: str, box: Box) -> Block:
    """As much of the title as fits at the floor."""
    need = TALL_ASCENT + TALL_DESCENT if typeset(text, NARROW).tall else ASCENT + DESCENT
    size = min(TEXT_FLOOR, box.h * MM / need)
    room = box.w * MM / size
    words = [piece for word in text.split(" ") for piece in pieces(word, room)]
    widths = [width(word, NARROW) for word in words]
    for count in range(len(words), 0, -1):
        kept = [*words[: count - 1], words[count - 1] + ("…" if count < len(words) else "")]
        widths = [*widths[: count - 1], width(kept[-1], NARROW)]
        rows = _wrapped(kept, widths, width(" ", NARROW), room)
        if rows and (block := _rows(rows, NARROW, size)).height * size <= box.h * MM + 0.01:
            return block._replace(whole=count == len(words) and size >= TEXT_FLOOR - 0.5)
    return _fitted((words[0],), NARROW, box, size)._replace(whole=False)


def pieces(word: str, room: float, style: str = NARROW) -> list[str]:
    """A word longer than a line of ``room`` em, cut into lines."""
    most = MOST_OF_A_LINE * room
    if width(word, style) <= most:
        return [word]
    found = [""]
    for char in word:
        if width(found[-1] + char, style) > most:
            found.append("")
        found[-1] += char
    return found
