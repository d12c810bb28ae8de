"""What a union costs, from 10,000 rows to a million, and what one more village costs then.

``python benchmarks/union.py make FOLDER [ROWS]`` writes village lists of 500 to 3,000 rows until there are ROWS
(default 1,000,000, some 450 of them), and one more in ``FOLDER/baru``; ``run FOLDER OUT [ROWS]`` takes the first of
them, up to ROWS, into a union, each step in a process of its own: CPU seconds, wall and peak memory; then the village
more, the same corrected, and the outputs. ``share FOLDER`` says which part of the ISBNs of a new village's list the
union knows, as it grows from 10 libraries to all. ``engines FOLDER`` does the union's own questions in SQLite and in
DuckDB.
"""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from union_lists import LARGEST, SMALLEST, Stock, stock, village, write

from koleksi import marc
from koleksi._terms import book_json
from koleksi.book import Entry
from koleksi.union.reading import read
from koleksi.union.sources import sources_of


def make(folder: Path, rows: int) -> None:
    luck = random.Random(22)
    owned = stock(luck)
    print(f"{len(owned.common)} editions that many share, {len(owned.tail)} that few do", flush=True)
    (folder / "desa").mkdir(parents=True)
    made = number = 0
    while made < rows:
        made += village_list(owned, folder / "desa", number, luck)
        number += 1
    (folder / "baru").mkdir()
    village_list(owned, folder / "baru", number, luck)
    print(f"{made} rows in {number} lists")


def village_list(owned: Stock, folder: Path, number: int, luck: random.Random) -> int:
    books = village(owned, round(luck.triangular(SMALLEST, LARGEST, LARGEST)), luck)
    write(books, folder, f"desa-{number:03d}", number)
    return len(books)


def lists(folder: Path, rows: int) -> list[Path]:
    """The first lists, until there are so many rows."""
    found, total = [], 0
    for path in sorted((folder / "desa").iterdir()):
        if total >= rows:
            break
        found.append(path)
        total += rows_in(path)
    return found


def rows_in(path: Path) -> int:
    """Records of a MARC file by their ends, lines of a list."""
    if path.suffix == ".mrc":
        return path.read_bytes().count(b"\x1d")
    path = path / "biblio.csv" if path.is_dir() else path
    return path.read_text(encoding="utf-8").count("\n") - 1


def run(folder: Path, out: Path, rows: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    some = lists(folder, rows)
    print(f"{sum(map(rows_in, some))} rows of {len(some)} libraries", flush=True)
    measured("  taken in", [*some, "--tanpa-hasil"], out)
    measured("  outputs", [some[0]], out)
    new = copied(next((folder / "baru").iterdir()), out / "lists")
    measured("  one library more", [new, "--tanpa-hasil"], out)
    measured("  outputs after it", [new], out)
    corrected(new)
    measured("  the same, ten rows corrected", [new, "--tanpa-hasil"], out)
    print(f"  union.db {(out / 'union.db').stat().st_size / 1e6:.0f} MB")


def copied(path: Path, place: Path) -> Path:
    """A list of its own for each run, which is corrected there."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    target = place / path.name
    return Path(shutil.copytree(path, target) if path.is_dir() else shutil.copy(path, target))


def corrected(path: Path) -> None:
    """Ten rows of a list say something else."""
    path = path / "biblio.csv" if path.is_dir() else path
    if path.suffix == ".mrc":
        entries = [item for item in marc.read_books(path) if isinstance(item, Entry)]
        books = [(one.book.but(year=1987) if n < 10 else one.book, one.copies) for n, one in enumerate(entries)]
        marc.write_books(books, path, date="2026-01-01")
        return
    head, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(head + "".join(f"x{line}" if n < 10 else line for n, line in enumerate(lines)), encoding="utf-8")


def measured(label: str, arguments: Iterable[object], out: Path) -> None:
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "koleksi", "union", *map(str, arguments), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - begun
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{label:32} {cpu:7.1f} CPU s {wall:7.1f} s wall  peak {peak()}", flush=True)
    print("   ", done.stdout.strip().splitlines()[0] if done.stdout else done.stderr[-300:], flush=True)


def peak() -> str:
    """Of the largest child until now, in MB: each step is larger than those before it, or it says nothing new."""
    return f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB"


def share(folder: Path) -> None:
    """Of a village that nobody knows yet: how many of its ISBNs stand in the lists of n others."""
    known: set[str] = set()
    wanted = isbns_of(next((folder / "baru").iterdir()))
    for number, path in enumerate(sorted((folder / "desa").iterdir()), start=1):
        known |= isbns_of(path)
        if number in (10, 25, 50, 100, 200, 300, 450):
            print(
                f"{number:4} libraries  {len(known):6} ISBNs  {len(wanted & known) / len(wanted):.1%} known", flush=True
            )


def isbns_of(path: Path) -> set[str]:
    found = (book_json.load(one.book).isbn for source in sources_of([path]) for one in read(source).holdings)
    return {isbn for isbn in found if isbn}


def main() -> None:
    what, folder, *rest = sys.argv[1:]
    if what == "make":
        make(Path(folder), int(rest[0]) if rest else 1_000_000)
    elif what == "run":
        run(Path(folder), Path(rest[0]), int(rest[1]) if len(rest) > 1 else 10**9)
    elif what == "share":
        share(Path(folder))
    elif what == "engines":
        from union_engines import engines

        engines(Path(folder))


if __name__ == "__main__":
    main()
