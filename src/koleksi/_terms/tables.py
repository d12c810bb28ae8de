"""The tables of ``data/``, wherever the package stands: the one reader of them.

A line that begins with "# " says something of the whole table; a column ``comment`` says why a line stands there.
Both are for people: whoever reads a table asks for the columns that it needs.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

__all__ = ["rows", "table_bytes", "table_files", "table_text"]


_PACKAGE = Path(__file__).parents[1]
_LARGE = ("ddc_ringkas.csv", "english_words.csv", "words.txt")


def table_text(name: str) -> str:
    """The text of a table. Raises FileNotFoundError."""
    return _place(name).read_text(encoding="utf-8")


def table_bytes(name: str) -> bytes:
    """A table as it stands on the disk. Raises FileNotFoundError."""
    return _place(name).read_bytes()


def _place(name: str) -> Path:
    """Inside the installed package; in a checkout (editable install) the large tables stand in ``data/``."""
    inside = _PACKAGE / "data" / name
    return inside if inside.is_file() else _PACKAGE.parents[1] / "data" / name


def table_files() -> list[Path]:
    """Every table of the package."""
    inside = _PACKAGE / "data"
    outside = (_PACKAGE.parents[1] / "data" / name for name in _LARGE)
    return [*inside.iterdir(), *(path for path in outside if not (inside / path.name).is_file())]


@lru_cache(maxsize=8)  # a table of many kinds of words is asked for kind by kind, one after the other
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The lines of a CSV table, each as its values by the names in the heading line.

    Raises FileNotFoundError for a table that the package does not have, ValueError for a line with too many or too
    few cells.
    """
    lines = (line for line in table_text(name).splitlines() if not line.startswith("# "))
    heading, *table = csv.reader(lines)
    return tuple([dict(zip(heading, line, strict=True)) for line in table])
