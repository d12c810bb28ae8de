"""A workbook of XlsxWriter with the same bytes on every system.

Left to itself it differs on Windows: its parts are written as text, whose lines end there as Windows ends them, and
Python's zipfile notes the system and the permissions of a temporary file. No reader cares; but a second run elsewhere
over the same list would change every sheet.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any
from zipfile import ZipFile

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager

__all__ = ["SteadyWorkbook"]

_UNIX = 3  # "made by", APPNOTE.TXT 4.4.2
_OTHERS = 0o177 << 16  # what nobody but the owner may do, and the owner need not
_DECLARATION = 64  # bytes in which the first line of a part ends


class SteadyWorkbook(Workbook):
    """Made with a stream that can be read too."""

    def _get_packager(self) -> Packager:
        return _Parts()

    def _store_workbook(self) -> None:
        super()._store_workbook()
        _forget_the_system(self.filename)


class _Parts(Packager):
    def _create_package(self) -> Any:
        made = super()._create_package()
        for path, _, is_binary in made:
            if isinstance(path, str) and not is_binary:
                _end_lines_alike(Path(path))
        return made


def _end_lines_alike(part: Path) -> None:
    """Of a temporary file. No text has an end of line of its own: a carriage return stands as _x000D_."""
    with part.open("r+b") as stream:
        if b"\r\n" not in stream.read(_DECLARATION):
            return
        stream.seek(0)
        content = stream.read().replace(b"\r\n", b"\n")
        stream.seek(0)
        stream.write(content)
        stream.truncate()


def _forget_the_system(stream: IO[bytes]) -> None:
    """Writes the directory at the archive's end anew, where alone the system stands."""
    with ZipFile(stream, "a") as archive:
        for info in archive.infolist():
            info.create_system = _UNIX
            info.external_attr &= ~_OTHERS
        archive.comment = b""  # setting it is what makes zipfile write
