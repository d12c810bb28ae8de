"""What a person is told to type: commands that can be copied as they stand, on Windows too."""

from __future__ import annotations

from pathlib import Path

__all__ = ["again"]


def again(source: str | Path, out: Path, *, code: str = "", replace: str = "") -> str:
    """The command that takes one source into the union in ``out``, under a ``code`` or in place of ``replace``."""
    given = _quoted(f"{code}={source}" if code else str(source))
    instead = f" --ganti {replace}" if replace else ""
    return f"koleksi union {given}{instead} --out {_quoted(str(out))}"


def _quoted(text: str) -> str:
    """In the quotes that every shell has, where a space would part it."""
    return f'"{text}"' if " " in text else text
