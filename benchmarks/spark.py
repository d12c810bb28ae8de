"""The duplicates of one process and of Spark on the same file of Parquet: are they the same, and what does each cost.

``python benchmarks/spark.py [donated_10000 donated_100000 real_pairs ...] [--cores N] [--memory 2g]``. Both engines run
as processes of their own, one after the other, each from its start to the end of its work. CPU and memory of Spark are
those of Java and of all workers of Python together: read from /proc before the session ends, since nobody waits for
the workers, so that they are missing in what a process is told of its children. Then each stage as Spark's own event
log has it.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import dedupe as bench
import real_pairs

from koleksi import Book, dedupe, spark

_TICKS = os.sysconf("SC_CLK_TCK")
_LOG = (
    "--conf spark.eventLog.enabled=true --conf spark.eventLog.rolling.enabled=false "
    "--conf spark.eventLog.compress=false"
)


def books_of(name: str) -> Iterator[Book]:
    if name == "real_pairs":
        pairs = (*real_pairs.labelled(), *real_pairs.judged())
        return (book for pair in pairs for book in pair.books)
    return (bench.donated(row) for row in bench.rows_of(bench.DATA / name / "records.csv"))


def run_local(rows: Path, out: Path) -> None:
    import pyarrow.parquet as pq

    def books() -> Iterator[Book]:
        for batch in pq.ParquetFile(rows).iter_batches(10_000):
            for record in batch.to_pylist():
                yield Book(**{name: _value(value) for name, value in record.items() if name != "id" and value})

    found = dedupe.groups(books())
    groups = {row: min(group.members) for group in found.groups for row in group.members}
    _save(out, groups, ((ask.left, ask.right, ask.score) for ask in found.asks))


def run_spark(rows: Path, out: Path, cores: int, memory: str) -> None:
    import pyarrow.parquet as pq

    os.environ["PYSPARK_SUBMIT_ARGS"] = f"{_LOG} --conf spark.eventLog.dir=file:{out.parent} pyspark-shell"
    with spark.local_session(cores, memory) as session:
        spark.write_groups(rows, out.parent / "spark", session)
        cost = list(processes(os.getpid()))
    java = sum(cpu for name, cpu, _ in cost if name == "java")
    python = sum(cpu for name, cpu, _ in cost if name != "java")
    largest = {name: max(peak for other, _, peak in cost if other == name) for name, _, _ in cost}
    groups = pq.read_table(out.parent / "spark" / "groups").to_pylist()
    asks = pq.read_table(out.parent / "spark" / "questions").to_pylist()
    _save(
        out, {row["id"]: row["group"] for row in groups}, ((row["id"], row["other"], row["score"]) for row in asks),
        java=java, python=python, memory=sum(peak for _, _, peak in cost), largest=largest,
    )  # fmt: skip


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _save(out: Path, groups: Mapping[int, int], asks: Iterable[tuple[int, int, float]], **cost: Any) -> None:
    cost = cost or {"python": sum(os.times()[:2]), "memory": _peak(os.getpid())}
    found = {frozenset((left, right)): round(score, 9) for left, right, score in asks}
    out.write_bytes(pickle.dumps((dict(groups), found, cost)))


def processes(top: int) -> Iterator[tuple[str, float, int]]:
    """Name, CPU seconds and peak memory (MB) of a process and all below it, with what those that ended took."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    facts: dict[int, tuple[str, float]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().partition("(")[2].rpartition(")")
        except OSError:  # it has ended
            continue
        values = rest.split()
        facts[int(stat.parent.name)] = name, sum(map(int, values[11:15])) / _TICKS
        children[int(values[1])].append(int(stat.parent.name))
    below = [top]
    for one in below:
        below += children[one]
        yield (*facts[one], _peak(one))


def _peak(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)  # 0: it has ended


def stages(folder: Path) -> Iterator[str]:
    """What each stage did: steps of its plan, tasks, CPU of Java and time of all tasks, bytes between machines."""
    for log in folder.glob("*local-*"):
        for text in log.read_text(encoding="utf-8").splitlines():
            event = json.loads(text)
            if event["Event"] == "SparkListenerStageCompleted":
                yield _stage(event["Stage Info"])


def _stage(info: Mapping[str, Any]) -> str:
    values = {one["Name"].removeprefix("internal.metrics."): one.get("Value", 0) for one in info["Accumulables"]}
    scopes = [json.loads(one["Scope"])["name"] for one in info["RDD Info"] if one.get("Scope")]
    read = int(values.get("shuffle.read.localBytesRead", 0)) + int(values.get("shuffle.read.remoteBytesRead", 0))
    return (
        f"{info['Stage ID']:4} {info['Number of Tasks']:3} tasks {int(values.get('executorRunTime', 0)) / 1e3:7.1f} s, "
        f"read {read / 1e6:7.2f} MB, written {int(values.get('shuffle.write.bytesWritten', 0)) / 1e6:7.2f} MB, "
        f"{int(values.get('shuffle.write.recordsWritten', 0)):9} records  {' < '.join(dict.fromkeys(scopes))[:90]}"
    )


def compared(name: str, cores: int, memory: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        rows = place / "rows.parquet"
        count = spark.write_rows(enumerate(books_of(name)), rows)
        found = {}
        for engine in ("local", "spark"):
            out = place / f"{engine}.pickle"
            given = [engine, str(rows), str(out), "--cores", str(cores), "--memory", memory]
            subprocess.run([sys.executable, __file__, "--once", *given], check=True)
            found[engine] = pickle.loads(out.read_bytes())
        print(f"{name}: {count} rows, {rows.stat().st_size / 1e6:.1f} MB of Parquet")
        _report(found["local"], found["spark"])
        print("\n".join(stages(place)), flush=True)


def _report(local: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    groups = "the same" if local[0] == other[0] else f"{sum(local[0][n] != other[0].get(n) for n in local[0])} differ"
    asks = "the same" if local[1] == other[1] else f"{len(local[1].items() ^ other[1].items())} differ"
    print(f"  groups of rows: {groups} ({len(set(local[0].values()))}); questions: {asks} ({len(local[1])})")
    ours, theirs = local[2], other[2]
    cpu = theirs["java"] + theirs["python"]
    print(f"  one process {ours['python']:.1f} CPU s, {ours['memory']} MB")
    print(f"  Spark       {cpu:.1f} CPU s (Java {theirs['java']:.1f}, Python {theirs['python']:.1f}), ", end="")
    print(f"{theirs['memory']} MB (largest: {theirs['largest']}); ratio {cpu / ours['python']:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", default=["donated_10000", "donated_100000", "real_pairs"])
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--memory", default="2g")
    parser.add_argument("--once", action="store_true")
    given = parser.parse_args()
    if not given.once:
        for name in given.names:
            compared(name, given.cores, given.memory)
    elif given.names[0] == "local":
        run_local(Path(given.names[1]), Path(given.names[2]))
    else:
        run_spark(Path(given.names[1]), Path(given.names[2]), given.cores, given.memory)


if __name__ == "__main__":
    main()
