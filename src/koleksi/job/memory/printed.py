"""Which labels of a results folder are on the books already."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from koleksi.job.memory.folder import LEDGER

__all__ = ["printed_labels"]

_PRINTED = "SELECT id FROM items WHERE kind = 'label' AND accepted <> '' AND accepted = digest"


def printed_labels(folder: Path) -> frozenset[str]:
    """Barcodes whose label is as it was when a run was last accepted (``koleksi selesai``, or a later run).

    A ledger that is missing, held or cannot be read has printed nothing: a label too many is no harm.
    """
    path = folder / LEDGER
    if not path.is_file():
        return frozenset()
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0.2)) as ledger:
            return frozenset(barcode for (barcode,) in ledger.execute(_PRINTED))
    except sqlite3.Error:
        return frozenset()
