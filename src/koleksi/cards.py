"""Cards and forms of a library without a computer at the desk: catalogue cards, kartu buku, pocket, due-date slip.

Sizes: catalogue card 12.5 x 7.5 cm, kartu buku 9 x 6 cm, slip 12.5 x 7.5 cm upright, pocket 9 x 7.2 cm
without its flaps; all on A4 with cut lines. The pages of the accession register lie on F4 or A4.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from types import MappingProxyType
from typing import BinaryIO

from koleksi._cards.draw import card_drawings
from koleksi._cards.forms import Form, draw_form
from koleksi._cards.isbd import Card, cards_of, reference
from koleksi._cards.register_pages import LINES, RegisterColumn, RegisterPage, draw_register_page
from koleksi._print.canvas import Canvas, Drawing
from koleksi._print.page import corner, draw_cut_marks
from koleksi.book import Book, Copy, Text
from koleksi.errors import UsageError
from koleksi.stationery import Sheet

__all__ = [
    "KINDS", "LINES", "PAPERS", "RegisterColumn", "RegisterPage", "book_cards", "catalogue_cards",
    "catalogue_cards_stream", "pockets", "register_stream", "render_stream", "slips",
]  # fmt: skip

Item = tuple[Book, Sequence[Copy], Sequence[str]]  # a book, its copies, the lines of its call number

_CARD = Sheet(
    name="kartu katalog",
    page_w=297,
    page_h=210,
    label_w=125,
    label_h=75,
    cols=2,
    rows=2,
    left=23.5,
    top=30,
    pitch_x=125,
    pitch_y=75,
)
_BOOK_CARD = Sheet(
    name="kartu buku",
    page_w=210,
    page_h=297,
    label_w=60,
    label_h=90,
    cols=3,
    rows=3,
    left=15,
    top=13.5,
    pitch_x=60,
    pitch_y=90,
)
_SLIP = Sheet(
    name="slip tanggal kembali",
    page_w=210,
    page_h=297,
    label_w=75,
    label_h=125,
    cols=2,
    rows=2,
    left=30,
    top=23.5,
    pitch_x=75,
    pitch_y=125,
)
_POCKET = Sheet(
    name="kantong buku",
    page_w=297,
    page_h=210,
    label_w=114,
    label_h=88,
    cols=2,
    rows=2,
    left=34.5,
    top=17,
    pitch_x=114,
    pitch_y=88,
)


KINDS = ("catalogue", "book", "slip", "pocket")
PAPERS = MappingProxyType({"f4": (330.0, 215.0), "a4": (297.0, 210.0)})  # mm, lying
_FORMS = {"book": (_BOOK_CARD, Form.BOOK_CARD), "slip": (_SLIP, Form.SLIP), "pocket": (_POCKET, Form.POCKET)}


def catalogue_cards(items: Iterable[Item], *, policy: str = "last") -> bytes:
    """The catalogue cards of each title: author, title, subjects, other names; a PDF with four on a page.

    ``policy``: how names become headings, as in `names.heading`. A description longer than a card
    goes on on a second one.
    """
    return _bytes("catalogue", items, policy=policy)


def book_cards(items: Iterable[Item], header: Sequence[str] = ()) -> bytes:
    """A kartu buku for each copy: what it is, and a table of who borrowed it."""
    return _bytes("book", items, header)


def slips(items: Iterable[Item], header: Sequence[str] = ()) -> bytes:
    """A due-date slip for each copy."""
    return _bytes("slip", items, header)


def pockets(items: Iterable[Item], header: Sequence[str] = ()) -> bytes:
    """A pocket for each copy, to be cut out, folded and glued into the book."""
    return _bytes("pocket", items, header)


def render_stream(
    kind: str, items: Iterable[Item], stream: BinaryIO, *, header: Sequence[str] = (), policy: str = "last"
) -> None:
    """Cards of one of `KINDS` to a binary stream, page by page: memory stays flat however many books there are.

    ``header``: the library's lines, on forms. Raises UsageError for an unknown kind.
    """
    if kind == "catalogue":
        catalogue_cards_stream(items, stream, policy=policy)
        return
    if kind not in _FORMS:
        choices = ", ".join(KINDS)
        raise UsageError(Text(f"kind = {kind!r}: pilih {choices}", f"kind = {kind!r}: choose {choices}"))
    sheet, form = _FORMS[kind]
    size = (sheet.label_w, sheet.label_h)
    drawings = (
        partial(draw_form, form=form, size=size, book=book, copy=copy, call=tuple(call), header=tuple(header))
        for book, copies, call in items
        for copy in copies or (Copy(),)
    )
    _print(sheet, drawings, stream)


def catalogue_cards_stream(
    items: Iterable[Item], stream: BinaryIO, *, policy: str = "last", references: Iterable[tuple[str, str]] = ()
) -> None:
    """`catalogue_cards` to a binary stream, page by page; behind them a card for each of ``references``, from a form
    of a name to its heading."""
    of_titles = (card for book, copies, call in items for card in cards_of(book, copies, call, policy))
    others = (reference(*pair) for pair in references)
    drawings = (drawing for card in chain(of_titles, others) for drawing in card_drawings(_clipped(card)))
    _print(_CARD, drawings, stream)


def register_stream(
    pages: Iterable[RegisterPage], columns: Sequence[RegisterColumn], stream: BinaryIO, *, title: str, paper: str = "f4"
) -> None:
    """Pages of the accession register to a binary stream. ``paper``: one of `PAPERS`."""
    size = PAPERS[paper]
    canvas = Canvas(stream, *size, title)
    for page in pages:
        draw_register_page(canvas, page, columns, title, size)
        canvas.showPage()
    canvas.save()


def _bytes(kind: str, items: Iterable[Item], header: Sequence[str] = (), policy: str = "last") -> bytes:
    stream = io.BytesIO()
    render_stream(kind, items, stream, header=header, policy=policy)
    return stream.getvalue()


def _print(sheet: Sheet, drawings: Iterator[Drawing], stream: BinaryIO) -> None:
    """Drawings laid out on pages; without any, one empty page."""
    canvas = Canvas(stream, sheet.page_w, sheet.page_h, sheet.name.capitalize())
    corners = [corner(sheet, index, False) for index in range(sheet.per_page)]
    page = list(islice(drawings, sheet.per_page))
    while True:
        canvas.stamp("cut-marks", partial(draw_cut_marks, sheet=sheet))
        for (x, y), draw in zip(corners, page, strict=False):
            canvas.push(1, 0, 0, 1, x, y)
            draw(canvas)
            canvas.pop()
        canvas.showPage()
        page = list(islice(drawings, sheet.per_page))
        if not page:
            break
    canvas.save()


def _clipped(card: Card) -> Card:
    """At most six accession numbers in the margin, then how many more there are."""
    if len(card.accessions) <= 6:
        return card
    return card._replace(accessions=(*card.accessions[:5], f"+ {len(card.accessions) - 5} eks."))
