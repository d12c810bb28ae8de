"""Two books side by side: evidence for and against their being one edition.

Each field's evidence has points, a cataloguer's guess; what they weigh was fitted on judged pairs
(``_dedupe/weights.py``), so the sum is the log-odds of one edition. A conflict of facts ends the comparison.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from rapidfuzz.distance import OSA

from koleksi._dedupe.features import Features
from koleksi._dedupe.field_evidence import authors, isbns, omitted, publishers, years
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.people import is_silent
from koleksi._dedupe.reasons import (
    BEGINS,
    EDITION_AND_YEAR,
    EMPTY,
    EXCHANGED,
    MISTYPED_ISBN,
    MORE_WORDS,
    NO_SERIES,
    NO_SUBTITLE,
    OTHER_AUTHOR,
    OTHER_PUBLISHER,
    OTHER_TITLE,
    PUBLISHER_AND_YEAR,
    SAME_AUTHOR,
    SAME_ISBN,
    SAME_LINE,
    SAME_PUBLISHER,
    SAME_TITLE,
    SAME_YEAR,
    SIMILAR_AUTHOR,
    TWO_ISBNS,
)
from koleksi._dedupe.title_evidence import DOUBT, ONE_WORD_OF_STEM, half_typed_wrong, titles
from koleksi._dedupe.weights import Piece, log_odds
from koleksi._dedupe.word_difference import is_spelt_right
from koleksi.book import Text

__all__ = [
    "ASK", "LONGER", "NO_QUESTION", "ONE_LINE", "QUESTION", "SAME", "YEARS_APART", "Evidence", "Piece", "compare",
    "conflict", "denied", "evidence", "is_any_book", "is_longer", "is_question", "may_be_any_book", "may_be_question",
    "other_author", "pieces", "says_the_same", "two_editions", "years_conflict",
]  # fmt: skip

SAME = round(log_odds(0.8), 2)  # log-odds from which two rows are one edition without asking
ASK = round(log_odds(0.3), 2)  # and from which a person is asked
QUESTION = SAME - 0.05  # the strongest question
NO_QUESTION = ASK - 0.05  # and the strongest pair that is not asked about
YEARS_APART = 2  # beyond which years may be a conflict
_NEVER = -10.0
_SENTENCE = 4  # words of a subtitle that explains a title
ONE_LINE: Piece = ("line", 0.0, SAME_LINE)
LONGER: Piece = ("words", 0.0, MORE_WORDS)
_PARTIAL = (NO_SUBTITLE, NO_SERIES, BEGINS)  # one title is a part of the other
_AGREE = frozenset({SAME_ISBN, MISTYPED_ISBN, SAME_PUBLISHER, SAME_YEAR})  # beside the title and the author
_AGREE_OR_AUTHOR = _AGREE | {SAME_AUTHOR, SIMILAR_AUTHOR, EXCHANGED}


class Evidence(NamedTuple):
    """The log-odds of one edition, and the pieces that make it up, the title's first."""

    score: float
    said: Sequence[Piece]

    @property
    def reasons(self) -> tuple[Text, ...]:
        """The pieces that speak, in words."""
        return tuple([because for _, _, because in self.said if because is not None])


def compare(left: Features, right: Features, memory: Memory) -> Evidence:
    """The evidence as log-odds: from ``SAME`` one edition, from ``ASK`` a question, below it two books."""
    return evidence(left, right, titles(left, right, memory), memory)


def evidence(left: Features, right: Features, on_titles: tuple[float, Text], memory: Memory) -> Evidence:
    """The same when what their titles say is known already."""
    if (never := denied(left, right, on_titles[1], memory)) is not None:
        return never
    said = pieces(left, right, on_titles, memory)
    score, weights = memory.constant, memory.weights
    for piece in said:
        score += weights[piece]
    if score > QUESTION and is_question(left, right, said):
        score = QUESTION
    if score >= ASK and may_be_any_book(left, right, on_titles[1]) and is_any_book(left, right, said):
        score = NO_QUESTION
    return Evidence(score, said)


