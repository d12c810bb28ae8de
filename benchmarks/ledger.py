"""What the second day costs, in CPU seconds: opening a ledger of 100,000 copies, a second run with ten edits beside the
first one, and 10,000 rows all edited at once.

.venv/bin/python benchmarks/ledger.py
"""

from __future__ import annotations

import csv
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from koleksi import process
from koleksi.book import Book, Entry
from koleksi.config import Config
from koleksi.job.decisions import content_digest
from koleksi.job.memory import manifest
from koleksi.job.memory.copies import Numbered
from koleksi.job.memory.identity import match_rows
from koleksi.job.memory.ledger import Ledger
from koleksi.job.memory.repair import by_words, whole_ledger

LETTERS = "aeiouknrstlmbdgp"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        opening(Path(folder), 100_000)
    with tempfile.TemporaryDirectory() as folder:
        registering(Path(folder), 1_000)
    with tempfile.TemporaryDirectory() as folder:
        runs(Path(folder), 1_000)
    matching(10_000)


def opening(folder: Path, copies: int) -> None:
    path = folder / "koleksi.db"
    (folder / "katalog.mrc").write_bytes(b"0" * 700 * copies)  # digested to know whether this ledger wrote it
    with Ledger.open(path, begun="2026-01-01") as ledger, ledger.transaction():
        ledger.store_files(manifest.digests(folder))
        rows = ledger.register_rows(books(copies))
        ledger.assign(((row.key, 1), Numbered(n, f"{n:06d}/H/2026", f"B{n:07d}")) for n, row in enumerate(rows, 1))
    stack = ExitStack()
    with spent(f"open {copies:,} copies, {path.stat().st_size / 1e6:.0f} MB"):
        stack.enter_context(whole_ledger(path, by_words([]), Config(), begun="2026-01-01"))
    with spent("close"):
        stack.close()
    with spent("its backup"), Ledger.open(path, begun="2026-01-01") as ledger, ledger.backed_up():
        pass


def registering(folder: Path, rows: int) -> None:
    entries = books(rows)
    with Ledger.open(folder / "koleksi.db", begun="2026-01-01") as ledger:
        with spent(f"register {rows:,} rows"), ledger.transaction():
            ledger.register_rows(entries)
        with spent("again with 10 edited"), ledger.transaction():
            ledger.register_rows(edited(entries, 10))


def runs(folder: Path, rows: int) -> None:
    entries = books(rows)
    for name, now in (("process: the first run", entries), ("process: 10 edits", edited(entries, 10))):
        with spent(f"{name}, {rows:,} rows"):
            process.run([written(folder / "daftar.csv", now)], folder / "hasil")


def matching(rows: int) -> None:
    entries = books(rows)
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "koleksi.db", begun="2026-01-01") as ledger,
    ):
        ledger.register_rows(entries)
        known = list(ledger.memory().rows.values())
    now = edited(entries, rows)
    contents = [content_digest(entry) for entry in now]
    with spent(f"match {rows:,} rows, all edited"):
        found = match_rows(known, now, contents)
    print(f"{'found again':44} {sum(map(bool, found.keys)):8,}, to be asked {len(found.doubts)}")


@contextmanager
def spent(what: str) -> Iterator[None]:
    begun = time.process_time()
    yield
    print(f"{what:44} {time.process_time() - begun:8.3f} s CPU")


def books(count: int) -> list[Entry]:
    rng = random.Random(5)
    vocabulary = ["".join(rng.choices(LETTERS, k=rng.randint(3, 9))) for _ in range(8_000)]
    return [
        Entry(
            book=Book(
                title=" ".join(rng.choices(vocabulary, k=rng.randint(2, 6))),
                authors=(" ".join(rng.choices(vocabulary, k=2)),),
                publisher=rng.choice(vocabulary[:200]),
                year=rng.randint(1970, 2025),
            ),
            source="daftar.csv",
            row=n,
        )
        for n in range(2, count + 2)
    ]


def edited(entries: Sequence[Entry], count: int) -> list[Entry]:
    """A letter of the title, or the year, of some of them."""
    rng = random.Random(6)
    changed = list(entries)
    for n in rng.sample(range(len(entries)), count):
        book = changed[n].book
        at = rng.randrange(len(book.title))
        mistyped = book.title[:at] + rng.choice(LETTERS) + book.title[at + 1 :]
        book = book.but(title=mistyped) if rng.random() < 0.5 else book.but(year=rng.randint(1950, 1969))
        changed[n] = replace(changed[n], book=book)
    return changed


def written(path: Path, entries: Sequence[Entry]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("Judul", "Pengarang", "Penerbit", "Tahun"))
        writer.writerows((one.book.title, *one.book.authors, one.book.publisher, one.book.year) for one in entries)
    return path


if __name__ == "__main__":
    main()
