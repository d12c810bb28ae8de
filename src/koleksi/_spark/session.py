"""A Spark session on this machine, for tests, for measuring, and for a union that one machine can do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pyspark.sql import SparkSession

__all__ = ["local_session"]

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    # A run of minutes never pays back what the second compiler takes.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@contextmanager
def local_session(cores: int = 2, memory: str = "2g") -> Iterator[SparkSession]:
    """A session of its own, whose Java machine is gone afterwards. ``memory``: of Java; each core has a worker of
    Python beside it."""
    builder = SparkSession.builder.master(f"local[{cores}]").appName("koleksi")
    builder = builder.config(map={**_SETTINGS, "spark.driver.memory": memory})
    session = builder.config("spark.sql.shuffle.partitions", 2 * cores).getOrCreate()
    context = session.sparkContext
    context.pythonExec = sys.executable  # the workers' Python has what this one has
    context.setLogLevel("ERROR")
    try:
        yield session
    finally:
        _end(session)


def _end(session: SparkSession) -> None:
    gateway = session.sparkContext._gateway
    session.stop()
    if gateway is not None:
        gateway.shutdown()
        gateway.proc.stdin.close()  # Java ends when nobody is there to tell it more
        gateway.proc.wait()
        type(session.sparkContext)._gateway = type(session.sparkContext)._jvm = None
