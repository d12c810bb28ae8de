"""Dictionaries by the languages in their titles, and holy books by their names.

A dictionary of two languages stands with the less known one ("Kamus Indonesia-Arab" with Arabic), of three or more with
dictionaries of many languages, and a dictionary of a subject with the subject: of that one nothing is said here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from koleksi._ddc.class_words import class_words
from koleksi._ddc.tables import beginning_with, numbers_for
from koleksi._terms.tables import rows

__all__ = ["dictionary_classes"]

_DICTIONARY = frozenset(
    {"kamus", "dictionary", "dictionaries", "tesaurus", "thesaurus", "bausastra", "wordbook", "leksikon"}
)
_MANY = "413"  # of three languages and more
_THESAURUS = frozenset({"tesaurus", "thesaurus"})
_HOME = "499.2213"
_SPREAD = 0.4  # of a vote for a second language


def dictionary_classes(words: Sequence[str]) -> tuple[str, tuple[tuple[str, float], ...]]:
    """(what was read, classes with the share 0..1 of each) of a dictionary of languages or a holy book; ("", ()) for
    any other title. ``words``: folded, of the title."""
    if not _DICTIONARY.isdisjoint(words):
        return _dictionary(words)
    if not _sparks().isdisjoint(words):
        return _holy(words)
    return "", ()


def _dictionary(words: Sequence[str]) -> tuple[str, tuple[tuple[str, float], ...]]:
    """By the languages, where the words beside them are those of any dictionary: else it is one of a subject."""
    languages, other = _languages(words)
    named = list(dict.fromkeys(languages.values()))
    if len(named) > 1:  # "Kamus Al-Falah Arab-Indonesia": what no class has a word for is the dictionary's name
        other = [word for word in other if _is_subject(word)]
    said = " ".join(["kamus", *languages])
    if other or not named:
        home = not named and not other and not _THESAURUS.isdisjoint(words)
        return (said, ((_HOME, 1.0),)) if home else ("", ())
    foreign = [number for number in named if number != _HOME]
    if len(foreign) > 2 or (len(foreign) == 2 and len(named) == 3):
        return said, ((_MANY, 1.0), *((number, _SPREAD) for number in foreign))
    if len(foreign) == 2 and foreign[0] == "423":
        foreign.reverse()
    return said, tuple((number, _SPREAD**rank) for rank, number in enumerate(foreign or named))


def _languages(words: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Language as named -> class, and the words that neither name one nor belong to the form of a dictionary."""
    found: dict[str, str] = {}
    other: list[str] = []
    table = _named()
    start = 0
    while start < len(words):
        for length in (2, 1):
            term = " ".join(words[start : start + length])
            if number := table.get(term):
                found[term] = number
                start += length - 1
                break
        else:
            if not _beside(words[start]):
                other.append(words[start])
        start += 1
    return found, other


def _is_subject(word: str) -> bool:
    if numbers_for(word):
        return True
    known = beginning_with(word) if len(word) > 3 else None
    return known is not None and bool(known.word)


def _beside(word: str) -> bool:
    return (
        word in _DICTIONARY or word in _form_words() or word in class_words("empty") or word.isdigit() or len(word) == 1
    )


def _holy(words: Sequence[str]) -> tuple[str, tuple[tuple[str, float], ...]]:
    """A title that is the name of a holy book, and at most what tells its editions apart."""
    table, longest = _holy_names()
    said, number, start = "", "", 0
    while start < len(words):
        for length in range(min(longest, len(words) - start), 0, -1):
            term = " ".join(words[start : start + length])
            if term in table:
                if table[term] and not number:
                    said, number = term, table[term]
                start += length
                break
        else:
            if not _beside(words[start]):
                return "", ()
            start += 1
    return (said, ((number, 1.0),)) if number else ("", ())


@cache
def _named() -> Mapping[str, str]:
    table = [row for row in rows("dictionary_languages.csv") if row["dictionary"]]
    return MappingProxyType({word: row["dictionary"] for row in table for word in row["words"].split(";")})


@cache
def _form_words() -> frozenset[str]:
    table = [row for row in rows("dictionary_languages.csv") if not row["dictionary"]]
    return frozenset(word for row in table for word in row["words"].split(";"))


@cache
def _holy_names() -> tuple[Mapping[str, str], int]:
    table = {word: row["class"] for row in rows("holy_books.csv") for word in row["words"].split(";")}
    return MappingProxyType(table), max(word.count(" ") + 1 for word in table)


@cache
def _sparks() -> frozenset[str]:
    """The last word of each name of a holy book: one of them must be there."""
    return frozenset(name.split()[-1] for name, number in _holy_names()[0].items() if number)
