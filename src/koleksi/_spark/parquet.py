"""Rows to be grouped as a file of Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from koleksi.book import Book
from koleksi.dedupe import steps

__all__ = ["write_rows"]

_ROWS = 100_000  # in memory at a time
_LISTS = frozenset({"authors", "other_isbns", "wrong_isbns"})


def write_rows(rows: Iterable[tuple[int | str, Book]], path: Path) -> int:
    """Write what of each book takes part in the comparison; how many there are. Ids are all numbers or all texts."""
    given, count, writer = iter(rows), 0, None
    while part := list(islice(given, _ROWS)):
        if writer is None:
            writer = pq.ParquetWriter(path, _schema(part[0][0]), compression="zstd")
        writer.write_table(_table(part, writer.schema))
        count += len(part)
    if writer is not None:
        writer.close()
    return count


def _schema(first: object) -> Any:
    kinds = {"id": pa.int64() if isinstance(first, int) else pa.string()}
    for name in steps.FIELDS:
        kinds[name] = pa.int32() if name == "year" else pa.list_(pa.string()) if name in _LISTS else pa.string()
    return pa.schema(list(kinds.items()))


def _table(part: Sequence[tuple[Any, Book]], schema: Any) -> Any:
    columns = [[one for one, _ in part], *([getattr(book, name) for _, book in part] for name in steps.FIELDS)]
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)], schema=schema)
