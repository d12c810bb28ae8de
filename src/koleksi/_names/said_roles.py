"""Words for what somebody did, beside a name: "Penulis: X", "Oleh X", "X (penerj. Y)", "X, penyunting"."""

from __future__ import annotations

import re
from functools import cache

from koleksi._terms.roles import plain_words, statement_words

__all__ = ["is_role", "without_role"]


@cache
def _before() -> re.Pattern[str]:
    marked = "|".join(map(re.escape, statement_words()))
    plain = "|".join(map(re.escape, plain_words()))
    return re.compile(rf"(?:para\s)?(?:(?:{marked})\b\.?\s?:\s?|(?:{plain})\b\.?\s(?=\W?(?-i:[A-Z])))", re.IGNORECASE)


@cache
def _around() -> re.Pattern[str]:
    words = "|".join(map(re.escape, statement_words()))
    return re.compile(rf"\s?[(\[](?:{words})\b[^()\[\]]*[)\]]", re.IGNORECASE)


def without_role(name: str) -> str:
    """A name without words for what somebody did, before it or in brackets behind it."""
    name = _around().sub("", name) if "(" in name or "[" in name else name
    while (found := _before().match(name)) and any(map(str.isalpha, name[found.end() :])):
        name = name[found.end() :]
    return name


def is_role(part: str) -> bool:
    """Whether a part between commas only says what somebody did: "X, penyunting", "X, Y, eds."."""
    said = part.strip(" .()")
    return said.casefold() in statement_words() and (len(said) > 3 or not said.istitle())  # "Soph, Ed" is a name
