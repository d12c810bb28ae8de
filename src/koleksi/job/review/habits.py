"""The habits that a list raises: what a library answers once for all books of a subject.

A question is asked where several books wait for it, and no more of them than a person answers before tea.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Container
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from koleksi.book import Lang, Text
from koleksi.config import Classes
from koleksi.job.collection import Collection, Record
from koleksi.job.decisions import HABIT
from koleksi.job.review.words import (
    BOOKS,
    BY_SUBJECT,
    DECISION,
    EXAMPLES,
    KEY,
    MEANING,
    QUESTION,
    SUGGESTION,
    TAKEN,
)
from koleksi.job.workbook import Choices, Column

if TYPE_CHECKING:
    from koleksi.ddc import Habit

__all__ = ["HabitQuestion", "habit_columns", "habit_row", "habits_raised", "is_open", "name_of"]

_SEVERAL = 3  # books that wait for an answer
_MOST = 10  # questions
_SHOWN = 3  # examples
_ANSWERS = 4
_FICTION = "fiction"


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitQuestion:
    """``answers``: class -> what it means; ``taken``: what is done meanwhile; ``titles``: of the books it is about."""

    name: str
    question: Text
    answers: Mapping[str, Text]
    taken: str
    titles: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{HABIT}{self.name}"


def habits_raised(collection: Collection) -> list[HabitQuestion]:
    """The questions that wait for an answer, those of most books first."""
    from koleksi import ddc

    chosen = collection.config.classes
    answered = {decision.key.removeprefix(HABIT) for decision, _ in collection.decided if decision.kind == "habit"}
    waiting = defaultdict[str, list[Record]](list)
    for record in collection.records:
        if (name := _raised_by(record)) and is_open(name, chosen, answered):
            waiting[name].append(record)
    several = {name: records for name, records in waiting.items() if len(records) >= _SEVERAL}
    order = sorted(several, key=lambda name: (-len(several[name]), name))
    return [_question(ddc.habits()[name], several[name]) for name in order[:_MOST]]


def is_open(name: str, chosen: Classes, answered: Container[str]) -> bool:
    """Whether neither the settings nor a person answered it."""
    said = chosen.fiction != Classes().fiction if name == _FICTION else bool(chosen.habits.get(name))
    return not said and name not in answered


def _raised_by(record: Record) -> str:
    """The habit that a book waits for. The notation of Indonesian literature concerns all of it, sure or not."""
    if not record.suggestions:
        return ""
    if record.book.ddc[:3] in ("811", "812", "813") and not record.suggestions[0].habit:
        return _FICTION
    return "" if record.sure else record.suggestions[0].habit


def _question(habit: Habit, records: Iterable[Record]) -> HabitQuestion:
    from koleksi import ddc

    titles = tuple(dict.fromkeys(record.book.full_title for record in records))
    usual = next(iter(habit.classes))
    return HabitQuestion(
        name=habit.name, question=habit.question, answers=habit.classes, titles=titles,
        taken=ddc.BY_SUBJECT if ddc.BY_SUBJECT in habit.classes else usual,
    )  # fmt: skip


def name_of(key: str) -> Text:
    """The question behind the key of a decision."""
    from koleksi import ddc

    habit = ddc.habits().get(key.removeprefix(HABIT))
    return habit.question if habit else Text(key, key)


def habit_columns(lang: Lang) -> tuple[Column, ...]:
    """Narrow ones of several lines: printed one page wide, each more column makes all letters smaller."""
    answers = (
        Column(f"{heading(lang)} {n}", width, wrap=True)
        for n in range(1, _ANSWERS + 1)
        for heading, width in ((SUGGESTION, 10), (MEANING, 14))
    )
    return (
        Column(DECISION(lang), 18, edit=True),
        Column(QUESTION(lang), 26, wrap=True),
        Column(BOOKS(lang), 6, wrap=True),
        Column(EXAMPLES(lang), 34, wrap=True),
        Column(TAKEN(lang), 18, wrap=True),
        *answers,
        Column(KEY(lang), 14, hidden=True),
    )


def habit_row(question: HabitQuestion, word: str, lang: Lang) -> tuple[object, ...]:
    answers = [(_said(number, lang), meaning(lang)) for number, meaning in question.answers.items()]
    shown = [value for pair in (*answers, *[("", "")] * _ANSWERS)[:_ANSWERS] for value in pair]
    examples = "; ".join(question.titles[:_SHOWN])
    offered = tuple(_offered(answers))
    return (
        Choices(word, offered), question.question(lang), len(question.titles), examples, _said(question.taken, lang),
        *shown, question.key,
    )  # fmt: skip


def _offered(answers: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What the cell offers: the class with its meaning, without the comma that a spreadsheet parts its list by."""
    for said, meaning in answers:
        yield (said if said in BY_SUBJECT else f"{said} {meaning}").replace(",", " ")


def _said(number: str, lang: Lang) -> str:
    return BY_SUBJECT(lang) if number == "subject" else number
