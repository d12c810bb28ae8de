"""The form in which a problem's text stands in the tables of this folder."""

from __future__ import annotations

from typing import NamedTuple

from koleksi.book import Severity, Text

__all__ = ["Wording"]


class Wording(NamedTuple):
    """What is the matter and what a person can do about it; ``{names}`` in braces are filled in where it is found.

    ``severity`` as in `Problem`: "error" the row gave no record, "warning" look at it, "note" for the record.
    """

    what: Text
    do: Text
    severity: Severity = "warning"
