"""Catalogue cards: a card's text in lines, and how it gets on the canvas; in points, origin at its bottom left."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import accumulate, repeat
from typing import NamedTuple

from koleksi._cards.isbd import Card
from koleksi._print import text as text
from koleksi._print.box import MM, Box
from koleksi._print.canvas import Canvas, Drawing
from koleksi._print.fonts import BOLD, REGULAR
from koleksi._print.lines import Placed, draw_lines, typeset, width
from koleksi._print.shaping import is_right_to_left

__all__ = ["card_drawings"]

# The typed catalogue card in mm (a stroke is 2.54 mm, a line 4.23 mm): call number from the second stroke,
# heading from the eighth, title from the twelfth, overrun of the heading from the fifteenth.
CARD_W, CARD_H = 125.0, 75.0
CALL, HEAD, TITLE, OVERRUN, RIGHT = 5.0, 24.0, 31.5, 39.0, 120.0
FIRST, LAST = 10.0, 66.0  # from the top edge: first line, and where the hole for the rod begins
HOLE = (62.5, 6.0, 4.0)  # centre and radius, from the bottom left
SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
PITCH, TALL_PITCH = 1.24, 1.6  # em from line to line


class _Line(NamedTuple):
    """A line of a card: text, left edge (mm), cut; ``plain``: printable ASCII."""

    text: str
    left: float
    style: str = REGULAR
    plain: bool = False


def card_drawings(card: Card) -> Iterator[Drawing]:
    """The card; where the text is longer than it, continuation cards with the same heading."""
    for size in SIZES:
        lines = _lines(card, size)
        pitch = _pitch(lines) * size / MM
        room = int((LAST - FIRST) / pitch)
        if len(lines) <= room:
            break
    pages = _pages(lines, room)
    for number, page in enumerate(pages, 1):
        mark = f"Kartu {number}" if len(pages) > 1 else ""
        yield partial(_draw_card, card=card, lines=page, size=size, pitch=pitch, mark=mark)


def _pages(lines: list[_Line], room: int) -> list[list[_Line]]:
    """The lines in cards of ``room`` lines, the first line at the top of each."""
    pages, rest = [lines[:room]], lines[room:]
    while rest:
        pages.append([*lines[:1], *rest[: room - 1]])
        rest = rest[room - 1 :]
    return pages


def _draw_card(canvas: Canvas, card: Card, lines: list[_Line], size: float, pitch: float, mark: str) -> None:
    levels = accumulate(repeat(-pitch), initial=CARD_H - FIRST)
    shown = [(line, y) for line, y in zip(lines, levels, strict=False) if line.text]
    if False not in [line.plain for line, _ in shown] and not mark:  # whose width nobody asks for
        canvas.ascii_lines([(said, style, left * MM, y * MM, size) for (said, left, style, _), y in shown])
    else:
        placed = [_at(line, y, size) for line, y in shown]
        draw_lines(canvas, [*placed, _at(_Line(mark, CALL), 5, 7)] if mark else placed)
    canvas.again((card.call, card.accessions), partial(_draw_margin, card=card))
    canvas.stamp("hole", _draw_hole)


def _draw_hole(canvas: Canvas) -> None:
    canvas.setLineWidth(0.3)
    canvas.setStrokeGray(0.75)
    canvas.circle(*(round(value * MM, 1) for value in HOLE))


def _draw_margin(canvas: Canvas, card: Card) -> None:
    """Call number, and the numbers of the copies below it: the same on all cards of a title."""
    call, accessions = card.call, card.accessions
    margin = Box(CALL, 12, HEAD - CALL - 2, CARD_H - FIRST - 12 + 3)
    upper, below = margin.top(min(22.0, 5.5 * len(call)), 2)
    lower = below.top(3.2 * len(accessions))[0]
    if call:
        text.call_number(call, upper, 11).draw(canvas, upper, 0)
    if accessions:
        text.lines_of_one_size(accessions, lower, 7).draw(canvas, lower, 0)


def _pitch(lines: list[_Line]) -> float:
    tall = any(not line.text.isascii() and typeset(line.text, line.style).tall for line in lines)
    return TALL_PITCH if tall else PITCH


def _lines(card: Card, size: float) -> list[_Line]:
    """All lines of a card, wrapped for letters of ``size`` points."""
    found: list[_Line] = []
    if card.top:
        found += _paragraph(card.top, TITLE, OVERRUN, size, BOLD)
    if card.main:
        found += _paragraph(card.main, HEAD, OVERRUN, size, REGULAR if card.top else BOLD)
    for index, part in enumerate(card.description):
        hanging = not card.main and index == 0
        found += _paragraph(part, HEAD if hanging else TITLE, TITLE if hanging else HEAD, size, REGULAR)
    if card.tracing:
        found += [_Line("", HEAD), *_paragraph(card.tracing, TITLE, HEAD, size, REGULAR)]
    return found


@lru_cache(maxsize=64)  # all cards of a title say the same below their headings
def _paragraph(content: str, first: float, rest: float, size: float, style: str) -> tuple[_Line, ...]:
    """Words in lines from ``first`` mm, then from ``rest`` mm, to the right margin."""
    rows: list[_Line] = []
    row, used_width, left = "", 0.0, first
    blank, plain = width(" ", style), content.isascii() and content.isprintable()
    for word, wide in _words(content, (RIGHT - max(first, rest)) * MM / size, style):
        if row and (used_width + blank + wide) * size > (RIGHT - left) * MM:
            rows.append(_Line(row, left, style, plain))
            row, used_width, left = word, wide, rest
        else:
            row, used_width = (f"{row} {word}", used_width + blank + wide) if row else (word, wide)
    return (*rows, _Line(row, left, style, plain)) if row else tuple(rows)


def _words(content: str, room: float, style: str) -> Iterator[tuple[str, float]]:
    """The words and their widths; those that are longer than a line in pieces."""
    for word in content.split(" "):
        wide = width(word, style)
        if wide <= text.MOST_OF_A_LINE * room:
            yield word, wide
        else:
            yield from ((piece, width(piece, style)) for piece in text.pieces(word, room, style))


def _at(line: _Line, y: float, size: float) -> Placed:
    """A line at ``y`` mm; from the right margin where it is written from the right."""
    set_line = typeset(line.text, line.style)
    x = RIGHT * MM - set_line.width * size if is_right_to_left(line.text) else line.left * MM
    return set_line, x, y * MM, size
