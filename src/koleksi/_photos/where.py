"""Where in a picture bars stand, and how they are turned: cells full of edges that all run one way.

A bar code is found before it is read, so that only small upright cuttings are read, in whatever way they need, and
every code of a picture is seen, not the first only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PIL import Image, ImageChops

__all__ = ["Place", "places"]

CELL = 16  # pixels of a side
_STEP = 2  # pixels between the two values whose difference is an edge
_LEAST = 3.0  # grey levels: what noise alone gives
_SHARE = 0.4  # of the strongest cell of a place
_DIRECTIONS = ((1, 0), (1, 1), (0, 1), (-1, 1))  # along x, falling, along y, rising
_ALIKE = math.radians(24)


@dataclass(frozen=True, slots=True)
class Place:
    """A field of bars. ``x``, ``y``: its middle; ``across`` and ``along`` the bars in pixels of the picture; ``angle``
    in radians: the direction in which the bars follow one another; ``strength``:
    how much stronger edges are across the bars than along them, squared and summed."""

    x: float
    y: float
    across: float
    along: float
    angle: float
    strength: float


@dataclass(frozen=True, slots=True)
class _Cell:
    strength: float
    angle: float


def places(grey: Image.Image, most: int = 6) -> list[Place]:
    """The fields of bars of a picture of 1 to 3 megapixels, the strongest first."""
    cells, width = _cells(grey)
    left = set(cells)
    found: list[Place] = []
    for n in sorted(left, key=lambda at: -cells[at].strength):
        if n in left:
            field = _grown(n, cells, left, width)
            left -= field
            if len(field) > 2:
                found.append(_place(field, cells, cells[n].angle, width))
    return sorted(found, key=lambda one: -one.strength)[:most]


def _cells(grey: Image.Image) -> tuple[dict[int, _Cell], int]:
    """The cells with more edges than noise alone gives, by their place in rows, and how many stand in a row."""
    sums = []
    for dx, dy in _DIRECTIONS:
        step = _STEP if dx * dy == 0 else 1
        moved = ImageChops.offset(grey, dx * step, dy * step)
        sums.append(ImageChops.difference(grey, moved).reduce(CELL))
    values = [one.tobytes() for one in sums]
    slant = _STEP / math.sqrt(2)  # the diagonal step is shorter by this much
    edges = [(x - y, (falling - rising) * slant) for x, falling, y, rising in zip(*values, strict=True)]
    strong = _LEAST * _LEAST
    cells = {n: _cell(one, two) for n, (one, two) in enumerate(edges) if one * one + two * two > strong}
    return cells, sums[0].width


def _cell(one: float, two: float) -> _Cell:
    """How much stronger edges are across one direction than along it, and which one. ``one``, ``two``: how much
    stronger along x than along y, and along one diagonal than along the other."""
    return _Cell(math.hypot(one, two), 0.5 * math.atan2(two, one))


def _grown(start: int, cells: dict[int, _Cell], free: set[int], width: int) -> set[int]:
    """The cells around a strong one whose bars run the same way; a gap of one cell is stepped over."""
    least, angle = cells[start].strength * _SHARE, cells[start].angle
    field, edge = {start}, [start]
    while edge:
        at = edge.pop()
        for near in _around(at, width):
            if near in free and near not in field and cells[near].strength > least and _alike(cells[near].angle, angle):
                field.add(near)
                edge.append(near)
    return field


def _around(at: int, width: int) -> list[int]:
    """Two cells to each side; above the first row and below the last one there are none of these numbers."""
    column = at % width
    left, right = at - min(2, column), at + min(2, width - 1 - column)
    return [near for row in (-2, -1, 0, 1, 2) for near in range(left + row * width, right + row * width + 1)]


def _alike(one: float, other: float) -> bool:
    apart = abs(one - other) % math.pi
    return min(apart, math.pi - apart) < _ALIKE


def _place(field: set[int], cells: dict[int, _Cell], near: float, width: int) -> Place:
    points = [((n % width + 0.5) * CELL, (n // width + 0.5) * CELL, cells[n]) for n in field]
    angle = 0.5 * math.atan2(
        sum(cell.strength * math.sin(2 * cell.angle) for _, _, cell in points),
        sum(cell.strength * math.cos(2 * cell.angle) for _, _, cell in points),
    )
    cos, sin = math.cos(angle), math.sin(angle)
    across = [x * cos + y * sin for x, y, _ in points]
    along = [y * cos - x * sin for x, y, _ in points]
    u, v = (max(across) + min(across)) / 2, (max(along) + min(along)) / 2
    return Place(
        x=u * cos - v * sin, y=u * sin + v * cos, across=max(across) - min(across) + CELL,
        along=max(along) - min(along) + CELL, angle=angle, strength=sum(cell.strength**2 for _, _, cell in points),
    )  # fmt: skip
