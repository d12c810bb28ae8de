"""The tables of ``data/``, wherever the package stands."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

__all__ = ["table_text"]


def table_text(name: str) -> str:
    """A table inside the installed package; in a checkout (editable install) it stands in ``data/``."""
    inside = resources.files("koleksi") / "data" / name
    if inside.is_file():
        return inside.read_text(encoding="utf-8")
    return (Path(__file__).parents[3] / "data" / name).read_text(encoding="utf-8")
