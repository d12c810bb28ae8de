"""The registration groups of ISBNs given out in Indonesia (International ISBN Agency, list of registration groups)."""

from __future__ import annotations

__all__ = ["INDONESIA", "is_indonesian"]

# The oldest first: 979 since 1976, 602 since 2009, 623 since 2018, 634 since 2024; each behind the prefix 978.
INDONESIA = ("979", "602", "623", "634")
_BEGINNINGS = tuple(f"978{group}" for group in INDONESIA)


def is_indonesian(isbn13: str) -> bool:
    """Whether a number (13 plain digits) was given out in Indonesia."""
    return isbn13.startswith(_BEGINNINGS)
