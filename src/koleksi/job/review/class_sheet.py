"""The sheet *Kelas*: books whose class is unsure, in groups that one word accepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from koleksi.book import Lang, Text
from koleksi.job.review.answers import Thing
from koleksi.job.review.groups import ClassGroup, ClassQuestion
from koleksi.job.review.words import (
    AUTHOR,
    DECISION,
    GROUP,
    KEY,
    MEANING,
    PLACE,
    REASONS,
    SCORE,
    SUGGESTED,
    SUGGESTION,
    TAKEN,
    TITLE,
    WRITTEN,
)
from koleksi.job.workbook import Column, Strong

__all__ = ["class_columns", "class_rows"]

_NOTHING = ("", "", "", "")  # of a suggestion that is not there


def class_columns(lang: Lang) -> tuple[Column, ...]:
    suggested = (
        Column(f"{heading(lang)} {n}", width)
        for n in range(1, SUGGESTED + 1)
        for heading, width in ((SUGGESTION, 12), (MEANING, 26), (SCORE, 7), (REASONS, 30))
    )
    return (
        Column(DECISION(lang), 14, edit=True),
        Column(TITLE(lang), 44),
        Column(AUTHOR(lang), 24),
        Column(TAKEN(lang), 18),
        *suggested,
        Column(PLACE(lang), 18),
        Column(GROUP(lang), 9),
        Column(WRITTEN(lang), 12, hidden=True),
        Column(KEY(lang), 14, hidden=True),
    )


def class_rows(groups: Sequence[ClassGroup], typed: dict[Thing, str], lang: Lang) -> Iterator[tuple[object, ...]]:
    """A line for each group of several books and their own lines below it, numbered 3.01, 3.02 ... below 3."""
    for number, group in enumerate(groups, start=1):
        if group.asks_once:
            yield _group_row(group, _word_on_all(group, typed), number, lang)
        digits = len(str(len(group.questions))) + 1
        for n, question in enumerate(group.questions, start=1):
            place = round(number + n / 10**digits, digits) if group.asks_once else number
            yield _class_row(question, typed.pop(("class", question.key), ""), place, lang)


def _word_on_all(group: ClassGroup, typed: dict[Thing, str]) -> str:
    """A word that was typed on the group and not understood goes back into its line."""
    things = [("class", question.key) for question in group.questions]
    words = {typed.get(thing, "") for thing in things}
    if len(words) > 1 or not any(words):
        return ""
    return [typed.pop(thing) for thing in things][0]


def _group_row(group: ClassGroup, word: str, number: float, lang: Lang) -> tuple[object, ...]:
    from koleksi import ddc

    count = len(group.questions)
    asked = Text(
        f"{count} buku: semuanya {group.three}? Ketik 'ya'; yang lain di barisnya.",
        f"{count} books: all {group.three}? Type 'yes'; others in their own line.",
    )
    often = [(three, ddc.caption(three, lang), "", "") for three in group.often(SUGGESTED)]
    often += [_NOTHING] * (SUGGESTED - len(often))
    cells = (value for suggestion in often for value in suggestion)
    return Strong((word, asked(lang), "", group.three, *cells, "", number, asked(lang), group.key))


def _class_row(question: ClassQuestion, word: str, number: float, lang: Lang) -> tuple[object, ...]:
    suggestions: list[tuple[object, ...]] = [
        (
            one.number,
            Text(one.caption, one.caption_en or one.caption)(lang),
            round(one.score, 2),
            "; ".join(reason(lang) for reason in one.reasons),
        )
        for one in question.suggestions[:SUGGESTED]
    ]
    suggestions += [_NOTHING] * (SUGGESTED - len(suggestions))
    book = question.book
    title = book.full_title or Text(f"[tanpa judul] ISBN {book.isbn}", f"[no title] ISBN {book.isbn}")(lang)
    return (
        word,
        title,
        "; ".join(book.authors),
        question.taken,
        *(value for suggestion in suggestions for value in suggestion),
        question.place(lang),
        number,
        title,
        question.key,
    )
