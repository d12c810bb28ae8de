"""What is known by name: who writes what, whose life is told where, classics, sets and serials.

Three tables, written from general knowledge: ``people_of_books.csv``, ``known_works.csv``, ``known_sets.csv``. A name
is found by its folded words, however it is turned round, whatever titles stand before it and whichever middle names
are initials or missing; a title by all of its words, less an article, a word such as "novel", and the volume.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from koleksi._ddc.class_words import class_words
from koleksi._ddc.known_tables import name_words, without_article
from koleksi._ddc.tables import line_of, section
from koleksi._terms.folding import term_words
from koleksi._terms.numerals import roman
from koleksi._terms.tables import rows

__all__ = [
    "KnownSet", "Life", "Person", "Work", "behind_set", "known_set", "known_work", "life_in",
    "volume_of_series", "writer",
]  # fmt: skip

_WRITERS_LIVES = "928"  # lives of those who write literature, where the table names no other class
_MOST = 0.5  # of a title's words that a name must pass to be its subject without a word such as "biografi"


class Person(NamedTuple):
    """``writes``: classes of the books by this person, the likeliest first; ``life``: class of the books about this
    person; ``young``: writes for children; ``sure``: False where many hold the books elsewhere."""

    name: str
    writes: tuple[str, ...]
    life: str
    young: bool
    sure: bool


class Life(NamedTuple):
    """A person whom a title is about; ``share`` 0..1 of the title's words that say so."""

    person: Person
    number: str
    share: float


class Work(NamedTuple):
    """A book known by its title; ``agrees``: its author stands there too (None where one of the two is not said)."""

    title: str
    number: str
    kind: str
    agrees: bool | None


class KnownSet(NamedTuple):
    """A set or serial; ``by_subject``: each volume stands at its own subject, so that ``number`` says little of it."""

    title: str
    number: str
    kind: str
    by_subject: bool


@lru_cache(maxsize=4096)
def writer(author: str) -> Person | None:
    """The person whom an author's name means: "Toer, Pramoedya A." and "Prof. Dr. Hamka" too; None for all others."""
    for words in _readings(author):
        if person := _person(" ".join(words)):
            return person
        if len(words) > 2 and (name := section("ends").get(f"{words[0]} {words[-1]}")):
            return _person(name)
    return None


def life_in(title: str) -> Life | None:
    """Whom a title is about: a name that is most of it, or beside "biografi", "riwayat", "perjuangan" ..."""
    words = name_words(title)
    lengths = section("lives")
    named = [
        (int(length), start) for start, word in enumerate(words) if word in lengths for length in lengths[word].split()
    ]
    for length, start in sorted(named, key=lambda run: (-run[0], run[1])):
        if person := _person_with_life(" ".join(words[start : start + length])):
            told = class_words("life")
            rest = {*words[:start], *words[start + length :]} - class_words("empty")
            share = length / (length + len(rest - told))
            about = share > _MOST or not told.isdisjoint(rest)
            return Life(person, person.life or _WRITERS_LIVES, share) if about else None
    return None


def known_work(title: str, authors: Sequence[str] = ()) -> Work | None:
    """The classic that a title is, where it says nothing else."""
    for key in _title_keys(title):
        works = said.split("\v") if (said := line_of("works", key)) else []
        for name, number, kind, author in (work.split("\t") for work in works):
            agrees = _same_writer(author, authors) if author and authors else None
            if agrees is not False or len(works) == 1:
                return Work(name, number, kind, agrees)
    return None


def known_set(title: str, series: str = "") -> KnownSet | None:
    """The set or serial that a book belongs to, by its series or by what its title begins with."""
    for said in (series, title):
        for key in _title_keys(said):
            if found := _sets().get(key):
                return found
    return None


def behind_set(title: str) -> str:
    """What a title says behind the name of a set whose volumes stand at their own subjects: "Why Science: Virus" is on
    viruses, not on science; "" where it begins with none."""
    name, _, rest = title.partition(":") if ":" in title else title.partition(" - ")
    known = known_set(name) if rest.strip() else None
    return rest.strip() if known and known.by_subject else ""


