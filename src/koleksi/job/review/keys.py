"""The hidden keys of the review sheet's lines: which rows a line is about."""

from __future__ import annotations

from collections.abc import Sequence

from koleksi.job.collection import Record

__all__ = ["BETWEEN_ROWS", "joined", "rows_key"]

BETWEEN_ROWS = ","
_MOST = 32_000  # characters in a cell


def rows_key(record: Record) -> str:
    """The rows of a record, the first of which a decision is looked for by."""
    return joined([row.key for row in record.rows])


def joined(keys: Sequence[str]) -> str:
    """Keys in one cell, as many as go into it."""
    shown, length = list[str](), 0
    for key in keys:
        length += len(key) + 1
        if length <= _MOST:
            shown.append(key)
    return BETWEEN_ROWS.join(shown)
