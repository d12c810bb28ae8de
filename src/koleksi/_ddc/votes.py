"""What speaks for a class: the terms of the index in the words of a book, its authors and publisher, what a library
taught."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Indel

from koleksi._ddc.context import publisher_classes
from koleksi._ddc.known import Work, known_set, known_work, life_in, writer
from koleksi._ddc.profile import Profile
from koleksi._ddc.schedule import Schedule, schedule, stem
from koleksi._ddc.single_words import EMPTY_WORDS, FORM_WORDS, word_votes
from koleksi._ddc.stories import STORY_WORDS, story_share
from koleksi._terms.folding import term_words
from koleksi._terms.shelves import kind_of_category
from koleksi.book import Book, Text

__all__ = ["Vote", "votes_for"]


class Vote(NamedTuple):
    number: str
    weight: float
    term: str
    where: Text


_SUBJECT_WEIGHT = 1.5
_SHELF_WEIGHT = 0.3  # of a "subject" that names a shelf, a form or an audience: "Agama", "Fiksi", "Anak-anak"
_LEVEL_WEIGHT = 0.1  # of a term made of such words only
_STORY_WEIGHT = 0.6  # of a single word that stands in titles of novels: "Bumi" is seldom about the planet
_BROADER_WEIGHT = 0.1  # of a vote for 332 that counts for 330 too: libraries differ in how close they class
_PUBLISHER_WEIGHT = 0.1  # of a class that a publisher mostly brings out, whatever the title
_BEHIND_SUBJECTS = 0.3  # of what names say, where the subjects of a cataloguer say what the book is about
_LIFE_WEIGHT = 2.5  # of a name that is the whole title
_SET_WEIGHT = 2.0
_SET_DOUBT = 0.3  # of the class of a set each volume of which stands at its own subject
_WRITER_WEIGHT = 1.8  # of what an author writes, where that is literature
_FIELD_WEIGHT = 0.5  # and where it is not
_WORD_SOURCES = MappingProxyType({"index": Text("kata", "word"), "english": Text("kata Inggris", "English word")})
# What a title without any key word most often is, by what Indonesian libraries for the public hold most.
_COMMONEST = (
    ("813", 0.2), ("899.2213", 0.1), ("297", 0.1), ("823", 0.07), ("370", 0.03), ("920", 0.02), ("005", 0.02),
    ("658", 0.02),
)  # fmt: skip
_FIELDS = (
    ("title", 1.0, Text("judul", "title")),
    ("subtitle", 0.9, Text("anak judul", "subtitle")),
    ("series", 0.6, Text("seri", "series")),
)
_SUBJECT, _AUTHOR, _PUBLISHER = Text("subjek", "subject"), Text("pengarang", "author"), Text("penerbit", "publisher")
_WORK, _LIFE, _SET = (
    Text("karya terkenal", "known work"),
    Text("tokoh", "person"),
    Text("seri atau terbitan berkala", "set or serial"),
)
_STORY, _COLLECTION = Text("judul seperti cerita", "a title like a story's"), Text("koleksi ini", "this collection")
_NOWHERE = Text("", "")


def votes_for(book: Book, profile: Profile | None, *, by_rule: bool) -> list[Vote]:
    """All that speaks for a class. ``by_rule``: Indonesian literature stands at 899.221, so that 811-817 need a word of
    their own."""
    votes = [*_index_votes(book, schedule()), *(_profile_votes(book, profile) if profile else ())]
    publisher, usual = publisher_classes(book.publisher)
    votes += [
        *_broader(votes),
        *(_by_custom(votes) if by_rule else ()),
        *_commonest(book),
        *_stories(term_words(book.full_title)),
    ]
    return [*votes, *(Vote(number, _PUBLISHER_WEIGHT, publisher, _PUBLISHER) for number in usual)]


def _index_votes(book: Book, table: Schedule) -> Iterator[Vote]:
    for field, strength, label in _FIELDS:
        if text := getattr(book, field):
            words = term_words(text)
            yield from _text_votes(words, strength, label, table)
            yield from _word_votes(words, strength, label)
    for subject in book.subjects:
        words = term_words(subject)
        strength = _SHELF_WEIGHT if kind_of_category(subject) else _SUBJECT_WEIGHT
        yield from _text_votes(words, strength, _SUBJECT, table)
        yield from _word_votes(words, strength, _SUBJECT)
    if book.title or book.subjects:
        yield from _named_votes(book, table)


def _named_votes(book: Book, table: Schedule) -> Iterator[Vote]:
    """What the names in a book say; less where subjects say what the book is about."""
    share = _BEHIND_SUBJECTS if any(not kind_of_category(subject) for subject in book.subjects) else 1.0
    authors = (vote for author in book.authors[:3] for vote in _author_votes(author, book.title, table))
    for vote in (*_known_votes(book), *authors):
        yield vote._replace(weight=share * vote.weight)


def _word_votes(words: list[str], strength: float, where: Text) -> Iterator[Vote]:
    for number, word, weight, source in word_votes(words):
        yield Vote(number, strength * weight, word, _word_in(where, source))


@cache
def _word_in(where: Text, source: str) -> Text:
    kind = _WORD_SOURCES[source]
    return Text(f"{where.id}, {kind.id}", f"{where.en}, {kind.en}")


def _author_votes(author: str, title: str, table: Schedule) -> Iterator[Vote]:
    """What an author writes: literature where the title says little itself, another field beside what it says.

    A name that only the index has speaks as literature only, since elsewhere it stands for what is written about him.
    """
    if person := writer(author):
        for rank, number in enumerate(person.writes, 1):
            weight = _WRITER_WEIGHT / (1 + _said(title, table)) if number[0] == "8" else _FIELD_WEIGHT
            yield Vote(number, weight * (1.0 if person.sure else 0.5) / rank, person.name, _AUTHOR)
        return
    words = term_words(author)
    term = " ".join(words)
    if term not in table.index and len(words) > 1:
        term = _writers().get(f"{words[0]} {words[-1]}", term)
    for number in table.index.get(term, ()):
        if number[0] == "8":
            yield Vote(number, _WRITER_WEIGHT / (1 + _said(title, table)), term, _AUTHOR)


def _said(title: str, table: Schedule) -> int:
    """How much a title says of a subject: words of its longest term less one, 1 for two single words that are no
    story's; 0 where the longest term may be of literature."""
    words = term_words(title)
    for length in range(min(table.longest, len(words)), 1, -1):
        for start in range(len(words) - length + 1):
            if numbers := table.index.get(" ".join(words[start : start + length])):
                return 0 if any(number[0] == "8" for number in numbers) else length - 1
    plain = {word for word in words if word in table.index} - FORM_WORDS - STORY_WORDS
    return int(len(plain) > 1 and not any(number[0] == "8" for word in plain for number in table.index[word]))


