"""What ISBNs, authors, publishers, years and omitted marks say of two books' being one: points, and why.

A field that one side leaves empty says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import Indel, Levenshtein
from rapidfuzz.fuzz import partial_ratio

from koleksi._dedupe.facts import OMITTED_IN_ONE_YEAR, kind_in_words
from koleksi._dedupe.features import Features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.people import NameWords, is_mark
from koleksi._dedupe.reasons import (
    EXCHANGED,
    MISTYPED_ISBN,
    ONE_WORD,
    OTHER_AUTHOR,
    OTHER_MARK,
    OTHER_PUBLISHER,
    SAME_AUTHOR,
    SAME_ISBN,
    SAME_PUBLISHER,
    SAME_YEAR,
    SIMILAR_AUTHOR,
    years_apart,
)
from koleksi._dedupe.title_words import ROLE_WORDS
from koleksi._dedupe.weights import Piece
from koleksi.book import Text

__all__ = [
    "NO_AUTHOR", "NO_ISBN", "NO_MARK", "NO_PUBLISHER", "NO_YEAR", "ONE_AUTHOR", "ONE_ISBN", "ONE_PUBLISHER", "ONE_YEAR",
    "are_of_one", "authors", "is_one_word", "isbns", "omitted", "publishers", "years",
]  # fmt: skip

_ONE, _NEARLY_ONE = 0.8, 0.6  # likeness of names of one person
_HALF = 0.5  # and of names that share a word and have one of their own each
_LONG = 4  # blanks in a title that no two books are likely to share
_NAMES = 8  # of each side looked at when none is exactly the same
_ONE_WORD = -1.2  # of a bare word, to which publisher and year alone add too little
_TYPING_ERROR = -0.4  # of a mark that is missing because it was typed wrong

ONE_ISBN: Piece = ("ISBN", 4.0, SAME_ISBN)
_NEARLY_ONE_ISBN: Piece = ("ISBN", 2.0, MISTYPED_ISBN)
NO_ISBN: Piece = ("ISBN", 0.0, None)
ONE_AUTHOR: Piece = ("author", 1.2, SAME_AUTHOR)
_NEARLY_ONE_AUTHOR: Piece = ("author", 0.2, SIMILAR_AUTHOR)
_IN_THE_OTHER_COLUMN: Piece = ("author", 1.2, EXCHANGED)
_TWO_AUTHORS: Piece = ("author", -3.0, OTHER_AUTHOR)
_TWO_MARKS: Piece = ("author", -1.5, OTHER_MARK)
_HALF_AUTHOR: Piece = ("author", -2.0, OTHER_AUTHOR)  # of one title: "Dee Lestari", "Dewi Lestari"
NO_AUTHOR: Piece = ("author", 0.0, None)
ONE_PUBLISHER: Piece = ("publisher", 0.6, SAME_PUBLISHER)
_PUBLISHER_AS_AUTHOR: Piece = ("publisher", 0.6, None)
_TWO_PUBLISHERS: Piece = ("publisher", -2.4, OTHER_PUBLISHER)
NO_PUBLISHER: Piece = ("publisher", 0.0, None)
NO_YEAR: Piece = ("year", 0.0, None)
ONE_YEAR: Piece = ("year", 0.8, SAME_YEAR)
_NEXT_YEAR: Piece = ("year", 0.2, None)
NO_MARK: Piece = ("mark", 0.0, None)
_MISTYPED_MARK: Piece = ("mark", _TYPING_ERROR, None)


def isbns(left: Features, right: Features) -> Piece:
    if left.isbns and right.isbns:
        return ONE_ISBN
    if left.damaged and _slipped(left, right) or right.damaged and _slipped(right, left):
        return _NEARLY_ONE_ISBN
    return NO_ISBN


def _slipped(one: Features, other: Features) -> bool:
    """Whether a number that does not hold is one of the other's, typed wrong."""
    numbers = (*other.isbns, *other.damaged)
    return any(_one_slip(wrong, good) for wrong in one.damaged for good in numbers)


def _one_slip(wrong: str, good: str) -> bool:
    """At most one digit replaced, two changed places, or one lost; the 978 may be missing."""
    forms = (good, good[3:12], good[3:]) if len(good) == 13 else (good,)
    return any(
        len(wrong) >= 9
        and abs(len(wrong) - len(form)) <= 1
        and Indel.distance(wrong[: len(form) + 1], form, score_cutoff=3) <= 2
        for form in forms
    )


def authors(left: Features, right: Features, memory: Memory) -> Piece:
    """What the names of two rows say of one author; those of one title are forgiven more."""
    if not left.authors or not right.authors:
        return _silence(left, right)
    alike = _names_alike(left.authors, right.authors, memory)
    if alike >= _ONE:
        return ONE_AUTHOR
    if alike >= _NEARLY_ONE:
        return _NEARLY_ONE_AUTHOR
    if alike >= _HALF and left.compact == right.compact:
        return _HALF_AUTHOR
    if _are_marks(left, right):
        return _TWO_MARKS
    return _IN_THE_OTHER_COLUMN if _exchanged(left, right) else _TWO_AUTHORS


