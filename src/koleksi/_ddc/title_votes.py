"""What the whole of a title says: that it is a textbook's, a dictionary's, a holy book's or a story's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from koleksi._ddc.class_words import class_words
from koleksi._ddc.context import publisher_classes
from koleksi._ddc.dictionaries import dictionary_classes
from koleksi._ddc.evidence import Vote
from koleksi._ddc.practice import STORIES
from koleksi._ddc.stories import SILENT, chance_of_story, is_of_series, shape_of_title, told_story
from koleksi._ddc.tables import numbers_for, one
from koleksi._ddc.textbooks import textbook
from koleksi._terms.folding import term_words
from koleksi.book import Book

__all__ = ["is_reference", "read_title", "story_votes"]

_READ_WEIGHT = 5.0  # of what a title is by its grammar, where it is that and nothing else
_TOLD_WEIGHT = 3.0  # of the grammar of a story
_TOLD_NEXT = 0.4  # of that for the next of its classes
_SHAPE_WEIGHT, _SHAPE_POWER = 4.0, 1.5  # of a title that looks like a story's, by its chance
_SILENT_WEIGHT = 2.5  # the same where no word says anything, so that nothing can speak against a story
_LONGEST_SHAPE = 12  # words; a longer title says what it is about
_STORY_SAID = 0.4  # a chance that is a reason to show
_OF_WRITER = ("author", "work")
# Literatures that share a class with others: libraries of the country mostly keep their stories as fiction.
_SHARED = ("839", "869", "891", "892", "894")
_COMICS = "741.5"
_STORY_DOUBT = 0.3  # of both where subjects say what a book is about
_NO_STORIES = 0.4  # of a title's shape where the publisher is known for other fields only
_TOLD_IN = ("8", "398", "741")  # classes of publishers that bring out stories


def read_title(book: Book) -> tuple[list[Vote], bool]:
    """The votes of a title that is a textbook's, a dictionary's or a holy book's, and whether it is that and nothing
    else, so that its single words have no say."""
    said, classes = dictionary_classes(term_words(book.title))
    if classes:
        return [Vote(one(number), _READ_WEIGHT * share, said, "dictionary") for number, share in classes], True
    if read := textbook(term_words(book.full_title)):
        weight = _READ_WEIGHT * read.share**2
        return [
            Vote(one(number), weight * share, read.said, "textbook") for number, share in read.classes
        ], read.share == 1
    return [], False


def story_votes(book: Book, votes: Sequence[Vote]) -> Iterator[Vote]:
    """For fiction: where title or series are those of a story, surely; else as far as the title's shape makes it one,
    beside the ``votes`` of its words. A writer's story stands with his literature, or with fiction where that has no
    class of its own; that of a known comic with the comics."""
    words = term_words(book.title)
    doubt = _STORY_DOUBT if book.subjects else 1.0
    subject = _is_subject(words)
    told = () if subject else told_story(words, book.title)
    if not told and is_of_series((*term_words(book.full_title), *term_words(book.series))):
        told = (STORIES,)
    stands = next(filter(_holds_stories, _of_writer(votes)), STORIES)
    if told:
        for rank, number in enumerate(stands if number == STORIES else number for number in told):
            yield Vote(one(number), doubt * _TOLD_WEIGHT * _TOLD_NEXT**rank, " ".join(words), "story")
    elif not subject and 0 < len(words) <= _LONGEST_SHAPE:
        shape = shape_of_title(words, votes)
        chance = chance_of_story(words, shape)
        said = " ".join(words) if chance > _STORY_SAID else ""
        doubt *= 1.0 if _may_tell(book.publisher) else _NO_STORIES
        weight = chance**_SHAPE_POWER * (_SILENT_WEIGHT if shape[SILENT] == 1 else _SHAPE_WEIGHT)
        yield Vote(one(stands), doubt * weight, said, "story")


def _may_tell(publisher: str) -> bool:
    """Whether a publisher brings out stories, or is not known at all."""
    _, usual = publisher_classes(publisher)
    return not usual or any(number.startswith(_TOLD_IN) for number in usual)


def _is_subject(words: Sequence[str]) -> bool:
    """Whether all of a title but a number is a term of the index, none of literature: "Idul Fitri" is no child's
    name."""
    numbers = numbers_for(" ".join([word for word in words if not word.isdecimal()])).split()
    return bool(numbers) and all(number[0] != "8" and not number.startswith("398") for number in numbers)


def _holds_stories(number: str) -> bool:
    return (number[0] == "8" and number[:3] not in _SHARED) or number.startswith(_COMICS)


def _of_writer(votes: Sequence[Vote]) -> Iterator[str]:
    return (number for vote in votes if vote.source in _OF_WRITER for _, _, number in vote.numbers)


def is_reference(title: str) -> bool:
    """An encyclopedia or atlas by its first word: no story, whatever stories' words follow."""
    first = term_words(title)[:1]
    return not all(class_words(use).isdisjoint(first) for use in ("dictionary", "reference"))
