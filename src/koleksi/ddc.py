"""Class suggestions with reasons, and call numbers, from an independent abridged schedule.

DDC and Dewey are trademarks of OCLC. A suggestion is evidence, not a verdict: it names the terms that spoke
for the class and how sure they make it; below a threshold a person decides.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Indel

from koleksi import names
from koleksi._ddc.context import near_classes, publisher_classes
from koleksi._ddc.facets import built
from koleksi._ddc.practice import FICTION, is_for_children, placed, prefix, volume_mark
from koleksi._ddc.profile import Profile, learn, load_profile
from koleksi._ddc.schedule import Schedule, normalise, schedule, stem
from koleksi._ddc.stories import STORY_WORDS, story_share
from koleksi._ddc.words import EMPTY_WORDS, FORM_WORDS, word_votes
from koleksi._terms.folding import term_words
from koleksi.book import Book, Text

__all__ = [
    "CallNumber",
    "Profile",
    "Suggestion",
    "call_number",
    "caption",
    "learn",
    "load_profile",
    "normalise",
    "prefix",
    "suggest",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A class for a book. ``score`` 0..1: of suggestions with score .8 about 80 % should be right (docs/ddc.md has
    the measured curve); ``reasons``: the terms that spoke for it, in words."""

    number: str
    caption: str
    score: float
    reasons: tuple[Text, ...]
    caption_en: str = ""


@dataclass(frozen=True, slots=True)
class CallNumber:
    """``lines`` as they stand on a spine: prefix if any, class, author letters, title letter, volume if any."""

    lines: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.lines)


class _Vote(NamedTuple):
    number: str
    weight: float
    term: str
    where: Text


_LEVEL_WEIGHT = 0.1  # of a term made of such words only
_STORY_WEIGHT = 0.6  # of a single word that stands in titles of novels: "Bumi" is seldom about the planet
_BROADER_WEIGHT = 0.1  # of a vote for 332 that counts for 330 too: libraries differ in how close they class
_NEIGHBOUR_WEIGHT = 0.1  # of what speaks for a class that counts for those with which libraries confuse it
_PUBLISHER_WEIGHT = 0.1  # of a class that a publisher mostly brings out, whatever the title
_WORD_SOURCES = MappingProxyType({"index": Text("kata", "word"), "english": Text("kata Inggris", "English word")})
# What a title without any key word most often is, by what Indonesian libraries for the public hold most.
_COMMONEST = (
    ("813", 0.2),
    ("899.2213", 0.1),
    ("297", 0.1),
    ("823", 0.07),
    ("370", 0.03),
    ("920", 0.02),
    ("005", 0.02),
    ("658", 0.02),
)
_NO_KEY_WORD = Text("jenis buku yang paling sering, tanpa kata kunci", "among the commonest kinds of book, no key word")
_FIELDS = (
    ("title", 1.0, Text("judul", "title")),
    ("subtitle", 0.9, Text("anak judul", "subtitle")),
    ("series", 0.6, Text("seri", "series")),
)
_SUBJECT, _AUTHOR, _PUBLISHER = Text("subjek", "subject"), Text("pengarang", "author"), Text("penerbit", "publisher")
_STORY, _COLLECTION = Text("judul seperti cerita", "a title like a story's"), Text("koleksi ini", "this collection")
_NOWHERE = Text("", "")


def suggest(
    book: Book,
    n: int = 3,
    *,
    profile: Profile | None = None,
    islam: str = "297",
    fiction: str = FICTION[0],
    children: str = "",
) -> list[Suggestion]:
    """The ``n`` best classes, at most one a three-digit class, best first; empty for a book without a title or subject.

    Where hardly a word is known the commonest kinds of book fill the list, with a score that says so.

    ``profile``: a library's own practice, mixed in. ``islam``: "297" or "2X", the notation of Islam. ``fiction``:
    "899.2213"
    (the rule) or "813" for Indonesian stories, poems and plays along with it. ``children``: the class of children's
    stories, where they have one of their own.
    """
    at = partial(placed, fiction=fiction, children=children, young=bool(children) and is_for_children(book))
    votes = _votes(book, profile, by_rule=fiction == FICTION[0])
    if fiction != FICTION[0] or children:
        votes = [vote._replace(number=at(vote.number)) for vote in votes]
    by_class: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for vote in votes:
        by_class[vote.number[:3]][vote.number] += vote.weight
    whole = sum(vote.weight for vote in votes)
    totals = _weighed(book, by_class, at)
    ranked = sorted(totals, key=lambda three: (-totals[three], three))[:n]
    words = term_words(book.full_title)
    return [
        _suggestion(three, by_class[three], _confidence(totals[three], whole), votes, words, islam) for three in ranked
    ]


