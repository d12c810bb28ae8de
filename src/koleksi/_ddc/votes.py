"""All that speaks for a class: words and names of a book, its publisher, what libraries do and what this one taught."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from koleksi._ddc.accepted import subjects_in
from koleksi._ddc.class_words import class_words
from koleksi._ddc.context import publisher_classes
from koleksi._ddc.evidence import Vote
from koleksi._ddc.index_votes import index_votes, is_place
from koleksi._ddc.known import behind_set
from koleksi._ddc.named_votes import named_votes
from koleksi._ddc.practice import FICTION, STORIES
from koleksi._ddc.profile import Profile
from koleksi._ddc.tables import one
from koleksi._ddc.title_votes import is_reference, read_title, story_votes
from koleksi._terms.folding import term_words
from koleksi.book import Book

__all__ = ["votes_for"]

_PUBLISHER_WEIGHT = 0.2  # of a class that a publisher mostly brings out, where no term of the title speaks
_PUBLISHER_ASIDE = 0.05  # and where one does
_TERMS = frozenset({"phrase", "textbook", "dictionary"})  # sources of votes that a term of the title has
_PROFILE_WEIGHT = 1.5
_HEAD = 2  # words with which a title begins: "Membuat Abon ..."
_CROPS = ("58", "59", "63")  # plants, animals, farming
_BEHIND = 0.3  # of what is said of the rest of such a title
_FAITHS: Mapping[str, tuple[str, ...]] = MappingProxyType(  # words of a title -> the classes of their faith
    {
        "christian": ("22", "23", "24", "25", "26", "27", "28"),
        "islamic": ("297",),
        "hindu": ("294.5",),
        "buddhist": ("294.3",),
    }
)
_OTHER_FAITH = 0.3  # of what speaks for another faith than the one that a title names: "tafsir" beside "Injil"
# What a title without any key word most often is, by what Indonesian libraries for the public hold most.
_HELD = (
    *one(STORIES, 0.05), *one("297", 0.1), *one("370", 0.03), *one("920", 0.02), *one("005", 0.02), *one("658", 0.02),
)  # fmt: skip
_COMMONEST = Vote(_HELD, 1.0, "", "commonest")


def votes_for(book: Book, profile: Profile | None) -> list[Vote]:
    """The votes for a book with a title or subject, each with its source; how far a source is believed is said in
    ``_ddc/ranking.py``."""
    if not (book.title or book.subjects):
        return []
    if volume := behind_set(book.title):
        book = book.but(title=volume)
    read, whole = read_title(book)
    votes = [*read, *index_votes(book, title=not whole), *named_votes(book)]
    votes += _profile_votes(book, profile) if profile else ()
    publisher, usual = publisher_classes(book.publisher)
    words = term_words(book.full_title)
    weight = _PUBLISHER_ASIDE if any(vote.source in _TERMS for vote in votes) else _PUBLISHER_WEIGHT
    votes += [
        *_accepted(words),
        _COMMONEST,
        *(() if whole else story_votes(book, votes)),
        *(Vote(one(number), weight, publisher, "publisher") for number in usual),
    ]
    votes = _by_faith(_by_head(votes, words), words)
    return [vote for vote in votes if not _is_of_stories(vote)] if is_reference(book.title) else votes


def _by_head(votes: list[Vote], words: Sequence[str]) -> list[Vote]:
    """What a title begins with says what the rest is for: in "Keripik Singkong" the crop is what crisps are made of;
    a place that is not the subject does not speak as one of several subjects either."""
    product = not class_words("product").isdisjoint(words[:_HEAD])
    placed = "aside" in [vote.source for vote in votes]
    return [_behind(vote, product, placed) for vote in votes] if product or placed else votes


def _behind(vote: Vote, product: bool, placed: bool) -> Vote:
    first = vote.numbers[0][0]
    behind = product and first.startswith(_CROPS) or placed and vote.source == "accepted" and is_place(first)
    return vote._replace(weight=_BEHIND * vote.weight) if behind else vote


def _by_faith(votes: list[Vote], words: Sequence[str]) -> list[Vote]:
    """Words such as "doa", "tafsir" and "surat" belong to several faiths; a title that names one is of that one."""
    named = [faith for faith in _FAITHS if not class_words(faith).isdisjoint(words)]
    if len(named) != 1:
        return votes
    others = tuple(number for faith in _FAITHS if faith not in named for number in _FAITHS[faith])
    return [
        vote._replace(numbers=tuple([_doubted(share, others) for share in vote.numbers]))
        if any(number.startswith(others) for _, _, number in vote.numbers)
        else vote
        for vote in votes
    ]


def _doubted(share: tuple[str, float, str], others: tuple[str, ...]) -> tuple[str, float, str]:
    three, part, number = share
    return (three, _OTHER_FAITH * part, number) if number.startswith(others) else share


def _is_of_stories(vote: Vote) -> bool:
    return len(vote.numbers) == 1 and vote.numbers[0][2] in FICTION


def _accepted(words: Sequence[str]) -> Iterator[Vote]:
    """The classes that libraries use for a subject of the title, each half as loud as the one before it."""
    for subject, term, share in subjects_in(words):
        yield Vote(subject.shares, share, term, "accepted")


def _profile_votes(book: Book, profile: Profile) -> Iterator[Vote]:
    for feature, number, weight in profile.votes(book):
        yield Vote(one(number), _PROFILE_WEIGHT * weight, feature.lstrip("@%"), "profile")
