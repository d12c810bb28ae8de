"""What two titles say of their being one: points, and why."""

from __future__ import annotations

from rapidfuzz.distance import Indel

from koleksi._dedupe.features import Features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.reasons import (
    BEGINS,
    EMPTY,
    NEARLY,
    NO_SERIES,
    NO_SUBTITLE,
    OTHER_TITLE,
    SAME_TITLE,
    SHORTENED,
    other_word,
    percent_alike,
)
from koleksi._dedupe.title_words import SERIES
from koleksi._dedupe.word_difference import ONE_STEM, OTHER_NUMBER, OTHER_WORD, SLIPS, UNLIKE
from koleksi.book import Text

__all__ = ["DOUBT", "MISTYPED", "ONE_WORD_OF_STEM", "half_typed_wrong", "other_subtitle", "titles"]

_ALIKE = 0.86  # similarity from which two titles may be one with typing errors (a seventh of the letters)
_NEARLY = 0.97
MISTYPED = 0.7  # and from which an equal ISBN and the rest outweigh the errors
_RELATED = 0.5  # and from which an equal ISBN makes a question of different titles
DOUBT = 0.4  # points of titles in which one word stands for another: whatever else is equal, a person is asked
ONE_WORD_OF_STEM = 1.5  # and where both words are of one stem, or the title is long: an ISBN settles it, nothing less
_LONG = 7  # blanks in a long title
_SLIPS = 2.9  # and of titles of equally many words in which the words that differ are typed wrong
# Off where nothing marks a subtitle: "Metode Penelitian" and "Metode Penelitian Pendidikan" may be two books.
_UNMARKED = 0.5
_NO_TITLE = -1.0  # only an equal ISBN speaks then
_SERIES = 1.6  # points of a title behind a series that only one side names
_LAST_WORD = 0.6  # similarity from which the last word of a title that begins another may be typed wrong
_SUBTITLE = 8  # letters from which a subtitle tells books apart


def titles(left: Features, right: Features, memory: Memory) -> tuple[float, Text]:
    """What two titles say: points, and why."""
    if not left.compact or not right.compact:
        return _NO_TITLE, EMPTY
    if left.compact == right.compact:
        return 2.6 + min(len(left.core) / 12, 1.0) + _of_its_own(left, right), SAME_TITLE
    alike = _likeness(left.compact, right.compact, memory)
    return _nearly_one(left, right, alike, memory) if alike >= _ALIKE else _unlike(left, right, alike)


def _likeness(left: str, right: str, memory: Memory) -> float:
    """Similarity of the letters, 0 below ``_RELATED``; a letter of a short title and old spelling are forgiven."""
    alike = Indel.normalized_similarity(left, right, score_cutoff=_RELATED)
    if not MISTYPED <= alike < _ALIKE:
        return alike
    if min(len(left), len(right)) >= 5 and Indel.distance(left, right) <= 2:
        return _ALIKE
    sounding = Indel.normalized_similarity(memory.phonetic_key(left), memory.phonetic_key(right), score_cutoff=_ALIKE)
    return max(alike, sounding)


def _unlike(left: Features, right: Features, alike: float) -> tuple[float, Text]:
    """Titles too far apart to be one, unless one is only a part of the other or its words are written short."""
    if _turns_round(left, right):
        return DOUBT, BEGINS
    if found := _without_subtitle(left, right):
        return found
    if _without_series(left, right):
        return _SERIES, NO_SERIES
    if alike >= MISTYPED and _shortened(left.core.split(), right.core.split()):
        return 2.0, SHORTENED
    return (-1.0 if alike else -9.0), OTHER_TITLE


def _nearly_one(left: Features, right: Features, alike: float, memory: Memory) -> tuple[float, Text]:
    """Titles with nearly the same letters, unless what differs is a word or a number of its own."""
    kind, *words = memory.difference(left.core, right.core)
    if kind in (UNLIKE, OTHER_NUMBER):
        return -1.0, OTHER_TITLE
    if kind in (OTHER_WORD, ONE_STEM):
        return ONE_WORD_OF_STEM if kind == ONE_STEM or _is_long(left) else DOUBT, other_word(*sorted(words))
    points = 3.2 if alike >= _NEARLY else 1.6 + (alike - _ALIKE) * 13
    if not kind and _adds_a_word(left.core, right.core):
        return points, BEGINS
    if kind == SLIPS:
        points = max(points, _SLIPS)
    elif (of_part := _without_subtitle(left, right)) and of_part[0] > points:
        return of_part[0], NO_SUBTITLE
    return points, NEARLY if alike >= _NEARLY else percent_alike(alike)


