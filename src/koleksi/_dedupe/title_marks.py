"""The marks of a title, read word by word: "jilid II", "kelas 4-6", "3rd ed.", "SMA/MA", "Kurikulum 2013".

A reader is asked where its mark stands. It puts what the mark says into ``facts`` and gives the place behind it; the
mark's own place where it says nothing, and then the word stays a word of the title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz.distance import OSA

from koleksi._dedupe import title_words as words_of
from koleksi._terms.numerals import plain_number, roman
from koleksi._terms.parts import Count, count_of

__all__ = ["as_words", "is_mark", "number", "read_marks", "with_letter"]

_ORDINAL = re.compile(r"\d+(?=(?:st|nd|rd|th)\Z)")

_Reader = Callable[[Sequence[str], int, dict[str, str], list[str]], int]  # (tokens, place, facts, words so far)


@lru_cache(maxsize=8192)
def number(text: str) -> str:
    """ "VII", "7", "07", "7th", "tujuh", "ketujuh" -> "7"; anything else folded as it is."""
    text = text.casefold().strip(" .")
    if text.isdecimal():
        return plain_number(text)
    if text in words_of.SPELLED:
        return words_of.SPELLED[text]
    if match := _ORDINAL.match(text):
        return plain_number(match[0])
    return str(roman(text) or text)


def read_marks(tokens: Sequence[str], facts: dict[str, str]) -> list[str]:
    """The words without the marks; what the marks say goes into ``facts``."""
    words: list[str] = []
    n = 0
    while n < len(tokens):
        kind, plain = _token(tokens[n])
        if kind is None and (kind := _misspelt_mark(tokens, n)) is None:
            words += plain
            n += 1
            continue
        reader = _READERS.get(kind)
        behind = reader(tokens, n, facts, words) if reader else _read_values(kind, tokens, n + 1, facts)
        if behind == n:
            words += plain
        n = max(behind, n + 1)
    return words


@lru_cache(maxsize=8192)
def _token(token: str) -> tuple[str | None, Sequence[str]]:
    """The kind of mark that a token is, None for none, and the words that it is otherwise."""
    return words_of.MARKS.get(token) or ("month" if token in words_of.MONTHS else None), as_words(token)


def is_mark(token: str) -> bool:
    """Whether a token is a mark, spelt right."""
    return _token(token)[0] is not None


def as_words(token: str) -> Sequence[str]:
    """A token that is no mark as the words it stands for, none where people leave it out."""
    if token in words_of.SUBJECTS:
        return words_of.SUBJECTS[token]
    if token in words_of.CURRICULA or token in words_of.JOINING:
        return ()
    return (words_of.ABBREVIATIONS.get(token, token),)


def _misspelt_mark(tokens: Sequence[str], n: int) -> str | None:
    """The kind of a mark with one wrong letter, where a number follows."""
    if n + 1 < len(tokens) and (tokens[n + 1].isdecimal() or tokens[n + 1] in words_of.ROMAN_ENDS):
        return _kind_of_misspelt(tokens[n])
    return None


@lru_cache(maxsize=2048)
def _kind_of_misspelt(token: str) -> str | None:
    if len(token) < 4 or not token.isalpha():
        return None
    return next(
        (words_of.MARKS[mark] for mark in words_of.MISSPELT if OSA.distance(token, mark, score_cutoff=1) <= 1), None
    )


# numbers behind a mark


def _read_values(kind: str, tokens: Sequence[str], start: int, facts: dict[str, str]) -> int:
    """Numbers behind a mark ("kelas 4-6", "jilid II")."""
    n, values = _values(kind, tokens, start, facts)
    if not values:
        return start - 1
    if kind == "class" and n < len(tokens) and tokens[n] in words_of.SEMESTERS:  # "Kelas VII Ganjil"
        facts.setdefault("semester", words_of.SEMESTERS[tokens[n]])
        n += 1
    elif kind in ("volume", "class") and n == len(tokens) - 1 and tokens[n] in _LETTERS:  # "Jilid III B"
        facts.setdefault("part", tokens[n])
        n += 1
    if kind == "edition":
        if values[0] != "1":
            facts[kind] = values[0]
    elif kind != "printing":
        known = facts[kind].split("+") if kind in facts else []
        facts[kind] = "+".join((*known, ",".join(values)))
    return n


def _values(kind: str, tokens: Sequence[str], start: int, facts: dict[str, str]) -> tuple[int, list[str]]:
    """The place behind the numbers of a mark, and the numbers."""
    n = start + (start < len(tokens) - 1 and tokens[start] in ("ke", "no"))
    values: list[str] = []
    if kind == "juz" and n < len(tokens) and tokens[n] in words_of.JUZ:
        return n + 1, [words_of.JUZ[tokens[n]]]
    while n < len(tokens):
        value = _value(tokens[n], facts if not values else {}, letters=not values and _may_be_letter(kind, tokens, n))
        if value and not _is_a_word_by_itself(kind, tokens[n], values):
            values.append(value)
        elif not (values and _is_within_range(tokens, n)):
            break
        n += 1
    return n, values


def _is_a_word_by_itself(kind: str, token: str, values: Sequence[str]) -> bool:
    """Whether a number by its name counts nothing: "ganjil" behind a class is its semester, "One" in "Vol. 3: One God"
    a word of the title."""
    if token in words_of.SEMESTERS:
        return kind != "semester"
    return bool(values) and token in words_of.SPELLED and not token.isdecimal()


def _is_within_range(tokens: Sequence[str], n: int) -> bool:
    """ "kelas 4 dan 5", "jilid 1 s.d. 3": the word between two numbers."""
    return tokens[n] in words_of.RANGE and n + 1 < len(tokens) and bool(_value(tokens[n + 1], {}, letters=False))


def _may_be_letter(kind: str, tokens: Sequence[str], n: int) -> bool:
    """ "Paket C", "Jilid B"; but in "Vol. 3: A History" the A is an article."""
    last = n + 1 == len(tokens) or tokens[n + 1] in words_of.MARKS
    return kind in words_of.LETTERED and (kind != "volume" or last)


def _value(token: str, facts: dict[str, str], *, letters: bool) -> str:
    """The number that a token is, or ""; "7A" is class 7, part a."""
    if letters and len(token) == 1 and token in "abcdef":
        return token
    if count := with_letter(token):
        facts.setdefault("part", count.letter.casefold())
        return str(count.number)
    value = number(token)
    return value if value.isdecimal() and len(value) <= 3 else ""


def with_letter(token: str) -> Count | None:
    """A folded token that is a number and a letter: "3a", "iiia"; not "via", which is a word, nor "vb" and "id"."""
    if token[:1] not in _FIRST or token[-1:] not in _LETTERS or token in _NO_COUNTS:
        return None
    count = count_of(token.upper())
    return count if count and count.number and count.letter else None


_FIRST, _LETTERS = frozenset("0123456789ivx"), frozenset("abcdef")
# One Roman figure and a letter are words and short names more often than not; "IA" and "IB" are volumes.
_NO_COUNTS = frozenset({"via", *(figure + letter for figure in "ivx" for letter in _LETTERS)} - {"ia", "ib"})


# marks that are more than a word and a number


def _read_edition(tokens: Sequence[str], n: int, facts: dict[str, str], words: list[str]) -> int:
    """ "edisi ke-3", "edisi revisi", "edisi ringkas", "edisi Maret 2012"; also what stands before: "3rd ed."."""
    following = tokens[n + 1] if n + 1 < len(tokens) else ""
    for kind, values in _EDITIONS.items():
        if following in values:
            behind, which = _which_revision(tokens, n + 2) if following in words_of.REVISED else (n + 2, "")
            facts.setdefault(kind, which or values[following])
            return behind
    if words and words[-1] in words_of.REVISED:
        words.pop()
        facts.setdefault("edition", "rev")
        return n + 1
    if following and number(following).isdecimal():  # "Kimia 1 Terbitan Keempat": the number before is the volume's
        return _read_values("edition", tokens, n + 1, facts)
    if words and words[-1] not in ("i", "v", "x") and (before := number(words[-1])).isdecimal() and len(before) < 3:
        words.pop()
        if before != "1":
            facts.setdefault("edition", before)
        return n + 1
    return _read_values("edition", tokens, n + 1, facts)


def _which_revision(tokens: Sequence[str], n: int) -> tuple[int, str]:
    """The number behind "edisi revisi" ("Edisi Revisi VI", "edisi revisi ke-5"), which is the edition's."""
    n += n < len(tokens) - 1 and tokens[n] == "ke"
    value = number(tokens[n]) if n < len(tokens) else ""
    return (n + 1, value) if value.isdecimal() and len(value) < 3 else (n, "")


