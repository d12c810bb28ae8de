"""The evidence for a class: votes, each from one source, and the words in which a source is told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from koleksi._ddc.tables import Shares
from koleksi.book import Text

__all__ = ["SOURCES", "Vote", "told"]


class Vote(NamedTuple):
    """``numbers`` for which it speaks, each with a share; ``weight`` 0.., beside 1 for one word of the index in a
    title; ``term`` that spoke, "" for none; ``source`` one of SOURCES; ``where`` the field that it stands in."""

    numbers: Shares
    weight: float
    term: str
    source: str
    where: str = ""


# Each source of votes -> how a reason names it; {} is the field.
SOURCES: Mapping[str, Text] = MappingProxyType(
    {
        "phrase": Text("{}", "{}"),
        "aside": Text("{}", "{}"),
        "inside": Text("{}", "{}"),
        "near": Text("{}", "{}"),
        "word": Text("{}, kata", "{}, word"),
        "english": Text("{}, kata Inggris", "{}, English word"),
        "subject": Text("{}", "{}"),
        "subject_inside": Text("{}", "{}"),
        "subject_near": Text("{}", "{}"),
        "subject_word": Text("{}, kata", "{}, word"),
        "subject_english": Text("{}, kata Inggris", "{}, English word"),
        "heading": Text("tajuk subjek", "subject heading"),
        "form": Text("bentuk menurut subjek", "form by the subject"),
        "author": Text("pengarang", "author"),
        "author_field": Text("pengarang", "author"),
        "publisher": Text("penerbit", "publisher"),
        "story": Text("judul seperti cerita", "a title like a story's"),
        "work": Text("karya yang dikenal", "a known work"),
        "set": Text("seri atau terbitan berkala", "set or serial"),
        "person": Text("tokoh yang dibahas", "the person it is about"),
        "textbook": Text("buku pelajaran", "a textbook"),
        "dictionary": Text("kamus atau kitab suci", "a dictionary or a holy book"),
        "accepted": Text("kelas lain yang dipakai perpustakaan", "another class that libraries use"),
        "broader": Text("kelas induknya", "the broader class"),
        "profile": Text("koleksi ini", "this collection"),
        "commonest": Text("", ""),
    }
)
_FIELDS: Mapping[str, Text] = MappingProxyType(
    {
        "title": Text("judul", "title"),
        "subtitle": Text("anak judul", "subtitle"),
        "series": Text("seri", "series"),
        "subject": Text("subjek", "subject"),
    }
)
_NO_FIELD = Text("", "")


def told(term: str, source: str, where: str) -> Text:
    """A vote in words: "resep (judul)" / "resep (title)"."""
    by = _by(source, where)
    return Text(f"{term} ({by.id})", f"{term} ({by.en})")


@cache
def _by(source: str, where: str) -> Text:
    by, field = SOURCES[source], _FIELDS.get(where, _NO_FIELD)
    return Text(by.id.format(field.id), by.en.format(field.en))
