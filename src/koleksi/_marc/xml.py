"""MARCXML that may be damaged: a streaming parser, and one record repaired or reported where it stumbles.

A DOCTYPE is refused before anything of it is read (entity bombs, external files). Prefixes of the namespace do
not matter. After an error the parser goes on at the next record.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from koleksi._marc.fields import Field, Raw, is_control
from koleksi._terms.problems import problem
from koleksi.book import Problem, Text
from koleksi.errors import InputError

__all__ = ["read_xml"]

_CHUNK = 1 << 16
_LIMIT = 4 << 20  # bytes; a damaged record longer than this is given up
_RECORD = re.compile(rb"<(?:[\w.-]+:)?record[\s>]")
_RECORD_END = re.compile(rb"</(?:[\w.-]+:)?record\s*>")
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s[^>]{0,200}\?>")
_DOCTYPE = re.compile(rb"<!\s*doctype", re.IGNORECASE)
_REFUSED = Text("XML dengan DOCTYPE ditolak", "XML with a DOCTYPE is refused")

Read = tuple[Raw | Problem, int, int]


class _Builder:
    """Collects the records that an expat parser sees, by local names."""

    def __init__(self, path: Path, encoding: str | None = None, base: int = 0, inside: bool = False) -> None:
        self.path, self.base, self.resumed = path, base, inside
        self.encoding = encoding
        self.done: list[tuple[Raw, int]] = []
        self.begin = base
        self.open = self.seen = False  # between <record> and </record>; whether any record began
        self.offset = base
        self._text: list[str] = []
        self._leader = ""
        self._fields: list[Field] = []
        self._parts: list[tuple[str, str]] = []
        self._tag = self._ind = self._code = ""
        self.parser = parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declared
        if inside:
            parser.Parse(b"<collection>", False)
            self.base -= len(b"<collection>")

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        self.encoding = self.encoding or encoding

    def _doctype(self, *_: object) -> None:
        raise InputError(_REFUSED, self.path)

    def _start(self, name: str, given: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        self._text.clear()
        if kind == "subfield":
            self._code = given.get("code", "")[:1]
        elif kind == "datafield" or kind == "controlfield":
            self._tag = given.get("tag", "")
            self._ind = f"{given.get('ind1', ' ')[:1] or ' '}{given.get('ind2', ' ')[:1] or ' '}"
            self._parts = []
        elif kind == "record":
            self._leader, self._fields, self.open, self.seen = "", [], True, True
            self.offset = self.base + self.parser.CurrentByteIndex

    def _end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        text = "".join(self._text)
        self._text.clear()
        if kind == "subfield":
            if self._code or text:
                self._parts.append((self._code or "a", text))
        elif kind == "datafield":
            self._field()
        elif kind == "controlfield" and len(self._tag) == 3:
            self._fields.append((self._tag, text, ()))
        elif kind == "leader":
            self._leader = text
        elif kind == "record":
            self.done.append((Raw(_leader(self._leader), tuple(self._fields)), self.offset))
            self.open = False

    def _field(self) -> None:
        if len(self._tag) != 3:
            return
        if is_control(self._tag):
            self._fields.append((self._tag, " ".join(text for _, text in self._parts), ()))
        else:
            self._fields.append((self._tag, self._ind, tuple(self._parts)))


def _leader(text: str) -> str:
    text = "".join(c if " " <= c <= "~" else " " for c in text).ljust(24)[:24]
    return f"00000{text[5:9]}a2200000{text[17:20]}4500"


def read_xml(stream: BinaryIO, path: Path) -> Iterator[Read]:
    """The records of a MARCXML stream. Raises InputError for a DOCTYPE and where no record is found at all."""
    head = stream.read(_CHUNK)
    if _DOCTYPE.search(head):
        raise InputError(_REFUSED, path)
    stream.seek(0)
    number = 0
    builder = _Builder(path, _instead(head))
    while True:
        chunk = stream.read(_CHUNK)
        error = _parsed(builder, chunk)
        for raw, offset in builder.done:
            number += 1
            yield raw, number, offset
        builder.done.clear()
        if error is not None:
            found, next_at = _mended(builder, stream, error)
            if found is not None:
                number += 1
                yield _numbered(found, number), number, found[1]
            if next_at < 0:
                break
            stream.seek(next_at)
            builder = _Builder(path, builder.encoding, next_at, inside=True)
        elif not chunk:
            break
    if not number:
        raise InputError(Text("XML ini tidak berisi rekaman MARC", "this XML holds no MARC record"), path)


def _instead(head: bytes) -> str | None:
    """UTF-8 where the declared character set is none that the parser knows; None: as declared."""
    declared = _DECLARATION.match(head)
    try:
        expat.ParserCreate().Parse((declared[0] if declared else b"") + b"<a/>", True)
    except expat.ExpatError:
        return None
    except (LookupError, ValueError):  # no such codec; one of several bytes a character
        return "utf-8"
    return None


def _parsed(builder: _Builder, chunk: bytes) -> expat.ExpatError | None:
    try:
        builder.parser.Parse(chunk, not chunk)
    except expat.ExpatError as error:
        return error
    return None


def _mended(
    builder: _Builder, stream: BinaryIO, error: expat.ExpatError
) -> tuple[tuple[Raw | Problem, int] | None, int]:
    """(what became of the place where the parser stumbled, where to go on; -1 at the end)."""
    where = builder.base + max(builder.parser.ErrorByteIndex, 0)  # -1 before the first byte
    if builder.resumed and not builder.seen:  # the tag that begins the record is itself broken
        return (_damaged(str(error)), builder.begin), _find(stream, builder.begin + 1, _RECORD)
    if not builder.open:  # between records: several documents in one file, or the end of what was resumed
        next_at = _find(stream, where, _RECORD)
        ended = next_at >= 0 or builder.resumed or _only_closing(stream, where)
        lost = None if ended else (_damaged(str(error)), where)
        return lost, next_at
    begin = builder.offset
    end = _find(stream, begin + 1, _RECORD_END)
    following = _find(stream, begin + 1, _RECORD)
    if end < 0 or (0 <= following < end) or end - begin > _LIMIT:
        return (_damaged(str(error)), begin), following
    stream.seek(begin)
    data = stream.read(end - begin) + b"</record>"
    raw = _repaired(data, builder)
    return (raw or _damaged(str(error)), begin), _find(stream, end, _RECORD)


def _repaired(data: bytes, builder: _Builder) -> Raw | None:
    """The record of these bytes made well-formed: one character set, no control characters, lone & and < as text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode(_known(builder.encoding), "replace")
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
    text = re.sub(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)", "&amp;", text)
    text = re.sub(r"<(?!/?(?:[\w.-]+:)?(?:record|leader|controlfield|datafield|subfield)\b)", "&lt;", text)
    closing = re.match(r"<((?:[\w.-]+:)?)", text)
    text = text[: -len("</record>")] + f"</{closing[1] if closing else ''}record>"
    alone = _Builder(builder.path, "utf-8")
    if _parsed(alone, text.encode()) is not None or _parsed(alone, b"") is not None or not alone.done:
        return None
    return alone.done[0][0]


