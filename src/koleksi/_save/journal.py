"""The journal of a change to several files: which are moved, which removed, and in which direction."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from koleksi.book import Text
from koleksi.errors import OutputError

__all__ = ["JOURNAL", "Moves"]

JOURNAL = "jurnal.json"


@dataclass(frozen=True, slots=True)
class Moves:
    """Names relative to the target folder, with "/". ``files``: new ones; ``stale``: to be removed; ``old``: those of
    both that were there before. ``onward`` False: the old ones are being put back."""

    files: tuple[str, ...]
    stale: tuple[str, ...]
    old: tuple[str, ...]
    onward: bool = True

    def turned(self) -> Moves:
        return replace(self, onward=False)

    def write(self, place: Path) -> None:
        """Whole or not at all, on the disk before this returns."""
        half = place / f"{JOURNAL}.tmp"
        with half.open("w", encoding="utf-8") as stream:
            json.dump(asdict(self), stream)
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(place / JOURNAL)

    @classmethod
    def read(cls, place: Path) -> Moves:
        """Raises OutputError for a journal that is damaged: a person must look before files are lost."""
        try:
            value = json.loads((place / JOURNAL).read_text(encoding="utf-8"))
            files, stale, old = (tuple(map(str, value[name])) for name in ("files", "stale", "old"))
            return cls(files, stale, old, onward=bool(value["onward"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise OutputError(
                Text(
                    "jurnal rusak; berkas lama ada di subfolder lama: salin kembali, lalu hapus folder ini",
                    "damaged journal; the old files are in the subfolder lama: copy them back, then delete this folder",
                ),
                place,
            ) from error
