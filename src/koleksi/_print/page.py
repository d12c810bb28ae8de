"""What surrounds the labels on a page: cut lines, the calibration page, and the preview picture."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import pypdfium2 as pdfium

from koleksi._labels.layout import Box
from koleksi._print import text as text
from koleksi._print.fonts import Used
from koleksi._print.pdf import MM, Writer
from koleksi.stationery import Sheet

__all__ = ["calibration", "corner", "cut_marks", "preview_png", "shift"]

MARK, AWAY = 2.5, 0.5  # mm: length of a cut mark, its distance from the label


def corner(sheet: Sheet, index: int, column_wise: bool) -> tuple[float, float]:
    """The bottom left corner of a label, in points from the bottom left of the page."""
    x, y = sheet.cell(index, column_wise=column_wise)
    return x * MM, (sheet.page_h - y - sheet.label_h) * MM


def shift(sheet: Sheet, offset_x_mm: float, offset_y_mm: float, scale: float) -> str:
    """The correction for one printer: scaled from the top left corner, then moved right and down."""
    if (offset_x_mm, offset_y_mm, scale) == (0, 0, 1):
        return ""
    y = sheet.page_h * MM * (1 - scale) - offset_y_mm * MM
    return f"{scale:.5f} 0 0 {scale:.5f} {offset_x_mm * MM:.3f} {y:.3f} cm\n"


def cut_marks(sheet: Sheet) -> str:
    """Light lines between labels that touch; marks at the corners of labels that stand apart."""
    xs = _edges(sheet.left, sheet.pitch_x, sheet.label_w, sheet.cols)
    ys = [sheet.page_h - y for y in _edges(sheet.top, sheet.pitch_y, sheet.label_h, sheet.rows)]
    right, low = max(xs), min(ys)
    left, high = min(xs), max(ys)
    if _touching(sheet):
        lines = [(x, low, x, high) for x in xs] + [(left, y, right, y) for y in ys]
        return "q .3 w .75 G [3 2] 0 d\n" + "".join(map(_line, lines)) + "Q\n"
    ticks = []
    for x in xs:
        ticks += [(x, high + AWAY, x, high + AWAY + MARK), (x, low - AWAY, x, low - AWAY - MARK)]
    for y in ys:
        ticks += [(left - AWAY, y, left - AWAY - MARK, y), (right + AWAY, y, right + AWAY + MARK, y)]
    return "q .3 w .75 G\n" + "".join(map(_line, ticks)) + "Q\n"


def _edges(start: float, pitch: float, size: float, count: int) -> list[float]:
    return sorted({round(start + index * pitch + side, 2) for index in range(count) for side in (0, size)})


def _touching(sheet: Sheet) -> bool:
    across = sheet.cols == 1 or sheet.pitch_x - sheet.label_w < 0.2
    return across and (sheet.rows == 1 or sheet.pitch_y - sheet.label_h < 0.2)


def _line(ends: tuple[float, float, float, float]) -> str:
    x0, y0, x1, y1 = (value * MM for value in ends)
    return f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S\n"


def calibration(writer: Writer, sheet: Sheet) -> None:
    """One page: the outline of every label with its number, rulers in millimetres along two edges of the
    first label's row and column, and what to do with them."""
    drawn = ["q .4 w .35 G\n"]
    for index in range(sheet.per_page):
        x, y = corner(sheet, index, False)
        drawn.append(f"{x:.2f} {y:.2f} {sheet.label_w * MM:.2f} {sheet.label_h * MM:.2f} re S\n")
    drawn.append("Q\n" + _ruler(sheet, writer.used))
    for index in range(sheet.per_page):
        drawn.append(_words(sheet, index, writer.used))
    writer.page("".join(drawn))


def _ruler(sheet: Sheet, used: Used) -> str:
    """A ruler in mm across the page and one down it, crossing in the first label."""
    x0, y0 = sheet.left, sheet.page_h - sheet.top
    across, down = y0 - min(6.0, sheet.label_h / 3), x0 + min(8.0, sheet.label_w / 4)
    drawn = ["q .3 w 0 G\n"]
    for mm in range(int(sheet.page_w) + 1):
        drawn.append(_line((mm, across, mm, across + _tick(mm))))
    for mm in range(int(sheet.page_h) + 1):
        drawn.append(_line((down, sheet.page_h - mm, down + _tick(mm), sheet.page_h - mm)))
    drawn.append("Q\n")
    for mm in range(10, int(sheet.page_w) - 4, 10):
        under = Box(mm - 4, across - 2.4, 8, 2)
        if abs(mm - down) > 6:
            drawn.append(text.one_line(str(mm), under, most=5).draw(under, used))
    for mm in range(10, int(sheet.page_h) - 4, 10):
        box = Box(down - 7.4, sheet.page_h - mm - 1, 7, 2)
        if abs(box.y - across) > 4:
            drawn.append(text.one_line(str(mm), box, most=5).draw(box, used, 1))
    return "".join(drawn)


def _tick(mm: int) -> float:
    return 3.0 if mm % 10 == 0 else 2.0 if mm % 5 == 0 else 1.2


_HOW = (
    "Cetak pada 100 %, tempelkan pada lembar label, terawang.",
    "Terlalu ke kiri 2 mm: --x\N{NO-BREAK SPACE}2 (offset_x_mm\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}2).",
    "Terlalu ke atas 1 mm: --y\N{NO-BREAK SPACE}1 (offset_y_mm\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}1).",
)


def _words(sheet: Sheet, index: int, used: Used) -> str:
    """The number of a label, and on one of them what to do; clear of the rulers."""
    x, y = corner(sheet, index, False)
    left = min(16.0, sheet.label_w / 3) if index % sheet.cols == 0 else 2.0
    below = min(6.0, sheet.label_h / 3) + 3
    box = Box(x / MM + left, y / MM + 1, sheet.label_w - left - 2, sheet.label_h - below - 1)
    if index != min(sheet.cols + 1, sheet.per_page - 1):
        return text.one_line(str(index + 1), box, most=9).draw(box, used)
    name, rest = box.top(box.h / 4)
    drawn = text.one_line(f"{index + 1}   {sheet.name}: {sheet.label_w:g} x {sheet.label_h:g} mm", name, most=9).draw(
        name, used
    )
    for part in _HOW:
        place, rest = rest.top(box.h / 4)
        drawn += text.title(part, place, 8).draw(place, used)
    return drawn


def preview_png(pdf: bytes, page: int, dpi: float) -> bytes:
    """One page of a PDF as a PNG picture, in grey or colour as it is."""
    document: Any = pdfium.PdfDocument(pdf)
    try:
        bitmap: Any = document[page].render(scale=dpi / 72, rev_byteorder=True)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        raw, channels = bytes(bitmap.buffer), bitmap.n_channels
    finally:
        document.close()
    rows = b"".join(b"\0" + raw[at * stride : at * stride + width * channels] for at in range(height))
    colour = {1: 0, 3: 2, 4: 6}[channels]
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
