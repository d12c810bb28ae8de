"""MARC 21's own rules for a field of a book's record: indicators, and which subfields it may hold how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from koleksi._marc.fields import Field
from koleksi._terms.problems import problem
from koleksi._terms.tables import rows
from koleksi.book import Problem

__all__ = ["check_form", "complaint"]


class _Rule(NamedTuple):
    """``first``, ``second``: the indicators allowed; ``once``, ``often``: subfield codes that may not and may be
    repeated."""

    first: str
    second: str
    once: str
    often: str


@cache
def _rules() -> Mapping[str, _Rule]:
    """Tag -> its rule (MARC 21 Format for Bibliographic Data; ``#`` in the table is a blank)."""
    return MappingProxyType(
        {
            row["tag"]: _Rule(
                row["first"].replace("#", " "), row["second"].replace("#", " "), row["once"], row["often"]
            )
            for row in rows("marc_fields.csv")
        }
    )


def complaint(code: str, column: str, value: str, *, wording: str = "", **words: Any) -> Problem:
    """A Problem of a record; ``column``: the tag; the rest as `problem` takes it."""
    return problem(code, wording=wording, column=column, value=value[:200], **words)


def check_form(field: Field) -> Iterator[Problem]:
    """Indicators and subfields that MARC 21 does not know. $9 belongs to the library's own system (Koha's links) and
    is let pass."""
    tag, indicators, subfields = field
    linked = (
        next((value[:3] for code, value in subfields if code == "6"), "") if tag == "880" else tag
    )  # the same field in its own script
    rule = _rules().get(linked)
    if rule is None:
        return
    for n, allowed in enumerate((rule.first, rule.second)):
        if (indicators[n : n + 1] or " ") not in allowed:
            yield complaint("indicator", tag, indicators, place=n + 1)
    for code, count in Counter(code for code, _ in subfields).items():
        if code != "9" and code not in rule.once + rule.often:
            yield complaint("subfield-unknown", tag, f"${code}")
        elif code in rule.once and count > 1:
            yield complaint("subfield-repeated", tag, f"${code}")
