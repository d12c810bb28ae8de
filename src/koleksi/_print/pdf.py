"""A PDF written page by page to a stream: memory does not grow with the pages, the same input gives
the same bytes (no date, no random identifier), only the letters that were drawn are embedded.

Just what labels and cards need of ISO 32000-1: compressed page contents, fonts at the end. Viewers
are asked not to scale when printing, so that millimetres hold.
"""

from __future__ import annotations

from array import array

from koleksi._print.barcode import symbol_character
from koleksi._print.fonts import Face, Used, face
from koleksi._print.pdf_objects import Objects, Sink

__all__ = ["MM", "Writer"]

MM = 72 / 25.4  # points in a millimetre


_SYMBOL = "[-1 -1 14 2]"  # around a symbol character of Code 128, with room so that no bar is clipped


class Writer:
    """Writes pages as they come; ``used`` collects the letters drawn on them for ``close``.

    ``background``: operators drawn under every page, stored once.
    """

    def __init__(self, stream: Sink, width_mm: float, height_mm: float, title: str = "", background: str = "") -> None:
        self.used = Used()
        self._box = f"[0 0 {width_mm * MM:.2f} {height_mm * MM:.2f}]"
        self._objects = Objects(stream)
        self._pages = self._objects.reserve()
        self._kids: array[int] = array("L")
        self._title = title
        self._background = self._form(background, self._box) if background else 0

    def page(self, content: str) -> None:
        """One page; ``content`` is PDF operators in points, origin bottom left."""
        under = "/bg Do\n" if self._background else ""
        stream = self._objects.add_stream((under + content).encode("latin-1"))
        self._kids.append(self._objects.add(f"<</Type/Page/Parent {self._pages} 0 R/Contents {stream} 0 R>>"))

    def close(self) -> None:
        """Fonts, pieces called by name, list of pages."""
        named = [f"/{name} {number} 0 R" for key in sorted(face_keys(self.used)) for name, number in self._font(key)]
        fonts = "/Font {} 0 R".format(self._objects.add(f"<<{''.join(named)}>>"))
        forms = [f"/c{value} {self._form(symbol_character(value), _SYMBOL)} 0 R" for value in sorted(self.used.symbols)]
        forms += [
            f"/{name} {self._form(drawn, self._box, f'/Resources<<{fonts}>>')} 0 R"
            for name, drawn in self.used.shared.items()
        ]
        if self._background:
            forms.append(f"/bg {self._background} 0 R")
        resources = f"{fonts}/XObject<<{''.join(forms)}>>"
        kids = " ".join(f"{number} 0 R" for number in self._kids)
        self._objects.add(
            f"<</Type/Pages/MediaBox{self._box}/Resources<<{resources}>>/Count {len(self._kids)}/Kids[{kids}]>>",
            self._pages,
        )
        viewer = "/ViewerPreferences<</PrintScaling/None/DisplayDocTitle true>>"
        root = self._objects.add(f"<</Type/Catalog/Pages {self._pages} 0 R{viewer}>>")
        info = self._objects.add(f"<</Title{_text_string(self._title)}/Producer(koleksi)>>")
        self._objects.finish(root, info)

    def _form(self, path: str, box: str, more: str = "") -> int:
        """A piece of drawing that pages call by name."""
        return self._objects.add_stream(
            path.encode("latin-1"), f"/Subtype/Form/BBox{box}{more}", packed=len(path) > 200
        )

    def _font(self, key: str) -> list[tuple[str, int]]:
        """The font objects of one cut: plain (a byte a letter) and by glyph numbers, over one font file."""
        plain, glyphs = self.used.plain.get(key, set()), self.used.glyphs.get(key, {})
        cut = face(key)
        letters = set(bytes(sorted(plain)).decode("cp1252"))
        program = cut.subset(letters, set(glyphs))
        file = self._objects.add_stream(program, f"/Length1 {len(program)}")
        flags = 4 if glyphs and not plain else 32
        ascent, descent = cut.metrics
        descriptor = self._objects.add(
            f"<</Type/FontDescriptor/FontName/KOLEKS+{cut.name}/Flags {flags}/FontBBox[-200 {descent:.0f} 1200 {ascent:.0f}]"
            f"/ItalicAngle 0/Ascent {ascent:.0f}/Descent {descent:.0f}/CapHeight 714/StemV 80/FontFile2 {file} 0 R>>"
        )
        made = [(key, self._plain_font(cut, plain, descriptor))] if plain else []
        return made + ([(key + "u", self._glyph_font(cut, glyphs, descriptor))] if glyphs else [])

    def _plain_font(self, cut: Face, codes: set[int], descriptor: int) -> int:
        first, last = min(codes), max(codes)
        widths = " ".join(f"{cut.widths[code]:.0f}" for code in range(first, last + 1))
        return self._objects.add(
            f"<</Type/Font/Subtype/TrueType/BaseFont/KOLEKS+{cut.name}/Encoding/WinAnsiEncoding"
            f"/FirstChar {first}/LastChar {last}/Widths[{widths}]/FontDescriptor {descriptor} 0 R>>"
        )

    def _glyph_font(self, cut: Face, glyphs: dict[int, str], descriptor: int) -> int:
        """A Type 0 font whose codes are glyph numbers, with the text of each for copying and searching."""
        told = self._objects.add_stream(_to_unicode(glyphs).encode("ascii"))
        widths = " ".join(f"{glyph}[{cut.advance(glyph):.0f}]" for glyph in sorted(glyphs))
        below = self._objects.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/KOLEKS+{cut.name}/CIDToGIDMap/Identity"
            f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 0/W[{widths}]"
            f"/FontDescriptor {descriptor} 0 R>>"
        )
        return self._objects.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/KOLEKS+{cut.name}/Encoding/Identity-H"
            f"/DescendantFonts[{below} 0 R]/ToUnicode {told} 0 R>>"
        )


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
