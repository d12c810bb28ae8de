"""Subjects that libraries put in different places: the two to four classes in use, the commonest first, and why.

``subject_classes.csv`` holds the subjects that libraries of schools, villages, mosques and children have most, from
general knowledge of their practice. ``habit`` names the question in which a library settles it once for all such books.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from koleksi._ddc.tables import Shares
from koleksi._terms.tables import rows
from koleksi.book import Text

__all__ = ["Subject", "all_subjects", "subjects_in"]

_FADING = 0.5  # of each further class that libraries use for a subject


class Subject(NamedTuple):
    """``classes``: three digits each, in order; ``why``: what each of them stands for; ``habit``: "" for none;
    ``shares``: how loud the subject speaks for each class."""

    name: Text
    classes: tuple[str, ...]
    why: Text
    habit: str
    shares: Shares


@lru_cache(maxsize=64)  # whoever classes a book asks for the subjects of its title three times
def subjects_in(words: tuple[str, ...]) -> Sequence[tuple[Subject, str, float]]:
    """The subjects that folded words name, each with its term and the share 0..1 of the words that say it, the
    longest first; a term inside a longer one does not speak."""
    table, longest = _terms(), _longest()
    found: list[tuple[Subject, str, float]] = []
    if longest.keys().isdisjoint(words):
        return found
    start = 0
    while start < len(words):
        for length in range(min(longest.get(words[start], 0), len(words) - start), 0, -1):
            term = " ".join(words[start : start + length])
            if subject := table.get(term):
                found.append((subject, term, length / len(words)))
                start += length - 1
                break
        start += 1
    return sorted(found, key=lambda item: -item[2])


def all_subjects() -> Iterable[Subject]:
    """Every subject, once for each of its terms."""
    return _terms().values()


@cache
def _terms() -> Mapping[str, Subject]:
    table: dict[str, Subject] = {}
    for row in rows("subject_classes.csv"):
        name, why = Text(row["subject_id"], row["subject_en"]), Text(row["why_id"], row["why_en"])
        classes = tuple(row["classes"].split())
        shares = tuple((three, _FADING**rank, three) for rank, three in enumerate(classes))
        subject = Subject(name, classes, why, row["habit"], shares)
        table.update(dict.fromkeys(row["terms"].split(";"), subject))
    return table


@cache
def _longest() -> Mapping[str, int]:
    """First word of a term -> how many words the longest has that begins with it."""
    longest: dict[str, int] = {}
    for term in _terms():
        word = term.partition(" ")[0]
        longest[word] = max(longest.get(word, 0), term.count(" ") + 1)
    return longest
