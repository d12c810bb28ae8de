"""Two books side by side: evidence for and against their being one edition.

The weights were set by hand from what a cataloguer would say and checked on generated stock; they are
sums of points, not probabilities. A conflict of facts ends the comparison.
"""

from __future__ import annotations

from typing import NamedTuple

from koleksi._dedupe.features import Features
from koleksi._dedupe.field_evidence import authors, isbns, omitted, publishers, years
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.people import is_silent
from koleksi._dedupe.reasons import (
    BEGINS,
    EDITION_AND_YEAR,
    EMPTY,
    MISTYPED_ISBN,
    NO_SERIES,
    NO_SUBTITLE,
    OTHER_TITLE,
    PUBLISHER_AND_YEAR,
    SAME_AUTHOR,
    SAME_ISBN,
    SAME_LINE,
    SAME_PUBLISHER,
    SAME_YEAR,
    TWO_ISBNS,
)
from koleksi._dedupe.title_evidence import DOUBT, half_typed_wrong, titles
from koleksi.book import Text

__all__ = ["ASK", "SAME", "Evidence", "compare", "conflict", "evidence"]

SAME = 4.0  # sum of evidence from which two rows are one edition without asking
ASK = 2.6  # and from which a person is asked
_QUESTION = SAME - 0.1  # the strongest question
# The place of the facts, and of all fields behind the authors, in Features.
_FACTS, _FIELDS = Features._fields.index("facts"), Features._fields.index("authors")


class Evidence(NamedTuple):
    """The sum, and the reasons in words."""

    score: float
    reasons: tuple[Text, ...]


def compare(left: Features, right: Features, memory: Memory) -> Evidence:
    """The evidence as a sum: from ``SAME`` one edition, from ``ASK`` a question, below it two books."""
    return evidence(left, right, titles(left, right, memory), memory)


def evidence(left: Features, right: Features, on_titles: tuple[float, Text], memory: Memory) -> Evidence:
    """The same when what their titles say is known already."""
    score, why = on_titles
    if (against := conflict(left, right, memory)) is not None:
        return Evidence(-10.0, (against,))
    if why is EMPTY:
        return _untitled(left, right)
    if why is OTHER_TITLE and not (left.isbns and right.isbns):
        return Evidence(-5.0, (why,))
    reasons = [why]
    for points, because in (
        isbns(left, right),
        authors(left, right, memory),
        publishers(left, right, memory),
        years(left, right),
        omitted(left, right, memory),
    ):
        score += points
        if because is not None:
            reasons.append(because)
    return _weighed(left, right, on_titles, Evidence(score, tuple(reasons)))


def _untitled(left: Features, right: Features) -> Evidence:
    """A row that holds an ISBN and no title is the book of that number."""
    if left.isbns and right.isbns:
        return Evidence(SAME, (SAME_ISBN,))
    return Evidence(-10.0, (EMPTY,))


def _weighed(left: Features, right: Features, on_titles: tuple[float, Text], found: Evidence) -> Evidence:
    """The evidence, raised where the rows say the same of a book, and held below ``SAME`` where the titles leave a
    doubt."""
    if found.score < SAME and left.core == right.core and _says_the_same(left, right):
        return Evidence(SAME, (*found.reasons, SAME_LINE))
    points, why = on_titles
    if why in (NO_SUBTITLE, NO_SERIES, BEGINS) and found.score >= SAME and _is_thin(left, right, found):
        return Evidence(_QUESTION, found.reasons)
    if points > DOUBT or found.score <= _QUESTION:
        return found
    if why is OTHER_TITLE and _one_number(left, right):
        return found
    if why is OTHER_TITLE and found.score >= SAME and half_typed_wrong(left, right):
        return found
    return Evidence(_QUESTION, found.reasons)


def _is_thin(left: Features, right: Features, found: Evidence) -> bool:
    """Whether a title that begins another stands beside too little else: a series by its bare name is not each of its
    titles. One ISBN is enough, or the year with the author or publisher; where no mark shows a subtitle, the year with
    the author of a title of three words."""
    if left.isbns and right.isbns or MISTYPED_ISBN in found.reasons:
        return False
    if BEGINS in found.reasons:
        short = min(left.core.count(" "), right.core.count(" "))
        return short < 2 or not {SAME_YEAR, SAME_AUTHOR} <= set(found.reasons)
    return SAME_YEAR not in found.reasons or not {SAME_AUTHOR, SAME_PUBLISHER} & set(found.reasons)


def _one_number(left: Features, right: Features) -> bool:
    """Whether one valid ISBN, an author and a year that are no others stand beside titles most of whose letters agree:
    then a word was typed wrong."""
    if not set(left.isbns) & set(right.isbns) or not (half_typed_wrong(left, right) or _holds_the_other(left, right)):
        return False
    return not (left.year and right.year and abs(left.year - right.year) > 1)


def _holds_the_other(left: Features, right: Features) -> bool:
    """Whether all words of one title, three at least, stand in the other: put before a series or into another order."""
    ours, theirs = set(left.core.split()), set(right.core.split())
    return min(len(ours), len(theirs)) > 2 and (ours <= theirs or theirs <= ours)


def _says_the_same(left: Features, right: Features) -> bool:
    """Whether two rows tell the same of a book, however the title's marks are written: then it is one book twice. Not
    where that is one bare word, since "Matematika" alone is any book."""
    if not left.core or not (" " in left.core or left.facts):
        return False
    if left[_FACTS] != right[_FACTS] or left[_FIELDS + 1 :] != right[_FIELDS + 1 :]:
        return False
    return left.authors == right.authors or is_silent(left.authors, right.authors)


def conflict(left: Features, right: Features, memory: Memory) -> Text | None:
    """Why these two can never be one edition, or None. A fact, not a degree."""
    if left.facts is not right.facts and (against := memory.facts_conflict(left.facts, right.facts)) is not None:
        return against
    if left.isbns and right.isbns and left.isbns != right.isbns and not set(left.isbns) & set(right.isbns):
        return TWO_ISBNS
    if left.year and right.year and abs(left.year - right.year) > 2:
        return _years_conflict(left, right, memory)
    return None


def _years_conflict(left: Features, right: Features, memory: Memory) -> Text | None:
    """A second edition beside one that names none, or two publishers, years apart: never one through a third row."""
    if left.isbns and left.isbns == right.isbns:
        return None
    if left.facts is not right.facts and ("edition" in dict(left.facts)) != ("edition" in dict(right.facts)):
        return EDITION_AND_YEAR
    ours, theirs = left.publisher, right.publisher
    if ours and theirs and ours != theirs and not memory.one_publisher(ours, theirs):
        return PUBLISHER_AND_YEAR
    return None
