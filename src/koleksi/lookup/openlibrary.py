"""Open Library's Books API: twenty-five ISBNs a request, three requests a second for those who name a contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from koleksi.book import Book
from koleksi.lookup.facts import Hit, isbns_in, year_in
from koleksi.lookup.source import Online, as_json, text_of, texts_of

__all__ = ["OpenLibrary"]


class OpenLibrary(Online):
    """https://openlibrary.org/dev/docs/api/books; a miss is an answer without the key that was asked for."""

    name: ClassVar[str] = "openlibrary"
    batch: ClassVar[int] = 25
    at_once: ClassVar[int] = 3
    per_second: ClassVar[float] = 3.0

    def __init__(self, base: str = "https://openlibrary.org") -> None:
        super().__init__(base)

    def url(self, isbns: Sequence[str]) -> str:
        keys = ",".join(f"ISBN:{number}" for number in isbns)
        return f"{self.base}/api/books?bibkeys={keys}&jscmd=data&format=json"

    def read(self, body: bytes) -> Iterable[Hit]:
        for key, facts in as_json(body).items():
            if isinstance(facts, dict):
                yield Hit(_book(facts), _isbns(key, facts))


def _isbns(key: str, facts: dict[str, Any]) -> frozenset[str]:
    """The ISBNs that the record itself names; the key of the question only where it names none."""
    ids = facts.get("identifiers")
    named = (
        isbns_in(number for kind in ("isbn_13", "isbn_10") for number in texts_of(ids.get(kind)))
        if isinstance(ids, dict)
        else frozenset()
    )
    return named or isbns_in((key.removeprefix("ISBN:"),))


def _book(facts: dict[str, Any]) -> Book:
    pages = text_of(facts.get("number_of_pages"))
    classes = facts.get("classifications")
    return Book(
        title=text_of(facts.get("title")), subtitle=text_of(facts.get("subtitle")),
        authors=texts_of(facts.get("authors"), "name"),
        publisher=text_of(list(texts_of(facts.get("publishers"), "name"))),
        place=text_of(list(texts_of(facts.get("publish_places"), "name"))),
        year=year_in(facts.get("publish_date", "")), subjects=texts_of(facts.get("subjects"), "name")[:8],
        extent=f"{pages} hlm." if pages else "",
        ddc=text_of(classes.get("dewey_decimal_class")) if isinstance(classes, dict) else "",
    )  # fmt: skip
