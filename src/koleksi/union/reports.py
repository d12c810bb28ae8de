"""A report for each library and each district, as `koleksi report` makes them of one catalogue."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from koleksi import save
from koleksi.book import Book, Copy, Lang, Text
from koleksi.job.report.figures import Report, report_of
from koleksi.job.report.page import html
from koleksi.job.sources import Progress
from koleksi.union.store import Store
from koleksi.union.told import of_district, of_library
from koleksi.union.values import Library

__all__ = ["FOLDER", "write_reports"]

FOLDER = "laporan"
_LEFT_OUT = Text("Sumber", "Source")  # whence copies came stays in their library
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


def write_reports(
    store: Store, folder: Path, day: str, lang: Lang, changed: Collection[str], progress: Progress
) -> int:
    """``laporan/KODE.html`` for the libraries that changed, ``laporan/kabupaten-NAMA.html`` for their districts; how
    many pages were written."""
    libraries = store.libraries()
    pages = [*_of_libraries(libraries, changed), *_of_districts(libraries, changed)]
    for done, (name, shown, members) in enumerate(pages, start=1):
        made = _report(store, shown, members, day)
        save.write_text(folder / FOLDER / f"{name}.html", html(made, lang))
        progress("reports", done, len(pages))
    return len(pages)


_Page = tuple[str, str, Sequence[Library]]  # name of the file, heading, libraries


def _of_libraries(libraries: Iterable[Library], changed: Collection[str]) -> Iterator[_Page]:
    return ((_file(one.code), one.shown, [one]) for one in libraries if one.code in changed)


def _of_districts(libraries: Iterable[Library], changed: Collection[str]) -> Iterator[_Page]:
    named = sorted((one for one in libraries if one.district), key=lambda one: (one.district, one.code))
    for district, some in groupby(named, key=lambda one: one.district):
        members = list(some)
        if any(one.code in changed for one in members):
            yield f"kabupaten-{_file(district)}", district, members


def _file(name: str) -> str:
    return _NOT_IN_A_NAME.sub("-", name).strip("-.") or "x"


def _report(store: Store, shown: str, members: Sequence[Library], day: str) -> Report:
    one = members[0]
    of = of_library(store, one.code) if len(members) == 1 else of_district(store, one.district)
    items: list[tuple[Book, Sequence[Copy]]] = [(book, (Copy(),) * copies) for book, copies in of]
    classed = sum(bool(book.ddc) for book, _ in items)
    counts = {
        "books": len(items), "copies": sum(len(copies) for _, copies in items), "classified": classed,
        "to_review": len(items) - classed,
    }  # fmt: skip
    kind = one.kind if len({each.kind for each in members}) == 1 else ""
    made = report_of(items, shown, day, counts, (), kind=kind, steps=False)
    return replace(made, parts=tuple(part for part in made.parts if part.heading != _LEFT_OUT))
