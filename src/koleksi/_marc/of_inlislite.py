"""A record as INLISLite 3's import makes it: blank indicators, and added authors without their role, who stand in 245
$c beside the main one (ImportAkuisisiForm::import_aacr)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from koleksi._marc.fields import Field, Raw
from koleksi._terms.folding import fold

__all__ = ["with_people"]

_NUMBER = re.compile(r"INLIS\d{15}")
_PEOPLE = frozenset(("100", "700"))
_NAMES = frozenset((*_PEOPLE, "710"))
_WORD = re.compile(r"\w+")
_OTHERS = re.compile(r"\s;|\s(?:diterjemahkan|penerjemah|penyunting|editor)\b")

Words = tuple[str, ...]


def with_people(raw: Raw) -> Raw:
    """A record of INLISLite with its names said as MARC 21 says them; any other as it is."""
    number = next((data for tag, data, _ in raw.fields if tag == "001"), "")
    if not _NUMBER.fullmatch(number.strip()):
        return raw
    statement = next((text for tag, _, codes in raw.fields if tag == "245" for code, text in codes if code == "c"), "")
    said = {_words(name): name.strip() for name in _OTHERS.split(statement)[0].split(", ")}
    return raw._replace(fields=tuple(_told(field, said) if field[0] in _NAMES else field for field in raw.fields))


def _told(field: Field, said: Mapping[Words, str]) -> Field:
    """A name that the statement of responsibility has: in its order and with its stops, and an author."""
    tag, indicators, codes = field
    heading = next((text for code, text in codes if code == "a"), "")
    name = said.get(_words(heading), "")
    if tag in _PEOPLE and not indicators.strip() and "," in heading:
        indicators = "0 " if name and "," not in name else "1 "
        codes = tuple((code, name if code == "a" and indicators == "0 " else text) for code, text in codes)
    if name and tag != "100" and not any(code in "e4" for code, _ in codes):
        codes = (*codes, ("e", "author"))
    return tag, indicators, codes


def _words(name: str) -> Words:
    return tuple(sorted(_WORD.findall(fold(name))))
