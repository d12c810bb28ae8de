"""Candidates become pairs of rows with evidence. A title comes once, then the later titles to hold against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from koleksi._spark.arrow import Record, mapped
from koleksi.dedupe import steps

__all__ = ["similar", "weighed"]

_ITSELF = -1  # stands for the later title in the record of a title itself, and sorts before any
_BATCH = 100_000  # records that are worked off together


def similar(candidates: DataFrame, titles: DataFrame, parts: int) -> DataFrame:
    """Of candidates, each pair once, those that are worth weighing."""
    said = titles.where("start = 0").select("title", "core", "facts", "isbns")
    pairs = candidates.repartition(parts, "right").distinct()
    others = pairs.join(said, pairs["right"] == said["title"]).select("left", "right", "core", "facts", "isbns")
    ours = said.select(F.col("title").alias("left"), _itself(), "core", "facts", "isbns")
    beside = ours.union(others).repartition(parts, "left").sortWithinPartitions("left", "right")
    return mapped(beside, _similar, {"left": "bigint", "right": "bigint"})


def _itself() -> Any:
    return F.lit(_ITSELF).cast("bigint").alias("right")


def _similar(records: Iterable[Record]) -> Iterator[Record]:
    one = steps.Steps()
    for batch in _batches(records, 1):
        said: dict[int, tuple[steps.TitleKey, list[str]]] = {}
        found: dict[int, list[int]] = {}
        for left, right, core, facts, isbns in batch:
            title = left if right == _ITSELF else right
            if title not in said:
                said[title] = steps.TitleKey(core, facts), isbns
            if title == right:
                found.setdefault(left, []).append(right)
        numbers = sorted(said)
        place = {number: n for n, number in enumerate(numbers)}
        looked_at = [(place[left], [place[right] for right in rights]) for left, rights in found.items()]
        for a, b in one.similar([said[number] for number in numbers], looked_at):
            yield numbers[a], numbers[b]


def weighed(similar: DataFrame, titles: DataFrame, parts: int) -> DataFrame:
    """Evidence on the rows of similar titles and of each title with itself: packed pairs that count the rows of
    ``left`` and ``right`` from 0. Of a title in several pieces each is held against the others by itself."""
    piece = titles.select("title", "start", "main", "rows")
    salts = titles.where("size > 1").where(F.col("start") > 0).select(F.col("title").alias("left"), "start").distinct()
    more = similar.join(F.broadcast(salts), "left").select("left", "start", "right")
    salted = similar.select("left", F.lit(0).alias("start"), "right").union(more)
    others = salted.join(piece.withColumnRenamed("start", "right_start"), salted["right"] == piece["title"]).select(
        "left", "start", "right", "right_start", "main", "rows", F.lit(None).cast("binary").alias("after")
    )
    ours = titles.select(
        F.col("title").alias("left"), "start", _itself(), F.lit(0).alias("right_start"), "main", "rows", "after"
    )
    beside = ours.union(others).repartition(parts, "left", "start")
    beside = beside.sortWithinPartitions("left", "start", "right", "right_start")
    return mapped(beside, _weighed, {"left": "bigint", "right": "bigint", "pairs": "binary"})


def _weighed(records: Iterable[Record]) -> Iterator[Record]:
    one = steps.Steps()
    for batch in _batches(records, 2):
        rows: dict[tuple[int, int, int], list[steps.Features]] = {}  # by title, first row, 1 with those behind
        looked_at = []
        for left, start, right, right_start, main, text, after in batch:
            ours = (left, start, 0)
            piece = ours if right == _ITSELF else (right, right_start, 0)
            if piece not in rows:
                rows[piece] = _with_main(steps.unpacked(text), main)
            if right != _ITSELF:
                looked_at.append((ours, piece))
            elif after is not None:
                rows[left, start, 1] = rows[piece] + steps.unpacked(after)
                looked_at.append(((left, start, 1), (left, start, 1)))
            elif len(rows[piece]) > 1:
                looked_at.append((ours, ours))
        numbers = sorted(rows)
        place = {number: n for n, number in enumerate(numbers)}
        found = one.weighed([rows[number] for number in numbers], [(place[a], place[b]) for a, b in looked_at])
        for (a, b), pairs in found.items():
            (left, start, _), (right, right_start, _) = numbers[a], numbers[b]
            yield left, right, steps.shifted(pairs, start, right_start).tobytes()


def _with_main(rows: list[steps.Features], main: int) -> list[steps.Features]:
    """Rows of which the first, which speaks for the title, ends its main title where that of all pieces does."""
    return rows if rows[0].main == main else [rows[0]._replace(main=main), *rows[1:]]


def _batches(records: Iterable[Record], columns: int) -> Iterator[list[Record]]:
    """Records in lists that part none with the same values in the first columns."""
    batch: list[Record] = []
    for _, group in groupby(records, lambda record: record[:columns]):
        batch.extend(group)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
