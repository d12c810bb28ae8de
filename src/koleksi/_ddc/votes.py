"""What speaks for a class: the terms of the index in the words of a book, its authors and publisher, what a library
taught."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import Indel

from koleksi._ddc.accepted import subjects_in
from koleksi._ddc.class_words import class_words
from koleksi._ddc.context import publisher_classes
from koleksi._ddc.dictionaries import dictionary_classes
from koleksi._ddc.evidence import Vote
from koleksi._ddc.headings import form_of_heading, heading_words
from koleksi._ddc.known import Work, known_set, known_work, life_in, writer
from koleksi._ddc.practice import STORIES, of_stories
from koleksi._ddc.profile import Profile
from koleksi._ddc.schedule import Schedule, schedule, stem
from koleksi._ddc.single_words import EMPTY_WORDS, FORM_WORDS, english_headings, word_votes
from koleksi._ddc.stories import STORY_WORDS, chance_of_story, is_of_series, shape_of_title, told_story
from koleksi._ddc.textbooks import textbook
from koleksi._terms.folding import term_words
from koleksi._terms.shelves import kind_of_category
from koleksi.book import Book

__all__ = ["votes_for"]


_SUBJECT_WEIGHT = 1.5
_SHELF_WEIGHT = 0.3  # of a "subject" that names a shelf, a form or an audience: "Agama", "Fiksi", "Anak-anak"
_LEVEL_WEIGHT = 0.1  # of a term made of such words only
_STORY_WEIGHT = 0.6  # of a single word that stands in titles of novels: "Bumi" is seldom about the planet
_BROADER_WEIGHT = 0.1  # of a vote for 332 that counts for 330 too: libraries differ in how close they class
_PUBLISHER_WEIGHT = 0.1  # of a class that a publisher mostly brings out, whatever the title
_CLASS_OF_FORM: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "fiction": (STORIES,),
        "comics": ("741.5",),
        "poetry": ("811",),
        "drama": ("812",),
        "biography": ("920",),
        "criticism": ("809",),
    }
)
_TOLD_WEIGHT = 3.0  # of the grammar of a story
_SHAPE_WEIGHT, _SHAPE_POWER = 3.5, 1.5  # of a title that looks like a story's, by its chance
_LONGEST_STORY = 7  # words; a longer title says what it is about
_STORY_SAID = 0.25  # a chance that is a reason to show
_STORY_DOUBT = 0.3  # of both where subjects say what a book is about
_LIFE_WEIGHT = 2.5  # of a name that is the whole title
_SET_WEIGHT = 2.0
_SET_DOUBT = 0.3  # of the class of a set each volume of which stands at its own subject
_WRITER_WEIGHT = 1.8  # of what an author writes, where that is literature
_FIELD_WEIGHT = 1.0  # and where it is not
# What a title without any key word most often is, by what Indonesian libraries for the public hold most.
_COMMONEST = (
    (STORIES, 0.05), ("297", 0.1), ("370", 0.03), ("920", 0.02), ("005", 0.02), ("658", 0.02),
)  # fmt: skip
_FIELDS = (("title", 1.0), ("subtitle", 0.9), ("series", 0.6))
_GRAMMAR_WEIGHT = 5.0  # of what a title is by its grammar, where it is that and nothing else
_LATER_PART = 0.4  # of a heading's subdivision, beside its subject


def votes_for(book: Book, profile: Profile | None) -> list[Vote]:
    """All that speaks for a class, each vote with its source; ``_ddc/ranking.py`` says how far a source is believed."""
    read, whole = _read_by_grammar(book)
    votes = [*read, *_index_votes(book, schedule(), whole), *(_profile_votes(book, profile) if profile else ())]
    publisher, usual = publisher_classes(book.publisher)
    votes += [
        *_broader(votes),
        *_accepted(book),
        *_commonest(book),
        *(() if whole else _stories(book, votes)),
        *(Vote(number, _PUBLISHER_WEIGHT, publisher, "publisher") for number in usual),
    ]
    votes = [vote._replace(number=of_stories(vote.number)) if vote.number[0] == "8" else vote for vote in votes]
    return [vote for vote in votes if vote.number != STORIES] if _is_reference(book.title) else votes


def _is_reference(title: str) -> bool:
    """An encyclopedia or atlas by its first word: no story, whatever stories' words follow."""
    first = term_words(title)[:1]
    return bool(first) and first[0] in class_words("dictionary") | class_words("reference")


def _index_votes(book: Book, table: Schedule, whole: bool) -> Iterator[Vote]:
    """``whole``: the title is read by its grammar, so that its single words have no say."""
    for field, strength in _FIELDS:
        if (text := getattr(book, field)) and (field == "series" or not whole):
            words = term_words(text)
            yield from _text_votes(words, strength, "", field, table)
            yield from _word_votes(words, strength, "", field)
    for subject in book.subjects:
        yield from _subject_votes(subject, table)
    for author in book.authors[:3]:
        yield from _author_votes(author, table)
    yield from _known_votes(book)


def _read_by_grammar(book: Book) -> tuple[list[Vote], bool]:
    """Votes of a title that is a textbook's, a dictionary's or a holy book's, and whether it is that and nothing
    else."""
    said, classes = dictionary_classes(term_words(book.title))
    if classes:
        return [Vote(number, _GRAMMAR_WEIGHT * share, said, "dictionary") for number, share in classes], True
    if read := textbook(term_words(book.full_title)):
        weight = _GRAMMAR_WEIGHT * read.share**2
        return [Vote(number, weight * share, read.said, "textbook") for number, share in read.classes], read.share == 1
    return [], False


