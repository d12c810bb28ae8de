"""Where the parts of a label go. Pure geometry in millimetres, origin at the bottom left of the label.

Each kind of label has arrangements from the best-looking to the most compact; the first one in which
the bar code is readable is taken. No arrangement means that this number needs another label.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

__all__ = ["KINDS", "MIN_MODULE", "Bars", "Box", "Demand", "Layout", "arrange"]

KINDS = ("both", "spine", "barcode", "both-qr", "along", "shelf")

MODULE = 0.33  # mm; the X-dimension where there is room (ISO/IEC 15417 leaves it to the application)
MIN_MODULE = 0.25  # mm; two dots of a 203 dpi label printer
MAX_SNAPPED = 0.38  # mm; three dots at 203 dpi
BAR_HEIGHT, BAR_SHARE = 8.0, 0.15  # mm, and share of the length: the least height of the bars
QR_MODULE, QR_QUIET = 0.33, 4  # mm; modules of white around it
NUMBER, NUMBER_GAP = 2.9, 0.7  # mm of height for the number under the bars, of which white
LINE = 2.7  # mm of height for a line of header or title
SMALL_LINE = 2.1
CALL_LINE, CALL_WIDTH = 3.4, 14.0  # mm: the least height of a call number's line, the least width of its column
GAP = 1.2


class Box(NamedTuple):
    """A rectangle: left, bottom, width, height (mm)."""

    x: float
    y: float
    w: float
    h: float

    def top(self, height: float, gap: float = 0.0) -> tuple[Box, Box]:
        """The strip of ``height`` at the top, and what is left below it."""
        height = min(height, self.h)
        rest = max(0.0, self.h - height - gap)
        return Box(self.x, self.y + self.h - height, self.w, height), Box(self.x, self.y, self.w, rest)

    def left(self, width: float, gap: float = 0.0) -> tuple[Box, Box]:
        """The strip of ``width`` at the left, and what remains to the right of it."""
        width = min(width, self.w)
        rest = max(0.0, self.w - width - gap)
        return Box(self.x, self.y, width, self.h), Box(self.x + self.w - rest, self.y, rest, self.h)


class Bars(NamedTuple):
    """What a bar code asks for: modules, quiet modules on each side, dots per inch to snap to (0: none)."""

    modules: int
    quiet: int = 10
    dpi: float = 0

    def module(self, room: float) -> float:
        """The X-dimension (mm) for a strip ``room`` mm long; 0 where it cannot be read there."""
        widest = room / (self.modules + 2 * self.quiet)
        if not self.dpi:
            return min(MODULE, widest) if widest >= MIN_MODULE else 0.0
        dot = 25.4 / self.dpi
        dots = int((min(MAX_SNAPPED, widest) + 1e-9) / dot)
        return dots * dot if dots * dot >= MIN_MODULE - 1e-9 else 0.0

    def least_height(self, module: float) -> float:
        return max(BAR_HEIGHT, BAR_SHARE * self.modules * module)


class Demand(NamedTuple):
    """What one label has to carry. ``bars`` None: no bar code; ``qr``: modules of the QR code, 0 none."""

    lines: int
    header: int
    title: bool
    bars: Bars | None
    qr: int
    band: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of the parts; a part that has none is not printed. ``frame`` is the size of the label as it
    is read: ``turned``, it lies on its side with its head to the right; ``bars_turned``, the bars climb."""

    frame: Box
    header: Box | None = None
    call: Box | None = None
    title: Box | None = None
    bars: Box | None = None
    number: Box | None = None
    qr: Box | None = None
    band: Box | None = None
    rule: tuple[float, float, float, float] | None = None
    module: float = 0.0
    turned: bool = False
    bars_turned: bool = False
    one_row: bool = False
    call_size: float = 15.0  # the largest size, points


def arrange(kind: str, width: float, height: float, inset: tuple[float, float], demand: Demand) -> Layout | None:
    """The layout of a label of ``width`` x ``height`` mm with ``inset`` mm left free at the sides and at
    top and bottom; None where the bar code cannot be printed readably."""
    frame = Box(0, 0, width, height)
    inner = Box(inset[0], inset[1], width - 2 * inset[0], height - 2 * inset[1])
    if kind == "along" and width > height:
        frame = Box(0, 0, height, width)
        inner = Box(inner.y, inner.x, inner.h, inner.w)
        found = next(_along(inner, demand), None)
        return found and replace(found, frame=frame, turned=True)
    found = next(_ARRANGEMENTS[kind](inner, demand), None)
    return found and replace(found, frame=frame)


