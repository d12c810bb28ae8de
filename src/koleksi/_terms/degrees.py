"""Academic degrees as they stand behind names: which letters are one, and how sure that is.

The list stands in ``data/degrees.csv``. Degrees are compared without stops, blanks and case ("S.Pd." is "spd"), but
whether "M.M." or "Ma" is a degree, initials or a name depends on what stands around it: see `is_degree`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from koleksi._terms.tables import rows

__all__ = ["are_degrees", "is_degree", "is_like_initials", "known_letters", "letters_of"]


def letters_of(text: str) -> str:
    """A degree as the table is searched for it: "M.Pd.I." -> "mpdi"."""
    return re.sub(r"[^\w]|_", "", text).casefold()


_TABLE = [(letters_of(row["degree"]), row["use"], row["degree"]) for row in rows("degrees.csv")]
_ALONE = frozenset(key for key, use, _ in _TABLE if use == "alone")
_AT_COMMA = frozenset(key for key, use, _ in _TABLE if use == "comma")
_FIELDS = frozenset(key for key, use, _ in _TABLE if use in ("field", "glued"))
_GLUED = frozenset(f"{first}{key}" for key, use, _ in _TABLE if use == "glued" for first in "smb")
_WRITTEN = frozenset(typed for _, _, typed in _TABLE)
_OF_LETTERS = frozenset(  # "S.H" and M. with "HI", but neither "Ak" nor "M.Pd"
    key for key, use, typed in _TABLE if re.fullmatch(r"(?:\w\.)+\w", typed) or typed.isupper()
)
_OF_A_FIELD = re.compile(r"([SMDAB])\.[.\s]*(\w[\w.\s]*)", re.IGNORECASE)
_SPECIALIST = re.compile(r"(?:Sp\.\s?\w+(?:[.\s]+\w+){0,3}|Sp[A-Z]{1,4})\.?")
_LOOKS_LIKE_ONE = re.compile(r"[A-Z]{1,4}\.(?:[A-Za-z]{1,5}\.?){1,4}")
_ONE_LETTER_EACH = re.compile(r"(?:\w\.\s?)+\w?\.?")
_LONGEST = 24  # characters; more is no degree


def known_letters() -> frozenset[str]:
    """The letters of every degree and field of study: "mpdi", "pd"."""
    return _ALONE | _AT_COMMA | _GLUED | _FIELDS


@lru_cache(maxsize=4096)
def is_degree(text: str, *, beside: bool = False, alone: bool = False) -> bool:
    """Whether a text is one degree.

    ``beside``: a title or another degree stands beside it, or a name of two words and more before its comma, so that
    doubtful letters ("M.S.") are degrees too. ``alone``: no comma stands before it; then letters that may be a name or
    initials ("Ma", "M.M.") are none.
    """
    text = text.strip(" ()[]") if len(text) <= _LONGEST else ""
    key = letters_of(text)
    stopped = "." in text.strip(".")
    if not key or (_ONE_LETTER_EACH.fullmatch(text) and not _is_of_letters(key)):
        return bool(key) and beside and not alone and stopped and len(key) > 1
    word = not stopped and (text.istitle() or text.islower())  # it may be a name
    if alone and word and key not in _GLUED and not (beside and text.rstrip(".") in _WRITTEN):
        return False
    if key in _ALONE or key in _GLUED or _is_of_a_field(text) or _SPECIALIST.fullmatch(text):
        return True
    if key in _AT_COMMA:
        return beside or not (alone or word) or (not alone and text.rstrip(".") in _WRITTEN)
    return beside and not alone and bool(_LOOKS_LIKE_ONE.fullmatch(text))


def _is_of_a_field(text: str) -> bool:
    """ "M.Pd", "S. Kom", "B.Agr.Sc": S., M., D., A. or B. with a field of study, or two."""
    found = _OF_A_FIELD.fullmatch(text)
    field = letters_of(found[2]) if found else ""
    return field in _FIELDS or any(field[:n] in _FIELDS and field[n:] in _FIELDS for n in range(1, len(field)))


def is_like_initials(text: str) -> bool:
    """ "S.H." and "SH" are degrees or somebody's initials; "S.Pd." is only the one."""
    plain = text.rstrip(".")
    return bool(_ONE_LETTER_EACH.fullmatch(text)) or (plain.isupper() and plain.isalpha())


def _is_of_letters(key: str) -> bool:
    """Whether a degree is written with a stop behind each letter ("S.H", but not "S.Pd")."""
    return key in _OF_LETTERS or (key[:1] in "smdab" and key[1:] in _FIELDS & _OF_LETTERS)


def are_degrees(part: str, *, beside: bool = False, loud: bool = False) -> bool:
    """Whether all that stands behind a comma is degrees: "S.H., M.Hum.", "M. Si", "SH. MA. MM". ``loud``: the name
    beside it is in capitals too, so that capitals alone ("CRMP") tell nothing."""
    words = part.split()
    if beside and not loud and len(words) == 1 and re.fullmatch(r"[A-Z]{1,6}\.?", part):
        return True
    found = list(_degrees_at(words, beside)) if words else []
    return bool(found) and sum(found) == len(words)


def _degrees_at(words: list[str], beside: bool) -> Iterator[int]:
    """How many words each degree takes, from the first word on, as far as there are degrees."""
    start = 0
    while start < len(words):
        for length in range(min(4, len(words) - start), 0, -1):
            text = " ".join(words[start : start + length])
            if is_degree(text, beside=(beside or start > 0) and length == 1):
                break
        else:
            return
        yield length
        start += length
