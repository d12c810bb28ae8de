"""Authors' names as typed by several hands: "HIRATA, A.", "Andrea Hirata, S.E." and "AndreaHirata" are one; of bodies,
whose names share most words, each word counts ("Dinas Pendidikan Kabupaten Sleman" and "... Bantul")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import permutations

from rapidfuzz.distance import OSA, Indel

from koleksi import names
from koleksi._dedupe.phonetic import phonetic_key
from koleksi._terms.folding import fold_for_title

__all__ = ["NameWords", "are_two_people", "author_mark", "is_mark", "is_silent", "name_likeness", "name_words"]

NameWords = tuple[str, ...]  # a name's words, folded, the longest first; those of a body behind `_BODY`
_BODY = "="
_MARK = "~"  # before the letters of an author in a call number
_CALL_NUMBER = re.compile(r"(?:R\s+)?\d{3}(?:[.,]\d+)?(?:\s+|\.)(?P<mark>[A-Za-z]{3})(?:[\s.]+[\w/-]{1,8})*")
_MARKS_AGREE = 0.7  # likeness of names of which one is known by three letters only

_DEGREES = ("s", "m", "a", "b")  # "S.Pd.", "M Hum": a letter, and
_SUBJECTS = (
    "ag", "pd", "si", "sos", "kom", "hum", "kes", "sc", "th", "fil", "e", "t", "h", "m", "a", "p", "i", "s"
)  # fmt: skip
_TITLES = (
    "dr", "drs", "dra", "prof", "ir", "h", "hj", "kh", "ust", "ustadz", "dkk", "et al", "phd", "ph.d", "mt", "st", "se",
    "sh", "mm",
)  # fmt: skip
_HONOURS = re.compile(
    rf"\b(?:{'|'.join(_DEGREES)})\.?\s?(?:{'|'.join(_SUBJECTS)})\b\.?|\b(?:{'|'.join(map(re.escape, _TITLES))})\b\.?"
)
# The first word of whatever that finds: most names hold none of them, and need no search.
_MAY_BE_HONOUR = frozenset(
    [*_DEGREES, *(degree + subject for degree in _DEGREES for subject in _SUBJECTS)]
    + [re.split(r"[ .]", title)[0] for title in _TITLES]
)
# What stands for an author where a list knows none, and a publisher's word that slipped into the column.
_NOBODY = re.compile(
    r"[\W_]*(?:n\.?\s?n|anonim|anonym(?:ous)?|(?:tim|team)(?:\s+(?:penyusun|penulis|redaksi|editor|kreatif|penerbit))?"
    r"|pustaka|penerbit|publisher|press|dkk|et al|various|kumpulan penulis|tanpa pengarang)?[\W_]*"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W_]+")
_SHORT = {"kab": "kabupaten", "kec": "kecamatan", "prov": "provinsi", "propinsi": "provinsi", "kel": "kelurahan"}
_PARTICLES = frozenset(
    [
        "abd", "abdul", "abi", "abu", "ash", "bin", "bint", "binti", "dan", "den", "der", "dkk", "haj", "haji", "ibn",
        "ibnu", "ibnul", "imam", "kiai", "kyai", "mohd", "muh", "muhd", "raden", "shaikh", "sheikh", "syaikh", "syekh",
        "van", "von",
    ]
)  # fmt: skip
_EMPTY = frozenset(["dan", "and", "of", "the", "di", "untuk", "for"])
_ONE_WORD = 0.8  # likeness from which two words of names are one, typed differently
_SWAPPED = 0.9  # likeness of two words of which letters changed places
_TWO_PEOPLE = 0.5  # likeness at most of names that each have a word of their own


def author_mark(call_number: str) -> str:
    """ "005 JOG T" -> "~jog": the author's first letters, all that a list of titles says of its author; "" for none."""
    found = _CALL_NUMBER.fullmatch(call_number.strip())
    return _MARK + found["mark"].casefold() if found else ""


def is_mark(name: NameWords) -> bool:
    """Whether a name is no more than the letters of a call number."""
    return name[0][0] == _MARK


