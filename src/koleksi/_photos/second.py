"""The second reading: a number that was read is drawn as it ought to look and held against the bars, digit by digit.

A reader of edges may take one digit for another where a picture is blurred, and does so again the same way; here the
grey values themselves are compared, so that both fail on different pictures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from PIL import Image

__all__ = ["Read", "confirmed"]

_FINE = 4  # samples of a module
_MODULES = 95
_SHIFTS = range(-3, 4)  # samples by which a digit may stand aside: paper bends
_BLURS = (1.2, 2.6)  # samples
_AHEAD = 0.012  # of correlation: by this much the digit must be more like the bars than any other
_LIKE = 0.8  # the least correlation of a digit
_BANDS = ((0.3, 0.7), (0.05, 0.95), (0.05, 0.35), (0.65, 0.95), (0.35, 0.5), (0.5, 0.65))  # shares of the height

# EAN-13 (ISO/IEC 15420): a digit is seven modules; A and B stand left of the middle, C right of it.
_A = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"]
_C = ["".join("10"[int(bit)] for bit in code) for code in _A]
_B = [code[::-1] for code in _C]
_PARITY = ["AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"]

Corner = tuple[float, float]


class Read(NamedTuple):
    """A number and where in a cutting it was read: the four corners, beginning where its first digit stands."""

    number: str
    corners: tuple[Corner, Corner, Corner, Corner]


def confirmed(cutting: Image.Image, read: Read) -> bool:
    """Whether in some band of the code every digit looks more like the one that was read than like any other."""
    return any(_confirmed_in(_profile(cutting, read, band), read.number) for band in _BANDS)


def _profile(cutting: Image.Image, read: Read, band: tuple[float, float]) -> list[float]:
    """Grey values along a band of the code, ``_FINE`` a module, three modules more at either side."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = read.corners
    quad = [_between(a, b, share) for share, a, b in (
        (band[0], (x0, y0), (x3, y3)), (band[1], (x0, y0), (x3, y3)),
        (band[1], (x1, y1), (x2, y2)), (band[0], (x1, y1), (x2, y2)),
    )]  # fmt: skip
    left_top, left_foot, right_foot, right_top = quad
    more = 3 / _MODULES
    corners = (
        *_between(left_top, right_top, -more), *_between(left_foot, right_foot, -more),
        *_between(left_foot, right_foot, 1 + more), *_between(left_top, right_top, 1 + more),
    )  # fmt: skip
    size = ((_MODULES + 6) * _FINE, 8)
    lines = cutting.transform(size, Image.Transform.QUAD, corners, Image.Resampling.BILINEAR)
    return [float(value) for value in lines.resize((size[0], 1), Image.Resampling.BOX).tobytes()]


def _between(one: Corner, other: Corner, share: float) -> Corner:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _confirmed_in(profile: Sequence[float], number: str) -> bool:
    shift = 0
    for n, digit in enumerate(number[1:]):
        at = 3 + n * 7 + (5 if n >= 6 else 0)  # modules from the first bar; five stand in the middle
        side = _PARITY[int(number[0])][n] if n < 6 else "C"
        best, shift = _how_like(profile, 3 + at, _code(side, int(digit)), shift)
        if best < _LIKE or _another_is_as_like(profile, 3 + at, side, int(digit), best - _AHEAD, shift):
            return False
    return True


def _how_like(profile: Sequence[float], module: int, code: str, near: int) -> tuple[float, int]:
    """The best correlation of a digit with the bars, and the shift at which it is found."""
    found = []
    for shift in _SHIFTS:
        if abs(shift - near) <= 2:
            window = _window(profile, module, shift)
            found += [(_product(window, template), shift) for template in _templates(code)]
    return max(found)


def _another_is_as_like(
    profile: Sequence[float], module: int, side: str, digit: int, least: float, near: int
) -> bool:  # fmt: skip
    others = [(own, n) for own in ("AB" if side != "C" else "C") for n in range(10) if (own, n) != (side, digit)]
    for shift in (near - 1, near, near + 1):
        window = _window(profile, module, shift)
        if any(_product(window, one) >= least for own, n in others for one in _templates(_code(own, n))):
            return True
    return False


def _code(side: str, digit: int) -> str:
    return {"A": _A, "B": _B, "C": _C}[side][digit]


def _window(profile: Sequence[float], module: int, shift: int) -> list[float]:
    """The samples of a digit and a module at either side, made even: mean 0, length 1."""
    at = (module - 1) * _FINE + shift
    return _even(profile[max(0, at) : at + 9 * _FINE])


def _even(values: Sequence[float]) -> list[float]:
    mean = sum(values) / len(values)
    length = math.sqrt(sum((value - mean) ** 2 for value in values)) or 1.0
    return [(value - mean) / length for value in values]


def _product(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(map(float.__mul__, one, other))


@cache
def _templates(code: str) -> tuple[list[float], ...]:
    """A digit as it ought to look, sharp and blurred. Its neighbours are always of the other colour than its edges."""
    before, behind = ("1", "0") if code[0] == "0" else ("0", "1")
    bits = before + code + behind
    fine = [0.0 if bit == "1" else 1.0 for bit in bits for _ in range(_FINE)]
    return tuple(_even(_blurred(fine, sigma)) for sigma in _BLURS)


def _blurred(values: Sequence[float], sigma: float) -> list[float]:
    reach = round(3 * sigma)
    weights = [math.exp(-(n**2) / (2 * sigma**2)) for n in range(-reach, reach + 1)]
    total, last = sum(weights), len(values) - 1
    return [
        sum(w * values[min(last, max(0, at + n))] for n, w in zip(range(-reach, reach + 1), weights, strict=True))
        / total
        for at in range(len(values))
    ]
