"""Where the parts of a label go. Pure geometry in millimetres, origin at the bottom left of the label.

Each kind of label has arrangements from the best-looking to the most compact; the first one in which
the bar code is readable is taken. No arrangement means that this number needs another label.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from koleksi._print.box import Box

__all__ = ["KINDS", "MIN_MODULE", "Bars", "Demand", "Layout", "arrange"]

KINDS = ("both", "spine", "barcode", "both-qr", "along", "shelf")

MODULE = 0.33  # mm; the X-dimension where there is room (ISO/IEC 15417 leaves it to the application)
# mm; where there is not: two dots of a 203 dpi printer, and within 2 % of three at 300 and six at 600. What lies
# between the two is avoided, measured: of 480 symbols in black and white at 203 dpi zxing missed 160-169 at
# 0.26-0.27 mm and 29 at 0.28 mm, none at 0.25 mm and none at 0.33 mm.
MIN_MODULE = 2 * 25.4 / 203
DOT = 25.4 / 203  # mm; what snapping may move the bars at most
MAX_SNAPPED = 0.38  # mm; three dots at 203 dpi
BAR_HEIGHT, BAR_SHARE = 8.0, 0.15  # mm, and share of the length: the least height of the bars
QR_MODULE, QR_QUIET = 0.33, 4  # mm; modules of white around it
NUMBER, NUMBER_GAP = 2.9, 0.7  # mm of height for the number under the bars, of which white
LINE = 2.7  # mm of height for a line of header or title
TALL_LINE = 3.8  # for a title in a script with high letters and marks, as Arabic
SMALL_LINE = 2.1  # where there is little room; a tall line shrinks in the same measure
TITLE_GAP = 0.3  # mm of white between a title and the bars below it
CALL_LINE, CALL_WIDTH = 3.4, 14.0  # mm: the least height of a call number's line, the least width of its column
GAP = 1.2


class Bars(NamedTuple):
    """What a bar code asks for: modules, quiet modules on each side, dots per inch to snap to (0: none)."""

    modules: int
    quiet: int = 10
    dpi: float = 0

    def module(self, room: float, beyond: float = 0.0) -> float:
        """The X-dimension (mm) for a strip ``room`` mm long with ``beyond`` mm of white at each end of it;
        0 where it cannot be read there."""
        widest = min(room / self.modules, (room + 2 * beyond) / (self.modules + 2 * self.quiet))
        if not self.dpi:
            return MODULE if widest >= MODULE else MIN_MODULE if widest >= MIN_MODULE else 0.0
        dot = 25.4 / self.dpi
        dots = int((min(MAX_SNAPPED, widest) + 1e-9) / dot)
        return dots * dot if dots * dot >= MIN_MODULE - 1e-9 else 0.0

    def least_height(self, module: float) -> float:
        return max(BAR_HEIGHT, BAR_SHARE * self.modules * module)


class Demand(NamedTuple):
    """What one label has to carry. ``title``: mm for a line of it, 0 none; ``bars`` None: no bar code;
    ``qr``: modules of the QR code, 0 none. ``beyond``: mm of white, still on the label, at each end of a
    strip ``across`` mm long."""

    lines: int
    header: int
    title: float
    bars: Bars | None
    qr: int
    band: bool
    across: float = 0.0
    beyond: float = 0.0

    def module(self, box: Box) -> float:
        """The X-dimension for bars that have the width of ``box``."""
        assert self.bars is not None
        return self.bars.module(box.w, self.beyond if self.across and box.w > self.across - 0.01 else 0.0)


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of the parts; a part that has none is not printed.

    ``turn``: title, bars and number lie in this box after a quarter turn to the left, and their places
    are those before it. ``call_turned``: the call number is turned to the right in its place.
    """

    header: Box | None = None
    call: Box | None = None
    title: Box | None = None
    bars: Box | None = None
    number: Box | None = None
    qr: Box | None = None
    band: Box | None = None
    rule: tuple[float, float, float, float] | None = None
    module: float = 0.0
    turn: Box | None = None
    call_turned: bool = False
    one_row: bool = False
    call_size: float = 15.0  # the largest size, points


