"""The only writer of files. One file: `replacing`, `write_bytes`, `write_text`. Several as one: `together`.

Everything goes to a temporary file or folder beside the target, is flushed and synchronised, and replaces the old one
by a rename. A reader of a target sees the old file or the new one, never half of one. A crash leaves at most a
``*.tmp`` file or a folder ``.koleksi-baru-*`` beside it, which the next run completes or removes (`recover`).

    with save.together(folder, owned=("inlislite-*.xlsx",)) as staging:
        save.write_bytes(staging / "katalog.mrc", catalogue)
        save.write_text(staging / "laporan.html", report)
    # here both are new; after an exception both are old
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from koleksi._save.together import BESIDE, recover, together
from koleksi._save.unfinished import unfinished
from koleksi._save.words import cannot
from koleksi.book import Text
from koleksi.errors import OutputError, UsageError, number_of

__all__ = ["BESIDE", "must_differ", "portable", "recover", "replacing", "together", "write_bytes", "write_text"]

_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0)


# What Windows keeps for devices, with any ending (learn.microsoft.com, Naming Files, Paths, and Namespaces).
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def portable(name: str) -> str:
    """A name for a file or folder that Windows takes too: one of a device gets a sign behind it."""
    stem, dot, rest = name.partition(".")
    return f"{stem}_{dot}{rest}" if stem.casefold() in _DEVICES else name


@contextlib.contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """A binary stream whose content becomes ``path`` when the block ends without an exception.

    Raises OutputError when the folder or the disk refuses. If the target is open in another
    program (Excel on Windows), the new content is kept as ``<name>-baru.<ending>`` and the error says so.
    """
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = unfinished(path)
        handle = os.open(temporary, _NEW, 0o666)  # as readable as the umask lets any new file be
    except OSError as error:
        raise OutputError(cannot(error), path) from error
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _replace(temporary, path)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise OutputError(cannot(error), path) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: str | Path, data: bytes) -> None:
    """``data`` becomes the content of ``path``, whole or not at all."""
    with replacing(path) as stream:
        stream.write(data)


def write_text(path: str | Path, text: str) -> None:
    """``text`` in UTF-8 without BOM; line ends as they are in ``text``."""
    write_bytes(path, text.encode("utf-8"))


def _replace(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except PermissionError as error:
        if number_of(error) == errno.EROFS:
            raise
        kept = path.with_name(f"{path.stem}{BESIDE}{path.suffix}")
        temporary.replace(kept)
        raise OutputError(
            Text(
                f"sedang dibuka program lain (Excel?). Tutup dulu, lalu ulangi; hasil baru ada di {kept.name}",
                f"open in another program (Excel?). Close it and run again; the new file is {kept.name}",
            ),
            path,
        ) from error


def must_differ(target: Path, *sources: Path | None) -> None:
    """Raises UsageError where an output would take the place of what it is made from: an input is never touched."""
    if target.resolve() in {source.resolve() for source in sources if source}:
        raise UsageError(
            Text("sumber dan hasil sama; pilih nama lain", "source and target are the same file; choose another name"),
            target,
        )
