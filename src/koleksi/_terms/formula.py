"""Cells of a CSV that a spreadsheet would run as a formula (OWASP ASVS 1.2.10, CSV injection)."""

from __future__ import annotations

__all__ = ["guarded"]

_BEGINS = ("=", "+", "-", "@")


def guarded(cell: str) -> str:
    """A cell with an apostrophe in front where a spreadsheet would take it for a formula; intake takes it off."""
    return f"'{cell}" if cell.startswith(_BEGINS) else cell