def arrange(kind: str, width: float, height: float, inset: tuple[float, float], demand: Demand) -> Layout | None:
    """The layout of a label of ``width`` x ``height`` mm with ``inset`` mm left free at the sides and at
    top and bottom; None where the bar code cannot be printed readably."""
    inner = Box(inset[0], inset[1], width - 2 * inset[0], height - 2 * inset[1])
    if kind != "along":
        demand = demand._replace(across=inner.w, beyond=max(0.0, inset[0] - DOT))
    return next(_ARRANGEMENTS[kind](inner, demand), None)


def _head(box: Box, demand: Demand, share: float = 0.4) -> tuple[Box | None, Box]:
    """The header's strip at the top, no more than ``share`` of the height."""
    if not demand.header:
        return None, box
    height = min(demand.header * LINE + 0.4, max(share * box.h, SMALL_LINE))
    return box.top(height, 0.9)


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
    yield Layout(band=band, header=header, call=call, rule=rule, call_size=17)


def _shelf(box: Box, demand: Demand) -> Iterator[Layout]:
    band, rest = _banded(box, demand, box.w / 5)
    if band is not None and box.w >= 60:
        rest = rest.left(2.0)[1]
    header, rest = _head(rest, demand, 0.2)
    call, title = rest.top(rest.h * (0.6 if demand.title else 1))
    yield Layout(band=band, header=header, call=call, title=title, call_size=44, one_row=True)


def _barcode(box: Box, demand: Demand) -> Iterator[Layout]:
    for tight in (False, True):
        if (found := _bar_column(box, demand, demand.header, tight)) is not None:
            yield found


def _bar_column(box: Box, demand: Demand, header: int, tight: bool) -> Layout | None:
    """Header, title, bars and number from top to bottom in one column; None where the bars do not fit."""
    if demand.bars is None:
        head, rest = _head(box, demand) if header else (None, box)
        number, title = Box(rest.x, rest.y, rest.w, NUMBER), rest.top(rest.h - NUMBER)[0]
        return Layout(header=head, title=title, number=number)
    module = demand.module(box)
    least = demand.bars.least_height(module)
    spare = box.h - NUMBER - least
    if not module or spare < -0.01:
        return None
    shrink = SMALL_LINE / LINE if tight else 1.0
    head_height, title_height = header * LINE * shrink, demand.title * shrink
    if spare + 0.01 < head_height + title_height:
        if not tight:
            return None
        head_height, title_height = _squeezed(spare, header, title_height)
    free = max(0.0, spare - head_height - title_height)
    taller = min(free * 0.5, max(0.0, 14.0 - least)) if demand.title else min(free, max(0.0, 16 - least))
    head, rest = box.top(head_height)
    title, rest = rest.top(max(0.0, rest.h - NUMBER - least - taller))  # a hundredth may lack, and the number bears it
    bars, number = rest.top(least + taller)
    titled = title_height > 0 or title.h >= demand.title > 0
    return Layout(
        header=head if head_height else None, title=title.top(title.h - TITLE_GAP)[0] if titled else None,
        bars=bars, number=number, module=module,
    )  # fmt: skip


def _squeezed(spare: float, header: int, title: float) -> tuple[float, float]:
    """Heights of header and title where not all of both fits: the header in one row for the sake of the
    title, then all the header there is room for."""
    row = SMALL_LINE if header else 0.0
    if row + title <= spare + 0.01:
        return max(row, min(header * SMALL_LINE, spare - title)), title
    return (min(header * SMALL_LINE, spare) if spare >= row else 0.0), 0.0


# --- call number and bar code ---------------------------------------------------------------------


def _both(box: Box, demand: Demand) -> Iterator[Layout]:
    if demand.bars is None:
        yield from _without_bars(box, demand)
        return
    yield from _beside(box, demand)
    yield from _stacked(box, demand)


