"""Writing ISO 2709 and MARCXML, strictly: limits are checked before a byte is written, no control character gets
in, and what was written is read again and compared before it replaces the old file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from koleksi import save
from koleksi._marc_fields import Field, Raw, is_control
from koleksi._marc_read import read_stream
from koleksi.book import Problem, Text
from koleksi.errors import OutputError

__all__ = ["encode", "to_xml", "write_iso", "write_xml"]

_MAX_FIELD, _MAX_RECORD = 9_999, 99_999  # ISO 2709: four digits for a field's length, five for a record's
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPLITTABLE = frozenset({"500", "504", "505", "520"})
_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
_TAIL = b"</collection>\n"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text) if not text.isascii() or not text.isprintable() else text


def cleaned(raw: Raw) -> Raw:
    """The record without a character that would break a record or an XML file, long notes split into several."""
    fields: list[Field] = []
    for tag, data, subfields in raw.fields:
        field = (tag, _clean(data), tuple((code, _clean(value)) for code, value in subfields))
        fields += _split(field) if tag in _SPLITTABLE and len(subfields) == 1 and len(subfields[0][1]) > 2400 else (field,)
    return Raw(raw.leader, tuple(fields))


def _split(field: Field) -> Iterator[Field]:
    """A note longer than a field may be, as several notes broken at blanks."""
    tag, indicators, ((code, text),) = field
    data = text.encode()
    while len(data) > 9_000:
        cut = data.rfind(b" ", 6_000, 9_000)
        cut = cut if cut > 0 else len(data[:9_000].decode("utf-8", "ignore").encode())
        yield tag, indicators, ((code, data[:cut].decode()),)
        data = data[cut:].lstrip()
    yield tag, indicators, ((code, data.decode()),)


def encode(raw: Raw) -> bytes:
    """The record in ISO 2709, UTF-8. Raises ValueError when a field or the record is too long for the format."""
    directory: list[str] = []
    bodies: list[bytes] = []
    at = 0
    for tag, data, subfields in raw.fields:
        body = (data if is_control(tag) else f"{data:2}" + "".join([f"\x1f{code}{value}" for code, value in subfields])).encode() + b"\x1e"
        if len(body) > _MAX_FIELD:
            raise ValueError(f"{tag}: {len(body)} > {_MAX_FIELD}")
        directory.append(f"{tag}{len(body):04d}{at:05d}")
        bodies.append(body)
        at += len(body)
    base = 24 + 12 * len(directory) + 1
    length = base + at + 1
    if length > _MAX_RECORD:
        raise ValueError(f"{length} > {_MAX_RECORD}")
    leader = f"{length:05d}{raw.leader[5:9]}a22{base:05d}{raw.leader[17:20]}4500"
    return (leader + "".join(directory) + "\x1e").encode() + b"".join(bodies) + b"\x1d"


def to_xml(raw: Raw) -> str:
    """The record as a MARCXML record element."""
    out = [f"<record><leader>{escape(raw.leader)}</leader>"]
    for tag, data, subfields in raw.fields:
        if is_control(tag):
            out.append(f'<controlfield tag="{tag}">{_text(data)}</controlfield>')
            continue
        ind = f'ind1="{data[:1]}" ind2="{data[1:2]}"' if data.isalnum() or data.isspace() or data.replace(" ", "0").isalnum() else f"ind1={quoteattr(data[:1])} ind2={quoteattr(data[1:2])}"
        parts = "".join([f'<subfield code={quoteattr(code) if not code.isalnum() else chr(34) + code + chr(34)}>{_text(value)}</subfield>' for code, value in subfields])
        out.append(f'<datafield tag={quoteattr(tag)} {ind}>{parts}</datafield>')
    out.append("</record>\n")
    return "".join(out)


def _text(value: str) -> str:
    return escape(value) if "&" in value or "<" in value or ">" in value else value


def write_iso(records: Iterable[Raw], path: str | Path) -> list[Problem]:
    """Write records to an ISO 2709 file. One that the format cannot hold is left out and is a Problem.

    Raises OutputError when the disk refuses or what is read back differs; the old file is intact then.
    """
    return _write(records, path, b"", b"", encode)


def write_xml(records: Iterable[Raw], path: str | Path) -> list[Problem]:
    """Write records to a MARCXML file; it holds records of any length. Raises OutputError."""
    return _write(records, path, _HEAD, _TAIL, lambda raw: to_xml(raw).encode())


def _write(records: Iterable[Raw], path: str | Path, head: bytes, tail: bytes, encoded: Callable[[Raw], bytes]) -> list[Problem]:
    problems: list[Problem] = []
    written: list[int] = []
    with save.replacing(path) as stream:
        stream.write(head)
        for number, raw in enumerate(records, start=1):
            record = cleaned(raw)
            try:
                stream.write(encoded(record))
            except ValueError as error:
                problems.append(_too_long(record, number, str(error)))
                continue
            written.append(hash(record.fields))
        stream.write(tail)
        stream.flush()
        _compare(stream, written, Path(path), bool(head))
    return problems


def _compare(stream: BinaryIO, written: list[int], path: Path, xml: bool) -> None:
    """Read what was written as any reader would and hold it against what should be there."""
    stream.seek(0)
    number = 0
    for item, number, _ in read_stream(stream, xml) if written else ():
        if isinstance(item, Problem) or number > len(written) or hash(item.fields) != written[number - 1]:
            raise OutputError(f"{path}: rekaman {number} terbaca lain dari yang ditulis; berkas lama utuh / record {number} reads back differently; the old file is intact")
    if number != len(written):
        raise OutputError(f"{path}: {len(written)} rekaman ditulis, {number} terbaca / written and read back differ; the old file is intact")
    stream.seek(0, 2)


def _too_long(raw: Raw, number: int, error: str) -> Problem:
    identity = next((data for tag, data, _ in raw.fields if tag == "001"), "")
    return Problem(
        code="marc-too-long", source=identity, row=0 if identity else number, value=error,
        what=Text("Rekaman terlalu panjang untuk MARC (ISO 2709); tidak ditulis di .mrc.", "The record is too long for ISO 2709; left out of the .mrc file."),
        do=Text("Pakai katalog.xml untuk buku ini, atau pendekkan catatannya.", "Use katalog.xml for this book, or shorten its notes."),
    )  # fmt: skip