_VOLUME = re.compile(r"(?<=[\s(#])0*([1-9]\d{0,2})\)?\s*(?:\Z|[:;]|\s[-\u2013\u2014]\s)")
_NUMBERED_WORKS = frozenset({"comic", "children"})
_NUMBERED_SETS = frozenset({"series", "encyclopedia"})
_GRADED_READERS = "428"  # their numbers are levels


def volume_of_series(title: str) -> int | None:
    """The number closing a title or standing before its subtitle, where the words before it are a comic, a series of
    stories or an encyclopedia: 13 of "Naruto 13: Ujian Chunin". None for any other title, "Eyeshield 21" too."""
    found = _VOLUME.finditer(title)
    return next((int(number[1]) for number in found if _has_volumes(title[: number.start()])), None)


def _has_volumes(name: str) -> bool:
    work = known_work(name)
    if work and work.kind in _NUMBERED_WORKS:
        return True
    known = known_set(name)
    return bool(known and known.kind in _NUMBERED_SETS and not known.by_subject and known.number != _GRADED_READERS)


def _same_writer(author: str, authors: Iterable[str]) -> bool:
    """Whether one of the authors is the known one, by the table or by the last word of the name."""
    person, last = writer(author), set(name_words(author)[-1:])
    return any((person and writer(other) == person) or not last.isdisjoint(name_words(other)) for other in authors)


def _readings(author: str) -> Iterable[list[str]]:
    """A name's folded words as they stand, without titles before them, and "Hirata, Andrea" turned round."""
    words = name_words(author)
    yield words
    bare = next((words[start:] for start, word in enumerate(words) if word not in _titles()), [])
    if bare and len(bare) < len(words):
        yield bare
    entry, comma, rest = author.partition(",")
    if comma and rest:
        yield [*name_words(rest), *name_words(entry)]
        yield name_words(entry)  # behind the comma stood degrees


@cache
def _titles() -> frozenset[str]:
    """Titles that stand before names: not by ``name_words``, whose patterns only who takes names apart needs."""
    return frozenset(row["word"] for row in rows("name_words.csv") if row["kind"] == "before")


def _person(name: str) -> Person | None:
    """The person with a folded name or other name."""
    said = line_of("people", name)
    return _read(said) if said else None


@lru_cache(maxsize=1024)
def _read(person: str) -> Person:
    name, writes, life, audience, certainty = person.split("\t")
    return Person(name, tuple(writes.split()), life, audience == "children", certainty != "likely")


def _person_with_life(name: str) -> Person | None:
    """Of those about whom books are written; of writers of literature by names of more than one word."""
    person = _person(name)
    told = person and (person.life or (" " in name and person.writes and person.writes[0][0] == "8"))
    return person if told else None


@cache
def _sets() -> Mapping[str, KnownSet]:
    found = {}
    for row in rows("known_sets.csv"):
        known = KnownSet(row["title"], row["class"], row["kind"], row["rule"] == "subject")
        for title in (row["title"], *filter(None, row["other_titles"].split(";"))):
            found[without_article(" ".join(term_words(title)))] = known
    return MappingProxyType(found)


_SUBTITLE = re.compile(r"[:;(/=]| - |\. ")


@lru_cache(maxsize=64)
def _title_keys(title: str) -> tuple[str, ...]:
    """Keys under which a title may be known: whole, without subtitle, each also less form words and volume."""
    keys = []
    for part in dict.fromkeys((title, _SUBTITLE.split(title, maxsplit=1)[0])):
        words = term_words(part)
        keys += [without_article(" ".join(said)) for said in (words, _bare(words)) if said]
    return tuple(keys)


def _is_volume(words: Sequence[str], counts: Set[str]) -> bool:
    """Whether the last word is a number; a roman one only behind a word that counts: "Jilid I", not "Malcolm X"."""
    return words[-1].isdigit() or len(words) > 1 and words[-2] in counts and roman(words[-1]) > 0


def _bare(words: Sequence[str]) -> Sequence[str]:
    """Without "novel", "komik" ... at either end and without the volume at the last; empty where that is all."""
    forms, counts = class_words("form"), class_words("volume")
    start, end = 0, len(words)
    while start < end and words[start] in forms:
        start += 1
    while start < end and (words[end - 1] in forms or words[end - 1] in counts or _is_volume(words[start:end], counts)):
        end -= 1
    return words[start:end] if end - start < len(words) else ()
