"""Metadata plugins of isbnlib that are installed on this machine (``isbnlib-dnb``, ``isbnlib-loc`` ...), as sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Any, ClassVar

from koleksi.book import Book
from koleksi.lookup.facts import Hit, isbns_in, year_in
from koleksi.lookup.source import Online, text_of, texts_of
from koleksi.lookup.web import Client, SourceError, fault

__all__ = ["Plugin", "installed"]

_GROUP = "isbnlib.metadata"  # isbnlib's own contract with its plugins: a function of one ISBN that returns a dict


def installed() -> Iterator[Plugin]:
    """The plugins of other packages, by name. isbnlib's own three are left out: two of them are sources here
    already."""
    for found in sorted(entry_points(group=_GROUP), key=lambda entry: entry.name):
        if not found.value.startswith("isbnlib._"):
            yield Plugin(found)


class Plugin(Online):
    """A plugin makes its own connections; from here it is only paced, timed out and checked."""

    name: ClassVar[str] = "isbnlib"
    at_once: ClassVar[int] = 1
    per_second: ClassVar[float] = 1.0

    def __init__(self, entry: EntryPoint) -> None:
        super().__init__("", f"isbnlib:{entry.name}")
        self._entry = entry

    def url(self, isbns: Sequence[str]) -> str:
        return ""

    def read(self, body: bytes) -> Iterable[Hit]:
        return ()

    def fetch(self, client: Client, isbns: Sequence[str]) -> list[Hit]:
        self.pace.wait()
        try:
            facts = self._entry.load()(isbns[0])
        except Exception as error:  # another package's code: whatever it raises, this source has no answer
            raise SourceError(fault(error)) from error
        return [_hit(facts)] if isinstance(facts, dict) and facts else []


def _hit(facts: dict[str, Any]) -> Hit:
    title, _, subtitle = text_of(facts.get("Title")).partition(" : ")
    book = Book(
        title=title, subtitle=subtitle, authors=texts_of(facts.get("Authors")),
        publisher=text_of(facts.get("Publisher")),
        year=year_in(facts.get("Year", "")),
        language=language if len(language := text_of(facts.get("Language")).lower()) == 3 else "",
    )  # fmt: skip
    return Hit(book, isbns_in((facts.get("ISBN-13", ""),)))
