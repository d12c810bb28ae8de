"""Two sketches side by side: evidence for and against their being one edition.

The weights were set by hand from what a cataloguer would say and checked on generated stock; they are
sums of points, not probabilities. A conflict of facts ends the comparison.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein
from rapidfuzz.fuzz import partial_ratio

from koleksi._dedupe import title_words as words_of
from koleksi._dedupe.sketch import Facts, Sketch
from koleksi._dedupe.title import sound
from koleksi._dedupe.words import OTHER_NUMBER, OTHER_WORD, SLIPS, UNLIKE, difference
from koleksi._terms.publishers import one_publisher
from koleksi.book import Text

__all__ = [
    "ASK",
    "MISTYPED",
    "OTHER_TITLE",
    "SAME",
    "Evidence",
    "compare",
    "conflict",
    "evidence",
    "facts_conflict",
    "other_subtitle",
    "titles",
]

SAME = 4.0  # sum of evidence from which two rows are one edition without asking
ASK = 2.6  # and from which a person is asked
_ALIKE = 0.86  # similarity from which two titles may be one with typing errors (a seventh of the letters)
MISTYPED = 0.7  # and from which an equal ISBN and the rest outweigh the errors
_DOUBT = 0.4  # points of titles in which one word stands for another: whatever else is equal, a person is asked
_UNMARKED = (
    0.5  # off where nothing marks a subtitle: "Metode Penelitian" and "Metode Penelitian Pendidikan" may be two books
)
_SLIPS = 2.9  # and of titles of equally many words in which the words that differ are typed wrong
_NAMES = 8  # of each side looked at when none is exactly the same
_FACTS, _FIELDS = Sketch._fields.index("facts"), Sketch._fields.index("authors")  # and all fields behind the authors
_SUBTITLE = 8  # letters from which a subtitle tells books apart
_RELATED = 0.5  # and from which an equal ISBN makes a question of different titles

_KINDS = MappingProxyType(
    {
        "volume": Text("jilid", "volume"), "class": Text("kelas", "class"), "semester": Text("semester", "semester"),
        "juz": Text("juz", "juz"), "edition": Text("edisi", "edition"), "issue": Text("nomor terbitan", "issue"),
        "level": Text("jenjang", "school level"), "role": Text("jenis buku", "kind of book"), "number": Text("angka", "number"),
        "series": Text("nomor seri", "series number"), "theme": Text("tema", "theme"), "subtheme": Text("subtema", "subtheme"),
        "module": Text("modul", "module"), "packet": Text("paket", "packet"), "stage": Text("tingkat", "level"), "phase": Text("fase", "phase"),
        "part": Text("bagian", "part"), "program": Text("program", "programme"), "version": Text("versi", "version"), "spelled": Text("angka", "number"), "years": Text("tahun di judul", "year in the title"),
        "language": Text("bahasa", "language"),
    }
)  # fmt: skip
# What is easily left out: silence about these says little. A plain title otherwise means the first edition,
# the whole year, the book itself.
_OFTEN_OMITTED = MappingProxyType(
    {
        "level": -0.4,
        "spelled": 0.0,
        "series": -0.8,
        "program": -0.8,
        "years": -0.8,
        "phase": -0.4,
        "version": -1.6,
        "part": -1.6,
    }
)
_OMITTED = -3.2
_TYPING_ERROR = -0.4
# One and the same number may stand under any of these marks, or bare ("Matematika XI", "Doraemon 2").
_COUNTED = ("number", "spelled", "volume", "class", "series", "theme", "stage", "edition", "juz", "issue")


class Evidence(NamedTuple):
    """The sum, and the reasons in words."""

    score: float
    reasons: tuple[Text, ...]


_SAME_LINE = Text("kedua baris menyebut hal yang sama", "both rows say the same")
_EMPTY = Text("judul kosong bukan bukti", "an empty title is no evidence")
_SAME_TITLE = Text("judul sama", "same title")
_NEARLY = Text("judul hampir sama", "nearly the same title")
_NO_SUBTITLE = Text("judul sama tanpa anak judul", "same title without its subtitle")
_SHORTENED = Text("judul sama dengan kata yang disingkat", "same title with words abbreviated")
OTHER_TITLE = Text("judul berbeda", "different titles")
_SAME_ISBN = Text("ISBN sama", "same ISBN")
_NEAR_ISBN = Text("ISBN sama kecuali satu salah ketik", "same ISBN but for a typing error")
_TWO_ISBNS = Text("dua ISBN berbeda yang sama-sama sah", "two different valid ISBNs")
_SAME_AUTHOR = Text("pengarang sama", "same author")
_NEAR_AUTHOR = Text("pengarang mirip", "similar author")
_OTHER_AUTHOR = Text("pengarang berbeda", "different authors")
_SAME_PUBLISHER = Text("penerbit sama", "same publisher")
_OTHER_PUBLISHER = Text("penerbit berbeda", "different publishers")
_EDITION_AND_YEAR = Text(
    "hanya satu yang menyebut edisi, dan tahunnya berselisih", "only one names an edition, and the years differ"
)
_PUBLISHER_AND_YEAR = Text("penerbit dan tahun berbeda", "different publishers and years")
_SAME_YEAR = Text("tahun sama", "same year")


@lru_cache(maxsize=128)
def _percent(alike: int) -> Text:
    return Text(f"judul mirip {alike}%", f"titles {alike}% alike")


@lru_cache(maxsize=256)
def _apart(years: int) -> Text:
    return Text(f"tahun berselisih {years}", f"{years} years apart")


# conflicts


def conflict(left: Sketch, right: Sketch) -> Text | None:
    """Why these two can never be one edition, or None. A fact, not a degree."""
    if left.facts is not right.facts and (against := facts_conflict(left.facts, right.facts)) is not None:
        return against
    if left.isbns and right.isbns and left.isbns != right.isbns and not set(left.isbns) & set(right.isbns):
        return _TWO_ISBNS
    if left.year and right.year and abs(left.year - right.year) > 2:
        return _other_years(left, right)
    return None


def _other_years(left: Sketch, right: Sketch) -> Text | None:
    """A second edition beside one that names none, or two publishers, years apart: never one through a third row."""
    if left.facts is not right.facts and ("edition" in dict(left.facts)) != ("edition" in dict(right.facts)):
        return _EDITION_AND_YEAR
    if left.isbns and left.isbns == right.isbns:
        return None
    if (
        left.publisher
        and right.publisher
        and left.publisher != right.publisher
        and not _one_publisher(left.publisher, right.publisher)
    ):
        return _PUBLISHER_AND_YEAR
    return None


@lru_cache(maxsize=500_000)
def facts_conflict(left: Facts, right: Facts) -> Text | None:
    """The first fact in which the two disagree, in words; what only one says is no conflict."""
    if left == right:
        return None
    ours, theirs = dict(left), dict(right)
    for kind, value in left:
        other = theirs.get(kind)
        if other is not None and other != value and not _may_agree(kind, value, other):
            return _against(kind, value, other)
    here, there = _counted(ours, theirs), _counted(theirs, ours)
    if here and there and not set(here.values()) & set(there.values()):
        kind = min(here)
        return _against(kind, here[kind], there[min(there)])
    return None


def _counted(ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Numbers under marks that only one side uses. "Naruto 5", "Naruto #5" and "Naruto vol. 5" may be one, "Naruto #6" not."""
    return {kind: ours[kind] for kind in _COUNTED if kind in ours and kind not in theirs}


