"""Copies counted by their condition: a column for each ("Baik | Rusak Ringan | Rusak Berat"), as inventories of schools
have them, or words in one cell ("7 baik, 3 rusak")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from koleksi._intake.headings import plain
from koleksi._terms.tables import rows

__all__ = ["COUNTED", "counting_columns", "in_words", "is_state", "shares_in", "shares_of"]

COUNTED = "copies_in"  # the field of a column that counts the copies in one condition
Share = tuple[int, str]  # so many copies are in this condition

_ABOUT = frozenset({"kondisi", "keadaan", "jumlah", "jml", "buku", "barang", "fisik", "koleksi", "eks", "eksemplar"})
_TICKS = frozenset({"v", "x", "\u221a", "\u2713", "\u2714", "ya"})
_NUMBER = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(?:eks\w*|exp\w*|buah|buku|bh|copy|copies)?\.?", re.IGNORECASE)


def counting_columns(names: Sequence[str], kinds: Sequence[str]) -> frozenset[int]:
    """The columns that count copies by condition: two of different conditions at least, or one beside the column that
    counts all. ``kinds``: the fields as the headings alone say them."""
    found = {n: _state_of_heading(name) for n, name in enumerate(names) if kinds[n] in ("", "condition")}
    found = {n: state for n, state in found.items() if state}
    alone = [name for n in found if len(name := plain(names[n])) > 2]  # a lone letter may head anything
    return frozenset(found) if len(set(found.values())) > 1 or alone and "count" in kinds else frozenset()


def in_words(heading: str, cell: str) -> str | None:
    """A cell of such a column in words ("2 Rusak ringan"; "Baik" where it is ticked), "" for none; None where it says
    something else."""
    state = _state_of_heading(heading) or heading
    if cell.casefold() in _TICKS:
        return state
    number = _NUMBER.fullmatch(cell)
    if not number:
        return None
    return f"{int(number[1])} {state}" if int(number[1]) else ""


def shares_of(cell: str) -> tuple[Share, ...]:
    """What such columns count, of the words that `in_words` made of them; () where one is not counted but ticked."""
    found = [re.fullmatch(r"(\d+) (.+)", part) for part in cell.split("; ")]
    return tuple((int(one[1]), one[2]) for one in found if one) if all(found) else ()


def shares_in(text: str) -> tuple[Share, ...]:
    """How many copies are in which condition, as a text says that is nothing else; () for any other text."""
    for pattern in _counted():
        found = list(pattern.finditer(text))
        if found and not pattern.sub("", text).strip():
            return tuple((int(one["n"]), _states()[" ".join(one["state"].casefold().split())]) for one in found)
    return ()


def is_state(text: str) -> bool:
    """Whether a text names one of the conditions and says no more."""
    return text.casefold() in _states()


def _state_of_heading(heading: str) -> str:
    return _states().get(" ".join(word for word in plain(heading).split() if word not in _ABOUT), "")


@cache
def _states() -> Mapping[str, str]:
    return MappingProxyType({row["word"]: row["state"] for row in rows("copy_states.csv")})


@cache
def _counted() -> tuple[re.Pattern[str], ...]:
    """ "7 baik" and "baik: 7", one behind the other."""
    words = "|".join(word.replace(" ", r"\s+") for word in sorted(_states(), key=len, reverse=True))
    state = rf"(?P<state>{words})\b"
    number = r"\b(?P<n>[1-9]\d{0,2})\b"
    unit = r"(?:\s*(?:eks\w*|exp\w*|buah|buku|bh|copy|copies)\b\.?)?"
    between = r"[\s,;/&+.]*(?:\bdan\b\s*)?"
    return (
        re.compile(rf"{between}{number}{unit}\s*{state}{between}", re.IGNORECASE),
        re.compile(rf"{between}\b{state}\s*[:=]?\s*{number}{unit}{between}", re.IGNORECASE),
    )
