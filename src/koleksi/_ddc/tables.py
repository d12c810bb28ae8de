"""The class tables as suggestions need them: loaded from their compiled form, taken apart where they are asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from koleksi._ddc.compiled import compiled, made_of
from koleksi._ddc.practice import of_stories
from koleksi._terms.tables import table_text

__all__ = ["Shares", "Tables", "numbers_of", "one", "shares_of", "tables"]

_FILE = "class_tables.json"
_MANY = 0.8  # a term with several numbers says less for each: 1 / how many of them, to this power

Shares = tuple[tuple[str, float, str], ...]  # (class of three digits, share 0..1, the whole number)


@dataclass(frozen=True, slots=True)
class Tables:
    """``index``: folded term -> numbers, the likeliest first; ``spelled``: word without affixes -> terms; ``words``,
    ``english``, ``headings``: -> classes with shares; all as texts for ``numbers_of`` and ``shares_of``."""

    index: Mapping[str, str]
    spelled: Mapping[str, str]
    words: Mapping[str, str]
    english: Mapping[str, str]
    headings: Mapping[str, str]
    captions: Mapping[str, list[str]]
    longest: int

    def caption(self, number: str, lang: str = "id") -> str:
        """The caption of a number, or of the nearest broader number that the schedule has; "" where there is none."""
        while number:
            if found := self.captions.get(number):
                return found[lang == "en"]
            number = number[:-1].rstrip(".") if len(number) > 3 else ""
        return ""


@cache
def tables() -> Tables:
    """The tables that are shipped; made anew where the compiled file is absent or older than the CSV."""
    content = _content()
    mappings = {name: MappingProxyType(value) for name, value in content.items() if isinstance(value, dict)}
    return Tables(**mappings, longest=content["longest"])


def _content() -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(table_text(_FILE))
    except FileNotFoundError:
        content = {}
    return content if content.get("made_of") == made_of() else json.loads(compiled())


def one(number: str, share: float = 1.0) -> Shares:
    """A vote for one number only."""
    return ((_three(number), share, number),)


@lru_cache(maxsize=8192)
def numbers_of(text: str) -> Shares:
    """ "323.6 370" -> both numbers with equal shares, which add up to more than one number alone has."""
    numbers = text.split(" ")
    share = 1 / len(numbers) ** _MANY
    return tuple((_three(number), share, number) for number in numbers)


@lru_cache(maxsize=8192)
def shares_of(text: str) -> Shares:
    """ "510 123 512 45" -> 510 with a share of .123 and 512 with .045."""
    parts = text.split(" ")
    return tuple((three, int(share) / 1000, three) for three, share in zip(parts[::2], parts[1::2], strict=True))


def _three(number: str) -> str:
    return of_stories(number)[:3]
