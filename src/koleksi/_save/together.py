"""Files of a folder that change together: all of them or none, also through a crash or a full disk.

    folder/.koleksi-baru-x7c2/     on the same file system, so that a move is a rename
        baru/                      the new files, as the caller writes them
        lama/                      the old ones, as hard links (copies where the file system has none)
        jurnal.json                what is moved where; from the moment it stands there, the change is decided
        kunci                      locked by the process at work; the lock ends with the process

Renaming one file is atomic, renaming fifteen is not. So the list of moves is written first (a journal, as data bases
keep one): a run that died before it changed nothing, one that died behind it is completed by `recover`. A target that
refuses (open in Excel on Windows) turns the change round: the old files are put back, and this too is in the journal.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from koleksi._save.journal import JOURNAL, Moves
from koleksi._save.lock import held
from koleksi._save.unfinished import is_unfinished
from koleksi._save.words import cannot, half_done, refused
from koleksi.errors import OutputError

__all__ = ["BESIDE", "recover", "together"]

BESIDE = "-baru"  # behind the name of a file whose target is open in another program

_PREFIX = ".koleksi-baru-"
_NEW, _OLD = "baru", "lama"


@contextlib.contextmanager
def together(folder: str | Path, *, owned: Iterable[str] = (), aside: list[str] | None = None) -> Iterator[Path]:
    """An empty folder whose files become those of ``folder``, all at once, when the block ends without an exception.

    ``owned``: names or patterns ("inlislite-*.xlsx") of files that are the caller's alone; those that stand in
    ``folder`` and were not written anew are removed in the same step. Files in folders below are moved likewise.

    ``aside``: where it is given, a target that another program holds open (Excel on Windows) keeps its old content, the
    new one becomes ``NAME-baru.EXT`` beside it, and that name is put into the list; without it, nothing changes then.

    Raises OutputError, with the name of the file, when one cannot be written or replaced; the old files are intact.
    An exception of the block passes through and nothing has changed.
    """
    folder = Path(folder)
    existed = folder.is_dir()
    recover(folder)
    place = _staging(folder)
    try:
        with held(place):
            yield place / _NEW
            _change(folder, place, tuple(owned), aside)
    except OutputError as error:
        if (target := _target_of(error, folder, place)) is None:
            raise
        raise OutputError(error.message, target) from error
    finally:
        _sweep(place)
        if not existed:
            with contextlib.suppress(OSError):  # not empty: the change was made
                folder.rmdir()


def recover(folder: str | Path) -> None:
    """Complete what a run that died left half done in ``folder``, and remove its staging folder.

    `together` begins with this; call it also before files of the folder are read. The folder of a run that is still
    at work is let alone. Raises OutputError when a file cannot be replaced; the files are then all old or, where that
    is refused too, stay as they are for the next try.
    """
    for place in sorted(Path(folder).glob(f"{_PREFIX}*")):
        ours = False
        try:
            with held(place) as ours:
                if ours and (place / JOURNAL).exists():
                    _finish(Path(folder), place, Moves.read(place))
        finally:
            if ours:
                _sweep(place)


def _staging(folder: Path) -> Path:
    """Not by tempfile: its folders are their maker's alone, on Windows (Python 3.12.4 and newer) with all that is in
    them, and what is moved out stays so: nobody else who uses that PC could open a result."""
    place = folder / f"{_PREFIX}{secrets.token_hex(4)}"
    try:
        (place / _NEW).mkdir(parents=True)
    except OSError as error:
        raise OutputError(cannot(error), folder) from error
    return place


def _sweep(place: Path) -> None:
    """A staging folder without a journal holds nothing that is needed."""
    if not (place / JOURNAL).exists():
        shutil.rmtree(place, ignore_errors=True)


def _target_of(error: OutputError, folder: Path, place: Path) -> Path | None:
    """The name that the user knows a staged file by."""
    path, new = Path(error.path), place / _NEW
    return folder / path.relative_to(new) if path.is_relative_to(new) else None


# --- the change -----------------------------------------------------------------------------------


def _change(folder: Path, place: Path, owned: tuple[str, ...], aside: list[str] | None) -> None:
    moves = _prepared(folder, place, owned)
    try:
        _forward(folder, place, moves, aside)
    except BaseException:
        _back(folder, place, moves)
        raise


def _prepared(folder: Path, place: Path, owned: tuple[str, ...]) -> Moves:
    """Everything on the disk, the old files set aside, the journal written: the change is decided."""
    try:
        files = _names_below(place / _NEW)
        for name in files:
            _sync(place / _NEW / name)
        stale = sorted(set(_stale(folder, owned, files)))
        old = [name for name in (*files, *stale) if (folder / name).is_file()]
        for name in old:
            _set_aside(folder / name, place / _OLD / name)
        for below in (place / _NEW, place / _OLD, place):
            _sync_folder(below)
        moves = Moves(tuple(files), tuple(stale), tuple(old))
        moves.write(place)
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(cannot(error), folder) from error
    return moves


def _names_below(new: Path) -> list[str]:
    """What was written; a file that a killed process left in the middle is none."""
    files = (path for path in new.rglob("*") if path.is_file() and not is_unfinished(path))
    return sorted(path.relative_to(new).as_posix() for path in files)


def _stale(folder: Path, owned: tuple[str, ...], files: list[str]) -> Iterator[str]:
    """Files of the caller that were not written anew, also under a name that Windows takes for the same."""
    written, alike = set(files), {name.casefold(): folder / name for name in files}
    for path in (path for pattern in owned for path in folder.glob(pattern) if path.is_file()):
        name = path.relative_to(folder).as_posix()
        other = alike.get(name.casefold())
        if name not in written and not (other and other.is_file() and path.samefile(other)):
            yield name


def _set_aside(target: Path, kept: Path) -> None:
    """A second name for the old file, which stays where it is; FAT (a USB stick) has none: a copy."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(target, kept)
    except OSError:
        try:
            shutil.copy2(target, kept)
            _sync(kept)
        except OSError as error:
            raise OutputError(refused(error), target) from error


