"""All files of a union, made of what is told (`told.py`): in one process, or in two where there is enough to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from koleksi.book import Lang, Problem
from koleksi.job.sources import Progress, silent
from koleksi.union import catalogue
from koleksi.union.exchange import write_exchange
from koleksi.union.harvest import Repository, write_static
from koleksi.union.processes import pool
from koleksi.union.reports import Page, write_reports
from koleksi.union.shelves import shelves
from koleksi.union.told import Told
from koleksi.union.values import Edition, Library

__all__ = ["Made", "Making", "make"]

_WORTH = 50_000  # holdings from which a second process pays for its start
_PROCESSES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What the outputs are made of. ``told``: a file of `told.write`; ``folder``: where they are written; ``day``: ISO,
    of the records; ``keep``: copies of a title that are no surplus; ``pages``: the reports that are written."""

    told: Path
    folder: Path
    day: str
    lang: Lang
    keep: int
    repository: Repository
    libraries: tuple[Library, ...]
    pages: tuple[Page, ...]
    editions: int
    holdings: int


class Made(NamedTuple):
    """What came of it. ``surplus``, ``shortages``: lines of the workbook; ``reports``: page -> digest of it."""

    problems: tuple[Problem, ...] = ()
    surplus: int = 0
    shortages: int = 0
    reports: tuple[tuple[str, str], ...] = ()

    def __or__(self, other: Made) -> Made:
        return Made(
            self.problems + other.problems, self.surplus + other.surplus, self.shortages + other.shortages,
            self.reports + other.reports,
        )  # fmt: skip


def make(making: Making, processes: int, progress: Progress) -> Made:
    """Write all files."""
    if min(processes, _PROCESSES) > 1 and making.holdings >= _WORTH:
        try:
            return _side_by_side(making, progress)
        except BrokenProcessPool:  # one was ended from outside, by a system that is short of memory say
            pass
    with Told.open(making.told) as told:
        made = [part(told, making, progress) for part in (_marc, _lists, _exchange, _reports)]
    return made[0] | made[1] | made[2] | made[3]


def _side_by_side(making: Making, progress: Progress) -> Made:
    """The parts in two processes, the longest first."""
    halves = [replace(making, pages=making.pages[n::2]) for n in range(2)]
    made = Made()
    with pool(_PROCESSES, interrupted=True) as workers:
        running = [workers.submit(_several, making, parts) for parts in (("marc",), ("lists", "exchange"))]
        running += [workers.submit(_several, half, ("reports",)) for half in halves]
        for done, one in enumerate(as_completed(running), start=1):
            made |= one.result()
            progress("write", done, len(running))
    return made


def _several(making: Making, parts: Sequence[str]) -> Made:
    """Some parts, in a process of their own: what is read is read once for them."""
    made = Made()
    with Told.open(making.told) as told:
        for part in parts:
            made |= _PARTS[part](told, making, silent)
    return made


_Part = Callable[[Told, Making, Progress], Made]


def _marc(told: Told, making: Making, progress: Progress) -> Made:
    editions = _counted(told, making, "marc", progress)
    return Made(problems=tuple(catalogue.write_marc(editions, making.folder / "union.mrc", making.day)))


def _lists(told: Told, making: Making, progress: Progress) -> Made:
    folder, lang = making.folder, making.lang
    catalogue.write_csv(_counted(told, making, "write union.csv", progress), folder / "union.csv", lang)
    who_has = folder / "siapa_punya.xlsx"
    catalogue.write_who_has(_counted(told, making, "write siapa_punya.xlsx", progress), who_has, lang)
    catalogue.write_jsonl(_counted(told, making, "write union.jsonl", progress), folder / "union.jsonl")
    write_static(told.editions(), folder, making.repository)
    return Made()


def _exchange(told: Told, making: Making, progress: Progress) -> Made:
    progress("exchange", 0, 1)
    counted = shelves(told.editions(), making.libraries)
    target = making.folder / "kelebihan_kekurangan.xlsx"
    surplus, shortages = write_exchange(counted, told.editions(), target, making.lang, making.keep)
    return Made(surplus=surplus, shortages=shortages)


def _reports(told: Told, making: Making, progress: Progress) -> Made:
    written = write_reports(told, making.pages, making.folder, making.day, making.lang, progress)
    return Made(reports=tuple(written.items()))


_PARTS: dict[str, _Part] = {"marc": _marc, "lists": _lists, "exchange": _exchange, "reports": _reports}


def _counted(told: Told, making: Making, stage: str, progress: Progress) -> Iterator[Edition]:
    for done, one in enumerate(told.editions(), start=1):
        if done % 1000 == 0:
            progress(stage, done, making.editions)
        yield one
