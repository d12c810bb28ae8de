"""Titles that sound like a story: by the grammar of children's stories, and by how a title looks.

"Si Kancil yang Cerdik", "Aku Bukan Kucing", "Sepatu Baru Rani" tell a story, and the words in them are no subjects; a
novel is called after people, feelings and the sky, in a few words none of which is a term of any field.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType

from koleksi._ddc.evidence import Vote
from koleksi._ddc.tables import section
from koleksi._terms.tables import rows

__all__ = ["SILENT", "STORY_WORDS", "chance_of_story", "is_of_series", "shape_of_title", "told_story"]

_TABLE = rows("story_words.csv")
STORY_WORDS = frozenset(row["word"] for row in _TABLE if row["use"] == "story")
_NOVEL_WORDS = STORY_WORDS | {row["word"] for row in _TABLE if row["use"] == "novel"}
_BETWEEN = frozenset(row["word"] for row in _TABLE if row["use"] == "between")
SILENT = 8  # the place among the traits of a title's shape of the share of its words that say nothing
_LONGEST = 7  # words of a title that is a story's by its grammar; a longer one says what it is about
_OF_TITLE = frozenset({"phrase", "aside", "inside", "word", "english"})  # sources of votes that a title's words have
_TALES = ("398.2", "813")  # tales of the people, by their subject and as children's stories
_STORY = ("813", "398.2")
_OF_BEASTS = ("and the ", "who ", "that ")  # behind "The Fox" in a story
_FOR = frozenset({"untuk", "buat", "bagi"})
_DOING = re.compile(r"(?:me[mn]|meng|meny|me|ber|ter)(?=\w{3})\w+(?<!kan)\Z")  # it does, it is done to
_LEARNED = re.compile(
    r"\w{3,}(?:asi|isi|usi|logi|grafi|itas|isme|tika|nika|metri|nomi|tions?|ment|ology|graphy|ics|ity|ism|ing)\Z"
)
_MADE = re.compile(r"(?:pe|ke|per)\w{4,}an\Z")
# How much each trait of a title speaks for fiction, by scripts/fit_story_shape.py: a logistic model on four libraries,
# no word of theirs among its terms. A bias, titles of 1 to 6 words and of more, then the traits as ``shape_of_title``
# has them.
_BIAS = -1.21
_ALL_OF_A_STORY = 0.7  # the chance where each word is one of those of stories
_DOUBT = 0.2  # of the chance of what looks like a handbook
_OF_LENGTH = (0.59, 0.59, -0.02, -0.21, -0.35, -0.22, -0.39)
_OF_TRAITS = (0.31, -0.45, -0.34, -0.18, -0.39, 0.86, -0.43, -0.34, 0.20, 1.14, 0.54)


def told_story(words: Sequence[str], title: str) -> tuple[str, ...]:
    """The classes of a title that has the grammar of a story, the likeliest first; empty for one that has not."""
    if not words or len(words) > _LONGEST:
        return ()
    grammar = _grammar()
    if words[0] in grammar["plain"] or not _plain_words().isdisjoint(words):
        return ()
    if _is_tale(words):
        return _TALES
    return _STORY if _is_story(words, title, grammar) else ()


@cache
def _plain_words() -> frozenset[str]:
    """Words that no story has anywhere in its title."""
    return _grammar()["plain"] - _grammar()["deed"]


def is_of_series(words: Sequence[str]) -> bool:
    """Whether the folded words of a title and series name a series or kind of book that is always a story's."""
    pattern, first_words = _series()
    return not first_words.isdisjoint(words) and pattern.search(" ".join(words)) is not None


@cache
def _series() -> tuple[re.Pattern[str], frozenset[str]]:
    """Any of the series, and the words with which they begin."""
    series = sorted(_grammar()["series"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(series)})\b"), frozenset(name.split()[0] for name in series)


def _is_tale(words: Sequence[str]) -> bool:
    tales = _grammar()["tale"]
    return (
        words[0] in ("legenda", "hikayat")
        or not tales.isdisjoint(words)
        or not tales.isdisjoint(map(" ".join, pairwise(words)))
    )


def _is_story(words: Sequence[str], title: str, grammar: Mapping[str, frozenset[str]]) -> bool:
    said = _by_first_word(words, title, grammar)
    if said is not None:
        return said
    if words[0] not in grammar["opening"] and not _closes_with_a_name(words, grammar):
        return False
    return any(word in grammar["name"] or word in grammar["animal"] or word == "si" for word in words[1:])


