"""What stands where on one label: layout chosen, text fitted, bars made, and what does not fit noted.

Nothing is drawn here: `koleksi.labels.check` asks for the remarks, `draw.draw_label` draws the rest.
"""

from __future__ import annotations

from typing import NamedTuple

from koleksi._labels.layout import LINE, NUMBER_GAP, TALL_LINE, Bars, Demand, Layout, arrange
from koleksi._print import text as text
from koleksi._print.barcode import QUIET, BarcodeError, Matrix, Symbol, bars, quick_response
from koleksi._print.box import Box
from koleksi._print.fonts import REGULAR, missing
from koleksi._print.lines import typeset
from koleksi._print.text import Block
from koleksi.stationery import Sheet

__all__ = ["Composed", "Composer", "Content", "Remark", "inset", "lacking", "title_line"]

_HEADS = 100  # headers of which the fit is remembered; where every label has its own, there is no end of them


class Content(NamedTuple):
    """What is printed on one label, as the composer needs it."""

    lines: tuple[str, ...]
    header: tuple[str, ...]
    title: str
    barcode: str
    note: str  # "c.2"
    digit: str


class Remark(NamedTuple):
    """What a person should know of a label: the code of the problem, the column and its value."""

    code: str
    column: str
    value: str


class Composed(NamedTuple):
    """A label ready to be drawn: its blocks lie in the places of ``layout``, those that are None are not printed.

    ``header_name``: under which a header that many labels have is kept once in the file, "" for others.
    """

    layout: Layout
    digit: str
    header: Block | None
    header_name: str
    call: Block | None
    title: Block | None
    number: Block | None
    bars: Symbol | None
    qr: Matrix | None
    remarks: tuple[Remark, ...]


def inset(sheet: Sheet) -> tuple[float, float]:
    """White left free inside every label (mm): at the sides, at top and bottom. Larger where labels touch
    the border of the page, which printers cannot reach."""
    return _inset(sheet.label_w, sheet.left, sheet.page_w, sheet.cols, sheet.pitch_x, sheet.edge), _inset(
        sheet.label_h, sheet.top, sheet.page_h, sheet.rows, sheet.pitch_y, sheet.edge
    )


def _inset(size: float, start: float, page: float, count: int, pitch: float, edge: float) -> float:
    end = page - start - (count - 1) * pitch - size
    return max(1.0 if size < 25 else 1.5 if size < 60 else 2.0, edge - start, edge - end)


def title_line(title: str) -> float:
    """Height in mm that a line of this title asks for."""
    if not title:
        return 0.0
    return TALL_LINE if not title.isascii() and typeset(title, REGULAR).tall else LINE


class Composer:
    """Composes the labels of one job: one sheet, one kind. Holds nothing that grows with the number of labels.

    ``band``: the colour of the class is printed; ``dpi``: dots per inch to which bars are snapped, 0 none.
    """

    def __init__(
        self, sheet: Sheet, kind: str, *, band: bool = False, symbology: str = "code128", dpi: float = 0
    ) -> None:
        self._sheet, self._kind = sheet, kind
        self._inset = inset(sheet)
        self._band, self._symbology, self._dpi = band, symbology, dpi
        self._layouts: dict[tuple[object, ...], Layout | None] = {}
        self._heads: dict[tuple[tuple[str, ...], Box], tuple[Block, str]] = {}

    def compose(self, content: Content) -> Composed:
        """One label."""
        remarks: list[Remark] = []
        symbol = self._symbol(content.barcode, remarks)
        qr = quick_response(content.barcode) if self._kind == "both-qr" and content.barcode else None
        layout = self._layout(content, symbol, qr)
        if layout is None:
            remarks.append(Remark("label-barcode-room", "barcode", content.barcode))
            symbol = qr = None
            layout = self._layout(content, None, None)
        if layout is None:
            raise AssertionError("a label without bars always has a layout")
        title = self._title(layout, content, remarks)
        header, header_name = self._header(layout, content, remarks)
        return Composed(
            layout, content.digit, header, header_name,
            call=_call(layout, content, remarks), title=title,
            number=_number(layout, content), bars=symbol if layout.bars else None, qr=qr if layout.qr else None,
            remarks=tuple(remarks),
        )  # fmt: skip

    # --- choosing ---

    def _symbol(self, number: str, remarks: list[Remark]) -> Symbol | None:
        if not number or self._kind in ("spine", "shelf"):
            return None
        try:
            return bars(number, self._symbology)
        except BarcodeError:
            remarks.append(Remark("label-barcode-value", "barcode", number))
            return None

    def _layout(self, content: Content, symbol: Symbol | None, qr: Matrix | None) -> Layout | None:
        lines, heads = len(content.lines) + bool(content.note), len(content.header)
        title = title_line(content.title)
        key = (lines, heads, title, symbol and symbol.modules, qr and qr.modules)
        if key not in self._layouts:
            width = Bars(symbol.modules, QUIET[self._symbology], self._dpi) if symbol else None
            demand = Demand(lines, heads, title, width, qr.modules if qr else 0, self._band)
            self._layouts[key] = arrange(self._kind, self._sheet.label_w, self._sheet.label_h, self._inset, demand)
        return self._layouts[key]

    # --- fitting ---

    def _header(self, layout: Layout, content: Content, remarks: list[Remark]) -> tuple[Block | None, str]:
        if not content.header:
            return None, ""
        block, name = self._head(content.header, layout.header) if layout.header else (None, "")
        if block is None or not block.whole:
            remarks.append(Remark("label-header", "header", " · ".join(content.header)))
        return block, name

    def _head(self, lines: tuple[str, ...], place: Box) -> tuple[Block, str]:
        """The header, which is the same on nearly every label of a job, and its name."""
        found = self._heads.get((lines, place))
        if found is None:
            found = text.header(lines, place), f"header{len(self._heads)}"
            if len(self._heads) >= _HEADS:
                return found[0], ""
            self._heads[lines, place] = found
        return found

    def _title(self, layout: Layout, content: Content, remarks: list[Remark]) -> Block | None:
        if not content.title:
            return None
        if not layout.title:
            if self._kind != "spine":
                remarks.append(Remark("label-no-title", "title", content.title))
            return None
        block = text.title(content.title, layout.title, 16 if self._kind == "shelf" else 7.5)
        if not block.whole:
            remarks.append(Remark("label-title", "title", content.title))
        return block


def _call(layout: Layout, content: Content, remarks: list[Remark]) -> Block | None:
    if layout.call is None or not content.lines:
        return None
    lines = content.lines + ((content.note,) if content.note else ())
    if layout.one_row:
        lines = (" ".join(lines),)
    block = text.call_number(lines, layout.call.lying() if layout.call_turned else layout.call, layout.call_size)
    if not block.whole:
        remarks.append(Remark("label-small", "call_number", " ".join(content.lines)))
    return block


def _number(layout: Layout, content: Content) -> Block | None:
    if not (layout.number and content.barcode):
        return None
    return text.one_line(content.barcode, layout.number.lower(NUMBER_GAP))


def lacking(content: Content) -> list[tuple[str, str]]:
    """(column, value) of what has letters that no font has."""
    parts = [("call_number", " ".join(content.lines)), ("title", content.title), ("header", " ".join(content.header))]
    return [(column, value) for column, value in parts if missing(value)]