def _known_votes(book: Book) -> Iterator[Vote]:
    """What a book is known as: a classic, else somebody's life (not that of its own author); part of a set."""
    if work := known_work(book.title, book.authors):
        yield Vote(work.number, _work_weight(work), work.title, _WORK)
    elif (life := life_in(book.title)) and not (life.person.writes and life.person in map(writer, book.authors)):
        yield Vote(life.number, _LIFE_WEIGHT * life.share, life.person.name, _LIFE)
        if life.number.startswith("92"):  # the option of the rules that many take: all lives at one number
            yield Vote("920", 0.5 * _LIFE_WEIGHT * life.share, life.person.name, _LIFE)
    if known := known_set(book.title, book.series):
        yield Vote(known.number, _SET_DOUBT if known.by_subject else _SET_WEIGHT, known.title, _SET)


def _work_weight(work: Work) -> float:
    """A title of one word may be many a book's; of several it is the work, surely so where its author agrees."""
    if work.agrees:
        return 4.0
    words = len(work.title.split())
    return 0.5 * min(words, 6) * (0.5 if work.agrees is False else 1.0)


@cache
def _writers() -> Mapping[str, str]:
    """First and last name -> the writer's whole name in the index: "Pramoedya A. Toer"."""
    named = [
        (term.split(), term)
        for term, numbers in schedule().index.items()
        if numbers[0][0] == "8" and term.count(" ") > 1
    ]
    return MappingProxyType({f"{words[0]} {words[-1]}": term for words, term in named})


