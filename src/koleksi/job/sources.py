"""Reading what a job is made from: lists, catalogues, and the sources of missing facts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from koleksi import config as settings
from koleksi._terms.file_kind import HEAD, is_lock_file, kind_of
from koleksi._terms.problems import problem
from koleksi.book import Book, Entry, Problem, Text
from koleksi.errors import InputError, UsageError
from koleksi.job import numbering, tag_table
from koleksi.job.collection import Catalogue, Known
from koleksi.job.periodicals import titles_of_periodicals

if TYPE_CHECKING:
    from koleksi.lookup import Chain

__all__ = [
    "CATALOGUE",
    "LEDGER",
    "PICTURES",
    "Progress",
    "catalogue_file",
    "check_places",
    "gather",
    "is_marc",
    "known_place",
    "lists_of",
    "open_lookup",
    "read_catalogue",
    "silent",
    "why_passed",
]

CATALOGUE = "katalog.mrc"  # what a results folder's catalogue is called
LEDGER = "koleksi.db"  # what a results folder's ledger is called
_OF_NOBODY = frozenset({"koleksi.toml", "petunjuk.txt", "thumbs.db", "desktop.ini"})  # of this program and of Windows
_LISTS = frozenset(
    (
        ".csv",
        ".tsv",
        ".txt",
        ".docx",
        ".xlsx",
        ".xlsm",
        ".xlsb",
        ".xls",
        ".ods",
        ".htm",
        ".html",
        ".mrc",
        ".marc",
        ".mrk",
        ".iso",
        ".iso2709",
        ".xml",
        ".kdt",
    )  # fmt: skip
)

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"})  # photos, read or told why they cannot be

Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


def gather(
    sources: Iterable[str | Path],
    progress: Progress | None = None,
    columns: Mapping[str, str] | None = None,
    *,
    lines: bool = True,
) -> tuple[list[Entry], list[Problem]]:
    """Every row of the sources as an Entry, or as a Problem that says why not. Raises InputError. ``columns``: what
    columns of typed lists are, heading -> field, where a person said so; ``lines``: whether a text without columns that
    is named itself may hold a book a line.

    A folder stands for all lists in it: what is none of them is passed over with a word, and one that cannot be read
    does not stop the others.
    """
    from koleksi import intake

    entries: list[Entry] = []
    problems: list[Problem] = []
    pictures: list[Path] = []
    for source, in_folder in lists_of(sources):
        if passed := why_passed(source) if in_folder or is_lock_file(source) else None:
            problems.append(problem("file-passed", source=str(source), why=passed))
            continue
        if source.suffix.casefold() in PICTURES:
            pictures.append(source)
            continue
        try:
            for item in _reader(source, columns or {}, lines=lines and not in_folder)(source):
                if isinstance(item, Entry):
                    entries.append(item)
                else:
                    problems.append(item)
                if progress and len(entries) % 500 == 0:
                    progress(f"read {source.name}", len(entries), 0)
        except InputError as error:
            if not in_folder:
                raise
            problems.append(problem("file-passed", wording="file-passed/unread", source=str(source), why=error.message))
    for n, item in enumerate(_of_pictures(pictures) if pictures else (), start=1):
        if isinstance(item, Entry):
            entries.append(item)
        else:
            problems.append(item)
        if progress:
            progress(f"read {pictures[0].parent.name}", n, len(pictures))
    return intake.joined(entries), problems


def _of_pictures(pictures: list[Path]) -> Iterator[Entry | Problem]:
    from koleksi.job.photos import rows  # what reads pictures is a twentieth of the start of a job

    return rows.entries(pictures)


def _reader(source: Path, columns: Mapping[str, str], *, lines: bool) -> Callable[[Path], Iterator[Entry | Problem]]:
    from koleksi import intake, marc

    if tag_table.is_tag_table(source):
        return tag_table.read
    return marc.read_books if is_marc(source) else partial(intake.read, columns=columns, lines=lines)


def lists_of(sources: Iterable[str | Path]) -> Iterator[tuple[Path, bool]]:
    """The files of the sources, and whether each was found in a folder that was named: those of a folder in the order
    of their names, with the folders in it, but for results. Raises InputError for a source that does not exist, and for
    a folder without files."""
    for source in map(Path, sources):
        if source.is_file():
            yield source, False
        elif (source / LEDGER).is_file():
            yield catalogue_file(source), False
        elif source.is_dir():
            yield from ((path, True) for path in _files_in(source))
        else:
            raise InputError(Text("berkas tidak ada", "no such file"), source)


def _files_in(folder: Path) -> list[Path]:
    """Raises InputError where there are none."""
    found = []
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = [name for name in folders if name[:1] != "." and not (here / name / LEDGER).is_file()]
        found += [here / name for name in names if name[:1] != "." and name.casefold() not in _OF_NOBODY]
    if not found:
        raise InputError(Text("folder ini kosong: tidak ada daftar buku", "the folder holds no list"), folder)
    return sorted(found, key=lambda path: (path.as_posix().casefold(), path.as_posix()))


def why_passed(path: Path) -> Text | None:
    """Why a file among lists is none, by its name; None where it may be one."""
    if is_lock_file(path):
        return Text(
            "berkas kunci dari program yang sedang membuka daftar", "a lock file of a program that has a list open"
        )
    if path.suffix.casefold() in _LISTS | PICTURES:
        return None
    return Text(
        "bukan daftar (CSV, XLSX, XLS, ODS, DOCX, TXT atau MARC) dan bukan foto",
        "no list (CSV, XLSX, XLS, ODS, DOCX, TXT or MARC) and no photo",
    )


def known_place(path: Path) -> Path:
    """What books are held against: the file of a catalogue, that of a results folder, or a folder with the lists that a
    library system exports (in SLiMS titles and items). Raises InputError where there is none."""
    if path.is_dir() and not (path / CATALOGUE).is_file() and not (path / LEDGER).is_file():
        _files_in(path)
        return path
    return catalogue_file(path)


def catalogue_file(path: Path) -> Path:
    """The catalogue meant: a file, or that of a results folder. Raises InputError where there is none."""
    path = path / CATALOGUE if path.is_dir() else path
    if not path.is_file():
        raise InputError(Text("berkas tidak ada", "no such file"), path)
    return path


def read_catalogue(path: Path, books: Sequence[Book], progress: Progress) -> tuple[Catalogue, list[Problem]]:
    """What a catalogue holds that matters to the books, and what could not be read of it."""
    from koleksi import dedupe

    remarks: list[Problem] = []

    def read() -> list[Entry]:
        known, problems = gather([path], progress)
        remarks.extend(problem for problem in problems if problem.severity == "error")
        return known

    found = dedupe.matches_in([*books, *titles_of_periodicals(books)], path, read)
    if not found.barcodes and not found.accessions:
        remarks.append(numbering.without_numbers(path))
    catalogue = Catalogue(
        records=tuple(Known(entry) for _, entry in found.found),
        accessions=found.accessions,
        barcodes=found.barcodes,
        record_ids=found.record_ids,
    )
    return catalogue, remarks


def is_marc(path: Path) -> bool:
    """Whether a file holds MARC, by what stands at its beginning rather than by its name."""
    with path.open("rb") as stream:
        kind = kind_of(stream.read(HEAD))
    if path.suffix.lower() in {".mrc", ".marc", ".mrk", ".iso", ".iso2709"}:
        return kind != "html" or _web_page(path)
    return kind in ("marc", "marcxml")


def _web_page(path: Path) -> bool:
    raise InputError(
        Text("ini halaman web, bukan katalog; unduh ulang", "this is a web page, not a catalogue; download it again"),
        path,
    )


def check_places(sources: Sequence[str | Path], folder: Path, written: Iterable[str]) -> None:
    """Outputs must not replace what they are made from, under whatever name (a link, other capitals on Windows).

    Raises UsageError.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(Text("bukan folder; pilih --out lain", "not a folder; choose another --out"), folder)
    outputs = [folder, *(folder / name for name in written)]
    for source in map(Path, sources):
        if any(_one_file(source, output) for output in outputs):
            raise UsageError(
                Text(
                    "sumber sama dengan salah satu hasil; pilih --out lain",
                    "the source is one of the outputs; choose another --out",
                ),
                source,
            )


def _one_file(source: Path, output: Path) -> bool:
    if source.exists() and output.exists():
        return source.samefile(output)
    return source.resolve() == output.resolve()


def open_lookup(pack: str | Path | None, online: settings.Online | None) -> AbstractContextManager[Chain | None]:
    """The sources of facts, opened before anything is written. Raises InputError for a pack that is none, UsageError
    for a source that does not exist."""
    if not pack and not online:
        return nullcontext()
    from koleksi import lookup

    options = lookup.Options(**asdict(online)) if online else None
    return lookup.chain(pack=pack, online=online is not None, options=options)
