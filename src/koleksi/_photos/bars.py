"""A field of bars -> the EAN-13 that it says, read in several ways from a cutting in which the bars stand upright."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image, ImageFilter, ImageOps

from koleksi._photos.second import Corner, Read
from koleksi._photos.where import Place
from koleksi.book import Text
from koleksi.errors import UsageError

try:
    import zxingcpp
    from zxingcpp import BarcodeFormat, BarcodeFormats, Binarizer, Position
except ImportError as error:  # its wheel for Windows brings Microsoft's C++ library not with it
    raise UsageError(
        Text(
            "pembaca barcode (zxing-cpp) tidak dapat dimuat. Di Windows: pasang Microsoft Visual C++ Redistributable "
            "(x64) dari microsoft.com, lalu ulangi",
            "the reader of bar codes (zxing-cpp) cannot be loaded. On Windows: install the Microsoft Visual C++ "
            "Redistributable (x64) from microsoft.com and run again",
        )
    ) from error

__all__ = ["Found", "Pyramid", "codes_at", "codes_in_all"]

_MODULES = 95 + 30  # of an EAN-13 and what stands at its sides
_HEIGHT = 288  # pixels of a place that are looked at along the bars at most; more only costs
_OF = 2  # lines of which one is enough at first: along the bars they say the same, but for the grain


class Found(NamedTuple):
    """A number that was read, and the cutting, as the camera gave it, in which it stands."""

    cutting: Image.Image
    read: Read


@dataclass(frozen=True)
class Pyramid:
    """A picture in its own size, half of it and a quarter."""

    levels: tuple[Image.Image, Image.Image, Image.Image]

    @classmethod
    def of(cls, grey: Image.Image) -> Pyramid:
        half = grey.reduce(2)
        return cls((grey, half, half.reduce(2)))

    def cutting(self, place: Place, pixels: float, turn: float = 0.0, *, lines: int = 1) -> Image.Image:
        """The place with upright bars, a module of a code that fills it ``pixels`` wide; ``turn``: radians more;
        ``lines``: of so many lines along the bars one is drawn.

        ``place`` is one of the half picture.
        """
        across, along = place.across * 1.36 + 16, place.along + 24
        width = round(_MODULES * pixels)
        scale = across / width  # pixels of the half picture for one of the cutting
        height = max(24, min(_HEIGHT, round(along / scale)))
        level = 0 if scale < 0.9 else 1 if scale < 1.8 else 2
        step = scale * (2.0, 1.0, 0.5)[level]
        height = height // lines
        cos, sin = math.cos(place.angle + turn) * step, math.sin(place.angle + turn) * step
        down, aside = cos * lines, sin * lines
        x, y = place.x * (2.0, 1.0, 0.5)[level], place.y * (2.0, 1.0, 0.5)[level]
        left, top = x - cos * width / 2 + aside * height / 2, y - sin * width / 2 - down * height / 2
        way = (cos, -aside, left, sin, down, top)
        filter_ = Image.Resampling.BICUBIC if step < 0.8 else Image.Resampling.BILINEAR
        return self.levels[level].transform((width, height), Image.Transform.AFFINE, way, filter_)


def codes_at(pyramid: Pyramid, place: Place) -> Iterator[list[Found]]:
    """What each way of reading a place says, from the cheapest way to the dearest; nothing where it says nothing."""
    plain = pyramid.cutting(place, 4, lines=_OF)
    yield _read(plain, plain)
    yield _read(_averaged(plain, _OF), plain, Binarizer.GlobalHistogram)
    plain = pyramid.cutting(place, 4)
    yield _read(plain, plain)
    yield _read(_averaged(plain), plain, Binarizer.GlobalHistogram)
    small = pyramid.cutting(place, 2.6)
    yield _read(ImageOps.autocontrast(small, 1), small)
    large = pyramid.cutting(place, 7)
    even = _averaged(large)
    yield _read(even, large)
    yield _read(_sharpened(even, 8), large)
    for turn in (-0.06, 0.06, -0.12, 0.12):
        turned = pyramid.cutting(place, 5, turn, lines=_OF)
        yield _read(_averaged(turned, _OF), turned)
    yield _read(_sharpened(even, 5), large)
    yield _read(_sharpened(even, 14), large)


def codes_in_all(pyramid: Pyramid) -> Iterator[list[Found]]:
    """What the whole picture says where no place did."""
    yield _read(pyramid.levels[1], pyramid.levels[1], rotate=True)
    yield _read(pyramid.levels[0], pyramid.levels[0], rotate=True)


def _averaged(cutting: Image.Image, of: int = 1) -> Image.Image:
    """Neighbouring lines made one: bars stay, the grain of a dark picture goes. ``of``: lines that each stands for."""
    width, height = cutting.size
    lines = max(6, height * of // 12)
    return ImageOps.autocontrast(cutting.resize((width, lines), Image.Resampling.BOX), 1).resize(
        (width, lines * 4), Image.Resampling.NEAREST
    )


def _sharpened(cutting: Image.Image, radius: float) -> Image.Image:
    return cutting.filter(ImageFilter.UnsharpMask(radius, 250, 0))


def _read(
    picture: Image.Image, cutting: Image.Image, binarizer: Binarizer = Binarizer.LocalAverage, *, rotate: bool = False
) -> list[Found]:
    """All EAN-13 in a picture that was made of ``cutting``; two lines must agree and the check digit must hold."""
    found = zxingcpp.read_barcodes(
        picture,
        formats=BarcodeFormats(BarcodeFormat.EAN13),
        binarizer=binarizer,
        try_rotate=rotate,
        try_downscale=rotate,
        try_invert=False,
    )
    lines = cutting.height / picture.height
    return [Found(cutting, Read(one.text, _corners(one.position, lines))) for one in found if one.valid]


def _corners(position: Position, lines: float) -> tuple[Corner, Corner, Corner, Corner]:
    four = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    a, b, c, d = ((float(point.x), point.y * lines) for point in four)
    return a, b, c, d