# Kind of fact -> word behind "edisi" -> what it says.
_EDITIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "edition": dict.fromkeys(words_of.REVISED, "rev"),
        "version": {word: word for word in words_of.VERSIONS},
        "issue": words_of.MONTHS,
    }
)


def _read_curriculum(tokens: Sequence[str], n: int, facts: dict[str, str], words: list[str]) -> int:
    """Curricula come and go on the cover of one and the same edition: "Kurikulum 2013", "K-13" say nothing."""
    following = tokens[n + 1] if n + 1 < len(tokens) else ""
    named = following in words_of.CURRICULA or (len(following) == 4 and following.isdecimal())
    return n + 2 if named or (tokens[n] == "k" and following in ("13", "06")) else n


def _read_level(tokens: Sequence[str], n: int, facts: dict[str, str], words: list[str]) -> int:
    """ "SMA/MA", "SMP VII": the school level, and the class that often follows it without its own mark."""
    level = words_of.LEVELS[tokens[n]]
    known = facts.get("level", "")
    if level not in known.split("+"):
        facts["level"] = "+".join(sorted(filter(None, (*known.split("+"), level))))
    if words and words[-1] == "untuk":
        words.pop()
    following = tokens[n + 1] if n + 1 < len(tokens) else ""
    value = _value(following, {}, letters=False) if following and "class" not in facts else ""
    if value and int(value) <= 12 and not any(words_of.MARKS.get(token) == "class" for token in tokens):
        facts["class"] = _value(following, facts, letters=False)
        return n + 2
    return n + 1


