"""The one place where the text of a `Problem` stands: its code, what is the matter, what to do, how severe it is.

The key of a wording is the code that people and programs see in ``masalah.csv`` and ``ringkasan.json``. Where one code
has several texts, the key is the code, a stroke and what tells them apart ("245-ind1/main-entry"). "isbn/..." are the
texts of all codes "isbn-" + kind or action of `isbn.Recognised`.
"""

from __future__ import annotations

from types import MappingProxyType

from koleksi._terms.problems import catalogue, decisions, isbns, labels, lookup, photos, records, rows, unions
from koleksi._terms.problems.wording import Wording
from koleksi.book import Problem, Text

__all__ = ["WORDINGS", "Wording", "problem"]

WORDINGS = MappingProxyType(
    rows.WORDINGS
    | isbns.WORDINGS
    | photos.WORDINGS
    | records.WORDINGS
    | lookup.WORDINGS
    | catalogue.WORDINGS
    | decisions.WORDINGS
    | labels.WORDINGS
    | unions.WORDINGS
)


def problem(
    code: str,
    *,
    wording: str = "",
    source: str = "",
    row: int = 0,
    column: str = "",
    value: str = "",
    offset: int = -1,
    **words: object,
) -> Problem:
    """The problem of a code, with the text of the table.

    ``wording``: the key in `WORDINGS` where it is not the code itself. ``source`` ... ``offset`` as in `Problem`. The
    text is filled in with these and with ``words``; a word that is a `Text` gives each language its own half. Raises
    KeyError for an unknown wording and for a word that is missing.
    """
    what, do, severity = WORDINGS[wording or code]
    words |= {"source": source, "row": row, "column": column, "value": value, "offset": offset}
    return Problem(
        code=code,
        what=_filled(what, words),
        do=_filled(do, words),
        source=source,
        row=row,
        column=column,
        value=value,
        offset=offset,
        severity=severity,
    )


def _filled(text: Text, words: dict[str, object]) -> Text:
    """Most texts have no blanks, and a catalogue may have a hundred thousand problems."""
    return text.format(**words) if "{" in text.id else text
