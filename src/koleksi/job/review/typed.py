"""What a typed word means: "ya", "Saran 1", "R 590.3", 5 for 005, as people write them; what is doubtful means nothing.

A meaning is a `Decision`'s value, "" for one that is taken back, None for a word that is not understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from koleksi.errors import UsageError
from koleksi.job.review.corrections import KINDS as CORRECTIONS
from koleksi.job.review.corrections import value_of
from koleksi.job.review.words import BY_SUBJECT

__all__ = ["TAKEN_BACK", "folded", "meaning"]

TAKEN_BACK = ""
_BACK = frozenset({"batal", "batalkan", "dibatalkan", "cancel", "undo"})
_YES = frozenset({"ya", "y", "iya", "yes", "v", "x", "✓", "✔", "ok", "oke", "okay", "betul", "benar", "setuju", "true"})
_SAME = frozenset({"sama", "same", "s"})
_DIFFERENT = frozenset({"beda", "berbeda", "different", "b", "d", "lain", "berlainan"})
_NOT = frozenset({"tidak", "tdk", "tak", "bukan", "bkn", "no", "not", "n", "false"})
_FILLING = frozenset(
    {
        "saja",
        "persis",
        "memang",
        "buku",
        "judul",
        "edisi",
        "semua",
        "semuanya",
        "all",
        "ini",
        "itu",
        "the",
        "book",
        "edition",
    }
)
_PAIR_WORDS = MappingProxyType({"yes": _YES, "same": _SAME, "different": _DIFFERENT, "no": _NOT})
_PAIR_ANY = _YES | _SAME | _DIFFERENT | _NOT
_PAIR_MEANING = MappingProxyType(
    {
        frozenset({"yes"}): "same",
        frozenset({"same"}): "same",
        frozenset({"yes", "same"}): "same",
        frozenset({"different"}): "different",
        frozenset({"yes", "different"}): "different",
        frozenset({"no"}): "different",
    }
)
_NEW = frozenset({"baru", "new", "b", "n", "lain", "tidak ada", "buku baru", "new book", "none"})

_CHOICE = re.compile(r"(?:(saran|suggestion|no|nomor|number|pilih|pilihan|option|ke|#)[ .:-]*)?(\d{1,2})\Z")
_NUMBER = r"(?:\d{1,3}|2x\d)(?:[.,]\d+)?"
_MARK = r"[a-z]{1,2}|ref|fik|sir"
# A class with a mark before or behind it ("R 590.3"), or with the author's letters of a call number ("823 DAH d"),
# which the program makes itself.
_CLASS = re.compile(
    rf"(?:(?:kelas|class|ddc|ya|ok) )?(?:(?P<mark>{_MARK}) )?(?P<number>{_NUMBER})"
    r"(?: (?:(?P<behind>r|ref)|(?P<author>[a-z]{2,4})(?: [a-z])?))?\Z"
)
_NO_MARKS = frozenset({"no", "ya", "ok", "v", "x", "y", "n", "b", "d", "s"})
_ROW_KEY = re.compile(r"[0-9a-f]{16,64}(?:\.\d+)?\Z")
_DIGITS = 3  # of a class before its point


def folded(text: str) -> str:
    """A word without what does not matter: capitals, kinds and numbers of blanks, what stands behind it."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip("!.,;: ")


def meaning(kind: str, said: str, key: str, cells: Mapping[str, str]) -> str | None:
    """What ``said`` decides on the ``kind`` of thing that ``key`` names; ``cells``: the rest of its line, by column."""
    word = folded(said)
    if word in _BACK:
        return TAKEN_BACK
    if kind in CORRECTIONS:
        return _correction(kind, said, cells)
    understand = {
        "pair": _pair, "series": _series, "class": _class, "group": _class, "habit": _habit, "row": _row,
    }.get(kind)  # fmt: skip
    return understand(word, key, cells) if understand else None


# what is typed over


def _correction(kind: str, said: str, cells: Mapping[str, str]) -> str | None:
    """What stands there as it was recorded is no new word, and two words that contradict each other are none."""
    if said and said == cells.get("recorded"):
        return said
    if said == cells.get("open"):
        return None
    try:
        return value_of(kind, said, int(cells.get("others", 0)))
    except UsageError:
        return None


