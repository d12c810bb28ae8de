"""Groups inside each component, by the rule of the one process: never across a conflict of any two members."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from koleksi import dedupe
from koleksi._spark.arrow import Record, mapped
from koleksi.dedupe import steps

__all__ = ["resolved"]

_ROWS = 5_000  # of several components that are resolved together


def resolved(titles: DataFrame, weighed: DataFrame, components: DataFrame, parts: int) -> DataFrame:
    """A record for each row (``id``, ``group``: the least id of its group) and for each question (``id``, ``other``,
    ``score`` 0..1)."""
    kind = titles.schema["ids"].dataType.simpleString().removeprefix("array<").removesuffix(">")
    empty = F.lit(None)
    rows = titles.select("title", F.lit(-1).cast("bigint").alias("other"), "start", "ids", F.col("rows").alias("value"))
    pairs = weighed.select(
        F.col("left").alias("title"), F.col("right").alias("other"), F.lit(0).alias("start"),
        empty.cast(f"array<{kind}>").alias("ids"), F.col("pairs").alias("value"),
    )  # fmt: skip
    both = rows.union(pairs).join(components, "title", "left")
    placed = both.select(F.coalesce("component", "title").alias("component"), "title", "other", "start", "ids", "value")
    placed = placed.repartition(parts, "component")
    # All rows of a component come before its pairs.
    in_order = placed.sortWithinPartitions("component", F.col("other") >= 0, "title", "start")
    return mapped(in_order, _resolved, {"id": kind, "group": kind, "other": kind, "score": "double"})


def _resolved(records: Iterable[Record]) -> Iterator[Record]:
    batch = _Batch()
    for _, group in groupby(records, lambda record: record[0]):
        whole = list(group)
        if len(whole) == 1 and len(whole[0][4]) == 1:
            yield whole[0][4][0], whole[0][4][0], None, None
            continue
        batch.add(whole)
        if len(batch.rows) >= _ROWS:
            yield from batch.groups()
            batch = _Batch()
    yield from batch.groups()


class _Batch:
    """Whole components: their rows in order, and their pairs counting these."""

    def __init__(self) -> None:
        self.ids: list[object] = []
        self.rows: list[steps.Features] = []
        self.pairs: array[int] = array("Q")

    def add(self, component: Iterable[Record]) -> None:
        first: dict[int, int] = {}
        for _, title, other, _, ids, value in component:
            if ids is not None:
                first.setdefault(title, len(self.rows))
                self.ids += ids
                self.rows += steps.unpacked(value)
            else:
                self.pairs += steps.shifted(array("Q", value), first[title], first[other])

    def groups(self) -> Iterator[Record]:
        found = dedupe.resolved(self.rows, set(self.pairs))
        for group in found.groups:
            members = [self.ids[n] for n in group.members]
            least = min(members)  # type: ignore[type-var]  # ids are all numbers or all texts
            yield from ((one, least, None, None) for one in members)
        for ask in found.asks:
            yield self.ids[ask.left], None, self.ids[ask.right], ask.score
