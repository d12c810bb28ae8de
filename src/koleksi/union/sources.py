"""Which libraries the sources of a union are of: results folders, files, folders of both; ``CODE=PATH`` names one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from koleksi import intake, save
from koleksi._terms.system_errors import why
from koleksi.book import Text
from koleksi.config import Library as Settings
from koleksi.errors import InputError, KoleksiError
from koleksi.job import settings
from koleksi.job.memory.glance import kept_library
from koleksi.job.sources import CATALOGUE, LEDGER, PICTURES, is_marc, why_passed
from koleksi.union.store import NAME
from koleksi.union.values import Source

__all__ = ["sources_of"]

_GIVEN = re.compile(r"(?P<code>[\w.-]{1,20})=(?P<path>.+)", re.DOTALL)
_NOT_IN_A_CODE = re.compile(r"[^\w.-]+")
_SAYS_NOTHING = frozenset(
    {"hasil", "results", "out", "output", "katalog", "catalogue", "catalog", "export", "ekspor", "data", "koleksi",
     "daftar", "biblio", "buku"}
)  # fmt: skip
_ENDING = re.compile(r"[-_ ](?:hasil|results?|export|ekspor|katalog)\Z", re.IGNORECASE)
_OF_THE_BOOK = frozenset({"authors", "publisher", "isbn", "year"})
_OF_THE_COPY = frozenset({"barcode", "accession"})
_TEXTS, _BEGINNING = frozenset({".csv", ".tsv", ".txt"}), 16_000  # bytes
_SYSTEM = frozenset({"$recycle.bin", "recycler", "system volume information", "lost+found", "__macosx"})
_FOUND = re.compile(r"found\.\d{3}", re.IGNORECASE)  # pieces that chkdsk saved
_OURS = frozenset({"perpustakaan.csv", "masalah.csv", "union.csv"})


def sources_of(given: Iterable[str | Path]) -> Iterator[Source]:
    """A Source for each library, in the order given, those of a folder by their names. Raises InputError for a path
    that does not exist or a folder in which there is nothing to read."""
    for one in given:
        found = _GIVEN.fullmatch(str(one)) if not Path(one).exists() else None
        path = Path(found["path"] if found else one)
        if not path.exists():
            raise InputError(Text("berkas tidak ada", "no such file"), path)
        if found:
            yield replace(_named(path, found["code"]), typed=True)
        elif not (sources := list(_in(path))):
            raise InputError(Text("tidak ada katalog atau daftar di sini", "it holds no catalogue and no list"), path)
        else:
            yield from sources


def _named(path: Path, code: str) -> Source:
    """One library, whatever the path holds."""
    if (path / LEDGER).is_file():
        return _results(path, code)
    files = (path,) if path.is_file() else tuple(_lists_in(path))
    return _source(path, files, code, named=True)


def _in(path: Path) -> Iterator[Source]:
    if path.is_file():
        yield _source(path, (path,), _code_of(path.with_suffix("")))
    elif (path / LEDGER).is_file():
        yield _results(path)
    elif not (path / NAME).is_file():
        yield from _of_folder(path)


def _of_folder(folder: Path) -> Iterator[Source]:
    """Its lists, as one library where some of them tell of copies alone, else a library each; then its folders."""
    try:
        lists = _lists_in(folder)
        found = (path for path in folder.iterdir() if path.is_dir() and not _is_the_system_s(path))
        folders = sorted(found, key=lambda path: path.name)  # paths themselves stand in another order on Windows
    except OSError as error:
        yield Source(path=folder, files=(), code=_code_of(folder), named=False, broken=why(error))
        return
    below = [source for path in folders for source in _in(path)]
    if len(lists) == 1 and not below or _belong_together(lists):
        yield _source(folder, tuple(lists), _code_of(folder))
    else:
        yield from (_source(path, (path,), _code_of(path.with_suffix(""))) for path in lists)
    yield from below


def _is_the_system_s(folder: Path) -> bool:
    """Folders that an operating system makes on every stick: its bin holds lists that were deleted."""
    return folder.name[:1] == "." or folder.name.casefold() in _SYSTEM or bool(_FOUND.fullmatch(folder.name))


def _lists_in(folder: Path) -> list[Path]:
    """By their names without endings: "desa-a" stands before its copy "desa-a (1)", and gives the library its code."""
    found = (
        path
        for path in folder.iterdir()
        if path.is_file() and path.name[:1] != "." and path.name.casefold() not in _OURS
        if not why_passed(path) and path.suffix.casefold() not in PICTURES
    )
    return sorted(found, key=lambda path: (path.stem, path.suffix))


def _belong_together(lists: Sequence[Path]) -> bool:
    """Whether one of several lists tells of copies that another one describes: SLiMS's items, INLISLite's reports."""
    return len(lists) > 1 and any(_tells_of_copies(path) for path in lists if not is_marc(path))


def _tells_of_copies(path: Path) -> bool:
    try:
        sheets = _understood(path)
    except KoleksiError:
        return False  # said when it is read
    fields = {field for sheet in sheets for _, field in sheet.columns}
    inlislite = any(sheet.program == "INLISLite" for sheet in sheets)
    return inlislite or bool(fields & _OF_THE_COPY) and not fields & _OF_THE_BOOK


def _understood(path: Path) -> list[intake.Sheet]:
    """What the columns of a list are; of a long text its first rows say it."""
    if path.suffix.casefold() not in _TEXTS or path.stat().st_size <= _BEGINNING:
        return intake.understand(path, lines=False)
    with path.open("rb") as stream, TemporaryDirectory(prefix="koleksi-") as place:
        rows, _, _ = stream.read(_BEGINNING).rpartition(b"\n")
        save.write_bytes(Path(place) / path.name, rows)
        return intake.understand(Path(place) / path.name, lines=False)


def _results(folder: Path, code: str = "") -> Source:
    """A results folder, by the settings in it, else by those of its last run."""
    plain = Settings()
    found = settings.load(folder / settings.FILE).library if (folder / settings.FILE).is_file() else None
    known_code, name, kind = (found.code, found.name, found.kind) if found else kept_library(folder)
    told = code or (known_code if known_code != plain.code else "")
    return _source(
        folder, (folder / CATALOGUE,), told or _code_of(folder), named=bool(told),
        name="" if name == plain.name else name, kind=kind, has_ledger=True,
    )  # fmt: skip


def _source(
    path: Path, files: tuple[Path, ...], code: str, *, named: bool = False, name: str = "", kind: str = "",
    has_ledger: bool = False,
) -> Source:  # fmt: skip
    size = sum(file.stat().st_size for file in files if file.is_file())
    return Source(
        path=path, files=files, code=code, named=named, name=name, kind=kind, has_ledger=has_ledger, size=size
    )


def _code_of(path: Path) -> str:
    """A code made of the name of a folder or file; of the folder above where that says nothing ("hasil")."""
    stem = path.resolve()
    while stem.name.casefold() in _SAYS_NOTHING and stem.parent.name:
        stem = stem.parent
    return _NOT_IN_A_CODE.sub("-", _ENDING.sub("", stem.name)).strip("-.")[:20] or "X"