# two rows


def _pair(word: str, key: str, cells: Mapping[str, str]) -> str | None:
    """ "tidak sama" is different, "ya, sama" the same. A word that is not known leaves the pair open, and so
    do two that may be read both ways, as "tidak, beda".
    """
    if word in ("1", "2"):
        return "same" if word == "1" else "different"
    tokens = [token for token in re.findall(r"[^\s,;.!]+", word) if token not in _FILLING]
    said = {name for name, known in _PAIR_WORDS.items() if not known.isdisjoint(tokens)}
    if not _PAIR_ANY.issuperset(tokens):
        return None
    if said == {"no", "same"}:
        return "different" if not re.search("[,;.]", word) else None
    return _PAIR_MEANING.get(frozenset(said))


def _series(word: str, key: str, cells: Mapping[str, str]) -> str | None:
    """A word on a whole series says what its pairs are: to "14 different titles?" a mere yes may mean either."""
    tokens = re.findall(r"[^\s,;.!]+", word)
    return _pair(word, key, cells) if not (_SAME | _DIFFERENT).isdisjoint(tokens) and _YES.isdisjoint(tokens) else None


# a class


def _class(word: str, key: str, cells: Mapping[str, str]) -> str | None:
    if word in _YES:
        return _number(folded(cells.get("taken", "")))
    choice = _CHOICE.match(word)
    if choice and (choice[1] or choice[2] in ("1", "2", "3")):
        return _number(folded(cells.get(f"suggestion {choice[2]}", "")))
    found = _CLASS.match(word)
    if not found or found["mark"] in _NO_MARKS or found["author"] in _NOT | _DIFFERENT:
        return None
    mark, number = found["mark"] or found["behind"] or "", _number(found["number"])
    return f"{mark.upper()} {number}".strip()


def _habit(word: str, key: str, cells: Mapping[str, str]) -> str | None:
    """A class, which may have its meaning behind it as in the list that the cell offers; 1, 2 ... or a yes for one of
    the answers that stand beside; or that each book stands at its subject."""
    if word in _YES:
        return _answer(folded(cells.get("taken", "")))
    choice = _CHOICE.match(word)
    if choice and cells.get(f"suggestion {choice[2]}"):
        return _answer(folded(cells[f"suggestion {choice[2]}"]))
    return _answer(word)


def _answer(word: str) -> str | None:
    if any(word.startswith(folded(text)) for text in BY_SUBJECT) or word in ("bidang", "bidangnya", "subject"):
        return "subject"
    number = word.partition(" ")[0]
    return _number(number) if len(number) >= _DIGITS else None  # "4" is no answer where three are offered


def _number(text: str) -> str | None:
    """A class number as the schedules write it: a spreadsheet makes 20 of 020, a person types a comma for the point."""
    if not re.fullmatch(_NUMBER, text):
        return None
    whole, point, rest = text.replace(",", ".").upper().partition(".")
    return whole.rjust(_DIGITS, "0") + point + rest


# a row that may be one of several


def _row(word: str, key: str, cells: Mapping[str, str]) -> str | None:
    """``key``: the content of the row in doubt, then the keys of the rows that it may be."""
    candidates = [part for part in key.split("|")[1:] if part]
    if word in _NEW | _NOT or word.startswith("bukan "):
        return "new"
    if not candidates:  # a line of what was decided
        return word if _ROW_KEY.match(word) else None
    if word in _YES:
        return candidates[0] if len(candidates) == 1 else None
    choice = _CHOICE.match(word)
    if choice and 1 <= int(choice[2]) <= len(candidates):
        return candidates[int(choice[2]) - 1]
    return _by_label(candidates, cells.get("numbers", "")).get(word)


def _by_label(candidates: list[str], numbers: str) -> Mapping[str, str]:
    """The number on a label -> the row whose book bears it: "B0000001, B0000002 | B0000007" for two rows."""
    groups = numbers.split("|") if "|" in numbers else numbers.split(",")
    if len(groups) != len(candidates):
        return MappingProxyType({})
    return {folded(code): key for key, group in zip(candidates, groups, strict=True) for code in group.split(",")}