def name_words(name: str) -> NameWords:
    """The words of a name that are compared: without degrees and honours, in an order that "Hirata, Andrea" shares."""
    if name.startswith(_MARK):
        return (name,)
    folded = fold_for_title(name)
    if _NOBODY.fullmatch(folded):
        return ()
    if names.is_corporate(name):
        return (_BODY, *_longest_first(_SHORT.get(word, word) for word in _WORDS.findall(folded)))
    folded = folded.replace("'", "")  # "As'ad" is "Asad"
    words = _LETTERS.findall(folded)
    if not _MAY_BE_HONOUR.isdisjoint(words):
        words = _LETTERS.findall(_HONOURS.sub(" ", folded))
    return _longest_first(words)


def _longest_first(words: Iterable[str]) -> NameWords:
    return tuple(sorted(sorted(words), key=len, reverse=True))


def name_likeness(left: NameWords, right: NameWords) -> float:
    """0..1; 1: every word of the shorter name stands, or is an initial, in the longer one. 0.7: one says nobody."""
    if left == right:
        return 1.0
    if not left or not right:
        return 0.7
    if left[0][0] == _MARK or right[0][0] == _MARK:
        return _marks_agree(left, right)
    bodies = (left[0] == _BODY) + (right[0] == _BODY)
    if bodies == 2 and _are_two_bodies(left[1:], right[1:]):
        return 0.0
    if bodies:
        left, right = (tuple(word for word in words if word != _BODY) for words in (left, right))
        return 1.0 if left == right else _one_person(left, right, most=1.0 if bodies == 2 else _TWO_PEOPLE)
    return _one_person(left, right)


def _one_person(left: NameWords, right: NameWords, most: float = _TWO_PEOPLE) -> float:
    """Each word of the shorter name met by one word of the longer one, whole words first. An initial meets one word,
    and alone proves nobody; where each name has a whole word that the other lacks, they are two, and
    their likeness is ``most`` at most."""
    if _run_together(left, right) or _run_together(right, left):
        return 1.0
    short, long = sorted((left, right), key=lambda name: (len(name), name))
    rest, lacking, met, whole = list(long), list[str](), 0.0, False
    for word in short:
        if word in rest:
            rest.remove(word)
            met += _weight(word)
            whole = whole or len(word) > 1
            continue
        likeness, other = max([(_word_likeness(word, one), one) for one in rest], default=(0.0, ""))
        if not likeness:
            lacking.append(word)
            continue
        rest.remove(other)
        met += likeness * _weight(word)
        whole = whole or min(len(word), len(other)) > 1
    if lacking and (glued := _glued(lacking, rest) or _glued(rest, lacking)):
        met, lacking, whole = met + sum(map(_weight, lacking)), [], bool(glued)
    if not whole:
        return 0.0
    likeness = met / sum(map(_weight, short))
    return min(likeness, most) if _are_whole(lacking) and _are_whole(rest) else likeness


def are_two_people(left: NameWords, right: NameWords) -> bool:
    """Whether each name has a whole word that is no word of the other, typed wrong or as an initial. Stricter than an
    unlikely name: "Por, E. A." may be Edgar Allan Poe, "Budi Raharja" is not Budi Santoso."""
    return _has_its_own(left, right) and _has_its_own(right, left) and sorted("".join(left)) != sorted("".join(right))


def _has_its_own(words: NameWords, others: NameWords) -> bool:
    own = [word for word in words if word not in _PARTICLES and not any(_may_be(word, other) for other in others)]
    return _are_whole(own)


def _may_be(word: str, other: str) -> bool:
    """Whether two words of names may be one: an initial, part of the other, or one typed wrong."""
    short = min(len(word), len(other))
    if short == 1:
        return word[0] == other[0]
    if short > 2 and (word in other or other in word):
        return True
    return OSA.distance(word, other) <= (2 if max(len(word), len(other)) > 4 else 1) or _word_likeness(word, other) > 0


def _weight(word: str) -> float:
    return len(word) if len(word) > 1 else 0.5