def _against(kind: str, value: str, other: str) -> Text:
    value, other = sorted((value, other))
    return Text(f"{_KINDS[kind].id} {value} lawan {other}", f"{_KINDS[kind].en} {value} against {other}")


def _may_agree(kind: str, value: str, other: str) -> bool:
    """What one says beside the same, often in a subtitle that the other leaves out, is no denial."""
    if kind == "level":
        return bool(set(value.split("+")) & set(other.split("+")))
    if kind in ("years", "role", "volume", "series", "issue"):
        ours, theirs = Counter(value.split("+")), Counter(other.split("+"))
        return ours <= theirs or theirs <= ours
    return False


def other_subtitle(left: Sketch, right: Sketch) -> bool:
    """Whether both name a subtitle and it is not the same one: a third row that names none must not make them one."""
    if left.core == right.core or left.isbns and left.isbns == right.isbns:
        return False
    short, long = sorted(("".join(s.core.split()[s.main :]) for s in (left, right)), key=len)
    if len(short) < _SUBTITLE or Indel.normalized_similarity(left.compact, right.compact) >= _ALIKE:
        return False
    return Indel.normalized_similarity(short, long[: len(short)]) < MISTYPED


# evidence


def compare(left: Sketch, right: Sketch) -> Evidence:
    """The evidence as a sum: from ``SAME`` one edition, from ``ASK`` a question, below it two books."""
    return evidence(left, right, titles(left, right))


