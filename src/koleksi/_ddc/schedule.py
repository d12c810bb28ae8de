"""The abridged schedule ``ddc_ringkas.csv`` and its relative index: term -> class numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from koleksi._terms.folding import term_words
from koleksi._terms.tables import rows

__all__ = ["Class", "Schedule", "normalise", "schedule", "stem"]


@dataclass(frozen=True, slots=True)
class Class:
    """One number of the schedule with its captions in Indonesian and English."""

    number: str
    caption: str
    caption_en: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """``index``: folded term -> the numbers it points to; ``spelled``: single words without affixes and
    transliteration -> terms; ``moved``: retired number -> today's."""

    classes: Mapping[str, Class]
    index: Mapping[str, tuple[str, ...]]
    spelled: Mapping[str, tuple[str, ...]]
    moved: Mapping[str, str]
    longest: int


_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")  # a term that folding leaves as it is
_OLD = re.compile(r"(?:old: see|same as:?)\s*(\d{3}(?:\.\d+)?)")


_AFFIXES = re.compile(
    r"\A(?:mem(?=[bpfv])|men(?=[cdjtsz])|meng(?=[aeioughk])|meny|me(?=[lrwynm])|ber|bel|di|ter"
    r"|pem(?=[bp])|pen(?=[cdjtz])|peng(?=[aeioughk])|per|se|ke)(?=\w{4})"
)
_ENDINGS = re.compile(r"(?<=\w{4})(?:kannya|annya|nya|kan|lah|kah)\Z")
_SOUNDS = (
    ("dh", "d"), ("kh", "h"), ("sy", "s"), ("sh", "s"), ("ts", "s"), ("dz", "z"), ("th", "t"), ("ph", "f"), ("gh", "g"),
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("q", "k"), ("v", "f"),
)  # fmt: skip


@lru_cache(maxsize=2048)
def stem(word: str) -> str:
    """A word without Indonesian affixes and differences of transliteration: a bridge between spellings, not a lemma.
    Not the phonetic key of duplicates: that one is for whole titles and folds more (ch, y, nj)."""
    word = _ENDINGS.sub("", _AFFIXES.sub("", word))
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    return re.sub(r"(.)\1", r"\1", word)


def normalise(number: str) -> str:
    """A class as libraries write it -> plain form: "2X4.122 9" -> "297.41229", "813,6" -> "813.6"."""
    plain = re.sub(r"[\s'/]", "", number.replace(",", ".")).upper()  # "813/.54": where a number may be cut
    match = re.match(r"2X(\d)(?:\.(\d+))?", plain)
    if match:
        rest = f"{match[1]}{match[2] or ''}".removeprefix("0") if match[1] == "0" else f"{match[1]}{match[2] or ''}"
        return f"297.{rest}" if rest else "297"
    match = re.match(r"(\d{3})(?:\.(\d+))?", plain)
    return (f"{match[1]}.{match[2]}" if match[2] else match[1]) if match else ""


@cache
def schedule() -> Schedule:
    """The schedule that is shipped."""
    classes: dict[str, Class] = {}
    index: dict[str, dict[str, None]] = {}
    moved: dict[str, str] = {}
    for row in rows("ddc_ringkas.csv"):
        number = row["number"]
        classes[number] = Class(number, row["caption_id"], row["caption_en"])
        old = _OLD.search(row["note"])
        if old:
            moved[number] = old[1]
        target = old[1] if old else number
        for term in f"{row['keywords_id']};{row['keywords_en']}".split(";"):
            plain = term.rstrip("*")
            words = plain if _PLAIN.fullmatch(plain) else " ".join(term_words(plain))
            if words:
                index.setdefault(words, {})[target] = None
    spelled: dict[str, dict[str, None]] = {}
    for term in index:
        if " " not in term:
            spelled.setdefault(stem(term), {})[term] = None
    return Schedule(
        MappingProxyType(classes),
        MappingProxyType({term: tuple(numbers) for term, numbers in index.items()}),
        MappingProxyType({word: tuple(terms) for word, terms in spelled.items()}),
        MappingProxyType(moved),
        max((term.count(" ") + 1 for term in index), default=1),
    )
