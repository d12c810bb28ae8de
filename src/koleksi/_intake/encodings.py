"""The bytes of a text file -> its text: UTF-8 or UTF-16 by evidence, else the code page under which its letters read
best."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from koleksi.book import Text

__all__ = ["Decoded", "decode", "is_utf16", "whose"]

# In the order of belief: what Windows writes here, then old Macintosh, DOS, and Windows of Central Europe.
_CODE_PAGES = {
    "cp1252": Text("Windows", "Windows"),
    "mac_roman": Text("Macintosh lama", "old Macintosh"),
    "cp437": Text("DOS", "DOS"),
    "cp850": Text("DOS", "DOS"),
    "cp1250": Text("Windows Eropa Tengah", "Windows of Central Europe"),
}
_COMMON = frozenset("éèêëáàâäöüñçíìóòúôîïãåøæßÉÖÜ")
_CONTEXT = re.compile(rb"([ -~]?)([\x80-\xff])(?=([ -~]?))", re.DOTALL)
_SAMPLE = 4000  # places of letters beyond a-z that are looked at


@dataclass(frozen=True, slots=True)
class Decoded:
    """``sure``: whether the letters read worse in every other encoding."""

    encoding: str
    text: str
    sure: bool = True


def whose(encoding: str) -> Text | None:
    """Who writes a code page; None for Unicode."""
    return _CODE_PAGES.get(encoding)


def decode(data: bytes) -> Decoded:
    """By evidence: a byte order mark, zero bytes in every second place, UTF-8 where it is valid, else a code page.

    A file that is mostly UTF-8 keeps its few other bytes as cp1252 has them.
    """
    if encoding := is_utf16(data[:4096]):
        return Decoded("utf-16", data.decode(encoding, "replace").removeprefix("\ufeff"))
    try:
        return Decoded("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8", data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        rest = data.decode("utf-8", "ignore")
        whole = sum(c > "\x7f" for c in rest)
        strange = sum(byte > 0x7F for byte in data) - len(rest.encode()) + len(rest.encode("ascii", "ignore"))
        if whole > 3 * strange:
            return Decoded("utf-8", data.decode("utf-8", "cp1252_bytes").removeprefix("\ufeff"))
        return _by_code_page(data)


def _one_cp1252_byte(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error("cp1252_bytes", _one_cp1252_byte)


def is_utf16(head: bytes) -> str:
    """The byte order of UTF-16, by its mark or by the zero bytes beside Latin letters; "" for anything else."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    pairs = len(head) // 2
    if pairs < 8:
        return ""
    zeros = [sum(byte == 0 for byte in head[parity::2]) for parity in (0, 1)]
    if min(zeros) == 0 and max(zeros) > 0.7 * pairs:
        return "utf-16-le" if zeros[1] else "utf-16-be"
    return ""


def _by_code_page(data: bytes) -> Decoded:
    places = [found.groups() for found, _ in zip(_CONTEXT.finditer(data), range(_SAMPLE), strict=False)]
    scores = {
        page: sum(_fits(*(part.decode(page, "replace") for part in place)) for place in places) for page in _CODE_PAGES
    }
    best = max(scores, key=lambda page: scores[page])  # of equals the first
    here = b"".join(place[1] for place in places)
    rivals = [
        page
        for page, score in scores.items()
        if score == scores[best] and here.decode(page, "replace") != here.decode(best, "replace")
    ]
    return Decoded(best, data.decode(best, "replace"), sure=scores[best] > 0 and not rivals)


def _fits(before: str, char: str, after: str) -> float:
    """How well a character reads between its neighbours."""
    if char in "\u2018\u2019":
        return 2 if before.isalpha() or after.isalpha() else 0
    if char == "\u201c":
        return 2 if not before.isalnum() and after.isalnum() else -1
    if char == "\u201d":
        return 2 if not after.isalnum() and before not in ("", " ") else -1
    if char in "\u2013\u2014":
        return 2 if before in ("", " ") or before.isalnum() else 0
    if char in "\u2026\u2022\xa0\xab\xbb\xa9\xae\xb0\xbd\xb2\xb3":
        return 0.5 if not before.isalpha() or not after.isalpha() else -2
    if not char.isalpha() or char in "ªºƒ":
        return -2
    if before.islower() and char.isupper() or before.isupper() and after.isupper() and char.islower():
        return -2
    beside = before.isalpha() or after.isalpha()
    return (2 if char in _COMMON else 1) if beside else -1
