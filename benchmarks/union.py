"""What a union costs, from 10,000 rows to a million, and what one more village costs then.

``python benchmarks/union.py make FOLDER [ROWS]`` writes village lists of 500 to 3,000 rows until there are ROWS
(default 1,000,000, some 450 of them), and one more in ``FOLDER/baru``; ``run FOLDER OUT [ROWS]`` takes the first of
them, up to ROWS, into a union, each step in a process of its own: CPU seconds, wall and peak memory; then the village
more, the same corrected, and the outputs. ``share OUT`` says which part of the ISBNs of a new village's list the
union knows, as it grows from 10 libraries to all. ``engines FOLDER`` does the union's own questions in SQLite and in
DuckDB.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from union_lists import LARGEST, SMALLEST, Stock, stock, village, write

from koleksi import marc
from koleksi._terms import book_json
from koleksi.book import Entry

TESTED = 20  # villages that take the place of a new one, each told by the middle one of them


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
    """One run of the command: CPU seconds of it and its processes, wall, the memory of the largest of them."""
    command = [sys.executable, "-m", "koleksi", "union", *map(str, arguments), "--out", str(out)]
    begun = time.perf_counter()
    with (out / "said.txt").open("w") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, _, used = os.wait4(process.pid, 0)
    cpu, wall = used.ru_utime + used.ru_stime, time.perf_counter() - begun
    print(f"{label:32} {cpu:7.1f} CPU s {wall:7.1f} s wall  {used.ru_maxrss // 1024} MB", flush=True)


def share(out: Path) -> None:
    """Of the last village that joined: how many of its ISBNs stand in the lists of n others."""
    database = sqlite3.connect(f"{(out / 'union.db').resolve().as_uri()}?mode=ro", uri=True)
    lists: dict[str, set[str]] = {}
    for code, text in database.execute(
        "SELECT code, book FROM holdings JOIN descriptions ON description = descriptions.id "
        "JOIN libraries ON libraries.id = library ORDER BY code"
    ):
        if isbn := book_json.load(text).isbn:
            lists.setdefault(code, set()).add(isbn)
    villages = [isbns for isbns in lists.values() if isbns]
    new, known = villages[-TESTED:], set[str]()
    for number, isbns in enumerate(villages[:-TESTED], start=1):
        known |= isbns
        if number in (10, 25, 50, 100, 200, 300) or number == len(villages) - TESTED:
            shares = sorted(len(one & known) / len(one) for one in new)
            middle = shares[len(shares) // 2]
            print(
                f"{number:4} libraries {len(known):7} ISBNs  {middle:.1%} known ({shares[0]:.1%} to {shares[-1]:.1%})"
            )


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
