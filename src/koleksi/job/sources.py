"""Reading what a job is made from: lists, catalogues, and the sources of missing facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from koleksi import config as settings
from koleksi._terms.file_kind import HEAD, kind_of
from koleksi.book import Book, Entry, Problem, Text
from koleksi.errors import InputError, UsageError
from koleksi.job import numbering
from koleksi.job.collection import Catalogue, Known

if TYPE_CHECKING:
    from koleksi.lookup import Chain

__all__ = [
    "CATALOGUE",
    "Progress",
    "catalogue_file",
    "check_places",
    "gather",
    "is_marc",
    "open_lookup",
    "read_catalogue",
]

CATALOGUE = "katalog.mrc"  # what a results folder's catalogue is called

Progress = Callable[[str, int, int], None]


def gather(sources: Iterable[str | Path], progress: Progress | None = None) -> tuple[list[Entry], list[Problem]]:
    """Every row of the sources as an Entry, or as a Problem that says why not. Raises InputError."""
    from koleksi import intake, marc

    entries: list[Entry] = []
    problems: list[Problem] = []
    for source in map(Path, sources):
        if not source.is_file():
            raise InputError(Text("berkas tidak ada", "no such file"), source)
        read = marc.read_books if is_marc(source) else intake.read
        for item in read(source):
            if isinstance(item, Entry):
                entries.append(item)
            else:
                problems.append(item)
            if progress and len(entries) % 500 == 0:
                progress(f"read {source.name}", len(entries), 0)
    return entries, problems


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

    found = dedupe.matches_in(books, path, read)
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
