"""A rectangle in millimetres, and how it is cut into strips."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["MM", "Box"]

MM = 72 / 25.4  # points in a millimetre


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

    def lower(self, less: float) -> Box:
        """The same without ``less`` mm at the top."""
        return Box(self.x, self.y, self.w, self.h - less)

    def lying(self) -> Box:
        """A box of its own after a quarter turn: its height is the width."""
        return Box(0, 0, self.h, self.w)

    def points(self) -> tuple[float, float, float, float]:
        """The same rectangle in points, to a tenth (0.04 mm)."""
        return round(self.x * MM, 1), round(self.y * MM, 1), round(self.w * MM, 1), round(self.h * MM, 1)
