"""One line of text: how wide it is, and how it gets on the canvas."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from koleksi._print.canvas import Canvas
from koleksi._print.fonts import cut, is_latin
from koleksi._print.shaping import Run, draw_run, needs_shaping, shaped

__all__ = ["Line", "Placed", "draw_lines", "typeset", "width"]

Placed = tuple["Line", float, float, float]  # a line, its left end and baseline (points), its size


class Line(NamedTuple):
    """A line in one style: ``width`` in em; ``tall``: letters that need more room above and below than
    Latin ones; ``plain``: printable ASCII; ``runs``: what is drawn where the text is shaped, else nothing."""

    text: str
    style: str
    width: float
    tall: bool = False
    runs: tuple[Run, ...] = ()
    plain: bool = False


@lru_cache(maxsize=1024)
def typeset(text: str, style: str) -> Line:
    """A line of text in one style, with letters of other scripts from the fonts that have them."""
    if not needs_shaping(text, style):
        return Line(text, style, cut(style).width(text), plain=text.isascii() and text.isprintable())
    runs = shaped(text, style)
    return Line(text, style, sum(run.width for run in runs), not all(is_latin(run.style) for run in runs), runs)


@lru_cache(maxsize=2048)
def width(text: str, style: str) -> float:
    """Width in em."""
    return cut(style).width(text) if text.isascii() else typeset(text, style).width


def draw_lines(canvas: Canvas, placed: list[Placed]) -> None:
    """Lines in one text object; what is shaped as outlines."""
    letters = [one for one in placed if not one[0].runs]
    if letters and False not in [line.plain for line, *_ in letters]:
        canvas.ascii_lines([(line.text, line.style, x, y, size) for line, x, y, size in letters])
    elif letters:
        _draw_letters(canvas, letters)
    for line, x, y, size in placed:
        for run in line.runs:
            draw_run(canvas, run, x, y, size)
            x += run.width * size


def _draw_letters(canvas: Canvas, placed: list[Placed]) -> None:
    (line, x, y, size), *rest = placed
    text = canvas.beginText(x, y)
    text.setFont(font := line.style, set_size := size)
    text.textLine(line.text)
    for line, x, y, size in rest:
        text.setTextOrigin(x, y)
        if (line.style, size) != (font, set_size):
            text.setFont(font := line.style, set_size := size)
        text.textLine(line.text)
    canvas.drawText(text)
