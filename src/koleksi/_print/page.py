"""What surrounds labels and cards on a page: where each lies, cut lines, the correction for a printer."""

from __future__ import annotations

from koleksi._print.box import MM
from koleksi._print.canvas import Canvas
from koleksi.stationery import Sheet

__all__ = ["corner", "draw_cut_marks", "shift"]

Ends = tuple[float, float, float, float]  # x and y of both ends of a line, mm
MARK, AWAY = 2.5, 0.5  # mm: length of a cut mark, its distance from the label


def corner(sheet: Sheet, index: int, column_wise: bool) -> tuple[float, float]:
    """The bottom left corner of a label, in points from the bottom left of the page."""
    x, y = sheet.cell(index, column_wise=column_wise)
    return x * MM, (sheet.page_h - y - sheet.label_h) * MM


def shift(canvas: Canvas, sheet: Sheet, offset_x_mm: float, offset_y_mm: float, scale: float) -> None:
    """The correction for one printer: scaled from the top left corner, then moved right and down."""
    if (offset_x_mm, offset_y_mm, scale) != (0, 0, 1):
        y = sheet.page_h * MM * (1 - scale) - offset_y_mm * MM
        canvas.transform(scale, 0, 0, scale, offset_x_mm * MM, y)


def draw_cut_marks(canvas: Canvas, sheet: Sheet) -> None:
    """Light lines between labels that touch; marks at the corners of labels that stand apart."""
    xs = _edges(sheet.left, sheet.pitch_x, sheet.label_w, sheet.cols)
    ys = [sheet.page_h - y for y in _edges(sheet.top, sheet.pitch_y, sheet.label_h, sheet.rows)]
    touching = _touching(sheet)
    canvas.saveState()
    canvas.setLineWidth(0.3)
    canvas.setStrokeGray(0.75)
    if touching:
        canvas.setDash(3, 2)
    canvas.lines([[round(mm * MM, 2) for mm in ends] for ends in (_through if touching else _ticks)(xs, ys)])
    canvas.restoreState()


def _through(xs: list[float], ys: list[float]) -> list[Ends]:
    return [(x, min(ys), x, max(ys)) for x in xs] + [(min(xs), y, max(xs), y) for y in ys]


def _ticks(xs: list[float], ys: list[float]) -> list[Ends]:
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    marks = []
    for x in xs:
        marks += [(x, high + AWAY, x, high + AWAY + MARK), (x, low - AWAY, x, low - AWAY - MARK)]
    for y in ys:
        marks += [(left - AWAY, y, left - AWAY - MARK, y), (right + AWAY, y, right + AWAY + MARK, y)]
    return marks


def _edges(start: float, pitch: float, size: float, count: int) -> list[float]:
    return sorted({round(start + index * pitch + side, 2) for index in range(count) for side in (0, size)})


def _touching(sheet: Sheet) -> bool:
    across = sheet.cols == 1 or sheet.pitch_x - sheet.label_w < 0.2
    return across and (sheet.rows == 1 or sheet.pitch_y - sheet.label_h < 0.2)
