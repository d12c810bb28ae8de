"""What the main job works out: the editions of a library with their copies, and all that the outputs are rendered
from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from koleksi import config as settings
from koleksi.book import Book, Copy, Entry, Problem, Text
from koleksi.job.decisions import Decision, pair_key, record_key

if TYPE_CHECKING:
    from koleksi.ddc import Suggestion
    from koleksi.dedupe import Disagreement
    from koleksi.job.memory.changes import Change
    from koleksi.job.review.answers import Answers

__all__ = [
    "Catalogue",
    "Collection",
    "CopyKey",
    "Heading",
    "Known",
    "OffList",
    "Pair",
    "Record",
    "Row",
    "RowQuestion",
    "titled",
]

CopyKey = tuple[str, int]  # the key of a row, and the how-manieth copy of that row, from 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list under the key by which the ledger knows it. ``doubt``: keys of the remembered rows that it may
    be, of which a person must say one; such a row gets no numbers yet. ``content``: a digest of all it says, "" where
    none was made."""

    key: str
    entry: Entry
    doubt: tuple[str, ...] = ()
    content: str = field(default="", compare=False)

    @property
    def book(self) -> Book:
        return self.entry.book

    @property
    def place(self) -> Text:
        """Where a person finds it: file and row."""
        where = f"{Path(self.entry.source).name}:{self.entry.row}"
        return Text(where, where)

    def copies(self) -> Iterator[tuple[CopyKey, Copy]]:
        """Every copy of the row with its key."""
        return (((self.key, number), copy) for number, copy in enumerate(self.entry.copies, start=1))


@dataclass(frozen=True, slots=True)
class Known:
    """A record of the catalogue that a list is held against."""

    entry: Entry

    @property
    def key(self) -> str:
        return record_key(self.entry.book)

    @property
    def book(self) -> Book:
        return self.entry.book

    @property
    def place(self) -> Text:
        return Text(f"katalog {self.book.record_id}".strip(), f"catalogue {self.book.record_id}".strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What a catalogue holds that matters to a list: the records that may be editions of its books, in the catalogue's
    order, and the numbers of all its records and copies."""

    records: tuple[Known, ...]
    accessions: frozenset[str]
    barcodes: frozenset[str]
    record_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a person or body, and how many titles stand under it. ``others``: headings under which its name
    would stand as it was typed elsewhere in the lists; a card there refers to this one."""

    text: str
    body: bool
    titles: int
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A row beside another row, or beside a record of the catalogue, that is or may be the same edition.
    ``score`` 0..1; ``reasons`` for and against."""

    left: Row
    right: Row | Known
    score: float
    reasons: tuple[Text, ...]

    @property
    def key(self) -> str:
        """By which a decision names the pair."""
        return pair_key(self.left.key, self.right.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One edition of the collection: the rows it was made of, its class, its copies. ``rows[0]`` comes first in the
    lists.
    """

    book: Book
    rows: tuple[Row, ...]
    copies: tuple[Copy, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    sure: bool = True  # the class was given, decided, or scores above the threshold
    surplus: int = 0  # copies beyond what the library keeps
    call_lines: tuple[str, ...] = ()
    known: Known | None = None  # the record of the catalogue that the copies join
    held: tuple[Copy, ...] = ()  # the copies that the catalogue has of it
    barcodes: tuple[str, ...] = ()  # of each copy of its rows, "" for one that is not kept
    disagreed: tuple[Disagreement, ...] = ()  # facts in which its rows disagree

    @property
    def is_serial(self) -> bool:
        """Whether it holds issues of a periodical."""
        return any(copy.issue for row in self.rows for copy in row.entry.copies)

    @property
    def in_catalogue(self) -> bool:
        return self.known is not None

    @property
    def place(self) -> Text:
        return Text(*(", ".join(row.place(lang) for row in self.rows) for lang in ("id", "en")))

    @property
    def given(self) -> Iterator[tuple[CopyKey, str]]:
        """Each copy of its rows that is kept, by its key, with its barcode."""
        return ((key, barcode) for (key, _), barcode in zip(self.row_copies(), self.barcodes, strict=False) if barcode)

    def row_copies(self) -> Iterator[tuple[CopyKey, Copy]]:
        """The copies that its rows name, kept or not, in the order of the lists."""
        return (copy for row in self.rows for copy in row.copies())


@dataclass(frozen=True, slots=True, kw_only=True)
class RowQuestion:
    """A row that may be any of several remembered ones, or a new book. ``candidates``: (key of the remembered row, its
    barcodes, its title); ``key``: the content of the row in doubt."""

    key: str
    place: Text
    book: Book
    candidates: tuple[tuple[str, tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OffList:
    """A copy with numbers that no list names now, as its row last said it. ``withdrawn``: whether it is gone, not only
    in doubt; ``since``: the ISO date from which on, "" where that is not known."""

    book: Book
    copy: Copy
    withdrawn: bool
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """All that the outputs are rendered from. ``rows`` in the order of the lists; ``begun``: the ISO date of every
    output; ``questions``: pairs for a person; ``decided``: each decision with the title it concerns."""

    config: settings.Config
    begun: str
    rows: tuple[Row, ...]
    records: tuple[Record, ...]
    questions: tuple[Pair, ...] = ()
    later: int = 0  # pairs that are asked when these are answered
    headings: tuple[Heading, ...] = ()  # of all names, in alphabetical order
    catalogue: Catalogue | None = None
    problems: tuple[Problem, ...] = ()
    decided: tuple[tuple[Decision, str], ...] = ()
    answers: Answers | None = None  # what was typed into the review sheet
    doubts: tuple[RowQuestion, ...] = ()
    changes: tuple[Change, ...] = ()
    to_do: tuple[Change, ...] = ()  # labels of earlier runs that are still to be taken off
    first_run: bool = False  # nothing was known of the folder before
    last_number: int = 0  # the highest running number that was ever given
    copies_a_day: int = 0  # that were given numbers, on a day of work; 0 where that is not known
    print_only: frozenset[str] | None = None  # barcodes of the labels to print, None for all
    new_copies: frozenset[str] | None = None  # barcodes of the lines of the register, None for all
    part_of: tuple[Record, ...] = ()  # all records of the job, where ``records`` are some of them
    off_lists: tuple[OffList, ...] = ()  # which keep their lines in the register
    corrected: frozenset[str] = frozenset()  # control numbers of records that were handed over otherwise


def titled(decisions: Iterable[Decision], collection: Collection) -> Iterator[tuple[Decision, str]]:
    """Each decision with the title, or the two titles, that it concerns ("?" for one that is not in this run)."""
    titles = {row.key: row.book.full_title for row in collection.rows}
    if collection.catalogue:
        titles |= {known.key: known.book.full_title for known in collection.catalogue.records}
    for decision in decisions:
        yield decision, " + ".join(titles.get(key, "?") for key in decision.key.split("+"))
