"""Two nearly equal titles word by word: was a word typed wrong, or is it another word?

"Metode Penelitian Kuantitatif" and "Kualitatif", "Ekonomi Makro" and "Mikro", "Sumatra Utara" and "Barat" are nearly
the same letters and never the same book. Two different words that are both spelt right are two words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate

from rapidfuzz.distance import Indel

from koleksi._dedupe.phonetic import phonetic_key
from koleksi._dedupe.title_marks import number
from koleksi._terms.tables import table_text

__all__ = ["ONE_STEM", "OTHER_NUMBER", "OTHER_WORD", "SLIPS", "UNLIKE", "Difference", "difference", "is_spelt_right"]

Difference = tuple[str, str, str]  # what parts two titles, and the words that do

_UNLIKE = 0.54  # similarity below which two words are two words, not one typed wrong (a letter of four changed: .75)
_SLIP = 0.7  # and from which a word that is not spelt right is another one typed wrong
UNLIKE, OTHER_NUMBER, OTHER_WORD, ONE_STEM, SLIPS = "unlike", "number", "word", "stem", "slips"
_SMALL = frozenset(
    ["di", "ke", "dari", "yang", "untuk", "dalam", "pada", "bagi", "the", "a", "an", "of", "in", "for", "to"]
)
_STEM = 4  # letters of a stem
# Affixes, and the letter that a prefix has taken from its stem ("menanam" of "tanam").
_PREFIXES = (
    ("", ""), ("memper", ""), ("member", ""), ("meny", "s"), ("meng", ""), ("meng", "k"), ("mem", ""), ("mem", "p"),
    ("men", ""), ("men", "t"), ("me", ""), ("peny", "s"), ("peng", ""), ("peng", "k"), ("pem", ""), ("pem", "p"),
    ("pen", ""), ("pen", "t"), ("per", ""), ("pe", ""), ("ber", ""), ("ter", ""), ("ke", ""), ("se", ""), ("di", ""),
)  # fmt: skip
_SUFFIXES = (
    "", "annya", "kannya", "nya", "kan", "an", "i", "ing", "ed", "al", "ional", "ion", "ive", "ary", "ical", "ic",
)  # fmt: skip


def difference(left: str, right: str) -> Difference:
    """What parts two titles (words, folded), and the first pair of words that does.

    ``UNLIKE``: one word was put for quite another; ``OTHER_NUMBER``; ``OTHER_WORD``: alike, but both are words;
    ``ONE_STEM``: both are words of one stem; ``SLIPS``: only words typed wrong; "" where the words cannot be laid side
    by side.
    """
    pairs = _side_by_side(left.split(), right.split())
    if not pairs and (other := _exchanged(left.split(), right.split())):
        return other
    if not pairs and left.count(" ") != right.count(" "):
        pairs = _side_by_side(_telling(left), _telling(right))
    if not pairs:
        return "", "", ""
    if found := list(_against(pairs)):
        apart = (one for one in found if one[0] != OTHER_WORD or not _one_stem(*one[1]))
        kind, words = next(apart, (ONE_STEM, found[0][1]))
        return kind, *words
    return (SLIPS if all(_alike(a, b) >= _SLIP for a, b in pairs) else ""), *pairs[0]


def _telling(title: str) -> list[str]:
    """The words of a title without those that one person writes and the next leaves out ("Provinsi di Indonesia")."""
    return [word for word in title.split() if word not in _SMALL]


def _side_by_side(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """The words in which titles of equally many words differ; nothing where words only stand in another order."""
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if a != b] if len(left) == len(right) else []
    return [] if any(a in right or b in left for a, b in pairs) else pairs


def _exchanged(left: Sequence[str], right: Sequence[str]) -> Difference | None:
    """Words of titles of unequal length that stand in one place and share nothing: "Office Access" for "Excel",
    "99 Profesi" for "Regulasi", "Makroekonomi" for "Mikro Ekonomi"."""
    if len(left) == len(right):
        return None
    begin = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    end = 0
    while end < min(len(left), len(right)) - begin and left[-1 - end] == right[-1 - end]:
        end += 1
    ours, theirs = left[begin : len(left) - end], right[begin : len(right) - end]
    if not ours or not theirs or begin + end == 0:
        return None
    ours, theirs = _without_shared(ours, theirs)
    return _of_two_kinds("".join(ours), "".join(theirs), min(len(ours), len(theirs)))


def _without_shared(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The words behind those that are the same, run together or not: "budi daya sirsak" and "budidaya talas"."""
    ends = {length: n for n, length in enumerate(accumulate(map(len, theirs[:-1])), start=1)}
    for n, length in reversed([*enumerate(accumulate(map(len, ours[:-1])), start=1)]):
        if length in ends and "".join(ours[:n]) == "".join(theirs[: ends[length]]):
            return ours[n:], theirs[ends[length] :]
    return ours, theirs


