"""A PDF whose pages go to the file as soon as they are shown, so that memory does not grow with them.

reportlab keeps all pages until it saves: ``PDFDocument.format`` (``pdfdoc.py``) makes every object at the end and
``PDFFile`` collects them in a list. Here the objects of a page are made when the page is shown, and the rest (fonts,
forms, list of pages) when the file is closed; of a page no more is kept than where its two objects stand. The same
drawing gives the same bytes: no date, no random identifier.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Sequence
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

__all__ = ["Document"]

_KIDS = 10  # references on a line
_VERSION = (1, 6)  # of PDF: the first in which a file may ask not to be scaled when it is printed


class Document(pdfdoc.PDFDocument):
    """A document that writes each page when it is added, and all else at the end."""

    def __init__(self, stream: BinaryIO, width: float, height: float) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=_VERSION)
        self.info = _Info()
        self._file = _File(stream)
        self._places = array("Q")  # where each object stands in the file, by its number; 0 while it is not written
        shared = pdfdoc.PDFResourceDictionary()
        shared.basicFonts()
        self._forms = shared.XObject = pdfdoc.PDFDictionary()
        self.Pages = self.Catalog.Pages = _Pages(shared, width, height)

    def addPage(self, page: Any) -> None:
        """The page and its operators; the canvas begins a new one after it.

        Both are written as reportlab writes a stream and a dictionary, which takes it as long as the packing.
        """
        packed = _deflated(page.stream)
        head = b"<<\n/Filter [ /FlateDecode ] /Length %d\n>>\nstream\n" % len(packed)
        contents = self._numbered(b"".join((head, packed, b"endstream\n")))
        parent = self.Reference(self.Pages).format(self)
        facts = b"<<\n/Contents %d 0 R /Parent %b /Type /Page\n>>\n" % (contents, parent)
        self.Pages.numbers.append(self._numbered(facts))
        self.pageCounter += 1
        self.inObject = None

    def _numbered(self, content: bytes) -> int:
        """A new object of the file, as its bytes stand there: its number."""
        self.objectcounter += 1
        self._put(self.objectcounter, b"%d 0 obj\n%bendobj\n" % (self.objectcounter, content))
        return int(self.objectcounter)

    def addForm(self, name: str, form: Any) -> None:
        form.Contents, form.compression = _packed(form.stream), 0
        form.Resources = pdfdoc.PDFDictionary({"Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts)})
        if form.XObjects:
            form.Resources["XObject"] = form.XObjects
        super().addForm(name, form)
        internal = pdfdoc.xObjectName(name)
        self._forms[internal] = pdfdoc.PDFObjectReference(internal)

    def _put(self, number: int, content: bytes) -> None:
        """An object into the file; only its place is kept."""
        self._places.frombytes(bytes(self._places.itemsize * max(0, number + 1 - len(self._places))))
        self._places[number] = self._file.add(content)

    def format(self) -> bytes:
        """Writes what is left, and the list of where everything stands; there is nothing more to be saved."""
        number = 1
        while number <= self.objectcounter:  # writing an object may add others
            if name := self.numberToId.get(number):
                self._put(number, pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self))
            number += 1
        start = self._file.add(b"xref\n0 %d\n0000000000 65535 f \n" % number)
        for place in self._places[1:]:
            self._file.add(b"%010d 00000 n \n" % place)
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        self._file.add(pdfdoc.PDFTrailer(start, Size=number, Root=root, Info=info).format(self))
        return b""


def _packed(operators: str | bytes) -> pdfdoc.PDFStream:
    """Compressed; reportlab's pages are then written as text too (rl_config.useA85), a quarter longer."""
    return pdfdoc.PDFStream(content=operators, filters=[_Packing()])


class _Packing(pdfdoc.PDFStreamFilterZCompress):
    """As small as can be: a twentieth smaller than at the level that reportlab takes."""

    def encode(self, text: str | bytes) -> bytes:
        return _deflated(text)


def _deflated(text: str | bytes) -> bytes:
    return zlib.compress(text.encode("ascii") if isinstance(text, str) else text, 9)


class _Pages(pdfdoc.PDFPages):
    """The list of pages, which says once what reportlab would say on each: their size, fonts and forms."""

    __NoDefault__ = (*pdfdoc.PDFPages.__NoDefault__, "MediaBox", "Resources")

    def __init__(self, resources: pdfdoc.PDFResourceDictionary, width: float, height: float) -> None:
        super().__init__()
        self.Resources, self.MediaBox = resources, pdfdoc.PDFArray([0, 0, width, height])
        self.numbers = array("L")  # of the pages

    def check_format(self, document: Any) -> None:
        self.Kids, self.Count = _Kids(self.numbers), len(self.numbers)


class _Kids(pdfdoc.PDFObject):
    """References to objects by their numbers, as reportlab writes an array of them."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers

    def format(self, document: Any) -> bytes:
        references = [b"%d 0 R" % number for number in self._numbers]
        lines = [b" ".join(references[at : at + _KIDS]) for at in range(0, len(references), _KIDS)]
        return b"[ %b ]" % b" \n  ".join(lines)


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
