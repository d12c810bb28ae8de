"""Any library that answers SRU searchRetrieve (1.1) with MARCXML: Perpusnas' OPAC, the Library of Congress, Koha ..."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar
from urllib.parse import quote
from xml.etree import ElementTree

from koleksi import isbn, marc
from koleksi.lookup.facts import Hit
from koleksi.lookup.source import Online

__all__ = ["Sru", "local_name", "tree"]


class Sru(Online):
    """``base``: the address of the database. ``index``: the CQL index of ISBNs there ("bath.isbn", "dc.identifier")."""

    name: ClassVar[str] = "sru"

    def __init__(self, base: str, name: str = "", *, index: str = "bath.isbn", schema: str = "marcxml") -> None:
        super().__init__(base, name)
        self._index, self._schema = index, schema

    def url(self, isbns: Sequence[str]) -> str:
        """Both forms of the number are asked for: a server compares what its cataloguer typed."""
        forms = filter(None, (isbns[0], isbn.to_isbn10(isbns[0])))
        query = " or ".join(f'{self._index}="{form}"' for form in forms)
        mark = "&" if "?" in self.base else "?"
        asked = f"{self.base}{mark}version=1.1&operation=searchRetrieve&maximumRecords=5"
        return f"{asked}&recordSchema={quote(self._schema)}&query={quote(query)}"

    def read(self, body: bytes) -> Iterable[Hit]:
        root = tree(body)
        if local_name(root) != "searchRetrieveResponse":
            raise ValueError(f"<{local_name(root)}>")
        _no_diagnostics(root)
        for record in _records(root):
            book, _ = marc.from_fields(_fields(record))
            yield Hit(book, frozenset(filter(None, (book.isbn, *book.other_isbns))))


def tree(body: bytes) -> ElementTree.Element:
    """An answer in XML. Raises ValueError for what is none, and for a DOCTYPE: entities may be a bomb."""
    if b"<!doctype" in body[:4096].lower() or b"<!entity" in body.lower():
        raise ValueError("DOCTYPE")
    try:
        return ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error


def local_name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _no_diagnostics(root: ElementTree.Element) -> None:
    """A server that does not know the index or schema says so in the place of records; that is no miss."""
    for element in root:
        if local_name(element) == "diagnostics":
            raise ValueError(" ".join(element.itertext()).strip())


def _records(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The MARC records in ``recordData``, packed as XML or as a string."""
    for data in root.iter():
        if local_name(data) != "recordData":
            continue
        packed = data[0] if len(data) else tree((data.text or "").encode())
        if local_name(packed) == "diagnostic":
            raise ValueError(" ".join(packed.itertext()).strip())
        for record in (packed, *packed) if local_name(packed) == "collection" else (packed,):
            if local_name(record) == "record":
                yield record


def _fields(record: ElementTree.Element) -> Iterator[marc.Field]:
    return (_field(element) for element in record if element.get("tag"))


def _field(element: ElementTree.Element) -> marc.Field:
    tag = element.get("tag", "")
    if local_name(element) == "controlfield":
        return tag, element.text or "", ()
    marks = f"{element.get('ind1', ' ')[:1] or ' '}{element.get('ind2', ' ')[:1] or ' '}"
    return (
        tag,
        marks,
        tuple((part.get("code", "a"), part.text or "") for part in element if local_name(part) == "subfield"),
    )
