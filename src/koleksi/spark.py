"""The same duplicates on a Spark cluster (extra ``koleksi[spark]``): the rules, and so the groups, are those of
``koleksi.dedupe``; Spark brings together what they need.

    with spark.local_session() as session:
        spark.write_groups("rows.parquet", "groups", session)

Java 17 or newer must be there, and koleksi on each worker.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

from koleksi.book import Book, Text
from koleksi.errors import UsageError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from pyspark.sql import DataFrame, SparkSession

__all__ = ["Id", "frame", "groups", "local_session", "write_groups", "write_rows"]

Id = int | str

_ROWS = 50_000  # of one partition: some 200 MB of a worker of Python
_MISSING = Text(
    "mesin Spark belum terpasang: pip install 'koleksi[spark]', dan Java 17 atau lebih baru",
    "the Spark engine is not installed: pip install 'koleksi[spark]', and Java 17 or newer",
)


def local_session(cores: int = 2, memory: str = "2g") -> AbstractContextManager[SparkSession]:
    """A session on this machine, which is gone with its Java afterwards. Raises UsageError where the extra is not
    installed."""
    _must_be_installed()
    from koleksi._spark.session import local_session

    return local_session(cores, memory)


def write_rows(rows: Iterable[tuple[Id, Book]], path: str | Path) -> int:
    """Rows to be grouped as a file of Parquet, of each book what takes part in the comparison; how many there are. Ids,
    each once, are all numbers or all texts; of rows that say the same the least id is the first."""
    _must_be_installed()
    from koleksi._spark.parquet import write_rows

    count: int = write_rows(rows, Path(path))
    return count


def frame(rows: DataFrame, parts: int = 0) -> DataFrame:
    """Groups and questions of a frame with ``id`` and columns named like fields of Book (texts, a whole number for the
    year, lists of texts), of which any may be missing.

    A record for each row: ``id`` and ``group``, the least id of its group; and one for each question: ``id``, ``other``
    and ``score`` (0..1, the probability that they are one edition). ``parts``: of the work in Python, 0: by the rows.
    """
    _must_be_installed()
    from koleksi._spark.pipeline import grouped

    return grouped(rows, parts or max(2 * _cores(rows), -(-rows.count() // _ROWS)))


def _cores(rows: DataFrame) -> int:
    cores: int = rows.sparkSession.sparkContext.defaultParallelism
    return cores


def write_groups(rows: str | Path, out: str | Path, session: SparkSession, parts: int = 0) -> None:
    """``groups`` (id, group) and ``questions`` (id, other, score) as Parquet in the folder ``out``, for the Parquet
    ``rows`` as `frame` wants them. Paths are Spark's: of a file system that all workers reach. What stands there is
    replaced."""
    found = frame(session.read.parquet(str(rows)), parts).persist()
    found.where("group is not null").select("id", "group").write.mode("overwrite").parquet(f"{out}/groups")
    found.where("group is null").select("id", "other", "score").write.mode("overwrite").parquet(f"{out}/questions")
    session.catalog.clearCache()


def groups(rows: str | Path | Iterable[tuple[Id, Book]], session: SparkSession | None = None) -> dict[Id, Id]:
    """For each row's id the least id of its group. ``rows``: a file of Parquet as `frame` wants it, or ids and books.
    Without a session, one on this machine is begun and ended."""
    with tempfile.TemporaryDirectory() as folder, _session(session) as own:
        path = rows
        if not isinstance(path, str | Path):
            path = Path(folder) / "rows.parquet"
            if not write_rows(cast("Iterable[tuple[Id, Book]]", rows), path):
                return {}
        found = frame(own.read.parquet(str(path))).where("group is not null").select("id", "group").toArrow()
        own.catalog.clearCache()
    return dict(zip(found["id"].to_pylist(), found["group"].to_pylist(), strict=True))


def _session(given: SparkSession | None) -> AbstractContextManager[SparkSession]:
    return local_session() if given is None else nullcontext(given)


def _must_be_installed() -> None:
    java = os.environ.get("JAVA_HOME") or shutil.which("java")
    if not java or not all(find_spec(name) for name in ("pyspark", "pyarrow", "pandas")):
        raise UsageError(_MISSING)