def _votes(book: Book, profile: Profile | None, *, by_rule: bool) -> list[_Vote]:
    """All that speaks for a class. ``by_rule``: Indonesian literature stands at 899.221, so that 811-817 need a word
    of their own.
    """
    votes = [*_index_votes(book, schedule()), *(_profile_votes(book, profile) if profile else ())]
    publisher, usual = publisher_classes(book.publisher)
    votes += [
        *_broader(votes),
        *(_by_custom(votes) if by_rule else ()),
        *_commonest(book),
        *_stories(term_words(book.full_title)),
    ]
    return [*votes, *(_Vote(number, _PUBLISHER_WEIGHT, publisher, _PUBLISHER) for number in usual)]


def _weighed(
    book: Book, by_class: defaultdict[str, defaultdict[str, float]], at: Callable[[str], str]
) -> dict[str, float]:
    """The weight of each three-digit class: twice where it is what the publisher brings out, and with a tenth of its
    neighbours', whose numbers ``by_class`` gains."""
    totals = {three: sum(numbers.values()) for three, numbers in by_class.items()}
    for three in {at(number)[:3] for number in publisher_classes(book.publisher)[1]}:
        totals[three] *= 2
    for three, weight in list(totals.items()):
        for other in map(at, near_classes().get(three, ())):
            by_class[other[:3]][other] += _NEIGHBOUR_WEIGHT * weight
            totals[other[:3]] = totals.get(other[:3], 0.0) + _NEIGHBOUR_WEIGHT * weight
    return totals


def _suggestion(
    three: str, numbers: dict[str, float], score: float, votes: list[_Vote], words: list[str], islam: str
) -> Suggestion:
    best = max(numbers, key=lambda number: (_with_parents(number, numbers), -len(number), number))
    number, facet = built(best, words)
    table = schedule()
    return Suggestion(
        number=_notation(number, islam), caption=table.caption(number), caption_en=table.caption(number, "en"),
        score=round(score, 4), reasons=(*_reasons(three, votes), *((facet,) if facet else ())),
    )  # fmt: skip


def _reasons(three: str, votes: list[_Vote]) -> tuple[Text, ...]:
    """The terms that spoke loudest for a class, or for the neighbour that lends it its weight."""
    near = near_classes().get(three, ())
    spoke = [vote for vote in votes if vote.term and vote.number[:3] == three] or [
        vote for vote in votes if vote.term and vote.number[:3] in near
    ]
    said = dict.fromkeys((vote.term, vote.where) for vote in sorted(spoke, key=lambda v: (-v.weight, v.term)))
    shown = [Text(f"{term} ({where.id})", f"{term} ({where.en})") for term, where in list(said)[:4]]
    return tuple(shown) or (_NO_KEY_WORD,)


def _with_parents(number: str, numbers: dict[str, float]) -> float:
    """A number's own votes and half of those of the broader numbers it stands under."""
    return sum(
        weight if other == number else weight * 0.5 for other, weight in numbers.items() if number.startswith(other)
    )


def _confidence(weight: float, whole: float) -> float:
    """From the weight of the evidence and the share that agrees; fitted as docs/ddc.md says."""
    share: float = (weight / whole) ** 0.9
    return min(0.97, 0.08 + 1.05 * share * weight / (weight + 1.1))


def _notation(number: str, islam: str) -> str:
    if islam != "2X" or not number.startswith("297"):
        return number
    digits = number[4:]
    return "2X0" if not digits else f"2X{digits[0]}" + (f".{digits[1:]}" if digits[1:] else "")


def _index_votes(book: Book, table: Schedule) -> Iterator[_Vote]:
    for field, strength, label in _FIELDS:
        if text := getattr(book, field):
            words = term_words(text)
            yield from _text_votes(words, strength, label, table)
            yield from _word_votes(words, strength, label)
    for subject in book.subjects:
        words = term_words(subject)
        yield from _text_votes(words, 1.5, _SUBJECT, table)
        yield from _word_votes(words, 1.5, _SUBJECT)
    for author in book.authors[:3]:
        yield from _author_votes(author, table)


def _word_votes(words: list[str], strength: float, where: Text) -> Iterator[_Vote]:
    for number, word, weight, source in word_votes(words):
        yield _Vote(number, strength * weight, word, _word_in(where, source))


@cache
def _word_in(where: Text, source: str) -> Text:
    kind = _WORD_SOURCES[source]
    return Text(f"{where.id}, {kind.id}", f"{where.en}, {kind.en}")


def _author_votes(author: str, table: Schedule) -> Iterator[_Vote]:
    """A writer whom the index names under literature: the whole name must stand there, and only literature counts,
    since a name under biography or religion says what is written about him, not by him."""
    words = term_words(author)
    term = " ".join(words)
    if term not in table.index and len(words) > 1:
        term = _writers().get(f"{words[0]} {words[-1]}", term)
    for number in table.index.get(term, ()):
        if number[0] == "8":
            yield _Vote(number, 1.8, term, _AUTHOR)


