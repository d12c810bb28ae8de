"""koleksi: from a donated list to a catalogued, classified, numbered and labelled collection.

The rooms (``koleksi.marc``, ``koleksi.ddc``, ...) are imported on first use, so that importing the
package, or asking the command line for help, stays cheap.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from koleksi.book import Book, Contributor, Copy, Entry, Problem

if TYPE_CHECKING:
    import koleksi.ddc as ddc
    import koleksi.dedupe as dedupe
    import koleksi.isbn as isbn
    import koleksi.labels as labels
    import koleksi.marc as marc
    import koleksi.names as names
    import koleksi.process as process

__version__ = "0.1.0"
__all__ = [
    "Book", "Contributor", "Copy", "Entry", "Problem", "ddc", "dedupe", "isbn", "labels", "marc", "names", "process",
]  # fmt: skip

_ROOMS = frozenset(
    {"ddc", "dedupe", "isbn", "labels", "marc", "names", "process", "stationery", "cards", "intake", "lookup"}
)


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return importlib.import_module(f"koleksi.{name}")
    raise AttributeError(f"module 'koleksi' has no attribute {name!r}")
