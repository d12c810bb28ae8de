"""``masalah.csv``: what a person should know of, each with its place in the lists and what to do."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from koleksi._terms.class_marks import kind_of_mark
from koleksi._terms.field_names import column_name
from koleksi._terms.formula import guarded
from koleksi._terms.problems import problem
from koleksi.book import Entry, Lang, Problem, Text
from koleksi.job.authority import of_headings
from koleksi.job.collection import Collection, Known
from koleksi.job.shared_isbns import shared_isbns

__all__ = [
    "copies_kept",
    "decided_meanwhile",
    "lists_left_out",
    "of_collection",
    "of_rows",
    "placed",
    "problem_cells",
    "problem_list",
    "problems_csv",
    "settings_changed",
]

_COLUMNS = ("sumber", "baris", "kolom", "nilai", "kode", "tingkat", "masalah", "tindakan")
_LEVELS = {
    "error": Text("kesalahan", "error"),
    "warning": Text("peringatan", "warning"),
    "note": Text("catatan", "note"),
}
_LONGEST = 500  # characters of a value that are shown


def lists_left_out(lists: Mapping[str, int]) -> list[Problem]:
    """Lists whose books have numbers from this folder and are not in this run: its files no longer hold them."""
    return [problem("list-left-out", source=source, value=str(rows)) for source, rows in lists.items()]


def copies_kept(names: Sequence[str]) -> list[Problem]:
    """Files that a person changed and this run replaced: their copies are beside the new ones."""
    return [problem("file-changed", source=name, value=name, copy=name) for name in names]


def settings_changed(changed: Mapping[str, tuple[Any, Any]]) -> list[Problem]:
    """Settings that differ from the last run's."""
    return [
        problem("settings-changed", source="koleksi.toml", column=name, value=str(now), before=before, now=now)
        for name, (before, now) in changed.items()
    ]


def decided_meanwhile(count: int) -> list[Problem]:
    """Decisions saved while the run was at work: recorded, but not in its files."""
    name = "tinjau.xlsx"
    return [problem("decision-meanwhile", source=name, value=name, count=count)] if count else []


def of_rows(entries: Iterable[Entry]) -> list[Problem]:
    """The remarks that reading made on rows, each with its place."""
    return [problem.at(source=entry.source, row=entry.row) for entry in entries for problem in entry.problems]


def of_collection(collection: Collection) -> list[Problem]:
    """All that is known of the collection before its files are drawn."""
    typed = collection.answers.problems if collection.answers else ()
    return [
        *collection.problems, *typed, *_perhaps_known(collection), *_joined(collection), *_disagreed(collection),
        *shared_isbns(collection), *_class_marks(collection),
        *of_headings(collection.headings), *_not_held(collection),
    ]  # fmt: skip


def _class_marks(collection: Collection) -> Iterator[Problem]:
    """Rows with a mark in the place of a class number: it is kept in the notes, and the book has a class besides."""
    for record in collection.records:
        for entry in (row.entry for row in record.rows):
            if kind_of_mark(entry.book.ddc):
                told = problem("class-mark", column="ddc", value=entry.book.ddc, number=record.book.ddc or "-")
                yield told.at(source=entry.source, row=entry.row)


def _not_held(collection: Collection) -> Iterator[Problem]:
    """Fields of a catalogue that go into the files of MARC and have no place in the others."""
    from koleksi import marc

    systems = Text("SLiMS dan INLISLite", "SLiMS and INLISLite")
    for record in collection.records:
        if tags := marc.not_held(record.book, "slims") if record.book.marc_fields else ():
            yield problem("marc-not-held", source=record.book.record_id, value=", ".join(tags), system=systems)


def _perhaps_known(collection: Collection) -> Iterator[Problem]:
    """Rows that may describe a record of the catalogue they were held against: a person compares and decides."""
    for question in collection.questions:
        if isinstance(question.right, Known):
            entry, known = question.left.entry, question.right.book
            found = problem(
                "maybe-in-catalogue", value=entry.book.full_title, title=known.full_title, record=known.record_id
            )
            yield found.at(source=entry.source, row=entry.row)


def _joined(collection: Collection) -> Iterator[Problem]:
    """Copies that join a record of the catalogue: what SLiMS's import, which only makes new records, needs a hand
    for.
    """
    for record in collection.records:
        if record.in_catalogue and record.copies:
            entry, codes = record.rows[0].entry, ", ".join(copy.barcode for copy in record.copies)
            found = problem("in-catalogue", value=record.book.full_title, count=len(record.copies), barcodes=codes)
            yield found.at(source=entry.source, row=entry.row)


def _disagreed(collection: Collection) -> Iterator[Problem]:
    """Rows that became one record though they disagree in a fact."""
    for record in collection.records:
        if told := [one.what for one in record.disagreed]:
            entry = record.rows[-1].entry
            words = Text("; ".join(one.id for one in told), "; ".join(one.en for one in told))
            found = problem("rows-disagree", value=record.book.full_title, words=words, place=record.place)
            yield found.at(source=entry.source, row=entry.row)


def placed(collection: Collection, problems: Sequence[Problem]) -> list[Problem]:
    """The problems in the order of the lists. A rendering names a record or a barcode; here it gets its row."""
    entries: dict[str, Entry] = {}
    for record in collection.records:
        entry = record.rows[0].entry
        entries[record.book.record_id] = entry
        entries.update((copy.barcode, entry) for copy in record.copies)
    found = [_at_row(problem, entries.get(problem.source)) for problem in problems]
    return sorted(found, key=lambda problem: (problem.source, problem.row, problem.code, problem.column))


def _at_row(problem: Problem, entry: Entry | None) -> Problem:
    return replace(problem, source=entry.source, row=entry.row) if entry else problem


def problems_csv(problems: Sequence[Problem], lang: Lang) -> bytes:
    """``masalah.csv``: one line a problem, in one language. UTF-8 with a byte order mark and semicolons between cells:
    so a spreadsheet set to Indonesian, whose comma is a decimal mark, opens it right with a double click.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP ASVS 1.2.10).
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for found in problems:
        cells = problem_cells(found, lang)
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def problem_cells(problem: Problem, lang: Lang) -> tuple[object, ...]:
    """A line of ``masalah.csv``: place, code, level, what is the matter, what to do."""
    column = column_name(problem.column)(lang)
    place = (Path(problem.source).name, problem.row or "", column, problem.value[:_LONGEST])
    return (*place, problem.code, _LEVELS[problem.severity](lang), problem.what(lang), problem.do(lang))


def problem_list(problems: Sequence[Problem]) -> Iterator[dict[str, Any]]:
    """The problems for a program: keys and texts in English."""
    for found in problems:
        yield {
            "source": Path(found.source).name,
            "row": found.row,
            "column": found.column,
            "value": found.value[:_LONGEST],
            "code": found.code,
            "severity": found.severity,
            "problem": found.what.en,
            "what_to_do": found.do.en,
        }
