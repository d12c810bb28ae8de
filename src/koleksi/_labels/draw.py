"""A composed label on the canvas, in points from its bottom left corner."""

from __future__ import annotations

from functools import cache, partial

from koleksi._labels.compose import Composed
from koleksi._labels.layout import NUMBER_GAP, QR_QUIET
from koleksi._print.barcode import Matrix, draw_bars, draw_matrix
from koleksi._print.box import MM, Box
from koleksi._print.canvas import Canvas
from koleksi._print.fonts import BOLD
from koleksi._print.lines import Placed, draw_lines, typeset
from koleksi._print.text import Block
from koleksi._terms.tables import rows

__all__ = ["PALETTES", "LabelArtist", "palette"]

PALETTES = ("colormarq", "mixcode")
# Points by which each line of turned text is smaller than the last, and half as much again moved along: invisible,
# but programs that read the page back group letters by size and height, and would take letters of two turned lines
# (the point and the "l" of "899.221", "HIR", "l", each in the middle) for one.
_TAPER = 0.2


@cache
def palette(name: str | None) -> dict[str, str]:
    """Colour of each main class: digit -> RRGGBB, nothing without a palette. Sources: ColorMarq (SLiMS plug-in)
    and Mixcode (INLISLite)."""
    if not name:
        return {}
    return {row["digit"]: row[name] for row in rows("class_colours.csv")}


class LabelArtist:
    """Draws the labels of one job on one canvas. ``colours``: of each main class; ``dpi``: the printer's dots
    per inch, to which bars are snapped (0: not)."""

    def __init__(self, canvas: Canvas, colours: dict[str, str], dpi: float) -> None:
        self._canvas, self._colours, self._dpi = canvas, colours, dpi
        self._names: dict[tuple[object, ...], str] = {}

    def draw(self, label: Composed, x: float, y: float) -> None:
        """A label whose bottom left corner lies at (x, y) points."""
        canvas, turn = self._canvas, label.layout.turn
        canvas.push(1, 0, 0, 1, x, y)
        self._frame(label)
        if turn:
            draw_lines(canvas, _call_lines(label))
            canvas.push(0, 1, -1, 0, (turn.x + turn.w) * MM, turn.y * MM)
            self._bars(label, y + turn.y * MM)
            draw_lines(canvas, _column_lines(label))
            canvas.pop()
        else:
            self._bars(label, x)
            draw_lines(canvas, _call_lines(label) + _column_lines(label))
        if label.layout.call_turned:
            _draw_turned_call(canvas, label)
        if label.qr and label.layout.qr:
            _draw_qr(canvas, label.qr, label.layout.qr)
        canvas.pop()

    def _frame(self, label: Composed) -> None:
        """Rule, header and class colour: what many labels share stands once in the file."""
        layout = label.layout
        if layout.rule:
            self._stamp("rule", layout.rule, partial(_draw_rule, ends=layout.rule))
        if label.header and layout.header:
            if label.header_name:
                self._canvas.stamp(label.header_name, partial(label.header.draw, box=layout.header))
            else:
                label.header.draw(self._canvas, layout.header)
        colour = self._colours.get(label.digit)
        if layout.band and colour:
            key = (label.digit, layout.band)
            self._stamp("band", key, partial(_draw_band, digit=label.digit, colour=colour, box=layout.band))

    def _stamp(self, what: str, key: tuple[object, ...], draw: partial[None]) -> None:
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = f"{what}{len(self._names)}"
        self._canvas.stamp(name, draw)

    def _bars(self, label: Composed, origin: float) -> None:
        """The bars in the middle of their place; ``origin``: where the label begins on the page along the bars
        (points)."""
        symbol, place = label.bars, label.layout.bars
        if symbol and place:
            module = label.layout.module * MM
            x = place.x * MM + (place.w * MM - symbol.modules * module) / 2
            x = self._snapped(x, origin) if self._dpi else round(x, 2)
            draw_bars(self._canvas, symbol, x, round(place.y * MM, 2), round(module, 4), round(place.h * MM, 2))

    def _snapped(self, at: float, origin: float) -> float:
        """On a whole dot of the printer."""
        dot = 72 / self._dpi
        return round((origin + at) / dot) * dot - origin


def _call_lines(label: Composed) -> list[Placed]:
    """The call number, where it is not turned by itself."""
    layout = label.layout
    return label.call.place(layout.call) if label.call and layout.call and not layout.call_turned else []


def _column_lines(label: Composed) -> list[Placed]:
    """Title and number, as they stand before the quarter turn if there is one."""
    layout = label.layout
    lines = label.title.place(layout.title) if label.title and layout.title else []
    if label.number and layout.number:
        lines += label.number.place(layout.number.lower(NUMBER_GAP))
    return lines


def _draw_turned_call(canvas: Canvas, label: Composed) -> None:
    place = label.layout.call
    if label.call and place:
        canvas.push(0, -1, 1, 0, place.x * MM, (place.y + place.h) * MM)
        draw_lines(canvas, label.call.place(place.lying(), taper=_TAPER))
        canvas.pop()


def _draw_rule(canvas: Canvas, ends: tuple[float, float, float, float]) -> None:
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(0.6)
    canvas.line(*(round(end * MM, 1) for end in ends))


def _draw_band(canvas: Canvas, digit: str, colour: str, box: Box) -> None:
    """The colour of the main class with its digit: colours fade, and not every eye tells them apart."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    light = 0.299 * red + 0.587 * green + 0.114 * blue >= 0.6
    canvas.setFillColorRGB(red, green, blue)
    canvas.rect(*box.points(), stroke=0, fill=1)
    canvas.setFillGray(0 if light else 1)
    size = min(24.0, 0.8 * min(box.w, box.h) * MM)
    Block((typeset(digit, BOLD),), round(size, 1), 0, 0.71, 0.71).draw(canvas, box)


def _draw_qr(canvas: Canvas, matrix: Matrix, box: Box) -> None:
    module = box.w * MM / (matrix.modules + 2 * QR_QUIET)
    draw_matrix(canvas, matrix, box.x * MM + QR_QUIET * module, box.y * MM + QR_QUIET * module, module)
