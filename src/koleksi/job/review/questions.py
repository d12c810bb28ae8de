"""What of a collection a person should look at: the lines of the review sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from koleksi.book import Lang, Problem, Text
from koleksi.job.collection import Collection, Pair, Record
from koleksi.job.review import lists, sheet
from koleksi.job.review.answers import Answers
from koleksi.job.review.groups import ClassQuestion
from koleksi.job.review.habits import habits_raised
from koleksi.job.review.series import Series, all_series

__all__ = ["review_sheet"]


def review_sheet(stream: IO[bytes], collection: Collection, problems: Iterable[Problem], lang: Lang) -> None:
    """``tinjau.xlsx`` of a collection."""
    sheet.write(
        stream,
        habits=habits_raised(collection),
        classes=[_class_question(record) for record in collection.records if not record.sure],
        pairs=all_series(collection.questions),
        joined=sorted(_joined(collection), key=lambda one: one.pairs[0].score),
        later=collection.later,
        policy=collection.config.classes.author,
        changes=[*collection.doubts, *collection.changes, *collection.to_do],
        titles=collection.records,
        problems=problems,
        surplus=[_surplus(record) for record in collection.records if record.surplus],
        decided=collection.decided,
        answers=collection.answers or Answers(),
        lang=lang,
    )


def _joined(collection: Collection) -> Iterator[Series]:
    """Rows that were taken for one edition, each beside the one it joins: the first of its record, or the
    catalogue's. The issues of a periodical stand together."""
    from koleksi import dedupe

    for record in collection.records:
        base = record.known or record.rows[0]
        rows = record.rows if record.known else record.rows[1:]
        if record.is_serial and rows:
            pairs = tuple(Pair(left=row, right=base, score=1.0, reasons=(_ISSUE,)) for row in rows)
            yield Series(title=record.book.full_title, pairs=pairs, issues=True)
            continue
        for row in rows:
            found = dedupe.verdict(row.book, base.book)
            pair = Pair(left=row, right=base, score=found.score, reasons=found.reasons)
            yield Series(title=record.book.full_title, pairs=(pair,))


_ISSUE = Text("terbitan dari majalah yang sama", "an issue of the same periodical")


def _class_question(record: Record) -> ClassQuestion:
    return ClassQuestion(
        key=record.rows[0].key,
        place=record.place,
        book=record.book,
        suggestions=record.suggestions,
        taken=record.book.ddc,
    )


def _surplus(record: Record) -> lists.Surplus:
    return lists.Surplus(book=record.book, copies=record.surplus, place=record.place)