def _turns_round(left: Features, right: Features) -> bool:
    """Whether one title goes on with its own words only: "Kamus Inggris-Indonesia, Indonesia-Inggris" is no
    dictionary that goes one way."""
    short, long = sorted((left.core.split(), right.core.split()), key=len)
    return len(long) - len(short) > 1 and long[: len(short)] == short and set(long) == set(short)


def _is_long(one: Features) -> bool:
    """Whether a title has so many words that no other is likely to differ in one alone."""
    return one.core.count(" ") >= _LONG


def _adds_a_word(left: str, right: str) -> bool:
    """Whether one title is the other, letter by letter, with words behind it: "Pemrograman", "Pemrograman Java"."""
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    return long.startswith(f"{short} ") and len(long) - len(short) > 3


def half_typed_wrong(left: Features, right: Features) -> bool:
    """Whether two titles of one ISBN are still near enough to be one with several typing errors."""
    return Indel.normalized_similarity(left.compact, right.compact, score_cutoff=MISTYPED) > 0


def _of_its_own(left: Features, right: Features) -> float:
    """More for a long title that no textbook would have: four words and more, no class, no volume."""
    return 0.4 if not left.facts and not right.facts and len(left.core) >= 24 and left.core.count(" ") >= 3 else 0.0


def _without_subtitle(left: Features, right: Features) -> tuple[float, Text] | None:
    """What a title says that is the begin of the other, up to typing errors; None if it is not."""
    short, long = (left, right) if len(left.compact) <= len(right.compact) else (right, left)
    if short.core.count(" ") == long.core.count(" "):  # "Masakan Padang" and "Masakan Jawa"
        return None
    whole = short.compact
    if len(whole) < 4:
        return None
    last = short.core.rsplit(" ", 1)[-1]
    starts = _begins_alike(whole, last, long.compact[: len(whole)])
    if starts < 1.0:
        starts = max(starts, _begins_alike(whole, last, "".join(long.core.split()[: long.main])))
    return _of_part(short, long, 1.2 + 14 * (starts - _ALIKE)) if starts else None


def _begins_alike(whole: str, last: str, begin: str) -> float:
    """How alike a title, ``last`` its last word, and the begin of a longer one are; 0 where they are not."""
    alike = Indel.normalized_similarity(whole, begin, score_cutoff=_ALIKE)
    return alike if alike and _closes_alike(last, begin) else 0.0


def _closes_alike(word: str, begin: str) -> bool:
    """Whether a begin of a long title closes with a word, or with most of its letters: its last word is no other."""
    return begin.endswith(word) or Indel.normalized_similarity(word, begin[-len(word) :]) >= _LAST_WORD


def _of_part(short: Features, long: Features, points: float) -> tuple[float, Text] | None:
    """``points`` less what it costs that no mark of a subtitle shows where the shorter title ends; None: it is no
    title."""
    words = short.core.count(" ") + 1
    if short.main == words and long.main < long.core.count(" ") + 1 and abs(long.main - words) <= 1:
        return points, NO_SUBTITLE
    if words >= 3:
        return points - _UNMARKED, BEGINS
    if short.main == words and long.main <= words + 1:
        return points - 2 * _UNMARKED, BEGINS
    if words == 2 and len(short.compact) >= _SUBTITLE and long.core.count(" ") >= words + 1:
        return points - 3 * _UNMARKED, BEGINS
    return None


def _without_series(left: Features, right: Features) -> bool:
    """Whether one title, of several words, stands whole behind the series or the heading of the other."""
    short, long = (left, right) if len(left.compact) <= len(right.compact) else (right, left)
    if not long.compact.endswith(short.compact):
        return False
    behind = long.core.split()[long.main :]
    least = 2 if long.core.split(" ", 1)[0] in SERIES else 3
    return len(behind) >= least and "".join(behind) == short.compact


def _shortened(left: list[str], right: list[str]) -> bool:
    """Whether the words agree one by one, some written short ("pend.", "manaj.") and at least half in full."""
    if len(left) != len(right) or len(left) < 2:
        return False
    full = sum(a == b for a, b in zip(left, right, strict=True))
    return 2 * full >= len(left) and all(
        a == b or (min(len(a), len(b)) > 1 and (a.startswith(b) or b.startswith(a)))
        for a, b in zip(left, right, strict=True)
    )


def other_subtitle(left: Features, right: Features) -> bool:
    """Whether both name a subtitle and it is not the same one: a third row that names none must not make them one."""
    if left.core == right.core or left.isbns and left.isbns == right.isbns:
        return False
    if Indel.normalized_similarity(left.compact, right.compact, score_cutoff=_ALIKE):
        return False
    short, long = sorted(("".join(one.core.split()[one.main :]) for one in (left, right)), key=len)
    return len(short) >= _SUBTITLE and Indel.normalized_similarity(short, long[: len(short)]) < MISTYPED
