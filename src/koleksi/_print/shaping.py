"""Writing that must be shaped: Arabic, Pegon, letters with loose marks. Order by python-bidi, forms by HarfBuzz.

A shaped line is drawn as glyph outlines, since reportlab's text objects know one glyph for a character:
most Arabic letters have their joined forms among the presentation forms of Unicode, the Pegon letters
ڠ and ڤ have none. What was typed stands invisibly in the same place, so that it can be searched and copied.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from unicodedata import bidirectional, category

import uharfbuzz as hb
from bidi.algorithm import get_display  # the one that mirrors brackets
from reportlab.pdfgen.canvas import FILL_NON_ZERO

from koleksi._print.canvas import Canvas
from koleksi._print.fonts import chain, cut

__all__ = ["Run", "draw_run", "is_right_to_left", "needs_shaping", "shaped"]


class Glyph(NamedTuple):
    """A glyph: its number in the font, where it stands from the beginning of its run (font units)."""

    number: int
    x: int
    y: int


class Run(NamedTuple):
    """Glyphs of one cut side by side; ``text``: what they say, from left to right; ``width`` in em."""

    style: str
    text: str
    width: float
    glyphs: tuple[Glyph, ...]


def is_right_to_left(text: str) -> bool:
    """Whether most letters of ``text`` belong to scripts written from the right.

    The standard asks the first letter and lets a program know better (UAX #9, HL1): a line of a card
    that begins with an Arabic title and goes on in Indonesian is read from the left.
    """
    kinds = [bidirectional(char) for char in text]
    return kinds.count("R") + kinds.count("AL") > kinds.count("L")


def needs_shaping(text: str, style: str) -> bool:
    """Whether drawing one glyph of the cut for each character, one after another, would be wrong."""
    if text.isascii():
        return False
    return not cut(style).letters.issuperset(text) or any(category(char)[0] == "M" for char in text)


def shaped(text: str, style: str) -> tuple[Run, ...]:
    """A line in runs from left to right, in one cut where one has all of it."""
    whole = next((name for name in chain(style) if cut(name).letters.issuperset(text)), "")
    return tuple(
        _run(name, chars, leftwards)
        for piece, leftwards in _pieces(get_display(text, base_dir="R" if is_right_to_left(text) else "L"))
        for name, chars in ([(whole, piece)] if whole else _by_letter(piece, style))
    )


def _pieces(display: str) -> list[tuple[str, bool]]:
    """A line in display order cut into words written leftwards and what is between them. A mark follows its
    letter, but in what is written leftwards it stands before it."""
    kinds = "".join(_KINDS.get(bidirectional(char), " ") for char in display)
    return [(display[found.start() : found.end()], "R" in found[0]) for found in _PIECE.finditer(kinds)]


_KINDS = {"R": "R", "AL": "R", "NSM": "M", "L": "L", "EN": "L", "AN": "L"}
_PIECE = re.compile("(?:LM*| )+|[RM]+")


def _by_letter(text: str, style: str) -> list[tuple[str, str]]:
    """Each letter in the first cut that has it (the first of all where none has); blanks and marks stay
    with the letter before them."""
    found: list[tuple[str, str]] = []
    for char in text:
        follows = found and (char == " " or category(char)[0] == "M")
        ask = (found[-1][0], *chain(style)) if follows else chain(style)
        name = next((name for name in ask if char in cut(name).letters), style)
        if found and name == found[-1][0]:
            found[-1] = (name, found[-1][1] + char)
        else:
            found.append((name, char))
    return found


def _run(style: str, text: str, leftwards: bool) -> Run:
    font = cut(style)
    buffer: Any = hb.Buffer()
    buffer.add_str(text[::-1] if leftwards else text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftwards else "ltr"
    hb.shape(font.harfbuzz, buffer)
    glyphs, at = [], 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(Glyph(info.codepoint, at + place.x_offset, place.y_offset))
        at += place.x_advance
    return Run(style, text, at / font.em, tuple(glyphs))


# --- drawing --------------------------------------------------------------------------------------


def draw_run(canvas: Canvas, run: Run, x: float, y: float, size: float) -> None:
    """A run whose baseline begins at (x, y) points. Each glyph is drawn once in the file."""
    scale = size / cut(run.style).em
    for glyph in run.glyphs:
        canvas.saveState()
        canvas.transform(scale, 0, 0, scale, x + glyph.x * scale, y + glyph.y * scale)
        _stamp_outline(canvas, run.style, glyph.number)
        canvas.restoreState()
    _draw_unseen(canvas, run, x, y, size)


def _stamp_outline(canvas: Canvas, style: str, number: int) -> None:
    font = cut(style).harfbuzz
    extents = font.get_glyph_extents(number)
    if not (extents and extents.width):
        return
    left, high = extents.x_bearing, extents.y_bearing
    around = (left - 1, high + extents.height - 1, left + extents.width + 1, high + 1)

    def outline(canvas: Canvas) -> None:
        pen = _PathPen(canvas.beginPath())
        font.draw_glyph_with_pen(number, pen)
        canvas.drawPath(pen.path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)

    canvas.stamp(f"{style}-{number}", outline, around)


class _PathPen:
    """Draws on a path of reportlab's what HarfBuzz tells a pen; the names are those of fontTools' pens."""

    def __init__(self, path: Any) -> None:
        self.path = path
        self._at = (0.0, 0.0)

    def moveTo(self, to: tuple[float, float]) -> None:
        self.path.moveTo(*to)
        self._at = to

    def lineTo(self, to: tuple[float, float]) -> None:
        self.path.lineTo(*to)
        self._at = to

    def curveTo(self, *points: tuple[float, float]) -> None:
        self.path.curveTo(*(round(value) for point in points for value in point))
        self._at = points[-1]

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        """A curve with one control point, as TrueType has, is a curve with two of PDF's."""
        (cx, cy), (x, y) = points
        x0, y0 = self._at
        self.curveTo(
            (x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3), (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3), (x, y)
        )

    def closePath(self) -> None:
        self.path.close()


def _draw_unseen(canvas: Canvas, run: Run, x: float, y: float, size: float) -> None:
    """What the run says, in letters that are not painted, as wide as those that are."""
    natural = cut(run.style).width(run.text)
    if not (natural and run.width):
        return
    canvas.saveState()
    text = canvas.beginText(x, y)
    text.setTextRenderMode(3)
    text.setHorizScale(100 * run.width / natural)  # in hundredths, whatever its own words say
    text.setFont(run.style, size)
    text.textLine(run.text)
    canvas.drawText(text)
    canvas.restoreState()