def evidence(left: Sketch, right: Sketch, on_titles: tuple[float, Text]) -> Evidence:
    """The same when what their titles say is known already."""
    score, why = on_titles
    if (against := conflict(left, right)) is not None:
        return Evidence(-10.0, (against,))
    if why is OTHER_TITLE and not (left.isbns and right.isbns):
        return Evidence(-5.0, (why,))
    reasons = [why]
    for more, because in (
        _isbns(left, right),
        _authors(left, right),
        _publishers(left, right),
        _years(left, right),
        _omitted(left, right),
    ):
        score += more
        if because is not None:
            reasons.append(because)
    if score < SAME and left.core == right.core and _says_the_same(left, right):
        return Evidence(SAME, (*reasons, _SAME_LINE))
    if on_titles[0] <= _DOUBT and not (why is OTHER_TITLE and score >= SAME and _half_typed_wrong(left, right)):
        score = min(score, SAME - 0.1)
    return Evidence(score, tuple(reasons))


def _says_the_same(left: Sketch, right: Sketch) -> bool:
    """Whether two rows tell the same of a book, however the title's marks are written: then it is one book twice. Not
    where that is one bare word, since "Matematika" alone is any book."""
    if not left.core or not (" " in left.core or left.facts):
        return False
    return left[_FACTS] == right[_FACTS] and left[_FIELDS:] == right[_FIELDS:]


def titles(left: Sketch, right: Sketch) -> tuple[float, Text]:
    """What two titles say: points, and why."""
    if not left.compact or not right.compact:
        return -10.0, _EMPTY
    if left.compact == right.compact:
        return 2.6 + min(len(left.core) / 12, 1.0) + _of_its_own(left, right), _SAME_TITLE
    alike = Indel.normalized_similarity(left.compact, right.compact, score_cutoff=_RELATED)
    if (
        0.7 <= alike < _ALIKE
        and min(len(left.compact), len(right.compact)) >= 5
        and Indel.distance(left.compact, right.compact) <= 2
    ):
        alike = _ALIKE  # one letter of a short title
    if MISTYPED <= alike < _ALIKE:
        alike = max(
            alike, Indel.normalized_similarity(sound(left.compact), sound(right.compact), score_cutoff=_ALIKE)
        )  # old spelling
    if alike < _ALIKE:
        if points := _without_subtitle(left, right):
            return points, _NO_SUBTITLE
        if alike >= 0.7 and _shortened(left.core.split(), right.core.split()):
            return 2.0, _SHORTENED
        return (-1.0 if alike else -9.0), OTHER_TITLE
    kind, *words = difference(left.core, right.core)
    if kind in (UNLIKE, OTHER_NUMBER):
        return -1.0, OTHER_TITLE
    if kind == OTHER_WORD:
        return _DOUBT, _other_word(*sorted(words))
    near = 3.2 if alike >= 0.97 else 1.6 + (alike - _ALIKE) * 13
    if kind == SLIPS:
        near = max(near, _SLIPS)
    elif (points := _without_subtitle(left, right)) > near:
        return points, _NO_SUBTITLE
    return near, _NEARLY if alike >= 0.97 else _percent(round(alike * 100))


