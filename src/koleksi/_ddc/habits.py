"""Where libraries differ by habit, one answer for all such books: "Pancasila dan PKn: 323, 370 atau 320?"

A habit decides only between the classes that are in use for a subject (``subject_classes.csv``): a book on something
else, in whose title the same word stands, is not moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from koleksi._ddc.accepted import Subject, subjects_in
from koleksi._ddc.ranking import Ranked
from koleksi._ddc.schedule import normalise
from koleksi._terms.folding import term_words
from koleksi._terms.tables import rows
from koleksi.book import Book, Text

__all__ = ["BY_SUBJECT", "FICTION_HABIT", "HABIT_SAID", "Habit", "habit_for", "habits", "settled", "subject_of_habit"]

BY_SUBJECT = "subject"  # the answer that each book stands at the class of what it is about
FICTION_HABIT = "fiction"  # which notation Indonesian literature has: no class is moved to another subject by it
HABIT_SAID = Text("kebiasaan perpustakaan ini", "this library's habit")


class Habit(NamedTuple):
    """``classes``: the answers, the commonest first, each with what it means; one may be BY_SUBJECT."""

    name: str
    question: Text
    classes: Mapping[str, Text]


@cache
def habits() -> Mapping[str, Habit]:
    """The questions by name."""
    found = {}
    for row in rows("class_habits.csv"):
        why = map(Text, row["why_id"].split(" / "), row["why_en"].split(" / "))
        classes = MappingProxyType(dict(zip(row["classes"].split(), why, strict=True)))
        found[row["name"]] = Habit(row["name"], Text(row["question_id"], row["question_en"]), classes)
    return MappingProxyType(found)


def subject_of_habit(book: Book) -> list[Subject]:
    """The subjects of a book that libraries settle by habit, the one that most of the title says first."""
    said = (book.full_title, *book.subjects)
    found = (subject for text in said for subject, _, _ in subjects_in(term_words(text)))
    return [subject for subject in found if subject.habit in habits()]


def habit_for(subjects: Sequence[Subject], three: str) -> Subject | None:
    """The subject whose habit decides where a book stands that would stand at ``three``; None where none does."""
    return next((subject for subject in subjects if three in subject.classes), None)


def settled(best: Sequence[Ranked], subject: Subject, answer: str) -> list[Ranked]:
    """The classes with the one first that ``answer`` names, which takes over the chance of all classes of the subject:
    what made the engine unsure between them is settled."""
    among = [one for one in best if one.three in subject.classes]
    if answer == BY_SUBJECT:
        general = next(iter(habits()[subject.habit].classes))
        first = next((one for one in among if one.three != general), among[0])
    else:
        number = normalise(answer)
        first = next((one for one in best if one.three == number[:3]), Ranked(number[:3], 0.0, {number: 1.0}))
        first = first if len(number) == 3 else Ranked(first.three, first.score, {number: 1.0})
    chance = sum(one.score for one in {one.three: one for one in (*among, first)}.values())
    left = [
        one if one not in among else Ranked(one.three, 0.0, one.numbers) for one in best if one.three != first.three
    ]
    return [Ranked(first.three, chance, first.numbers), *sorted(left, key=lambda one: -one.score)]
