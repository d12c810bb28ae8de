"""ISO 2709 put together byte by byte, by the standard and not by our own writer: what the tests read."""

from __future__ import annotations

from collections.abc import Sequence

Field = tuple[str, bytes]  # tag, and its body without the terminator


def title(text: bytes, author: bytes = b"") -> list[Field]:
    """The fields of a small record: 245 $a, and 100 $a where there is an author."""
    fields = [("100", b"1 \x1fa" + author)] if author else []
    return [("001", b"1"), *fields, ("245", b"00\x1fa" + text)]


def record(fields: Sequence[Field], coding: bytes = b" ") -> bytes:
    """One record; ``coding`` is leader/09: a blank for MARC-8, "a" for Unicode."""
    directory, area = b"", b""
    for tag, body in fields:
        directory += f"{tag}{len(body) + 1:04d}{len(area):05d}".encode()
        area += body + b"\x1e"
    base = 24 + len(directory) + 1
    leader = f"{base + len(area) + 1:05d}nam ".encode() + coding + f"22{base:05d} a 4500".encode()
    return leader + directory + b"\x1e" + area + b"\x1d"
