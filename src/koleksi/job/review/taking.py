"""Decisions that were typed into the review sheet, on their way into the ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from koleksi.job.decisions import READ_COPY
from koleksi.job.memory.ledger import Ledger
from koleksi.job.problems import decided_meanwhile
from koleksi.job.review import answers
from koleksi.job.review.answers import Answers

__all__ = ["take_decisions", "take_late_decisions"]


def take_decisions(ledger: Ledger, folder: Path, *, forgotten: bool = False) -> Answers:
    """Decisions typed into the review sheet and its copies since the last run go into the ledger; those that were made
    before, too, where the ledger was lost."""
    known = {(kind, key): value for kind, key, value in ledger.all_decisions()}
    typed = answers.gather(folder, known, ledger.decisions(READ_COPY), forgotten=forgotten)
    ledger.decide(typed.decisions)
    ledger.withdraw(typed.taken_back)
    return typed


def take_late_decisions(ledger: Ledger, folder: Path) -> Answers:
    """Decisions that were saved when the files of this run were made already: for the next run, and said to be so."""
    before = ledger.all_decisions()
    typed = take_decisions(ledger, folder)
    late = len(set(ledger.all_decisions()) ^ set(before))
    return replace(typed, problems=(*typed.problems, *decided_meanwhile(late)))
