"""Subject headings as libraries write them: the subject first, then its parts, its form and its place behind dashes.

"Mathematics -- Study and teaching -- Indonesia" is about mathematics; "Rats -- Juvenile fiction" is a story.
The forms are those of free-floating subdivisions that change the class (``heading_forms.csv``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from koleksi._terms.folding import term_words
from koleksi._terms.tables import rows

__all__ = ["form_of_heading", "heading_words"]

_DASH = re.compile(r"\s*(?:--+|\u2014|\u2013|\s-\s|/)\s*")


def heading_words(heading: str) -> list[Sequence[str]]:
    """The folded words of a heading and of each of its subdivisions that says more than a form: subject first.

    "Cooking (Fish) -- Juvenile fiction" -> [("cooking", "fish")]; a heading that is a form alone keeps it."""
    parts = [words for part in _DASH.split(heading) if (words := term_words(part))]
    return [*parts[:1], *(words for words in parts[1:] if " ".join(words) not in _forms())] or [()]


def form_of_heading(heading: str) -> str:
    """ "fiction", "biography", "criticism" ... where a subdivision of the heading names such a form; "" elsewhere."""
    parts = [" ".join(term_words(part)) for part in _DASH.split(heading)]
    return next((form for part in parts[1:] or parts if (form := _forms().get(part))), "")


@cache
def _forms() -> Mapping[str, str]:
    return MappingProxyType({row["words"]: row["form"] for row in rows("heading_forms.csv")})
