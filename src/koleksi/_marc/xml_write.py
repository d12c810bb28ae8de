"""MARCXML: a record as a record element, and a written file held against what was meant."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import BinaryIO
from xml.parsers import expat

from koleksi._marc.fields import Raw, is_control

__all__ = ["XmlFile", "text_of", "to_xml"]

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
_TAIL = "</collection>\n"
_CHUNK = 1 << 16
_MARKUP = re.compile("[&<>\r]")
_NOT_PLAIN = re.compile('[&<>"\r\n\t]')  # in an attribute


def to_xml(raw: Raw) -> str:
    """The record as a MARCXML record element."""
    plain = _MARKUP.search(text_of(raw)) is None
    out = [f"<record><leader>{_escaped(raw.leader)}</leader>"]
    for tag, data, subfields in raw.fields:
        if not subfields and is_control(tag):
            out += (f'<controlfield tag="{tag}">', data if plain else _text(data), "</controlfield>")
            continue
        out.append(_datafield(tag, data))
        for code, value in subfields:
            out += (_subfield(code), value if plain else _text(value), "</subfield>")
        out.append("</datafield>")
    out.append("</record>\n")
    return "".join(out)


def text_of(raw: Raw) -> str:
    """What stands between the tags of the record's fields, in order."""
    return "".join(
        [
            data if not subfields and is_control(tag) else "".join([value for _, value in subfields])
            for tag, data, subfields in raw.fields
        ]
    )


@lru_cache(maxsize=1024)
def _datafield(tag: str, indicators: str) -> str:
    return f"<datafield tag={_quoted(tag)} ind1={_quoted(indicators[:1])} ind2={_quoted(indicators[1:2])}>"


@lru_cache(maxsize=256)
def _subfield(code: str) -> str:
    return f"<subfield code={_quoted(code)}>"


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def _quoted(value: str) -> str:
    """An attribute: a tag, an indicator or a code, nearly always plain. xml.sax brings the whole of http.client, which
    costs a short list more than all of its MARCXML."""
    if _NOT_PLAIN.search(value) is None:
        return f'"{value}"'
    from xml.sax.saxutils import quoteattr

    return quoteattr(value)


def _text(value: str) -> str:
    return _escaped(value).replace("\r", "&#13;")  # a bare carriage return is read back as a newline


class XmlFile:
    """A MARCXML file being written: its bytes and its text are remembered, as sums, for reading back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._bytes = self._text_sum = 0
        self._put(_HEAD)
        self._mean("\n")

    def add(self, raw: Raw) -> None:
        """Write a record."""
        self._put(to_xml(raw))
        self._mean(f"{raw.leader}{text_of(raw)}\n")

    def is_as_meant(self) -> bool:
        """End the file; whether an XML parser reads from it just the text of the records, and the disk gave back
        every byte."""
        self._put(_TAIL)
        self._stream.flush()
        self._stream.seek(0)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        texts: list[str] = []
        parser.CharacterDataHandler = texts.append
        given = text_sum = 0
        try:
            while chunk := self._stream.read(_CHUNK):
                given = zlib.crc32(chunk, given)
                parser.Parse(chunk, False)
                text_sum = zlib.crc32("".join(texts).encode(), text_sum)
                texts.clear()
            parser.Parse(b"", True)
        except expat.ExpatError:
            return False
        return (given, text_sum) == (self._bytes, self._text_sum)

    def _put(self, text: str) -> None:
        data = text.encode()
        self._stream.write(data)
        self._bytes = zlib.crc32(data, self._bytes)

    def _mean(self, text: str) -> None:
        self._text_sum = zlib.crc32(text.encode(), self._text_sum)
