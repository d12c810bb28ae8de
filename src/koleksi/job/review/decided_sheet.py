"""The sheet *Diputuskan*: every decision that was made, to be changed or taken back there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from koleksi.book import Lang
from koleksi.job.collection import Record
from koleksi.job.decisions import Decision
from koleksi.job.review.answers import Thing
from koleksi.job.review.corrections import KINDS as CORRECTIONS
from koleksi.job.review.habits import name_of
from koleksi.job.review.keys import joined
from koleksi.job.review.words import DECISION, KEY, KIND, KINDS, RECORDED, TITLE, WORDS
from koleksi.job.workbook import Column

__all__ = ["decided_columns", "decided_rows"]

_OF_TITLES = ("class", *CORRECTIONS)


def decided_columns(lang: Lang) -> tuple[Column, ...]:
    return (
        Column(DECISION(lang), 24, edit=True),
        Column(KIND(lang), 14),
        Column(TITLE(lang), 60),
        Column(RECORDED(lang), 14, hidden=True),
        Column(KEY(lang), 15, hidden=True),
    )


def decided_rows(
    decided: Iterable[tuple[Decision, str]],
    records: Iterable[Record],
    typed: dict[Thing, str],
    loose: Iterable[tuple[str, str]],
    lang: Lang,
) -> Iterator[tuple[object, ...]]:
    """What was decided, and behind it what was typed in lines that are not there any more."""
    for decision, title, key in _once_a_title(decided, records):
        title = name_of(decision.key)(lang) if decision.kind == "habit" else title
        said = WORDS[decision.value](lang) if decision.value in WORDS else decision.value
        word = typed.pop((decision.kind, decision.key), said)
        key = f"{key}|" if decision.kind == "row" else key
        yield (word, KINDS[decision.kind](lang), title, decision.value, key)
    for (kind, key), word in typed.items():
        yield (word, KINDS[kind](lang), "?", "", f"{key}|" if kind == "row" else key)
    for title, word in loose:
        yield (word, "", title, "", "")


def _once_a_title(
    decided: Iterable[tuple[Decision, str]], records: Iterable[Record]
) -> Iterator[tuple[Decision, str, str]]:
    """Each decision with its title and the keys that it holds for: one word on all rows of a title is one line."""
    rows = {row.key: record.rows for record in records for row in record.rows}
    words = {(one.kind, one.key): (one, title) for one, title in decided}
    while words:
        (kind, key), (one, title) = next(iter(words.items()))
        keys = [row.key for row in rows.get(key, ())] if kind in _OF_TITLES else []
        alike = [each for each in keys if (found := words.get((kind, each))) and found[0].value == one.value]
        for each in alike or [key]:
            del words[kind, each]
        yield Decision(kind, (alike or [key])[0], one.value), title, joined(alike or [key])
