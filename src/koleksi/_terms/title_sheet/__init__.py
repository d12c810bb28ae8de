"""``katalog.xlsx``: one row a title with its copies, for people and other programs, and how it is read again.

A cell shows what a person looks for: several values stand one behind the other, parted by ";"; what all copies share
stands once, what is their own in the order of their barcodes. What a cell cannot say to the letter (a name with a
semicolon, a text longer than a cell, the fields of a MARC record) stands as JSON in the last column, and counts as long
as the cell beside it still shows it: what a person changed is what counts.
"""

from __future__ import annotations

from koleksi._terms.title_sheet.columns import BY_KEY, COLUMNS, REST, Column, keys_of
from koleksi._terms.title_sheet.rows import MOST_COPIES, Odd, Row, cells_of, row_of

__all__ = ["BY_KEY", "COLUMNS", "MOST_COPIES", "REST", "Column", "Odd", "Row", "cells_of", "keys_of", "row_of"]
