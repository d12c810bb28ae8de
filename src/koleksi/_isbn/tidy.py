"""What stands around a number and is none of it: scanners' prefixes, quotation marks, invisible marks, the word
ISBN."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LABEL", "tidy"]

_AIM = re.compile(r"\A\][A-Za-z]\d\s*")
_HYPHENS = re.compile("[\u2010-\u2015\u2212\u00ad\u2043\ufe58\ufe63\uff0d]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f]")
_CYRILLIC = str.maketrans({"\u0445": "x", "\u0425": "X", "\u041e": "O", "\u043e": "o"})
_QUOTES = "\"'`\u2018\u2019\u201c\u201d"
LABEL = re.compile(
    r"(?<![A-Za-z])(?:no\.?\s*)?[ep]?-?[i1]?sbn(?:\s*[-(]?\s*1[03]\)?(?=\s*[:.]|\s))?\s*[:.#]?\s*", re.IGNORECASE
)
_FLOAT = re.compile(r"(?<=\d{9})[.,]0+\Z")
_COMMAS = re.compile(r"\A\d{1,3}(?:,\d{3}){3,4}\Z")


def tidy(text: str) -> str:
    plain = (
        _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)) if not (text.isascii() and text.isprintable()) else text
    )
    if not plain.isascii():
        plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain).translate(_CYRILLIC)
        plain = _HYPHENS.sub("-", plain)
    plain = plain.strip().lstrip("=").strip(_QUOTES + " \t\r\n")
    plain = plain.replace(",", "") if _COMMAS.match(plain) else plain
    return _FLOAT.sub("", _AIM.sub("", plain))
