"""The cuts of type: which letters each has, how wide they are, how reportlab embeds them.

Noto Sans in four cuts (regular, bold, and both condensed: one variable font file) for Latin of any
kind, Amiri for Arabic and Pegon. reportlab reads no variable fonts (its ``ttfonts.py`` copies the
``glyf`` table as it is), so HarfBuzz makes the cut; reportlab keeps of it the letters that were drawn.
"""

from __future__ import annotations

import io
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFNameBytes, TTFont

__all__ = ["BOLD", "NARROW", "NARROW_BOLD", "REGULAR", "Cut", "chain", "cut", "is_latin", "missing"]

# The names under which reportlab knows the cuts.
REGULAR, BOLD, NARROW, NARROW_BOLD = "koleksi-regular", "koleksi-bold", "koleksi-narrow", "koleksi-narrow-bold"
ARABIC, ARABIC_BOLD = "koleksi-arabic", "koleksi-arabic-bold"


class _Source(NamedTuple):
    """Where a cut comes from; ``weight`` and ``width`` on the axes of a variable font, 0: not variable."""

    title: str
    package: str
    file: str
    weight: float = 0
    width: float = 0


_NOTO = ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf")
_SOURCES = {
    REGULAR: _Source("NotoSans-Regular", *_NOTO, 400, 100),
    BOLD: _Source("NotoSans-Bold", *_NOTO, 700, 100),
    NARROW: _Source("NotoSans-Condensed", *_NOTO, 400, 75),
    NARROW_BOLD: _Source("NotoSans-CondensedBold", *_NOTO, 700, 75),
    ARABIC: _Source("Amiri-Regular", "fontpkg_amiri", "Amiri-Regular.ttf"),
    ARABIC_BOLD: _Source("Amiri-Bold", "fontpkg_amiri", "Amiri-Bold.ttf"),
}


def is_latin(name: str) -> bool:
    """Whether a cut is of the Latin family."""
    return name not in (ARABIC, ARABIC_BOLD)


def chain(style: str) -> tuple[str, str]:
    """The cuts to be asked for a letter, in order. No package with Javanese or Balinese letters exists (2026)."""
    return style, ARABIC_BOLD if style in (BOLD, NARROW_BOLD) else ARABIC


class Cut:
    """One cut of one font."""

    def __init__(self, name: str) -> None:
        self.name, self._source = name, _SOURCES[name]
        self._face: Any = hb.Face(hb.Blob.from_file_path(str(_path(self._source))))
        axes = {"wght": float(self._source.weight), "wdth": float(self._source.width)}
        self._axes = {axis.tag: axes[axis.tag] for axis in self._face.axis_infos}

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters that the cut has."""
        return frozenset(map(chr, self._face.unicodes))

    @property
    def em(self) -> int:
        """Units of the font in an em."""
        return int(self._face.upem)

    @cached_property
    def harfbuzz(self) -> Any:
        """The cut as HarfBuzz shapes and outlines it."""
        font: Any = hb.Font(self._face)
        if self._axes:
            font.set_variations(self._axes)
        return font

    @cached_property
    def reportlab(self) -> Any:
        """The cut as reportlab embeds it, known to reportlab under ``name`` from now on."""
        font: Any = TTFont(self.name, io.BytesIO(self._plain()), asciiReadable=is_latin(self.name))
        font.face.name = TTFNameBytes(self._source.title.encode("ascii"))  # all four cuts of Noto carry one name
        pdfmetrics.registerFont(font)
        return font

    @cached_property
    def widths(self) -> dict[int, float]:
        """Advance of each character in thousandths of an em."""
        table: dict[int, float] = self.reportlab.face.charWidths
        return table

    def width(self, text: str) -> float:
        """Width of a text in em, no letter shaped or kerned; a letter that the cut lacks has that of an empty box."""
        try:
            return sum(map(self.widths.__getitem__, text.encode() if text.isascii() else map(ord, text))) / 1000
        except KeyError:
            return float(self.reportlab.stringWidth(text, 1))

    def _plain(self) -> bytes:
        """The font file with its axes fixed, without what only a shaper or a screen needs."""
        wanted: Any = hb.SubsetInput()
        wanted.unicode_set.update(self._face.unicodes)
        wanted.name_id_set.clear()
        wanted.name_id_set.add(6)  # the PostScript name, without which reportlab takes no font
        for tag in ("GPOS", "GSUB", "GDEF", "STAT", "HVAR", "MVAR", "gasp"):
            wanted.drop_table_tag_set.add(int.from_bytes(tag.encode("ascii")))
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        for tag, value in self._axes.items():
            wanted.pin_axis_location(self._face, tag, value)
        return bytes(wanted.subset(self._face).blob.data)


def _path(source: _Source) -> Path:
    found = find_spec(source.package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"pip install {source.package.replace('_', '-')}", name=source.package)
    return Path(found.origin).with_name("files") / source.file


@cache
def cut(name: str) -> Cut:
    """The cut with this name."""
    return Cut(name)


def missing(text: str, style: str = REGULAR) -> str:
    """The characters that no installed font has, each once."""
    if text.isascii() and text.isprintable():
        return ""
    known = [cut(name).letters for name in chain(style)]
    return "".join(char for char in dict.fromkeys(text) if not any(char in letters for letters in known))
