"""koleksi: from a donated list to a catalogued, classified, numbered and labelled collection.

The rooms (``koleksi.marc``, ``koleksi.ddc``, ...) and the values are imported on first use, so that importing the
package, or asking the command line for help, stays cheap, and the command watches for Ctrl-C before anything else.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    import koleksi.ddc as ddc
    import koleksi.dedupe as dedupe
    import koleksi.isbn as isbn
    import koleksi.labels as labels
    import koleksi.marc as marc
    import koleksi.names as names
    import koleksi.process as process
    from koleksi.book import Book, Contributor, Copy, Entry, Problem

__version__ = "0.1.0"
__all__ = [
    "Book", "Contributor", "Copy", "Entry", "Problem", "ddc", "dedupe", "isbn", "labels", "marc", "names", "process",
]  # fmt: skip

_VALUES = frozenset({"Book", "Contributor", "Copy", "Entry", "Problem"})
_ROOMS = frozenset(
    {"ddc", "dedupe", "isbn", "labels", "marc", "names", "process", "stationery", "cards", "intake", "lookup"}
)


def __getattr__(name: str) -> object:
    import importlib

    if name in _ROOMS:
        return importlib.import_module(f"koleksi.{name}")
    if name in _VALUES:
        value: object = getattr(importlib.import_module("koleksi.book"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'koleksi' has no attribute {name!r}")
