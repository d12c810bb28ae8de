"""The values of a union: a library, what it holds, and what was read of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from koleksi.book import Book, Text

__all__ = ["Edition", "Held", "Holding", "Library", "Listed", "Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A library of a union. ``code``: by which everybody knows it, one of each in a union; ``kind``: whose standards
    hold for it, as ``[library] kind`` in koleksi.toml; ``lat``, ``lon``: degrees, None where they were not given."""

    code: str
    name: str = ""
    district: str = ""
    kind: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def shown(self) -> str:
        """Its name, else its code."""
        return self.name or self.code


class Holding(NamedTuple):
    """What one library says of a book, and how many copies of it stand there. Nothing in it names a person who gave
    or borrowed it: `union.private` has taken that out. ``content``: the digest of `dedupe.Contents`; ``book``: of
    `_terms.book_json`; ``number``: the record's control number at that library; ``said``: kinds of decision by which a
    person put the record right, each with its fields as JSON (`union.decided`)."""

    content: bytes
    book: str
    copies: int = 1
    call_number: str = ""
    number: str = ""
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The files of one library. ``code``: as the user or its settings say it, else made of its folder's name; then
    ``named`` is False; ``typed``: a person said it before the path; ``has_ledger``: it is a results folder, whose
    ledger knows what people decided; ``size``: bytes; ``broken``: why its folder cannot be looked into."""

    path: Path
    files: tuple[Path, ...]
    code: str
    named: bool
    typed: bool = False
    name: str = ""
    kind: str = ""
    has_ledger: bool = False
    size: int = 0
    broken: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What was read of a source. ``rows``: of its lists; ``problems``: of rows that gave nothing, by what they are;
    ``apart``: control numbers of two records that a person parted; ``unheard``: its ledger could not be read;
    ``broken``: why nothing could be read of it."""

    source: Source
    holdings: Sequence[Holding] = ()
    rows: int = 0
    problems: int = 0
    apart: frozenset[tuple[str, str]] = frozenset()
    unheard: bool = False
    broken: Text | None = None


class Held(NamedTuple):
    """An edition at one library. ``library``: its code."""

    library: str
    copies: int
    call_number: str


class Edition(NamedTuple):
    """A record of the union: its number, which it keeps, its description, who has it, the ISO day it last changed."""

    number: str
    book: Book
    held: tuple[Held, ...]
    changed: str

    @property
    def copies(self) -> int:
        return sum(one.copies for one in self.held)