@lru_cache(maxsize=1024)
def _other_word(one: str, other: str) -> Text:
    return Text(f"satu kata berbeda: {one} lawan {other}", f"one word differs: {one} against {other}")


def _half_typed_wrong(left: Sketch, right: Sketch) -> bool:
    """Whether two titles of one ISBN are still near enough to be one with several typing errors."""
    return Indel.normalized_similarity(left.compact, right.compact, score_cutoff=MISTYPED) > 0


def _of_its_own(left: Sketch, right: Sketch) -> float:
    """More for a long title that no textbook would have: four words and more, no class, no volume."""
    return 0.4 if not left.facts and not right.facts and len(left.core) >= 24 and left.core.count(" ") >= 3 else 0.0


def _without_subtitle(left: Sketch, right: Sketch) -> float:
    """Points for a title that is the begin of the other, up to typing errors; 0 if it is not."""
    short, long = (left, right) if len(left.compact) <= len(right.compact) else (right, left)
    whole = short.compact
    words = short.core.count(" ") + 1
    main = "".join(long.core.split()[: long.main])
    starts = max(
        [Indel.normalized_similarity(whole, begin, score_cutoff=_ALIKE) for begin in (long.compact[: len(whole)], main)]
    )
    if not starts or len(whole) < 4:
        return 0.0
    points = 1.2 + 14 * (starts - _ALIKE)
    if short.main == words and long.main < long.core.count(" ") + 1 and abs(long.main - words) <= 1:
        return points
    if words >= 3:
        return points - _UNMARKED
    return points - 2 * _UNMARKED if short.main == words and long.main <= words + 1 else 0.0


def _shortened(left: list[str], right: list[str]) -> bool:
    """Whether the words agree one by one, some written short ("pend.", "manaj.") and at least half in full."""
    if len(left) != len(right) or len(left) < 2:
        return False
    full = sum(a == b for a, b in zip(left, right, strict=True))
    return 2 * full >= len(left) and all(
        a == b or (min(len(a), len(b)) > 1 and (a.startswith(b) or b.startswith(a)))
        for a, b in zip(left, right, strict=True)
    )


def _isbns(left: Sketch, right: Sketch) -> tuple[float, Text | None]:
    if left.isbns and right.isbns:
        return 4.0, _SAME_ISBN
    for one, other in ((left, right), (right, left)):
        for wrong in one.damaged:
            if any(_near(wrong, good) for good in (*other.isbns, *other.damaged)):
                return 2.0, _NEAR_ISBN
    return 0.0, None


def _near(wrong: str, good: str) -> bool:
    """At most one digit replaced, two changed places, or one lost; the 978 may be missing."""
    forms = (good, good[3:12], good[3:]) if len(good) == 13 else (good,)
    return any(
        len(wrong) >= 9
        and abs(len(wrong) - len(form)) <= 1
        and Indel.distance(wrong[: len(form) + 1], form, score_cutoff=3) <= 2
        for form in forms
    )


def _authors(left: Sketch, right: Sketch) -> tuple[float, Text | None]:
    if not left.authors or not right.authors:
        return 0.0, None
    if left.authors == right.authors:
        return 1.2, _SAME_AUTHOR
    if not set(left.authors).isdisjoint(right.authors):
        return 1.2, _SAME_AUTHOR
    best = max([_one_name(a, b) for a in left.authors[:_NAMES] for b in right.authors[:_NAMES]])
    if best >= 0.8:
        return 1.2, _SAME_AUTHOR
    if best >= 0.6:
        return 0.2, _NEAR_AUTHOR
    return -3.0, _OTHER_AUTHOR


