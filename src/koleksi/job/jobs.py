"""The smaller jobs of the command line, each one library call: files in, files and counts out."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from koleksi import save
from koleksi.book import Book, Entry, Problem
from koleksi.errors import InputError
from koleksi.intake import rows_of

if TYPE_CHECKING:
    from koleksi.dedupe import Groups

__all__ = ["build_pack", "check_marc", "clusters", "convert_marc", "pack_info", "read_books", "report", "rows_of"]


def read_books(path: Path) -> list[tuple[str, Book]]:
    """(id, book) for every row of a CSV with the columns id, title, author, publisher, year, isbn, edition."""
    from koleksi import isbn, names

    books = []
    for number, row in enumerate(rows_of(path, ("id", "title", "author", "publisher", "year", "isbn", "edition"))):
        found = isbn.recognise(row["isbn"]) if row["isbn"] else None
        book = Book(
            title=row["title"],
            authors=names.split(row["author"]) if row["author"] else (),
            publisher=row["publisher"],
            year=int(row["year"][:4]) if row["year"][:4].isdecimal() else None,
            isbn=found.isbns[0] if found and found.isbns else "",
            wrong_isbns=(row["isbn"],) if found and not found.isbns else (),
            edition=row["edition"],
        )
        books.append((row["id"] or str(number), book))
    return books


def clusters(rows: Sequence[tuple[str, Book]], catalogue: Sequence[Book] = ()) -> tuple[Groups, str]:
    """The groups of the rows and, as CSV text, ``id,cluster``: the cluster is the id of its first member."""
    from koleksi import dedupe

    groups = dedupe.groups([book for _, book in rows], catalogue)
    first = {member: rows[group.members[0]][0] for group in groups.groups for member in group.members}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("id", "cluster"))
    writer.writerows((identity, first[n]) for n, (identity, _) in enumerate(rows))
    return groups, text.getvalue()


def check_marc(path: Path) -> dict[str, Any]:
    """Reading and checking a MARC file, as plain data: records found, records read, problems of each."""
    from koleksi import marc

    checked = list(marc.check_file(path))
    problems = [problem for _, found in checked for problem in found]
    return {
        "path": str(path),
        "records": len(checked),
        "read": sum(read for read, _ in checked),
        "problems": [
            {
                "record": problem.row, "offset": problem.offset, "code": problem.code, "column": problem.column,
                "value": problem.value, "severity": problem.severity, "what": problem.what.id, "what_en": problem.what.en,
            }
            for problem in problems
        ],
    }  # fmt: skip


def convert_marc(source: Path, target: Path, profile: str = "") -> tuple[int, list[Problem]]:
    """Copy a MARC file to ISO 2709 or MARCXML (by the target's ending), each record rebuilt by ``profile`` if given."""
    from koleksi import marc

    save.must_differ(target, source)
    problems: list[Problem] = []
    count = 0

    def records() -> Iterator[Any]:
        nonlocal count
        for item in marc.read(source):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            count += 1
            yield marc.to_record(*marc.from_record(item), profile=profile) if profile else item

    write = marc.write_xml if target.suffix.lower() == ".xml" else marc.write
    refused = write(records(), target)
    return count - sum(problem.severity == "error" for problem in refused), problems + refused


def build_pack(
    sources: Sequence[Path], out: Path, *, languages: Sequence[str] = (), groups: Sequence[str] = (), title: str = "", licence: str = "",
    tell: Callable[[str, int, int], None] | None = None,
) -> tuple[int, list[Problem]]:  # fmt: skip
    """An offline pack of catalogues, lists and Open Library dumps; the number of books in it and what could not be read.

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
        out, plan=plan, about={"title": title or out.stem, "date": max(map(_day_of, sources))}, tell=tell
    ) as builder:
        for path in (path for path in sources if not kinds[path]):
            builder.add(Origin(path.name, licence, _day_of(path)), _noting(_read(path), problems))
        for path in (path for path in sources if kinds[path] == "edition"):
            dumps.add_editions(builder, path, wanted)
        dumps.add_names(builder, *([path for path in sources if kinds[path] == kind] for kind in ("work", "author")))
        return builder.finish(), problems


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise InputError("berkas tidak ada / no such file", path)
    return path


def _day_of(path: Path) -> str:
    """The ISO day a file was written."""
    return datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date().isoformat()


def _read(path: Path) -> Iterator[Entry | Problem]:
    """The rows of a catalogue or list, one after another, whatever its kind."""
    from koleksi import intake, marc
    from koleksi.process import is_marc

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


def report(source: Path, out: Path) -> int:
    """``laporan.html`` of a results folder (its katalog.mrc) or of any catalogue; the number of titles."""
    from koleksi.job import report as page
    from koleksi.process import gather

    catalogue = source / "katalog.mrc" if source.is_dir() else source
    save.must_differ(out, catalogue)
    entries, problems = gather([catalogue])
    if not entries:
        raise InputError("0 buku / no book", catalogue)
    items = [(entry.book, entry.copies) for entry in entries]
    classed = sum(bool(entry.book.ddc) for entry in entries)
    counts = {
        "rows": len(entries), "books": len(entries), "copies": sum(len(copies) for _, copies in items), "classified": classed,
        "to_review": len(entries) - classed, "ask_pairs": 0, "problems": len(problems), "surplus": 0,
    }  # fmt: skip
    save.write_text(out, page.html(items, source.stem, _last_day(entries), counts, problems))
    return len(entries)


def _last_day(entries: Sequence[Entry]) -> str:
    """The day a report of a catalogue speaks of: its newest accession, or the newest imprint."""
    days = [copy.received for entry in entries for copy in entry.copies if copy.received[:4].isdecimal()]
    years = [f"{entry.book.year}-12-31" for entry in entries if entry.book.year]
    return max(days, default=max(years, default="2000-01-01"))
