"""Rows become titles: rows that agree in words and facts, in order, with a number that sorts as titles do.

A title that all libraries hold has very many rows. They are parted into pieces of a thousand or so, and the number of
the first row of a piece (``start``) is the salt by which its work is spread later on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from pyspark import StorageLevel, TaskContext
from pyspark.sql import DataFrame

from koleksi._spark.arrow import Record, mapped
from koleksi.book import Book
from koleksi.dedupe import steps

__all__ = ["PIECE", "titles"]

PIECE = 1_000  # rows of a title that are kept together; half of it must be above what `_dedupe/pairs.py` calls many
_PART = 40  # bits behind the number of the partition


def titles(rows: DataFrame, parts: int, piece: int = PIECE) -> DataFrame:
    """A record a piece of a title. ``rows``: ``id`` and columns with the names of Book's fields."""
    kind = rows.schema["id"].dataType.simpleString()
    names = [name for name in steps.FIELDS if name in rows.columns]
    columns = {"id": kind, "core": "string", "facts": "string", "row": "binary"}
    described = mapped(rows.select("id", *names).repartition(parts), _described, columns, names)
    # Kept, since Spark looks at it twice: for where to cut, and to cut there.
    described = described.persist(StorageLevel.MEMORY_AND_DISK)
    columns = {
        "title": "bigint", "start": "int", "size": "int", "core": "string", "facts": "string", "main": "int",
        "words": "array<bigint>", "isbns": "array<string>", "ids": f"array<{kind}>", "rows": "binary",
        "after": "binary",
    }  # fmt: skip
    in_order = described.repartitionByRange(parts, "core", "facts").sortWithinPartitions("core", "facts")
    return mapped(in_order, _titles, columns, piece)


def _described(records: Iterable[Record], names: Sequence[str]) -> Iterator[Record]:
    one = steps.Steps()
    for place, *values in records:
        filled = {name: _value(value) for name, value in zip(names, values, strict=True) if value is not None}
        key, row = one.described(Book(**filled))
        yield place, *key, steps.packed([row])


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _titles(records: Iterable[Record], piece: int) -> Iterator[Record]:
    one = steps.Steps()
    task = TaskContext.get()
    number = task.partitionId() << _PART if task else 0
    for (core, facts), group in groupby(records, lambda record: record[1:3]):
        rows = [(steps.unpacked(record[3])[0], record[0]) for record in group]
        rows.sort(key=lambda row: (steps.order(row[0]), row[1]))
        features = [row for row, _ in rows]
        words, isbns = list(one.words(core)), sorted({isbn for row in features for isbn in row.isbns})
        for start, end in _pieces(len(rows), piece):
            yield (
                number, start, len(rows), core, facts, features[0].main, words, isbns,
                [place for _, place in rows[start:end]], steps.packed(features[start:end]),
                steps.packed(features[end : end + steps.REACH]) if end < len(rows) else None,
            )  # fmt: skip
        number += 1


def _pieces(rows: int, piece: int) -> Iterator[tuple[int, int]]:
    """Begin and end of pieces as even as can be."""
    pieces = -(-rows // piece)
    cuts = [rows * n // pieces for n in range(pieces + 1)]
    yield from zip(cuts, cuts[1:], strict=False)
