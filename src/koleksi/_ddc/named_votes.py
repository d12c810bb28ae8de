"""What the names in a book say of its class: who wrote it, whose life it tells, which known work or set it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from koleksi._ddc.class_words import FORM_WORDS, class_words
from koleksi._ddc.evidence import Vote
from koleksi._ddc.known import Work, known_set, known_work, life_in, writer
from koleksi._ddc.stories import STORY_WORDS
from koleksi._ddc.tables import longest_term, numbers_for, one, section
from koleksi._terms.folding import term_words
from koleksi._terms.shelves import kind_of_category
from koleksi.book import Book

__all__ = ["named_votes"]

_BEHIND_SUBJECTS = 0.3  # of what names say, where the subjects of a cataloguer say what the book is about
_ONE_WORD = 0.5  # of two single words of the index that name subjects
_LIFE_WEIGHT = 2.5  # of a name that is the whole title
_SET_WEIGHT = 2.0
_SET_DOUBT = 0.3  # of the class of a set each volume of which stands at its own subject
_WRITER_WEIGHT = 1.8  # of what an author writes, where that is literature
_FIELD_WEIGHT = 1.2  # and where it is not
_FIELD_NAMED = 0.35  # of that where the title itself names a class of the same hundred: it says more closely which
_FAITHS: Mapping[str, tuple[tuple[str, float], ...]] = MappingProxyType(
    {"church": (("248", 1.0), ("230", 0.5)), "mosque": (("297", 0.8),), "arabic": (("297", 0.4),)}
)


def named_votes(book: Book) -> Iterator[Vote]:
    """The votes of names; less loud where subjects say what the book is about."""
    authors = (vote for author in book.authors[:3] for vote in _author_votes(author, book.title))
    faith = (vote for author in book.authors[:3] for vote in _faith_votes(author, book.title))
    votes = (*_known_votes(book), *authors, *faith)
    if all(map(kind_of_category, book.subjects)):
        yield from votes
    else:
        yield from (vote._replace(weight=_BEHIND_SUBJECTS * vote.weight) for vote in votes)


def _author_votes(author: str, title: str) -> Iterator[Vote]:
    """What an author writes: literature where the title says little itself, another field beside what it says.

    A name that only the index has speaks as literature only, since elsewhere it stands for what is written about him.
    """
    if person := writer(author):
        for rank, number in enumerate(person.writes, 1):
            literature = number[0] == "8"
            weight = _WRITER_WEIGHT / (1 + _said(title)) if literature else _field_weight(number, title)
            source = "author" if literature else "author_field"
            yield Vote(one(number), weight * (1.0 if person.sure else 0.5) / rank, person.name, source)
        return
    words = term_words(author)
    term = " ".join(words)
    if not numbers_for(term) and len(words) > 1:
        term = section("writers").get(f"{words[0]} {words[-1]}", term)
    for number in numbers_for(term).split():
        if number[0] == "8":
            yield Vote(one(number), _WRITER_WEIGHT / (1 + _said(title)), term, "author")


def _field_weight(number: str, title: str) -> float:
    words = term_words(title)
    named = (longest_term(words, start)[2] for start in range(len(words)))
    closer = any(numbers.startswith(number[0]) and numbers[:3] != number[:3] for numbers in named)
    return _FIELD_WEIGHT * (_FIELD_NAMED if closer else 1.0)


def _faith_votes(author: str, title: str) -> Iterator[Vote]:
    """A pastor mostly writes on Christian life, a kiai on Islam; an Arabic name says the latter less surely."""
    words = set(term_words(author.replace(".", "")))
    for use, numbers in _FAITHS.items():
        for word in sorted(class_words(use) & words)[:1]:
            for number, weight in numbers:
                yield Vote(one(number), weight * _field_weight(number, title) / _FIELD_WEIGHT, word, "author_field")


def _said(title: str) -> float:
    """How much a title says of a subject: words of its longest term less one, 1 for two single words that are no
    story's, _ONE_WORD for one; 0 where the longest term may be of literature."""
    words = term_words(title)
    terms = [longest_term(words, start) for start in range(len(words))]
    _, length, numbers = max(terms, key=lambda term: term[1], default=("", 0, ""))
    if length > 1:
        return 0 if _of_literature(numbers) else length - 1
    plain = {word: numbers for word in words if (numbers := numbers_for(word))}
    said = plain.keys() - FORM_WORDS - STORY_WORDS
    if any(_of_literature(plain[word]) for word in said):
        return 0.0
    return min(len(said) * _ONE_WORD, 1.0)


def _of_literature(numbers: str) -> bool:
    return any(number[0] == "8" for number in numbers.split())


def _known_votes(book: Book) -> Iterator[Vote]:
    """What a book is known as: a classic, else somebody's life (not that of its own author); part of a set."""
    if work := known_work(book.title, book.authors):
        yield Vote(one(work.number), _work_weight(work), work.title, "work")
    elif (life := life_in(book.title)) and not (life.person.writes and life.person in map(writer, book.authors)):
        yield Vote(one(life.number), _LIFE_WEIGHT * life.share, life.person.name, "person")
        if life.number.startswith("92"):  # the option of the rules that many take: all lives at one number
            yield Vote(one("920"), 0.5 * _LIFE_WEIGHT * life.share, life.person.name, "person")
    if known := known_set(book.title, book.series):
        yield Vote(one(known.number), _SET_DOUBT if known.by_subject else _SET_WEIGHT, known.title, "set")


def _work_weight(work: Work) -> float:
    """A title of one word may be many a book's; of several it is the work, surely so where its author agrees."""
    if work.agrees:
        return 4.0
    words = len(work.title.split())
    return 0.5 * min(words, 6) * (0.2 if work.agrees is False else 1.0)
