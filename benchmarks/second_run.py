"""What a second run with ten edits costs beside the first, on 1,000 rows of real lists: CPU seconds of whole processes.

``python benchmarks/second_run.py [PAIRS]``: first and second run in turn, so that other work on the machine falls on
both; the median of PAIRS (default 5), and of the second divided by the first.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
# A list, the column of its titles and that of its years; the second one brings the class of each book along.
LISTS = (("donated/dormitory_library.csv", 0, 3), ("ddc/id_rlc.csv", 0, 3))
ROWS = 1_000
Lines = list[list[str]]


def main(pairs: int) -> None:
    for name, title, year in LISTS:
        with (DATA / name).open(encoding="utf-8-sig", newline="") as stream:
            head, *body = list(csv.reader(stream))[: ROWS + 1]
        costs = [pair(head, body, edited(body, title, year)) for _ in range(pairs)]
        first, second, again = (median(cost) for cost in zip(*costs, strict=True))
        share = median(second / first for first, second, _ in costs)
        print(f"{name:32} first {first:.2f}  ten edits {second:.2f}  the same again {again:.2f}  share {share:.3f}")


def pair(head: list[str], *lists: Lines) -> tuple[float, float, float]:
    """The first run, the one with edits, and that once more."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "daftar.csv"
        first, second, again = (run(written(path, [head, *body])) for body in (*lists, lists[-1]))
        return first, second, again


def run(path: Path) -> float:
    command = (sys.executable, "-m", "koleksi", "process", path, "--out", path.with_name("hasil"))
    begun = spent()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not path.with_name("hasil").is_dir():
        raise SystemExit(done.stderr)
    return spent() - begun


def spent() -> float:
    """The CPU seconds of all child processes that came to their end."""
    times = os.times()
    return times.children_user + times.children_system


def edited(body: Lines, title: int, year: int) -> Lines:
    """Six titles corrected, two years typed, a row inserted near the top and one at the end."""
    rng = random.Random(1)
    lines = [list(line) for line in body]
    chosen = rng.sample(range(len(lines)), 10)
    for n in chosen[:6]:
        lines[n][title] = f"{lines[n][title][:5]}x{lines[n][title][5:]}"
    for n in chosen[6:8]:
        lines[n][year] = "1987"
    for n, words in zip(chosen[8:], ("Sejarah Kota Tua", "Berkebun di Halaman"), strict=True):
        lines.insert(40 if n == chosen[8] else len(lines), [*lines[n][:title], words, *lines[n][title + 1 :]])
    return lines


def written(path: Path, lines: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    return path


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
