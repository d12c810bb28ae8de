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
from zlib import crc32

from koleksi._dedupe.sketch import Sketch
from koleksi._dedupe.stock import Stock
from koleksi._dedupe.title import sound

__all__ = ["Sounds", "candidates", "exact_key", "keys", "word_counts"]

_BLOCK = 60  # titles under one key beyond which the key says too little and is narrowed
_NEIGHBOURS = 8  # titles looked at on either side in a block that stays too large
_SHORT = 12  # letters of a title that is keyed by all its forms with one letter left out
_PARTS = 16
_BITS = 24  # for the number of a title: up to 16 million
_MASK = (1 << _BITS) - 1
_HASH = (1 << 40) - 1
_STRIPPED = str.maketrans("", "", "aeiou")


def candidates(stock: Stock) -> Iterator[tuple[int, list[int]]]:
    """For each title the later titles that share a key with it, if there are any."""
    titles = len(stock.starts) - 1
    pairs = [array("Q") for _ in range(_PARTS)]
    share = max(titles // _PARTS + 1, 1)
    for block in _blocks(stock):
        if len(block) == 2:
            pairs[block[0] // share].append(block[0] << _BITS | block[1])
        else:
            for left, others in _pairs(block, stock):
                base = left << _BITS
                pairs[left // share].extend([base | right for right in others])
    for n in range(_PARTS):
        part, pairs[n] = pairs[n], array("Q")
        yield from _together(sorted(set(part)))


def _together(pairs: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Pairs of numbers, sorted, as first numbers with all their second ones, where there are later pairs."""
    first, seconds = -1, list[int]()
    for pair in pairs:
        if pair >> _BITS != first:
            if seconds:
                yield first, seconds
            first, seconds = pair >> _BITS, []
        seconds.append(pair & _MASK)
    if seconds:
        yield first, seconds


def _blocks(stock: Stock) -> Iterator[list[int]]:
    """Titles in ascending order for each key that two or more of them share."""
    sounds = Sounds()
    sketches, starts = stock.sketches, stock.starts
    counts = word_counts((sketches[start] for start in starts[:-1]), sounds)
    keyed = [array("Q") for _ in range(_PARTS)]
    for title in range(len(starts) - 1):
        for key in set(keys([sketches[row] for row in stock.rows(title)], counts, sounds)):
            keyed[key % _PARTS].append(key << _BITS | title)
    for n in range(_PARTS):
        part, keyed[n] = keyed[n], array("Q")
        for _, titles in _together(sorted(part)):
            if len(titles) > 1:
                yield titles


class Sounds(dict[str, tuple[str, int]]):
    """word -> (how it sounds, a number for it); a memory for one run."""

    def __missing__(self, word: str) -> tuple[str, int]:
        heard = sound(word)
        self[word] = made = (heard, crc32(heard.encode()))
        return made


def word_counts(sketches: Iterable[Sketch], sounds: Sounds) -> Counter[int]:
    """How many titles each word stands in."""
    counts: Counter[int] = Counter()
    for s in sketches:
        counts.update({sounds[word][1] for word in s.core.split()})
    return counts


def keys(rows: Sequence[Sketch], counts: Mapping[int, int], sounds: Sounds) -> Iterator[int]:
    """The keys of rows with one title, 40 bits each. A key of a different kind never meets one of another but by chance."""
    s = rows[0]
    heard = dict.fromkeys([sounds[word] for word in s.core.split()])
    rare = sorted([(counts[number], number) for word, number in heard if len(word) > 2])[:4]
    for n, (_, first) in enumerate(rare):
        for _, second in rare[n + 1 :]:
            yield (first * 0x9E3779B1 ^ second if first < second else second * 0x9E3779B1 ^ first) & _HASH
    if s.compact:
        yield from _letter_keys(s)
    for isbn in {isbn for row in rows for isbn in row.isbns}:
        yield from _isbn_keys(isbn[-10:-1], isbn)
    for digits in {digits for row in rows for digits in row.damaged}:
        yield from _isbn_keys(digits[-10:-1], digits)
    if rare:
        for name in {row.authors[0][0] for row in rows if row.authors and row.authors[0]}:
            yield _hash("a", name, str(rare[0][1]))
        for name, year in {
            (row.authors[0][0], row.year) for row in rows if row.year and row.authors and row.authors[0]
        }:
            yield _hash("y", name, str(year))


def exact_key(s: Sketch) -> int:
    """A key of the title with its facts, as one title's rows share it."""
    return _hash("x", s.core, str(s.facts))


def _isbn_keys(middle: str, whole: str) -> tuple[int, int, int]:
    """Three parts of an ISBN of which one typing error leaves at least one intact; 10 and 13 digits agree in the first."""
    return _hash("d", middle), _hash("b", whole[:-5]), _hash("c", whole[-6:])


def _letter_keys(s: Sketch) -> Iterator[int]:
    """The title's begin as it sounds, its consonants, and a short title with any one letter left out."""
    skeleton = sound(s.compact[:24])
    yield _hash("t", skeleton[:9], str(s.facts) if len(s.compact) > 40 else "")
    yield _hash("e", skeleton.translate(_STRIPPED)[:10])
    if len(s.compact) <= _SHORT:
        yield _hash("s", s.compact)
        for n in range(len(s.compact)):
            yield _hash("s", s.compact[:n], s.compact[n + 1 :])


def _hash(kind: str, *texts: str) -> int:
    text = "".join(texts).encode()
    return (crc32(text, ord(kind)) << 8 | len(text) & 255) & _HASH


def _pairs(block: list[int], stock: Stock) -> Iterator[tuple[int, list[int]]]:
    """Each title of a block with its later partners: all of them, or in a large block its neighbours, once by
    words and once by facts, which puts the volumes of one number together whatever was typed wrong."""
    if len(block) <= _BLOCK:
        for n in range(len(block) - 1):
            yield block[n], block[n + 1 :]
        return
    by_facts = sorted(block, key=lambda title: stock.sketches[stock.starts[title]].facts)
    for n in range(len(block) - 1):
        yield block[n], block[n + 1 : n + 1 + _NEIGHBOURS]
        left = by_facts[n]
        for right in by_facts[n + 1 : n + 1 + _NEIGHBOURS]:
            yield (left, [right]) if left < right else (right, [left])
