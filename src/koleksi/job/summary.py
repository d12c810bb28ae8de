"""The counts of ``ringkasan.json``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, fields
from typing import Any

from koleksi.book import Problem
from koleksi.job.collection import Collection
from koleksi.job.problems import problem_list
from koleksi.job.review.series import all_series

__all__ = ["Summary", "counted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts of ``ringkasan.json``. ``ask_pairs`` may be one edition and are asked in as many ``questions``;
    ``disagreed`` counts books made of rows that disagree in something; ``classified`` books whose class is given,
    decided or sure; ``to_review`` those that carry a provisional class or none until a person looks. ``first_number``:
    of the first run of a folder without a catalogue beside it; ``repaired``: the code of the Problem that says what
    befell the ledger. ``collection`` and ``found``, every problem, are the values that were counted; they are no part
    of the figures.
    """

    code_wanted: str = ""  # the default code, until the library sets its own or hands over
    rows: int = 0
    books: int = 0
    copies: int = 0
    merged_rows: int = 0
    ask_pairs: int = 0
    questions: int = 0
    disagreed: int = 0
    problems: int = 0
    classified: int = 0
    to_review: int = 0
    surplus: int = 0
    lost_rows: int = 0
    notes: int = 0
    attached: int = 0
    new: int = 0
    changed: int = 0
    vanished: int = 0
    retired: int = 0
    unsure_rows: int = 0
    last_number: int = 0
    first_number: str = ""
    repaired: str = ""
    files: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()  # new files whose place was held open by another program
    problem_list: tuple[dict[str, Any], ...] = ()  # every problem, its text in English: what a program reads
    collection: Collection | None = field(default=None, repr=False, compare=False)
    found: tuple[Problem, ...] = field(default=(), repr=False, compare=False)

    def counts(self) -> dict[str, int]:
        """The figures alone."""
        values = ((one.name, getattr(self, one.name)) for one in fields(self) if one.compare)
        return {name: value for name, value in values if isinstance(value, int)}

    def as_dict(self) -> dict[str, Any]:
        """Without the values."""
        names = (one.name for one in fields(self) if one.compare)
        return {name: deepcopy(getattr(self, name)) for name in names}

    def lasting(self) -> dict[str, Any]:
        """Without what holds of a first run only: the same command again gives the same file."""
        return {name: value for name, value in self.as_dict().items() if name != "first_number"}


def counted(collection: Collection, problems: Sequence[Problem], files: Iterable[str]) -> Summary:
    """The counts of a collection whose files are written. ``problems``: all of them."""
    lost = {(p.source, p.row) for p in problems if p.severity == "error" and p.row}
    records = collection.records
    kinds = Counter(change.kind for change in collection.changes)
    return Summary(
        rows=len(collection.rows) + len(lost),
        books=len(records),
        copies=sum(len(record.copies) for record in records),
        merged_rows=len(collection.rows) - len(records),
        ask_pairs=len(collection.questions),
        questions=len(all_series(collection.questions)),
        disagreed=sum(bool(record.disagreed) for record in records),
        problems=sum(problem.severity != "note" for problem in problems),
        notes=sum(problem.severity == "note" for problem in problems),
        classified=sum(bool(record.sure and record.book.ddc) for record in records),
        to_review=sum(not record.sure for record in records),
        surplus=sum(record.surplus for record in records),
        lost_rows=len(lost),
        new=kinds["new"],
        changed=kinds["corrected"] + kinds["moved"],
        vanished=kinds["vanished"],
        retired=sum(len(change.barcodes) for change in collection.changes if change.kind in ("vanished", "fewer")),
        unsure_rows=len(collection.doubts),
        last_number=collection.last_number,
        first_number=_first_number(collection),
        repaired=next((problem.code for problem in problems if problem.code.startswith("ledger-")), ""),
        attached=sum(record.in_catalogue for record in records),
        files=tuple(sorted(files)),
        problem_list=tuple(problem_list(problems)),
        collection=collection,
        found=tuple(problems),
    )


def _first_number(collection: Collection) -> str:
    """The first accession number that was given and not typed, where nothing said with which to begin."""
    if not collection.first_run or collection.catalogue:
        return ""
    typed = {copy.accession for row in collection.rows for _, copy in row.copies()}
    given = (copy.accession for record in collection.records for copy in record.copies)
    return next((accession for accession in given if accession not in typed), "")
