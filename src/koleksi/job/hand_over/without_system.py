"""A catalogue for whoever has no library system: as a page to be searched, and for LibraryThing."""

from __future__ import annotations

from pathlib import Path

from koleksi import save
from koleksi.book import Book, Copy, Lang, Text
from koleksi.config import Config
from koleksi.errors import InputError
from koleksi.job import settings
from koleksi.job.sources import catalogue_file, gather

__all__ = ["librarything", "page"]

Items = list[tuple[Book, tuple[Copy, ...]]]


def librarything(source: Path, out: Path) -> tuple[int, int]:
    """The CSV for LibraryThing and TinyCat of a results folder, a catalogue or a list; how many titles there are, and
    how many problems. Raises InputError, UsageError, OutputError."""
    from koleksi.exports import librarything

    items, problems = _items(source, out)
    save.write_bytes(out, librarything.table(items, _settings(source).classes.author))
    return len(items), problems


def page(source: Path, out: Path, *, title: str = "", lang: Lang = "id") -> tuple[int, int]:
    """The page of a results folder, a catalogue or a list; how many titles there are, and how many problems.

    ``title``: its heading, else the library's name out of the settings beside the source. Raises as `librarything`.
    """
    from koleksi.exports import page

    items, problems = _items(source, out)
    chosen = _settings(source)
    save.write_text(out, page.page(items, title or chosen.library.name, lang, chosen.classes.author))
    return len(items), problems


def _items(source: Path, out: Path) -> tuple[Items, int]:
    catalogue = catalogue_file(source)
    save.must_differ(out, catalogue)
    entries, problems = gather([catalogue])
    if not entries:
        raise InputError(Text("0 buku", "it holds no book"), catalogue)
    serious = sum(problem.severity == "error" for problem in problems)
    return [(entry.book, entry.copies) for entry in entries], serious


def _settings(source: Path) -> Config:
    """Those in the results folder, or beside the catalogue; the defaults where there are none."""
    return settings.load(settings.find([], source if source.is_dir() else source.parent))
