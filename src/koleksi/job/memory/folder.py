"""A results folder on later days: a run said to be done, what was done when, and the last of it taken back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from koleksi.book import Text
from koleksi.errors import InputError
from koleksi.job.memory.copies import Run
from koleksi.job.memory.ledger import Ledger
from koleksi.job.sources import LEDGER

__all__ = ["LEDGER", "REVIEW", "RunDetails", "accept", "details", "history", "take_back"]

REVIEW = "tinjau.xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDetails:
    """One run: ``changes`` as (kind, title, barcodes, before and after, what to do)."""

    run: Run
    changes: tuple[tuple[str, str, tuple[str, ...], Text, Text], ...]


def accept(folder: Path) -> int:
    """The labels of the last run are on the books and its files are handed over; the run's number.

    From now on ``baru/`` holds what comes after it, until a person says so again. Raises InputError for a folder
    without a ledger or without a run."""
    with _ledger(folder) as ledger, ledger.backed_up(always=True), ledger.transaction():
        if not (number := ledger.accept(said=True)):
            raise InputError(Text("belum pernah diproses", "was never processed"), folder)
        return number


def take_back(folder: Path) -> tuple[int, str]:
    """The last run undone: rows, decisions and what was accepted are as before it; numbers that it gave out are
    retired.

    The run's number, and the name under which the review sheet is kept ("" where there was none): its answers would be
    taken over again. The files of the folder are those of the undone run until the job is run again. Raises InputError
    for a folder without a ledger or without a run that can be undone.
    """
    with _ledger(folder) as ledger, ledger.backed_up(always=True), ledger.transaction():
        if not (number := ledger.take_back()):
            raise InputError(Text("tidak ada proses yang dapat dibatalkan", "no run that can be undone"), folder)
        sheet, kept = folder / REVIEW, folder / f"tinjau-dibatalkan-{number}.xlsx"
        if not sheet.exists():
            return number, ""
        sheet.replace(kept)
        return number, kept.name


def history(folder: Path) -> list[Run]:
    """Every run of a folder, the first one first. Raises InputError for a folder without a ledger."""
    with _ledger(folder) as ledger:
        return ledger.history()


def details(folder: Path, number: int) -> RunDetails:
    """What one run changed. Raises InputError for a folder without a ledger or a number that is none of its runs."""
    with _ledger(folder) as ledger:
        runs = {run.number: run for run in ledger.history()}
        if number not in runs:
            known = ", ".join(map(str, runs)) or "-"
            raise InputError(
                Text(f"tidak ada proses nomor {number}; yang ada: {known}", f"no run {number}; there are: {known}"),
                folder,
            )
        return RunDetails(run=runs[number], changes=tuple(ledger.changes_of(number)))


def _ledger(folder: Path) -> Ledger:
    path = folder / LEDGER
    if not path.is_file():
        raise InputError(
            Text(f"bukan folder hasil koleksi (tidak ada {LEDGER})", f"not a results folder of koleksi (no {LEDGER})"),
            folder,
        )
    return Ledger.open(path, begun="")