def _forward(folder: Path, place: Path, moves: Moves, aside: list[str] | None = None) -> None:
    """Make all moves that are not made yet. Raises OutputError for the first file that refuses."""
    name = ""
    try:
        for name in moves.files:
            new, target = place / _NEW / name, folder / name
            if new.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                _move(new, target, folder, aside)
        for name in moves.stale:
            with contextlib.suppress(PermissionError) if aside is not None else contextlib.nullcontext():
                (folder / name).unlink(missing_ok=True)  # one that is open now is removed by the next run
        _done(folder, place)
    except OSError as error:
        raise OutputError(refused(error), folder / name) from error


def _move(new: Path, target: Path, folder: Path, aside: list[str] | None) -> None:
    try:
        new.replace(target)
    except PermissionError:
        if aside is None:
            raise
        beside = target.with_name(f"{target.stem}{BESIDE}{target.suffix}")
        new.replace(beside)
        aside.append(beside.relative_to(folder).as_posix())


def _back(folder: Path, place: Path, moves: Moves) -> None:
    """Put the old files back over the new ones. Raises OutputError where that is refused; the journal then stays."""
    name = ""
    try:
        moves.turned().write(place)
        for name in (*moves.files, *moves.stale):
            _put_back(folder / name, place / _NEW / name, place / _OLD / name, was_there=name in moves.old)
        _done(folder, place)
    except OSError as error:
        raise OutputError(half_done(error), folder / name) from error


def _put_back(target: Path, new: Path, kept: Path, *, was_there: bool) -> None:
    if new.exists():
        return  # was not moved
    if not was_there:
        target.unlink(missing_ok=True)
    elif kept.exists():
        kept.replace(target)


def _finish(folder: Path, place: Path, moves: Moves) -> None:
    if not moves.onward:
        return _back(folder, place, moves)
    try:
        return _forward(folder, place, moves)
    except OutputError:
        _back(folder, place, moves)
        raise


def _done(folder: Path, place: Path) -> None:
    _sync_folder(folder)
    (place / JOURNAL).unlink()


# --- the disk -------------------------------------------------------------------------------------


def _sync(path: Path) -> None:
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def _sync_folder(path: Path) -> None:
    """Renames last only when their folder is on the disk too; Windows has no such call and needs none."""
    if os.name == "nt" or not path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
