"""Control characters in text files: a few are dirt of another program and go, many are no text at all."""

from __future__ import annotations

import re

__all__ = ["is_binary", "without_controls"]

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_DIRT = 0.1  # of the bytes; in numbers and programs every third one is a zero


def is_binary(head: bytes) -> bool:
    """Whether what a file begins with, in an encoding of single bytes, is no text."""
    return b"\0" in head and len(_BINARY.findall(head)) > _DIRT * len(head)


def without_controls(text: str) -> tuple[str, int, int]:
    """The text without NUL, the separators of MARC and the like; how many there were, and the line of the first."""
    if (first := _CONTROL.search(text)) is None:
        return text, 0, 0
    clean, count = _CONTROL.subn("", text)
    return clean, count, text.count("\n", 0, first.start()) + 1
