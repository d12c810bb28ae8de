"""Where a long list fills memory: ``python benchmarks/growth.py [ROWS ...]`` (30,000 unless told; Linux).

The peak of each stage of the main job, in megabytes, and what is in memory when it ends. The lists are those of
``main_job.py rows``. The operating system's peak is set back when a stage begins (``/proc/self/clear_refs``).
"""

from __future__ import annotations

import gc
import sys
import tempfile
from pathlib import Path

from koleksi import process
from main_job import donated, longer

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def megabytes(name: str) -> float:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


def stages(source: Path, out: Path) -> None:
    last = ["start"]

    def tell(stage: str, done: int, total: int) -> None:
        if (now := stage.split()[0]) != last[0]:
            print(f"{last[0]:14}{megabytes('VmHWM'):8.0f}{megabytes('VmRSS'):8.0f}", flush=True)
            CLEAR.write_text("5")
            last[0] = now

    process.run([source], out, progress=tell)
    tell("end", 0, 0)


def main(lengths: list[int]) -> None:
    gc.disable()  # as the command does
    for length in lengths or [30_000]:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "list.csv"
            longer(donated(), length, source)
            print(f"{length} rows{'peak':>12}{'end':>8}")
            stages(source, Path(folder) / "hasil")


if __name__ == "__main__":
    main([int(length) for length in sys.argv[1:]])
