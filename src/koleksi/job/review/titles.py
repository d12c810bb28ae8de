"""The sheet *Semua judul*: every title with all that may be corrected of it, each in its cell, the evidence beside."""

from __future__ import annotations

from collections.abc import Mapping

from koleksi._terms import language
from koleksi.book import Lang, Text
from koleksi.job.collection import Record
from koleksi.job.review.answers import Thing
from koleksi.job.review.corrections import copies_of_others, shown
from koleksi.job.review.keys import rows_key
from koleksi.job.review.title_cells import CELLS, Written
from koleksi.job.review.words import (
    CALL_NUMBER,
    CLASS,
    COPIES,
    DECISION,
    HEADING,
    KEY,
    LANGUAGE,
    NUMBERS,
    PLACE,
    REASONS,
    SIDES,
    TITLE,
    WRITTEN,
)
from koleksi.job.workbook import Column

__all__ = ["title_columns", "title_row"]

_LANGUAGES = ("ind", "eng", "ara", "jav", "sun", "ban", "bug", "may", "dut", "jpn", "chi")
_GIVEN = Text("dari daftar atau diputuskan", "from the list, or decided")


def title_columns(lang: Lang) -> tuple[Column, ...]:
    """In the order of `title_cells.ORDER`."""
    languages = tuple(language.name(code, lang) for code in _LANGUAGES)
    typed = (
        (TITLE, 44, ()), (HEADING, 26, ()), (CLASS, 11, ()), (CALL_NUMBER, 20, ()), (SIDES["volume"], 9, ()),
        (LANGUAGE, 12, languages), (COPIES, 10, ()),
    )  # fmt: skip
    return (
        Column(DECISION(lang), 14, edit=True),
        *(Column(heading(lang), width, edit=True, choices=choices) for heading, width, choices in typed),
        *(Column(heading(lang), width) for heading, width in ((REASONS, 40), (NUMBERS, 22), (PLACE, 18))),
        Column(WRITTEN(lang), 12, hidden=True),
        Column(KEY(lang), 14, hidden=True),
    )


def title_row(
    record: Record, said: Mapping[Thing, str], typed: dict[Thing, str], policy: str, lang: Lang
) -> tuple[object, ...]:
    """``said``: all decisions; ``typed``: words that decide nothing, each of which is put back into its cell once."""
    held = shown(record, policy, lang)
    word = _taken(typed, "class", record)
    left = {kind: text for kind in CELLS if (text := _taken(typed, kind, record))}
    decided = {
        kind: said[thing] for kind in CELLS for row in reversed(record.rows) if (thing := (kind, row.key)) in said
    }
    written = Written(shown=held, said=decided, open=left, others=copies_of_others(record))
    cells = {**held, **left}
    cells_of_kind = (int(text) if kind == "copies" and text.isdecimal() else text for kind, text in cells.items())
    return (
        word,
        *cells_of_kind,
        _evidence(record)(lang),
        ", ".join(copy.barcode for copy in record.copies),
        record.place(lang),
        written.cell(),
        rows_key(record),
    )


def _taken(typed: dict[Thing, str], kind: str, record: Record) -> str:
    """The word on a record that waits, under the key of any of its rows."""
    return next((typed.pop((kind, row.key)) for row in record.rows if (kind, row.key) in typed), "")


def _evidence(record: Record) -> Text:
    """Why it has this class."""
    if not record.suggestions:
        return _GIVEN if record.book.ddc else Text("", "")
    reasons = record.suggestions[0].reasons
    return Text(*("; ".join(reason(lang) for reason in reasons) for lang in ("id", "en")))
