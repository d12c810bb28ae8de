"""What can stop the program. One class for each thing a caller would do differently.

A bad row is never an exception: it is a `Problem` (book.py).
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import MappingProxyType

from koleksi.book import Text

# Of Windows (learn.microsoft.com, System Error Codes), where the errno that Python gives for it says another thing: a
# stick that is locked and a file that is open would both be EACCES, a name that is too long ENOENT.
_OF_WINDOWS = MappingProxyType(
    {
        19: errno.EROFS,  # ERROR_WRITE_PROTECT
        21: errno.EIO,  # ERROR_NOT_READY: a stick that was taken away
        32: errno.EBUSY,  # ERROR_SHARING_VIOLATION
        33: errno.EBUSY,  # ERROR_LOCK_VIOLATION
        39: errno.ENOSPC,  # ERROR_HANDLE_DISK_FULL
        206: errno.ENAMETOOLONG,  # ERROR_FILENAME_EXCED_RANGE
        433: errno.EIO,  # ERROR_NO_SUCH_DEVICE
        1117: errno.EIO,  # ERROR_IO_DEVICE
        1167: errno.EIO,  # ERROR_DEVICE_NOT_CONNECTED
    }
)
_NOT_FOUND = (2, 3)  # what Windows says of a longer path too: ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND
_LONGEST = 247  # characters of the path of a folder (Maximum Path Length Limitation)


def number_of(error: OSError, system: str = os.name) -> int:
    """What happened, in the numbers of errno.h; 0 where the system gave none. ``system``: as ``os.name`` has it.

    On Windows ``open`` says EACCES for a folder, and for a file that another program holds.
    """
    of_windows = getattr(error, "winerror", None)
    if system == "nt" and of_windows is None and error.errno == errno.EACCES and error.filename:
        return errno.EISDIR if Path(error.filename).is_dir() else errno.EBUSY
    if of_windows in _NOT_FOUND and max(len(str(name or "")) for name in (error.filename, error.filename2)) > _LONGEST:
        return errno.ENAMETOOLONG
    return _OF_WINDOWS.get(of_windows or 0, error.errno or 0)


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
