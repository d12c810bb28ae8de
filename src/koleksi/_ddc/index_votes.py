"""What the words of a book say of its class: terms of the index in title, subtitle and series, headings of subjects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from koleksi._ddc.class_words import EMPTY_WORDS, FORM_WORDS, class_words
from koleksi._ddc.evidence import Vote
from koleksi._ddc.headings import form_of_heading, heading_words
from koleksi._ddc.practice import STORIES
from koleksi._ddc.schedule import stem
from koleksi._ddc.single_words import word_votes
from koleksi._ddc.stories import STORY_WORDS
from koleksi._ddc.tables import beginning_with, line_of, longest_term, numbers_for, numbers_of, one, section, shares_of
from koleksi._terms.folding import term_words
from koleksi._terms.shelves import kind_of_category
from koleksi.book import Book

__all__ = ["index_votes", "is_place"]

_SUBJECT_WEIGHT = 1.5
_SHELF_WEIGHT = 0.3  # of a "subject" that names a shelf, a form or an audience: "Agama", "Fiksi", "Anak-anak"
_LATER_PART = 0.4  # of a heading's subdivision, beside its subject
_LEVEL_WEIGHT = 0.1  # of a term made of words of level and form only
_STORY_WEIGHT = 0.6  # of a single word that stands in titles of novels: "Bumi" is seldom about the planet
# Sources of a term, of one inside another and of one nearly said, in a title and in a subject.
_SOURCE = {"": ("phrase", "inside", "near"), "subject_": ("subject", "subject_inside", "subject_near")}
_LOUDER = [size**1.25 for size in range(32)]  # a term by the number of its words
_PLACE = re.compile(r"91[3-9]|9[3-9]")  # the country or region that a class is of
_OF_MINE = re.compile(r"(?<=\w{4})(?:ku|mu)\Z")
_ASIDE = 0.3  # of what stands beside a subject
_FIELDS = (("title", 1.0), ("subtitle", 0.9), ("series", 0.6))
_CLASS_OF_FORM: Mapping[str, str] = MappingProxyType(
    {"fiction": STORIES, "comics": "741.5", "poetry": "811", "drama": "812", "biography": "920", "criticism": "809"}
)


def index_votes(book: Book, *, title: bool = True) -> list[Vote]:
    """The votes of title, subtitle, series and subjects; without ``title``, of series and subjects only."""
    votes: list[Vote] = []
    for field, strength in _FIELDS:
        if (title or field == "series") and (text := getattr(book, field)):
            words = term_words(text)
            votes += _told_apart(list(_text_votes(words, strength, "", field)))
            votes += word_votes(words, strength, "", field)
    for subject in book.subjects:
        votes += _subject_votes(subject)
    return votes


def _told_apart(votes: Sequence[Vote]) -> Iterator[Vote]:
    """The terms of a title; beside a subject a place is where, not what ("Alat Musik Nusa Tenggara Timur"), and a word
    such as "sejarah" or "sukses" is how."""
    frames = class_words("frame")
    beside = [vote for vote in votes if vote.source == "phrase" and (vote.term in frames or _is_place(vote))]
    about = beside and any(vote.source == "phrase" and vote not in beside for vote in votes)
    for vote in votes:
        yield vote._replace(source="aside", weight=_ASIDE * vote.weight) if about and vote in beside else vote


def _is_place(vote: Vote) -> bool:
    return vote.numbers[0][0][0] == "9" and all(is_place(number) for _, _, number in vote.numbers)


def is_place(number: str) -> bool:
    """Whether a class is of a country or a region: its geography or its history."""
    return _PLACE.match(number) is not None


def _subject_votes(subject: str) -> Iterator[Vote]:
    """The heading's subject before its subdivisions; a form among these speaks as a form, a place not at all."""
    strength = _SHELF_WEIGHT if kind_of_category(subject) else _SUBJECT_WEIGHT
    for words in heading_words(subject):
        yield from _text_votes(words, strength, "subject_", "subject")
        yield from word_votes(words, strength, "subject_", "subject")
        known = beginning_with(words[0]) if words else None
        if known and (shares := known.headings.get(" ".join(words))):
            yield Vote(shares_of(shares), strength, " ".join(words), "heading", "subject")
        strength *= _LATER_PART
    if number := _CLASS_OF_FORM.get(form_of_heading(subject)):
        yield Vote(one(number), 1.0, subject, "form", "subject")


def _text_votes(words: Sequence[str], strength: float, group: str, where: str) -> Iterator[Vote]:
    """Phrases before words: the longest term at each place speaks; what it covers only whispers."""
    covered = 0
    source, source_inside, near = _SOURCE[group]
    for start, word in enumerate(words):
        term, size, numbers = longest_term(words, start)
        if numbers and (size > 1 or term not in EMPTY_WORDS):
            inside = start + size <= covered
            weight = strength * _LOUDER[size] * (0.25 if inside else 1.0)
            if word in FORM_WORDS and FORM_WORDS.issuperset(words[start : start + size]):
                weight *= _LEVEL_WEIGHT
            elif term in STORY_WORDS:
                weight *= _STORY_WEIGHT
            yield Vote(numbers_of(numbers), weight, term, source_inside if inside else source, where)
            covered = max(covered, start + size)
        elif start >= covered and len(word) > 3 and word not in EMPTY_WORDS:
            terms, trust = _nearest(word)
            for near_term in terms:
                said = f"{word}: {near_term}"
                yield Vote(numbers_of(numbers_for(near_term)), strength * trust, said, near, where)


@lru_cache(maxsize=16384)
def _nearest(word: str) -> tuple[tuple[str, ...], float]:
    """The terms nearest to a word that no term has, and how far they may be trusted: another spelling or inflection of
    it, or one letter wrong."""
    bare = _OF_MINE.sub("", word)  # "tubuhku" is "tubuh", "malu" is not "Maluku"
    if terms := line_of("spelled", stem(word)) or line_of("spelled", stem(bare)):
        return tuple(terms.split(";")), 0.7
    if len(word) < 7:  # "bangsa" is not "angsa"
        return (), 0.0
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    words = _vocabulary(len(word), word[0])
    found = process.extractOne(word, words, scorer=Indel.normalized_similarity, score_cutoff=0.86)
    return ((found[0],), 0.42) if found else ((), 0.0)


@lru_cache(maxsize=1024)
def _vocabulary(length: int, initial: str) -> list[str]:
    """Single words of about that length; the first letter is the one that is hardly ever typed wrong."""
    words = section("vocabulary")
    return [word for size in (length - 1, length, length + 1) for word in words.get(f"{size}{initial}", "").split()]
