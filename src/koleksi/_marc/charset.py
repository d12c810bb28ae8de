"""Which character set a MARC record is really in, and MARC-8 to Unicode.

The leader is a claim (SLiMS leaves it blank over UTF-8, other systems say UTF-8 over Latin-1); the bytes are
evidence. Separators (1D-1F) survive every decoding, so a record is decoded once and then split.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

__all__ = ["decoded", "from_marc8"]

_ESCAPE = 0x1B
# Bytes that ANSEL (MARC-8's extended Latin) does not define, and its combining marks before no letter.
_NOT_ANSEL = re.compile(
    rb"[\x80-\x87\x8a-\x8c\x8f-\xa0\xaf\xbb\xbe\xbf\xc9-\xdf\xfc\xfd\xff]|[\xe0-\xfe](?![\xe0-\xfeA-Za-z\xa1-\xbd\x1b])"
)
_GOOD_UTF8 = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")


def decoded(data: bytes, flag: bytes = b"a") -> tuple[str, str]:
    """(text, name of the character set). ``flag``: leader/09. A name ending in "?" means that bytes were guessed.

    Valid UTF-8 is UTF-8, whatever the leader says. Otherwise MARC-8 where it escapes or where every high byte
    makes sense as such, UTF-8 with some broken letters, or Windows-1252.
    """
    if data.isascii():
        if _ESCAPE in data:
            return from_marc8(data), "marc-8"
        return data.decode("ascii"), "ascii"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _guessed(data, flag)


def _guessed(data: bytes, flag: bytes) -> tuple[str, str]:
    good = len(_GOOD_UTF8.findall(data))
    text = data.decode("utf-8", "replace")
    if good > text.count("\ufffd"):
        return text, "utf-8?"
    if _ESCAPE in data or flag != b"a" and not _NOT_ANSEL.search(data):
        return from_marc8(data), "marc-8"
    return data.decode("cp1252", "replace"), "cp1252?"


# MARC-8 (MARC 21 Specifications for Record Structure, Character Sets): an escape sequence chooses the set of the
# lower or of the upper half; it holds to the end of its subfield at most.

_ASCII, _ANSEL, _EACC = 0x42, 0x45, 0x31
_TOKEN = re.compile(rb"\x1b[$]?[(,)\-]?!?[1-4BENQS!]|\x1b[gbps]|[\x1d-\x1f]|[^\x1b\x1d-\x1f]+|\x1b", re.DOTALL)
_MARKED = re.compile("([\xe0-\xfe]+)([^\x1b\x1d-\x1f\xe0-\xfe]?)|[\x88-\xdf\xff]")


@cache
def _sets() -> Mapping[int, Mapping[int, tuple[int, bool | int]]]:
    """The code tables of the Library of Congress, as pymarc carries them."""
    from pymarc import marc8_mapping

    codesets: Mapping[int, Mapping[int, tuple[int, bool | int]]] = marc8_mapping.CODESETS
    return codesets


def from_marc8(data: bytes) -> str:
    """MARC-8 text as NFC Unicode. A code that no table has becomes U+FFFD; an escape cut short is dropped."""
    if _ESCAPE not in data:
        return unicodedata.normalize("NFC", _ansel(data.decode("latin-1")))
    out: list[str] = []
    lower, upper = _ASCII, _ANSEL
    for token in _TOKEN.findall(data):
        if token[0] in b"\x1d\x1e\x1f":
            lower, upper = _ASCII, _ANSEL
            out.append(token.decode("ascii"))
        elif token[0] == _ESCAPE:
            lower, upper = _chosen(token, lower, upper)
        elif lower == _ASCII and upper == _ANSEL:
            out.append(_ansel(token.decode("latin-1")))
        else:
            out.append(_in_sets(token, lower, upper))
    return unicodedata.normalize("NFC", "".join(out))


def _chosen(escape: bytes, lower: int, upper: int) -> tuple[int, int]:
    kind, final = escape[1:-1], escape[-1]
    if len(escape) < 2:
        return lower, upper
    if not kind and final in b"gbp":
        return final, upper
    if not kind and final == ord("s"):
        return _ASCII, upper
    if b")" in kind or b"-" in kind:
        return lower, final
    return final, upper


def _ansel(text: str) -> str:
    """Latin text of the default sets: a combining mark stands before its letter and moves behind it."""
    return text if text.isascii() else _MARKED.sub(_letter, text)


def _letter(match: re.Match[str]) -> str:
    if not match[1]:
        return _one(match[0], _ANSEL)
    base = match[2]
    if base and not base.isascii():
        base = _one(base, _ANSEL)
    return base + "".join(_one(mark, _ANSEL) for mark in match[1])


def _one(char: str, charset: int) -> str:
    found = _sets()[charset].get(ord(char))
    return chr(found[0]) if found else "\ufffd"


def _in_sets(token: bytes, lower: int, upper: int) -> str:
    out: list[str] = []
    marks: list[str] = []
    at = 0
    while at < len(token):
        charset = lower if token[at] < 0x80 else upper
        width = 3 if charset == _EACC else 1
        code = int.from_bytes(
            bytes(b & 0x7F for b in token[at : at + width]) if width == 3 else token[at : at + 1], "big"
        )
        at += width
        table = _sets().get(charset, {})
        found = table.get(code) or table.get(code & 0x7F) or ((code, False) if code == 0x20 else None)
        if found is not None and found[1]:
            marks.append(chr(found[0]))
            continue
        out.append(chr(found[0]) if found else "\ufffd")
        out += marks
        marks.clear()
    return "".join(out + marks)
