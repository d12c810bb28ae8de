"""The whole comparison as frames, one made of another; ``koleksi.spark`` says what goes in and comes out."""

from __future__ import annotations

from pyspark import StorageLevel
from pyspark.sql import DataFrame

from koleksi._spark.candidates import candidates, keyed, word_counts
from koleksi._spark.components import components
from koleksi._spark.evidence import similar, weighed
from koleksi._spark.resolving import resolved
from koleksi._spark.titles import titles

__all__ = ["grouped"]

_KEPT = StorageLevel.MEMORY_AND_DISK


def grouped(rows: DataFrame, parts: int) -> DataFrame:
    """Rows and questions (``resolving.resolved``). ``parts``: into how many partitions the work of Python is cut."""
    of_titles = titles(rows, parts).persist(_KEPT)
    keys = keyed(of_titles, word_counts(of_titles))
    near = similar(candidates(keys, of_titles), of_titles, parts)
    evidence = weighed(near, of_titles, parts).persist(_KEPT)
    edges = evidence.where("left < right").select("left", "right")
    return resolved(of_titles, evidence, components(edges), parts)
