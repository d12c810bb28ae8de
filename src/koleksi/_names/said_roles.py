"""Words for what somebody did, beside a name: "Penulis: X", "Oleh X", "X (penerj. Y)", "X, penyunting"."""

from __future__ import annotations

import re
from functools import cache

from koleksi._terms.roles import statement_words

__all__ = ["is_role", "without_role"]

# Those that stand before a name without a mark; others ("foto", "ketua", "karya") may begin a name or a title.
_PLAIN = (
    "pengarang", "penulis", "penyusun", "penyunting", "penyadur", "penerjemah", "penterjemah", "editor", "editors",
    "ilustrator", "alih bahasa", "author", "authors", "translator", "illustrator", "oleh",
)  # fmt: skip


@cache
def _before() -> re.Pattern[str]:
    marked = "|".join(map(re.escape, statement_words()))
    plain = "|".join(map(re.escape, (*(word for word in statement_words() if word.endswith((" oleh", " by"))), *_PLAIN)))
    return re.compile(rf"(?:para\s)?(?:(?:{marked})\.?\s?:\s?|(?:{plain})\s?(?::\s?|\b\s(?=\W?(?-i:[A-Z]))))", re.IGNORECASE)


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