def denied(left: Features, right: Features, why: Text, memory: Memory) -> Evidence | None:
    """What ends the comparison, whatever else is equal."""
    if (against := conflict(left, right, memory)) is not None:
        return Evidence(_NEVER, [("title", 0.0, against)])
    if why is EMPTY:  # a row that holds an ISBN and no title is the book of that number
        if left.isbns and right.isbns:
            return Evidence(SAME, [("ISBN", 0.0, SAME_ISBN)])
        return Evidence(_NEVER, [("title", 0.0, EMPTY)])
    if why is OTHER_TITLE and not (left.isbns and right.isbns):
        return Evidence(_NEVER, [("title", 0.0, why)])
    return None


def pieces(left: Features, right: Features, on_titles: tuple[float, Text], memory: Memory) -> list[Piece]:
    """Each field's evidence for or against, with silence as evidence of its own."""
    said: list[Piece] = [
        ("title", *on_titles),
        isbns(left, right),
        authors(left, right, memory),
        publishers(left, right, memory),
        years(left, right),
        omitted(left, right, memory),
    ]
    if says_the_same(left, right):
        said.append(ONE_LINE)
    elif is_longer(left, right, on_titles[1]):
        said.append(LONGER)
    return said


def is_longer(left: Features, right: Features, why: Text) -> bool:
    """Whether one title has words that the other lacks, and no subtitle explains it."""
    return why not in (SAME_TITLE, NO_SUBTITLE) and left.core.count(" ") != right.core.count(" ")


def may_be_question(left: Features, on_titles: tuple[float, Text]) -> bool:
    """Whether what two titles say may leave a doubt (``is_question``) between any of their rows."""
    points, why = on_titles
    return points <= DOUBT or points == ONE_WORD_OF_STEM or why in _PARTIAL or (why is SAME_TITLE and _is_short(left))


def is_question(left: Features, right: Features, said: Sequence[Piece]) -> bool:
    """Whether the titles leave a doubt that only a person can settle, however strong the rest is."""
    _, points, why = said[0]
    if why in _PARTIAL and _is_thin(left, right, {because for _, _, because in said}):
        return True
    if why is SAME_TITLE and _is_bare(left, right, said):
        return True
    if points == ONE_WORD_OF_STEM:
        return not (left.isbns and right.isbns)
    if points > DOUBT:
        return False
    return why is not OTHER_TITLE or not (_one_number(left, right) or half_typed_wrong(left, right))


def _is_thin(left: Features, right: Features, reasons: Set[Text | None]) -> bool:
    """Whether a title that begins another stands beside too little else: a series by its bare name is not each of its
    titles. One ISBN is enough, or the year with the author or publisher; with both where no mark shows a subtitle."""
    if left.isbns and right.isbns or MISTYPED_ISBN in reasons:
        return False
    short, long = sorted((left, right), key=lambda one: one.core.count(" "))
    if BEGINS in reasons:
        if short.core.count(" ") < 2 or _adds_a_subject(short, long):
            return True
        return not reasons >= {SAME_YEAR, SAME_AUTHOR, SAME_PUBLISHER}
    if NO_SUBTITLE in reasons and SAME_AUTHOR in reasons and _is_sentence(short, long):
        return OTHER_PUBLISHER in reasons or bool(left.year and right.year and abs(left.year - right.year) > 1)
    return SAME_YEAR not in reasons or not {SAME_AUTHOR, SAME_PUBLISHER} & reasons


def _adds_a_subject(short: Features, long: Features) -> bool:
    """Whether one title has one word behind the other's or goes on with "dan": "Pengantar Ilmu Hukum Indonesia" and
    "Pengantar Ilmu Hukum dan Tata Negara" are no "Pengantar Ilmu Hukum"."""
    added = long.core.removeprefix(f"{short.core} ")
    if added == long.core or long.main <= short.core.count(" ") + 1:  # a subtitle is no other subject
        return False
    return " " not in added and is_spelt_right(added) or long.raw.startswith(f"{short.raw}dan")


