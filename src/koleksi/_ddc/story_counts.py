"""How far each word speaks for a story: how often titles of novels and tales have it, beside terms of the index and
titles of English books of every other field.

Counted on tables of our own (``known_works.csv``, the index) and the counts of English words (TIBKAT); imported where
the class tables are compiled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import log

from koleksi._ddc.schedule import schedule
from koleksi._terms.folding import term_words
from koleksi._terms.tables import rows

__all__ = ["story_odds"]

_TALES = frozenset({"novel", "children", "tale", "comic"})  # kinds of known works whose titles are those of stories
_IN_PHRASE, _ALONE, _ENGLISH = 0.3, 0.6, 0.1  # how much a term of the index or an English title with the word counts
_TOLD_DOUBT, _OTHER_DOUBT = 0.3, 3.0  # as many titles are assumed for each word
_DIFFERENT = 0.2  # from a word never seen, so that it is worth a line


def story_odds() -> Mapping[str, str]:
    """Word -> logarithm of how much more often stories have it than others, in hundredths; "" for a word never seen."""
    told, other = _counts()
    known = told.keys() | other.keys()
    scale = log((sum(other.values()) + _OTHER_DOUBT * 1000) / (sum(told.values()) + _TOLD_DOUBT * 1000))
    odds = {
        word: scale + log((told.get(word, 0.0) + _TOLD_DOUBT) / (other.get(word, 0.0) + _OTHER_DOUBT))
        for word in (*known, "")
    }
    kept = {word for word, value in odds.items() if abs(value - odds[""]) >= _DIFFERENT}
    return {word: f"{100 * odds[word]:.0f}" for word in ("", *sorted(kept))}


def _counts() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """How often words stand in titles of stories, and in those of everything else."""
    told: defaultdict[str, float] = defaultdict(float)
    other: defaultdict[str, float] = defaultdict(float)
    for row in rows("known_works.csv"):
        counts = told if row["kind"] in _TALES else other
        for title in (row["title"], *filter(None, row["other_titles"].split(";"))):
            for word in set(term_words(title)):
                counts[word] += 1
    for term, numbers in schedule().index.items():
        if numbers[0][0] != "8":
            for word in set(term.split()):
                other[word] += _IN_PHRASE if " " in term else _ALONE
    for row in rows("english_words.csv"):
        if " " not in row["words"]:
            books = sum(int(pair[4:]) for pair in row["classes"].split(" ") if pair[0] != "8")
            other[row["words"]] += _ENGLISH * books
    return told, other
