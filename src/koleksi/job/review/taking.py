"""Decisions that were typed into the review sheet, on their way into the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from koleksi.book import Problem, Text
from koleksi.job.decisions import READ_COPY
from koleksi.job.memory.folder import known_ledger
from koleksi.job.memory.ledger import Ledger
from koleksi.job.problems import decided_meanwhile
from koleksi.job.review import answers
from koleksi.job.review.answers import Answers

__all__ = ["not_taken", "take_decisions", "take_late_decisions", "words_that_wait"]

_NOT_TAKEN = ("decision-unclear", "decisions-contradict", "review-sorted-apart", "heading-as-before")
_TOLD = 3  # words that a sentence names


def take_decisions(ledger: Ledger, folder: Path, policy: str, *, forgotten: bool = False) -> Answers:
    """Decisions typed into the review sheet and its copies since the last run go into the ledger; those that were made
    before, too, where the ledger was lost. ``policy``: of headings."""
    known = {(kind, key): value for kind, key, value in ledger.all_decisions()}
    copies, sheet = ledger.decisions(READ_COPY), ledger.note(answers.AS_WRITTEN)
    typed = answers.gather(folder, known, copies, forgotten=forgotten, as_written=sheet, policy=policy)
    ledger.decide(typed.decisions)
    ledger.withdraw(typed.taken_back)
    return typed


def take_late_decisions(ledger: Ledger, folder: Path, policy: str) -> Answers:
    """Decisions that were saved when the files of this run were made already: for the next run, and said to be so."""
    before = ledger.all_decisions()
    typed = take_decisions(ledger, folder, policy)
    late = len(set(ledger.all_decisions()) ^ set(before))
    return replace(typed, problems=(*typed.problems, *decided_meanwhile(late)))


def words_that_wait(folder: Path, policy: str) -> Text | None:
    """Of the review sheet as it lies in a results folder: the sentence of `not_taken`. Raises InputError for a sheet
    that cannot be read."""
    with Ledger.open(known_ledger(folder), begun="") as ledger:
        known = {(kind, key): value for kind, key, value in ledger.all_decisions()}
        copies, sheet = ledger.decisions(READ_COPY), ledger.note(answers.AS_WRITTEN)
    return not_taken(answers.gather(folder, known, copies, as_written=sheet, policy=policy).problems)


def not_taken(problems: Iterable[Problem]) -> Text | None:
    """That words typed into the review sheet decide nothing yet, and which; None where all were understood."""
    found = [one for one in problems if one.code in _NOT_TAKEN]
    if not found:
        return None
    words = "; ".join(_where(one) for one in found[:_TOLD]) + ("; ..." if len(found) > _TOLD else "")
    return Text(
        "{n} isian di tinjau.xlsx tidak dapat dipakai: {words}. Lembar Masalah mengatakan sebabnya.",
        "{n} cells of tinjau.xlsx could not be used: {words}. The sheet Problems says why.",
    ).format(n=len(found), words=words)


def _where(one: Problem) -> str:
    sheet = one.source.partition(":")[2]
    return f"{one.value!r} ({sheet} {one.row})" if one.value else f"{one.column} ({sheet})"
