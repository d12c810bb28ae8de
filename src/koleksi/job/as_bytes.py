"""The files of a job as bytes, for programs that keep them elsewhere than in a folder."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from koleksi.book import Lang, wrong_argument
from koleksi.job.outputs import write_for_people, write_for_systems
from koleksi.job.review.answers import Answers
from koleksi.job.summary import Summary

__all__ = ["files"]


def files(summary: Summary, *, lang: Lang = "id") -> dict[str, bytes]:
    """Every file that `run` writes, but for the ledger: name -> content. ``summary``: of a run or of `catalogue`."""
    if not isinstance(summary, Summary):
        raise wrong_argument("process.files", "summary", "a Summary, of run or catalogue", summary)
    if summary.collection is None:
        raise ValueError("the summary holds no collection; take the one that run or catalogue returned")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        collection = replace(summary.collection, answers=summary.collection.answers or Answers())
        write_for_people(collection, write_for_systems(collection, folder, _nobody_looks), folder, lang)
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _nobody_looks(stage: str, done: int, total: int) -> None:
    """Progress of what takes no time."""
