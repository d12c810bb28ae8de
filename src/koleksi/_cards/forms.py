"""Forms for each copy: kartu buku, due-date slip, pocket; drawn in points, origin at the bottom left."""

from __future__ import annotations

from enum import Enum

from koleksi._print import text as text
from koleksi._print.box import MM, Box
from koleksi._print.canvas import Canvas
from koleksi._print.fonts import BOLD, NARROW, REGULAR
from koleksi.book import Book, Copy

__all__ = ["Form", "draw_form"]


class Form(Enum):
    """What is drawn for each copy; the columns of its table and the share of the width of each."""

    BOOK_CARD = (("No. anggota", 0.3), ("Pinjam", 0.24), ("Kembali", 0.24), ("Paraf", 0.22))
    SLIP = (("No. anggota", 0.36), ("Tanggal kembali", 0.38), ("Paraf", 0.26))
    POCKET = ()


Ends = tuple[float, float, float, float]  # x and y of both ends of a line, mm
_ROW = 7.0  # mm, a row to write in
_FLAP, _LIP = 12.0, 16.0  # mm: side flaps and bottom flap of a pocket


def draw_form(
    canvas: Canvas,
    form: Form,
    size: tuple[float, float],
    book: Book,
    copy: Copy,
    call: tuple[str, ...],
    header: tuple[str, ...],
) -> None:
    """One form of ``size`` mm."""
    width, height = size
    if form is Form.POCKET:
        front = Box(_FLAP + 3, _LIP + 3, width - 2 * _FLAP - 6, height - _LIP - 6)
        _draw_folds(canvas, width, height)
        _draw_facts(canvas, front, book, copy, call, header, 1.5)
    else:
        rest = _draw_facts(canvas, Box(4, 4, width - 8, height - 8), book, copy, call, header, 1.0)
        _draw_table(canvas, form.value, rest)


# --- what the copy is -----------------------------------------------------------------------------


def _draw_facts(
    canvas: Canvas, box: Box, book: Book, copy: Copy, call: tuple[str, ...], header: tuple[str, ...], scale: float
) -> Box:
    """Library, call number, title, author, number of the copy, from the top; what is left below is returned."""
    if header:
        strip, box = box.top(3.2 * len(header) * scale, 1.2)
        text.header(header, strip, 7.5 * scale).draw(canvas, strip)
        canvas.setLineWidth(0.4)
        canvas.line(*_points((box.x, box.y + box.h + 0.6, box.x + box.w, box.y + box.h + 0.6)))
    for content, height, style, most in (
        (" ".join(call), 6.0, BOLD, 11.0),
        (book.full_title, 7.5, REGULAR, 8.0),
        ("; ".join(book.authors[:2]), 4.2, REGULAR, 7.5),
        (_copy_line(copy), 4.2, REGULAR, 7.5),
    ):
        if content:
            strip, box = box.top(height * scale, 0.6)
            if style == BOLD or len(content) < 12:
                block = text.one_line(content, strip, most=most * scale, style=style)
            else:
                block = text.title(content, strip, most * scale)
            block.draw(canvas, strip)
    return box


def _copy_line(copy: Copy) -> str:
    number = copy.accession or copy.barcode
    return f"No. induk {number}   eks. {copy.number}" if number else f"eks. {copy.number}"


# --- where one writes -----------------------------------------------------------------------------


def _draw_table(canvas: Canvas, columns: tuple[tuple[str, float], ...], box: Box) -> None:
    """Headed columns and rows to write in, down to the bottom."""
    head, body = box.top(5.0)
    count = int(body.h / _ROW)
    high, bottom = body.y + body.h, body.y + body.h - count * _ROW
    lines = [(box.x, high - row * _ROW, box.x + box.w, high - row * _ROW) for row in range(count)]
    x = box.x
    for name, share in columns:
        cell = Box(x + 0.5, head.y, box.w * share - 1, head.h)
        text.one_line(name, cell, most=6.5, style=NARROW).draw(canvas, cell)
        x += box.w * share
        if x < box.x + box.w - 1:
            lines.append((x, bottom, x, box.y + box.h))
    canvas.saveState()
    canvas.setLineWidth(0.4)
    canvas.rect(*Box(box.x, bottom, box.w, box.y + box.h - bottom).points())
    canvas.setLineWidth(0.3)
    canvas.setStrokeGray(0.5)
    canvas.lines(list(map(_points, lines)))
    canvas.restoreState()


# --- how a pocket is made -------------------------------------------------------------------------


def _draw_folds(canvas: Canvas, width: float, height: float) -> None:
    """Flaps folded back (dashed) and glued, lower corners cut away (crossed out)."""
    right = width - _FLAP
    folds = [(_FLAP, _LIP, _FLAP, height), (right, _LIP, right, height), (_FLAP, _LIP, right, _LIP)]
    canvas.saveState()
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(0.4)
    canvas.setDash(3, 2)
    canvas.lines(list(map(_points, folds)))
    canvas.setDash()
    canvas.setStrokeGray(0.75)
    canvas.lines([_points(ends) for inner, outer in ((_FLAP, 0.0), (right, width)) for ends in _corner(inner, outer)])
    canvas.restoreState()
    lip = Box(_FLAP + 2, 1, right - _FLAP - 4, _LIP - 2)
    text.one_line("lipat ke belakang, lem pada buku", lip, most=7).draw(canvas, lip)
    flap = Box(0, 0, height - _LIP, _FLAP)
    for x in (_FLAP, width):
        canvas.push(0, 1, -1, 0, x * MM, _LIP * MM)
        text.one_line("lipat ke belakang, lem", flap, most=7).draw(canvas, flap)
        canvas.pop()


def _corner(inner: float, outer: float) -> list[Ends]:
    """A lower corner between the side flap and the lip: its edges, and the cross through it."""
    return [
        (inner, 0.0, inner, _LIP), (outer, _LIP, inner, _LIP), (inner, 0.0, outer, _LIP), (outer, 0.0, inner, _LIP),
    ]  # fmt: skip


def _points(ends: Ends) -> tuple[float, ...]:
    return tuple(round(value * MM, 1) for value in ends)