def _is_sentence(short: Features, long: Features) -> bool:
    """Whether what one title has behind the other is so long that it explains it. The titles of a series by its bare
    name are shorter ("Chicken Soup for the Soul: ...")."""
    return short.core.count(" ") > 1 and long.core.count(" ") + 1 - long.main >= _SENTENCE


def _is_bare(left: Features, right: Features, said: Sequence[Piece]) -> bool:
    """Whether a title of a word or two is all that agrees, and one row names an author of whom the other is silent:
    "Fiqih Islam" is the title of many."""
    silent = bool(left.authors) != bool(right.authors)
    return silent and _is_short(left) and not {because for _, _, because in said} & _AGREE


def _is_short(one: Features) -> bool:
    return one.core.count(" ") < 2


def may_be_any_book(left: Features, right: Features, why: Text) -> bool:
    """Whether a word or two begin another title, which is then no short form of it unless more agrees
    (``is_any_book``)."""
    return why in (NO_SUBTITLE, BEGINS) and (_is_short(left) or _is_short(right))


def is_any_book(left: Features, right: Features, said: Sequence[Piece]) -> bool:
    """Whether nothing else agrees where a word or two begin another title, or of one word the author alone:
    "Management" is no short form of one of the many titles that begin so."""
    is_word = " " not in left.core or " " not in right.core
    return {because for _, _, because in said}.isdisjoint(_AGREE if is_word else _AGREE_OR_AUTHOR)


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


def says_the_same(left: Features, right: Features) -> bool:
    """Whether two rows tell the same of a book, however the title's marks are written: then it is one book twice. Not
    where that is one bare word, since "Matematika" alone is any book."""
    if left.year != right.year or left.publisher != right.publisher or left.core != right.core:
        return False
    if left.facts != right.facts or not left.core or not (" " in left.core or left.facts):
        return False
    if left.isbns != right.isbns or left.damaged != right.damaged:
        return False
    return left.authors == right.authors or is_silent(left.authors, right.authors)


def other_author(left: Features, right: Features, memory: Memory) -> bool:
    """Whether two rows name different authors, not one typed by two hands."""
    if authors(left, right, memory)[2] is not OTHER_AUTHOR:
        return False
    return all(memory.are_two_people(one, other) for one in left.authors for other in right.authors)


def two_editions(left: Features, right: Features, memory: Memory) -> bool:
    """Whether a conflict of two rows is surely none of typing: two ISBNs that differ by digits that changed places and
    still check are."""
    against = conflict(left, right, memory)
    return against is not None and not (against is TWO_ISBNS and _one_isbn_turned(left, right))


def _one_isbn_turned(left: Features, right: Features) -> bool:
    return any(OSA.distance(ours, theirs, score_cutoff=1) <= 1 for ours in left.isbns for theirs in right.isbns)


def conflict(left: Features, right: Features, memory: Memory) -> Text | None:
    """Why these two can never be one edition, or None. A fact, not a degree."""
    if left.facts is not right.facts and (against := memory.facts_conflict(left.facts, right.facts)) is not None:
        return against
    if left.isbns and right.isbns and left.isbns != right.isbns and not set(left.isbns) & set(right.isbns):
        return TWO_ISBNS
    if left.year and right.year and abs(left.year - right.year) > YEARS_APART:
        return years_conflict(left, right, memory)
    return None


def years_conflict(left: Features, right: Features, memory: Memory) -> Text | None:
    """A second edition beside one that names none, or two publishers, years apart: never one through a third row."""
    if left.isbns and left.isbns == right.isbns:
        return None
    if left.facts is not right.facts and ("edition" in dict(left.facts)) != ("edition" in dict(right.facts)):
        return EDITION_AND_YEAR
    ours, theirs = left.publisher, right.publisher
    if ours and theirs and ours != theirs and not memory.one_publisher(ours, theirs):
        return PUBLISHER_AND_YEAR
    return None
