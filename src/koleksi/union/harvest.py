"""OAI-PMH static repositories: files that a gateway offers to harvesters, without a server of one's own.

Form: "Specification for an OAI Static Repository and an OAI Static Repository Gateway" (openarchives.org/OAI/2.0/
guidelines-static-repository.htm): Identify, ListMetadataFormats and ListRecords in this order, whole days, no sets, no
deleted records. It is meant for up to some 5,000 records, so a large union is several files by its numbers: a record
stays in its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from koleksi import save
from koleksi._terms.language import is_code
from koleksi.book import Book, Text
from koleksi.errors import UsageError
from koleksi.union.values import Edition

__all__ = ["Repository", "write_static"]

_EACH = 5_000
_NO_DOMAIN = "perpustakaan.invalid"  # identifiers of records need a domain with a point (guidelines-oai-identifier.htm)
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # production 2 of XML 1.0
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Repository xmlns="http://www.openarchives.org/OAI/2.0/static-repository"
  xmlns:oai="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/static-repository
  http://www.openarchives.org/OAI/2.0/static-repository.xsd">
<Identify>
<oai:repositoryName>{name}</oai:repositoryName>
<oai:baseURL>{address}</oai:baseURL>
<oai:protocolVersion>2.0</oai:protocolVersion>
<oai:adminEmail>{email}</oai:adminEmail>
<oai:earliestDatestamp>{earliest}</oai:earliestDatestamp>
<oai:deletedRecord>no</oai:deletedRecord>
<oai:granularity>YYYY-MM-DD</oai:granularity>
</Identify>
<ListMetadataFormats>
<oai:metadataFormat>
<oai:metadataPrefix>oai_dc</oai:metadataPrefix>
<oai:schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</oai:schema>
<oai:metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</oai:metadataNamespace>
</oai:metadataFormat>
</ListMetadataFormats>
<ListRecords metadataPrefix="oai_dc">
"""
_FOOT = "</ListRecords>\n</Repository>\n"
_DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
)


class Repository(NamedTuple):
    """Who offers the records. ``address``: of the gateway with that of the folder behind it, as the gateway was told,
    "https://gateway.example/oai/perpus.example/data" say; ``email``: of whoever answers for them."""

    name: str
    address: str
    email: str

    @property
    def host(self) -> str:
        """The domain that stands in identifiers: that of the folder, which is the last name in the address."""
        parts = [part.partition(":")[0] for part in self.address.split("://", 1)[-1].split("/")]
        return next((part for part in reversed(parts) if "." in part and not part.endswith(".xml")), _NO_DOMAIN)

    def check(self) -> None:
        """Raises UsageError for an address or e-mail that is none to a harvester (OAI-PMH.xsd: anyURI, emailType)."""
        if not re.match(r"https?://[^/]", self.address):
            raise UsageError(
                Text(
                    f"--oai {self.address!r} bukan alamat; misalnya https://gerbang.example/oai/perpus.example/data",
                    f"--oai {self.address!r} is no address; type https://gateway.example/oai/perpus.example/data, say",
                )
            )
        if not re.fullmatch(r"\S+@(\S+\.)+\S+", self.email):
            raise UsageError(
                Text(
                    f"--surel {self.email!r} bukan alamat surel; tulis misalnya data@perpus.example",
                    f"--surel {self.email!r} is no e-mail address; type data@perpus.example, say",
                )
            )


def write_static(editions: Iterable[Edition], folder: Path, repository: Repository) -> list[str]:
    """``oai-0001.xml`` and on, one for 5,000 numbers each; the names of the files."""
    names = []
    for part, some in groupby(editions, key=lambda one: int(one.number[2:]) // _EACH):
        name = f"oai-{part + 1:04d}.xml"
        with save.replacing(folder / name) as stream:
            for text in _document(list(some), repository, name):
                stream.write(text.encode())
        names.append(name)
    return names


def _document(editions: list[Edition], repository: Repository, name: str) -> Iterator[str]:
    earliest = min(one.changed for one in editions)
    address = f"{repository.address.rstrip('/')}/{name}"
    yield _HEAD.format(
        name=_text(repository.name), address=_text(address), email=_text(repository.email), earliest=earliest
    )
    for one in editions:
        yield (
            f"<oai:record><oai:header><oai:identifier>oai:{repository.host}:{one.number}</oai:identifier>"
            f"<oai:datestamp>{one.changed}</oai:datestamp></oai:header><oai:metadata>{_DC}"
        )
        yield "".join(f"<dc:{name}>{_text(value)}</dc:{name}>" for name, value in _elements(one))
        yield "</oai_dc:dc></oai:metadata></oai:record>\n"
    yield _FOOT


def _text(value: str) -> str:
    return escape(_NOT_IN_XML.sub("", value))


def _elements(edition: Edition) -> Iterator[tuple[str, str]]:
    """The book in Dublin Core; who has it stands as a source, a line a library."""
    book = edition.book
    yield "title", book.full_title
    yield from (("creator", name) for name in book.authors)
    yield from (("contributor", one.name) for one in book.contributors)
    yield from (("subject", subject) for subject in book.subjects)
    yield from _imprint(book)
    yield "type", "Text"
    yield from (("source", f"{one.library} ({one.copies})") for one in edition.held)


def _imprint(book: Book) -> Iterator[tuple[str, str]]:
    if book.ddc:
        yield "subject", f"DDC {book.ddc}"
    if book.publisher:
        yield "publisher", book.publisher
    if book.year:
        yield "date", f"{book.year:04d}"
    if book.isbn:
        yield "identifier", f"urn:isbn:{book.isbn}"
    if is_code(book.language):
        yield "language", book.language
