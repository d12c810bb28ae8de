"""A folder's contents in terms that hold for all folders: keys of rows, control numbers, where a row came from.

In its own folder a row's key is a digest of what it first said, and two laptops may type the same; a control number is
made of a running number, and both count from 1. Here a row is named by what it said and by the number on its first
book, so that the same row has one name wherever it turns up, and each copy brings its control number along.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from koleksi._terms import book_json
from koleksi.config import Config, Library, Numbers
from koleksi.job import numbering
from koleksi.job.decisions import pair_key
from koleksi.job.memory.sharing import Contents, Signed
from koleksi.job.memory.unchanged import Remembered
from koleksi.job.review.corrections import KINDS as CORRECTIONS

__all__ = ["portable", "same_origin", "version", "with_controls"]

_KEY = 20  # hex digits of a row's key in the folder in which it was typed
_PORTABLE = re.compile(rf"[0-9a-f]{{{2 * _KEY}}}(?:\.\d+)?\Z")
_KINDS = frozenset(
    {"class", "pair", *CORRECTIONS}
)  # decisions that hold elsewhere too; which row of a list is which holds in its folder only


def portable(contents: Contents) -> Contents:
    """The contents with keys, control numbers, sources and acquisition that mean the same in every folder."""
    names = _names(contents)
    contents = with_controls(contents, _numbering(contents.settings))
    return replace(
        contents,
        rows=tuple(_row(row, names.get(row.key, row.key), contents) for row in contents.rows),
        copies={(names[key], number): held for (key, number), held in contents.copies.items()},
        decisions=tuple(_decision(signed, names) for signed in contents.decisions if signed.kind in _KINDS),
    )


def with_controls(contents: Contents, config: Config) -> Contents:
    """The contents with the control number of each copy, which ``config`` makes where it brought none along."""
    copies = {
        key: replace(held, numbers=held.numbers._replace(control=control))
        for key, held in contents.copies.items()
        for control in (held.numbers.control or numbering.control_number(config, held.numbers.n),)
    }
    return replace(contents, copies=copies)


def same_origin(key: str, other: str) -> bool:
    """Whether two rows, under the key of any folder, began as rows that said the same."""
    return key[:_KEY] == other[:_KEY]


def version(row: Remembered) -> str:
    """A digest of all that is remembered of a row but its place."""
    return _digest(row.book, row.copies, str(bool(row.gone)))


def _numbering(settings: Mapping[str, Any]) -> Config:
    """What control numbers are made of."""
    code = settings.get("library", {}).get("code", Library().code)
    return Config(library=Library(code=code), numbers=Numbers(laptop=settings.get("numbers", {}).get("laptop", "")))


def _names(contents: Contents) -> Mapping[str, str]:
    """Every row with numbers -> its name. What was named once keeps it."""
    first: dict[str, str] = {}
    for (key, _), held in sorted(contents.copies.items(), key=lambda copy: copy[0], reverse=True):
        first[key] = held.numbers.barcode
    return {key: key if _PORTABLE.match(key) else f"{key[:_KEY]}{_digest(barcode)}" for key, barcode in first.items()}


def _digest(*texts: str) -> str:
    return hashlib.blake2b("\x1f".join(texts).encode(), digest_size=_KEY // 2).hexdigest()


def _row(row: Remembered, name: str, contents: Contents) -> Remembered:
    acquisition = contents.settings.get("acquisition", {})
    copies = (
        copy.but(
            source=copy.source or acquisition.get("source", ""),
            source_name=copy.source_name or acquisition.get("source_name", ""),
            received=copy.received or contents.begun,
        )
        for copy in book_json.load_copies(row.copies)
    )
    return replace(row, key=name, source=_source(row, contents.settings), copies=book_json.dump_copies(copies))


def _source(row: Remembered, settings: Mapping[str, Any]) -> str:
    """The list's name, which two laptops may share, with the laptop's letter."""
    name = re.split(r"[\\/]", row.source)[-1]
    letter = settings.get("numbers", {}).get("laptop", "")
    return f"{name} ({letter})" if letter and not name.endswith(")") else name


def _decision(signed: Signed, names: Mapping[str, str]) -> Signed:
    keys = [names.get(key, key) for key in signed.key.split("+")]
    return signed._replace(key=pair_key(*keys) if len(keys) == 2 else keys[0])
