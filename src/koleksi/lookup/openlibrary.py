"""Open Library's Books API: twenty-five ISBNs a request, a contact in the User-Agent, one failure ends it."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import Any

from koleksi.book import Book

__all__ = ["OpenLibrary"]

_BATCH = 25
_SECONDS = 10.0
_LARGEST = 8 << 20  # bytes of an answer


class OpenLibrary:
    """A source for ``Chain``. ``base``: the address, another one in tests."""

    name = "openlibrary"

    def __init__(self, base: str = "https://openlibrary.org", contact: str = "koleksi (https://pypi.org/project/koleksi)") -> None:
        self._base = base
        self._contact = contact

    def find(self, isbns: Sequence[str]) -> tuple[dict[str, Book], str]:
        """What Open Library knows of these ISBNs; the second value says why it stopped, "" if it did not.

        No network is noticed once: after the first failure nothing more is asked.
        """
        known: dict[str, Book] = {}
        for start in range(0, len(isbns), _BATCH):
            try:
                known |= _books(self._ask(isbns[start : start + _BATCH]))
            except (OSError, ValueError) as error:  # no network, a captive portal's page, a cut answer
                return known, f"{type(error).__name__}: {error}"
        return known, ""

    def _ask(self, isbns: Sequence[str]) -> dict[str, Any]:
        keys = ",".join(f"ISBN:{isbn}" for isbn in isbns)
        request = urllib.request.Request(f"{self._base}/api/books?bibkeys={keys}&jscmd=data&format=json", headers={"User-Agent": self._contact})
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            value = json.loads(answer.read(_LARGEST))
        if not isinstance(value, dict):
            raise ValueError("not an object")
        return value


def _books(answer: dict[str, Any]) -> dict[str, Book]:
    """Only answers to what was asked: the ISBN is the key."""
    return {key.removeprefix("ISBN:"): _book(key.removeprefix("ISBN:"), facts) for key, facts in answer.items() if isinstance(facts, dict)}


def _book(isbn: str, facts: dict[str, Any]) -> Book:
    year = re.search(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)", str(facts.get("publish_date", "")))
    pages = facts.get("number_of_pages")
    return Book(
        isbn=isbn, title=str(facts.get("title", "")), subtitle=str(facts.get("subtitle", "")), authors=_names(facts, "authors"),
        publisher=next(iter(_names(facts, "publishers")), ""), place=next(iter(_names(facts, "publish_places")), ""),
        year=int(year[0]) if year else None, subjects=_names(facts, "subjects")[:8], extent=f"{pages} hlm." if pages else "",
    )  # fmt: skip


def _names(facts: dict[str, Any], field: str) -> tuple[str, ...]:
    return tuple(str(one["name"]) for one in facts.get(field, ()) if isinstance(one, dict) and one.get("name"))
