"""Drawing one card or form in points, origin at its bottom left corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from koleksi._cards.isbd import Card
from koleksi._labels.layout import Box
from koleksi._print import text as text
from koleksi._print.bidi import is_right_to_left
from koleksi._print.fonts import BOLD, NARROW, REGULAR, Used, typeset, width
from koleksi._print.pdf import MM
from koleksi.book import Book, Copy

__all__ = ["Form", "draw_card", "draw_form"]

# The typed catalogue card in mm (a stroke is 2.54 mm, a line 4.23 mm): call number from the second stroke,
# heading from the eighth, title from the twelfth, overrun of the heading from the fifteenth.
CARD_W, CARD_H = 125.0, 75.0
CALL, HEAD, TITLE, OVERRUN, RIGHT = 5.0, 24.0, 31.5, 39.0, 120.0
FIRST, LAST = 10.0, 66.0  # from the top edge: first line, and where the hole for the rod begins
HOLE = (62.5, 6.0, 4.0)  # centre and radius, from the bottom left
SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
PITCH, TALL_PITCH = 1.24, 1.6  # em from line to line


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a card: text, left edge (mm), cut."""

    text: str
    left: float
    style: str = REGULAR


def draw_card(card: Card, used: Used) -> Iterator[str]:
    """The card; where the text is longer than it, continuation cards with the same heading."""
    for size in SIZES:
        lines = _lines(card, size)
        pitch = _pitch(lines) * size / MM
        room = int((LAST - FIRST) / pitch)
        if len(lines) <= room:
            break
    head = lines[:1]
    pages = [lines[:room]]
    rest = lines[room:]
    while rest:
        pages.append([*head, *rest[: room - 1]])
        rest = rest[room - 1 :]
    for number, page in enumerate(pages, 1):
        mark = f"Kartu {number}" if len(pages) > 1 else ""
        yield _card(card, page, size, pitch, mark, used)


def _card(card: Card, lines: list[_Line], size: float, pitch: float, mark: str, used: Used) -> str:
    y = CARD_H - FIRST
    drawn = []
    for line in lines:
        drawn.append(_at(line.text, line.left, RIGHT, y, size, line.style, used))
        y -= pitch
    margin = Box(CALL, 12, HEAD - CALL - 2, CARD_H - FIRST - 12 + 3)
    call, below = margin.top(min(22.0, 5.5 * len(card.call)), 2)
    if card.call:
        block = text.call_number(card.call, call, 11)
        drawn.append(block.draw(call, used, 0))
    if card.accessions:
        numbers = below.top(3.2 * len(card.accessions))[0]
        drawn.append(text.lines_of_one_size(card.accessions, numbers, 7).draw(numbers, used, 0))
    if mark:
        drawn.append(_at(mark, CALL, RIGHT, 5, 7, REGULAR, used))
    x, centre, radius = (value * MM for value in HOLE)
    return "".join(drawn) + _circle(x, centre, radius)


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


def _paragraph(content: str, first: float, rest: float, size: float, style: str) -> list[_Line]:
    """Words in lines from ``first`` mm, then from ``rest`` mm, to the right margin."""
    rows: list[_Line] = []
    row, used_width, left = "", 0.0, first
    blank = width(" ", style)
    for word in _words(content, (RIGHT - max(first, rest)) * MM / size, style):
        wide = width(word, style)
        if row and (used_width + blank + wide) * size > (RIGHT - left) * MM:
            rows.append(_Line(row, left, style))
            row, used_width, left = word, wide, rest
        else:
            row, used_width = (f"{row} {word}", used_width + blank + wide) if row else (word, wide)
    return [*rows, _Line(row, left, style)] if row else rows


def _words(content: str, room: float, style: str) -> list[str]:
    return [piece for word in content.split(" ") for piece in text.pieces(word, room, style)]


def _at(content: str, left: float, right: float, y: float, size: float, style: str, used: Used) -> str:
    """A line at ``y`` mm; from the right margin where it is written from the right."""
    if not content:
        return ""
    setting = typeset(content, style)
    x = left * MM
    if not content.isascii() and is_right_to_left(content):
        x = right * MM - setting.width * size
    return text.line(setting, size, x, y * MM, used)


def _circle(x: float, y: float, radius: float) -> str:
    """A light ring where the hole is punched."""
    k = 0.5523 * radius
    arcs = (
        f"{x + radius:.1f} {y:.1f} m {x + radius:.1f} {y + k:.1f} {x + k:.1f} {y + radius:.1f} {x:.1f} {y + radius:.1f} c "
        f"{x - k:.1f} {y + radius:.1f} {x - radius:.1f} {y + k:.1f} {x - radius:.1f} {y:.1f} c "
        f"{x - radius:.1f} {y - k:.1f} {x - k:.1f} {y - radius:.1f} {x:.1f} {y - radius:.1f} c "
        f"{x + k:.1f} {y - radius:.1f} {x + radius:.1f} {y - k:.1f} {x + radius:.1f} {y:.1f} c S"
    )
    return f"q .3 w .75 G {arcs} Q\n"


# --- forms ----------------------------------------------------------------------------------------


class Form(Enum):
    """What is drawn for each copy; the columns of its table and the share of the width of each."""

    BOOK_CARD = (("No. anggota", 0.3), ("Pinjam", 0.24), ("Kembali", 0.24), ("Paraf", 0.22))
    SLIP = (("No. anggota", 0.36), ("Tanggal kembali", 0.38), ("Paraf", 0.26))
    POCKET = ()