def are_of_one(ours: Sequence[NameWords], theirs: Sequence[NameWords], memory: Memory) -> bool:
    """Whether the names of two rows, where both have some, are those of one author whatever their titles are."""
    return _names_alike(ours, theirs, memory) >= _ONE


def _names_alike(ours: Sequence[NameWords], theirs: Sequence[NameWords], memory: Memory) -> float:
    """Likeness of the two names that are most alike, from ``_ONE`` on not looked for further."""
    if ours == theirs or (len(ours) > 1 or len(theirs) > 1) and not set(ours).isdisjoint(theirs):
        return 1.0
    best = 0.0
    for one, other in product(ours[:_NAMES], theirs[:_NAMES]):
        best = max(best, memory.name_likeness(one, other))
        if best >= _ONE:
            break
    return best


def _are_marks(left: Features, right: Features) -> bool:
    """Whether all that two rows of one long title say of authors are letters in call numbers: one hand writes those
    of the first author's surname, of the second author or of a first name."""
    if left.compact != right.compact or left.core.count(" ") < _LONG:
        return False
    return all(is_mark(name) for name in (*left.authors, *right.authors))


def _silence(left: Features, right: Features) -> Piece:
    """What it costs that one side or both name no author: nothing but where the title is a bare word."""
    if not (is_one_word(left) and is_one_word(right)):
        return NO_AUTHOR
    return "author", (_ONE_WORD if not (left.authors or right.authors) else _ONE_WORD / 2), ONE_WORD


def is_one_word(one: Features) -> bool:
    """Whether a title is a bare word, which without an author is any book of the subject."""
    return " " not in one.core and not one.facts


def _exchanged(left: Features, right: Features) -> bool:
    """Whether one side has its author in the other's column of publishers, and the other way round."""
    return _is_named(left.publisher, right) and _is_named(right.publisher, left)


def _is_named(publisher: str, other: Features) -> bool:
    """Whether a publisher's name is an author of the other side, in whatever order its words stand."""
    for name in other.authors:
        whole = [word for word in name if len(word) > 2]
        if whole and whole[0] in publisher and set(whole) <= set(publisher.split()):
            return True
    return False


def publishers(left: Features, right: Features, memory: Memory) -> Piece:
    ours, theirs = left.publisher, right.publisher
    if not ours or not theirs:
        return NO_PUBLISHER
    if ours == theirs or memory.one_publisher(ours, theirs):
        return ONE_PUBLISHER
    return _PUBLISHER_AS_AUTHOR if _exchanged(left, right) else _TWO_PUBLISHERS


def years(left: Features, right: Features) -> Piece:
    ours, theirs = left.year, right.year
    if not ours or not theirs:
        return NO_YEAR
    if ours == theirs:
        return ONE_YEAR
    return _years_between(abs(ours - theirs))


@lru_cache(maxsize=512)
def _years_between(apart: int) -> Piece:
    return _NEXT_YEAR if apart == 1 else ("year", -0.5 if apart <= 2 else -1.6, years_apart(apart))


def omitted(left: Features, right: Features, memory: Memory) -> Piece:
    """A mark that only one side has: a school level is easily left out, a volume rarely."""
    if left.facts is right.facts:
        return NO_MARK
    points, worst = memory.one_sided(left.facts, right.facts)
    if points >= _TYPING_ERROR:
        return "mark", points, None
    if worst == "role" and _role_typed_wrong(left, right) or _is_slip(worst, left) and _only_typing_errors(left, right):
        return _MISTYPED_MARK
    if worst == "edition" and (left.year and left.year == right.year or left.isbns and left.isbns == right.isbns):
        points = OMITTED_IN_ONE_YEAR
    return "mark", points, _only_one_names(worst)


def _is_slip(kind: str, one: Features) -> bool:
    """Whether a mark may have been typed wrong: not the letter of "Dragon Ball Z", but one in a long title."""
    return kind != "letter" or one.core.count(" ") >= _LONG


@lru_cache(maxsize=64)
def _only_one_names(kind: str) -> Text:
    named = kind_in_words(kind)
    return Text(f"hanya satu yang menyebut {named.id}", f"only one names its {named.en}")


def _role_typed_wrong(left: Features, right: Features) -> bool:
    """Whether the word for its kind stands in the title of the side that lacks it, misspelt or run together."""
    ours, theirs = dict(left.facts).get("role", ""), dict(right.facts).get("role", "")
    silent, roles = (left, theirs) if not ours else (right, ours)
    return any(
        partial_ratio(word, silent.compact) >= 83 for role in roles.split("+") for word in ROLE_WORDS.get(role, ())
    )


def _only_typing_errors(left: Features, right: Features) -> bool:
    """Whether the whole titles, marks and all, differ by single letters and the same numbers stand in both: then
    a mark is missing because it was typed wrong ("Kleas 4", "Seconnd edition")."""
    if left.numbers != right.numbers:
        return False
    if left.raw == right.raw:
        return True
    allowed = max(2, min(len(left.raw), len(right.raw)) // 10)
    if Levenshtein.distance(left.raw, right.raw, score_cutoff=allowed) > allowed:
        return False
    runs = Levenshtein.opcodes(left.raw, right.raw)
    return all(max(op.src_end - op.src_start, op.dest_end - op.dest_start) <= 2 for op in runs if op.tag != "equal")
