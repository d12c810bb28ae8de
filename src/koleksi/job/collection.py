"""What the main job works out: the editions of a library with their copies, and all that the outputs are rendered from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from koleksi import config as settings
from koleksi.book import Book, Copy, Entry, Problem
from koleksi.job.ledger import Decision

if TYPE_CHECKING:
    from koleksi.ddc import Suggestion
    from koleksi.dedupe import Ask, Near

__all__ = ["Collection", "Record", "Summary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One edition of the collection with its copies. ``rows``: indexes of the entries it was made of."""

    book: Book
    copies: tuple[Copy, ...]
    rows: tuple[int, ...]
    suggestions: tuple[Suggestion, ...] = ()
    sure: bool = True  # the class was given, decided, or scores above the threshold
    surplus: int = 0  # copies beyond what the library keeps
    call_lines: tuple[str, ...] = ()
    known: Book | None = None  # the record of the catalogue that the copies join
    held: tuple[Copy, ...] = ()  # the copies that the catalogue has of it

    @property
    def in_catalogue(self) -> bool:
        return self.known is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """All that the outputs are rendered from."""

    config: settings.Config
    begun: str
    entries: tuple[Entry, ...]
    keys: tuple[str, ...]
    records: tuple[Record, ...]
    asks: tuple[Ask, ...]
    near: Near | None  # what matters of the catalogue that the list is held against
    problems: tuple[Problem, ...]
    decided: tuple[Decision, ...]

    def catalogue(self) -> list[Book]:
        """The catalogue's records that the questions speak of, by their index."""
        return [entry.book for _, entry in self.near.found] if self.near else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts of ``ringkasan.json``. ``classified`` counts books whose class is given, decided or sure;
    ``to_review`` those that carry a provisional class or none until a person looks."""

    rows: int = 0
    books: int = 0
    copies: int = 0
    merged_rows: int = 0
    ask_pairs: int = 0
    problems: int = 0
    classified: int = 0
    to_review: int = 0
    surplus: int = 0
    lost_rows: int = 0
    notes: int = 0
    attached: int = 0
    files: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
