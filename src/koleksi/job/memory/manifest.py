"""Which files of a results folder are ours: what the program wrote there, by name and content."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from koleksi import save
from koleksi.book import Text
from koleksi.errors import OutputError

__all__ = ["digest", "digests", "keep_changed", "owned", "refuse_foreign"]

_CHANGED = "-diubah"  # behind the name of the copy of a file that a person changed


def digests(folder: Path) -> dict[str, str]:
    """The files below a folder, by their names relative to it, with a digest of each."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): digest(path) for path in files}


def digest(path: Path) -> str:
    """By which the content of a file is known."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def refuse_foreign(folder: Path, known: Mapping[str, str], written: Iterable[str]) -> None:
    """Raises OutputError where a file that this program did not write stands where one of its files belongs."""
    foreign = [name for name in written if name not in known and (folder / name).exists()]
    if foreign:
        names = ", ".join(foreign)
        raise OutputError(
            Text(
                f"berkas ini bukan buatan koleksi dan akan tertimpa: {names}. Pilih --out lain, pindahkan berkasnya, "
                "atau tambahkan --timpa",
                f"these files were not written by koleksi and would be replaced: {names}. Choose another --out, move "
                "them away, or add --timpa",
            ),
            folder,
        )


def keep_changed(folder: Path, known: Mapping[str, str], staging: Path, but: Iterable[str]) -> list[str]:
    """A copy of every file that a person changed since it was written, put among the new files; their names.

    ``but``: files that are there to be changed, as the review sheet.
    """
    kept = []
    for name, before in known.items():
        path = folder / name
        if name in but or not path.is_file() or digest(path) == before:
            continue
        copy = _free(folder, path)
        (staging / copy.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, staging / copy.relative_to(folder))
        kept.append(copy.relative_to(folder).as_posix())
    return kept


def _free(folder: Path, path: Path) -> Path:
    number, copy = 1, path.with_name(f"{path.stem}{_CHANGED}{path.suffix}")
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}{_CHANGED}-{number}{path.suffix}")
    return copy


def owned(known: Iterable[str]) -> tuple[str, ...]:
    """The files of the last run, and what stood beside those that were open then: removed if this run has none like
    it.
    """
    names = list(known)
    beside = [f"{path.stem}{save.BESIDE}{path.suffix}" for path in map(Path, names)]
    return (*names, *beside)
