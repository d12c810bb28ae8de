"""Copies counted by their condition: a column for each ("Baik | Rusak Ringan | Rusak Berat"), as inventories of schools
have them, or words in one cell ("7 baik, 3 rusak")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from koleksi._intake.headings import plain
from koleksi._terms.numerals import spelled
from koleksi._terms.tables import rows

__all__ = [
    "COUNTED", "Share", "counting_columns", "counts_all", "in_words", "is_state", "shares_in", "shares_of", "uncounted",
]  # fmt: skip

COUNTED = "copies_in"  # the field of a column that counts the copies in one condition
_GOOD = "Baik"
Share = tuple[int, str]  # so many copies are in this condition

_ABOUT = frozenset({"kondisi", "keadaan", "jumlah", "jml", "buku", "barang", "fisik", "koleksi", "eks", "eksemplar"})
_TICKS = frozenset({"v", "x", "\u221a", "\u2713", "\u2714", "ya"})
_NUMBER = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(?:eks\w*|exp\w*|buah|buku|bh|copy|copies)?\.?", re.IGNORECASE)


def counting_columns(names: Sequence[str], kinds: Sequence[str]) -> frozenset[int]:
    """The columns that count copies by condition: two of different conditions at least, or one beside the column that
    counts all. ``kinds``: the fields as the headings alone say them."""
    found = {n: _state_of_heading(name) for n, name in enumerate(names) if kinds[n] in ("", "condition")}
    found = {n: state for n, state in found.items() if state}
    words = any(len(plain(names[n])) > 2 for n in found)  # letters may head anything: "R" and "H" are shelf and price
    several = len(set(found.values())) > 1 and (words or _GOOD in found.values())
    return frozenset(found) if several or words and "count" in kinds else frozenset()


def counts_all(names: Sequence[str], fields: Sequence[str]) -> bool:
    """Whether such columns count every copy: not where they name the bad ones only."""
    states = {_state_of_heading(name) for name, field in zip(names, fields, strict=True) if field == COUNTED}
    return bool(states & {_GOOD, ""})


def uncounted(notes: Iterable[str]) -> str:
    """The first of the notes of a row ("Baik: 3?") in which such a column holds a number that is not understood."""
    told = (note.partition(": ") for note in notes)
    return next((cell for name, _, cell in told if cell[:1].isdecimal() and _state_of_heading(name)), "")


def in_words(heading: str, cell: str) -> str | None:
    """A cell of such a column in words ("2 Rusak ringan"; "Baik" where it is ticked), "" for none; None where it says
    something else."""
    state = _state_of_heading(heading) or heading
    if cell.casefold() in _TICKS:
        return state
    figures = _NUMBER.fullmatch(cell)
    number = int(figures[1]) if figures else spelled("cardinal", "count").get(cell.casefold())
    if number is None:
        return None
    return f"{number} {state}" if number else ""


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
    number = r"\b(?P<n>[1-9]\d{0,2})(?!\d)"  # also "2B"
    unit = r"(?:\s*(?:eks\w*|exp\w*|buah|buku|bh|copy|copies)\b\.?)?"
    between = r"[\s,;/&+.]*(?:\bdan\b\s*)?"
    return (
        re.compile(rf"{between}{number}{unit}\s*{state}{between}", re.IGNORECASE),
        re.compile(rf"{between}\b{state}\s*[:=]?\s*{number}{unit}{between}", re.IGNORECASE),
    )
