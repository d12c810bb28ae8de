"""The alignment page of a sheet: where the labels lie, rulers in millimetres, and what to do with them."""

from __future__ import annotations

from koleksi._print import text as text
from koleksi._print.box import MM, Box
from koleksi._print.canvas import Canvas
from koleksi._print.page import corner
from koleksi.stationery import Sheet

__all__ = ["draw_calibration"]


def draw_calibration(canvas: Canvas, sheet: Sheet) -> None:
    """The outline of every label with its number, rulers along two edges of the first label's row and column,
    and what to do with them."""
    canvas.saveState()
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(0.35)
    for index in range(sheet.per_page):
        x, y = corner(sheet, index, False)
        canvas.rect(round(x, 2), round(y, 2), round(sheet.label_w * MM, 2), round(sheet.label_h * MM, 2))
    canvas.restoreState()
    _draw_rulers(canvas, sheet)
    for index in range(sheet.per_page):
        _draw_words(canvas, sheet, index)


def _draw_rulers(canvas: Canvas, sheet: Sheet) -> None:
    """A ruler in mm across the page and one down it, crossing in the first label."""
    across = sheet.page_h - sheet.top - min(6.0, sheet.label_h / 3)
    down = sheet.left + min(8.0, sheet.label_w / 4)
    ticks: list[tuple[float, ...]] = [(mm, across, mm, across + _tick(mm)) for mm in range(int(sheet.page_w) + 1)]
    ticks += [(down, sheet.page_h - mm, down + _tick(mm), sheet.page_h - mm) for mm in range(int(sheet.page_h) + 1)]
    canvas.saveState()
    canvas.setLineWidth(0.3)
    canvas.lines([[round(mm * MM, 2) for mm in ends] for ends in ticks])
    canvas.restoreState()
    for mm in range(10, int(sheet.page_w) - 4, 10):
        if abs(mm - down) > 6:
            _draw_figure(canvas, mm, Box(mm - 4, across - 2.4, 8, 2), 0.5)
    for mm in range(10, int(sheet.page_h) - 4, 10):
        beside = Box(down - 7.4, sheet.page_h - mm - 1, 7, 2)
        if abs(beside.y - across) > 4:
            _draw_figure(canvas, mm, beside, 1)


def _draw_figure(canvas: Canvas, mm: int, box: Box, align: float) -> None:
    text.one_line(str(mm), box, most=5).draw(canvas, box, align)


def _tick(mm: int) -> float:
    return 3.0 if mm % 10 == 0 else 2.0 if mm % 5 == 0 else 1.2


_HOW = (
    "Cetak pada 100 %, tempelkan pada lembar label, terawang.",
    "Terlalu ke kiri 2 mm: --x\N{NO-BREAK SPACE}2 (offset_x_mm\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}2).",
    "Terlalu ke atas 1 mm: --y\N{NO-BREAK SPACE}1 (offset_y_mm\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}1).",
)


def _draw_words(canvas: Canvas, sheet: Sheet, index: int) -> None:
    """The number of a label, and on one of them what to do; clear of the rulers."""
    x, y = corner(sheet, index, False)
    left = min(16.0, sheet.label_w / 3) if index % sheet.cols == 0 else 2.0
    below = min(6.0, sheet.label_h / 3) + 3
    box = Box(x / MM + left, y / MM + 1, sheet.label_w - left - 2, sheet.label_h - below - 1)
    if index != min(sheet.cols + 1, sheet.per_page - 1):
        text.one_line(str(index + 1), box, most=9).draw(canvas, box)
        return
    name, rest = box.top(box.h / 4)
    facts = f"{index + 1}   {sheet.name}: {sheet.label_w:g} x {sheet.label_h:g} mm"
    text.one_line(facts, name, most=9).draw(canvas, name)
    for part in _HOW:
        place, rest = rest.top(box.h / 4)
        text.title(part, place, 8).draw(canvas, place)
