"""Letters: which font has them, how wide they are, and how they are drawn and embedded.

Noto Sans in four cuts (regular, bold, and both condensed: one variable font file) for Latin of any
kind, Amiri for Arabic and Pegon. HarfBuzz shapes what needs shaping and cuts each font down to the
letters that are used.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import combining

import uharfbuzz as hb

from koleksi._print.bidi import visual_runs

__all__ = ["BOLD", "NARROW", "NARROW_BOLD", "REGULAR", "Face", "Setting", "Used", "face", "missing", "typeset", "width"]

# Resource names of the Latin cuts; the same letter begins the name of the font in the PDF.
REGULAR, BOLD, NARROW, NARROW_BOLD = "R", "B", "N", "M"


class _Spec(NamedTuple):
    name: str
    package: str
    file: str
    weight: int = 0  # on the axes of a variable font; 0: not variable
    width: float = 0


_NOTO = ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf")
_SPECS = {
    REGULAR: _Spec("NotoSans-Regular", *_NOTO, 400, 100),
    BOLD: _Spec("NotoSans-Bold", *_NOTO, 700, 100),
    NARROW: _Spec("NotoSans-Condensed", *_NOTO, 400, 75),
    NARROW_BOLD: _Spec("NotoSans-CondensedBold", *_NOTO, 700, 75),
    "A": _Spec("Amiri-Regular", "fontpkg_amiri", "Amiri-Regular.ttf"),
    "E": _Spec("Amiri-Bold", "fontpkg_amiri", "Amiri-Bold.ttf"),
}
_LATIN = frozenset((REGULAR, BOLD, NARROW, NARROW_BOLD))
# The cuts to be asked for a letter, in order. No package with Javanese or Balinese letters exists (2026);
# a line here is all that one needs.
_CHAINS = {style: (style, "E" if style in (BOLD, NARROW_BOLD) else "A") for style in _LATIN}


# Noto takes some letters with a mark apart ("ṣ" into "s" and a dot), and then a glyph stands for two letters: such a
# text cannot be searched or copied. Where the font has the whole letter, that one is taken.
_WHOLE = {"ccmp": False}


class Setting(NamedTuple):
    """One line of text ready to be drawn: ``width`` in em, ``parts`` = (font resource, PDF operators);
    ``tall``: letters that need more room above and below than Latin ones. What the document must
    contain for it: ``plain`` bytes of one cut, or ``glyphs`` = (cut, number, text)."""

    width: float
    parts: tuple[tuple[str, str], ...]
    tall: bool = False
    plain: bytes = b""
    glyphs: tuple[tuple[str, int, str], ...] = ()


class Glyph(NamedTuple):
    """A shaped letter: its number in the font, the text it stands for, advance and offsets (1/1000 em)."""

    number: int
    text: str
    advance: float
    x: float
    y: float


@dataclass
class Used:
    """What a document has drawn so far and must contain: bytes of each plain font, glyphs (with their
    text) of each other, symbol characters of Code 128; ``shared``: drawings that many labels have, by name."""

    plain: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    glyphs: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    symbols: set[int] = field(default_factory=set)
    shared: dict[str, str] = field(default_factory=dict)

    def add(self, setting: Setting) -> None:
        """Notes the letters of a line that is drawn."""
        if setting.plain:
            self.plain[setting.parts[0][0]].update(setting.plain)
        for key, glyph, text in setting.glyphs:
            known = self.glyphs[key]
            known[glyph] = known.get(glyph) or text


class Face:
    """One cut of one font. Lengths are in thousandths of an em."""

    def __init__(self, spec: _Spec) -> None:
        self.name = spec.name
        self._axes = {"wght": float(spec.weight), "wdth": spec.width}
        self._face: Any = hb.Face(hb.Blob.from_file_path(str(_path(spec))))
        self._axes = {axis.tag: self._axes[axis.tag] for axis in self._face.axis_infos}
        self._font: Any = hb.Font(self._face)
        if self._axes:
            self._font.set_variations(self._axes)
        self._unit = 1000 / self._face.upem

    @cached_property
    def letters(self) -> frozenset[str]:
        return frozenset(map(chr, self._face.unicodes))

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """Advance of each code of cp1252 (PDF WinAnsiEncoding); 0 where the code has no letter."""
        chars = (bytes([code]).decode("cp1252", "ignore") for code in range(256))
        return tuple(self.advance(self._font.get_nominal_glyph(ord(char)) or 0) if char else 0.0 for char in chars)

    def advance(self, glyph: int) -> float:
        return float(self._font.get_glyph_h_advance(glyph) * self._unit)

    @cached_property
    def metrics(self) -> tuple[float, float]:
        """Ascender and descender."""
        extents = self._font.get_font_extents("ltr")
        return extents.ascender * self._unit, extents.descender * self._unit

    def shape(self, text: str, leftwards: bool) -> list[Glyph]:
        """The glyphs of one run, from left to right."""
        buffer: Any = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if leftwards else "ltr"
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        hb.shape(self._font, buffer, None if leftwards or any(map(combining, text)) else _WHOLE)
        starts = sorted({info.cluster for info in buffer.glyph_infos}) + [len(text)]
        ends = dict(zip(starts, starts[1:], strict=False))
        shaped: list[Glyph] = []
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            source = text[info.cluster : ends.pop(info.cluster, 0)]  # the first glyph of a cluster stands for it
            moves = (place.x_advance, place.x_offset, place.y_offset)
            shaped.append(Glyph(info.codepoint, source, *(move * self._unit for move in moves)))
        return shaped

    def subset(self, chars: set[str], glyphs: set[int]) -> bytes:
        """The font file with these letters only; glyph numbers stay."""
        wanted: Any = hb.SubsetInput()
        wanted.unicode_set.update(map(ord, chars))
        wanted.glyph_set.update(glyphs)
        wanted.layout_feature_tag_set.clear()
        for tag in ("GPOS", "GSUB", "GDEF", "STAT", "name", "HVAR", "post", "gasp", "DSIG"):
            wanted.drop_table_tag_set.add(int.from_bytes(tag.encode("ascii")))
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE
        for tag, value in self._axes.items():
            wanted.pin_axis_location(self._face, tag, value)
        return bytes(wanted.subset(self._face).blob.data)


def _path(spec: _Spec) -> Path:
    found = find_spec(spec.package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"pip install {spec.package.replace('_', '-')}", name=spec.package)
    return Path(found.origin).with_name("files") / spec.file


@cache
def face(key: str) -> Face:
    """The cut with this resource name."""
    return Face(_SPECS[key])


@lru_cache(maxsize=2048)
def width(text: str, style: str) -> float:
    """Width in em."""
    if text.isascii():
        return sum(map(face(style).widths.__getitem__, text.encode())) / 1000
    return typeset(text, style).width


def missing(text: str, style: str = REGULAR) -> str:
    """The characters that no installed font has, each once."""
    if text.isascii() and text.isprintable():
        return ""
    chain = [face(key).letters for key in _CHAINS[style]]
    return "".join(char for char in dict.fromkeys(text) if not any(char in letters for letters in chain))


@lru_cache(maxsize=1024)
def typeset(text: str, style: str) -> Setting:
    """One line of text in one cut, with letters of other scripts from the fonts that have them."""
    plain = _plain(text, style)
    if plain is None:
        return _shaped(text, style)
    escaped = plain.decode("latin-1")
    if not plain.isalnum():
        escaped = escaped.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    width = sum(map(face(style).widths.__getitem__, plain)) / 1000
    return Setting(width, ((style, f"({escaped})Tj"),), False, plain)


def _plain(text: str, style: str) -> bytes | None:
    """The text in one byte a letter, where that is enough."""
    if text.isascii():
        return text.encode()
    try:
        encoded = text.encode("cp1252")
    except UnicodeEncodeError:
        return None
    return encoded if all(char in face(style).letters for char in text) else None


def _shaped(text: str, style: str) -> Setting:
    """Any text, run by run; the whole line in one font where one has all of it."""
    chain = _CHAINS[style]
    whole = next((key for key in chain if face(key).letters.issuperset(text)), "")
    total, parts, glyphs, tall = 0.0, [], [], False
    for piece, leftwards in visual_runs(text):
        fonts = [(whole, piece)] if whole else _by_letter(piece, chain)
        for key, chars in reversed(fonts) if leftwards else fonts:
            shaped = face(key).shape(chars, leftwards)
            glyphs += [(key, glyph.number, glyph.text) for glyph in shaped]
            parts.append((key + "u", _operators(shaped, face(key))))
            total += sum(glyph.advance for glyph in shaped)
            tall = tall or key not in _LATIN
    return Setting(total / 1000, tuple(parts), tall, b"", tuple(glyphs))


def _by_letter(text: str, chain: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each letter in the first font that has it (the first of all where none has); blanks and marks stay
    with the letter before them."""
    found: list[tuple[str, str]] = []
    for char in text:
        follows = found and (char == " " or combining(char))
        ask = (found[-1][0], *chain) if follows else chain
        key = next((key for key in ask if char in face(key).letters), chain[0])
        if found and key == found[-1][0]:
            found[-1] = (key, found[-1][1] + char)
        else:
            found.append((key, char))
    return found


def _operators(shaped: list[Glyph], font: Face) -> str:
    """TJ arrays of glyph numbers at a font size of 1; a mark that is raised or lowered gets a text rise."""
    pieces: list[str] = []
    rise = 0.0
    for glyph in shaped:
        if glyph.y != rise:
            pieces.append(f"]TJ {glyph.y / 1000:.3f} Ts[")
            rise = glyph.y
        if glyph.x:
            pieces.append(f"{-glyph.x:.0f}")
        pieces.append(f"<{glyph.number:04X}>")
        if rest := round(font.advance(glyph.number) + glyph.x - glyph.advance):
            pieces.append(str(rest))
    return ("[" + "".join(pieces) + "]TJ" + (" 0 Ts" if rise else "")).replace("><", "").replace("[]TJ ", "")