def _head(box: Box, demand: Demand, share: float = 0.4) -> tuple[Box | None, Box]:
    """The header's strip at the top, no more than ``share`` of the height."""
    if not demand.header:
        return None, box
    height = min(demand.header * LINE + 0.4, max(share * box.h, SMALL_LINE))
    return box.top(height, 0.6)


def _banded(box: Box, demand: Demand, width: float) -> tuple[Box | None, Box]:
    """The class colour down the left side, or across the top of a narrow label."""
    if not demand.band:
        return None, box
    return box.left(width, GAP) if box.w >= 30 else box.top(min(5.5, box.h / 5), 0.8)


# --- one part only --------------------------------------------------------------------------------


def _spine(box: Box, demand: Demand) -> Iterator[Layout]:
    band, rest = _banded(box, demand, min(8.0, box.w / 6))
    header, call = _head(rest, demand)
    rule = (rest.x, call.y + call.h + 0.3, rest.x + rest.w, call.y + call.h + 0.3) if header else None
    yield Layout(frame=box, band=band, header=header, call=call, rule=rule, call_size=20)


def _shelf(box: Box, demand: Demand) -> Iterator[Layout]:
    band, rest = _banded(box, demand, box.w / 5)
    header, rest = _head(rest, demand, 0.2)
    call, title = rest.top(rest.h * (0.6 if demand.title else 1))
    yield Layout(frame=box, band=band, header=header, call=call, title=title, call_size=44, one_row=True)


def _barcode(box: Box, demand: Demand) -> Iterator[Layout]:
    for tight in (False, True):
        if (found := _bar_column(box, demand, demand.header, tight)) is not None:
            yield found


def _bar_column(box: Box, demand: Demand, header: int, tight: bool) -> Layout | None:
    """Header, title, bars and number from top to bottom in one column; None where the bars do not fit."""
    if demand.bars is None:
        head, rest = _head(box, demand) if header else (None, box)
        number, title = Box(rest.x, rest.y, rest.w, NUMBER), rest.top(rest.h - NUMBER)[0]
        return Layout(frame=box, header=head, title=title, number=number)
    module = demand.bars.module(box.w)
    least = demand.bars.least_height(module)
    spare = box.h - NUMBER - least
    if not module or spare < -0.01:
        return None
    line = SMALL_LINE if tight else LINE
    head_height = header * line
    title_height = line if demand.title else 0.0
    if spare < head_height + title_height:
        if not tight:
            return None
        head_height = min(head_height, spare if spare >= SMALL_LINE else 0.0)
        title_height = min(title_height, spare - head_height)
    free = spare - head_height - title_height
    taller = min(free * 0.5, max(0.0, 14.0 - least)) if demand.title else min(free, max(0.0, 16 - least))
    head, rest = box.top(head_height)
    title, rest = rest.top(rest.h - NUMBER - least - taller)
    bars, number = rest.top(least + taller)
    return Layout(
        frame=box, header=head if head_height else None, title=title if title.h >= SMALL_LINE - 0.01 else None,
        bars=bars, number=number, module=module,
    )  # fmt: skip


# --- call number and bar code ---------------------------------------------------------------------


def _both(box: Box, demand: Demand) -> Iterator[Layout]:
    if demand.bars is None:  # the number is printed all the same, as figures
        upper, number = box.top(box.h - NUMBER)
        yield from (replace(found, number=number) for found in _spine(upper, demand))
        return
    yield from _beside(box, demand)
    yield from _stacked(box, demand)


def _beside(box: Box, demand: Demand) -> Iterator[Layout]:
    """Call number on the left, bar code on the right, the header above both."""
    assert demand.bars is not None
    header, rest = _head(box, demand, 0.36)
    band, rest = _banded(rest, demand, 5.0) if box.w >= 30 else (None, rest)
    room = rest.w - CALL_WIDTH - 2 * GAP
    module = demand.bars.module(room)
    if not module or rest.h < demand.lines * CALL_LINE:
        return
    wanted = module * (demand.bars.modules + 2 * demand.bars.quiet)
    column = max(min(rest.w * 0.5, rest.w - wanted - 2 * GAP), CALL_WIDTH)
    call, right = rest.left(column, 2 * GAP)
    for tight in (False, True):
        found = _bar_column(right, demand, 0, tight)
        if found is not None:
            x = right.x - GAP
            yield replace(found, header=header, band=band, call=call, rule=(x, rest.y, x, rest.y + rest.h))


