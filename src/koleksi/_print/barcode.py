"""Bar codes with exactly the characters that were given, and how they get on the canvas.

Code 128 (ISO/IEC 15417), Code 39 (ISO/IEC 16388, wide bars three modules) and EAN-13 (ISO/IEC 15420) by
python-barcode, QR (ISO/IEC 18004) by segno. A number that a symbology cannot hold, or an EAN with a wrong
check digit, is refused before those packages see it: they complete, correct and turn into upper case.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from barcode.codex import Code39
from barcode.ean import EuropeanArticleNumber13
from barcode.writer import SVGWriter

from koleksi._print.canvas import Canvas
from koleksi._print.code128 import ShortestCode128
from koleksi.book import Text
from koleksi.errors import KoleksiError

__all__ = [
    "QUIET", "SYMBOLOGIES", "BarcodeError", "Matrix", "Symbol", "bars", "draw_bars", "draw_matrix", "quick_response",
]  # fmt: skip

SYMBOLOGIES = ("code128", "code39", "ean13")

# Blank modules on either side (ISO/IEC 15417 and 16388: 10 X; EAN-13 asks 11 on the left).
QUIET = {"code128": 10, "code39": 10, "ean13": 11}


class BarcodeError(KoleksiError, ValueError):
    """The symbology cannot hold this number; ``text`` says why and what to do, ``value`` is the number."""

    def __init__(self, value: str, text: Text) -> None:
        super().__init__(Text(f"{value!r}: {text.id}", f"{value!r}: {text.en}"))
        self.value, self.text = value, text


class Symbol(NamedTuple):
    """A bar code of ``modules`` units (quiet zones not counted), in symbol characters: "1" a dark module, "0"
    a light one. No bar crosses from one character into the next."""

    modules: int
    characters: tuple[str, ...]


def bars(value: str, symbology: str = "code128") -> Symbol:
    """The bars of ``value``. Raises BarcodeError where the symbology cannot hold it as it is, or nobody could
    type it: Code 128 has control characters, which slip into a list unseen and make a scanner press keys."""
    if not value.isprintable():
        raise BarcodeError(value, _OUTSIDE.format(letters=_foreign(value, _PRINTABLE)))
    if symbology == "code128":
        return _code128(value)
    return _code39(value) if symbology == "code39" else _ean13(value)


_WRITER = SVGWriter()  # python-barcode makes one for each bar code unless it is given one; it draws nothing here
_PRINTABLE = frozenset(char for char in map(chr, range(128)) if char.isprintable())
_CODE39 = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%")


def _code128(value: str) -> Symbol:
    if not value or not value.isascii():
        raise BarcodeError(value, _OUTSIDE.format(letters=_foreign(value, _PRINTABLE)))
    modules = ShortestCode128(value, _WRITER).build()[0]
    return Symbol(len(modules), (*_cut(modules[:-13], 11), modules[-13:]))  # the stop has 13 modules


def _code39(value: str) -> Symbol:
    if not value or not set(value) <= _CODE39:
        raise BarcodeError(value, _OUTSIDE.format(letters=_foreign(value, _CODE39)))
    modules = Code39(value, _WRITER, add_checksum=False).build()[0]
    return Symbol(len(modules), _cut(modules, 16))  # 15 modules and the gap


def _ean13(value: str) -> Symbol:
    if not re.fullmatch("[0-9]{13}", value):
        raise BarcodeError(value, _NOT_EAN)
    symbol = EuropeanArticleNumber13(value, _WRITER)
    if (check := str(symbol)[-1]) != value[-1]:
        raise BarcodeError(value, _EAN_CHECK.format(check=check))
    modules = symbol.build()[0]
    left, right = _cut(modules[3:45], 7), _cut(modules[50:92], 7)
    return Symbol(len(modules), (modules[:3], *left, modules[45:50], *right, modules[92:]))


def _cut(modules: str, size: int) -> tuple[str, ...]:
    return tuple([modules[at : at + size] for at in range(0, len(modules), size)])


def draw_bars(canvas: Canvas, symbol: Symbol, x: float, y: float, module: float, height: float) -> None:
    """The bars from (x, y) to the right; all in points. Each symbol character is drawn once in the file."""
    canvas.push(module, 0, 0, height, x, y)
    canvas.steps(symbol.characters, _draw_character)
    canvas.pop()


def _draw_character(canvas: Canvas, modules: str) -> None:
    path = canvas.beginPath()
    for bar in re.finditer("1+", modules):
        path.rect(bar.start(), 0, len(bar[0]), 1)
    canvas.drawPath(path, stroke=0, fill=1)


# --- QR -------------------------------------------------------------------------------------------


class Matrix(NamedTuple):
    """A QR code of ``modules`` x ``modules`` units (its quiet zone, 4 modules, not counted); ``dark``: runs of
    dark modules as (left, bottom, length)."""

    modules: int
    dark: tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=256)
def quick_response(value: str) -> Matrix:
    """A QR code of ``value``, error correction M. Raises BarcodeError where there is nothing to say."""
    if not value:
        raise BarcodeError(value, _OUTSIDE.format(letters=""))
    import segno  # which brings urllib and all of e-mail along, for labels that hardly anybody prints

    matrix = segno.make(value, error="m", micro=False, boost_error=False).matrix
    size = len(matrix)
    return Matrix(size, tuple(run for y, row in enumerate(matrix) for run in _runs(bytes(row), size - 1 - y)))


def _runs(row: bytes, y: int) -> list[tuple[int, int, int]]:
    edges = [x for x, (a, b) in enumerate(pairwise(b"\0" + row + b"\0")) if a != b]
    return [(a, y, b - a) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def draw_matrix(canvas: Canvas, matrix: Matrix, x: float, y: float, module: float) -> None:
    """The QR code with its lower left module at (x, y); all in points."""
    canvas.push(module, 0, 0, module, x, y)
    path = canvas.beginPath()
    for left, bottom, length in matrix.dark:
        path.rect(left, bottom, length, 1)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.pop()


# --- what is said ---------------------------------------------------------------------------------

_OUTSIDE = Text(
    "nomor barcode kosong atau berisi tanda yang tidak dapat menjadi garis barcode: {letters}",
    "the barcode number is empty or has characters that bars cannot carry: {letters}",
)
_NOT_EAN = Text("EAN-13 harus tepat 13 angka", "an EAN-13 is exactly 13 digits")
_EAN_CHECK = Text(
    "angka terakhir EAN-13 tidak cocok dengan angka lainnya (seharusnya {check})",
    "the last digit of this EAN-13 does not agree with the others (they ask for {check})",
)


def _foreign(value: str, allowed: Container[str]) -> str:
    """The characters of ``value`` that are not allowed, each once, as a person can name them."""
    strange = [char for char in dict.fromkeys(value) if char not in allowed]
    return " ".join(
        "spasi" if char == " " else char if char.isprintable() else f"U+{ord(char):04X}" for char in strange
    )
