"""The order in which sources are asked, and what is said of rows where they did not simply agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from koleksi import isbn
from koleksi._terms.field_names import field_name
from koleksi._terms.problems import problem
from koleksi.book import Book, Entry, Problem, Text
from koleksi.lookup.by_title import choose
from koleksi.lookup.cache import Cache
from koleksi.lookup.facts import Answers, Claim
from koleksi.lookup.merge import Difference, Merged, merge
from koleksi.lookup.online import ask_all, is_full
from koleksi.lookup.pack import Pack
from koleksi.lookup.source import Online
from koleksi.lookup.web import Client

__all__ = ["Chain"]

Progress = Callable[[str, int, int], None]
_SHOWN = 3  # differences named in one remark


class Chain:
    """``packs`` are asked first; ``online`` only for the books that are not fully described then."""

    def __init__(
        self,
        packs: Sequence[Pack] = (),
        online: Sequence[Online] = (),
        client: Client | None = None,
        cache: Cache | None = None,
    ) -> None:
        self._packs, self._online = packs, online
        self._client, self._cache = client, cache

    def fill(self, entries: Sequence[Entry], tell: Progress | None = None) -> tuple[list[Entry], list[Problem]]:
        """The entries with their empty fields filled where a source knows the book, and what went wrong on the way.

        Remarks on a row (a source that knows another title by this ISBN, facts that differ) are in its ``problems``.
        """
        answers = self.ask([entry.book for entry in entries], tell)
        return [self._filled(entry, answers) for entry in entries], answers.problems

    def ask(self, books: Sequence[Book], tell: Progress | None = None) -> Answers:
        """What all sources say of the books that lack something, by ISBN, the most believed first."""
        known: dict[str, list[Claim]] = {}
        wanted = sorted({book.isbn for book in books if isbn.is_valid(book.isbn) and not is_full(book)})
        for pack in self._packs:
            if tell:
                tell(f"lookup {pack.name}", 0, len(wanted))
            for number, claim in pack.claims(wanted).items():
                known.setdefault(number, []).append(claim)
        if not self._online:
            return Answers(known)
        open_ = {
            book.isbn
            for book in books
            if isbn.is_valid(book.isbn) and not is_full(merge(book, known.get(book.isbn, ())).book)
        }
        found = ask_all(
            self._online, sorted(open_), self._client or Client("koleksi"), self._cache or Cache(None), tell
        )
        for number, several in found.known.items():
            known.setdefault(number, []).extend(several)
        return Answers(known, found.problems)

    def _filled(self, entry: Entry, answers: Answers) -> Entry:
        book = entry.book
        if not book.isbn:
            return self._searched(entry)
        claims = answers.known.get(book.isbn, ())
        merged = merge(book, claims)
        return replace(entry, book=merged.book, problems=(*_left(entry, merged.book), *_remarks(book, merged)))

    def _searched(self, entry: Entry) -> Entry:
        """A book without ISBN, by its title, in the first pack that knows one like it. Only what lacks facts is asked
        about."""
        book = entry.book
        if not book.title:
            return entry
        for pack in self._packs:
            found = choose(book, pack.search(book.full_title, " ".join(book.authors[:1])) or pack.search(book.title))
            if found.book is not book:
                return replace(entry, book=found.book)
            if (question := found.problem()) and not is_full(book):
                return replace(entry, problems=(*entry.problems, question))
        return entry


def _left(entry: Entry, book: Book) -> tuple[Problem, ...]:
    """A missing title that was found is no problem any more."""
    return tuple(problem for problem in entry.problems if not (problem.code == "title-missing" and book.title))


def _remarks(typed: Book, merged: Merged) -> list[Problem]:
    remarks = [_other_title(typed, merged.book, said) for said in merged.refused]
    return remarks + ([_differs(merged)] if merged.differences else [])


def _other_title(typed: Book, book: Book, said: Claim) -> Problem:
    title, number = said.book.full_title, typed.isbn
    if typed.title:
        return problem(
            "lookup-other-title", column="isbn", value=f"{number}: {title}", said_by=said.source, title=title
        )
    both = f"{number}: {book.full_title} | {title}"
    return problem("lookup-two-books", column="isbn", value=both, said_by=said.source, title=title)


def _differs(merged: Merged) -> Problem:
    shown = merged.differences[:_SHOWN]
    told = Text(_told(shown, "id"), _told(shown, "en"))
    values = "; ".join(one.value for one in shown)
    return problem("lookup-differs", value=values, told=told, confidence=merged.confidence)


def _told(shown: Sequence[Difference], lang: str) -> str:
    return "; ".join(f"{field_name(one.field)(lang)}: {one.value} ({one.source})" for one in shown)
