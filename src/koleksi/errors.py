"""What can stop the program. One class for each thing a caller would do differently.

A bad row is never an exception: it is a `Problem` (book.py).
"""

from __future__ import annotations

from pathlib import Path


class KoleksiError(Exception):
    """Root of all. ``exit_code`` is what the command line ends with."""

    exit_code = 1


class UsageError(KoleksiError, ValueError):
    """Asked for something that does not exist: an unknown sheet, profile, policy or setting."""

    exit_code = 2


class InputError(KoleksiError, ValueError):
    """A file that cannot be read as what it claims to be."""

    exit_code = 3

    def __init__(self, message: str, path: str | Path = "") -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.path = str(path)


class OutputError(KoleksiError, OSError):
    """A file that cannot be written or must not be overwritten; the old one is intact."""

    exit_code = 4


class DecisionNeeded(KoleksiError):
    """The command cannot go on until a person decides."""

    exit_code = 5
