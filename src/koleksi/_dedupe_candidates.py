"""Which rows to look at together, without looking at all pairs.

Two rows are candidates if they share one of several keys that fail for different reasons: the ISBN, parts
of a damaged ISBN, two rare words of the title, the title's begin, its consonants, author and year. Keys that
too many rows share are narrowed. Keys and pairs are kept as plain integers in arrays: at a million
rows there are some fifteen million of each.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from zlib import crc32

from koleksi._dedupe_sketch import Sketch, order
from koleksi._title import sound

__all__ = ["candidates", "keys", "word_counts"]

_BLOCK = 60  # rows under one key beyond which the key says too little and is narrowed
_NEIGHBOURS = 8  # rows looked at on either side in a block that stays too large
_SHORT = 12  # letters of a title that is keyed by all its forms with one letter left out
_PARTS = 16
_ROW_BITS = 24
_ROW = (1 << _ROW_BITS) - 1
_HASH = (1 << 40) - 1
_STRIPPED = str.maketrans("", "", "aeiou")


def candidates(sketches: Sequence[Sketch], new: int) -> Iterator[tuple[int, list[int]]]:
    """For each row below ``new`` the later rows that share a key with it, if there are any."""
    pairs = [array("Q") for _ in range(_PARTS)]
    share = max(len(sketches) // _PARTS + 1, 1)
    for block in _blocks(sketches):
        for left, others in _pairs(block, sketches):
            if left < new:
                base = left << _ROW_BITS
                pairs[left // share].extend([base | right for right in others])
    for n in range(_PARTS):
        part, pairs[n] = pairs[n], array("Q")
        yield from _by_row(sorted(set(part)))


def _by_row(pairs: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    row, others = -1, list[int]()
    for pair in pairs:
        left = pair >> _ROW_BITS
        if left != row:
            if others:
                yield row, others
            row, others = left, []
        others.append(pair & _ROW)
    if others:
        yield row, others


def _blocks(sketches: Sequence[Sketch]) -> Iterator[list[int]]:
    """Rows in ascending order for each key that two or more rows share."""
    sounds = _Sounds()
    counts = word_counts(sketches, sounds)
    keyed = [array("Q") for _ in range(_PARTS)]
    for row, s in enumerate(sketches):
        for key in keys(s, counts, sounds):
            keyed[key % _PARTS].append(key << _ROW_BITS | row)
    for n in range(_PARTS):
        part, keyed[n] = keyed[n], array("Q")
        for _, rows in _by_row(sorted(set(part))):
            if len(rows) > 1:
                yield rows


class _Sounds(dict[str, tuple[str, int]]):
    """word -> (how it sounds, a number for it); a memory for one run."""

    def __missing__(self, word: str) -> tuple[str, int]:
        heard = sound(word)
        self[word] = made = (heard, crc32(heard.encode()))
        return made


def word_counts(sketches: Iterable[Sketch], sounds: _Sounds) -> Counter[int]:
    """How many titles each word stands in."""
    counts: Counter[int] = Counter()
    for s in sketches:
        counts.update({sounds[word][1] for word in s.core.split()})
    return counts


def keys(s: Sketch, counts: Counter[int], sounds: _Sounds) -> Iterator[int]:
    """The keys of a row, 40 bits each. A key of a different kind never meets one of another but by chance."""
    for isbn in s.isbns:
        yield int(isbn) % _HASH if isbn.isdecimal() else crc32(isbn.encode())
        yield _hash("d", isbn[3:12])
        yield _hash("b", isbn[:-5])
        yield _hash("c", isbn[-6:])
    for digits in s.damaged:
        yield _hash("d", digits[-10:-1])
        yield _hash("b", digits[:-5])
        yield _hash("c", digits[-6:])
    yield from _title_keys(s, counts, sounds)


def _title_keys(s: Sketch, counts: Counter[int], sounds: _Sounds) -> Iterator[int]:
    heard = dict.fromkeys([sounds[word] for word in s.core.split()])
    rare = sorted([(counts[number], number) for word, number in heard if len(word) > 2])[:4]
    for n, (_, first) in enumerate(rare):
        for _, second in rare[n + 1 :]:
            yield (first * 0x9E3779B1 ^ second if first < second else second * 0x9E3779B1 ^ first) & _HASH
    if not s.compact:
        return
    skeleton = sound(s.compact[:24])
    yield _hash("t", skeleton[:9], str(s.facts) if len(s.compact) > 40 else "")
    yield _hash("e", skeleton.translate(_STRIPPED)[:10])
    if len(s.compact) <= _SHORT:
        yield _hash("s", s.compact)
        for n in range(len(s.compact)):
            yield _hash("s", s.compact[:n], s.compact[n + 1 :])
    if s.authors and s.authors[0] and rare:
        name = s.authors[0][0]
        yield _hash("a", name, str(rare[0][1]))
        if s.year:
            yield _hash("y", name, str(s.year))


def _hash(kind: str, *texts: str) -> int:
    text = "".join(texts).encode()
    return (crc32(text, ord(kind)) << 8 | len(text) & 255) & _HASH


def _pairs(block: list[int], sketches: Sequence[Sketch]) -> Iterator[tuple[int, list[int]]]:
    """Each row of a block with its later partners: all of them, or the neighbours by title in a large block."""
    if len(block) <= _BLOCK:
        for n in range(len(block) - 1):
            yield block[n], block[n + 1 :]
        return
    for by in (order, _by_facts):
        ordered = sorted(block, key=lambda row: by(sketches[row]))
        for n, left in enumerate(ordered):
            for right in ordered[n + 1 : n + 1 + _NEIGHBOURS]:
                yield (left, [right]) if left < right else (right, [left])


def _by_facts(s: Sketch) -> tuple[Any, ...]:
    """Puts the volumes of one number together, whatever was typed wrong in their titles."""
    return (s.facts, *order(s))
