"""The main job beside its floor, in one run: ``python benchmarks/main_job.py [FILE.csv ...]``.

The floor reads the same rows with csv and writes as many MARC records, as full as ours (18 fields), with pymarc alone.
Both run in processes of their own; CPU seconds and peak memory are the operating system's figures for each.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DONATED = Path(__file__).resolve().parents[2] / "shared" / "data" / "donated"

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


def measure(*command: str) -> tuple[float, float, float, str]:
    """CPU seconds, wall seconds and peak megabytes of a command, and what it printed."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    said = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, command
    return used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024, said


def main() -> None:
    sources = sys.argv[1:] or [str(DONATED / "mosque_library.csv"), str(DONATED / "dormitory_library.csv")]
    folder = Path(tempfile.mkdtemp())
    try:
        floor = measure(sys.executable, "-c", FLOOR, str(folder / "floor.mrc"), *sources)
        job = measure(sys.executable, "-c", STAGES, str(folder / "hasil"), *sources)
        help_ = min(measure(sys.executable, "-m", "koleksi", "--help")[0] for _ in range(5))
        nothing = min(measure(sys.executable, "-c", "pass")[0] for _ in range(5))
    finally:
        shutil.rmtree(folder)
    print(f"{'':12}{'cpu s':>8}{'wall s':>8}{'MB':>7}")
    for name, figures in (("floor", floor), ("main job", job)):
        print(f"{name:12}{figures[0]:8.2f}{figures[1]:8.2f}{figures[2]:7.0f}")
    print(f"ratio {job[0] / floor[0]:.1f} (aim: under 6)")
    print(f"koleksi --help {help_ / nothing:.1f} x python -c pass (aim: under 7)")
    print("stages:", job[3].strip())


if __name__ == "__main__":
    main()