def _broader(votes: list[Vote]) -> Iterator[Vote]:
    """For the division's own number, a tenth of what speaks for its parts."""
    for vote in votes:
        if vote.number[2] != "0":
            yield Vote(f"{vote.number[:2]}0", _BROADER_WEIGHT * vote.weight, vote.term, vote.where)


def _by_custom(votes: list[Vote]) -> Iterator[Vote]:
    """Indonesian poetry, plays, essays ... for 811, 812, 814 too, where most libraries put them instead of 899.221
    1."""
    for vote in votes:
        if vote.number.startswith("899.221") and vote.number[7:8] in tuple("124567"):
            yield Vote(f"81{vote.number[7]}", vote.weight, vote.term, vote.where)


def _commonest(book: Book) -> Iterator[Vote]:
    if book.title or book.subjects:
        for number, weight in _COMMONEST:
            yield Vote(number, weight, "", _NOWHERE)


def _stories(words: list[str]) -> Iterator[Vote]:
    """For fiction, by its place in most libraries and by the rule, where a title sounds like a story."""
    if share := story_share(words):
        for number, weight in (("813", 1.0), ("899.2213", 0.5)):
            yield Vote(number, weight * share**2, " ".join(words), _STORY)


def _text_votes(words: list[str], strength: float, where: Text, table: Schedule) -> Iterator[Vote]:
    """Phrases before words: the longest term at each place speaks; what it covers only whispers."""
    covered = 0
    for start in range(len(words)):
        for length in range(min(table.longest, len(words) - start), 0, -1):
            term = " ".join(words[start : start + length])
            numbers = table.index.get(term)
            if numbers and (length > 1 or term not in EMPTY_WORDS):
                inside = start + length <= covered
                weight = strength * length**1.25 * (0.25 if inside else 1.0)
                if FORM_WORDS.issuperset(words[start : start + length]):
                    weight *= _LEVEL_WEIGHT
                elif term in STORY_WORDS:
                    weight *= _STORY_WEIGHT
                yield from _shared(term, numbers, weight, where)
                covered = max(covered, start + length)
                break
        else:
            word = words[start]
            if start >= covered and len(word) > 3 and word not in EMPTY_WORDS:
                yield from _misspelt_votes(word, strength, where, table)


def _shared(term: str, numbers: tuple[str, ...], weight: float, where: Text) -> Iterator[Vote]:
    """A term that points to several numbers says less for each; the first one is the likeliest."""
    for number in numbers:
        yield Vote(number, weight / len(numbers) ** 0.8, term, where)


def _misspelt_votes(word: str, strength: float, where: Text, table: Schedule) -> Iterator[Vote]:
    """A word that no term has: another spelling or inflection of one, or one letter wrong."""
    terms, trust = _nearest(word)
    for term in terms:
        typed = Text(f"{where.id}: {word}", f"{where.en}: {word}")
        yield from _shared(term, table.index[term], strength * trust, typed)


@lru_cache(maxsize=4096)
def _nearest(word: str) -> tuple[tuple[str, ...], float]:
    """The terms nearest to a word, and how far they may be trusted."""
    table = schedule()
    if terms := table.spelled.get(stem(word), ()):
        return terms[:2], 0.7
    if len(word) < 7:  # "bangsa" is not "angsa"
        return (), 0.0
    found = process.extractOne(
        word, _vocabulary(len(word), word[0]), scorer=Indel.normalized_similarity, score_cutoff=0.86
    )
    return ((found[0],), 0.42) if found else ((), 0.0)


def _vocabulary(length: int, initial: str) -> list[str]:
    """Single words of about that length; the first letter is the one that is hardly ever typed wrong."""
    words = _words_by_form()
    return [word for size in (length - 1, length, length + 1) for word in words.get((size, initial), ())]


@cache
def _words_by_form() -> Mapping[tuple[int, str], list[str]]:
    found: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for term in schedule().index:
        if " " not in term:
            found[len(term), term[0]].append(term)
    return MappingProxyType(found)


def _profile_votes(book: Book, profile: Profile) -> Iterator[Vote]:
    for feature, number, weight in profile.votes(book):
        yield Vote(number, 1.5 * weight, feature.lstrip("@%"), _COLLECTION)
