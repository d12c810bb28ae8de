"""A page of a PDF as a picture, drawn by a viewer that had no part in making it."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import pypdfium2 as pdfium

__all__ = ["preview_png"]


def preview_png(pdf: bytes, page: int, dpi: float) -> bytes:
    """One page (from 0) of a PDF as a PNG picture, in grey or colour as it is."""
    document: Any = pdfium.PdfDocument(pdf)
    try:
        bitmap: Any = document[page].render(scale=dpi / 72, rev_byteorder=True)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        raw, channels = bytes(bitmap.buffer), bitmap.n_channels
    finally:
        document.close()
    rows = b"".join(b"\0" + raw[at * stride : at * stride + width * channels] for at in range(height))
    colour = {1: 0, 3: 2, 4: 6}[channels]
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
