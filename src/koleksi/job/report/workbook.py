"""``laporan.xlsx``: the figures of ``laporan.html`` for whoever fills in a form or counts on."""

from __future__ import annotations

import io
from collections.abc import Sequence

from koleksi.book import Lang, Text
from koleksi.job.report.figures import Amount, Report
from koleksi.job.report.page import CARDS
from koleksi.job.report.standards import CERTAINTY, LIBRARIES, MEASURES
from koleksi.job.workbook import Column, Workbook

__all__ = ["workbook"]

_TITLES, _COPIES = CARDS["books"], CARDS["copies"]


def workbook(report: Report, lang: Lang = "id") -> bytes:
    """The report as XLSX bytes, in one language."""
    buffer = io.BytesIO()
    with Workbook(buffer) as book:

        def sheet(name: Text, columns: Sequence[tuple[Text, int]], rows: Sequence[Sequence[object]]) -> None:
            book.sheet(name(lang), [Column(heading(lang), width) for heading, width in columns], rows)

        amounts = ((_NAME, 44), (_TITLES, 10), (_COPIES, 11))
        sheet(Text("Formulir", "Forms"), amounts, [_amount(line, lang) for line in report.forms])
        sheet(Text("Ringkasan", "Summary"), ((_NAME, 44), (_COUNT, 10)), _counts(report, lang))
        if report.changes:
            rows = [(one.name(lang), _number(one.before), _number(one.after)) for one in report.changes]
            sheet(Text("Sebelum-sesudah", "Before-after"), ((_NAME, 44), (_BEFORE, 10), (_AFTER, 10)), rows)
        sheet(Text("Standar", "Standards"), _STANDARD, _gaps(report, lang))
        parts = [(part.heading(lang), *_amount(line, lang)) for part in report.parts for line in part.lines]
        sheet(Text("Koleksi", "Collection"), ((_BY, 26), *amounts), parts)
        quality = [(one.name(lang), one.count, one.of, one.percent) for one in report.quality]
        sheet(Text("Mutu data", "Data quality"), ((_NAME, 30), (_COUNT, 10), (_OF, 10), (_PERCENT, 8)), quality)
    return buffer.getvalue()


_NAME, _COUNT, _BY = Text("apa", "what"), Text("jumlah", "count"), Text("menurut", "by")
_BEFORE, _AFTER = Text("sebelum", "before"), Text("sesudah", "after")
_OF, _PERCENT = Text("dari judul", "of titles"), Text("%", "%")
_STANDARD = (
    (Text("perpustakaan", "library"), 26), (_NAME, 28), (Text("kita", "ours"), 10), (Text("standar", "standard"), 12),
    (Text("selisih", "gap"), 16), (Text("sumber", "source"), 44), (Text("tahun", "year"), 8),
    (Text("kepastian", "certainty"), 20),
)  # fmt: skip


def _amount(line: Amount, lang: Lang) -> tuple[object, ...]:
    return (line.name(lang), line.titles, line.copies)


def _counts(report: Report, lang: Lang) -> list[tuple[object, ...]]:
    return [(words(lang), report.counts.get(name, 0)) for name, words in CARDS.items()]


def _number(text: str) -> object:
    return int(text) if text.isdecimal() else text


def _gaps(report: Report, lang: Lang) -> list[tuple[object, ...]]:
    return [
        (
            LIBRARIES[asked.library](lang), MEASURES[asked.measure](lang), gap.shown(), asked.asked(),
            gap.words()(lang), asked.source, asked.year, CERTAINTY[asked.certainty](lang),
        )
        for gap in report.gaps
        for asked in [gap.standard]
    ]  # fmt: skip
