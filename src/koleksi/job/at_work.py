"""A run at work in a results folder: its ledger and its files change together, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from koleksi import save
from koleksi.book import Problem
from koleksi.config import Config
from koleksi.job.collection import Row
from koleksi.job.memory import manifest
from koleksi.job.memory.copies import Memory
from koleksi.job.memory.folder import LEDGER, REVIEW
from koleksi.job.memory.ledger import Ledger
from koleksi.job.memory.repair import is_known, said
from koleksi.job.memory.settings_of_run import keep_settings
from koleksi.job.outputs import OUTPUTS, OWNED
from koleksi.job.problems import copies_kept
from koleksi.job.review.answers import Answers
from koleksi.job.review.taking import take_decisions

__all__ = ["Work", "accept_before", "at_work"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A run at work in a folder. ``staging``: where its files are made; ``before``: what was known before it;
    ``typed``: what people typed since the last one; ``aside``: files whose old ones were open in another program;
    ``recoded``: the library's code is another than in the last run."""

    folder: Path
    ledger: Ledger
    number: int
    staging: Path
    before: Memory
    typed: Answers
    problems: list[Problem]
    aside: list[str]
    recoded: bool


@contextmanager
def at_work(
    folder: Path,
    sources: Sequence[str | Path],
    chosen: Config,
    opened: AbstractContextManager[Ledger],
    *,
    overwrite: bool,
    change_settings: bool,
    owned: Sequence[str] = (),
) -> Iterator[Work]:
    """A run: its ledger and its files are those of the folder when the block ends, or nothing has changed.

    ``owned``: files beside those of the last run that are removed then.
    """
    aside: list[str] = []
    if not overwrite and not is_known(folder / LEDGER):
        manifest.refuse_foreign(folder, {}, OUTPUTS)
    with (
        opened as ledger,
        ledger.backed_up(),
        save.together(folder, owned=(*manifest.owned(ledger.files() or OWNED), *owned), aside=aside) as staging,
        ledger.run([str(source) for source in sources]) as number,
    ):
        problems = list(mended := said(ledger, folder))
        files = {} if mended else ledger.files()  # an older ledger knows older files
        if not overwrite and files:
            manifest.refuse_foreign(folder, files, OUTPUTS)
        problems += (resettled := keep_settings(ledger, number, chosen, change_settings))
        problems += copies_kept(manifest.keep_changed(folder, files, staging, but=(REVIEW,)))
        typed = take_decisions(ledger, folder, chosen.classes.author, forgotten=bool(mended))
        yield Work(
            folder=folder, ledger=ledger, number=number, staging=staging, before=ledger.memory(), typed=typed,
            problems=problems, aside=aside, recoded=any(one.column == "library.code" for one in resettled),
        )  # fmt: skip
        ledger.store_files(manifest.digests(staging))


def accept_before(ledger: Ledger, before: Memory, rows: Sequence[Row], *, recoded: bool) -> None:
    """Where nobody says so (`koleksi selesai`), the last run was handed over when there are new rows; not one that had
    another code than the library has now (``recoded``)."""
    if recoded and ledger.accepted() is None:
        return
    if any(row.key not in before.rows for row in rows) and not ledger.accepts_by_word:
        ledger.accept(said=False)
