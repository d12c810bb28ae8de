"""Each target system's own import file, and what takes the place of a system.

Pure renderings: Book and Copies in, bytes and Problems out.
"""

from __future__ import annotations

from koleksi.exports import inlislite, librarything, page, slims, slims_lines, spreadsheet

__all__ = ["inlislite", "librarything", "page", "slims", "slims_lines", "spreadsheet"]
