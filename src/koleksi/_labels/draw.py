"""Drawing one label after another: layout chosen, text fitted, bars placed, and what did not fit noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from koleksi._labels.layout import LINE, NUMBER_GAP, QR_QUIET, TALL_LINE, Bars, Box, Demand, Layout, arrange
from koleksi._print import text as text
from koleksi._print.barcode import QUIET, BarcodeError, Symbol, bars, quick_response
from koleksi._print.fonts import BOLD, REGULAR, Used, missing, typeset
from koleksi._print.pdf import MM
from koleksi._terms.tables import rows
from koleksi.stationery import Sheet

__all__ = ["PALETTES", "Artist", "Content", "Trouble", "inset", "palette"]

PALETTES = ("colormarq", "mixcode")
# Points by which each line of turned text is smaller than the last, and half as much again moved along: invisible,
# but programs that read the page back group letters by size and height, and would take letters of two turned lines
# (the point and the "l" of "899.221", "HIR", "l", each in the middle) for one.
_TAPER = 0.2
_HEADS = 100  # headers that a file keeps once; the others, where every label has its own, are drawn each time
Trouble = Callable[[str, str, str], None]  # code, column, value


@dataclass(frozen=True, slots=True)
class Content:
    """What is printed on one label, as the artist needs it."""

    lines: tuple[str, ...]
    header: tuple[str, ...]
    title: str
    barcode: str
    note: str  # "c.2"
    digit: str


def inset(sheet: Sheet) -> tuple[float, float]:
    """White left free inside every label (mm): at the sides, at top and bottom. Larger where labels touch
    the border of the page, which printers cannot reach."""
    return _inset(sheet.label_w, sheet.left, sheet.page_w, sheet.cols, sheet.pitch_x, sheet.edge), _inset(
        sheet.label_h, sheet.top, sheet.page_h, sheet.rows, sheet.pitch_y, sheet.edge
    )


def _inset(size: float, start: float, page: float, count: int, pitch: float, edge: float) -> float:
    end = page - start - (count - 1) * pitch - size
    return max(1.0 if size < 25 else 1.5 if size < 60 else 2.0, edge - start, edge - end)


@cache
def palette(name: str) -> dict[str, str]:
    """Colour of each main class: digit -> RRGGBB. Sources: ColorMarq (SLiMS plug-in) and Mixcode (INLISLite)."""
    return {row["digit"]: row[name] for row in rows("class_colours.csv")}


class Artist:
    """Draws the labels of one job: one sheet, one kind. Holds nothing that grows with the number of labels."""

    def __init__(
        self, sheet: Sheet, kind: str, used: Used, *, palette_name: str | None = None, symbology: str = "code128",
        dpi: float = 0.0,
    ) -> None:  # fmt: skip
        self._sheet, self._kind, self._used = sheet, kind, used
        self._inset = inset(sheet)
        self._colours = palette(palette_name) if palette_name else {}
        self._symbology, self._dpi = symbology, dpi
        self._layouts: dict[tuple[object, ...], Layout | None] = {}
        self._bands: dict[tuple[str, Box], str] = {}
        self._heads: dict[tuple[tuple[str, ...], Box], tuple[str, bool]] = {}

    def draw(self, content: Content, origin: tuple[float, float], trouble: Trouble) -> str:
        """The operators of one label, relative to its bottom left corner, which lies at ``origin`` (points)."""
        symbol = self._symbol(content.barcode, trouble)
        qr = self._qr(content.barcode) if self._kind == "both-qr" else None
        layout = self._layout(content, symbol, qr)
        if layout is None:
            trouble("label-barcode-room", "barcode", content.barcode)
            symbol = qr = None
            layout = self._layout(content, None, None)
        if layout is None:
            raise AssertionError("a label without bars always has a layout")
        column = self._column(layout, content, symbol, origin, trouble)
        if layout.turn:
            column = f"q 0 1 -1 0 {(layout.turn.x + layout.turn.w) * MM:.2f} {layout.turn.y * MM:.2f} cm\n{column}Q\n"
        # What neighbouring labels share stands first and together: the page is smaller for it.
        drawn = [
            _rule(*layout.rule) if layout.rule else "",
            self._header(layout, content, trouble),
            self._band(layout, content),
            self._call(layout, content, trouble),
            column,
            _qr(layout.qr, qr) if qr and layout.qr else "",
        ]
        return "".join(drawn)

    def _column(
        self, layout: Layout, content: Content, symbol: Symbol | None, origin: tuple[float, float], trouble: Trouble
    ) -> str:
        """Title, bars and number, as they stand before the quarter turn if there is one."""
        drawn = []
        if layout.title and content.title:
            drawn.append(self._title(layout.title, content, trouble))
        elif content.title and self._kind != "spine":
            trouble("label-no-title", "title", content.title)
        if symbol and layout.bars:
            start = origin[1] + layout.turn.y * MM if layout.turn else origin[0]
            drawn.append(self._bars(layout.bars, layout.module * MM, symbol, start))
        if layout.number and content.barcode:
            place = layout.number
            place = Box(place.x, place.y, place.w, place.h - NUMBER_GAP)
            drawn.append(text.one_line(content.barcode, place).draw(place, self._used))
        return "".join(drawn)

    # --- choosing ---

    def _symbol(self, number: str, trouble: Trouble) -> Symbol | None:
        if not number or self._kind in ("spine", "shelf"):
            return None
        try:
            return bars(number, self._symbology)
        except BarcodeError:
            trouble("label-barcode-value", "barcode", number)
            return None

    def _qr(self, number: str) -> Symbol | None:
        return quick_response(number) if number else None

    def _layout(self, content: Content, symbol: Symbol | None, qr: Symbol | None) -> Layout | None:
        lines, heads = len(content.lines) + bool(content.note), len(content.header)
        title = title_line(content.title)
        key = (lines, heads, title, symbol and symbol.modules, qr and qr.modules)
        if key not in self._layouts:
            width = Bars(symbol.modules, QUIET[self._symbology], self._dpi) if symbol else None
            demand = Demand(lines, heads, title, width, qr.modules if qr else 0, bool(self._colours))
            self._layouts[key] = arrange(self._kind, self._sheet.label_w, self._sheet.label_h, self._inset, demand)
        return self._layouts[key]

    # --- drawing ---

    def _header(self, layout: Layout, content: Content, trouble: Trouble) -> str:
        if not content.header:
            return ""
        if layout.header is None:
            trouble("label-header", "header", " · ".join(content.header))
            return ""
        drawn, whole = self._head(content.header, layout.header)
        if not whole:
            trouble("label-header", "header", " · ".join(content.header))
        return drawn

    def _head(self, lines: tuple[str, ...], place: Box) -> tuple[str, bool]:
        """The header drawn, and whether it fits; the same on nearly every label of a job, so the first
        ones stand in the file once and are called by name."""
        key = (lines, place)
        if key not in self._heads:
            block = text.header(lines, place)
            drawn = block.draw(place, self._used)
            if len(self._heads) >= _HEADS:
                return drawn, block.whole
            name = f"h{len(self._heads)}"
            self._used.shared[name] = drawn
            self._heads[key] = (f"/{name} Do\n", block.whole)
        return self._heads[key]

    def _call(self, layout: Layout, content: Content, trouble: Trouble) -> str:
        if layout.call is None or not content.lines:
            return ""
        lines = content.lines + ((content.note,) if content.note else ())
        if layout.one_row:
            lines = (" ".join(lines),)
        place = layout.call
        laid = Box(0, 0, place.h, place.w) if layout.call_turned else place
        block = text.call_number(lines, laid, layout.call_size)
        if not block.whole:
            trouble("label-small", "call_number", " ".join(content.lines))
        if not layout.call_turned:
            return block.draw(place, self._used)
        turn = f"0 -1 1 0 {place.x * MM:.2f} {(place.y + place.h) * MM:.2f}"
        return f"q {turn} cm\n{block.draw(laid, self._used, taper=_TAPER)}Q\n"

    def _title(self, place: Box, content: Content, trouble: Trouble) -> str:
        block = text.title(content.title, place, 16 if self._kind == "shelf" else 7.5)
        if not block.whole:
            trouble("label-title", "title", content.title)
        return block.draw(place, self._used)

    def _band(self, layout: Layout, content: Content) -> str:
        """The colour of the main class with its digit: colours fade, and not every eye tells them apart."""
        if layout.band is None or content.digit not in self._colours:
            return ""
        key = (content.digit, layout.band)
        if key not in self._bands:
            self._bands[key] = self._coloured(self._colours[content.digit], *key)
        return self._bands[key]

    def _coloured(self, colour: str, digit: str, box: Box) -> str:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
        light = 0.299 * red + 0.587 * green + 0.114 * blue >= 0.6
        size = min(24.0, 0.8 * min(box.w, box.h) * MM)
        block = text.Block((typeset(digit, BOLD),), round(size, 1), 0, 0.71, 0.71)
        place = " ".join(f"{value * MM:.1f}" for value in box)
        figure = block.draw(box, self._used)
        return f"{red:.3g} {green:.3g} {blue:.3g} rg {place} re f {'0' if light else '1'} g\n{figure}0 g\n"

    def _bars(self, place: Box, module: float, symbol: Symbol, origin: float) -> str:
        """The bars in the middle of their place; ``module`` and ``origin`` (of the place's axis) in points."""
        self._used.symbols.update(symbol.parts)
        x = self._snapped(place.x * MM + (place.w * MM - symbol.modules * module) / 2, origin)
        return f"q {module:.4f} 0 0 {place.h * MM:.2f} {x:.2f} {place.y * MM:.2f} cm\n{symbol.path}Q\n"

    def _snapped(self, at: float, origin: float) -> float:
        """On a whole dot of the printer."""
        if not self._dpi:
            return at
        dot = 72 / self._dpi
        return round((origin + at) / dot) * dot - origin


def title_line(title: str) -> float:
    """Height in mm that a line of this title asks for."""
    if not title:
        return 0.0
    return TALL_LINE if not title.isascii() and typeset(title, REGULAR).tall else LINE


def _rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return f".4 w .6 G {x0 * MM:.1f} {y0 * MM:.1f} m {x1 * MM:.1f} {y1 * MM:.1f} l S 0 G\n"


def _qr(box: Box, symbol: Symbol) -> str:
    module = box.w * MM / (symbol.modules + 2 * QR_QUIET)
    x, y = box.x * MM + QR_QUIET * module, box.y * MM + QR_QUIET * module
    return f"q {module:.4f} 0 0 {module:.4f} {x:.2f} {y:.2f} cm\n{symbol.path}Q\n"


def lacking(content: Content) -> list[tuple[str, str]]:
    """(column, value) of what has letters that no font has."""
    parts = [("call_number", " ".join(content.lines)), ("title", content.title), ("header", " ".join(content.header))]
    return [(column, value) for column, value in parts if missing(value)]
