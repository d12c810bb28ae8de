"""Open Library's monthly dumps (editions, works, authors) into a pack: read line by line, gzip or plain.

A line is type, key, revision, date and a JSON object, between tabs (https://openlibrary.org/developers/dumps; the
data is in the public domain, CC0). Editions name their authors by key, or not at all when only their work does, so
the pack first holds empty names for the keys it met, and the works and authors dumps fill them afterwards.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

from koleksi import isbn, names
from koleksi._terms import file_kind
from koleksi.book import Text, clean
from koleksi.errors import InputError
from koleksi.lookup import pack_format
from koleksi.lookup.facts import year_in
from koleksi.lookup.pack_build import Builder, Origin, Row
from koleksi.lookup.source import text_of, texts_of

__all__ = ["Filter", "add_editions", "add_names", "kind_of"]

LICENCE = "CC0"
_KIND = re.compile(rb"/type/(edition|work|author)\t")
_LIFE = re.compile(r",?\s*\(?\b(?:b\.\s*)?\d{4}\s*-?\s*(?:\d{4})?\)?\.?\Z")  # "Toer, Pramoedya Ananta, 1925-2006"
_SUBJECTS = 6  # of an edition; the rest are mostly duplicates in other words
_PEOPLE = (
    "CREATE TABLE IF NOT EXISTS people (key TEXT PRIMARY KEY, name INTEGER NOT NULL, members TEXT NOT NULL DEFAULT "
    "'') WITHOUT ROWID"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Editions in one of ``languages`` (MARC codes: "ind", "jav") or with an ISBN that begins like one of ``groups``
    ("978602"); all editions where both are empty."""

    languages: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def hints(self) -> re.Pattern[bytes]:
        """What the raw line of every edition that passes holds: spares decoding the other 99 of 100. Dumps hold ISBNs
        with and without hyphens, in 10 and 13 digits."""
        words = [f'/languages/{re.escape(code)}"' for code in self.languages]
        for group in self.groups:
            words += ('"' + "[ -]?".join(digits) for digits in (group, group[3:]) if digits)
        return re.compile("|".join(words).encode())

    def passes(self, languages: Sequence[str], isbns: Sequence[str]) -> bool:
        if not (self.languages or self.groups):
            return True
        return any(code in self.languages for code in languages) or any(
            number.startswith(self.groups) for number in isbns
        )


def kind_of(path: Path) -> str:
    """ "edition", "work" or "author" for a dump, "" for any other file."""
    try:
        with closing(_opened(path)) as stream:
            found = _KIND.match(stream.readline(200))
    except (OSError, EOFError, zlib.error):
        return ""
    return found[1].decode() if found else ""


def _opened(path: Path) -> gzip.GzipFile | BufferedReader:
    with path.open("rb") as stream:
        packed = file_kind.kind_of(stream.read(file_kind.HEAD)) == "gzip"
    return gzip.open(path) if packed else path.open("rb")


def _lines(path: Path) -> Iterator[bytes]:
    """Raises InputError where the file ends in the middle of its compressed stream: the download was cut."""
    try:
        with closing(_opened(path)) as stream:
            yield from stream
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(
            Text("unduhan terpotong; unduh lagi", f"the download was cut off ({error}); download it again"),
            path,
        ) from error


def _record(line: bytes) -> dict[str, Any]:
    """The object of a line; empty where the line is damaged."""
    try:
        value = json.loads(line[line.index(b"{") :])
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def add_editions(builder: Builder, path: Path, wanted: Filter) -> int:
    """The editions that pass, into the pack; the number of lines read. Raises InputError."""
    people = _People(builder)
    hints = wanted.hints().search

    def rows() -> Iterator[Sequence[Row]]:
        for line in _lines(path):
            yield _edition(_record(line), wanted, people) if hints(line) else ()

    return builder.add_rows(Origin(path.name, LICENCE, _date_of(path)), rows(), after=people.write)


def _edition(facts: dict[str, Any], wanted: Filter, people: _People) -> list[Row]:
    title = clean(f"{text_of(facts.get('title_prefix'))} {text_of(facts.get('title'))}")
    languages = [key.rpartition("/")[2] for key in texts_of(facts.get("languages"), "key")]
    numbers = _isbns(facts)
    if not title or not wanted.passes(languages, numbers):
        return []
    pages = text_of(facts.get("number_of_pages"))
    values = {
        "title": title, "subtitle": clean(text_of(facts.get("subtitle"))), "authors": people.of(facts),
        "publisher": clean(text_of(facts.get("publishers"))),
        "place": clean(text_of(facts.get("publish_places"))).rstrip(" :,"),
        "year": year_in(facts.get("publish_date", "")), "edition": clean(text_of(facts.get("edition_name"))),
        "language": languages[0] if languages else "",
        "subjects": tuple(filter(None, map(clean, texts_of(facts.get("subjects"))[:_SUBJECTS]))),
        "extent": f"{pages} hlm." if pages.isdecimal() else clean(text_of(facts.get("pagination"))),
        "ddc": clean(text_of(facts.get("dewey_decimal_class"))), "series": clean(text_of(facts.get("series"))),
    }  # fmt: skip
    ids = [pack_format.id_of(number) for number in numbers]
    return [(number, values) for number in ids or (pack_format.id_of_text(text_of(facts.get("key"))),)]