@lru_cache(maxsize=100_000)
def _one_name(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """1: every word of the shorter name stands, or is an initial, in the longer one."""
    if left == right:
        return 1.0
    if not left or not right:
        return 0.7
    if _run_together(left, right) or _run_together(right, left):
        return 1.0
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    total = met = 0.0
    for word in short:
        weight = len(word) if len(word) > 1 else 0.5
        total += weight
        met += weight * max([_one_word(word, other) for other in long])
    return met / total


def _run_together(glued: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """ "MarahRusli" and "Marah Rusli": the same letters in fewer words, one of which starts and one ends with a word of the other."""
    if len(glued) >= len(words) or len("".join(glued)) != len("".join(words)):
        return False
    return all(
        word in words or any(word.startswith(other) for other in words if len(other) > 1) for word in glued
    ) and sorted("".join(glued)) == sorted("".join(words))


def _one_word(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) == 1 or len(other) == 1:
        return 0.9 if word[0] == other[0] else 0.0
    alike = Indel.normalized_similarity(word, other)
    if 0.4 <= alike < 0.8 and sound(word) == sound(other):
        return 0.95
    return float(alike) if alike >= 0.7 else 0.0


def _publishers(left: Sketch, right: Sketch) -> tuple[float, Text | None]:
    if not left.publisher or not right.publisher:
        return 0.0, None
    if left.publisher == right.publisher or _one_publisher(left.publisher, right.publisher):
        return 0.6, _SAME_PUBLISHER
    return -2.4, _OTHER_PUBLISHER


_one_publisher = lru_cache(maxsize=100_000)(one_publisher)


def _years(left: Sketch, right: Sketch) -> tuple[float, Text | None]:
    if not left.year or not right.year:
        return 0.0, None
    apart = abs(left.year - right.year)
    if apart == 0:
        return 0.8, _SAME_YEAR
    if apart == 1:
        return 0.2, None
    return (-0.5 if apart <= 2 else -1.6), _apart(apart)


def _omitted(left: Sketch, right: Sketch) -> tuple[float, Text | None]:
    """A mark that only one side has: a school level is easily left out, a volume rarely."""
    if left.facts is right.facts:
        return 0.0, None
    points, worst = _one_sided(left.facts, right.facts)
    if points >= _TYPING_ERROR:
        return points, None
    if (worst == "role" and _typed_wrong(left, right)) or _only_typing_errors(left, right):
        return _TYPING_ERROR, None
    if worst == "edition" and left.year and left.year == right.year:
        points = _OFTEN_OMITTED["series"]  # one year, one edition
    return points, Text(f"hanya satu yang menyebut {_KINDS[worst].id}", f"only one names its {_KINDS[worst].en}")


@lru_cache(maxsize=100_000)
def _one_sided(left: Facts, right: Facts) -> tuple[float, str]:
    """The weightiest kind of mark that only one side has, and what its silence costs."""
    ours, theirs = dict(left), dict(right)
    here, there = _counted(ours, theirs), _counted(theirs, ours)
    both = set(here.values()) & set(there.values())
    kinds = {kind for kind in ours.keys() ^ theirs.keys() if (here.get(kind) or there.get(kind)) not in both}
    if not kinds:
        return 0.0, ""
    worst = min(sorted(kinds), key=lambda kind: _OFTEN_OMITTED.get(kind, _OMITTED))
    return _OFTEN_OMITTED.get(worst, _OMITTED), worst


def _typed_wrong(left: Sketch, right: Sketch) -> bool:
    """Whether the word for its kind stands in the title of the side that lacks it, misspelt or run together."""
    ours, theirs = dict(left.facts).get("role", ""), dict(right.facts).get("role", "")
    silent, said = (left, theirs) if not ours else (right, ours)
    return any(
        partial_ratio(word, silent.compact) >= 83
        for role in said.split("+")
        for word in words_of.ROLE_WORDS.get(role, ())
    )


def _only_typing_errors(left: Sketch, right: Sketch) -> bool:
    """Whether the whole titles, marks and all, differ by single letters and the same numbers stand in both: then
    a mark is missing because it was typed wrong ("Kleas 4", "Seconnd edition")."""
    if left.numbers != right.numbers:
        return False
    if left.raw == right.raw:
        return True
    allowed = max(2, min(len(left.raw), len(right.raw)) // 10)
    if Levenshtein.distance(left.raw, right.raw, score_cutoff=allowed) > allowed:
        return False
    runs = Levenshtein.opcodes(left.raw, right.raw)
    return all(max(op.src_end - op.src_start, op.dest_end - op.dest_start) <= 2 for op in runs if op.tag != "equal")