_ROW = 7.0  # mm, a row to write in
_FLAP, _LIP = 12.0, 16.0  # mm: side flaps and bottom flap of a pocket


def draw_form(
    form: Form,
    size: tuple[float, float],
    book: Book,
    copy: Copy,
    call: tuple[str, ...],
    header: tuple[str, ...],
    used: Used,
) -> str:
    """One form of ``size`` mm."""
    if form is Form.POCKET:
        front = Box(_FLAP + 3, _LIP + 3, size[0] - 2 * _FLAP - 6, size[1] - _LIP - 6)
        return _folds(size, used) + _facts(front, book, copy, call, header, used, 1.5)[0]
    inner = Box(4, 4, size[0] - 8, size[1] - 8)
    facts, rest = _facts(inner, book, copy, call, header, used, 1.0)
    return facts + _table(form.value, rest, used)


def _facts(
    box: Box, book: Book, copy: Copy, call: tuple[str, ...], header: tuple[str, ...], used: Used, scale: float
) -> tuple[str, Box]:
    """Library, call number, title, author, number of the copy, from the top; and what is left below."""
    drawn = []
    if header:
        strip, box = box.top(3.2 * len(header) * scale, 1.2)
        drawn.append(text.header(header, strip, 7.5 * scale).draw(strip, used))
        drawn.append(
            f".4 w {box.x * MM:.1f} {(box.y + box.h + 0.6) * MM:.1f} m {(box.x + box.w) * MM:.1f} {(box.y + box.h + 0.6) * MM:.1f} l S\n"
        )
    rows = (
        (" ".join(call), 6.0, BOLD, 11.0),
        (book.full_title, 7.5, REGULAR, 8.0),
        ("; ".join(book.authors[:2]), 4.2, REGULAR, 7.5),
        (_copy_line(copy), 4.2, REGULAR, 7.5),
    )
    for content, height, style, most in rows:
        if not content:
            continue
        strip, box = box.top(height * scale, 0.6)
        if style == BOLD or len(content) < 12:
            block = text.one_line(content, strip, most=most * scale, style=style)
        else:
            block = text.title(content, strip, most * scale)
        drawn.append(block.draw(strip, used))
    return "".join(drawn), box


def _copy_line(copy: Copy) -> str:
    number = copy.accession or copy.barcode
    return f"No. induk {number}   eks. {copy.number}" if number else f"eks. {copy.number}"


def _table(columns: tuple[tuple[str, float], ...], box: Box, used: Used) -> str:
    """Headed columns and rows to write in, down to the bottom."""
    head, body = box.top(5.0)
    count = int(body.h / _ROW)
    bottom = body.y + body.h - count * _ROW
    drawn = [
        f"q .4 w {box.x * MM:.1f} {bottom * MM:.1f} {box.w * MM:.1f} {(box.y + box.h - bottom) * MM:.1f} re S .3 w .5 G\n"
    ]
    for row in range(count):
        y = body.y + body.h - row * _ROW
        drawn.append(f"{box.x * MM:.1f} {y * MM:.1f} m {(box.x + box.w) * MM:.1f} {y * MM:.1f} l S\n")
    x = box.x
    words = []
    for name, share in columns:
        cell = Box(x + 0.5, head.y, box.w * share - 1, head.h)
        words.append(text.one_line(name, cell, most=6.5, style=NARROW).draw(cell, used))
        x += box.w * share
        if x < box.x + box.w - 1:
            drawn.append(f"{x * MM:.1f} {bottom * MM:.1f} m {x * MM:.1f} {(box.y + box.h) * MM:.1f} l S\n")
    return "".join(drawn) + "Q\n" + "".join(words)


def _folds(size: tuple[float, float], used: Used) -> str:
    """How a pocket is made: its flaps folded back (dashed) and glued, its lower corners cut away (crossed out)."""
    width_mm, height_mm = size
    right = width_mm - _FLAP
    folds = [(_FLAP, _LIP, _FLAP, height_mm), (right, _LIP, right, height_mm), (_FLAP, _LIP, right, _LIP)]
    cuts = []
    for inner, outer in ((_FLAP, 0.0), (right, width_mm)):
        cuts += [
            (inner, 0.0, inner, _LIP),
            (outer, _LIP, inner, _LIP),
            (inner, 0.0, outer, _LIP),
            (outer, 0.0, inner, _LIP),
        ]
    lip = Box(_FLAP + 2, 1, right - _FLAP - 4, _LIP - 2)
    drawn = ["q .4 w .4 G [3 2] 0 d\n", *map(_stroke, folds), "[] 0 d .75 G\n", *map(_stroke, cuts), "Q\n"]
    drawn.append(text.one_line("lipat ke belakang, lem pada buku", lip, most=7).draw(lip, used))
    flap = Box(0, 0, height_mm - _LIP, _FLAP)
    for x in (_FLAP, width_mm):
        drawn.append(
            f"q 0 1 -1 0 {x * MM:.1f} {_LIP * MM:.1f} cm\n{text.one_line('lipat ke belakang, lem', flap, most=7).draw(flap, used)}Q\n"
        )
    return "".join(drawn)


def _stroke(ends: tuple[float, float, float, float]) -> str:
    x0, y0, x1, y1 = (value * MM for value in ends)
    return f"{x0:.1f} {y0:.1f} m {x1:.1f} {y1:.1f} l S\n"
