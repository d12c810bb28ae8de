"""What a results folder has left for people to do, read from its ledger without holding it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Standing", "kept_library", "standing"]

_LEDGER = "koleksi.db"
_LAST = "SELECT sources, summary, accepted FROM runs WHERE summary <> '' AND accepted >= 0 ORDER BY run DESC LIMIT 1"
_NEW = "SELECT count(*) FROM items WHERE kind = 'label' AND digest <> '' AND digest <> accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A results folder after its last run. ``to_decide``: books and pairs that wait for an answer in tinjau.xlsx;
    ``new_labels``: labels that no run that was handed over has made just so; ``sources``: the lists it was made of;
    ``busy``: another process holds the ledger, and nothing is known."""

    folder: Path
    sources: tuple[str, ...] = ()
    titles: int = 0
    to_decide: int = 0
    new_labels: int = 0
    problems: int = 0
    busy: bool = False


def standing(folder: Path) -> Standing | None:
    """How things stand in ``folder``; None where there is no ledger, no finished run, or the ledger cannot be read."""
    path = folder / _LEDGER
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0.2)) as ledger:
            found = ledger.execute(_LAST).fetchone()
            (labels,) = ledger.execute(_NEW).fetchone()
    except sqlite3.Error as error:
        busy = getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        return Standing(folder=folder, busy=True) if busy else None
    return _of_run(folder, json.loads(found[0]), json.loads(found[1]), labels) if found else None


def _of_run(folder: Path, sources: list[str], counts: Mapping[str, Any], labels: int) -> Standing:
    questions = counts.get("questions", counts.get("ask_pairs", 0))
    return Standing(
        folder=folder, sources=tuple(sources), titles=counts.get("books", 0), new_labels=labels,
        to_decide=counts.get("to_review", 0) + questions + counts.get("unsure_rows", 0),
        problems=counts.get("problems", 0),
    )  # fmt: skip


def kept_library(folder: Path) -> tuple[str, str, str]:
    """Code, name and kind of the library as the last run of a results folder kept them; "" for what is not known."""
    try:
        with closing(sqlite3.connect(f"{(folder / _LEDGER).resolve().as_uri()}?mode=ro", uri=True)) as ledger:
            found = ledger.execute(
                "SELECT settings FROM runs WHERE settings <> '' ORDER BY run DESC LIMIT 1"
            ).fetchone()
        library = json.loads(found[0]).get("library", {}) if found else {}
    except (sqlite3.Error, ValueError):
        return "", "", ""
    return library.get("code", ""), library.get("name", ""), library.get("kind", "")