def _isbns(facts: dict[str, Any]) -> list[str]:
    found = []
    for text in (*texts_of(facts.get("isbn_13")), *texts_of(facts.get("isbn_10"))):
        digits = text.replace("-", "").replace(" ", "").upper()
        number = isbn.to_isbn13(digits) if len(digits) == 10 and isbn.is_valid10(digits) else digits
        if isbn.is_valid(number) and number not in found:
            found.append(number)
    return found


def _date_of(path: Path) -> str:
    """The day that a dump's name says ("ol_dump_editions_2026-10-31.txt.gz")."""
    found = re.search(r"\d{4}-\d\d-\d\d", path.name)
    return found[0] if found else ""


class _People:
    """The numbers in ``names`` that stand for authors, and for works whose authors are not known yet."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        builder.database.execute(_PEOPLE)
        self.numbers: dict[str, int] = dict(builder.database.execute("SELECT key, name FROM people"))
        self._fresh: list[tuple[str, int]] = []

    def of(self, edition: dict[str, Any]) -> tuple[str, ...]:
        """References to an edition's authors, or to its work's where it names none."""
        keys = texts_of(edition.get("authors"), "key") or texts_of(edition.get("works"), "key")[:1]
        return tuple(pack_format.reference(self.number(key)) for key in keys)

    def number(self, key: str) -> int:
        if key not in self.numbers:
            self.numbers[key] = self._builder.names.reserve()
            self._fresh.append((key, self.numbers[key]))
        return self.numbers[key]

    def write(self) -> None:
        self._builder.names.write(self._builder.database)
        self._builder.database.executemany("INSERT INTO people (key, name) VALUES (?, ?)", self._fresh)
        self._fresh.clear()


def add_names(builder: Builder, works: Sequence[Path], authors: Sequence[Path]) -> None:
    """The names of the authors that the editions already in the pack refer to. Raises InputError."""
    people = _People(builder)
    for path in works:
        _add_members(builder, path, people)
    for path in authors:
        _add_authors(builder, path, people)
    texts = dict(
        builder.database.execute("SELECT people.key, names.text FROM people JOIN names ON names.id = people.name")
    )
    found = [
        ("\x1e".join(filter(None, (texts.get(key, "") for key in members.split()))), number)
        for members, number in builder.database.execute("SELECT members, name FROM people WHERE members <> ''")
    ]
    with builder.database:
        builder.database.executemany("UPDATE names SET text = ? WHERE id = ?", found)


def _add_members(builder: Builder, path: Path, people: _People) -> None:
    """Which authors the works have that editions refer to."""
    fresh: list[tuple[str, str]] = []

    def rows() -> Iterator[Sequence[Row]]:
        for key, line in _keyed(path):
            if key in people.numbers:
                authors = [
                    text_of(one.get("author", {}).get("key"))
                    for one in _record(line).get("authors") or ()
                    if isinstance(one.get("author"), dict)
                ]
                for author in authors:
                    people.number(author)
                fresh.append((" ".join(authors), key))
            yield ()

    def write() -> None:
        people.write()
        builder.database.executemany("UPDATE people SET members = ? WHERE key = ?", fresh)
        fresh.clear()

    builder.add_rows(Origin(path.name, LICENCE, _date_of(path)), rows(), after=write)


def _add_authors(builder: Builder, path: Path, people: _People) -> None:
    fresh: list[tuple[str, int]] = []

    def rows() -> Iterator[Sequence[Row]]:
        for key, line in _keyed(path):
            if key in people.numbers and (name := clean(text_of(_record(line).get("name")))):
                plain = _LIFE.sub("", name)
                fresh.append((names.from_heading(plain) if "," in plain else plain, people.numbers[key]))
            yield ()

    def write() -> None:
        builder.database.executemany("UPDATE names SET text = ? WHERE id = ?", fresh)
        fresh.clear()

    builder.add_rows(Origin(path.name, LICENCE, _date_of(path)), rows(), after=write)


def _keyed(path: Path) -> Iterator[tuple[str, bytes]]:
    """Lines with their key; decoding the rest is left until someone wants it."""
    for line in _lines(path):
        parts = line.split(b"\t", 2)
        yield parts[1].decode("ascii", "replace") if len(parts) > 1 else "", line
