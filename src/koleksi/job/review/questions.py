"""What of a collection a person should look at: the lines of the review sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from koleksi.book import Lang, Problem
from koleksi.job.collection import Collection, Pair, Record
from koleksi.job.problems import problem_cells
from koleksi.job.review import lists, sheet
from koleksi.job.review.answers import Answers

__all__ = ["review_sheet"]


def review_sheet(collection: Collection, problems: Iterable[Problem], lang: Lang) -> bytes:
    """``tinjau.xlsx`` of a collection."""
    return sheet.workbook(
        classes=[_class_question(record) for record in collection.records if not record.sure],
        pairs=collection.questions,
        joined=sorted(_joined(collection), key=lambda pair: pair.score),
        changes=[*collection.doubts, *collection.changes],
        titles=collection.records,
        problems=[problem_cells(problem, lang) for problem in problems],
        surplus=[_surplus(record) for record in collection.records if record.surplus],
        decided=collection.decided,
        answers=collection.answers or Answers(),
        lang=lang,
    )


def _joined(collection: Collection) -> Iterator[Pair]:
    """Rows that were taken for one edition, each beside the one it joins: the first of its record, or the
    catalogue's.
    """
    from koleksi import dedupe

    for record in collection.records:
        base = record.known or record.rows[0]
        for row in record.rows if record.known else record.rows[1:]:
            found = dedupe.verdict(row.book, base.book)
            yield Pair(left=row, right=base, score=found.score, reasons=found.reasons)


def _class_question(record: Record) -> sheet.ClassQuestion:
    return sheet.ClassQuestion(
        key=record.rows[0].key,
        place=record.place,
        book=record.book,
        suggestions=record.suggestions,
        taken=record.book.ddc,
    )


def _surplus(record: Record) -> lists.Surplus:
    return lists.Surplus(book=record.book, copies=record.surplus, place=record.place)
