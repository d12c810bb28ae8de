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


def without_controls(text: str) -> tuple[str, int]:
    """The text without NUL, the separators of MARC and the like, and how many there were."""
    return _CONTROL.subn("", text)
