"""ISBN -> facts: an offline pack first, then online sources where the user asked for them.

What a person typed always wins; a source only fills what is empty, and says so in ``Book.sources``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import fields, replace
from pathlib import Path

from koleksi.book import Book, Entry, Problem, Text
from koleksi.lookup.openlibrary import OpenLibrary
from koleksi.lookup.pack import Pack

__all__ = ["Chain", "chain", "filled"]

Progress = Callable[[str, int, int], None]
_FILLABLE = (
    "title", "subtitle", "authors", "publisher", "place", "year", "edition", "language", "subjects", "ddc", "extent", "height_cm", "series",
)  # fmt: skip


class Chain:
    """Sources in the order in which they are asked: each is asked only for what the ones before it did not know."""

    def __init__(self, sources: Sequence[Pack | OpenLibrary]) -> None:
        self._sources = sources

    def fill(self, entries: Sequence[Entry], tell: Progress | None = None) -> tuple[list[Entry], list[Problem]]:
        """The entries with their empty fields filled where a source knows the ISBN, and what went wrong on the way."""
        books = [entry.book for entry in entries]
        problems: list[Problem] = []
        for source in self._sources:
            wanted = sorted({book.isbn for book in books if book.isbn and _lacks(book)})
            if tell:
                tell(f"lookup {source.name}", 0, len(wanted))
            known, trouble = source.find(wanted)
            problems += [_unreachable(source.name, trouble)] if trouble else []
            books = [filled(book, known[book.isbn], source.name) if book.isbn in known else book for book in books]
        return [replace(entry, book=book, problems=_left(entry, book)) for entry, book in zip(entries, books, strict=True)], problems


def _lacks(book: Book) -> bool:
    return not (book.title and book.authors and book.publisher and book.year)


def filled(book: Book, facts: Book, name: str) -> Book:
    """``book`` with its empty fields taken from ``facts``. A book with a title keeps it: only what is empty is filled."""
    names = {f.name for f in fields(Book)}
    taken = {field: getattr(facts, field) for field in _FILLABLE if field in names and not getattr(book, field) and getattr(facts, field)}
    if not taken:
        return book
    return book.but(**taken, sources=(*book.sources, *((field, name) for field in taken)))


def _left(entry: Entry, book: Book) -> tuple[Problem, ...]:
    """A missing title that was found is no problem any more."""
    return tuple(problem for problem in entry.problems if not (problem.code == "title-missing" and book.title))


def _unreachable(name: str, trouble: str) -> Problem:
    return Problem(
        code="lookup-unreachable", source=name, value=trouble,
        what=Text(f"Sumber {name} tidak dapat dihubungi; sisanya dikerjakan tanpa sumber itu.", f"Source {name} could not be reached; the rest went on without it."),
        do=Text("Jalankan lagi saat ada internet.", "Run again when there is a connection."), severity="note",
    )  # fmt: skip


@contextmanager
def chain(*, pack: str | Path | None = None, online: bool = False) -> Iterator[Chain]:
    """The sources that were asked for, opened. Raises InputError for a pack that is none."""
    with ExitStack() as stack:
        sources: list[Pack | OpenLibrary] = [stack.enter_context(Pack.open(pack))] if pack else []
        if online:
            sources.append(OpenLibrary())
        yield Chain(sources)
