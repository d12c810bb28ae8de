"""A library that comes again is replaced, another one under its code is asked about: nothing is merged silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from koleksi._terms.folding import fold
from koleksi._terms.problems import problem
from koleksi.book import Problem
from koleksi.union.asking import again
from koleksi.union.store import Store
from koleksi.union.values import Holding, Source

__all__ = ["is_the_same", "why_not"]

_SHARE = 0.5  # of the shorter list that both say alike, from which they are one library's
_SAMPLE, _SURELY = 60, 0.8  # rows looked at of a list without a code; the part of them that one library has


def why_not(store: Store, source: Source, holdings: Sequence[Holding], replaced: Collection[str]) -> Problem | None:
    """Why the list cannot take the place of what its code stands for; None where it can, or where it is new.
    ``replaced``: codes of which a person said so."""
    if source.code.casefold() in {code.casefold() for code in replaced}:
        return None
    known = store.library(source.code)
    if known is None:
        return None if source.named else _sent_before(store, source, holdings)
    two_names = bool(known.name and source.name and fold(known.name) != fold(source.name))
    if is_the_same(store, source.code, holdings, two_names=two_names):
        return None
    return problem(
        "union-two-libraries", source=str(source.path), value=source.code, known=known.shown,
        other=source.name or source.path.name, titles=len(holdings),
        another=again(source.path, store.folder, code="KODE"),
        same=again(source.path, store.folder, replace=source.code),
    )  # fmt: skip


def _sent_before(store: Store, source: Source, holdings: Sequence[Holding]) -> Problem | None:
    """A file without a code under another name may be the list of a library that is there already."""
    told = [one for one in holdings if one.content]
    some = told[:: len(told) // _SAMPLE + 1]
    held = Counter(code for one in some for code in store.holders(one.content, one.number))
    code, most = max(held.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    if not code or most < _SURELY * len(some):
        return None
    return problem(
        "union-sent-before", source=str(source.path), value=source.code, known=code,
        percent=round(100 * most / len(some)), same=again(source.path, store.folder, code=code),
        another=again(source.path, store.folder, code=source.code),
    )  # fmt: skip


def is_the_same(store: Store, code: str, holdings: Sequence[Holding], *, two_names: bool) -> bool:
    """Whether a list is another state of what a library brought before.

    Control numbers stay with their books, so they say it best: libraries that were given the same books number them
    otherwise. Without numbers in common, half of the shorter list must be there to the letter, under one name.
    """
    before = store.numbers_of(code)
    both = [one for one in holdings if one.number in before and one.content]
    if both:
        alike = sum(before[one.number] == one.content for one in both)
        return alike >= _SHARE * len(both) and not (two_names and alike < len(both))
    if two_names:
        return False
    known, ours = store.contents_of(code), {one.content for one in holdings if one.content}
    shorter = min(len(known), len(ours))
    return len(known & ours) >= _SHARE * shorter if shorter else True
