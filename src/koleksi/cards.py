"""Catalogue cards, 12.5 x 7.5 cm, four on an A4 sheet to be cut: a card under the author, the title and each subject.

The layout is the traditional one of Indonesian libraries: call number on the left, heading on the first line,
the description in ISBD below it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from koleksi import _fonts, names
from koleksi._pdf import MM, Writer
from koleksi.book import Book, Copy

__all__ = ["CARD_H", "CARD_W", "catalogue_cards", "description"]

CARD_W, CARD_H = 125.0, 75.0  # mm, the international catalogue card
_PAGE_W, _PAGE_H = 297.0, 210.0  # A4 lying
_LEFT, _TOP = (_PAGE_W - 2 * CARD_W) / 2, (_PAGE_H - 2 * CARD_H) / 2
_SIZE, _LEADING = 9.0, 11.0  # points
_CALL_X, _HEAD_X, _TITLE_X, _EDGE = 6.0, 28.0, 34.0, 6.0  # mm from the card's left edge; right margin
_LINES = 14  # below the heading
_CUT = 4.0  # mm, length of a cutting mark

Items = Iterable[tuple[Book, Sequence[Copy], Sequence[str]]]


def catalogue_cards(items: Items, *, policy: str = "last") -> bytes:
    """The cards as PDF bytes. ``items``: book, copies, lines of its call number."""
    buffer = io.BytesIO()
    writer = Writer(buffer, _PAGE_W, _PAGE_H, "Kartu katalog")
    cards = (card for book, copies, call in items for card in _cards(book, copies, call, policy))
    while page := [card for _, card in zip(range(4), cards, strict=False)]:
        content = [_cut_marks()]
        for place, (call, heading, lines) in enumerate(page):
            x, y = _LEFT + CARD_W * (place % 2), _PAGE_H - _TOP - CARD_H * (place // 2)
            content.append(_draw(call, heading, lines, x * MM, y * MM, writer.used))
        writer.page("".join(content))
    writer.close()
    return buffer.getvalue()


Card = tuple[Sequence[str], str, list[tuple[float, str]]]


def _cards(book: Book, copies: Sequence[Copy], call: Sequence[str], policy: str) -> Iterator[Card]:
    """The main card, then one for the title and one for each subject, with the added heading above the main one."""
    main = names.heading(book.authors[0], policy) if book.authors else ""
    body = _body(book, copies)
    yield call, main or book.title, body
    for added in (*((book.title,) if main else ()), *(subject.upper() for subject in book.subjects)):
        if main:
            yield call, added, [(_HEAD_X, main), *body]
        else:
            yield call, added, body


def description(book: Book) -> list[str]:
    """The ISBD areas of a book, a paragraph each: title to publication, extent and series, notes, ISBN."""
    title = book.title + (f" : {book.subtitle}" if book.subtitle else "")
    said = book.responsibility or ", ".join(book.authors)
    imprint = " : ".join(filter(None, (book.place, book.publisher)))
    imprint = ", ".join(filter(None, (imprint, str(book.year or ""))))
    first = ". -- ".join(filter(None, (" / ".join(filter(None, (title, said))), book.volume, book.edition, imprint)))
    size = f"{book.height_cm} cm" if book.height_cm else ""
    extent = " ; ".join(filter(None, (" : ".join(filter(None, (book.extent, book.illustrations))), size)))
    second = ". -- ".join(filter(None, (extent, f"({book.series})" if book.series else "")))
    return [text for text in (first, second, *book.notes[:2], f"ISBN {book.isbn}" if book.isbn else "") if text]


def _body(book: Book, copies: Sequence[Copy]) -> list[tuple[float, str]]:
    """(indent in mm, line) of everything below the heading."""
    lines: list[tuple[float, str]] = []
    for paragraph in description(book):
        lines += _wrapped(paragraph)
    numbers = ", ".join(copy.accession for copy in copies[:6]) + (" ..." if len(copies) > 6 else "")
    tracings = [f"{n}. {subject.upper()}" for n, subject in enumerate(book.subjects[:4], 1)] + (["I. Judul"] if book.authors else [])
    for paragraph in (f"No. induk: {numbers}" if numbers else "", "  ".join(tracings)):
        lines += _wrapped(paragraph) if paragraph else []
    return lines


def _wrapped(paragraph: str) -> list[tuple[float, str]]:
    """A paragraph whose first line is indented and whose others begin under the heading."""
    rows: list[tuple[float, str]] = []
    row, used, x = "", 0.0, _TITLE_X
    for word in (piece for whole in paragraph.split(" ") for piece in _pieces(whole)):
        wide = _fonts.width(word, _fonts.REGULAR) * _SIZE
        room = (CARD_W - _EDGE - x) * MM
        if row and used + wide + 2.4 > room:
            rows.append((x, row))
            row, used, x = word, wide, _HEAD_X
        else:
            row, used = (f"{row} {word}" if row else word), used + wide + (2.4 if row else 0)
    return [*rows, (x, row)]


def _pieces(word: str) -> list[str]:
    """A word too long for a line, cut."""
    return [word[n : n + 40] for n in range(0, len(word), 40)] if len(word) > 40 else [word]


def _draw(call: Sequence[str], heading: str, lines: list[tuple[float, str]], x: float, y: float, used: _fonts.Used) -> str:
    drawn = [_line(part, _fonts.BOLD, x + _CALL_X * MM, y - 16 - 11 * n, used, 20) for n, part in enumerate(call[:5])]
    drawn.append(_line(heading, _fonts.BOLD, x + _HEAD_X * MM, y - 27, used, CARD_W - _EDGE - _HEAD_X))
    shown = lines if len(lines) <= _LINES else [*lines[: _LINES - 1], (_HEAD_X, "...")]
    drawn += [_line(text, _fonts.REGULAR, x + at * MM, y - 27 - _LEADING * (n + 1), used, CARD_W - _EDGE - at) for n, (at, text) in enumerate(shown)]
    return "".join(drawn)


def _line(text: str, style: str, x: float, y: float, used: _fonts.Used, room_mm: float) -> str:
    """One line, made smaller where it would leave the card."""
    setting = _fonts.typeset(text, style, used)
    size = min(_SIZE, room_mm * MM / setting.width) if setting.width else _SIZE
    runs = " ".join(f"/{font} 1 Tf {code}" for font, code in setting.parts)
    return f"BT {size:.2f} 0 0 {size:.2f} {x:.1f} {y:.1f} Tm {runs} ET\n"


def _cut_marks() -> str:
    """Where to cut, outside the cards."""
    across = [_LEFT + n * CARD_W for n in range(3)]
    down = [_TOP + n * CARD_H for n in range(3)]
    marks = [(x, y, x, y + _CUT) for x in across for y in (_TOP - _CUT - 1, _TOP + 2 * CARD_H + 1)]
    marks += [(x, y, x + _CUT, y) for y in down for x in (_LEFT - _CUT - 1, _LEFT + 2 * CARD_W + 1)]
    drawn = "".join(f"{a * MM:.1f} {b * MM:.1f} m {c * MM:.1f} {d * MM:.1f} l\n" for a, b, c, d in marks)
    return f"0.3 w 0.6 G\n{drawn}S\n0 G\n"
