"""A book without ISBN: which of the books that a pack finds by title it is, and when a person must decide.

A title and an author name a work; a work has many editions. So a candidate is only sure when the title is the same,
an author is, nothing that was typed contradicts it, publisher or year confirm it, and no second candidate does as
well. Its ISBN is taken only when publisher and year both confirm it. Everything else is a suggestion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from koleksi._terms.folding import words
from koleksi._terms.problems import problem
from koleksi._terms.publishers import same_publisher
from koleksi.book import Book, Problem
from koleksi.lookup.facts import Claim
from koleksi.lookup.merge import alike, merge

__all__ = ["Found", "choose"]

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """The book, filled where a candidate is sure; else the candidates worth showing, best first."""

    book: Book
    candidates: tuple[Claim, ...] = ()

    def problem(self) -> Problem | None:
        """The question for a person, if there is one."""
        if not self.candidates:
            return None
        told = " | ".join(_line(claim.book) for claim in self.candidates)
        return problem("lookup-suggest", column="isbn", value=told)


def choose(typed: Book, candidates: Sequence[Claim]) -> Found:
    """``typed`` filled from the one sure candidate, or the likely ones as suggestions."""
    likely = [claim for claim in candidates if alike(typed, claim.book) and not _contradicts(typed, claim.book)]
    sure = [claim for claim in likely if _is_sure(typed, claim.book)]
    if len(sure) != 1:
        return Found(typed, tuple(likely[:_SHOWN]))
    (claim,) = sure
    book = merge(typed, [claim]).book
    if claim.book.isbn and _confirmations(typed, claim.book) == 2:
        book = book.but(isbn=claim.book.isbn, sources=(*book.sources, ("isbn", claim.source)))
    return Found(book)


def _is_sure(typed: Book, book: Book) -> bool:
    return _same_title(typed, book) and _shares_author(typed, book) and _confirmations(typed, book) > 0


def _same_title(typed: Book, book: Book) -> bool:
    """The same words; a subtitle may be missing on one side, not differ."""
    if words(typed.full_title) == words(book.full_title):
        return True
    return words(typed.title) == words(book.title) and not (typed.subtitle and book.subtitle)


def _shares_author(typed: Book, book: Book) -> bool:
    """An author with all the words of one name in the other ("Hirata", "Andrea Hirata"), initials aside."""
    return any(_same_name(one, other) for one in typed.authors for other in book.authors)


def _same_name(one: str, other: str) -> bool:
    a, b = ({word for word in words(name) if len(word) > 1} for name in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def _confirmations(typed: Book, book: Book) -> int:
    publisher = bool(typed.publisher and book.publisher) and same_publisher(typed.publisher, book.publisher)
    return publisher + (typed.year is not None and typed.year == book.year)


def _contradicts(typed: Book, book: Book) -> bool:
    """Whether something typed cannot be said of the candidate: another author, publisher, volume, edition or year."""
    if typed.authors and book.authors and not _shares_author(typed, book):
        return True
    if typed.publisher and book.publisher and not same_publisher(typed.publisher, book.publisher):
        return True
    pairs = ((typed.volume, book.volume), (typed.edition, book.edition))
    if any(one and other and words(one) != words(other) for one, other in pairs):
        return True
    return None not in (typed.year, book.year) and typed.year != book.year


def _line(book: Book) -> str:
    by = f" / {book.authors[0]}" if book.authors else ""
    imprint = ", ".join(filter(None, (book.publisher, str(book.year or ""))))
    return " ".join(filter(None, (book.isbn, f"{book.full_title}{by}", imprint and f"({imprint})")))
