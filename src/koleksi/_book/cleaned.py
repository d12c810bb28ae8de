"""Text as the rest of the program may rely on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["clean", "is_clean"]

# C0/C1 controls (among them the MARC separators 1D-1F), zero-width and bidi marks, soft hyphen, BOM.
# U+200C/U+200D stay: Persian, Javanese and Balinese spelling needs them.
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """Text as the rest of the program may rely on it.

    NFC; controls and invisible marks removed; a lone surrogate becomes U+FFFD; every run of white
    space becomes one blank; none at the ends. Idempotent.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    text = _SURROGATE.sub("\ufffd", text)
    text = _BLANKS.sub(" ", text)
    text = _REMOVED.sub("", text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_clean(texts: Iterable[str]) -> bool:
    """Whether `clean` gives each of some texts as it is; False where that is not seen at once. A blank at the end of
    one stands beside that which parts it from the next."""
    one = " ".join(filter(None, texts))
    blanks = "  " in one or one[:1] == " " or one[-1:] == " "
    return not blanks and one.isprintable() and (one.isascii() or unicodedata.is_normalized("NFC", one))
