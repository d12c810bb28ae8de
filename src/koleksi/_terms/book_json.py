"""A Book as JSON: what a record's field 887, the answers of sources and a catalogue's index keep of it.

An object with the names of ``Book``'s fields; a list where the Book has a tuple, a contributor as an object
{"name", "role", "corporate"}, a source as a pair,
a field of MARC as [tag, indicators, [[code, text], ...], fuller]. Only fields that say something need to be there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Any

from koleksi.book import Book, Contributor, Copy, MarcField

__all__ = ["dump", "dump_copies", "given_in", "load", "load_copies", "values_of"]

_WHOLE_NUMBERS = ("year", "height_cm")
_NOTHING = ("", None, ())  # a year 0 is something
_USUAL = attrgetter(*Copy.__slots__)(Copy())
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_TEXTS = ("authors", "bodies", "meetings", "other_isbns", "wrong_isbns", "subjects", "notes")


def dump(book: Book, names: Iterable[str] = Book.__slots__) -> str:
    """The filled fields of a book, or those of them that are named, as compact JSON; ``load`` gives them back."""
    names = tuple(names)
    filled = {name: value for name, value in zip(names, _facts(names)(book), strict=True) if value not in _NOTHING}
    if "contributors" in filled:
        filled["contributors"] = _contributors(book)
    return _compact(filled)


def load(text: str) -> Book:
    """The inverse of ``dump``. Raises ValueError for text that ``dump`` did not write."""
    values = json.loads(text)
    given = given_in(values)
    if len(given) != len(values):
        raise ValueError(f"no fields of a book: {sorted(set(values) - set(given))}")
    return Book(**given)


def dump_copies(copies: Iterable[Copy]) -> str:
    """The fields of each copy that are not the usual ones, as compact JSON; ``load_copies`` gives them back."""
    names = Copy.__slots__
    all_facts = map(_facts(names), copies)
    unusual = [
        {name: value for name, value, usual in zip(names, facts, _USUAL, strict=True) if value != usual}
        for facts in all_facts
    ]
    return _compact(unusual)


@lru_cache(maxsize=64)
def _facts(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """Several fields of a value in one call."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple([getattr(value, name) for name in names])  # attrgetter gives one alone as it is


def load_copies(text: str) -> tuple[Copy, ...]:
    """The inverse of ``dump_copies``. Raises ValueError or TypeError for text that it did not write."""
    return tuple(map(_copy, json.loads(text)))


def _copy(given: dict[str, Any]) -> Copy:
    if "marc_fields" in given:
        given["marc_fields"] = _marc_fields(given["marc_fields"])
    return Copy(**given)


def values_of(book: Book, names: Iterable[str]) -> dict[str, Any]:
    """The named fields of a book as values that JSON can hold, empty ones too."""
    values = {name: getattr(book, name) for name in names}
    if "contributors" in values:
        values["contributors"] = _contributors(book)
    return values


def _contributors(book: Book) -> list[dict[str, Any]]:
    return [{"name": one.name, "role": one.role, "corporate": one.corporate} for one in book.contributors]


def given_in(values: object) -> dict[str, Any]:
    """The fields that an object gives, ready for ``Book``; one that is no field of a Book or has another type is left
    out. Raises ValueError for what is no such object at all."""
    if not isinstance(values, dict):
        raise ValueError("not an object")
    try:
        return {name: _made(name, value) for name, value in values.items() if _fits(name, value)}
    except (TypeError, KeyError) as error:
        raise ValueError(f"no contributor or source: {error}") from error


def _fits(name: str, value: object) -> bool:
    """Whether a value has the type of the Book's field, as JSON has it."""
    if name in _WHOLE_NUMBERS:
        return value is None or type(value) is int
    if name in _TEXTS:
        return isinstance(value, list) and all(isinstance(text, str) for text in value)
    if name in ("contributors", "sources", "marc_fields"):
        return isinstance(value, list)
    return name in Book.__slots__ and isinstance(value, str)


def _made(name: str, value: Any) -> Any:
    if name == "contributors":
        return tuple(
            Contributor(name=str(one["name"]), role=str(one["role"]), corporate=bool(one["corporate"])) for one in value
        )
    if name == "sources":
        return tuple((str(field), str(who)) for field, who in value)
    if name == "marc_fields":
        return _marc_fields(value)
    return tuple(value) if isinstance(value, list) else value


def _marc_fields(values: Any) -> tuple[MarcField, ...]:
    return tuple(
        MarcField(str(tag), str(data), tuple((str(code), str(text)) for code, text in subfields), bool(fuller))
        for tag, data, subfields, fuller in values
    )
