"""Titles of Indonesian textbooks, read by their grammar: subject, level, programme, curriculum, form.

"Matematika SMA Program IPS" is mathematics for a level and a programme, "Kumpulan Soal UN SMA IPA" an examination. The
words of such titles and the classes of school subjects are tables (``textbook_words.csv``, ``textbook_subjects.csv``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from koleksi._ddc.class_words import class_words
from koleksi._terms.numerals import roman
from koleksi._terms.tables import rows

__all__ = ["Textbook", "textbook"]

_NUMBER = re.compile(r"\d{1,2}[a-f]?\Z|\d{3,4}\Z|[ivx]{1,4}[abc]?\Z")  # a class, a year, "1700 soal"
_MOST_UNKNOWN = 0.4  # of the words
_STREAMS = frozenset({"ipa", "ips", "ilmu pengetahuan alam", "ilmu pengetahuan sosial", "mipa", "mia", "iis", "bahasa"})
_MARKS = frozenset({"level", "curriculum", "exam", "form", "theme"})
_TESTS = ("371.26", "371.264")  # of school; for entrance to a university
_OF_LEVEL: Mapping[str, str] = MappingProxyType({"tk": "372.21", "sd": "372", "smp": "373", "sma": "373"})
_CLASS_MARKS = frozenset({"kelas", "kls", "klas", "kl", "grade"})
_OF_PHASE: Mapping[str, str] = MappingProxyType(
    {"a": "sd", "b": "sd", "c": "sd", "d": "smp", "e": "sma", "f": "sma"}
)  # Kurikulum Merdeka
_NEXT = 0.25  # of a vote for the subject that counts for each further class


class Textbook(NamedTuple):
    """``classes``: with the share 0..1 of each, the usual one first; ``said``: the subject or examination as the title
    has it; ``share``: 0..1 of the words that are those of a textbook, 1 where the title is nothing else."""

    said: str
    classes: tuple[tuple[str, float], ...]
    share: float


class _Entry(NamedTuple):
    """What words of a title may be: ``kind`` as in the table, or "subject" or "number"."""

    words: tuple[str, ...]
    kind: str
    level: str = ""
    classes: tuple[str, ...] = ()
    primary: str = ""
    sure: bool = False


def textbook(words: Sequence[str]) -> Textbook | None:
    """What the folded words of a title say of a textbook; None for a book of any other kind."""
    if _sparks().isdisjoint(words):
        return None
    found, unknown = _entries(words)
    if not found or unknown > _MOST_UNKNOWN * len(words):
        return None
    found = list(_with_programmes(found))
    kinds = {entry.kind for entry in found}
    subjects = [entry for entry in found if entry.kind == "subject"]
    if not subjects:
        return _without_subject(found, kinds) if not unknown else None
    if _MARKS.isdisjoint(kinds) and (unknown or not any(entry.sure for entry in subjects)):
        return None
    if unknown and {"level", "exam", "curriculum"}.isdisjoint(kinds):
        return None
    classes = _classes(subjects, _level(found), "exam" in kinds)
    return Textbook(" ".join(subjects[0].words), classes, 1 - unknown / len(words))


def _classes(subjects: Sequence[_Entry], level: str, exam: bool) -> tuple[tuple[str, float], ...]:
    """The subject's classes, then that of its level; examinations in several subjects at once stand at examinations."""
    several = len({entry.classes for entry in subjects}) > 1
    order = [*subjects[0].classes[:1], *(entry.classes[0] for entry in subjects[1:]), *subjects[0].classes[1:]]
    by_level = (subjects[0].primary if level == "sd" else "") or _OF_LEVEL.get(level, "")
    if exam and several:
        order = [_TESTS[level == "pt"], *filter(None, [by_level]), *order]
    elif level == "tk":
        order = [by_level, *order]
    else:
        order[1:1] = filter(None, [by_level])
        order += [_TESTS[0]] if exam else []
    return tuple((number, _NEXT ** min(rank, 2)) for rank, number in enumerate(dict.fromkeys(order)))


