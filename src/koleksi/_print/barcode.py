"""Bar codes as vector drawings, one unit a module, with exactly the characters that were given.

Code 128 (ISO/IEC 15417) in its shortest form, Code 39 (ISO/IEC 16388, wide bars three modules),
EAN-13 (ISO/IEC 15420), QR (ISO/IEC 18004, by segno). A number that a symbology cannot hold, or an
EAN with a wrong check digit, is refused; nothing is ever corrected, completed or upper-cased.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from itertools import pairwise
from operator import mul
from typing import NamedTuple

import segno

from koleksi._terms.check_digits import ean_check
from koleksi.book import Text
from koleksi.errors import KoleksiError

__all__ = [
    "QUIET",
    "SYMBOLOGIES",
    "BarcodeError",
    "Symbol",
    "bars",
    "code128_values",
    "quick_response",
    "symbol_character",
]

SYMBOLOGIES = ("code128", "code39", "ean13")

# Blank modules on either side (ISO/IEC 15417 and 16388: 10 X; EAN-13 asks 11 on the left).
QUIET = {"code128": 10, "code39": 10, "ean13": 11}


class BarcodeError(KoleksiError, ValueError):
    """The symbology cannot hold this number; ``text`` says why and what to do, ``value`` is the number."""

    def __init__(self, value: str, text: Text) -> None:
        super().__init__(f"{value!r}: {text.en}")
        self.value, self.text = value, text


class Symbol(NamedTuple):
    """A bar code of ``modules`` units (quiet zones not counted) and its PDF operators, one unit high.

    ``parts``: the symbol characters that the operators call by name (/c34), drawn once in the file by
    `symbol_character`; this halves the bytes of a label.
    """

    modules: int
    path: str
    parts: tuple[int, ...] = ()


def bars(value: str, symbology: str = "code128") -> Symbol:
    """The bars of ``value``. Raises BarcodeError where the symbology cannot hold it as it is, or nobody could
    type it: Code 128 has control characters, which slip into a list unseen and make a scanner press keys."""
    if not value.isprintable():
        raise BarcodeError(value, _OUTSIDE.format(letters=_foreign(value, _PRINTABLE)))
    if symbology == "code128":
        return _code128(value)
    widths = _code39(value) if symbology == "code39" else _ean13(value)
    return Symbol(sum(widths), _path(widths))


def _path(widths: tuple[int, ...]) -> str:
    """Bar, space, bar ... as filled rectangles."""
    drawn, x = [], 0
    for index, width in enumerate(widths):
        if index % 2 == 0:
            drawn.append(f"{x} 0 {width} 1 re")
        x += width
    return " ".join(drawn) + " f\n"


# --- Code 128 -------------------------------------------------------------------------------------

# Widths of bar, space, bar, space, bar, space for the symbol characters 0 to 105, then the stop.
_WIDTHS = re.findall(
    r"\d+",
    """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132
