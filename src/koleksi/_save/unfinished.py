"""The file that a new content is written to before it replaces the old one: its name, and how it is known by it."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

__all__ = ["is_unfinished", "unfinished"]

_NAME = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")


def unfinished(path: Path) -> Path:
    """A name beside ``path`` that no other process takes."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


def is_unfinished(path: Path) -> bool:
    """Whether it is what a process left that was ended in the middle."""
    return _NAME.fullmatch(path.name) is not None
