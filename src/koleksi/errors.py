"""What can stop the program. One class for each thing a caller would do differently.

A bad row is never an exception: it is a `Problem` (book.py).
"""

from __future__ import annotations

from pathlib import Path

from koleksi.book import Text


class KoleksiError(Exception):
    """Root of all. ``exit_code`` is what the command line ends with.

    ``message``: what happened and what to do, in both languages; ``path``: the file it is about, "" for none.
    ``str(error)`` is the Indonesian sentence, `say` gives either.
    """

    exit_code = 1

    def __init__(self, message: Text, path: str | Path = "") -> None:
        self.message = message
        self.path = str(path)
        super().__init__(self.say())

    def say(self, lang: str = "id") -> str:
        """The sentence in one language, the file in front of it."""
        said = self.message(lang)
        return f"{self.path}: {said}" if self.path else said

    def __reduce__(self) -> tuple[object, ...]:
        """Whole from one process to another, as a pool or Spark sends it, whatever a subclass is made with."""
        return _revived, (type(self), self.args, self.__dict__)


def _revived(kind: type[KoleksiError], args: tuple[object, ...], facts: dict[str, object]) -> KoleksiError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(facts)
    return error


class UsageError(KoleksiError, ValueError):
    """Asked for something that does not exist: an unknown sheet, profile, policy or setting."""

    exit_code = 2


class InputError(KoleksiError, ValueError):
    """A file that cannot be read as what it claims to be."""

    exit_code = 3


class OutputError(KoleksiError, OSError):
    """A file that cannot be written or must not be overwritten; the old one is intact."""

    exit_code = 4


class DecisionNeeded(KoleksiError):
    """The command cannot go on until a person decides."""

    exit_code = 5
