"""Opening a file of MARC records: ISO 2709 or MARCXML by its content, and a plain word for what is neither."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from koleksi._marc.cut import Cut, whole
from koleksi._marc.fields import Raw, damaged_tags, with_whole_codes
from koleksi._marc.iso import cut_iso
from koleksi._marc.xml import read_xml
from koleksi._terms.file_kind import kind_of
from koleksi._terms.problems import problem
from koleksi._terms.system_errors import why
from koleksi.book import Problem, Text
from koleksi.errors import InputError

__all__ = ["Read", "read_cut", "read_raw"]

Read = tuple[Raw | Problem, int, int]  # what was read, record number from 1, byte offset

_HEAD = 1 << 16
_EXCEL = Text("ini berkas Excel, Word atau ZIP, bukan MARC", "this is an Excel, Word or ZIP file, not MARC")
_OTHERS: Mapping[str, Text] = MappingProxyType(
    {
        "empty": Text("berkas kosong", "the file is empty"),
        "html": Text("ini halaman web, bukan MARC; unduh lagi", "this is a web page, not MARC; download it again"),
        "zip": _EXCEL,
        "ole": _EXCEL,
        "pdf": Text("ini berkas PDF, bukan MARC", "this is a PDF, not MARC"),
        "gzip": Text("ini berkas mampat (gzip); buka dulu", "this file is compressed (gzip); unpack it first"),
        "mrk": Text(
            "ini berkas MarcEdit (.mrk); simpan sebagai .mrc dulu",
            "this is a MarcEdit text file (.mrk); save it as .mrc first",
        ),
    }
)


def read_raw(path: Path) -> Iterator[Read]:
    """The records of a file, in order.

    Raises InputError when the file is empty, is not MARC at all, or is XML with a DOCTYPE.
    """
    for item, number, offset in read_cut(path):
        yield whole(item) if isinstance(item, Cut) else item, number, offset


def read_cut(path: Path) -> Iterator[tuple[Cut | Raw | Problem, int, int]]:
    """The same, but sound records are only cut into fields. Raises InputError as ``read_raw``."""
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(why(error), path) from error
    with stream:
        xml = _is_xml(stream.read(_HEAD), path)
        stream.seek(0)
        found: Iterator[tuple[Cut | Raw | Problem, int, int]] = read_xml(stream, path) if xml else cut_iso(stream)
        for item, number, offset in found:
            yield _with_whole_codes(item, number, offset) if isinstance(item, Raw) else (item, number, offset)


def _with_whole_codes(raw: Raw, number: int, offset: int) -> tuple[Raw, int, int]:
    damaged = damaged_tags(raw.fields)
    if not damaged:
        return raw, number, offset
    fields = tuple(map(with_whole_codes, raw.fields))
    told = tuple(problem("marc-subfield", row=number, offset=offset, column=tag) for tag in damaged)
    return Raw(raw.leader, fields, (*raw.repairs, *told)), number, offset


def _is_xml(head: bytes, path: Path) -> bool:
    kind = kind_of(head)
    if kind in _OTHERS:
        raise InputError(_OTHERS[kind], path)
    if kind in ("xml", "marcxml"):
        return True
    if b"\x1e" not in head and b"\x1d" not in head:
        raise InputError(Text("bukan MARC: tidak ada tanda akhir ruas", "not MARC: it holds no field terminator"), path)
    return False
