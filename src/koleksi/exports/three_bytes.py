"""The characters that a database of MySQL's three-byte "utf8" holds: none above U+FFFF.

INLISLite 3 refuses the whole file for one such character, SLiMS 9 drops the record (measured, 2026-11-28).
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["beyond", "replaced"]

_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"


def beyond(text: str) -> str:
    """The characters of a text that do not fit, each once, in their order."""
    return "" if text.isascii() else "".join(dict.fromkeys(_BEYOND.findall(text)))


def replaced(text: str) -> str:
    """The text with a letter of fancy type (a mathematical bold A, a squared A) as the plain letter that Unicode says it
    is, and U+FFFD for any other character above U+FFFF.
    """
    return text if text.isascii() else _BEYOND.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", match[0])
    return _REPLACEMENT if beyond(plain) else plain
