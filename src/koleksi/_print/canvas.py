"""reportlab's canvas as labels and cards use it: in points, with pages of one size.

Everything is drawn by reportlab; what is added are drawings that stand in the file once (`Canvas.stamp`), and short
ways for the three things that are done for every label (`Canvas.push`, `Canvas.steps`, text in ASCII), because
reportlab writes each number by a loop in Python (``fp_str`` in ``rl_accel.py``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas as pdfgen
from reportlab.pdfgen.textobject import PDFTextObject

from koleksi._print.box import MM
from koleksi._print.document import Document
from koleksi._print.fonts import REGULAR, cut, is_latin
from koleksi.book import Text
from koleksi.errors import UsageError

__all__ = ["Canvas", "Drawing"]


class Canvas(pdfgen.Canvas):
    """A canvas on ``stream`` with pages of ``width`` x ``height`` mm, written as they are shown (`Document`).

    Viewers are asked not to scale when printing, so that millimetres hold. Raises UsageError where the variable
    SOURCE_DATE_EPOCH is no number: reportlab reads it, though the file has no date.
    """

    def __init__(self, stream: BinaryIO, width: float, height: float, title: str = "") -> None:
        first = cut(REGULAR).reportlab.fontName
        try:
            super().__init__(stream, (width * MM, height * MM), pageCompression=1, invariant=1, initialFontName=first)
        except (ValueError, OverflowError) as error:
            raise _no_day() from error
        self._doc = Document(stream, width * MM, height * MM)
        self._steps: dict[str, str] = {}
        self._fonts: dict[tuple[str, float], str] = {}
        self._same: tuple[object, list[str]] = (None, [])
        self.setTitle(title)
        self.setViewerPreference("PrintScaling", "None")
        self.setViewerPreference("DisplayDocTitle", "true")

    def stamp(self, name: str, draw: Drawing, around: tuple[float, float, float, float] | None = None) -> None:
        """What ``draw`` draws, kept once in the file under ``name``; ``around``: left, bottom, right, top of it
        (points), the page unless told."""
        if not self.hasForm(name):
            self.beginForm(name, *(around or ()))
            draw(self)
            self.endForm()
        self.doForm(name)

    def again(self, content: object, draw: Drawing) -> None:
        """What ``draw`` draws of ``content``; where the same was drawn the last time, its operators are repeated."""
        code: list[str] = self._code
        if self._same[0] != content:
            begin = len(code)
            draw(self)
            self._same = content, code[begin:]
        else:
            code += self._same[1]

    def steps(self, pieces: tuple[str, ...], draw: Callable[[Canvas, str], None]) -> None:
        """Pieces drawn side by side, each as many units wide as its name has characters and one unit high.

        As `stamp`, but in one string of operators: `transform` takes 5 microseconds, a bar code has ten steps.
        """
        known = self._steps
        try:
            self.addLiteral("".join([known[piece] for piece in pieces]))
        except KeyError:
            for piece in dict.fromkeys(pieces):
                if piece not in known:
                    name = f"s{len(known)}"
                    self.beginForm(name, -1, -1, len(piece) + 1, 2)  # with room so that no bar is clipped
                    draw(self, piece)
                    self.endForm()
                    known[piece] = f"/{pdfdoc.xObjectName(name)} Do 1 0 0 1 {len(piece)} 0 cm\n"
            self.steps(pieces, draw)

    def push(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        """What is drawn until `pop` has axes of its own: `saveState` and `transform`, in a tenth of their time."""
        self._code.append(_axes(a, b, c, d, e, f))

    def pop(self) -> None:
        """The axes and colours before the last `push`."""
        self._code.append("Q")

    def ascii_lines(self, lines: Iterable[tuple[str, str, float, float, float]]) -> None:
        """Lines of printable ASCII in the cuts of the Latin family (text, cut, left end, baseline, size): what a text
        object of reportlab's would write of them, in a fifth of its time."""
        code, now = ["BT"], ("", 0.0)
        for text, style, x, y, size in lines:
            if not text.isalnum():
                text = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            font = ""
            if (style, size) != now:
                now = style, size
                font = self._fonts.get(now) or self._font_operators(style, size)
            code.append(f"{_origin(x, y)}{font}({text}) Tj T*")
        code.append("ET")
        self._code.append(" ".join(code))

    def _font_operators(self, style: str, size: float) -> str:
        """Of the subset of a cut that has ASCII letter for letter."""
        name = cut(style).reportlab.getSubsetInternalName(0, self._doc)
        made = f"{name} {round(size, 3):g} Tf {round(1.2 * size, 3):g} TL "
        return self._fonts.setdefault((style, size), made)

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> Any:
        return _Text(self, x, y, direction)

    def _setXObjects(self, thing: Any) -> None:
        """Pages have their forms from the resources that all of them share."""
        if not isinstance(thing, pdfdoc.PDFPage):
            super()._setXObjects(thing)


Drawing = Callable[[Canvas], None]


# Lines begin at the same places on every label and card, and numbers as text take longer than the text.


@lru_cache(maxsize=4096)
def _origin(x: float, y: float) -> str:
    """Where a line begins."""
    return f"1 0 0 1 {round(x, 2):g} {round(y, 2):g} Tm "


@lru_cache(maxsize=1024)
def _axes(a: float, b: float, c: float, d: float, e: float, f: float) -> str:
    a, b, c, d, e, f = round(a, 4), round(b, 4), round(c, 4), round(d, 4), round(e, 4), round(f, 4)
    return f"q {a:g} {b:g} {c:g} {d:g} {e:g} {f:g} cm"  # rounded: a PDF has no 1e-05


def _no_day() -> UsageError:
    given = f"SOURCE_DATE_EPOCH = {os.environ.get('SOURCE_DATE_EPOCH')}"
    return UsageError(
        Text(f"{given}: harus jumlah detik sejak 1970", f"{given}: must be a number of seconds since 1970")
    )


class _Text(PDFTextObject):
    """reportlab's text object, which formats what nearly all lines of a label are by Python's own means: without
    it (``fp_str`` and ``_formatText`` are Python code) a label takes half as much time again."""

    def setTextOrigin(self, x: float, y: float) -> None:
        self._code.append(_origin(x, y).rstrip())
        self._x0, self._y0 = self._x, self._y = x, y

    def _formatText(self, text: str) -> str:
        """Printable ASCII is one piece of the first subset, letter for letter."""
        if not (text.isascii() and text.isprintable() and is_latin(self._fontname)):
            return str(super()._formatText(text))
        if not text.isalnum():
            text = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        if self._curSubset == 0:
            return f"({text}) Tj"
        self._curSubset: int = 0
        name = cut(self._fontname).reportlab.getSubsetInternalName(0, self._doc)
        return f"{name} {round(self._fontsize, 3):g} Tf {round(self._leading, 3):g} TL ({text}) Tj"
