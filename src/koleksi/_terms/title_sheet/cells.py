"""What a cell of ``katalog.xlsx`` shows of a value, and the value that is read from a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from koleksi._terms import language, roles
from koleksi._terms.title_sheet.columns import Column
from koleksi.book import Contributor, Lang, Text

__all__ = ["Cell", "NotUnderstood", "fitted", "parts", "read", "shown"]

Cell = str | int

_LONGEST = 32_000  # UTF-16 units in a cell; a spreadsheet takes 32,767
_LARGEST = 10**12  # of a number that a spreadsheet keeps digit by digit
_RUPIAH = "IDR"
_BODY = Text("badan", "body")


class NotUnderstood(NamedTuple):
    """A cell that holds no value of its column."""

    text: str


# a value in a cell


def shown(column: Column, value: Any, lang: Lang) -> Cell:
    """What stands in the cell; ``value``: for a column of copies a tuple, one of each."""
    match column.kind:
        case "whole":
            return _number(value)
        case "many":
            return "; ".join(value)
        case "people":
            return "; ".join(_person(one, lang) for one in value)
        case "language":
            named = language.name(value, lang)
            return named if language.code_of(named) == value else str(value)
        case "own":
            return "; ".join(value).rstrip("; ")
        case "price":
            return _common([_number(price) for price in value])
        case "currency":
            return _common(["" if code == _RUPIAH else code for code in value])
        case "shared":
            return _common(value)
        case _:
            return str(value)


def _number(value: int | None) -> Cell:
    if value is None:
        return ""
    return value if abs(value) < _LARGEST else str(value)


def _common(values: Sequence[Cell]) -> Cell:
    """What all have, once; else the value of each, in their order."""
    return values[0] if len(set(values)) == 1 else "; ".join(map(str, values))


def _person(one: Contributor, lang: Lang) -> str:
    role = roles.term(one.role) if lang == "id" else one.role
    said = ", ".join(filter(None, (_BODY(lang) if one.corporate else "", role)))
    return f"{one.name} ({said})" if said else one.name


def fitted(text: str) -> str:
    """As much of a text as a cell can hold, without blanks at its ends."""
    if 2 * len(text) > _LONGEST:
        text = text.encode("utf-16-le", "replace")[: 2 * _LONGEST].decode("utf-16-le", "ignore")
    return text.strip()


# a cell as a value


def read(column: Column, text: str, number: int) -> Any:
    """The value that a cell shows, `NotUnderstood` where it shows none. ``number``: of copies."""
    match column.kind:
        case "whole":
            return _whole(text)
        case "many":
            return tuple(filter(None, parts(text)))
        case "people":
            return tuple(_contributor(part) for part in parts(text) if part)
        case "language":
            code = language.code_of(text) or (text if re.fullmatch(r"[a-z]{3}", text) else "")
            return code if code or not text else NotUnderstood(text)
        case "own":
            return _each(parts(text), number)
        case "shared":
            return _of_copies(text, number)
        case "currency":
            return tuple(code or _RUPIAH for code in _of_copies(text, number))
        case "price":
            prices = tuple(map(_price, _of_copies(text, number)))
            return next((price for price in prices if isinstance(price, NotUnderstood)), prices)
        case _:
            return text


def parts(text: str) -> list[str]:
    """The values of a cell that holds several, empty ones between them too."""
    return [part.strip() for part in text.split(";")] if text else []


def _each(values: Sequence[str], number: int) -> tuple[str, ...]:
    return (*values[:number], *[""] * (number - len(values)))


def _of_copies(text: str, number: int) -> tuple[str, ...]:
    if number == 1 or ";" not in text:
        return (text,) * number
    return _each(parts(text), number)


def _whole(text: str) -> int | None | NotUnderstood:
    if not text:
        return None
    found = re.fullmatch(r"(-?[0-9]{1,9})(?:\s*cm\.?)?", text)
    return int(found[1]) if found else NotUnderstood(text)


def _price(text: str) -> int | None | NotUnderstood:
    """Whole units: "59000", "Rp 59.000"."""
    if not text:
        return None
    found = re.fullmatch(r"(?:Rp\.?\s*)?(-?[0-9]{1,3}(?:\.[0-9]{3})+|-?[0-9]{1,12})(?:,-|,00)?", text, re.IGNORECASE)
    return int(found[1].replace(".", "")) if found else NotUnderstood(text)


def _contributor(text: str) -> Contributor:
    """A person or body with the role in brackets behind the name: "Sapardi Djoko Damono (penerjemah)"."""
    found = re.fullmatch(r"(.*\S)\s*\(([^()]+)\)", text)
    if not found:
        return Contributor(name=text)
    said = [word.strip() for word in found[2].split(",")]
    corporate = said[0].casefold() in _BODY
    return Contributor(name=found[1], role=roles.role_of(", ".join(said[corporate:])), corporate=corporate)