122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212
322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311
112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321
331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214
112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113
411311 113141 114131 311141 411131 211412 211214 211232 2331112
""",
)
_ASCII = frozenset(map(chr, range(128)))
_PRINTABLE = frozenset(filter(str.isprintable, _ASCII))
_STOP = 106
_SHIFT = 98
_START = {"B": 104, "C": 105, "A": 103}
_SWITCH = {"B": 100, "C": 99, "A": 101}
_CALLS = tuple(f"/c{value} Do 1 0 0 1 11 0 cm\n" for value in range(_STOP)) + (f"/c{_STOP} Do\n",)
# What matters for the choice of code set: d digit, c control (set A only), l lower case (set B only), x both.
_KINDS = {n: "d" if 48 <= n < 58 else "c" if n < 32 else "l" if n >= 96 else "x" for n in range(128)}


def code128_values(value: str) -> list[int]:
    """The symbol characters of the shortest Code 128 symbol: start, data, check, stop."""
    if not value or not value.isascii():
        raise BarcodeError(value, _OUTSIDE.format(letters=_foreign(value, _ASCII)))
    codes: list[int] = []
    at = 0
    for step in _plan(value.translate(_KINDS)):
        if step > 0:  # so many characters of set A or B
            codes += value[at : at + step].encode("ascii").translate(_SINGLE)
            at += step
        elif step == _PAIR:
            codes.append(int(value[at : at + 2]))
            at += 2
        else:
            codes.append(_CODE - step)
    check = codes[0] + sum(map(mul, codes, range(len(codes))))
    return [*codes, check % 103, _STOP]


# A step of a plan: how many characters to take singly (> 0), a pair of digits, or a symbol character (_CODE - value).
_PAIR, _CODE = 0, -1
_SINGLE = bytes([*range(64, 96), *range(96), *range(128)])  # symbol character of each ASCII letter


@lru_cache(maxsize=1024)
def _plan(kinds: str) -> tuple[int, ...]:
    """The cheapest way through the code sets, in steps as above.

    Numbers of the same make-up ("B0000001", "B0000002") share one plan.
    """
    steps: list[int] = []
    for step in _cheapest(kinds):
        if step == "1" and steps and steps[-1] > 0:
            steps[-1] += 1
        elif isinstance(step, int):
            steps.append(_CODE - step)
        else:
            steps.append(1 if step == "1" else _PAIR)
    return tuple(steps)


def _cheapest(kinds: str) -> tuple[int | str, ...]:
    """Symbol values for start, switch and shift, "C" for a pair of digits, "1" for one character: dynamic
    programming over positions, one best path for each code set."""
    best: dict[str, tuple[int | str, ...]] = {name: (start,) for name, start in _START.items()}
    paths: list[dict[str, tuple[int | str, ...]]] = [best] + [{} for _ in kinds]
    for at, kind in enumerate(kinds):
        here = paths[at] if at == 0 else _switched(paths[at])
        for name, path in here.items():
            for width, steps in _encodings(name, kind, kinds[at : at + 2]):
                found = path + steps
                known = paths[at + width].get(name)
                if known is None or len(found) < len(known):
                    paths[at + width][name] = found
    return min(paths[-1].values(), key=len)


def _switched(paths: dict[str, tuple[int | str, ...]]) -> dict[str, tuple[int | str, ...]]:
    reached = dict(paths)
    for name, code in _SWITCH.items():
        for other, path in paths.items():
            if other != name and (name not in reached or len(path) + 1 < len(reached[name])):
                reached[name] = (*path, code)
    return reached


def _encodings(name: str, kind: str, pair: str) -> list[tuple[int, tuple[int | str, ...]]]:
    """How code set ``name`` can take the next character or the next two digits."""
    if name == "C":
        return [(2, ("C",))] if pair == "dd" else []
    if (kind == "c" and name == "B") or (kind == "l" and name == "A"):
        return [(1, (_SHIFT, "1"))]
    return [(1, ("1",))]


def _code128(value: str) -> Symbol:
    values = code128_values(value)
    return Symbol(11 * len(values) + 2, "".join(map(_CALLS.__getitem__, values)), tuple(values))


def symbol_character(value: int) -> str:
    """The bars of one Code 128 symbol character, 11 modules wide (the stop 13)."""
    return _path(tuple(map(int, _WIDTHS[value])))


# --- Code 39 --------------------------------------------------------------------------------------

_CODE39 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*"
# The nine elements of each character; 1 is wide.
_CODE39_WIDE = re.findall(
    r"\d+",
    """
000110100 100100001 001100001 101100000 000110001 100110000 001110000 000100101 100100100 001100100
100001001 001001001 101001000 000011001 100011000 001011000 000001101 100001100 001001100 000011100
100000011 001000011 101000010 000010011 100010010 001010010 000000111 100000110 001000110 000010110
110000001 011000001 111000000 010010001 110010000 011010000 010000101 110000100 011000100 010101000
010100010 010001010 000101010 010010100
""",
)


def _code39(value: str) -> tuple[int, ...]:
    if not value or not set(value) <= set(_CODE39[:-1]):
        raise BarcodeError(value, _OUTSIDE.format(letters=_foreign(value, _CODE39[:-1])))
    elements = "0".join(_CODE39_WIDE[_CODE39.index(char)] for char in f"*{value}*")
    return tuple(3 if element == "1" else 1 for element in elements)


# --- EAN-13 ---------------------------------------------------------------------------------------

_EAN = re.findall(r"\d+", "3211 2221 2122 1411 1132 1231 1114 1312 1213 3112")
_EAN_PARITY = re.findall("[LG]+", "LLLLLL LLGLGG LLGGLG LLGGGL LGLLGG LGGLLG LGGGLL LGLGLG LGLGGL LGGLGL")


def _ean13(value: str) -> tuple[int, ...]:
    if not re.fullmatch("[0-9]{13}", value):
        raise BarcodeError(value, _NOT_EAN)
    digits = [int(char) for char in value]
    check = int(ean_check(value[:12]))
    if digits[12] != check:
        raise BarcodeError(value, _EAN_CHECK.format(check=check))
    left = (
        _EAN[digit] if parity == "L" else _EAN[digit][::-1]
        for digit, parity in zip(digits[1:7], _EAN_PARITY[digits[0]], strict=True)
    )
    right = (_EAN[digit] for digit in digits[7:])
    return tuple(map(int, f"111{''.join(left)}11111{''.join(right)}111"))


# --- QR -------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def quick_response(value: str) -> Symbol:
    """A QR code of ``value``, error correction M; its quiet zone (4 modules) is not counted."""
    if not value:
        raise BarcodeError(value, _OUTSIDE.format(letters=""))
    matrix = segno.make(value, error="m", micro=False, boost_error=False).matrix
    size = len(matrix)
    rows = (_row(bytes(row), size - 1 - y, size) for y, row in enumerate(matrix))
    return Symbol(size, "".join(rows) + "f\n")


def _row(row: bytes, y: int, size: int) -> str:
    edges = [x for x, (a, b) in enumerate(pairwise(b"\0" + row + b"\0")) if a != b]
    return "".join(f"{a} {y} {b - a} 1 re " for a, b in zip(edges[::2], edges[1::2], strict=True))


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
