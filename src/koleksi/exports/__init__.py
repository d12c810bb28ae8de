"""Each target system's own import file. Pure renderings: Book and Copies in, bytes and Problems out."""

from __future__ import annotations

from koleksi.exports import inlislite, slims, slims_lines

__all__ = ["inlislite", "slims", "slims_lines"]
