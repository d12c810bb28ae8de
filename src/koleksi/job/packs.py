"""``koleksi pack``: an offline file of ISBNs made of catalogues, lists and Open Library dumps."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from koleksi import save
from koleksi.book import Entry, Problem, Text
from koleksi.errors import InputError
from koleksi.job.sources import Progress, is_marc

__all__ = ["build_pack", "pack_info"]


def build_pack(
    sources: Sequence[Path],
    out: Path,
    *,
    languages: Sequence[str] = (),
    groups: Sequence[str] = (),
    title: str = "",
    licence: str = "",
    progress: Progress | None = None,
) -> tuple[int, list[Problem]]:
    """An offline pack of catalogues, lists and Open Library dumps; the number of books in it and what could not be
    read.

    The first of two equally full descriptions of a book stays, catalogues before dumps. ``languages`` and ``groups``
    choose from the dumps only. The same command after an interruption goes on where it stopped.
    """
    from koleksi.lookup import openlibrary_dump as dumps
    from koleksi.lookup.pack_build import Builder, Origin

    save.must_differ(out, *sources)
    kinds = {path: dumps.kind_of(_existing(path)) for path in sources}
    wanted = dumps.Filter(
        languages=tuple(languages), groups=tuple(filter(None, (group.replace("-", "") for group in groups)))
    )
    plan = {
        "sources": [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in sources],
        "filter": [*languages, "", *groups],
        "title": title,
    }
    problems: list[Problem] = []
    with Builder(
        out, plan=plan, about={"title": title or out.stem, "date": max(map(_day_of, sources))}, tell=progress
    ) as builder:
        for path in (path for path in sources if not kinds[path]):
            builder.add(Origin(path.name, licence, _day_of(path)), _noting(_read(path), problems))
        for path in (path for path in sources if kinds[path] == "edition"):
            dumps.add_editions(builder, path, wanted)
        dumps.add_names(builder, *([path for path in sources if kinds[path] == kind] for kind in ("work", "author")))
        return builder.finish(), problems


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise InputError(Text("berkas tidak ada", "no such file"), path)
    return path


def _day_of(path: Path) -> str:
    """The ISO day a file was written."""
    return datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date().isoformat()


def _read(path: Path) -> Iterator[Entry | Problem]:
    """The rows of a catalogue or list, one after another, whatever its kind."""
    from koleksi import intake, marc

    yield from (marc.read_books if is_marc(path) else intake.read)(path)


def _noting(items: Iterable[Entry | Problem], problems: list[Problem]) -> Iterator[Entry | Problem]:
    for item in items:
        if isinstance(item, Problem) and item.severity != "note":
            problems.append(item)
        yield item


def pack_info(path: Path) -> dict[str, str]:
    """What a pack says of itself."""
    from koleksi.lookup.pack import Pack

    with Pack.open(path) as opened:
        return opened.about()
