"""How fast classes are suggested, beside a linear model of scikit-learn in the same run, since seconds wander:
``python benchmarks/ddc_speed.py``. Needs scikit-learn. Seconds are CPU seconds; where a process starts, all of it.

The peer is fixed: words and pairs hashed to 16,384 features, a linear model by stochastic gradient descent (seed 0,
five passes), taught on four titles of five and asked for the first three classes of the fifth, all titles at once: a
title at a time it copies its weights for each. It knows nothing but titles of these libraries and gives no reasons.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from koleksi import Book, ddc

CATALOGUES = Path(__file__).resolve().parents[2] / "shared" / "data" / "ddc"
NAMES = ("amn", "rlc", "poltek", "dumai", "kupang", "office", "school2014")
LISTED = 2500  # rows of the list for the command
_FIRST = "from koleksi import Book, ddc; ddc.suggest(Book(title='Budidaya Ikan Lele di Kolam Terpal'))"
_MANY = "import sys; from koleksi import Book, ddc; [ddc.suggest(Book(title=line)) for line in open(sys.argv[1])]"
_COMMAND = "import sys; from koleksi.cli import main; sys.argv[0] = 'koleksi'; main()"

Row = dict[str, str]


def rows(names: Sequence[str] = NAMES) -> list[Row]:
    """Every titled row of the catalogues with a class."""
    texts = ((CATALOGUES / f"id_{name}.csv").read_text(encoding="utf-8-sig") for name in names)
    return [
        row for text in texts for row in csv.DictReader(text.splitlines()) if row["title"] and ddc.normalise(row["ddc"])
    ]


def all_fields(row: Row) -> Book:
    authors = tuple(name.strip() for name in (row.get("author") or "").split(";") if name.strip())
    subjects = tuple(text.strip() for text in (row.get("subject") or "").split(";") if text.strip())
    return Book(title=row["title"], authors=authors, publisher=row.get("publisher") or "", subjects=subjects)


def rate(ask: Callable[[], object], asked: int) -> float:
    begun = time.process_time()
    ask()
    return asked / (time.process_time() - begun)


def of_process(*arguments: str) -> tuple[float, int]:
    """CPU seconds and peak MB of Python with these arguments; the better of three runs."""
    runs = []
    for _ in range(3):
        process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        runs.append((used.ru_utime + used.ru_stime, used.ru_maxrss // 1024))
    return min(runs)


def peer(taught: Sequence[Row], asked: Sequence[str]) -> float:
    """Titles a CPU second of the peer."""
    from sklearn.feature_extraction.text import HashingVectorizer
    from sklearn.linear_model import SGDClassifier

    words = HashingVectorizer(n_features=2**14, ngram_range=(1, 2))
    model = SGDClassifier(loss="log_loss", max_iter=5, tol=None, random_state=0)
    model.fit(words.transform(row["title"] for row in taught), [ddc.normalise(row["ddc"])[:3] for row in taught])
    return rate(lambda: model.predict_proba(words.transform(asked)).argpartition(-3, axis=1), len(asked))


def with_start_up() -> None:
    """The first suggestion, and a list of one library by API and command. What this process holds by then is little,
    since the peak of a new process is never below that of the one that started it."""
    with tempfile.TemporaryDirectory() as folder:
        lines, table = Path(folder, "titles.txt"), Path(folder, "list.csv")
        titles = [" ".join(row["title"].split()) for row in rows(NAMES[:1])[:LISTED]]
        lines.write_text("\n".join(titles), encoding="utf-8")
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["title"], *([title] for title in titles)])
        for label, arguments, asked in (
            ("first, with start-up", ("-c", _FIRST), 1),
            ("API, with start-up", ("-c", _MANY, str(lines)), len(titles)),
            ("koleksi ddc suggest --json", ("-c", _COMMAND, "ddc", "suggest", str(table), "--json"), len(titles)),
        ):
            seconds, megabytes = of_process(*arguments)
            print(f"{label:28}{asked / seconds:7.0f} a CPU second: {asked} in {seconds:.3f} s, {megabytes} MB")


def main() -> None:
    with_start_up()
    stock = rows()
    titles, full = [Book(title=row["title"]) for row in stock], [all_fields(row) for row in stock]
    for label, books in (("title only", titles), ("all fields", full)):
        print(f"{label:28}{rate(partial(suggest_all, books), len(books)):7.0f} suggestions a CPU second by the API")
    speed = peer([row for n, row in enumerate(stock) if n % 5], [row["title"] for row in stock[::5]])
    print(f"{'scikit-learn, titles':28}{speed:7.0f} suggestions a CPU second")


def suggest_all(books: Sequence[Book]) -> None:
    for book in books:
        ddc.suggest(book)


if __name__ == "__main__":
    main()
