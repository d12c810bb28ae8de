"""How the sheets of ``tinjau.xlsx`` help: words to choose from, and the title that stays in sight."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from koleksi.book import Lang, Text
from koleksi.job.review.words import DECISION, TITLE, WORDS
from koleksi.job.workbook import Column

__all__ = ["up_to_title", "with_choices"]

_SAME, _DIFFERENT = WORDS["same"], WORDS["different"]
_CHOICES = MappingProxyType(
    {
        "class": (Text("ya", "yes"), *(Text(n, n) for n in "123")),
        "pair": (_SAME, _DIFFERENT),
        "joined": (_DIFFERENT,),
        "decided": (Text("batal", "cancel"),),
    }
)


def with_choices(name: str, columns: Sequence[Column], lang: Lang) -> list[Column]:
    """The columns of a sheet, that for decisions with its words; another word may be typed all the same."""
    choices = tuple(word(lang) for word in _CHOICES.get(name, ()))
    if not choices:
        return list(columns)
    return [column._replace(choices=choices) if column.heading == DECISION(lang) else column for column in columns]


def up_to_title(columns: Sequence[Column], lang: Lang) -> int:
    """How many columns stay in sight when the rest is scrolled: the decision, and all up to the title."""
    headings = [column.heading for column in columns]
    return headings.index(TITLE(lang)) + 1 if TITLE(lang) in headings and DECISION(lang) in headings else 0
