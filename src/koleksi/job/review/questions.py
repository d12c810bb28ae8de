"""What of a collection a person should look at: the lines of the review sheet."""

from __future__ import annotations

from collections.abc import Iterator

from koleksi.book import Lang
from koleksi.job.collection import Collection, Pair, Record
from koleksi.job.review import sheet

__all__ = ["review_sheet"]


def review_sheet(collection: Collection, lang: Lang) -> bytes:
    """``tinjau.xlsx`` of a collection."""
    return sheet.workbook(
        classes=[_class_question(record) for record in collection.records if not record.sure],
        pairs=collection.questions,
        joined=sorted(_joined(collection), key=lambda pair: pair.score),
        surplus=[_surplus(record) for record in collection.records if record.surplus],
        changes=[*collection.doubts, *collection.changes],
        decided=collection.decided,
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


def _surplus(record: Record) -> sheet.Surplus:
    return sheet.Surplus(book=record.book, copies=record.surplus, place=record.place)
