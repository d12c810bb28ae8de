"""The lines of a register, as tests read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

__all__ = ["lines_of_copies"]


def lines_of_copies(folder: Path) -> list[tuple[Any, ...]]:
    """Those of the copies that are there now: a withdrawn one, or one in doubt, keeps its line with a remark."""
    sheet = openpyxl.load_workbook(folder / "buku_induk.xlsx")["Buku Induk"]
    rows = sheet.iter_rows(min_row=2, values_only=True)
    return [row for row in rows if not str(row[20]).startswith(("dicabut", "menunggu keputusan"))]
