"""The main job beside its floor, in one run: ``python benchmarks/main_job.py [FILE.csv ...]``.

``python benchmarks/main_job.py rows [300 3000 30000 100000]`` instead: CPU and memory a row for lists of these lengths.
Beyond the rows of the donated lists a row comes again with another word in its title, so that it is a book of its own.

The floor reads the same rows with csv and writes as many MARC records, as full as ours (18 fields), with pymarc alone.
Both run in processes of their own; CPU seconds and peak memory are the operating system's figures for each.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

DONATED = Path(__file__).resolve().parents[2] / "shared" / "data" / "donated"
LISTS = [str(DONATED / "mosque_library.csv"), str(DONATED / "dormitory_library.csv")]
LENGTHS = (300, 3_000, 30_000, 100_000)

FLOOR = """
import csv, sys, pymarc
with open(sys.argv[1], "wb") as out:
    for path in sys.argv[2:]:
        text = open(path, encoding="utf-8-sig", newline="").read()
        rows = csv.reader(text.splitlines(), delimiter=";" if text[:200].count(";") > text[:200].count(",") else ",")
        for row in rows:
            cells = [cell for cell in row if cell] or [""]
            record = pymarc.Record()
            for tag in ("001", "005", "007", "008"):
                record.add_field(pymarc.Field(tag=tag, data="x" * (40 if tag == "008" else 10)))
            for tag in "020 040 082 084 100 245 264 300 336 337 338 500 852 990".split():
                subfields = [pymarc.Subfield(code, cell) for code, cell in zip("abc", cells)]
                record.add_field(pymarc.Field(tag=tag, indicators=pymarc.Indicators(" ", " "), subfields=subfields))
            out.write(record.as_marc())
"""
STAGES = """
import json, sys, time
from koleksi import process
begun, last, spent = time.process_time(), [time.process_time(), "start"], {}
def tell(stage, done, total):
    now = time.process_time()
    spent[last[1]] = spent.get(last[1], 0) + now - last[0]
    last[:] = now, stage.split()[0]
process.run(sys.argv[2:], sys.argv[1], progress=tell)
tell("end", 0, 0)
print(json.dumps(spent))
"""


class Used(NamedTuple):
    """CPU seconds, wall seconds and peak megabytes of a command, and what it printed."""

    cpu: float
    wall: float
    megabytes: float
    said: str


def measure(*command: str, quiet: bool = False) -> Used:
    """Of a job that ends with 0 or 1. ``quiet``: what it prints is thrown away."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL if quiet else subprocess.PIPE, text=True)
    said = child.stdout.read() if child.stdout else ""
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode in (0, 1), command
    return Used(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024, said)


def donated() -> list[list[str]]:
    """Title, author, publisher, year and ISBN of the rows of both lists."""
    found = []
    for path, delimiter, first in zip(LISTS, ";,", (1, 0), strict=True):
        text = Path(path).read_text(encoding="utf-8-sig")
        rows = csv.reader(text.splitlines()[1:], delimiter=delimiter)
        found += [[*row[first : first + 5], *[""] * 5][:5] for row in rows]
    return found


def longer(rows: list[list[str]], length: int, path: Path) -> None:
    """A list of so many rows."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Judul", "Pengarang", "Penerbit", "Tahun", "ISBN"])
        for n in range(length):
            again, at = divmod(n, len(rows))
            title, *others, isbn = rows[at]
            writer.writerow([f"{title} {'x' * again}{again}", *others, ""] if again else [title, *others, isbn])


def by_rows(lengths: list[int]) -> None:
    rows, folder = donated(), Path(tempfile.mkdtemp())
    try:
        print(f"{'rows':>8}{'cpu s':>9}{'ms a row':>10}{'MB':>7}{'kB a row':>10}")
        for length in lengths:
            longer(rows, length, folder / "list.csv")
            out = folder / f"{length}"
            job = measure(
                sys.executable, "-m", "koleksi", "process", str(folder / "list.csv"), "--out", str(out), quiet=True
            )
            a_row = f"{1000 * job.cpu / length:10.2f}{job.megabytes:7.0f}{1024 * job.megabytes / length:10.1f}"
            print(f"{length:8}{job.cpu:9.2f}{a_row}", flush=True)
            shutil.rmtree(out)
    finally:
        shutil.rmtree(folder)


def against_floor(sources: list[str]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        floor = measure(sys.executable, "-c", FLOOR, str(folder / "floor.mrc"), *sources)
        job = measure(sys.executable, "-c", STAGES, str(folder / "hasil"), *sources)
        help_ = min(measure(sys.executable, "-m", "koleksi", "--help").cpu for _ in range(15))
        nothing = min(measure(sys.executable, "-c", "pass").cpu for _ in range(15))
    finally:
        shutil.rmtree(folder)
    print(f"{'':12}{'cpu s':>8}{'wall s':>8}{'MB':>7}")
    for name, used in (("floor", floor), ("main job", job)):
        print(f"{name:12}{used.cpu:8.2f}{used.wall:8.2f}{used.megabytes:7.0f}")
    print(f"ratio {job.cpu / floor.cpu:.1f} (aim: under 6)")
    print(f"koleksi --help {help_ / nothing:.1f} x python -c pass (aim: under 5)")
    print("stages:", job.said.strip())


def main(given: list[str]) -> None:
    if given[:1] == ["rows"]:
        by_rows([int(length) for length in given[1:]] or list(LENGTHS))
    else:
        against_floor(given or LISTS)


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs have their modules compiled
    main(sys.argv[1:])
