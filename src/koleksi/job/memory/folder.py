"""A results folder on later days: a run said to be done, what was done when, and the last of it taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from koleksi.book import Text
from koleksi.errors import InputError
from koleksi.job.decisions import Decision
from koleksi.job.memory.copies import Held, Run
from koleksi.job.memory.ledger import Ledger
from koleksi.job.memory.ledger_history import Told
from koleksi.job.memory.sharing import Signed
from koleksi.job.sources import LEDGER

__all__ = [
    "LEDGER", "REVIEW", "CopyDetails", "RunDetails", "accept", "decide", "decided", "details", "history",
    "known_ledger", "take_back",
]  # fmt: skip

REVIEW = "tinjau.xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDetails:
    """One run and what it changed."""

    run: Run
    changes: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyDetails:
    """One copy: ``title`` and ``place`` of its row as last read; what runs changed of it, the first one first; what
    people decided of its row."""

    copy: Held
    title: str
    place: Text
    changes: tuple[tuple[Run, Told], ...]
    decisions: tuple[Signed, ...]


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


def details(folder: Path, number: str) -> RunDetails | CopyDetails:
    """The history of the copy that has this accession number or barcode; else what the run of this number changed.

    Raises InputError for a folder without a ledger or a number that is none of these.
    """
    with _ledger(folder) as ledger:
        if found := _copy_details(ledger, number):
            return found
        runs = {str(run.number): run for run in ledger.history()}
        if number not in runs:
            known = ", ".join(runs) or "-"
            raise InputError(
                Text(
                    f"tidak ada eksemplar atau proses nomor {number}; proses yang ada: {known}",
                    f"no copy and no run {number}; runs there are: {known}",
                ),
                folder,
            )
        run = runs[number]
        return RunDetails(run=run, changes=tuple(ledger.changes_of(run.number)))


def _copy_details(ledger: Ledger, number: str) -> CopyDetails | None:
    wanted, memory = number.casefold(), ledger.memory()
    for (key, _), held in memory.copies.items():
        if wanted in (held.numbers.accession.casefold(), held.numbers.barcode.casefold()):
            row = memory.rows.get(key)
            where = f"{Path(row.source).name}:{row.row}" if row else "?"
            return CopyDetails(
                copy=held, title=row.entry.book.full_title if row else "?", place=Text(where, where),
                changes=tuple(
                    (run, told)
                    for run in ledger.history()
                    for told in ledger.changes_of(run.number)
                    if held.numbers.barcode in told.barcodes
                ),
                decisions=tuple(one for one in ledger.told()["decisions"] if key in one.key.split("+")),
            )  # fmt: skip
    return None


def decide(folder: Path, decisions: Iterable[Decision], taken_back: Iterable[tuple[str, str]] = ()) -> None:
    """Remember what a person decided, and forget the decisions (kind and key) taken back, for the next run.

    Raises InputError for a folder without a ledger, OutputError where another process holds it."""
    with _ledger(folder) as ledger, ledger.transaction():
        ledger.withdraw(taken_back)
        ledger.decide(decisions)


def decided(folder: Path) -> dict[tuple[str, str], str]:
    """Every decision of a folder: (kind, key) -> value. Raises InputError for a folder without a ledger."""
    with _ledger(folder) as ledger:
        return {(kind, key): value for kind, key, value in ledger.all_decisions()}


def known_ledger(folder: Path) -> Path:
    """The ledger of a results folder. Raises InputError where there is none."""
    path = folder / LEDGER
    if not path.is_file():
        raise InputError(
            Text(f"bukan folder hasil koleksi (tidak ada {LEDGER})", f"not a results folder of koleksi (no {LEDGER})"),
            folder,
        )
    return path


def _ledger(folder: Path) -> Ledger:
    return Ledger.open(known_ledger(folder), begun="")
