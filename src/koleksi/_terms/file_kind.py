"""What a file is, by what stands at its beginning rather than by its name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

__all__ = ["HEAD", "Kind", "is_lock_file", "kind_of"]

HEAD = 4096  # bytes of a file's beginning that ``kind_of`` wants to see

Kind = Literal["empty", "zip", "ole", "pdf", "picture", "gzip", "mrk", "html", "marcxml", "xml", "marc", "other"]

_BLANKS = b"\r\n\t \x00\x1a\xef\xbb\xbf"  # line ends, padding, an end-of-file mark, a UTF-8 byte order mark
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8", "picture"),
    (b"\x1f\x8b", "gzip"),
    (b"=LDR ", "mrk"),
)
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARCXML = re.compile(rb"<(?:[\w.-]+:)?(?:record|collection)[\s>]")
_UTF16_XML = (b"\xff\xfe<", b"\xfe\xff\x00<")


def kind_of(head: bytes) -> Kind:
    """What a file is whose first ``HEAD`` bytes these are.

    "zip": also XLSX, ODS, DOCX; "ole": also XLS, DOC; "html": a web page, whatever stands in it; "marcxml" and "marc"
    (ISO 2709): catalogues; "xml": any other; "mrk": MarcEdit's text; "other": text, and all that is not known.
    """
    start = head.lstrip(_BLANKS)
    if not start:
        return "empty"
    signed = next((kind for signature, kind in _SIGNATURES if start.startswith(signature)), None)
    if signed:
        return signed
    if _HTML.match(start):
        return "html"
    if start[:1] == b"<" or head.startswith(_UTF16_XML):
        return "marcxml" if _MARCXML.search(head.replace(b"\x00", b"")) else "xml"
    return "marc" if _is_leader(start[:24]) and b"\x1e" in head else "other"


def _is_leader(start: bytes) -> bool:
    """Five digits of length and the two counts "22" (MARC 21 leader, 00-04 and 10-11)."""
    return len(start) == 24 and start[:5].isdigit() and start[10:12] == b"22"


def is_lock_file(path: Path) -> bool:
    """Whether a file is what Excel ("~$daftar.xlsx") or LibreOffice (".~lock.daftar.ods#") lay beside an open one."""
    return path.name.startswith(("~$", ".~lock."))
