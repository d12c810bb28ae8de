"""Laptops that decided differently on the same thing: a person says which word holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from koleksi.job.collection import Record
from koleksi.job.decisions import Decision
from koleksi.job.laptops.joining import Claims
from koleksi.job.memory.sharing import Addition

__all__ = ["Answers", "Contradiction", "settled_classes", "settled_pairs"]

Answers = Mapping[tuple[str, str], str]  # (kind, key) -> the word that holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """``words``: each word with the folders that say it; ``title``: of the book, or of both of a pair."""

    kind: str
    key: str
    title: str
    words: Mapping[str, tuple[str, ...]]


def settled_pairs(claims: Claims, answers: Answers, addition: Addition) -> tuple[list[Decision], list[Contradiction]]:
    """Decisions on pairs and corrections of titles that a person answered, and those on which the folders contradict each other."""
    titles = {row.key: row for row in addition.rows}
    decisions, left = [], []
    for (kind, key), words in sorted(claims.items()):
        if kind == "class" or len(words) == 1:
            continue
        if answer := answers.get((kind, key)):
            decisions.append(Decision(kind, key, answer))
        else:
            title = " + ".join(titles[one].entry.book.full_title if one in titles else "?" for one in key.split("+"))
            left.append(Contradiction(kind=kind, key=key, title=title, words=words))
    return decisions, left


def settled_classes(
    claims: Claims, recorded: Mapping[str, str], answers: Answers, records: Sequence[Record]
) -> tuple[list[Decision], list[Contradiction]]:
    """The same of classes, edition by edition: the same book may have been typed, and classed, on two laptops.

    ``recorded``: key of a row -> its class as the merged folder has it.
    """
    decisions, left = [], []
    for record in records:
        keys = [row.key for row in record.rows if ("class", row.key) in claims or row.key in recorded]
        words = _words(claims, recorded, keys)
        if len(words) < 2 or not any(("class", key) in claims for key in keys):
            continue
        if answer := next((answers["class", key] for key in keys if ("class", key) in answers), ""):
            decisions += [Decision("class", key, answer) for key in keys]
        else:
            title = record.book.full_title
            left.append(Contradiction(kind="class", key=min(keys), title=title, words=words))
    return decisions, left


def _words(claims: Claims, recorded: Mapping[str, str], keys: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found = defaultdict[str, set[str]](set)
    for word, folders in _said(claims, recorded, keys):
        found[word].update(folders)
    return {word: tuple(sorted(found[word])) for word in sorted(found)}


def _said(claims: Claims, recorded: Mapping[str, str], keys: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key in keys:
        if ("class", key) in claims:
            yield from claims["class", key].items()
        else:
            yield recorded[key], ()
