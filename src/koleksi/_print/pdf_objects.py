"""The objects of a PDF file as they go to a stream: numbered, compressed, found again by the
cross-reference stream at the end (ISO 32000-1, 7.5.7 and 7.5.8: PDF 1.5).

Small objects are packed a hundred at a time, which makes a file of labels a tenth smaller.
"""

from __future__ import annotations

import struct
import zlib
from typing import Protocol

__all__ = ["Objects", "Sink"]

_PACK = 100  # objects in an object stream
_ENTRY = struct.Struct(">BIH")  # kind, offset or object stream, generation or index: /W[1 4 2]


class Sink(Protocol):
    """What a file is written to."""

    def write(self, data: bytes, /) -> object: ...


class Objects:
    """Writes objects in the order they come. Holds seven bytes an object and a few open ones."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._at = 0
        self._table = bytearray(_ENTRY.pack(0, 0, 65535))
        self._open: list[tuple[int, str]] = []
        self._put(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """A number for an object that comes later."""
        self._table += bytes(_ENTRY.size)
        return len(self._table) // _ENTRY.size - 1

    def add(self, body: str, number: int = 0) -> int:
        """An object without a stream; its number."""
        number = number or self.reserve()
        self._open.append((number, body))
        if len(self._open) == _PACK:
            self._flush()
        return number

    def add_stream(self, data: bytes, entries: str = "", *, packed: bool = True) -> int:
        """A stream with these entries in its dictionary; its number."""
        number = self.reserve()
        self._stream(number, data, entries, packed)
        return number

    def finish(self, root: int, info: int) -> None:
        """The cross-reference stream."""
        self._flush()
        number = self.reserve()
        start = self._at
        self._enter(number, 1, start, 0)
        size = len(self._table) // _ENTRY.size
        entries = f"/Type/XRef/Size {size}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
        self._stream(number, bytes(self._table), entries, True)
        self._put(f"startxref\n{start}\n%%EOF\n".encode("ascii"))

    def _flush(self) -> None:
        """The open objects as one object stream."""
        if not self._open:
            return
        holder = self.reserve()
        index, at = [], 0
        for place, (number, body) in enumerate(self._open):
            index.append(f"{number} {at}")
            at += len(body.encode("latin-1")) + 1
            self._enter(number, 2, holder, place)
        head = " ".join(index) + "\n"
        content = head + "\n".join(body for _, body in self._open)
        entries = f"/Type/ObjStm/N {len(self._open)}/First {len(head)}"
        self._open = []
        self._stream(holder, content.encode("latin-1"), entries, True)

    def _stream(self, number: int, data: bytes, entries: str, packed: bool) -> None:
        self._enter(number, 1, self._at, 0)
        body = zlib.compress(data, 9) if packed else data
        coding = "/Filter/FlateDecode" if packed else ""
        self._put(f"{number} 0 obj\n<<{entries}{coding}/Length {len(body)}>>stream\n".encode("latin-1"))
        self._put(body)
        self._put(b"\nendstream\nendobj\n")

    def _enter(self, number: int, kind: int, where: int, place: int) -> None:
        _ENTRY.pack_into(self._table, number * _ENTRY.size, kind, where, place)

    def _put(self, data: bytes) -> None:
        self._sink.write(data)
        self._at += len(data)