def _stacked(box: Box, demand: Demand) -> Iterator[Layout]:
    """Call number above the bar code: in lines where there is height, else in one row."""
    assert demand.bars is not None
    module = demand.bars.module(box.w)
    if not module:
        return
    low = demand.bars.least_height(module) + NUMBER
    for rows, heads, titled in _measures(demand):
        need = rows * CALL_LINE + heads * SMALL_LINE + titled * LINE + low + 0.6
        if need > box.h:
            continue
        spare = box.h - need
        header, rest = box.top(heads * min(LINE, SMALL_LINE + spare / 4)) if heads else (None, box)
        band, rest = _banded(rest, demand, 5.0) if rest.w >= 30 and not spare < 0 else (None, rest)
        call, below = rest.top(rows * CALL_LINE + spare * 0.4, 0.6)
        if band is not None:
            band, below = Box(band.x, call.y, band.w, call.h), Box(box.x, below.y, box.w, below.h)
        found = _bar_column(below, demand._replace(title=bool(titled)), 0, True)
        if found is not None:
            yield replace(found, header=header, band=band, call=call, one_row=rows == 1)


def _measures(demand: Demand) -> list[tuple[int, int, int]]:
    """(rows of the call number, header lines, title lines) from all there is to the bare minimum."""
    heads, titles = [demand.header, min(1, demand.header), 0], [int(demand.title), 0]
    rows = [demand.lines, 1]
    full = [(row, head, title) for row in rows for head in heads for title in titles]
    return sorted(dict.fromkeys(full), key=lambda m: (-m[1], -m[2], -m[0]))


def _both_qr(box: Box, demand: Demand) -> Iterator[Layout]:
    """Both, with the QR code at the right edge."""
    side = demand.qr * QR_MODULE + 2 * QR_QUIET * QR_MODULE
    if side > box.h or side > box.w:
        return
    if not demand.qr:
        yield from _both(box, demand)
        return
    for corner in (False, True):
        if corner:  # beside the call number, above the bars
            yield from _qr_corner(box, demand, side)
        else:
            main, right = box.left(box.w - side, 0)
            for found in _both(main, demand):
                yield replace(found, qr=Box(right.x, right.y + (right.h - side) / 2, side, side))


def _qr_corner(box: Box, demand: Demand, side: float) -> Iterator[Layout]:
    if demand.bars is None:
        return
    module = demand.bars.module(box.w)
    if not module or box.h < side + demand.bars.least_height(module) + NUMBER or box.w < side + CALL_WIDTH:
        return
    low = demand.bars.least_height(module) + NUMBER
    upper, below = box.top(max(side, box.h - low - 4))
    main, right = upper.left(box.w - side)
    header, rest = _head(main, demand)
    band, rest = _banded(rest, demand, 5.0) if rest.w >= 30 else (None, rest)
    found = _bar_column(below, demand._replace(title=False), 0, True)
    if found is not None:
        qr = Box(right.x, right.y + right.h - side, side, side)
        yield replace(found, header=header, band=band, call=rest, qr=qr, title=None)


def _along(box: Box, demand: Demand) -> Iterator[Layout]:
    """For a label that stands on the spine: call number at its head, the bar code climbing below it."""
    band, rest = box.top(5.0, 0.8) if demand.band else (None, box)
    header, rest = _head(rest, demand, 0.2)
    if demand.bars is None:
        call, number = rest.top(rest.h - NUMBER)
        yield Layout(frame=box, band=band, header=header, call=call, number=number)
        return
    module = demand.bars.module(rest.h - demand.lines * CALL_LINE - GAP)
    thick = demand.bars.least_height(module) + NUMBER
    if not module or thick > rest.w:
        return
    length = module * (demand.bars.modules + 2 * demand.bars.quiet)
    call, below = rest.top(rest.h - length, 0)
    number, side = below.left(NUMBER)
    title, bars = None, side
    if demand.title and side.w >= demand.bars.least_height(module) + LINE:
        bars, title = side.left(max(demand.bars.least_height(module), min(12.0, side.w - LINE)))
    number, bars, title = _turned_order(below, bars.w, title.w if title else 0.0)
    yield Layout(
        frame=box, band=band, header=header, call=call, bars=bars, number=number, title=title, module=module,
        bars_turned=True,
    )  # fmt: skip


def _turned_order(box: Box, bars: float, title: float) -> tuple[Box, Box, Box | None]:
    """Read from the left after a quarter turn: title, bars, number, centred in the width."""
    x = box.x + (box.w - NUMBER - bars - title) / 2
    heading = Box(x, box.y, title, box.h) if title else None
    return Box(x + title + bars, box.y, NUMBER, box.h), Box(x + title, box.y, bars, box.h), heading


_ARRANGEMENTS = {
    "spine": _spine,
    "shelf": _shelf,
    "barcode": _barcode,
    "both": _both,
    "both-qr": _both_qr,
    "along": _along,
}
