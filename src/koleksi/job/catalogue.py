"""``koleksi marc`` and ``koleksi report``: a catalogue checked, converted, and told in figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from koleksi import save
from koleksi._terms import book_json
from koleksi._terms.problems import problem
from koleksi._terms.three_bytes import beyond
from koleksi.book import Book, Entry, Lang, Problem, Text
from koleksi.errors import InputError
from koleksi.job.sources import catalogue_file, gather

__all__ = ["check_marc", "convert_marc", "report"]


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
                "record": problem.row,
                "offset": problem.offset,
                "code": problem.code,
                "column": problem.column,
                "value": problem.value,
                "severity": problem.severity,
                "what": problem.what.id,
                "what_en": problem.what.en,
            }
            for problem in problems
        ],
    }


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
            if not profile:
                yield item
                continue
            book, copies = marc.from_record(item)
            if tags := marc.not_held(book, profile):
                problems.append(problem("marc-not-held", row=count, value=", ".join(tags), system=profile))
            if profile == "slims" and (characters := beyond(book_json.dump(book))):
                problems.append(_replaced(book, count, characters))
            yield marc.to_record(book, copies, profile=profile)

    write = marc.write_xml if target.suffix.lower() == ".xml" else marc.write
    refused = write(records(), target)
    return count - sum(problem.severity == "error" for problem in refused), problems + refused


def _replaced(book: Book, row: int, characters: str) -> Problem:
    named = " ".join(characters)
    return problem("slims-character", source=book.record_id, row=row, column="MARC", value=book.title, characters=named)


def report(source: Path, out: Path, lang: Lang = "id") -> int:
    """``laporan.html``, or ``laporan.xlsx`` where ``out`` ends so, of a results folder (its katalog.mrc) or of any
    catalogue; the number of titles."""
    from koleksi.job.report.figures import report_of
    from koleksi.job.report.page import html
    from koleksi.job.report.workbook import workbook

    catalogue = catalogue_file(source)
    save.must_differ(out, catalogue)
    entries, problems = gather([catalogue])
    if not entries:
        raise InputError(Text("0 buku", "it holds no book"), catalogue)
    items = [(entry.book, entry.copies) for entry in entries]
    classed = sum(bool(entry.book.ddc) for entry in entries)
    counts = {
        "rows": len(entries),
        "books": len(entries),
        "copies": sum(len(copies) for _, copies in items),
        "classified": classed,
        "to_review": len(entries) - classed,
        "ask_pairs": 0,
        "problems": len(problems),
        "surplus": 0,
    }
    made = report_of(items, source.stem, _last_day(entries), counts, problems)
    if out.suffix.lower() == ".xlsx":
        save.write_bytes(out, workbook(made, lang))
    else:
        save.write_text(out, html(made, lang))
    return len(entries)


def _last_day(entries: Sequence[Entry]) -> str:
    """The day a report of a catalogue speaks of: its newest accession, or the newest imprint."""
    days = [copy.received for entry in entries for copy in entry.copies if copy.received[:4].isdecimal()]
    years = [f"{entry.book.year}-12-31" for entry in entries if entry.book.year]
    return max(days, default=max(years, default="2000-01-01"))
