"""Reading ISO 2709 and MARCXML that may be damaged: every record arrives, or the reason why not.

Records are found by their terminator, not by the length they claim; fields by their terminator where the
directory lies; the character set by evidence. Constant memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from koleksi._marc_fields import Field, Raw, is_control
from koleksi.book import Problem, Text
from koleksi.errors import InputError

__all__ = ["decode", "read_raw", "read_stream"]

_RECORD_END, _FIELD_END, _SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_CHUNK = 1 << 16
_LIMIT = 64 << 20  # bytes without a record terminator after which a file is given up
_BLANKS = b"\r\n\t \x00\x1a\xef\xbb\xbf"

Read = tuple[Raw | Problem, int, int]  # what was read, record number from 1, byte offset


def read_raw(path: Path, wanted: frozenset[str] | None = None) -> Iterator[Read]:
    """The records of a file, in order. ``wanted``: tags to decode (None: all); the others are skipped.

    Raises InputError when the file is not MARC, or is XML with a DOCTYPE.
    """
    with path.open("rb") as stream:
        head = stream.read(512)
        stream.seek(0)
        if not head.strip(_BLANKS):
            raise InputError("berkas kosong / the file is empty", path)
        start = head.lstrip(_BLANKS)
        if start[:1] == b"<" or head.startswith((b"\xff\xfe<", b"\xfe\xff\x00<")):
            if re.match(rb"<(?:!doctype html|html|head)", start, re.IGNORECASE):
                raise InputError("ini halaman web, bukan MARC / this is a web page, not MARC", path)
            yield from _read_xml(stream, path)
        else:
            yield from _read_iso(stream, path, wanted)


def read_stream(stream: BinaryIO, xml: bool) -> Iterator[Read]:
    """The records of an open file that this program wrote."""
    return _read_xml(stream, Path()) if xml else _read_iso(stream, Path(), None)


# ISO 2709


def _read_iso(stream: BinaryIO, path: Path, wanted: frozenset[str] | None) -> Iterator[Read]:
    for number, (data, offset, ended) in enumerate(_pieces(stream, path), start=1):
        yield _one(data, number, offset, ended, wanted), number, offset


def _pieces(stream: BinaryIO, path: Path) -> Iterator[tuple[bytes, int, bool]]:
    """(bytes of a record without its terminator, offset, whether it was terminated)."""
    rest, offset = b"", 0
    while chunk := stream.read(_CHUNK):
        rest += chunk
        if len(rest) > _LIMIT and _RECORD_END not in rest:
            raise InputError(f"tidak ada akhir rekaman dalam {_LIMIT >> 20} MB; bukan MARC / no record terminator: not MARC", path)
        *whole, rest = rest.split(_RECORD_END)
        for data in whole:
            blanks = len(data) - len(data.lstrip(_BLANKS))
            if blanks < len(data):
                yield data[blanks:], offset + blanks, True
            offset += len(data) + 1
    blanks = len(rest) - len(rest.lstrip(_BLANKS))
    if blanks < len(rest):
        yield rest[blanks:].rstrip(b"\r\n\x00\x1a"), offset + blanks, False


def _one(data: bytes, number: int, offset: int, ended: bool, wanted: frozenset[str] | None) -> Raw | Problem:
    fields = _by_directory(data) or _by_terminators(data)
    if fields is None:
        return _problem("marc-no-directory", number, offset, data[:60], Text("Rekaman tanpa direktori yang dapat dikenali.", "A record without a recognisable directory."))
    if not ended and not data.endswith(_FIELD_END):
        return _problem("marc-truncated", number, offset, data[:60], Text("Berkas terpotong di tengah rekaman ini.", "The file is cut in the middle of this record."))
    return decode(data[:24], fields, wanted)


def _problem(code: str, number: int, offset: int, data: bytes, what: Text) -> Problem:
    return Problem(
        code=code, row=number, offset=offset, value=data.decode("latin-1"), severity="error", what=what,
        do=Text("Minta ekspor ulang dari sistem asalnya, atau ketik buku ini.", "Export again from the system it came from, or type this book."),
    )  # fmt: skip


def _by_directory(data: bytes) -> list[tuple[str, bytes]] | None:
    """Fields by the directory, if every entry of it holds; None where it lies."""
    base = data.find(_FIELD_END) + 1
    if base < 25 or (base - 25) % 12:
        return None
    fields = []
    for at in range(24, base - 1, 12):
        length, start = data[at + 3 : at + 7], data[at + 7 : at + 12]
        if not (length.isdigit() and start.isdigit()):
            return None
        begin = base + int(start)
        end = begin + int(length) - 1
        if data[end : end + 1] != _FIELD_END or _FIELD_END in data[begin:end] or (begin > base and data[begin - 1 : begin] != _FIELD_END):
            return None
        fields.append((data[at : at + 3].decode("latin-1"), data[begin:end]))
    return fields


_ENTRY = re.compile(rb"[0-9A-Za-z]{3}[0-9]{9}")


def _by_terminators(data: bytes) -> list[tuple[str, bytes]] | None:
    """Fields one after another, the tags taken from the directory by the order of their starting positions."""
    base = data.find(_FIELD_END)
    if base < 24:
        return None
    entries = [data[at : at + 12] for at in range(24, base, 12)]
    if not entries or sum(_ENTRY.fullmatch(entry) is not None for entry in entries) < max(1, len(entries) * 0.6):
        found = re.search(rb"(?:[0-9]{3}[0-9]{9}){2,}\Z", data[:base])
        if not found:
            return None
        entries = [data[at : at + 12] for at in range(found.start(), base, 12)]
    bodies = data[base + 1 :].split(_FIELD_END)
    if bodies and not bodies[-1].strip(b"\r\n\x00 "):
        bodies.pop()
    tags = [entry[:3].decode("latin-1") for entry in entries]
    places = [int(entry[7:12]) if entry[7:12].isdigit() else -1 for entry in entries]
    if len(set(places)) == len(places) and -1 not in places:
        order = sorted(range(len(tags)), key=places.__getitem__)
        tags = [tags[n] for n in order]
    return list(zip(tags, bodies, strict=False)) if bodies else None


def decode(leader: bytes, fields: list[tuple[str, bytes]], wanted: frozenset[str] | None = None) -> Raw:
    """Text of the fields. One character set for the whole record, found by evidence."""
    if wanted is not None:
        fields = [pair for pair in fields if pair[0] in wanted]
    joined = b"".join(body for _, body in fields)
    to_text = _ascii if joined.isascii() and b"\x1b" not in joined else _charset(leader[9:10], joined)
    out: list[Field] = []
    for tag, body in fields:
        if is_control(tag) and _SUBFIELD not in body[:3]:
            out.append((tag, to_text(body), ()))
        elif to_text is _marc8:  # an escape holds to the end of its subfield, so each is decoded alone
            first, *parts = body.split(_SUBFIELD)
            out.append((tag, to_text(first)[:2].ljust(2), tuple((to_text(part[:1]), to_text(part[1:])) for part in parts if part)))
        else:
            indicators, *texts = to_text(body).split("\x1f")
            out.append((tag, indicators[:2].ljust(2), tuple([(text[:1], text[1:]) for text in texts if text])))
    return Raw(_leader(leader), tuple(out))


def _leader(leader: bytes) -> str:
    """The leader with what any reader needs made sure: 24 characters, UTF-8, counts 22, entry map 4500."""
    text = leader.decode("latin-1").ljust(24)[:24]
    return f"00000{text[5:9]}a2200000{text[17:20]}4500"


def _ascii(data: bytes) -> str:
    return data.decode("ascii")


def _utf8(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _cp1252(data: bytes) -> str:
    return data.decode("cp1252", "replace")


def _marc8(data: bytes) -> str:
    from pymarc.marc8 import MARC8ToUnicode

    try:
        return str(MARC8ToUnicode(quiet=True).translate(data))
    except (IndexError, UnicodeError, ValueError):  # an escape sequence cut short
        return _cp1252(data.replace(b"\x1b", b""))


def _charset(flag: bytes, data: bytes) -> Callable[[bytes], str]:
    """UTF-8 where it is valid, whatever the leader says; else MARC-8 where it says so or escapes; else cp1252."""
    try:
        data.replace(_SUBFIELD, b"").decode("utf-8")
    except UnicodeDecodeError:
        damaged = data.decode("utf-8", "replace").count("\ufffd")
        high = sum(byte > 0x7F for byte in data)
        if flag == b"a" and damaged * 4 < high:
            return _utf8
        if b"\x1b" in data or flag != b"a" and not re.search(rb"[\x80-\x87\x8a-\x9f]|[A-Za-z][\xe0-\xff](?![A-Za-z])", data):
            return _marc8
        return _cp1252
    return _marc8 if b"\x1b" in data and data.replace(b"\x1b", b"").isascii() else _utf8


# MARCXML


class _Builder:
    """Collects records from an XML stream by local names, whatever the namespace prefix."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.done: list[tuple[Raw, int]] = []
        self._text: list[str] = []
        self._leader = ""
        self._fields: list[Field] = []
        self._parts: list[tuple[str, str]] = []
        self._tag = self._ind = self._code = ""
        self.offset = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _doctype(self, *_: object) -> None:
        raise InputError("XML dengan DOCTYPE ditolak / XML with a DOCTYPE is refused", self.path)

    def _start(self, name: str, given: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        self._text.clear()
        if kind == "record":
            self._leader, self._fields, self.offset = "", [], self.parser.CurrentByteIndex
        elif kind in ("controlfield", "datafield"):
            self._tag = given.get("tag", "")
            self._ind = f"{given.get('ind1', ' ')[:1] or ' '}{given.get('ind2', ' ')[:1] or ' '}"
            self._parts = []
        elif kind == "subfield":
            self._code = given.get("code", "")[:1]

    def _end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        text = "".join(self._text)
        if kind == "leader":
            self._leader = text
        elif kind == "controlfield" and len(self._tag) == 3:
            self._fields.append((self._tag, text, ()))
        elif kind == "subfield" and self._code:
            self._parts.append((self._code, text))
        elif kind == "datafield" and len(self._tag) == 3 and not is_control(self._tag):
            self._fields.append((self._tag, self._ind, tuple(self._parts)))
        elif kind == "record":
            self.done.append((Raw(_leader(self._leader.encode("latin-1", "replace")), tuple(self._fields)), self.offset))
        self._text.clear()


def _read_xml(stream: BinaryIO, path: Path) -> Iterator[Read]:
    number, base = 0, 0
    builder = _Builder(path)
    while True:
        chunk = stream.read(_CHUNK)
        try:
            builder.parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            for raw, offset in builder.done:
                number += 1
                yield raw, number, base + offset
            number += 1
            where = base + max(builder.parser.ErrorByteIndex, builder.offset)
            yield _problem("marcxml-damaged", number, where, b"", Text(f"XML rusak: {error}.", f"Damaged XML: {error}.")), number, where
            base = _next_record(stream, where + 1)
            if base < 0:
                return
            builder = _resumed(path)
            base -= len(_WRAP)
            continue
        for raw, offset in builder.done:
            number += 1
            yield raw, number, base + offset
        builder.done.clear()
        if not chunk:
            break
    if not number:
        raise InputError("XML ini tidak berisi rekaman MARC / this XML holds no MARC record", path)


_WRAP = b"<collection>"


def _resumed(path: Path) -> _Builder:
    builder = _Builder(path)
    builder.parser.Parse(_WRAP, False)
    return builder


def _next_record(stream: BinaryIO, where: int) -> int:
    """The offset of the next record element after a damaged one, the stream set there; -1 at the end."""
    stream.seek(where)
    window, at = b"", where
    while chunk := stream.read(_CHUNK):
        window += chunk
        match = re.search(rb"<(?:\w+:)?record[\s>]", window)
        if match:
            stream.seek(at + match.start())
            return at + match.start()
        at, window = at + max(len(window) - 40, 0), window[-40:]
    return -1