def _known(encoding: str | None) -> str:
    """A character set for bytes that are not UTF-8."""
    try:
        name = codecs.lookup(encoding or "").name
    except LookupError:
        return "cp1252"
    return "cp1252" if name in ("utf-8", "ascii", "iso8859-1") else name


def _numbered(found: tuple[Raw | Problem, int], number: int) -> Raw | Problem:
    item, offset = found
    if isinstance(item, Raw):
        return item._replace(repairs=(problem("marcxml-mended", row=number, offset=offset),))
    return replace(item, row=number, offset=offset)


def _damaged(why: str) -> Problem:
    return problem("marcxml-damaged", value=why)


def _only_closing(stream: BinaryIO, where: int) -> bool:
    """Whether nothing but closing tags and blanks stands from here to the end."""
    stream.seek(where)
    rest = stream.read(_CHUNK)
    return not re.sub(rb"</[^<>]*>|\s", b"", rest) and rest != b""


def _find(stream: BinaryIO, where: int, pattern: re.Pattern[bytes]) -> int:
    """The offset of the next match from ``where`` on; -1 when there is none."""
    stream.seek(where)
    window, at = b"", where
    while chunk := stream.read(_CHUNK):
        window += chunk
        if match := pattern.search(window):
            return at + match.start()
        at, window = at + max(len(window) - 80, 0), window[-80:]
    return -1