def _by_first_word(words: Sequence[str], title: str, grammar: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether a title that begins as stories do goes on as they do; None where its first word says nothing."""
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first == "si":
        return bool(second)
    if first == "aku":
        return second in grammar["wish"] or second in grammar["animal"]
    if first == "the" and second in grammar["beast"]:
        return " ".join(words[2:]).startswith(_OF_BEASTS)
    if first == "seekor" or (first == "sang" and second in grammar["animal"]):
        return True
    if first in grammar["animal"]:
        return _of_animals(words[1:], grammar)
    if first in grammar["call"]:
        return "!" in title and len(words) < _LONGEST
    if first in grammar["joy"] and second in grammar["virtue"]:
        return True
    if first in grammar["gift"] and len(words) > 1 and words[-2] in _FOR:
        return words[-1] in grammar["kin"]
    return _acts(second, grammar) if first in grammar["name"] else None


def _acts(word: str, grammar: Mapping[str, frozenset[str]]) -> bool:
    """What follows a name in a story: what its bearer does, or is."""
    return word in grammar["deed"] or word in grammar["animal"] or word in ("yang", "si") or bool(_DOING.match(word))


def _closes_with_a_name(words: Sequence[str], grammar: Mapping[str, frozenset[str]]) -> bool:
    """ "Sepatu Baru Rani": a few words, none of them learned, and a name at the end."""
    if words[-1] not in grammar["name"] or len(words) > 4:
        return False
    return not any(_LEARNED.match(word) or _MADE.match(word) for word in words)


def _of_animals(rest: Sequence[str], grammar: Mapping[str, frozenset[str]]) -> bool:
    """What follows an animal in a story: what it does, what it is like, another animal."""
    if rest and (rest[0] == "yang" or (rest[0] in grammar["deed"] and rest[0] not in ("dan", "itu"))):
        return not any(map(_LEARNED.match, rest))
    told = [word for word in rest if word not in ("yang", "dan", "si", "sang", "yg", "kecil")]
    return bool(told) and any(
        word in grammar["trait"] or word in grammar["name"] or _DOING.match(word) or word in grammar["animal"]
        for word in told
    )


def chance_of_story(words: Sequence[str], shape: Sequence[float]) -> float:
    """0..1 by a title's shape; little where it begins as handbooks do, asks what a book explains ("Mengapa Langit
    Biru?") or is one word that names a subject ("Bumi")."""
    subject = len(words) == 1 and shape[6] > 0.0
    explains = words[0] in _grammar()["plain"] or words[0] in _grammar()["question"]
    doubt = _DOUBT if subject or explains else 1.0
    return doubt * _chance(shape, len(words))


def _chance(shape: Sequence[float], length: int) -> float:
    if shape[0] + shape[1] > 0.99 and length <= _LONGEST:
        return _ALL_OF_A_STORY
    power = _BIAS + _OF_LENGTH[min(length, 7) - 1] + sum(map(float.__mul__, _OF_TRAITS, shape))
    return 1 / (1 + math.exp(-power))


def shape_of_title(words: Sequence[str], votes: Sequence[Vote]) -> tuple[float, ...]:
    """Shares of a title's words: those of stories, between them, learned, made, plain; then, by the votes of the
    title's words: what speaks loudest for literature and for anything else, phrases of anything else, silent words;
    then how much likelier stories have its words, on average and the least likely one."""
    size = len(words)
    literature = other = phrase = 0.0
    spoke = set()
    for shares, weight, term, source, where in votes:
        if where == "title" and source in _OF_TITLE:
            spoke.add(term)
            for three, share, _ in shares:
                if three[0] != "8":
                    other = weight * share if weight * share > other else other
                elif weight * share > literature:
                    literature = weight * share
            if " " in term and source in ("phrase", "aside") and any(three[0] != "8" for three, _, _ in shares):
                phrase = 1.0
    of_stories, between, learned, made, plain, odds = map(sum, zip(*map(_traits, words), strict=True))
    silent = size - len(spoke.intersection(words))
    return (
        of_stories / size, between / size, learned / size, made / size, float(plain > 0),
        min(literature, 2.0), min(other, 2.0), phrase, silent / size, odds / size, min(map(_odds, words)),
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _traits(word: str) -> tuple[bool, bool, bool, bool, bool, float]:
    """Whether a word is one of stories, stands between them, is a learned one, made with affixes, a handbook's; how
    much likelier stories have it."""
    return (
        word in _NOVEL_WORDS, word in _BETWEEN, _LEARNED.match(word) is not None, _MADE.match(word) is not None,
        word in _grammar()["plain"], _odds(word),
    )  # fmt: skip


def _odds(word: str) -> float:
    """The logarithm of how much likelier a title with the word is a story's (``_ddc/story_counts.py``)."""
    known = section("story_odds")
    return int(known.get(word) or known[""]) / 100


@cache
def _grammar() -> Mapping[str, frozenset[str]]:
    table = {row["use"]: frozenset(row["words"].split(";")) for row in rows("story_grammar.csv")}
    return MappingProxyType(table)