@cache
def _writers() -> Mapping[str, str]:
    """First and last name -> the writer's whole name in the index: "Pramoedya A. Toer"."""
    named = [
        (term.split(), term)
        for term, numbers in schedule().index.items()
        if numbers[0][0] == "8" and term.count(" ") > 1
    ]
    return MappingProxyType({f"{words[0]} {words[-1]}": term for words, term in named})


def _broader(votes: list[_Vote]) -> Iterator[_Vote]:
    """For the division's own number, a tenth of what speaks for its parts."""
    for vote in votes:
        if vote.number[2] != "0":
            yield _Vote(f"{vote.number[:2]}0", _BROADER_WEIGHT * vote.weight, vote.term, vote.where)


def _by_custom(votes: list[_Vote]) -> Iterator[_Vote]:
    """Indonesian poetry, plays, essays ... for 811, 812, 814 too, where most libraries put them instead of 899.221
    1.
    """
    for vote in votes:
        if vote.number.startswith("899.221") and vote.number[7:8] in tuple("124567"):
            yield _Vote(f"81{vote.number[7]}", vote.weight, vote.term, vote.where)


def _commonest(book: Book) -> Iterator[_Vote]:
    if book.title or book.subjects:
        for number, weight in _COMMONEST:
            yield _Vote(number, weight, "", _NOWHERE)


def _stories(words: list[str]) -> Iterator[_Vote]:
    """For fiction, by its place in most libraries and by the rule, where a title sounds like a story."""
    if share := story_share(words):
        for number, weight in (("813", 1.0), ("899.2213", 0.5)):
            yield _Vote(number, weight * share**2, " ".join(words), _STORY)


def _text_votes(words: list[str], strength: float, where: Text, table: Schedule) -> Iterator[_Vote]:
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
                yield from _near_votes(word, strength, where, table)


def _shared(term: str, numbers: tuple[str, ...], weight: float, where: Text) -> Iterator[_Vote]:
    """A term that points to several numbers says less for each; the first one is the likeliest."""
    for number in numbers:
        yield _Vote(number, weight / len(numbers) ** 0.8, term, where)


def _near_votes(word: str, strength: float, where: Text, table: Schedule) -> Iterator[_Vote]:
    """A word that no term has: another spelling or inflection of one, or one letter wrong."""
    terms, trust = _nearest(word)
    for term in terms:
        typed = Text(f"{where.id}: {word}", f"{where.en}: {word}")
        yield from _shared(term, table.index[term], strength * trust, typed)


@lru_cache(maxsize=20_000)
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
    return [word for near in (length - 1, length, length + 1) for word in words.get((near, initial), ())]


@cache
def _words_by_form() -> Mapping[tuple[int, str], list[str]]:
    found: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for term in schedule().index:
        if " " not in term:
            found[len(term), term[0]].append(term)
    return MappingProxyType(found)


def _profile_votes(book: Book, profile: Profile) -> Iterator[_Vote]:
    for feature, number, weight in profile.votes(book):
        yield _Vote(number, 1.5 * weight, feature.lstrip("@%"), _COLLECTION)


def caption(number: str, lang: str = "id") -> str:
    """What a number means, in our words; of the nearest broader number where it is not in the schedule."""
    return schedule().caption(normalise(number), lang)


# call numbers

_ARTICLES = frozenset(["si", "sang", "the", "a", "an", "het", "de", "el", "la", "le", "les"])


def call_number(
    book: Book,
    ddc: str = "",
    *,
    policy: str = "last",
    islam: str = "297",
    prefix: str = "",
    articles: frozenset[str] = _ARTICLES,
) -> CallNumber:
    """Class, three letters of the author's heading (of the title where there is no author), first letter of the
    title, and
    the volume of a set ("jil.2").

    ``ddc`` may be a suggestion's number; the book's own where empty. ``prefix``: a mark such as "R" before the
    class; ``articles``: leading words of a title that are passed over. Raises UsageError for an unknown policy.
    """
    number = normalise(ddc or book.ddc)
    number = _notation(number, islam) if number else (ddc or book.ddc)
    title = _letters_of_title(book.title, articles)
    author = names.letters(book.authors[0], policy) if book.authors else title[:3].upper()
    return CallNumber(tuple(filter(None, (prefix, number, author, title[:1].lower(), volume_mark(book)))))


def _letters_of_title(title: str, articles: frozenset[str]) -> str:
    words = title.split()
    while len(words) > 1 and words[0].casefold().strip(".,:'\"") in articles:
        words = words[1:]
    text = unicodedata.normalize("NFKD", " ".join(words))
    return "".join(c for c in text if c.isalnum())
