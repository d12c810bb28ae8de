"""The settings of a run against those of the last one: remembered, unless they would re-label the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from koleksi.book import Problem
from koleksi.config import Config
from koleksi.job import numbering
from koleksi.job.memory.kept_settings import changed_settings, free_before_hand_over, plain_settings, refuse_relabelling
from koleksi.job.memory.ledger import Ledger
from koleksi.job.problems import settings_changed

__all__ = ["keep_settings"]


def keep_settings(ledger: Ledger, run: int, chosen: Config, change: bool) -> list[Problem]:
    """Remember the settings of this run. Raises UsageError where they would re-label the library and need not."""
    now = plain_settings(chosen)
    changed = changed_settings(ledger.settings_of_last_run(), now)
    handed_over = ledger.accepted() is not None
    free = frozenset() if change or handed_over else free_before_hand_over(now)
    if not change:
        refuse_relabelling({name: values for name, values in changed.items() if name not in free})
    if handed_over and changed.keys() & {"library.code", "numbers.laptop"}:
        ledger.keep_controls(partial(numbering.control_number, _as_before(chosen, changed)))
    ledger.keep_settings(run, now)
    return settings_changed(changed)


def _as_before(chosen: Config, changed: Mapping[str, tuple[Any, Any]]) -> Config:
    """The settings with what made control numbers in the last run."""
    code, _ = changed.get("library.code", (chosen.library.code, ""))
    laptop, _ = changed.get("numbers.laptop", (chosen.numbers.laptop, ""))
    return replace(chosen, library=replace(chosen.library, code=code), numbers=replace(chosen.numbers, laptop=laptop))
