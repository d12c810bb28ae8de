"""What people of a library said of its records, read from the ledger of a results folder without holding it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from koleksi.book import Book
from koleksi.job.decisions import IN_CATALOGUE, record_key
from koleksi.job.review.corrections import KINDS
from koleksi.job.sources import LEDGER

__all__ = ["Spoken", "spoken"]

# What is no text was written by another program, and names nothing here.
_SAID = (
    "SELECT kind, key, value FROM decisions "
    "WHERE value <> '' AND typeof(kind) = 'text' AND typeof(key) = 'text' AND typeof(value) = 'text'"
)
_RECORDS = (
    "SELECT DISTINCT key, record FROM copies "
    "WHERE state = 'active' AND record <> '' AND typeof(key) = 'text' AND typeof(record) = 'text'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """``apart``: control numbers of two records, the lesser one first, of which a person said that they are not one
    edition; ``corrected``: control number -> kinds of decision ("class", `corrections.KINDS`) by which a person put
    its record right or agreed to it. What was said to be one edition is one record already."""

    apart: frozenset[tuple[str, str]] = frozenset()
    corrected: Mapping[str, frozenset[str]] = field(default_factory=dict)


def spoken(folder: Path) -> Spoken | None:
    """What the ledger in ``folder`` knows of it; None where it cannot be read (damaged, or held by a run)."""
    try:
        address = f"{(folder / LEDGER).resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=0.2)) as ledger:
            said = ledger.execute(_SAID).fetchall()
            given = ledger.execute(_RECORDS).fetchall() if said else ()
    except sqlite3.Error:
        return None
    return _spoken(said, given)


def _spoken(said: Collection[tuple[str, str, str]], given: Collection[tuple[str, str]]) -> Spoken:
    records, apart = defaultdict[str, set[str]](set), set[tuple[str, str]]()
    for key, record in given:
        records[key].add(record)
    if any(kind == "pair" and IN_CATALOGUE in key for kind, key, _ in said):  # an older catalogue that rows joined
        records |= {record_key(Book(record_id=one)): {one} for _, one in given}
    corrected = defaultdict[str, set[str]](set)
    for kind, key, value in said:
        if kind == "pair" and value == "different":
            left, _, right = key.partition("+")
            apart |= {(one, other) for one, other in map(sorted, product(records[left], records[right])) if one < other}
        elif kind == "class" or kind in KINDS:
            for record in records[key]:
                corrected[record].add(kind)
    return Spoken(apart=frozenset(apart), corrected={one: frozenset(kinds) for one, kinds in corrected.items()})