def _read_program(tokens: Sequence[str], n: int, facts: dict[str, str], words: list[str]) -> int:
    at = n + 1 + (n + 1 < len(tokens) and tokens[n + 1] == "studi")
    if at < len(tokens) and tokens[at] in words_of.PROGRAMS:
        facts.setdefault("program", tokens[at])
        return at + 1
    return n


def _read_month(tokens: Sequence[str], n: int, facts: dict[str, str], words: list[str]) -> int:
    """ "Oktober 2010", "Januari - April 1999", "14-20 Maret 2016": an issue, where a year closes it."""
    at = n
    months = list[str]()
    while at < len(tokens) and tokens[at] in words_of.MONTHS:
        months.append(words_of.MONTHS[tokens[at]])
        at += 1
    year = tokens[at] if at < len(tokens) else ""
    if not (len(year) == 4 and year.isdecimal()):
        return n
    days = list[str]()
    while words and words[-1].isdecimal() and len(words[-1]) < 3 and len(days) < 2:
        days.insert(0, words.pop())
    facts["issue"] = "+".join((*filter(None, facts.get("issue", "").split("+")), *months, *days))
    facts["years"] = year
    return at + 1


_READERS: Mapping[str, _Reader] = MappingProxyType(
    {
        "month": _read_month,
        "edition": _read_edition,
        "curriculum": _read_curriculum,
        "level": _read_level,
        "program": _read_program,
    }
)
