"""The class tables as suggestions need them: one text, split into sections when it is loaded, a line taken apart when a
title has its word.

The text is made of the CSV tables (``_ddc/compiled.py``) when the package is built. It has sections; each begins with
its name, and then each line says of a key what it means. The large tables stand in as many sections as their keys have
first three letters, where a line is found by its key: no title takes apart more than the lines that it has words of.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from koleksi._ddc.practice import of_stories
from koleksi._terms.tables import table_bytes

__all__ = [
    "BEHIND_KEY", "BETWEEN_SECTIONS", "BY_LETTERS", "Beginning", "Shares", "beginning_with", "caption", "line_of",
    "longest_term", "made_of", "numbers_for", "numbers_of", "one", "section", "section_of", "shares_of",
]  # fmt: skip

BETWEEN_SECTIONS, BEHIND_KEY = b"\f", "\x1f"
BY_LETTERS = frozenset({"words", "spelled", "people", "works"})
_FILE = "class_tables.txt"
_SOURCES = (
    "ddc_ringkas.csv", "english_words.csv", "english_headings.csv", "class_words.csv", "school_levels.csv",
    "people_of_books.csv", "known_works.csv",
)  # fmt: skip
_FORM = b"5"  # of the text: another number makes files of before stale
_MANY = 0.8  # a term with several numbers says less for each: 1 / how many of them, to this power

Shares = tuple[tuple[str, float, str], ...]  # (class of three digits, share 0..1, the whole number)


class Beginning(NamedTuple):
    """What the tables have that begins with a word. ``longest``: words of the longest term of the index; ``terms``:
    of the index -> numbers, the likeliest first; ``word``: shares of the word inside phrases; ``english``: the word and
    pairs of English titles, ``headings``: subject headings -> shares. Numbers are texts for ``numbers_of``, shares
    for ``shares_of``."""

    longest: int
    terms: Mapping[str, str]
    word: str
    english: Mapping[str, str]
    headings: Mapping[str, str]


def made_of() -> bytes:
    """What the tables are made of: a checksum of their sources, so that an edited CSV is never passed over."""
    checksum = zlib.crc32(_FORM)
    for name in _SOURCES:
        checksum = zlib.crc32(table_bytes(name), checksum)
    return b"%08x" % checksum


@cache
def _sections() -> Mapping[str, bytes]:
    """The sections that are shipped, a line break before each of their lines; made anew where the compiled file is
    absent or older than the CSV."""
    try:
        made, *sections = table_bytes(_FILE).split(BETWEEN_SECTIONS)
    except FileNotFoundError:
        made = b""
    if made != made_of():
        from koleksi._ddc.compiled import compiled

        _, *sections = compiled().split(BETWEEN_SECTIONS)
    names = (each.partition(b"\n")[0] for each in sections)
    return {name.decode("utf-8"): each[len(name) :] for name, each in zip(names, sections, strict=True)}


@cache
def section(name: str) -> Mapping[str, str]:
    """A small section: "vocabulary" (length and first letter -> single words),
    "captions", "writers", "story_odds" (``story_counts.py``); those of ``known_tables.py``."""
    lines = _sections()[name].decode("utf-8").split("\n")[1:]
    return dict([line.split(BEHIND_KEY) for line in lines])


def section_of(name: str, key: str) -> str:
    """The section by first letters in which a key stands."""
    return f"{name} {key[:3]}"


def line_of(name: str, key: str) -> str:
    """What a table of BY_LETTERS says of a key, "" where it does not have it: "words" (word -> what begins with it),
    "spelled" (word without affixes -> terms); those of ``known_tables.py``."""
    lines = _sections().get(section_of(name, key), b"")
    before = f"\n{key}{BEHIND_KEY}".encode(errors="replace")
    if (at := lines.find(before)) < 0:
        return ""
    begin = at + len(before)
    end = lines.find(b"\n", begin)
    return lines[begin : end if end >= 0 else None].decode()


@lru_cache(maxsize=8192)
def beginning_with(word: str) -> Beginning | None:
    """What the tables have that begins with a folded word; None for a word that begins nothing."""
    line = line_of("words", word)
    if not line:
        return None
    longest, terms, shares, english, headings = line.split("\t")
    return Beginning(int(longest), _mapping(terms), shares, _mapping(english), _mapping(headings))


def _mapping(text: str) -> dict[str, str]:
    """ "one=1;two=2" as a mapping."""
    return dict([item.split("=") for item in text.split(";")]) if text else {}


def longest_term(words: Sequence[str], start: int) -> tuple[str, int, str]:
    """The longest term of the index that begins at a place of folded words: the term, how many words it has, its
    numbers; ("", 0, "") where none does."""
    if known := beginning_with(words[start]):
        for size in range(min(known.longest, len(words) - start), 1, -1):
            term = " ".join(words[start : start + size])
            if numbers := known.terms.get(term):
                return term, size, numbers
        if numbers := known.terms.get(words[start]):
            return words[start], 1, numbers
    return "", 0, ""


def numbers_for(term: str) -> str:
    """The numbers of a term of the index, the likeliest first; "" for one that it does not have."""
    known = beginning_with(term.partition(" ")[0])
    return known.terms.get(term, "") if known else ""


@lru_cache(maxsize=8192)
def caption(number: str, lang: str = "id") -> str:
    """The caption of a number, or of the nearest broader number that the schedule has; "" where there is none."""
    captions = section("captions")
    while number:
        if found := captions.get(number):
            return found.split("\t")[lang == "en"]
        number = number[:-1].rstrip(".") if len(number) > 3 else ""
    return ""


@lru_cache(maxsize=1024)
def one(number: str, share: float = 1.0) -> Shares:
    """A vote for one number only."""
    return ((_three(number), share, number),)


@lru_cache(maxsize=8192)
def numbers_of(text: str) -> Shares:
    """ "323.6 370" -> both numbers with equal shares, which add up to more than one number alone has."""
    numbers = text.split(" ")
    share = 1 / len(numbers) ** _MANY
    return tuple([(_three(number), share, number) for number in numbers])


@lru_cache(maxsize=8192)
def shares_of(text: str) -> Shares:
    """ "510 123 512 45" -> 510 with a share of .123 and 512 with .045."""
    parts = text.split(" ")
    classes = map(sys.intern, parts[::2])  # one text a class, so that sums by class find it without comparing letters
    return tuple([(three, int(share) / 1000, three) for three, share in zip(classes, parts[1::2], strict=True)])


def _three(number: str) -> str:
    return sys.intern(of_stories(number)[:3])
