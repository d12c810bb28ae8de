"""What another program gives to a job: books as values, places as texts or paths. What is none of these is refused with
a sentence before anything is read: a text is iterable, so that "/home/a" for a list of sources would be "/", "h" ..."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import get_args

from koleksi import isbn as numbers
from koleksi._terms.problems import problem
from koleksi.book import Book, Entry, Lang, Problem, Text, wrong_argument
from koleksi.config import Config
from koleksi.errors import InputError, UsageError

__all__ = ["check_settings", "of_values", "place", "places"]


def places(where: str, name: str, sources: Iterable[str | Path] | str | Path) -> list[Path]:
    """The sources as paths; one alone may be given as it is. Raises TypeError for what is no place."""
    if isinstance(sources, (str, os.PathLike)):
        return [Path(sources)]
    if not isinstance(sources, Iterable):
        raise wrong_argument(where, name, "several paths", sources)
    return [place(where, name, one, among=True) for one in sources]


def place(where: str, name: str, value: str | Path, *, among: bool = False) -> Path:
    """Raises TypeError for what is no path."""
    if not isinstance(value, (str, os.PathLike)):
        hint = "; books as values go to process.catalogue" if isinstance(value, (Book, Entry)) else ""
        raise wrong_argument(where, name, "several paths" if among else "a path", value, hint, among=among)
    return Path(value)


def check_settings(where: str, config: object, lang: Lang = "id") -> None:
    """Raises TypeError for what are no settings, UsageError for a language that is not spoken."""
    if not isinstance(config, (Config, str, os.PathLike, type(None))):
        raise wrong_argument(where, "config", "a Config, the path of a koleksi.toml or None", config)
    known = get_args(Lang)
    if lang not in known:
        choices = ", ".join(known)
        raise UsageError(
            Text(f"bahasa {lang!r} tidak dikenal; pilih {choices}", f"unknown language {lang!r}; choose {choices}")
        )


def of_values(books: Iterable[Book | Entry | Problem]) -> tuple[list[Entry], list[Problem]]:
    """The rows of a job that is made of values; a book alone is one copy. Raises InputError where there is none."""
    if isinstance(books, (Book, Entry, str)) or not isinstance(books, Iterable):
        raise wrong_argument("process.catalogue", "books", "several Book, Entry or Problem", books)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, item in enumerate(books, start=1):
        if isinstance(item, Problem):
            problems.append(item)
        elif isinstance(item, (Book, Entry)):
            entry = item if isinstance(item, Entry) else Entry(book=item, row=number)
            entries.append(_with_isbn_read(entry))
        else:
            raise TypeError(f"books takes Book, Entry or Problem, not {item!r} ({type(item).__name__})")
    if not entries:
        raise InputError(Text("0 buku", "no books"))
    from koleksi import intake

    return intake.joined(entries), problems


def _with_isbn_read(entry: Entry) -> Entry:
    """An ISBN with hyphens, of ten digits or with a slip is read and told as in a list."""
    said = entry.book.isbn
    if not said or (len(said) == 13 and numbers.is_valid(said)):
        return entry
    one = numbers.recognise(said)
    if one.isbns:
        book = entry.book.but(isbn=one.isbns[0], other_isbns=(*one.isbns[1:], *entry.book.other_isbns))
        if one.action not in ("accept_warn", "ask_which"):
            return replace(entry, book=book)
        told = problem(f"isbn-{one.action}", wording="isbn/read-as", value=said, isbn=one.isbns[0], why=one.reason)
    else:
        book = entry.book.but(isbn="", wrong_isbns=(*entry.book.wrong_isbns, said))
        told = problem(f"isbn-{one.kind}", wording="isbn/not-valid", value=said, perhaps=one.perhaps, why=one.reason)
    found = told.at(source=entry.source, row=entry.row, column="isbn")
    return replace(entry, book=book, problems=(*entry.problems, found))
