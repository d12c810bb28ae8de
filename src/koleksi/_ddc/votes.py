"""All that speaks for a class: words and names of a book, its publisher, what libraries do and what this one taught."""

from __future__ import annotations

from collections.abc import Iterator

from koleksi._ddc.accepted import subjects_in
from koleksi._ddc.context import publisher_classes
from koleksi._ddc.evidence import Vote
from koleksi._ddc.index_votes import index_votes
from koleksi._ddc.named_votes import named_votes
from koleksi._ddc.practice import STORIES, of_stories
from koleksi._ddc.profile import Profile
from koleksi._ddc.title_votes import is_reference, read_title, story_votes
from koleksi._terms.folding import term_words
from koleksi.book import Book

__all__ = ["votes_for"]

_BROADER_WEIGHT = 0.1  # of a vote for 332 that counts for 330 too: libraries differ in how close they class
_PUBLISHER_WEIGHT = 0.2  # of a class that a publisher mostly brings out, whatever the title
_PROFILE_WEIGHT = 1.5
# What a title without any key word most often is, by what Indonesian libraries for the public hold most.
_COMMONEST = (
    (STORIES, 0.05), ("297", 0.1), ("370", 0.03), ("920", 0.02), ("005", 0.02), ("658", 0.02),
)  # fmt: skip


def votes_for(book: Book, profile: Profile | None) -> list[Vote]:
    """The votes for a book with a title or subject, each with its source; how far a source is believed is said in
    ``_ddc/ranking.py``. Indonesian literature stands at 811 to 818 in them (``practice.of_stories``)."""
    if not (book.title or book.subjects):
        return []
    read, whole = read_title(book)
    votes = [*read, *index_votes(book, title=not whole), *named_votes(book)]
    votes += _profile_votes(book, profile) if profile else ()
    publisher, usual = publisher_classes(book.publisher)
    words = term_words(book.full_title)
    votes += [
        *_broader(votes),
        *_accepted(words),
        *(Vote(number, weight, "", "commonest") for number, weight in _COMMONEST),
        *(() if whole else story_votes(book, votes)),
        *(Vote(number, _PUBLISHER_WEIGHT, publisher, "publisher") for number in usual),
    ]
    votes = [vote._replace(number=of_stories(vote.number)) if vote.number[0] == "8" else vote for vote in votes]
    return [vote for vote in votes if vote.number != STORIES] if is_reference(book.title) else votes


def _broader(votes: list[Vote]) -> Iterator[Vote]:
    """For the division's own number, a tenth of what speaks for its parts."""
    for vote in votes:
        if vote.number[2] != "0":
            yield Vote(f"{vote.number[:2]}0", _BROADER_WEIGHT * vote.weight, vote.term, "broader", vote.where)


def _accepted(words: list[str]) -> Iterator[Vote]:
    """The classes that libraries use for a subject of the title, each half as loud as the one before it."""
    for subject, term, share in subjects_in(words):
        for rank, number in enumerate(subject.classes):
            yield Vote(number, share * 0.5**rank, term, "accepted")


def _profile_votes(book: Book, profile: Profile) -> Iterator[Vote]:
    for feature, number, weight in profile.votes(book):
        yield Vote(number, _PROFILE_WEIGHT * weight, feature.lstrip("@%"), "profile")
