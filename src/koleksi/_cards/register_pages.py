"""Pages of the accession register (buku induk): lying, a fixed number of lines a page, totals below, signatures at the
end; in points, origin at the bottom left.

The number of lines is fixed so that a line stands on the same page whenever it is printed: a register is continued from
its last page, and the pages before stay as they are bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from koleksi._print.box import MM
from koleksi._print.canvas import Canvas
from koleksi._print.fonts import BOLD, NARROW, REGULAR
from koleksi._print.lines import Placed, draw_lines, typeset, width

__all__ = ["LINES", "RegisterColumn", "RegisterPage", "draw_register_page"]

LINES = 24  # on a page
_MARGIN, _HEADING, _HEAD, _LINE, _FOOT = 12.0, 13.0, 8.0, 5.7, 5.0  # mm
_SIZE, _SMALL = 7.0, 6.5  # points
_PAD = 0.8  # mm between a rule and the letters
_ROWS = 2  # lines of letters in a line of the register


class RegisterColumn(NamedTuple):
    """``share`` of the width; ``figures``: set to the right."""

    heading: str
    share: float
    figures: bool = False


class RegisterPage(NamedTuple):
    """``lines``: cells, as many as there are columns; ``totals``: the lines below them; ``signed``: words above each
    signature, on the last page only."""

    number: int
    of: int
    lines: Sequence[Sequence[str]]
    totals: Sequence[str]
    signed: Sequence[tuple[str, ...]] = ()


def draw_register_page(
    canvas: Canvas, page: RegisterPage, columns: Sequence[RegisterColumn], title: str, size: tuple[float, float]
) -> None:
    """One page of ``size`` mm; ``title``: over the table."""
    edges = _edges(columns, size[0])
    canvas.stamp("register", partial(_draw_empty, columns=columns, title=title, size=size))
    placed = list(_cells(page.lines, columns, edges, size[1]))
    below = _top(size[1]) - _HEAD - LINES * _LINE
    for n, line in enumerate(page.totals):
        placed.append(_at(line, BOLD, edges[0] + _PAD, below - (n + 0.75) * _FOOT, _SIZE))
    number = f"Halaman {page.number} dari {page.of}"
    placed.append(_right(number, REGULAR, edges[-1], size[1] - _MARGIN - 5.5, _SIZE + 1))
    placed += _signatures(page.signed, edges, below - (len(page.totals) + 1) * _FOOT)
    draw_lines(canvas, placed)


def _top(height: float) -> float:
    return height - _MARGIN - _HEADING


@lru_cache(maxsize=4)
def _shared_edges(shares: tuple[float, ...], page_width: float) -> tuple[float, ...]:
    room, at = page_width - 2 * _MARGIN, 0.0
    edges = [_MARGIN]
    for share in shares:
        at += share
        edges.append(_MARGIN + room * at / sum(shares))
    return tuple(edges)


def _edges(columns: Sequence[RegisterColumn], page_width: float) -> tuple[float, ...]:
    return _shared_edges(tuple(column.share for column in columns), page_width)


# the empty page


def _draw_empty(canvas: Canvas, columns: Sequence[RegisterColumn], title: str, size: tuple[float, float]) -> None:
    """Rules, title and headings: on every page, and in the file once."""
    edges, top = _edges(columns, size[0]), _top(size[1])
    levels = [top, *(top - _HEAD - n * _LINE for n in range(LINES + 1))]
    canvas.setLineWidth(0.3)
    canvas.setStrokeGray(0.35)
    across = [(edges[0], y, edges[-1], y) for y in levels]
    down = [(x, levels[0], x, levels[-1]) for x in edges]
    canvas.lines([[round(mm * MM, 2) for mm in ends] for ends in (*across, *down)])
    placed = [_at(title, BOLD, edges[0], size[1] - _MARGIN - 6, 12)]
    for column, left, right in zip(columns, edges, edges[1:], strict=False):
        rows = _fitted(column.heading, BOLD, (right - left - 2 * _PAD) * MM / _SIZE)
        for n, row in enumerate(rows):
            y = top - _HEAD / 2 - (n + 0.35 - (len(rows) - 1) / 2) * 2.7
            placed.append(_at(row, BOLD, left + _PAD, y, _SIZE))
    draw_lines(canvas, placed)


# its lines


def _cells(
    lines: Sequence[Sequence[str]], columns: Sequence[RegisterColumn], edges: Sequence[float], height: float
) -> Iterator[Placed]:
    top = _top(height) - _HEAD
    rooms = [(right - left - 2 * _PAD) * MM for left, right in zip(edges, edges[1:], strict=False)]
    for n, line in enumerate(lines):
        for column, text, room, left in zip(columns, line, rooms, edges, strict=False):
            if text:
                yield from _cell(text, column, room, left + _PAD, top - n * _LINE)


def _cell(text: str, column: RegisterColumn, room: float, left: float, top: float) -> Iterator[Placed]:
    """Its text in one line, or in two smaller ones; what is longer ends in "…"."""
    whole = typeset(text, REGULAR)
    if whole.width * _SIZE <= room:
        x = left + (room - whole.width * _SIZE) / MM if column.figures else left
        yield whole, round(x * MM, 1), round((top - _LINE * 0.64) * MM, 1), _SIZE
        return
    rows = _fitted(text, NARROW, room / _SMALL)
    first = top - _LINE * 0.64 + (len(rows) - 1) * 1.25
    for n, row in enumerate(rows):
        yield _at(row, NARROW, left, first - n * 2.5, _SMALL)


def _fitted(text: str, style: str, room: float) -> list[str]:
    """The text in at most two lines of ``room`` em."""
    blank, rows, at = width(" ", style), [""], 0.0
    for word in text.split(" "):
        wide = width(word, style)
        if rows[-1] and at + blank + wide > room:
            if len(rows) == _ROWS:
                return [*rows[:-1], _cut(f"{rows[-1]} {word}", style, room)]
            rows.append("")
            at = 0.0
        at += wide + (blank if rows[-1] else 0)
        rows[-1] = f"{rows[-1]} {word}".strip()
    return [_cut(row, style, room) for row in rows]


def _cut(row: str, style: str, room: float) -> str:
    """A line without what stands over its end."""
    if width(row, style) <= room:
        return row
    while row and width(f"{row}…", style) > room:
        row = row[:-1]
    return f"{row.rstrip()}…"


# below them


def _signatures(signed: Sequence[tuple[str, ...]], edges: Sequence[float], top: float) -> Iterator[Placed]:
    """A block for each who signs, beside one another, with a line to write on."""
    pitch = (edges[-1] - edges[0]) / max(len(signed), 1)
    for n, words in enumerate(signed):
        left = edges[0] + n * pitch + pitch * 0.2
        for row, line in enumerate(words):
            yield _at(line, REGULAR, left, top - row * 3.6, _SIZE + 1)
        yield _at("." * 44, REGULAR, left, top - len(words) * 3.6 - 11, _SIZE + 1)
        yield _at("NIP/NIK", REGULAR, left, top - len(words) * 3.6 - 14.5, _SIZE + 1)


def _at(text: str, style: str, x: float, y: float, size: float) -> Placed:
    return typeset(text, style), round(x * MM, 1), round(y * MM, 1), size


def _right(text: str, style: str, x: float, y: float, size: float) -> Placed:
    return _at(text, style, x - width(text, style) * size / MM, y, size)
