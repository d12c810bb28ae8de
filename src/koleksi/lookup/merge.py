"""Several sources, one book: which facts are taken, from whom, how sure, and what disagreed.

The rules, in order (``docs/lookup.md`` tells them in plain words, ``tests/test_lookup_merge.py`` holds them):

1. What a person typed is never changed.
2. An answer whose title is not like the typed title, or not like that of the sources believed more, is about
   another book: all of it is refused. Two books are never mixed.
3. The title is the fullest of the answers that begin with the same words, with its subtitle.
4. Publisher, place and year come from one answer, the most believed that has two of them; others fill what is
   left unless they name another publisher. (Years and places of one ISBN differ from printing to printing.)
5. Every other fact comes from the most believed answer that has it; the order of ``claims`` is the order of belief.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from koleksi._terms.folding import words
from koleksi._terms.publishers import same_publisher
from koleksi.book import Book
from koleksi.lookup.facts import FIELDS, Claim

__all__ = ["Difference", "Merged", "alike", "merge"]

_IMPRINT = ("publisher", "place", "year")
_TITLE = ("title", "subtitle")
_TRUST = 0.8  # of one answer whose ISBN matched, before anything confirms it
# Share of the shorter title's words that the longer one holds; "Ilmu Pengetahuan Alam" and "... Sosial" share .67.
_ALIKE = 0.75
_SLIP = 0.8  # likeness of two words of which one may be a slip of the pen


@dataclass(frozen=True, slots=True)
class Difference:
    """What a source says of a field, where another value was taken."""

    field: str
    source: str
    value: str
    taken: str


@dataclass(frozen=True, slots=True)
class Merged:
    """``confidence`` (0..1) puts books in order of how much was confirmed; it is no measured probability.

    ``refused``: answers that describe another book.
    """

    book: Book
    confidence: float = 0.0
    differences: tuple[Difference, ...] = ()
    refused: tuple[Claim, ...] = ()


def merge(typed: Book, claims: Sequence[Claim]) -> Merged:
    """``typed`` with its empty fields filled by the rules above; each filled field is named in ``Book.sources``."""
    agreeing, refused = _one_book(typed, claims)
    if not agreeing:
        return Merged(typed, 0.0, (), tuple(refused))
    taken: dict[str, tuple[object, str]] = {}
    _take_title(typed, agreeing, taken)
    _take_imprint(typed, agreeing, taken)
    for name in FIELDS:
        if name not in _TITLE and name not in _IMPRINT and not getattr(typed, name):
            _take_first(name, agreeing, taken)
    fresh = {name: value for name, (value, _) in taken.items()}
    sources = tuple((name, who) for name, (_, who) in taken.items())
    book = typed.but(**fresh, sources=(*typed.sources, *sources)) if fresh else typed
    return Merged(book, _confidence(typed, agreeing, refused), tuple(_differences(book, agreeing)), tuple(refused))


def alike(left: Book, right: Book) -> bool:
    """Whether two titles may be of one book: nearly all words of the shorter one stand in the longer one, slips of
    the pen allowed, and their numbers do not contradict ("Matematika 1" is not "Matematika 2")."""
    a, b = words(left.full_title), words(right.full_title)
    if not a or not b or "".join(a) == "".join(b):
        return True
    numbers = {word for word in a if word.isdecimal()}, {word for word in b if word.isdecimal()}
    if all(numbers) and not numbers[0] & numbers[1]:
        return False
    short, long = sorted((set(a), set(b)), key=len)
    return sum(_is_among(word, long) for word in short) >= _ALIKE * len(short)


def _is_among(word: str, others: set[str]) -> bool:
    return word in others or any(_is_slip(word, other) for other in others)


def _is_slip(word: str, other: str) -> bool:
    """One word typed for another: four letters or more, nearly the same ones ("plangi" for "pelangi")."""
    if min(len(word), len(other)) < 4 or abs(len(word) - len(other)) > 2 or word.isdecimal() or other.isdecimal():
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= _SLIP


def _one_book(typed: Book, claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The answers that are about the book asked for, and those that are not."""
    agreeing: list[Claim] = []
    refused: list[Claim] = []
    for one in claims:
        base = typed if typed.title or not agreeing else agreeing[0].book
        (agreeing if alike(base, one.book) else refused).append(one)
    return agreeing, refused


def _take_title(typed: Book, claims: Sequence[Claim], taken: dict[str, tuple[object, str]]) -> None:
    """The fullest title among those that begin alike; a typed title stays and may only gain its own subtitle."""
    if typed.subtitle:
        return
    first = next((one.book for one in claims if one.book.title), None)
    if first is None:
        return
    begin = words(typed.title or first.title)
    same = [one for one in claims if one.book.title and words(one.book.full_title)[: len(begin)] == begin]
    if not same:
        return
    fullest = max(same, key=lambda one: (len(words(one.book.full_title)), bool(one.book.subtitle)))
    if not typed.title:
        taken["title"] = (fullest.book.title, fullest.source)
    elif words(fullest.book.title) != words(typed.title):
        return  # the rest of the words stands in its title, not in a subtitle
    if fullest.book.subtitle:
        taken["subtitle"] = (fullest.book.subtitle, fullest.source)


def _take_imprint(typed: Book, claims: Sequence[Claim], taken: dict[str, tuple[object, str]]) -> None:
    """Publisher, place and year belong together: one answer gives them, others only what contradicts nothing."""
    have = typed
    for one in sorted(claims, key=lambda one: sum(bool(getattr(one.book, name)) for name in _IMPRINT) < 2):
        if _contradicts(have, one.book):
            continue
        for name in _IMPRINT:
            if not getattr(have, name) and getattr(one.book, name):
                taken[name] = (getattr(one.book, name), one.source)
                have = have.but(**{name: getattr(one.book, name)})


def _contradicts(one: Book, other: Book) -> bool:
    """Whether two imprints cannot be of one ISBN."""
    return bool(one.publisher and other.publisher) and not same_publisher(one.publisher, other.publisher)


def _take_first(name: str, claims: Sequence[Claim], taken: dict[str, tuple[object, str]]) -> None:
    for one in claims:
        if value := getattr(one.book, name):
            taken[name] = (value, one.source)
            return


def _confidence(typed: Book, agreeing: Sequence[Claim], refused: Sequence[Claim]) -> float:
    """Each answer that agrees, and a typed title that does, halves the doubt left; each refused one doubles it."""
    doubt = 1 - _TRUST
    confirmed = len(agreeing) - 1 + bool(typed.title)
    return round(max(0.0, 1 - min(1.0, doubt * 0.5**confirmed * 2.0 ** len(refused))), 3)


def _differences(book: Book, claims: Sequence[Claim]) -> list[Difference]:
    """What the agreeing answers say otherwise, beyond spelling."""
    return [
        Difference(name, one.source, str(getattr(one.book, name)), str(getattr(book, name)))
        for one in claims
        for name in ("title", *_IMPRINT, "edition")
        if getattr(book, name)
        and getattr(one.book, name)
        and _differ(name, getattr(book, name), getattr(one.book, name))
    ]


def _differ(name: str, one: object, other: object) -> bool:
    """Whether two values of a field mean different things: spelling, marks and forms of a firm do not count."""
    if isinstance(one, int) or isinstance(other, int):
        return one != other
    a, b = words(str(one)), words(str(other))
    if name == "publisher":
        return not same_publisher(str(one), str(other))
    if name == "title":
        return a[: len(b)] != b[: len(a)]
    return bool(a and b) and not (set(a) <= set(b) or set(b) <= set(a))
