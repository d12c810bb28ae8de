"""When two names are of one publisher: the one rule, and the lists it stands on (``data/publishers.csv``).

The same house signs as "PT Gramedia Pustaka Utama", "Gramedia" and "GPU". So forms of a firm are left out, known names
are put for one another, and of the rest only the words count that not every publisher bears.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from koleksi._terms.folding import fold_for_title, words
from koleksi._terms.tables import rows

__all__ = ["canonical", "is_publisher", "one_publisher", "same_publisher", "without_form"]

_ALIKE = 0.8  # similarity of the letters that count from which two names are one with a typing error


@dataclass(frozen=True, slots=True)
class _Lists:
    """``before``: forms of a firm before a name as printed; ``form``: forms anywhere in a folded name; ``trade``: what
    most publishers call themselves; ``known``: name -> name of the same house; ``acronyms``: of bodies, word by word;
    ``office``: words that tell no house apart where they stand alone."""

    before: re.Pattern[str]
    form: re.Pattern[str]
    trade: re.Pattern[str]
    known: dict[str, str]
    acronyms: dict[str, str]
    office: frozenset[str]


@cache
def _lists() -> _Lists:
    of: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows("publishers.csv"):
        of[row["kind"]][row["words"]] = row["means"]
    return _Lists(
        before=re.compile(rf"^(?:(?:{_any_of([*of['before'], *of['shown']])})\b\.?\s*)+", re.IGNORECASE),
        form=re.compile(rf"\b(?:{_any_of([*of['before'], *of['form']])})\b"),
        trade=re.compile(rf"\b(?:{_any_of(of['trade'])})\b"),
        known=of["known"],
        acronyms=of["acronym"],
        office=frozenset(of["office"]),
    )


def _any_of(these: Iterable[str]) -> str:
    return "|".join(sorted(these, key=lambda word: (-len(word), word)))


def without_form(name: str) -> str:
    """A publisher's name as it is shown, without the form of a firm before it: "PT. Bentang Pustaka" -> "Bentang
    Pustaka"."""
    return _lists().before.sub("", name)


@lru_cache(maxsize=4096)
def is_publisher(name: str) -> bool:
    """Whether a name is surely a publisher's: it begins as a firm or says its trade ("CV Maju", "Pustaka Senja"), or is
    one of those that the tables know."""
    lists, plain = _lists(), " ".join(words(fold_for_title(name)))
    traded = len(plain.split()) < 6 and bool(lists.trade.search(plain))
    return bool(plain) and (traded or without_form(name) != name or plain in _known() or canonical(name) in _known())


@cache
def _known() -> frozenset[str]:
    lists = _lists()
    named = {row["publisher"] for row in rows("publisher_profiles.csv")}
    return frozenset({*named, *lists.known, *lists.known.values(), *lists.acronyms, *lists.acronyms.values()})


def canonical(name: str) -> str:
    """A name as it is compared: folded, without forms of a firm, under the name its house is known by. "" for a name
    that says nothing ("Penerbit")."""
    lists = _lists()
    plain = " ".join(words(lists.form.sub(" ", fold_for_title(name))))
    short = " ".join(lists.trade.sub(" ", plain).split())
    plain = lists.known.get(short) or lists.known.get(plain) or plain
    return " ".join(lists.acronyms.get(word, word) for word in plain.split())


def same_publisher(one: str, other: str) -> bool:
    """Whether two names as typed may be of one publisher. Names that say nothing are of one only where they are
    equal."""
    left, right = canonical(one), canonical(other)
    return one_publisher(left, right) if left and right else words(one) == words(other)


def one_publisher(left: str, right: str) -> bool:
    """The same of canonical names: one stands in the other, they are nearly the same, or one is the other's acronym."""
    a, b = _significant(left), _significant(right)
    if _stands_in(a, b) or _stands_in(b, a) or left.replace(" ", "") == right.replace(" ", ""):
        return True
    return _acronym(left, right) or _acronym(right, left) or _alike("".join(a), "".join(b))


def _alike(left: str, right: str) -> bool:
    from rapidfuzz.distance import Indel  # here, since most who import this room never compare two names

    return Indel.normalized_similarity(left, right) >= _ALIKE


def _significant(name: str) -> list[str]:
    """The words of a canonical name that tell it apart: "pustaka jaya" -> "jaya"; all of them where too little is left
    ("balai pustaka", since "balai" is any office)."""
    told = _lists().trade.sub(" ", name).split()
    return told if not _lists().office.issuperset(told) else name.split()


def _stands_in(short: list[str], long: list[str]) -> bool:
    """Whether the letters of one name stand in the other, from or up to the end of a word: "elexmedia" in "elex media
    komputindo", "harper" in "harpercollins", but not "andi" in "tiga serangkai mandiri"."""
    letters, whole = "".join(short), "".join(long)
    if letters not in whole:
        return False
    ends = {0, *accumulate(map(len, long))}
    places = [n for n in range(len(whole) - len(letters) + 1) if whole.startswith(letters, n)]
    return any(n in ends or n + len(letters) in ends for n in places)


def _acronym(short: str, long: str) -> bool:
    return len(short) >= 2 and short == "".join([word[0] for word in long.split()])
