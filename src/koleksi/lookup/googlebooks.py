"""Google Books' volumes API: one ISBN a request; 429, or 400, once the day's quota is used up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar
from urllib.parse import quote

from koleksi._terms.language import code_of
from koleksi.book import Book
from koleksi.lookup.facts import Hit, isbns_in, year_in
from koleksi.lookup.source import Online, as_json, text_of, texts_of

__all__ = ["GoogleBooks"]


class GoogleBooks(Online):
    """https://developers.google.com/books/docs/v1/using. ``key``: an API key; without it the quota is shared and
    small."""

    name: ClassVar[str] = "google"
    at_once: ClassVar[int] = 3
    per_second: ClassVar[float] = 3.0
    most: ClassVar[int] = 1000  # the day's quota

    def __init__(self, base: str = "https://www.googleapis.com", key: str = "") -> None:
        super().__init__(base)
        self._key = f"&key={quote(key)}" if key else ""

    def url(self, isbns: Sequence[str]) -> str:
        return f"{self.base}/books/v1/volumes?q=isbn:{isbns[0]}&maxResults=5&printType=books{self._key}"

    def read(self, body: bytes) -> Iterable[Hit]:
        for item in as_json(body).get("items") or ():
            facts = item["volumeInfo"]
            yield Hit(
                _book(facts), isbns_in(one.get("identifier", "") for one in facts.get("industryIdentifiers") or ())
            )


def _book(facts: dict[str, Any]) -> Book:
    pages = text_of(facts.get("pageCount"))
    return Book(
        title=text_of(facts.get("title")), subtitle=text_of(facts.get("subtitle")),
        authors=texts_of(facts.get("authors")),
        publisher=text_of(facts.get("publisher")), year=year_in(facts.get("publishedDate", "")),
        language=code_of(text_of(facts.get("language"))), extent=f"{pages} hlm." if pages not in ("", "0") else "",
    )  # fmt: skip
