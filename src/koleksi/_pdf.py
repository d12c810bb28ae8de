"""A PDF written page by page to a stream: memory does not grow with the pages, the same input gives
the same bytes (no date, no random identifier), only the letters that were drawn are embedded.

Just what labels and cards need of ISO 32000-1: compressed page contents, fonts at the end. Viewers
are asked not to scale when printing, so that millimetres hold.
"""

from __future__ import annotations

import zlib
from array import array
from typing import Protocol

from koleksi._barcode import symbol_character
from koleksi._fonts import Face, Used, face

__all__ = ["MM", "Writer"]

MM = 72 / 25.4  # points in a millimetre

# Objects with a number known in advance, since pages refer to them before they are written.
_CATALOGUE, _PAGES, _INFO = 1, 2, 3


class _Sink(Protocol):
    def write(self, data: bytes, /) -> object: ...


class Writer:
    """Writes pages as they come; ``used`` collects the letters drawn on them for ``close``."""

    def __init__(self, stream: _Sink, width_mm: float, height_mm: float, title: str = "") -> None:
        self.used = Used()
        self._box = f"[0 0 {width_mm * MM:.2f} {height_mm * MM:.2f}]"
        self._stream = stream
        self._at = 0
        self._offsets = array("Q", [0] * (_INFO + 1))
        self._kids: array[int] = array("L")
        self._title = title
        self._put(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")

    def page(self, content: str) -> None:
        """One page; ``content`` is PDF operators in points, origin bottom left."""
        stream = self._stream_object(content.encode("latin-1"))
        self._kids.append(len(self._offsets))
        self._object(f"<</Type/Page/Parent {_PAGES} 0 R/Contents {stream} 0 R>>")

    def close(self) -> None:
        """Fonts, page list, cross-reference table."""
        fonts = [f"/{name} {number} 0 R" for key in sorted(face_keys(self.used)) for name, number in self._font(key)]
        forms = [f"/c{value} {self._form(symbol_character(value))} 0 R" for value in sorted(self.used.symbols)]
        resources = f"/Font<<{''.join(fonts)}>>/XObject<<{''.join(forms)}>>"
        kids = " ".join(f"{number} 0 R" for number in self._kids)
        self._object(
            f"<</Type/Pages/MediaBox{self._box}/Resources<<{resources}>>/Count {len(self._kids)}/Kids[{kids}]>>", _PAGES
        )
        self._object(
            f"<</Type/Catalog/Pages {_PAGES} 0 R/ViewerPreferences<</PrintScaling/None/DisplayDocTitle true>>>>",
            _CATALOGUE,
        )
        self._object(f"<</Title{_text_string(self._title)}/Producer(koleksi)>>", _INFO)
        start = self._at
        table = [f"xref\n0 {len(self._offsets)}\n0000000000 65535 f \n"]
        table += [f"{offset:010} 00000 n \n" for offset in self._offsets[1:]]
        table.append(f"trailer\n<</Size {len(self._offsets)}/Root {_CATALOGUE} 0 R/Info {_INFO} 0 R>>\n")
        self._put(("".join(table) + f"startxref\n{start}\n%%EOF\n").encode("ascii"))

    def _form(self, path: str) -> int:
        """A piece of drawing that pages call by name."""
        return self._object(
            f"<</Type/XObject/Subtype/Form/BBox[-1 -1 14 2]/Length {len(path)}>>stream\n{path}\nendstream"
        )

    def _font(self, key: str) -> list[tuple[str, int]]:
        """The font objects of one cut: plain (a byte a letter) and by glyph numbers, over one font file."""
        plain, glyphs = self.used.plain.get(key, set()), self.used.glyphs.get(key, {})
        cut = face(key)
        letters = set(bytes(sorted(plain)).decode("cp1252"))
        program = cut.subset(letters, set(glyphs))
        file = self._stream_object(program, f"/Length1 {len(program)}")
        flags = 4 if glyphs and not plain else 32
        ascent, descent = cut.metrics
        descriptor = self._object(
            f"<</Type/FontDescriptor/FontName/KOLEKS+{cut.name}/Flags {flags}/FontBBox[-200 {descent:.0f} 1200 {ascent:.0f}]"
            f"/ItalicAngle 0/Ascent {ascent:.0f}/Descent {descent:.0f}/CapHeight 714/StemV 80/FontFile2 {file} 0 R>>"
        )
        made = [(key, self._plain_font(cut, plain, descriptor))] if plain else []
        return made + ([(key + "u", self._glyph_font(cut, glyphs, descriptor))] if glyphs else [])

    def _plain_font(self, cut: Face, codes: set[int], descriptor: int) -> int:
        first, last = min(codes), max(codes)
        widths = " ".join(f"{cut.widths[code]:.0f}" for code in range(first, last + 1))
        return self._object(
            f"<</Type/Font/Subtype/TrueType/BaseFont/KOLEKS+{cut.name}/Encoding/WinAnsiEncoding"
            f"/FirstChar {first}/LastChar {last}/Widths[{widths}]/FontDescriptor {descriptor} 0 R>>"
        )

    def _glyph_font(self, cut: Face, glyphs: dict[int, str], descriptor: int) -> int:
        """A Type 0 font whose codes are glyph numbers, with the text of each for copying and searching."""
        told = self._stream_object(_to_unicode(glyphs).encode("ascii"))
        widths = " ".join(f"{glyph}[{cut.advance(glyph):.0f}]" for glyph in sorted(glyphs))
        below = self._object(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/KOLEKS+{cut.name}/CIDToGIDMap/Identity"
            f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 0/W[{widths}]"
            f"/FontDescriptor {descriptor} 0 R>>"
        )
        return self._object(
            f"<</Type/Font/Subtype/Type0/BaseFont/KOLEKS+{cut.name}/Encoding/Identity-H"
            f"/DescendantFonts[{below} 0 R]/ToUnicode {told} 0 R>>"
        )

    def _stream_object(self, data: bytes, entries: str = "") -> int:
        packed = zlib.compress(data, 9)
        number = self._begin()
        self._put(f"<</Filter/FlateDecode/Length {len(packed)}{entries}>>stream\n".encode("ascii"))
        self._put(packed)
        self._put(b"\nendstream\nendobj\n")
        return number

    def _object(self, body: str, number: int = 0) -> int:
        number = self._begin(number)
        self._put(f"{body}\nendobj\n".encode("latin-1"))
        return number

    def _begin(self, number: int = 0) -> int:
        if not number:
            number = len(self._offsets)
            self._offsets.append(0)
        self._offsets[number] = self._at
        self._put(f"{number} 0 obj\n".encode("ascii"))
        return number

    def _put(self, data: bytes) -> None:
        self._stream.write(data)
        self._at += len(data)


def face_keys(used: Used) -> set[str]:
    """The cuts of which at least one letter was drawn."""
    return {key for key, letters in [*used.plain.items(), *used.glyphs.items()] if letters}


def _text_string(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _to_unicode(glyphs: dict[int, str]) -> str:
    """A ToUnicode map (Adobe Technical Note 5411), at most 100 entries a block."""
    pairs = [f"<{glyph:04X}><{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(glyphs.items()) if text]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
        f"1 begincodespacerange<0000><FFFF>endcodespacerange\n{body}\nendcmap end end"
    )
