"""Where libraries differ by habit, one answer for all such books: "Pancasila dan PKn: 323, 370 atau 320?"

A habit decides only between the classes that are in use for a subject (``subject_classes.csv``): a book on something
else, in whose title the same word stands, is not moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from koleksi._ddc.accepted import Subject, all_subjects, subjects_in
from koleksi._ddc.schedule import normalise
from koleksi._terms.folding import term_words
from koleksi._terms.tables import rows
from koleksi.book import Book, Text

__all__ = ["BY_SUBJECT", "HABIT_SAID", "Habit", "habits", "settled", "subject_of_habit"]

BY_SUBJECT = "subject"  # the answer that each book stands at the class of what it is about
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


def subject_of_habit(book: Book, words: Sequence[str], three: str) -> Subject | None:
    """The subject whose habit decides where a book stands that would stand at ``three``: that of which most of the
    title (``words``, folded) speaks, else of the cataloguer's subjects; None where no habit does."""
    if three not in _classes_of_habit():
        return None
    said = (words, *map(term_words, book.subjects))
    found = (subject for several in said for subject, _, _ in subjects_in(several))
    return next((one for one in found if one.habit in habits() and three in one.classes), None)


@cache
def _classes_of_habit() -> frozenset[str]:
    return frozenset(three for one in all_subjects() if one.habit in habits() for three in one.classes)


def settled(best: Mapping[str, float], subject: Subject, answer: str) -> tuple[dict[str, float], str]:
    """The classes with the one first that ``answer`` names, which takes over the chance of all classes of the subject:
    what made the engine unsure between them is settled. The number of that class too, "" where the votes say it."""
    among = [three for three in best if three in subject.classes]
    if answer == BY_SUBJECT:
        general = next(iter(habits()[subject.habit].classes))
        first, number = next((three for three in among if three != general), among[0]), ""
    else:
        number = normalise(answer)
        first = number[:3]
        number = "" if number == first and first in best else number
    chance = sum(best.get(three, 0.0) for three in dict.fromkeys((*among, first)))
    left = {three: 0.0 if three in among else score for three, score in best.items() if three != first}
    return {first: chance, **dict(sorted(left.items(), key=lambda item: -item[1]))}, number
