"""A PDF whose pages go to the file as soon as they are shown, so that memory does not grow with them.

reportlab keeps all pages until it saves: ``PDFDocument.format`` (``pdfdoc.py``) makes every object at the end and
``PDFFile`` collects them in a list. Here the objects of a page are made when the page is shown, and the rest (fonts,
forms, list of pages) when the file is closed. The same drawing gives the same bytes: no date, no random identifier.
"""

from __future__ import annotations

import zlib
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

__all__ = ["Document"]

_VERSION = (1, 6)  # of PDF: the first in which a file may ask not to be scaled when it is printed


class Document(pdfdoc.PDFDocument):
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
        """The page and its operators; the canvas begins a new one after it.

        Both are written as reportlab writes a stream and a dictionary, which takes it as long as the packing.
        """
        packed = _deflated(page.stream)
        head = b"<<\n/Filter [ /FlateDecode ] /Length %d\n>>\nstream\n" % len(packed)
        contents = self._written(b"".join((head, packed, b"endstream\n")))
        facts = contents.format(self), self.Reference(self.Pages).format(self)
        self.Pages.addPage(self._written(b"<<\n/Contents %b /Parent %b /Type /Page\n>>\n" % facts))
        self.pageCounter += 1
        self.inObject = None

    def _written(self, content: bytes) -> pdfdoc.PDFObjectReference:
        """A new object of the file, as its bytes stand there."""
        reference = self.Reference(_Bytes(content))
        self._write(reference.name)
        return reference

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
        return _deflated(text)


def _deflated(text: str | bytes) -> bytes:
    return zlib.compress(text.encode("ascii") if isinstance(text, str) else text, 9)


class _Bytes(pdfdoc.PDFObject):
    """An object that is written already."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def format(self, document: Any) -> bytes:
        return self._content


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