def _without_subject(found: Sequence[_Entry], kinds: set[str]) -> Textbook | None:
    """Books for all subjects of a level, by the theme, and examinations."""
    level = _level(found)
    of_level = _OF_LEVEL.get(level, "")
    said = " ".join(word for entry in found for word in entry.words)
    if "exam" in kinds and (level or "form" in kinds):
        order = (_TESTS[level == "pt"], of_level or ("378" if level == "pt" else "370"))
    elif "theme" in kinds and ("part" in kinds or len(kinds) > 1):
        order = ("372", "371.3")
    elif of_level and not kinds.isdisjoint({"form", "part"}):
        order = (of_level, "371.3")
    else:
        return None
    return Textbook(said, ((order[0], 1.0), (order[1], _NEXT)), 1.0)


def _level(found: Sequence[_Entry]) -> str:
    """The school that is named, or to which the class belongs."""
    return next((entry.level for entry in found if entry.level), "")


def _with_programmes(found: Sequence[_Entry]) -> Iterator[_Entry]:
    """Subjects that name a programme, as programmes: behind "Program" or "SMA", and IPA or IPS behind a subject."""
    whole = any(entry.kind == "subject" and " ".join(entry.words) not in _STREAMS for entry in found)
    high = not {"sma", "pt"}.isdisjoint(entry.level for entry in found)
    before, subject = "", False
    for entry in found:
        if entry.kind == "subject":
            stream = " ".join(entry.words) in _STREAMS
            behind = before == "programme" or (stream and high and (subject or before in ("level", "exam")))
            if behind and (stream or whole and subject):
                entry = entry._replace(kind="programme")
            else:
                subject = True
        before = entry.kind
        yield entry


def _entries(words: Sequence[str]) -> tuple[list[_Entry], int]:
    """What the words are, the longest reading at each place, and how many of them are none of a textbook's."""
    found: list[_Entry] = []
    unknown = start = 0
    empty, table = class_words("empty"), _table()
    while start < len(words):
        word = words[start]
        for entry in table.get(word, ()):
            if entry.words == tuple(words[start : start + len(entry.words)]):
                found.append(entry)
                start += len(entry.words)
                break
        else:
            mark = found[-1].words[0] if found and found[-1].kind == "part" else ""
            if _NUMBER.match(word) or (mark and len(word) == 1):
                found.append(_number(word, mark))
            elif word not in empty:
                unknown += 1
            start += 1
    return found, unknown


def _number(word: str, mark: str) -> _Entry:
    """A number, by the word before it: "kelas VIII" is a level as "SMP" is, "Tema 3" one of the primary school."""
    if mark in _CLASS_MARKS:
        digits = word.rstrip("abcdef")
        grade = int(digits) if digits.isdecimal() else roman(digits)
        if 0 < grade <= 12:
            return _Entry((word,), "level", "sd" if grade < 7 else "smp" if grade < 10 else "sma")
    if mark == "fase":
        return _Entry((word,), "level", _OF_PHASE.get(word, ""))
    return _Entry((word,), "theme", "sd") if mark in ("tema", "subtema", "sub") else _Entry((word,), "number")


@cache
def _table() -> Mapping[str, tuple[_Entry, ...]]:
    """First word -> what begins with it, the longest first."""
    found: defaultdict[str, list[_Entry]] = defaultdict(list)
    for row in rows("textbook_subjects.csv"):
        for term in row["terms"].split(";"):
            words = tuple(term.split())
            entry = _Entry(words, "subject", "", tuple(row["classes"].split()), row["primary"], row["sure"] == "sure")
            found[words[0]].append(entry)
    for row in rows("textbook_words.csv"):
        words = tuple(row["words"].split())
        found[words[0]].append(_Entry(words, row["kind"], row["level"]))
    return MappingProxyType(
        {word: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for word, entries in found.items()}
    )


@cache
def _sparks() -> frozenset[str]:
    """First words of what makes a title a textbook's: one of them must be there."""
    entries = [entry for those in _table().values() for entry in those]
    return frozenset(
        {entry.words[0] for entry in entries if entry.kind in _MARKS or entry.kind == "part" or entry.sure}
    )