def _without_bars(box: Box, demand: Demand) -> Iterator[Layout]:
    """As a spine label; below the call number the title, as far as there is room, and the number in figures."""
    upper, number = box.top(box.h - NUMBER)
    room = upper.h - demand.lines * CALL_LINE - demand.header * SMALL_LINE - 1
    height = min(2 * demand.title, room)
    titled = 0 < demand.title * SMALL_LINE / LINE <= height
    upper, title = upper.top(upper.h - height) if titled else (upper, None)
    yield from (replace(found, title=title, number=number) for found in _spine(upper, demand))


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
    module = demand.module(box)
    if not module:
        return
    low = demand.bars.least_height(module) + NUMBER
    for rows, heads, titled in _measures(demand):
        need = rows * CALL_LINE + heads * SMALL_LINE + titled + low + 0.6
        if need > box.h:
            continue
        spare = box.h - need
        grown = min(heads * LINE, heads * SMALL_LINE + spare / 4)
        header, rest = box.top(grown, min(0.8, spare / 8)) if heads else (None, box)
        band, rest = _banded(rest, demand, 5.0) if rest.w >= 30 and not spare < 0 else (None, rest)
        call, below = rest.top(rows * CALL_LINE + spare * 0.4, 0.6)
        if band is not None:
            band, below = Box(band.x, call.y, band.w, call.h), Box(box.x, below.y, box.w, below.h)
        found = _bar_column(below, demand._replace(title=titled), 0, False)
        if found is not None:
            yield replace(found, header=header, band=band, call=call, one_row=rows == 1)


def _measures(demand: Demand) -> list[tuple[int, int, float]]:
    """(rows of the call number, header lines, mm for the title) from all there is to the bare minimum."""
    heads, titles = [demand.header, min(1, demand.header), 0], [demand.title, 0.0]
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
    module = demand.module(box)
    if not module or box.h < side + demand.bars.least_height(module) + NUMBER or box.w < side + CALL_WIDTH:
        return
    low = demand.bars.least_height(module) + NUMBER
    upper, below = box.top(max(side, box.h - low - 4))
    main, right = upper.left(box.w - side)
    header, rest = _head(main, demand)
    band, rest = _banded(rest, demand, 5.0) if rest.w >= 30 else (None, rest)
    found = _bar_column(below, demand._replace(title=0.0), 0, True)
    if found is not None:
        qr = Box(right.x, right.y + right.h - side, side, side)
        yield replace(found, header=header, band=band, call=rest, qr=qr, title=None)


def _along(box: Box, demand: Demand) -> Iterator[Layout]:
    """For a label whose long side stands on the spine: the call number at its head, read when the book
    stands; the bar code and what belongs to it along the rest."""
    if demand.bars is None:
        yield from _both(box, demand)
        return
    lying = box.w >= box.h
    long = box.w if lying else box.h
    least = demand.lines * CALL_LINE + (6.0 if demand.band else 0.0) + (0 if lying else demand.header * LINE)
    module = demand.bars.module(long - least - GAP)
    if not module:
        return
    wanted = max(long * 0.6, module * (demand.bars.modules + 2 * demand.bars.quiet))
    length = min(wanted, long - least - GAP)
    head, tail = _ends_lying(box, length, demand) if lying else _ends_standing(box, length, demand)
    place = tail if lying else Box(0, 0, tail.h, tail.w)
    for tight in (False, True):
        found = _bar_column(place, demand, demand.header if lying else 0, tight)
        if found is not None:
            header = found.header if lying else head.header
            turn = None if lying else tail
            yield replace(found, call=head.call, band=head.band, header=header, turn=turn, call_turned=lying)


def _ends_lying(box: Box, length: float, demand: Demand) -> tuple[Layout, Box]:
    """The head at the right end, the bar column to the left of it."""
    tail, head = box.left(length, GAP)
    call, band = head.left(head.w - 5.0, 1.0) if demand.band else (head, None)
    return Layout(call=call, band=band), tail


def _ends_standing(box: Box, length: float, demand: Demand) -> tuple[Layout, Box]:
    """The head at the top, with the header; the bar column below it."""
    head, tail = box.top(box.h - length - GAP, GAP)
    band, head = head.top(5.0, 1.0) if demand.band else (None, head)
    header, call = _head(head, demand)
    return Layout(call=call, band=band, header=header), tail


_ARRANGEMENTS = {
    "spine": _spine,
    "shelf": _shelf,
    "barcode": _barcode,
    "both": _both,
    "both-qr": _both_qr,
    "along": _along,
}