def _are_whole(words: Iterable[str]) -> bool:
    """Whether one of the words is more than an initial or a word of honour and descent ("al", "bin")."""
    return any(len(word) > 2 and word not in _PARTICLES for word in words)


def _glued(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether all the words together are one of the others, as they sound: "abdul", "karim" and "abdulkarim"."""
    if not 1 < len(words) <= 3:
        return False
    letters = sum(map(len, words))
    near = [other for other in others if len(other) > 5 and abs(len(other) - letters) < 3]
    return any(
        Indel.normalized_similarity(phonetic_key("".join(order)), phonetic_key(other)) >= _ONE_WORD
        for other in near
        for order in permutations(words)
        if order[0][0] == other[0]
    )


def is_silent(left: tuple[NameWords, ...], right: tuple[NameWords, ...]) -> bool:
    """Whether one side names nobody and the other no more than the letters of a call number."""
    return not (left and right) and all(name[0][0] == _MARK for name in (*left, *right) if name)


def _marks_agree(left: NameWords, right: NameWords) -> float:
    """Letters of a call number beside a name, of which one word begins so, or beside other letters."""
    for mark, words in ((left[0], right), (right[0], left)):
        if mark[0] == _MARK and any(word.lstrip(_MARK).startswith(mark[1:]) for word in words):
            return _MARKS_AGREE
    return 0.0


def _are_two_bodies(left: NameWords, right: NameWords) -> bool:
    """Whether each name has a word of its own that the other lacks: a place, a number, another office. An abbreviation
    and the words that it stands for ("BPS", "Badan Pusat Statistik") are no difference."""
    only_left = [word for word in left if word not in _EMPTY and not any(_is_one_word(word, other) for other in right)]
    only_right = [word for word in right if word not in _EMPTY and not any(_is_one_word(word, other) for other in left)]
    rest_left, rest_right = _unexplained(only_left, only_right), _unexplained(only_right, only_left)
    return bool(rest_left) and bool(rest_right)


def _is_one_word(word: str, other: str) -> bool:
    """Alike, or one the initial of the other; a number is itself alone."""
    if word.isalpha() and other.isalpha() and min(len(word), len(other)) == 1 < max(len(word), len(other)):
        return word[0] == other[0]
    if word == other or not (word.isalpha() and other.isalpha() and min(len(word), len(other)) > 3):
        return word == other
    return _word_likeness(word, other) >= _ONE_WORD


def _unexplained(words: list[str], others: list[str]) -> list[str]:
    """The words that neither abbreviate several of the others nor are abbreviated by one of them."""
    first = "".join(other[0] for other in others)
    own = "".join(word[0] for word in words)
    abbreviated = {letter for other in others if _stands_for(other, own) for letter in other}
    return [word for word in words if not _stands_for(word, first) and word[0] not in abbreviated]


def _stands_for(word: str, initials: str) -> bool:
    return 1 < len(word) <= 6 and not Counter(word) - Counter(initials)


def _run_together(glued: NameWords, words: NameWords) -> bool:
    """ "MarahRusli" and "Marah Rusli": the same letters in fewer words, each of which is a word of the other or starts
    with one."""
    if len(glued) >= len(words) or len("".join(glued)) != len("".join(words)):
        return False
    return all(
        word in words or any(word.startswith(other) for other in words if len(other) > 1) for word in glued
    ) and sorted("".join(glued)) == sorted("".join(words))


def _word_likeness(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) == 1 or len(other) == 1:
        return 0.9 if word[0] == other[0] else 0.0
    alike = Indel.normalized_similarity(word, other)
    if (
        0.4 <= alike < 0.8
        and len(word) > 2 < len(other)
        and Indel.normalized_similarity(phonetic_key(word), phonetic_key(other)) >= _ONE_WORD
    ):
        return 0.95
    if alike < 0.7 and len(word) > 4 and word[0] == other[0] and sorted(word) == sorted(other):
        return _SWAPPED
    return float(alike) if alike >= 0.7 else 0.0
