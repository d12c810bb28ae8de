"""Titles that share a key, as joins of frames; what a key is, and how many neighbours a large block gives, is said
in ``koleksi.dedupe``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pyspark import StorageLevel
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from koleksi._spark.arrow import Record, mapped
from koleksi.dedupe import steps

__all__ = ["candidates", "keyed", "word_counts"]

_PART = 40  # bits of a title's number behind its partition, by which a key that very many share is spread


def word_counts(titles: DataFrame) -> Mapping[int, int]:
    """In how many titles each word of several titles stands: the only thing that is said of the list as a whole."""
    words = titles.where("start = 0").select(F.explode("words").alias("word"))
    counted = words.groupBy("word").count().where("count > 1").toArrow()
    return dict(zip(counted["word"].to_pylist(), counted["count"].to_pylist(), strict=True))


def keyed(titles: DataFrame, counts: Mapping[int, int]) -> DataFrame:
    """Each key of each title. The pieces of a title stand side by side in one partition, as they were made."""
    return mapped(titles.select("title", "rows"), _keyed, {"key": "bigint", "title": "bigint"}, counts)


def _keyed(records: Iterable[Record], counts: Mapping[int, int]) -> Iterator[Record]:
    one, counted = steps.Steps(), Counter(counts)
    for title, group in groupby(records, lambda record: record[0]):
        rows = [row for _, text in group for row in steps.unpacked(text)]
        for key in one.keys(rows, counted):
            yield key, title


def candidates(keyed: DataFrame, titles: DataFrame, block: int = steps.BLOCK) -> DataFrame:
    """Pairs of titles, ``left`` the earlier one; the same pair may stand there for several keys."""
    shared = keyed.withColumn("titles", F.count("*").over(Window.partitionBy("key"))).where("titles > 1")
    shared = shared.persist(StorageLevel.MEMORY_AND_DISK)  # else it is sorted anew for each of what follows
    small = shared.where(F.col("titles") <= block).select("key", "title")
    ours, theirs = (small.withColumnRenamed("title", name) for name in ("left", "right"))
    pairs = ours.join(theirs, "key").where("left < right").select("left", "right")
    facts = titles.where("start = 0").select("title", "facts")
    large = shared.where(F.col("titles") > block).select("key", "title").join(facts, "title")
    large = large.persist(StorageLevel.MEMORY_AND_DISK)
    part = F.shiftright("title", _PART)
    return pairs.union(_neighbours(large, [part])).union(_neighbours(large, [F.col("facts"), part]))


def _neighbours(large: DataFrame, salt: Sequence[Column]) -> DataFrame:
    """Each title of a key with those behind it in the order of salt and title.

    A window over a whole key would be sorted by one worker. So neighbours are looked for within each salt, and once
    more among the first and last titles of all salts, where those of one salt were found before.
    """
    near = steps.NEIGHBOURS
    salted = large.select("key", F.struct(*salt).alias("salt"), "title")
    within = Window.partitionBy("key", "salt").orderBy("title")
    numbered = salted.withColumn("n", F.row_number().over(within)).withColumn(
        "of", F.count("*").over(Window.partitionBy("key", "salt"))
    )
    behind = salted.withColumn("behind", F.collect_list("title").over(within.rowsBetween(1, near)))
    inside = behind.select("title", F.explode("behind").alias("other"))
    edges = numbered.where((F.col("n") <= near) | (F.col("of") - F.col("n") < near))
    across = Window.partitionBy("key").orderBy("salt", "title").rowsBetween(1, near)
    beyond = edges.withColumn("behind", F.collect_list(F.struct("salt", "title")).over(across))
    beyond = beyond.select("title", "salt", F.explode("behind").alias("one")).where("salt != one.salt")
    both = inside.union(beyond.select("title", F.col("one.title").alias("other")))
    return both.select(F.least("title", "other").alias("left"), F.greatest("title", "other").alias("right"))
