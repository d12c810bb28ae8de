"""Which titles to look at together, without looking at all pairs.

Two titles are candidates if they share one of several keys that fail for different reasons: the ISBN, parts
of a damaged ISBN, two rare words of the title, the title's begin, its consonants, author and year. Keys that
too many titles share are narrowed. Keys and pairs are kept as plain integers in arrays: at a million
rows there are some ten million of each.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from zlib import crc32

from koleksi._dedupe.features import Features
from koleksi._dedupe.phonetic import phonetic_key
from koleksi._dedupe.rows import Rows
from koleksi._dedupe.title_words import SERIES

__all__ = ["BLOCK", "NEIGHBOURS", "PhoneticKeys", "candidates", "exact_key", "keys", "word_counts"]

BLOCK = 60  # titles under one key beyond which the key says too little and is narrowed
NEIGHBOURS = 8  # titles looked at on either side in a block that stays too large
_SHORT = 12  # letters of a title that is keyed by all its forms with one letter left out
_LONG = 40  # and above which a title is keyed by its begin together with its facts
_PARTS = 16
_BITS = 24  # for the number of a title: up to 16 million
_MASK = (1 << _BITS) - 1
_HASH = (1 << 40) - 1
_TITLES = "I"  # the kind of array: 4 bytes a title
_NONE = array(_TITLES)
_STRIPPED = str.maketrans("", "", "aeiou")


def candidates(rows: Rows) -> Iterator[tuple[int, list[int]]]:
    """For each title the later titles that share a key with it, if there are any."""
    later = [array(_TITLES) for _ in range(rows.titles)]
    for block in _blocks(_keyed(rows)):
        if len(block) <= BLOCK:
            for n, title in enumerate(block[:-1], start=1):
                later[title].extend(block[n:])
        else:
            for left, right in _neighbours(block, rows):
                later[left].append(right)
    for title, others in enumerate(later):
        if others:
            later[title] = _NONE
            yield title, sorted(set(others))


def _keyed(rows: Rows) -> list[array[int]]:
    """Each key of each title, the key before the title in one integer, parted by the key."""
    phonetic = PhoneticKeys()
    counts = word_counts(map(rows.of, range(rows.titles)), phonetic)
    keyed = [array("Q") for _ in range(_PARTS)]
    for title in range(rows.titles):
        for key in keys(rows.features[rows.starts[title] : rows.starts[title + 1]], counts, phonetic):
            keyed[key % _PARTS].append(key << _BITS | title)
    return keyed


def _blocks(keyed: list[array[int]]) -> Iterator[array[int]]:
    """Titles in ascending order for each key that two or more of them share."""
    for n in range(_PARTS):
        part, keyed[n] = sorted(keyed[n]), array("Q")
        titles = array(_TITLES, [one & _MASK for one in part])
        start, key = 0, -1
        for end, one in enumerate(part):
            if one >> _BITS != key:
                if end - start > 1:
                    yield titles[start:end]
                start, key = end, one >> _BITS
        if len(part) - start > 1:
            yield titles[start:]


class PhoneticKeys(dict[str, tuple[str, int]]):
    """word -> (its phonetic key, a number for that); a memory for one run."""

    def __missing__(self, word: str) -> tuple[str, int]:
        key = phonetic_key(word)
        self[word] = made = (key, crc32(key.encode()))
        return made


def word_counts(books: Iterable[Features], phonetic: PhoneticKeys) -> Counter[int]:
    """How many titles each word stands in."""
    counts: Counter[int] = Counter()
    for one in books:
        counts.update({phonetic[word][1] for word in one.core.split()})
    return counts


def keys(rows: Sequence[Features], counts: Mapping[int, int], phonetic: PhoneticKeys) -> set[int]:
    """The keys of rows with one title, 40 bits each. A key of one kind never meets one of another but by chance."""
    one = rows[0]
    words = {phonetic[word] for word in one.core.split()}
    rare = sorted([(counts[number], number) for word, number in words if len(word) > 2])[:4]
    found = {
        (first * 0x9E3779B1 ^ second if first < second else second * 0x9E3779B1 ^ first) & _HASH
        for (_, first), (_, second) in combinations(rare, 2)
    }
    if one.compact:
        found.update(_letter_keys(one))
    for digits in {digits for row in rows for digits in (*row.isbns, *row.damaged)}:
        found.update(_isbn_keys(digits))
    if rare:
        found.update(_author_keys(rows, str(rare[0][1])))
    return found


def _author_keys(rows: Sequence[Features], rarest: str) -> Iterator[int]:
    """The first author's longest word with the rarest word of the title, and with the year."""
    named = {(row.authors[0][0], row.year) for row in rows if row.authors and row.authors[0]}
    for name in {name for name, _ in named}:
        yield _hash("a", name + rarest)
    for name, year in named:
        if year:
            yield _hash("y", f"{name}{year}")


def exact_key(one: Features) -> int:
    """A key of the title with its facts, as one title's rows share it."""
    return _hash("x", f"{one.core}{one.facts}")


def _isbn_keys(digits: str) -> tuple[int, int, int]:
    """Three parts of an ISBN of which one typing error leaves at least one intact; 10 and 13 digits agree in the
    first."""
    return _hash("d", digits[-10:-1]), _hash("b", digits[:-5]), _hash("c", digits[-6:])


def _letter_keys(one: Features) -> Iterator[int]:
    """The title's begin as it sounds, its consonants, and a short title with any one letter left out."""
    skeleton = phonetic_key(one.compact[:24])
    yield _hash("t", f"{skeleton[:9]}{one.facts}" if len(one.compact) > _LONG else skeleton[:9])
    if one.main <= one.core.count(" ") and not one.facts:  # the other may be the title without the subtitle
        yield _hash("t", phonetic_key("".join(one.core.split()[: one.main]))[:9])
    elif len(one.compact) > _LONG and not one.facts:
        yield _hash("t", skeleton[:9])
    yield _hash("e", skeleton.translate(_STRIPPED)[:10])
    if one.core.split(" ", 1)[0] in SERIES:  # what stands behind the series is a title of its own
        skeleton = phonetic_key("".join(one.core.split()[one.main :])[:24])
        yield _hash("t", skeleton[:9])
    if len(one.compact) <= _SHORT:
        yield _hash("s", one.compact)
        for n in range(len(one.compact)):
            yield _hash("s", one.compact[:n] + one.compact[n + 1 :])


def _hash(kind: str, text: str) -> int:
    letters = text.encode()
    return (crc32(letters, ord(kind)) << 8 | len(letters) & 255) & _HASH


def _neighbours(block: Sequence[int], rows: Rows) -> Iterator[tuple[int, int]]:
    """Each title of a large block with those that stand near it, once by words and once by facts, which puts the
    volumes of one number together whatever was typed wrong."""
    for order in (block, sorted(block, key=lambda title: rows.of(title).facts)):
        for n, one in enumerate(order):
            for other in order[n + 1 : n + 1 + NEIGHBOURS]:
                yield (one, other) if one < other else (other, one)
