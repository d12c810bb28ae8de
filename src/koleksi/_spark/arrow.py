"""Functions over plain records, run by Spark's workers on batches of Arrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame

__all__ = ["Record", "mapped", "typed"]

Record = tuple[Any, ...]  # the values of a frame's columns, in their order
_BATCH = 10_000  # records
_TYPES: Mapping[str, Callable[[], Any]] = {
    "int": pa.int32, "bigint": pa.int64, "double": pa.float64, "string": pa.string, "binary": pa.binary,
}  # fmt: skip


def mapped(
    frame: DataFrame, function: Callable[..., Iterable[Record]], columns: Mapping[str, str], *given: object
) -> DataFrame:
    """A frame of what ``function(records, *given)`` makes of the records of each partition, in their order.
    ``columns``: of the result, each with its type in Spark's words."""
    schema = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    return frame.mapInArrow(partial(_on_batches, function, dict(columns), given), schema)


def _on_batches(
    function: Callable[..., Iterable[Record]], columns: Mapping[str, str], given: Record, batches: Iterable[Any]
) -> Iterator[Any]:
    schema = pa.schema([(name, typed(kind)) for name, kind in columns.items()])
    found = iter(function(_records(batches), *given))
    while part := list(islice(found, _BATCH)):
        values = zip(*part, strict=True)
        yield pa.RecordBatch.from_arrays(
            [pa.array(column, kind) for column, kind in zip(values, schema.types, strict=True)], schema=schema
        )


def _records(batches: Iterable[Any]) -> Iterator[Record]:
    for batch in batches:
        yield from zip(*[column.to_pylist() for column in batch.columns], strict=True)


def typed(kind: str) -> Any:
    """Arrow's type for one of Spark's."""
    if kind.startswith("array<"):
        return pa.list_(typed(kind.removeprefix("array<").removesuffix(">")))
    return _TYPES[kind]()
