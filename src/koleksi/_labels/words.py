"""What a person is told about a label that does not come out whole, and what to do."""

from __future__ import annotations

from koleksi._terms import problems
from koleksi.book import Problem, Text

__all__ = ["problem"]


def problem(code: str, row: int, column: str, value: str, more: Text) -> Problem:
    """The problem with its words; ``more`` fills the blank in them."""
    return problems.problem(code, row=row, column=column, value=value, more=more)
