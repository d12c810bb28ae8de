"""Family names of several words that no rule can tell, by who bears them (``data/compound_surnames.csv``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from koleksi._terms.folding import fold
from koleksi._terms.tables import rows

__all__ = ["compound_surname", "may_be_compound"]


def compound_surname(words: Sequence[str]) -> int:
    """How many words at the end of a name in direct order are its family name: 2 of "Mario Vargas Llosa", also
    where the given name is an initial; 0 where no writer of the table bears the name."""
    low = [fold(word).strip(".,") for word in words]
    for count in range(len(low) - 1, 1, -1):
        given = _bearers().get(tuple(low[-count:]), ())
        if any(one == low[0] or len(low[0].split(".")[0]) == 1 and one[0] == low[0][0] for one in given):
            return count
    return 0


def may_be_compound(name: str) -> bool:
    """Whether a word of a name ends such a family name: cheap, and false of nearly all names."""
    return not _last_words().isdisjoint(fold(name).replace(",", " ").split())


@cache
def _bearers() -> Mapping[tuple[str, ...], frozenset[str]]:
    """The words of each family name, folded -> the first given names of those who bear it."""
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows("compound_surnames.csv"):
        given = fold(row["name"]).split()[0]
        found[tuple(fold(row["surname"]).split())].add(given.split(".")[0])
    return MappingProxyType({words: frozenset(given) for words, given in found.items()})


@cache
def _last_words() -> frozenset[str]:
    return frozenset(words[-1] for words in _bearers())
