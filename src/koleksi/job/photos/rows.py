"""Photos of books as a source: each photo whose bar code is read is a row with its ISBN, as in a list of ISBNs.

A photo is taken of one book. One without a bar code is not made a row, for it would get a number and a label: it is
asked about by name, or, with the extra ``koleksi[ocr]``, read as a page with a KDT block. A page belongs to the book
before it where its ISBN says so, or where it has none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from koleksi import kdt
from koleksi._terms.problems import problem
from koleksi.book import Book, Copy, Entry, Problem
from koleksi.errors import InputError
from koleksi.job.photos.seen import Seen, seen_in

__all__ = ["entries"]


def entries(paths: Iterable[Path]) -> Iterator[Entry | Problem]:
    """A row for each photo with an ISBN, or the Problem that says why there is none, in the order of the names, which
    is that in which a phone took them. The same photo twice is one row; the same ISBN in two photos is two copies."""
    before: Entry | None = None
    met: dict[bytes, Path] = {}
    for path in paths:
        picture = path.read_bytes()
        twin = met.setdefault(hashlib.sha256(picture).digest(), path)
        if twin is not path:
            yield problem("photo-twice", source=str(path), value=twin.name)
            continue
        try:
            seen = seen_in(picture)
        except InputError as error:
            yield problem("photo-damaged", source=str(path), why=error.message)
            continue
        if before and seen.page and _belongs(seen.page.book, before.book):
            before = _with_page(before, seen.page, path)
            continue
        found = _row(seen, path, before)
        if isinstance(found, Problem):
            yield found
            continue
        if before:
            yield before
        before = found
    if before:
        yield before


def _row(seen: Seen, path: Path, before: Entry | None) -> Entry | Problem:
    reading, page = seen.reading, seen.page
    if reading.isbn:
        missing = problem("title-missing", wording="title-missing/isbn-list", column="title", value=reading.isbn)
        return Entry(book=Book(isbn=reading.isbn), copies=(Copy(),), source=str(path), row=1, problems=(missing,))
    if page:
        read = problem("photo-page", source=str(path), row=1, value=page.book.title)
        return Entry(book=page.book, copies=(Copy(),), source=str(path), row=1, problems=(*page.problems, read))
    if len(reading.perhaps) > 1:
        return problem("photo-several", source=str(path), column="isbn", value=", ".join(reading.perhaps))
    if reading.perhaps:
        return problem("photo-unsure", source=str(path), column="isbn", value=reading.perhaps[0])
    if reading.others:
        return problem("photo-no-isbn", source=str(path), column="isbn", value=", ".join(reading.others))
    if before:
        return problem("photo-unread", wording="photo-unread/behind", source=str(path), before=Path(before.source).name)
    return problem("photo-unread", source=str(path))


def _belongs(page: Book, before: Book) -> bool:
    """Whether a page is one of the book photographed before it."""
    return page.isbn in ("", before.isbn) and before.isbn != "" and not before.title


def _with_page(entry: Entry, page: kdt.Kdt, path: Path) -> Entry:
    """A row with the facts of its page, which a person should look at."""
    book = replace(page.book, isbn=entry.book.isbn)
    read = problem("photo-page", source=str(path), row=1, value=book.title)
    return replace(entry, book=book, problems=(*page.problems, read))
