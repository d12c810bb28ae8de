"""Class suggestions on libraries never seen: ``python benchmarks/ddc.py [every Nth row]``. Title only."""

from __future__ import annotations

import csv
import resource
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from koleksi import Book, ddc
from koleksi._ddc_schedule import schedule

CATALOGUES = Path(__file__).resolve().parents[2] / "shared" / "data" / "ddc"
NAMES = ("amn", "rlc", "poltek", "dumai", "kupang", "office", "school2014")


def truth(number: str) -> str:
    """Three digits of today's number."""
    plain = ddc.normalise(number)
    return schedule().moved.get(plain[:3], plain)[:3]


def main() -> None:
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    by_score: defaultdict[int, list[bool]] = defaultdict(list)
    asked, begun = 0, time.process_time()
    print(f"{'library':12}{'rows':>6}{'1 digit':>9}{'@1':>7}{'@3':>7}{'@5':>7}")
    for name in NAMES:
        text = (CATALOGUES / f"id_{name}.csv").read_text(encoding="utf-8-sig")
        rows = [row for row in csv.DictReader(text.splitlines()) if ddc.normalise(row["ddc"] or "")][::step]
        right: Counter[str] = Counter()
        for row in rows:
            found = ddc.suggest(Book(title=row["title"]), 5)
            numbers, true = [s.number[:3] for s in found], truth(row["ddc"])
            right["1"] += bool(numbers) and numbers[0][0] == true[0]
            right["@1"] += numbers[:1] == [true]
            right["@3"] += true in numbers[:3]
            right["@5"] += true in numbers
            if found:
                by_score[int(found[0].score * 10)].append(numbers[0] == true)
        asked += len(rows)
        shares = "".join(f"{right[k] / len(rows):{width}.3f}" for k, width in (("1", 9), ("@1", 7), ("@3", 7), ("@5", 7)))
        print(f"{name:12}{len(rows):6}{shares}")
    seconds = time.process_time() - begun
    print(f"{asked / seconds:.0f} suggestions a CPU second, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    for score, right_ones in sorted(by_score.items()):
        print(f"score {score / 10:.1f}: {sum(right_ones) / len(right_ones):.2f} right of {len(right_ones)}")


if __name__ == "__main__":
    main()
