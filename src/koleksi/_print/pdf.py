"""reportlab's canvas with pages that go to the file as soon as they are shown.

reportlab keeps all pages until it saves (`pdfdoc.py`: ``PDFDocument.format`` makes every object at the
end, and ``PDFFile`` collects them in a list). The two classes here are all of our own that is needed
so that memory does not grow with the pages: the objects of a page are made when the page is shown,
and the rest (fonts, forms, list of pages) when the file is closed. The same drawing gives the same
bytes: the file has no date and no random identifier.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas as pdfgen
from reportlab.pdfgen.textobject import PDFTextObject

from koleksi._print.box import MM
from koleksi._print.fonts import REGULAR, cut, is_latin
from koleksi.book import Text
from koleksi.errors import UsageError

__all__ = ["Canvas", "Drawing"]

_VERSION = (1, 6)  # of PDF: the first in which a file may ask not to be scaled when it is printed


class Canvas(pdfgen.Canvas):
    """A canvas on ``stream`` with pages of ``width`` x ``height`` mm; it draws in points, as reportlab does.

    Viewers are asked not to scale when printing, so that millimetres hold.
    """

    def __init__(self, stream: BinaryIO, width: float, height: float, title: str = "") -> None:
        cut(REGULAR).reportlab  # noqa: B018  # so that reportlab knows its name
        try:
            super().__init__(stream, (width * MM, height * MM), pageCompression=1, invariant=1, initialFontName=REGULAR)
        except (ValueError, OverflowError) as error:
            raise _no_day() from error  # the one thing that reportlab reads by itself
        self._doc = _Document(stream, width * MM, height * MM)
        self._steps: dict[str, str] = {}
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
        a, b, c, d, e, f = round(a, 4), round(b, 4), round(c, 4), round(d, 4), round(e, 4), round(f, 4)
        self.addLiteral(f"q {a:g} {b:g} {c:g} {d:g} {e:g} {f:g} cm")  # rounded: a PDF has no 1e-05

    def pop(self) -> None:
        """The axes and colours before the last `push`."""
        self.addLiteral("Q")

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> Any:
        return _Text(self, x, y, direction)

    def _setXObjects(self, thing: Any) -> None:
        """Pages have their forms from the resources that all of them share."""
        if not isinstance(thing, pdfdoc.PDFPage):
            super()._setXObjects(thing)


Drawing = Callable[[Canvas], None]


def _no_day() -> UsageError:
    given = f"SOURCE_DATE_EPOCH = {os.environ.get('SOURCE_DATE_EPOCH')}"
    return UsageError(
        Text(f"{given}: harus jumlah detik sejak 1970", f"{given}: must be a number of seconds since 1970")
    )


class _Text(PDFTextObject):
    """reportlab's text object, which formats what nearly all lines of a label are by Python's own means: without
    it (``fp_str`` and ``_formatText`` are Python code) a label takes half as much time again."""

    def setTextOrigin(self, x: float, y: float) -> None:
        self._code.append(f"1 0 0 1 {round(x, 2):g} {round(y, 2):g} Tm")
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


class _Document(pdfdoc.PDFDocument):
    """A document that writes each page when it is added, and all else at the end."""

    def __init__(self, stream: BinaryIO, width: float, height: float) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=_VERSION)
        self.info = _Info()
        self._file = _File(stream)
        shared = pdfdoc.PDFResourceDictionary()
        shared.basicFonts()
        self._forms = shared.XObject = pdfdoc.PDFDictionary()
        self.Pages = self.Catalog.Pages = _Pages(shared, width, height)

    def addPage(self, page: Any) -> None:
        """The page and its operators; the canvas begins a new one after it."""
        contents = self.Reference(_packed(page.stream))
        facts = {"Type": "/Page", "Parent": self.Reference(self.Pages), "Contents": contents}
        made = self.Reference(pdfdoc.PDFDictionary(facts))
        self.Pages.addPage(made)
        self._write(contents.name)
        self._write(made.name)
        self.pageCounter += 1
        self.inObject = None

    def addForm(self, name: str, form: Any) -> None:
        form.Contents, form.compression = _packed(form.stream), 0
        form.Resources = pdfdoc.PDFDictionary({"Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts)})
        if form.XObjects:
            form.Resources["XObject"] = form.XObjects
        super().addForm(name, form)
        internal = pdfdoc.xObjectName(name)
        self._forms[internal] = pdfdoc.PDFObjectReference(internal)

    def _write(self, name: str) -> None:
        """One object; from then on only its place is kept."""
        made = pdfdoc.PDFIndirectObject(name, self.idToObject[name])
        self.idToOffset[name] = self._file.add(made.format(self))
        self.idToObject[name] = None

    def format(self) -> bytes:
        """Writes what is left, and the list of where everything stands; there is nothing more to be saved."""
        number = 1
        while name := self.numberToId.get(number):  # writing an object may add others
            if name not in self.idToOffset:
                self._write(name)
            number += 1
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, [self.numberToId[at] for at in range(1, number)])
        start = self._file.add(table.format(self))
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        self._file.add(pdfdoc.PDFTrailer(start, Size=number, Root=root, Info=info).format(self))
        return b""


def _packed(operators: str | bytes) -> pdfdoc.PDFStream:
    """Compressed; reportlab's pages are then written as text too (rl_config.useA85), a quarter longer."""
    return pdfdoc.PDFStream(content=operators, filters=[_Packing()])


class _Packing(pdfdoc.PDFStreamFilterZCompress):
    """As small as can be: a twentieth smaller than at the level that reportlab takes."""

    def encode(self, text: str | bytes) -> bytes:
        return zlib.compress(text.encode("ascii") if isinstance(text, str) else text, 9)


class _Pages(pdfdoc.PDFPages):
    """The list of pages, which says once what reportlab would say on each: their size, fonts and forms."""

    __NoDefault__ = (*pdfdoc.PDFPages.__NoDefault__, "MediaBox", "Resources")

    def __init__(self, resources: pdfdoc.PDFResourceDictionary, width: float, height: float) -> None:
        super().__init__()
        self.Resources, self.MediaBox = resources, pdfdoc.PDFArray([0, 0, width, height])


class _File(pdfdoc.PDFFile):
    """Counts the bytes as reportlab's does, and passes them on."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(_VERSION)
        stream.write(b"".join(self.strings))
        self.write = stream.write


class _Info(pdfdoc.PDFInfo):
    """Title and program; reportlab's own has a date, from SOURCE_DATE_EPOCH if there is one."""

    def format(self, document: Any) -> bytes:
        facts = {"Title": pdfdoc.PDFString(self.title), "Producer": pdfdoc.PDFString("koleksi (reportlab)")}
        made: bytes = pdfdoc.PDFDictionary(facts).format(document)
        return made
