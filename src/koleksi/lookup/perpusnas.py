"""The answer form of the Indonesian National Library's ISBN search (a DataTables list).

The service is meant for people in a browser: it refuses data-centre addresses and complains of frequent
questions, so few requests are made, slowly, and only where the settings name this source. Its first row is not
always the ISBN that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from koleksi import names
from koleksi._terms.publishers import without_form
from koleksi._terms.roles import split_off_role
from koleksi.book import Book
from koleksi.lookup.facts import Hit, isbns_in, year_in
from koleksi.lookup.source import Online, as_json, text_of

__all__ = ["Perpusnas", "authors_in"]

_AUTHORS = ("author", "compiler", "")  # roles of those under whom a book is entered; "": no word stands before them


class Perpusnas(Online):
    name: ClassVar[str] = "perpusnas"
    at_once: ClassVar[int] = 1
    per_second: ClassVar[float] = 0.5
    most: ClassVar[int] = 50
    headers: ClassVar[Mapping[str, str]] = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}

    def __init__(self, base: str = "https://isbn.perpusnas.go.id") -> None:
        super().__init__(base)

    def url(self, isbns: Sequence[str]) -> str:
        return (
            f"{self.base}/landing_page/serverside_search2?search={isbns[0]}&filter_by=code&jenis_media=all"
            "&by_penerbit=&by_kota=&draw=1&start=0&length=10"
        )

    def read(self, body: bytes) -> Iterable[Hit]:
        for row in as_json(body).get("data") or ():
            yield Hit(_book(row), isbns_in(_numbers(row)))


def _numbers(row: Mapping[str, Any]) -> list[str]:
    """A row's numbers; a set has several in one cell."""
    return [
        part
        for name in ("isbn", "code")
        for part in re.split(r"[;,|\n]|<br\s*/?>", text_of(row.get(name)))
        if part.strip()
    ]


def _book(row: Mapping[str, Any]) -> Book:
    title, colon, subtitle = text_of(row.get("title")).partition(" : ")
    statement = text_of(row.get("kepeng"))
    return Book(
        title=title, subtitle=subtitle if colon else "", responsibility=statement, authors=authors_in(statement),
        publisher=without_form(text_of(row.get("nama_penerbit"))), place=text_of(row.get("tempat_terbit")),
        year=year_in(row.get("tahun_terbit", "")),
    )  # fmt: skip


def authors_in(statement: str) -> tuple[str, ...]:
    """The authors in a statement of responsibility whose names follow the word for what they did."""
    parts = (split_off_role(part.strip()) for part in statement.split(";"))
    found = [name for role, part in parts if role in _AUTHORS for name in names.split(part)]
    return tuple(dict.fromkeys(found))
