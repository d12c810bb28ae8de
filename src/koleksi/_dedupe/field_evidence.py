"""What ISBNs, authors, publishers, years and omitted marks say of two books' being one: points, and why.

A field that one side leaves empty says nothing.
"""

from __future__ import annotations

from rapidfuzz.distance import Indel, Levenshtein
from rapidfuzz.fuzz import partial_ratio

from koleksi._dedupe.facts import OMITTED_IN_ONE_YEAR, kind_in_words
from koleksi._dedupe.features import Features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.reasons import (
    EXCHANGED,
    MISTYPED_ISBN,
    ONE_WORD,
    OTHER_AUTHOR,
    OTHER_PUBLISHER,
    SAME_AUTHOR,
    SAME_ISBN,
    SAME_PUBLISHER,
    SAME_YEAR,
    SIMILAR_AUTHOR,
    years_apart,
)
from koleksi._dedupe.title_words import ROLE_WORDS
from koleksi.book import Text

__all__ = ["authors", "isbns", "omitted", "publishers", "years"]

_NAMES = 8  # of each side looked at when none is exactly the same
_ONE_WORD = -1.2  # of a bare word, to which publisher and year alone add too little
_TYPING_ERROR = -0.4  # of a mark that is missing because it was typed wrong

Points = tuple[float, Text | None]


def isbns(left: Features, right: Features) -> Points:
    if left.isbns and right.isbns:
        return 4.0, SAME_ISBN
    for one, other in ((left, right), (right, left)):
        for wrong in one.damaged:
            if any(_one_slip(wrong, good) for good in (*other.isbns, *other.damaged)):
                return 2.0, MISTYPED_ISBN
    return 0.0, None


def _one_slip(wrong: str, good: str) -> bool:
    """At most one digit replaced, two changed places, or one lost; the 978 may be missing."""
    forms = (good, good[3:12], good[3:]) if len(good) == 13 else (good,)
    return any(
        len(wrong) >= 9
        and abs(len(wrong) - len(form)) <= 1
        and Indel.distance(wrong[: len(form) + 1], form, score_cutoff=3) <= 2
        for form in forms
    )


def authors(left: Features, right: Features, memory: Memory) -> Points:
    if not left.authors or not right.authors:
        return _silence(left, right)
    if left.authors == right.authors or not set(left.authors).isdisjoint(right.authors):
        return 1.2, SAME_AUTHOR
    best = max([memory.name_likeness(a, b) for a in left.authors[:_NAMES] for b in right.authors[:_NAMES]])
    if best >= 0.8:
        return 1.2, SAME_AUTHOR
    if best >= 0.6:
        return 0.2, SIMILAR_AUTHOR
    if _exchanged(left, right):
        return 1.2, EXCHANGED
    return -3.0, OTHER_AUTHOR


def _silence(left: Features, right: Features) -> Points:
    """What it costs that one side or both name no author: nothing but where the title is a bare word."""
    if not (_is_one_word(left) and _is_one_word(right)):
        return 0.0, None
    return (_ONE_WORD if not (left.authors or right.authors) else _ONE_WORD / 2), ONE_WORD


def _is_one_word(one: Features) -> bool:
    """Whether a title is a bare word, which without an author is any book of the subject."""
    return " " not in one.core and not one.facts


def _exchanged(left: Features, right: Features) -> bool:
    """Whether one side has its author in the other's column of publishers, and the other way round."""
    return _is_named(left.publisher, right) and _is_named(right.publisher, left)


def _is_named(publisher: str, other: Features) -> bool:
    """Whether a publisher's name is an author of the other side, in whatever order its words stand."""
    words = set(publisher.split())
    names = [{word for word in name if len(word) > 2} for name in other.authors]
    return any(name and name <= words for name in names)


def publishers(left: Features, right: Features, memory: Memory) -> Points:
    if not left.publisher or not right.publisher:
        return 0.0, None
    if left.publisher == right.publisher or memory.one_publisher(left.publisher, right.publisher):
        return 0.6, SAME_PUBLISHER
    if _exchanged(left, right):
        return 0.6, None
    return -2.4, OTHER_PUBLISHER


def years(left: Features, right: Features) -> Points:
    if not left.year or not right.year:
        return 0.0, None
    apart = abs(left.year - right.year)
    if apart == 0:
        return 0.8, SAME_YEAR
    if apart == 1:
        return 0.2, None
    return (-0.5 if apart <= 2 else -1.6), years_apart(apart)


def omitted(left: Features, right: Features, memory: Memory) -> Points:
    """A mark that only one side has: a school level is easily left out, a volume rarely."""
    if left.facts is right.facts:
        return 0.0, None
    points, worst = memory.one_sided(left.facts, right.facts)
    if points >= _TYPING_ERROR:
        return points, None
    if (worst == "role" and _role_typed_wrong(left, right)) or _only_typing_errors(left, right):
        return _TYPING_ERROR, None
    if worst == "edition" and left.year and left.year == right.year:
        points = OMITTED_IN_ONE_YEAR
    kind = kind_in_words(worst)
    return points, Text(f"hanya satu yang menyebut {kind.id}", f"only one names its {kind.en}")


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
