"""Another library's SLiMS: its OPAC answers a search in MODS where XML results are switched on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar
from xml.etree.ElementTree import Element

from koleksi import names
from koleksi.book import Book
from koleksi.lookup.facts import Hit, isbns_in, year_in
from koleksi.lookup.source import Online
from koleksi.lookup.sru import local_name, tree

__all__ = ["Slims"]


class Slims(Online):
    """``base``: the address of the OPAC ("https://perpus.example.sch.id/slims"). A peer is small: one request at a
    time."""

    name: ClassVar[str] = "slims"
    at_once: ClassVar[int] = 1

    def url(self, isbns: Sequence[str]) -> str:
        return f"{self.base}/index.php?search=Search&isbn={isbns[0]}&resultXML=true"

    def read(self, body: bytes) -> Iterable[Hit]:
        root = tree(body)
        if local_name(root) != "modsCollection":
            raise ValueError(f"<{local_name(root)}>")
        for mods in _all(root, "mods"):
            yield Hit(_book(mods), isbns_in(_texts(mods, "identifier")))


def _all(element: Element, name: str) -> Iterator[Element]:
    """Descendants by their name without prefix: the versions of SLiMS place them differently."""
    return (below for below in element.iter() if local_name(below) == name)


def _texts(element: Element, name: str) -> list[str]:
    return [text for below in _all(element, name) if (text := " ".join("".join(below.itertext()).split()))]


def _first(element: Element, name: str) -> str:
    return next(iter(_texts(element, name)), "")


def _book(mods: Element) -> Book:
    return Book(
        title=_first(mods, "title"), subtitle=_first(mods, "subTitle"), authors=tuple(dict.fromkeys(_authors(mods))),
        publisher=_first(mods, "publisher"), place=_first(mods, "placeTerm"), year=year_in(_first(mods, "dateIssued")),
        edition=_first(mods, "edition"), extent=_first(mods, "extent"), ddc=_first(mods, "classification"),
        subjects=tuple(_texts(mods, "topic")),
    )  # fmt: skip


def _authors(mods: Element) -> Iterator[str]:
    for name in _all(mods, "name"):
        for text in _texts(name, "namePart"):
            yield names.from_heading(text)