def _of_two_kinds(ours: str, theirs: str, words: int) -> Difference | None:
    """The two where they are no spellings of one and, of one word each, are not nearly the same letters."""
    if ours == theirs or words > 1 or _alike(ours, theirs) >= _UNLIKE or ours in theirs or theirs in ours:
        compounds = _two_compounds(ours, theirs)
        return (OTHER_WORD, *compounds) if compounds else None
    return UNLIKE, ours, theirs


def _two_compounds(ours: str, theirs: str) -> tuple[str, str] | None:
    """ "makroekonomi" and "mikro ekonomi": what stands before the letters at the end that they share, where both are
    words."""
    shared = 0
    while shared < min(len(ours), len(theirs)) and ours[-1 - shared] == theirs[-1 - shared]:
        shared += 1
    for cut in range(shared, 3, -1):
        one, other = ours[:-cut], theirs[:-cut]
        if {one, other, ours[-cut:]} <= _spelt_right() and not _one_word(one, other):
            return one, other
    return None


def _against(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The pairs that speak for two books."""
    for a, b in pairs:
        one, other = number(a), number(b)
        counted = one.isdecimal() and other.isdecimal() and one != other
        if counted or len(a) == len(b) == 1 or _digits(a) and _digits(b) and _digits(a) != _digits(b):
            yield OTHER_NUMBER, (a, b)
    if len(pairs) == 1 and min(map(len, pairs[0])) > 1 and max(map(len, pairs[0])) > 3 and _alike(*pairs[0]) < _UNLIKE:
        yield UNLIKE, pairs[0]
    for a, b in pairs:
        if a in _spelt_right() and b in _spelt_right() and not _one_word(a, b):
            yield OTHER_WORD, (a, b)


def _digits(word: str) -> str:
    """ "CS4" -> "4", "3D" -> "3"."""
    return "" if word.isalpha() else "".join(filter(str.isdecimal, word))


def _alike(a: str, b: str) -> float:
    return Indel.normalized_similarity(a, b)


def _one_word(a: str, b: str) -> bool:
    """Whether two words are spellings or numbers of one: shalat, sholat; praktek, praktik; coklat, cokelat; system,
    systems."""
    return a.rstrip("s") == b.rstrip("s") or any(map(str.__eq__, _spellings(a), _spellings(b)))


@lru_cache(maxsize=2048)
def _spellings(word: str) -> tuple[str, str, str]:
    plain = phonetic_key(word)
    return plain.replace("e", "i").replace("o", "a"), plain.replace("e", "i").replace("o", "u"), plain.replace("e", "")


def _one_stem(a: str, b: str) -> bool:
    """Whether two words have one stem and other affixes: "bertanam" and "menanam", "operating" and "operational"."""
    return not _stems(a).isdisjoint(_stems(b))


@lru_cache(maxsize=2048)
def _stems(word: str) -> frozenset[str]:
    bare = [lost + word[len(prefix) :] for prefix, lost in _PREFIXES if word.startswith(prefix)]
    stems = (one[: len(one) - len(suffix)] for one in bare for suffix in _SUFFIXES if one.endswith(suffix))
    return frozenset(stem for stem in stems if len(stem) >= _STEM)


def is_spelt_right(word: str) -> bool:
    return word in _spelt_right()


@cache
def _spelt_right() -> frozenset[str]:
    """Words that are spelt right (``scripts/build_words.py``): those of the class table and frequent English ones."""
    return frozenset(table_text("words.txt").split())