def _subject_votes(subject: str, table: Schedule) -> Iterator[Vote]:
    """The heading's subject before its subdivisions; a form among these speaks as a form, a place not at all."""
    strength = _SHELF_WEIGHT if kind_of_category(subject) else _SUBJECT_WEIGHT
    for words in heading_words(subject):
        yield from _text_votes(words, strength, "subject_", "subject", table)
        yield from _word_votes(words, strength, "subject_", "subject")
        for number, share in english_headings(words):
            yield Vote(number, strength * share, " ".join(words), "heading", "subject")
        strength *= _LATER_PART
    for number in _CLASS_OF_FORM.get(form_of_heading(subject), ()):
        yield Vote(number, 1.0, subject, "form", "subject")


def _word_votes(words: list[str], strength: float, group: str, where: str) -> Iterator[Vote]:
    for number, word, weight, source in word_votes(words):
        yield Vote(number, strength * weight, word, group + source, where)


def _author_votes(author: str, table: Schedule) -> Iterator[Vote]:
    """A writer whom the index names under literature: the whole name must stand there, and only literature counts,
    since a name under biography or religion says what is written about him, not by him."""
    words = term_words(author)
    term = " ".join(words)
    if term not in table.index and len(words) > 1:
        term = _writers().get(f"{words[0]} {words[-1]}", term)
    for number in table.index.get(term, ()):
        if number[0] == "8":
            yield Vote(number, 1.8, term, "author")


def _known_votes(book: Book) -> Iterator[Vote]:
    """What the names in a book are known for: who wrote it, whose life it tells, the classic or the set that it is."""
    if work := known_work(book.title, book.authors):
        yield Vote(work.number, _work_weight(work), work.title, "work")
    elif (life := life_in(book.title)) and not (life.person.writes and life.person in map(writer, book.authors)):
        yield Vote(life.number, _LIFE_WEIGHT * life.share, life.person.name, "person")
    if known := known_set(book.title, book.series):
        yield Vote(known.number, _SET_DOUBT if known.by_subject else _SET_WEIGHT, known.title, "set")
    for author in book.authors[:3]:
        if person := writer(author):
            for rank, number in enumerate(person.writes, 1):
                literature = number[0] == "8"
                weight = _WRITER_WEIGHT if literature else _FIELD_WEIGHT
                source = "author" if literature else "author_field"
                yield Vote(number, weight * (1.0 if person.sure else 0.5) / rank, person.name, source)


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
            yield Vote(f"{vote.number[:2]}0", _BROADER_WEIGHT * vote.weight, vote.term, "broader", vote.where)


def _accepted(book: Book) -> Iterator[Vote]:
    """The classes that libraries use for a subject of the title, each half as loud as the one before it."""
    for subject, term, share in subjects_in(term_words(book.full_title)):
        for rank, number in enumerate(subject.classes):
            yield Vote(number, share * 0.5**rank, term, "accepted")


def _commonest(book: Book) -> Iterator[Vote]:
    if book.title or book.subjects:
        for number, weight in _COMMONEST:
            yield Vote(number, weight, "", "commonest")


def _stories(book: Book, votes: list[Vote]) -> Iterator[Vote]:
    """For fiction: where a title has the grammar of a story, surely; else as far as its shape makes it one."""
    words = term_words(book.title)
    doubt = _STORY_DOUBT if book.subjects else 1.0
    told = told_story(words, book.title)
    if not told and is_of_series(term_words(f"{book.full_title} {book.series}")):
        told = (STORIES,)
    if told:
        for rank, number in enumerate(told):
            yield Vote(number, doubt * _TOLD_WEIGHT * 0.4**rank, " ".join(words), "story")
    elif 0 < len(words) <= _LONGEST_STORY:
        chance = chance_of_story(words, shape_of_title(words, votes))
        said = " ".join(words) if chance > _STORY_SAID else ""
        yield Vote(STORIES, doubt * _SHAPE_WEIGHT * chance**_SHAPE_POWER, said, "story")


def _text_votes(words: list[str], strength: float, group: str, where: str, table: Schedule) -> Iterator[Vote]:
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
                source = group + ("inside" if inside else "phrase") if not group or inside else "subject"
                yield from _shared(term, numbers, weight, source, where)
                covered = max(covered, start + length)
                break
        else:
            word = words[start]
            if start >= covered and len(word) > 3 and word not in EMPTY_WORDS:
                yield from _misspelt_votes(word, strength, f"{group}near", where, table)


def _shared(term: str, numbers: tuple[str, ...], weight: float, source: str, where: str) -> Iterator[Vote]:
    """A term that points to several numbers says less for each; the first one is the likeliest."""
    for number in numbers:
        yield Vote(number, weight / len(numbers) ** 0.8, term, source, where)


def _misspelt_votes(word: str, strength: float, source: str, where: str, table: Schedule) -> Iterator[Vote]:
    """A word that no term has: another spelling or inflection of one, or one letter wrong."""
    terms, trust = _nearest(word)
    for term in terms:
        yield from _shared(f"{word}: {term}", table.index[term], strength * trust, source, where)


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
        yield Vote(number, 1.5 * weight, feature.lstrip("@%"), "profile")
