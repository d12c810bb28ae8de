"""The sheets that say what is there: what changed, every title, what went wrong, copies to give away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from koleksi.book import Book, Lang, Problem, Text
from koleksi.job.collection import RowQuestion
from koleksi.job.memory.changes import KINDS as KINDS_OF_CHANGE
from koleksi.job.memory.changes import Change
from koleksi.job.problems import problem_cells
from koleksi.job.review.answers import Thing
from koleksi.job.review.words import (
    AUTHOR,
    BEFORE_AFTER,
    CHANGE,
    CODE,
    DECISION,
    KEY,
    LEVEL,
    NUMBERS,
    PLACE,
    SIDES,
    TITLE,
    TO_DO,
    WRITTEN,
)
from koleksi.job.workbook import Column

__all__ = [
    "Surplus",
    "change_columns",
    "change_row",
    "problem_columns",
    "problem_rows",
    "surplus_columns",
    "surplus_row",
]

_SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surplus:
    """Copies beyond the number kept: for another library."""

    book: Book
    copies: int
    place: Text


def change_columns(lang: Lang) -> tuple[Column, ...]:
    headings = ((CHANGE, 24), (TITLE, 44), (PLACE, 18), (NUMBERS, 24), (BEFORE_AFTER, 50), (TO_DO, 40))
    shown = (Column(heading(lang), width) for heading, width in headings)
    return (
        Column(DECISION(lang), 14, edit=True),
        *shown,
        *(Column(heading(lang), 14, hidden=True) for heading in (WRITTEN, KEY)),
    )


def change_row(change: Change | RowQuestion, typed: dict[Thing, str], lang: Lang) -> tuple[object, ...]:
    if isinstance(change, RowQuestion):
        return _row_question(change, typed.pop(("row", change.key), ""), lang)
    codes = ", ".join(change.barcodes)
    return (
        "",
        KINDS_OF_CHANGE[change.kind](lang),
        change.title,
        change.place(lang),
        codes,
        change.what(lang),
        change.do(lang),
        change.title,
        "",
    )


def _row_question(question: RowQuestion, word: str, lang: Lang) -> tuple[object, ...]:
    """The remembered rows are numbered; what is typed is one of those numbers, or that the book is new."""
    listed = "; ".join(
        f"{number}: {', '.join(codes)} {title}".strip()
        for number, (_, codes, title) in enumerate(question.candidates, 1)
    )
    kind = Text("belum pasti", "not sure")
    do = Text(
        "Buku ini yang mana? Ketik angkanya (1, 2 ...) atau nomor labelnya; ketik 'baru' bila bukan salah satunya. "
        "Nomor diberikan sesudah dijawab.",
        "Which of these is this book? Type its figure (1, 2 ...) or its label's number; type 'new' if none of them. "
        "Its number is given when this is answered.",
    )
    key = "|".join((question.key, *(key for key, _, _ in question.candidates)))
    codes = " | ".join(", ".join(several) for _, several, _ in question.candidates)
    title = question.book.full_title
    return (word, kind(lang), title, question.place(lang), codes, listed, do(lang), title, key)


def surplus_columns(lang: Lang) -> tuple[Column, ...]:
    beyond = Text("eksemplar berlebih", "surplus copies")
    headings = ((TITLE, 44), (AUTHOR, 24), (SIDES["isbn"], 16), (beyond, 12), (PLACE, 24))
    return tuple(Column(heading(lang), width) for heading, width in headings)


def surplus_row(surplus: Surplus, lang: Lang) -> tuple[object, ...]:
    book = surplus.book
    return (book.full_title, "; ".join(book.authors), book.isbn, surplus.copies, surplus.place(lang))


def problem_columns(lang: Lang) -> tuple[Column, ...]:
    """What happened and what to do, then where: the text of ``masalah.csv`` for people."""
    headings = (
        (LEVEL, 11), (Text("masalah", "problem"), 56), (Text("tindakan", "what to do"), 56),
        (Text("nilai", "value"), 26), (Text("berkas", "file"), 22), (Text("lembar", "sheet"), 14), (PLACE, 7),
        (Text("kolom", "column"), 14), (CODE, 18),
    )  # fmt: skip
    return tuple(Column(heading(lang), width, wrap=True) for heading, width in headings)


def problem_rows(problems: Iterable[Problem], lang: Lang) -> Iterator[tuple[object, ...]]:
    """The worst first, else in the order of the lists."""
    for found in sorted(problems, key=lambda one: _SEVERITIES.index(one.severity)):
        source, row, column, value, code, level, what, do = problem_cells(found, lang)
        file, sheet = _parted(str(source))
        yield (level, what, do, value, file, sheet, row, column, code)


def _parted(source: str) -> tuple[str, str]:
    """A file and the sheet of it that is named behind a colon."""
    file, _, sheet = source.partition(":")
    return (file, sheet) if "." in file else (source, "")
