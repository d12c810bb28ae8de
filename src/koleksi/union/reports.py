"""A report for each library and each district, as `koleksi report` makes them of one catalogue."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from koleksi import save
from koleksi.book import Book, Copy, Lang, Text
from koleksi.job.report.figures import Report, report_of
from koleksi.job.report.page import html
from koleksi.job.sources import Progress
from koleksi.union.store import Store
from koleksi.union.told import Told
from koleksi.union.values import Library

__all__ = ["FOLDER", "Page", "changed_pages", "keep_written", "no_longer_meant", "write_reports"]

FOLDER = "laporan"
_WRITTEN = "reports"  # the note under which the union file keeps name -> digest of the pages that it wrote
_LEFT_OUT = Text("Sumber", "Source")  # whence copies came stays in their library
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


class Page(NamedTuple):
    """A report that is to be: its file, ``laporan/KODE.html`` or ``laporan/kabupaten-NAMA.html``, whose it is, and of
    which libraries it tells."""

    file: str
    shown: str
    members: tuple[Library, ...]


def changed_pages(store: Store) -> Iterator[Page]:
    """The pages of the libraries that changed and of their districts, and those that were never written."""
    changed, written = store.changed_libraries(), _written(store)
    for page in _pages(store.libraries()):
        if page.file not in written or any(one.code in changed for one in page.members):
            yield page


def write_reports(
    told: Told, pages: Sequence[Page], folder: Path, day: str, lang: Lang, progress: Progress
) -> dict[str, str]:
    """Write the pages; name of each -> digest of what it says."""
    written = {}
    for done, (name, shown, members) in enumerate(pages, start=1):
        content = html(_report(told, shown, members, day), lang).encode()
        save.write_bytes(folder / name, content)
        written[name] = sha256(content).hexdigest()
        progress("reports", done, len(pages))
    return written


def no_longer_meant(store: Store, folder: Path) -> list[str]:
    """Pages of libraries and districts that no library names any more, as long as they say what was written there."""
    meant = {name for name, *_ in _pages(store.libraries())}
    gone = ((name, digest) for name, digest in _written(store).items() if name not in meant)
    return [name for name, digest in gone if _digest(folder / name) == digest]


def keep_written(store: Store, written: Mapping[str, str], gone: Collection[str]) -> None:
    """Remember which pages are the union's own."""
    known = {name: digest for name, digest in _written(store).items() if name not in gone}
    store.keep(_WRITTEN, json.dumps(known | dict(written), sort_keys=True))


def _written(store: Store) -> dict[str, str]:
    return dict(json.loads(store.note(_WRITTEN) or "{}"))


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _pages(libraries: Sequence[Library]) -> Iterator[Page]:
    """A page a library, then one a district."""
    named = sorted((one for one in libraries if one.district), key=lambda one: (one.district, one.code))
    districts = [(district, tuple(some)) for district, some in groupby(named, key=lambda one: one.district)]
    pages: list[tuple[str, str, tuple[Library, ...]]] = [(one.code, one.shown, (one,)) for one in libraries]
    pages += [(f"kabupaten/{district}", district, some) for district, some in districts]
    alike = Counter(_stem(name).casefold() for name, *_ in pages)
    for name, shown, members in pages:
        yield Page(_file(name, alone=alike[_stem(name).casefold()] == 1), shown, members)


def _file(name: str, *, alone: bool) -> str:
    """``alone``: no other page has this name; else ("Batu" and "BATU" are one on Windows) each has a digest of its own
    behind it, so that it does not depend on what others there are."""
    return f"{FOLDER}/{_stem(name)}{'' if alone else f'-{sha256(name.encode()).hexdigest()[:6]}'}.html"


def _stem(name: str) -> str:
    return _NOT_IN_A_NAME.sub("-", name).strip("-.") or "x"


def _report(told: Told, shown: str, members: Sequence[Library], day: str) -> Report:
    one = members[0]
    of = told.of_library(one.code) if len(members) == 1 else told.of_district(one.district)
    items: list[tuple[Book, Sequence[Copy]]] = [(book, (Copy(),) * copies) for book, copies in of]
    classed = sum(bool(book.ddc) for book, _ in items)
    counts = {
        "books": len(items), "copies": sum(len(copies) for _, copies in items), "classified": classed,
        "to_review": len(items) - classed,
    }  # fmt: skip
    kind = one.kind if len({each.kind for each in members}) == 1 else ""
    made = report_of(items, shown, day, counts, (), kind=kind, steps=False)
    return replace(made, parts=tuple(part for part in made.parts if part.heading != _LEFT_OUT))
