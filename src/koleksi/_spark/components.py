"""Titles that pairs connect, however many steps away: the least title of each component.

Few edges are one task's, by union-find. Many take turns of large and small stars (Kiveris and others, "Connected
Components in MapReduce and Beyond", 2014), in which each title is tied to the least one it knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from koleksi._spark.arrow import Record, mapped

__all__ = ["components"]

_FEW = 5_000_000  # edges: some 500 MB as a dict of Python


def components(edges: DataFrame, few: int = _FEW) -> DataFrame:
    """``title`` and ``component`` for each title of an edge but the least ones. ``edges``: ``left`` below ``right``."""
    columns = {"title": "bigint", "component": "bigint"}
    if edges.count() <= few:
        return mapped(edges.coalesce(1), _contracted, columns)
    return _stars(edges.select(F.col("right").alias("title"), F.col("left").alias("component")).distinct())


def _contracted(edges: Iterable[Record]) -> Iterator[Record]:
    root: dict[int, int] = {}

    def find(title: int) -> int:
        while (above := root.get(title, title)) != title:
            root[title] = title = root.get(above, above)
        return title

    for left, right in edges:
        one, other = sorted((find(left), find(right)))
        if one != other:
            root[other] = one
    for title in list(root):
        yield title, find(title)


def _stars(edges: DataFrame) -> DataFrame:
    """Edges from each title to a smaller one, until all of a component lead to its least."""
    known = None
    while (state := _state(edges)) != known:
        known, edges = state, _small_star(_large_star(edges)).localCheckpoint()
    return edges


def _state(edges: DataFrame) -> tuple[int, int]:
    found = edges.agg(F.count("*"), F.sum(F.xxhash64("title", "component").cast("decimal(38)"))).first()
    assert found is not None  # an aggregate without groups is one row
    return int(found[0]), int(found[1] or 0)


def _large_star(edges: DataFrame) -> DataFrame:
    """Each title's larger neighbours are tied to the least of its neighbours and itself."""
    both = edges.union(edges.select("component", "title")).toDF("title", "other")
    least = both.groupBy("title").agg(F.least(F.min("other"), F.col("title")).alias("component"))
    return (
        both.where("other > title").join(least, "title").select(F.col("other").alias("title"), "component").distinct()
    )


def _small_star(edges: DataFrame) -> DataFrame:
    """Each title and its smaller neighbours are tied to the least of these."""
    least = edges.groupBy("title").agg(F.min("component").alias("least"))
    others = edges.join(least, "title").where("component != least")
    tied = others.select(F.col("component").alias("title"), F.col("least").alias("component"))
    return least.withColumnRenamed("least", "component").union(tied).distinct()
