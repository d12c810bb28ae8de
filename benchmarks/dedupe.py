"""The same edition found: quality and cost on every set of the measuring data.

``python benchmarks/dedupe.py [donated_1000 donated_10000 dblp_acm ...] [--splink PYTHON]``; without names all but the
million.
``--whole``: only the donated sets, each in a process of its own as a user starts it: CPU and wall of the whole process,
reading the file included, and beside it Splink's with ``--splink``. Once as a program that imports koleksi, once with
Python's collector at rest, as the command lets it (``cli/at_rest.py``).
``--splink``: an interpreter that has splink 5, duckdb and pandas, to measure Splink on the same file in the same run
(``benchmarks/dedupe_splink.py``).
"""

from __future__ import annotations

import argparse
import csv
import gc
import html
import lzma
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from koleksi import Book, dedupe, isbn

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "dedupe"
DONATED = ("donated_1000", "donated_10000", "donated_100000")
Pairs = set[tuple[int, int]]


def rows_of(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    packed = path.with_name(path.name + ".xz")
    with lzma.open(packed, "rt", encoding="utf-8") if packed.exists() else path.open(encoding="utf-8") as stream:
        yield from csv.DictReader(stream, delimiter=delimiter)


def names_in(cell: str, separators: str = r";| & | dan | dkk") -> tuple[str, ...]:
    return tuple([name.strip() for name in re.split(separators, cell) if name.strip(" .")])


def year_in(text: str) -> int | None:
    found = re.search(r"(1[4-9]|20)\d\d", text)
    return int(found[0]) if found else None


def donated(row: dict[str, str]) -> Book:
    one = isbn.recognise(row["isbn"])
    good = one.isbns[:1] if one.action in ("accept", "accept_warn") else ()
    return Book(
        title=row["title"], authors=names_in(row["author"]), publisher=row["publisher"], year=year_in(row["year"]),
        isbn="".join(good),
        wrong_isbns=() if good or not row["isbn"] else (row["isbn"],), edition=row["edition"],
    )  # fmt: skip


def figures(label: str, members: Iterable[Sequence[int]], cluster: Sequence[str], asks: int, seconds: float) -> None:
    """Precision and recall of pairs, and B-cubed: of each row, what part of its group and of its cluster is right."""
    size, made = Counter(cluster), 0
    together = right = 0
    b_precision = b_recall = 0.0
    for group in members:
        found = Counter(cluster[n] for n in group)
        made += len(group)
        together += len(group) * (len(group) - 1) // 2
        right += sum(count * (count - 1) // 2 for count in found.values())
        b_precision += sum(count * count / len(group) for count in found.values())
        b_recall += sum(count * count / size[name] for name, count in found.items())
    precision, recall = right / together, right / sum(count * (count - 1) // 2 for count in size.values())
    line(label, len(cluster), precision, recall, asks, seconds)
    p, r = b_precision / made, b_recall / made
    print(f"{'':18} B-cubed P {p:.4f} R {r:.4f} F1 {2 * p * r / (p + r):.4f}")


def line(label: str, rows: int, precision: float, recall: float, asks: int, seconds: float) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(
        f"{label:18} P {precision:.4f} R {recall:.4f} F1 {f1:.4f}  asked {asks / rows:.2%}  "
        f"{seconds:.2f} CPU s, {1e6 * seconds / rows:.0f} us a row, {memory} MB",
        flush=True,
    )


def grouped(books: Iterable[Book]) -> tuple[dedupe.Groups, float]:
    begun = time.process_time()
    found = dedupe.groups(books)
    return found, time.process_time() - begun


def run_donated(name: str) -> None:
    folder = DATA / name
    begun = time.process_time()
    count = sum(isinstance(donated(row), Book) for row in rows_of(folder / "records.csv"))
    reading = time.process_time() - begun
    found, seconds = grouped(donated(row) for row in rows_of(folder / "records.csv"))
    cluster = [row["cluster"] for row in rows_of(folder / "truth.csv")]
    assert len(cluster) == count
    figures(name, (group.members for group in found.groups), cluster, len(found.asks), seconds - reading)


def run_whole(name: str, splink: str | None) -> None:
    """What a whole process takes, from its start to its end; what it prints stands above."""
    here = Path(__file__)
    once = [sys.executable, str(here), "--once", name]
    commands = {"koleksi": once, "koleksi, collector at rest": [*once, "--at-rest"]}
    if splink:
        commands["Splink, lean"] = [splink, str(here.with_name("dedupe_splink.py")), str(DATA / name)]
    for label, command in commands.items():
        sys.stdout.flush()
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, check=True)
        after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - begun
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"{'':18} {label}: whole process {cpu:.1f} CPU s, {wall:.0f} s of wall", flush=True)


def run_once(name: str) -> None:
    """Read and grouped once, as a program does."""
    folder = DATA / name
    found, seconds = grouped(donated(row) for row in rows_of(folder / "records.csv"))
    cluster = [row["cluster"] for row in rows_of(folder / "truth.csv")]
    figures(name, (group.members for group in found.groups), cluster, len(found.asks), seconds)


def run_dblp_acm(name: str) -> None:
    """All of both tables, no training: a record of one is attached to at most one of the other."""
    sides = []
    for side in ("dblp", "acm"):
        rows = list(rows_of(DATA / name / f"{side}.csv"))
        sides.append(
            (
                [row["id"] for row in rows],
                [
                    Book(
                        title=html.unescape(row["title"]),
                        authors=names_in(html.unescape(row["authors"]), ","),
                        year=year_in(row["year"]),
                    )
                    for row in rows
                ],
            )
        )
    (ours, books), (theirs, against) = sides
    begun = time.process_time()
    found = dedupe.groups(books, against)
    seconds = time.process_time() - begun
    made = {(ours[n], theirs[group.match]) for group in found.groups if group.match is not None for n in group.members}
    gold = {(row["D1"], row["D2"]) for row in rows_of(DATA / name / "gold_pairs.csv")}
    line(
        name,
        len(books) + len(against),
        len(made & gold) / len(made),
        len(made & gold) / len(gold),
        len(found.asks),
        seconds,
    )


def run_cora(name: str) -> None:
    """Citations of one paper, cut from bibliographies: the furthest from books that there is."""
    rows = list(rows_of(DATA / name / "cora.csv", "|"))
    books = [
        Book(
            title=row["title"].strip("'\u2018\u2019,. "),
            authors=names_in(row["author"].replace("(ed.)", ""), r",? and |;"),
            publisher=row["publisher"],
            year=year_in(row["year"]),
        )
        for row in rows
    ]
    found, seconds = grouped(books)
    with (DATA / name / "gold_pairs.csv").open(encoding="utf-8") as stream:
        pairs = csv.reader(stream, delimiter="|")
        gold: Pairs = {
            (min(a, b), max(a, b)) for a, b in (map(int, row[:2]) for row in pairs if row and row[0].isdigit())
        }
    place = {int(row["Entity Id"]): n for n, row in enumerate(rows)}
    of_pairs(name, found, {tuple(sorted((place[a], place[b]))) for a, b in gold}, len(rows), seconds)


def of_pairs(name: str, found: dedupe.Groups, gold: set[tuple[int, ...]], rows: int, seconds: float) -> None:
    made = {pair for group in found.groups for pair in combinations(group.members, 2)}
    line(name, rows, len(made & gold) / max(len(made), 1), len(made & gold) / len(gold), len(found.asks), seconds)


def run_labelled(name: str, pairs: Sequence[tuple[Book, Book, bool]]) -> None:
    """Labelled pairs, each judged by itself; "ask" counts as neither same nor different."""
    begun = time.process_time()
    said = [(dedupe.verdict(left, right).kind, same) for left, right, same in pairs]
    seconds = time.process_time() - begun
    count = Counter(said)
    called, true = count["same", True] + count["same", False], sum(same for _, _, same in pairs)
    line(
        name,
        len(pairs),
        count["same", True] / max(called, 1),
        count["same", True] / true,
        count["ask", True] + count["ask", False],
        seconds,
    )
    print(
        f"{'':18} asked: {count['ask', True]} of {true} the same, "
        f"{count['ask', False]} of {len(pairs) - true} different"
    )


def princeton() -> list[tuple[Book, Book, bool]]:
    def book(row: dict[str, str], side: str) -> Book:
        return Book(
            title=row[f"title_{side}"],
            authors=tuple(filter(None, [row[f"author_{side}"]])),
            publisher=row[f"publisher_name_{side}"],
            year=year_in(row[f"publication_year_{side}"]),
            edition=row[f"edition_{side}"],
        )

    return [
        (book(row, "l"), book(row, "r"), row["label"] == "1")
        for row in rows_of(DATA / "princeton_dedupe" / "pairs.csv")
    ]


def princeton_clusters() -> list[tuple[Book, Book, bool]]:
    def book(row: dict[str, str]) -> Book:
        return Book(
            title=row["title"], part_title=row["title_part"], volume=row["title_number"],
            authors=tuple(filter(None, [row["author"]])),
            publisher=row["publisher_name"], year=year_in(row["publication_year"]), edition=row["edition"],
        )  # fmt: skip

    books = {row["id"]: book(row) for row in rows_of(DATA / "princeton_dedupe" / "train_short_output.csv")}
    labels = rows_of(DATA / "princeton_dedupe" / "train_short_labels.csv")
    return [
        (books[row["id1"]], books[row["id2"]], row["label"] == "1")
        for row in labels
        if row["id1"] in books and row["id2"] in books
    ]


def books2() -> list[tuple[Book, Book, bool]]:
    """Flattened to one string: author, ISBNs, pages, date, then publisher and title, which nothing parts. The labels
    join editions of a work, so ISBNs, years and publishers are left out."""

    def book(text: str) -> Book:
        parts = re.match(r"(?P<author>\D*?)\s{1,4}(?P<rest>\d.*|\s.*)", text.replace("&amp;", "&"))
        rest = re.sub(
            r"\S*\d\S*|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
            " ",
            parts["rest"] if parts else text,
        )
        return Book(title=" ".join(rest.split()), authors=(parts["author"],) if parts and parts["author"] else ())

    return [
        (book(row["left"]), book(row["right"]), row["label"] == "1")
        for row in rows_of(DATA / "books2" / "pairs_flat.csv")
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "names", nargs="*", default=[*DONATED, "dblp_acm", "cora", "princeton", "princeton_train", "books2"]
    )
    parser.add_argument("--splink", metavar="PYTHON")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--at-rest", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.at_rest:
        gc.disable()
    if given.whole or given.once:
        for name in given.names:
            run_whole(name, given.splink) if given.whole else run_once(name)
        return
    labelled = {"princeton": princeton, "princeton_train": princeton_clusters, "books2": books2}
    for name in given.names:
        if name in labelled:
            run_labelled(name, labelled[name]())
        elif name in ("dblp_acm", "cora"):
            {"dblp_acm": run_dblp_acm, "cora": run_cora}[name](name)
        else:
            run_donated(name)
            if given.splink:
                folder = DATA / name
                sys.stdout.flush()
                subprocess.run(
                    [given.splink, str(Path(__file__).with_name("dedupe_splink.py")), str(folder)], check=True
                )


if __name__ == "__main__":
    main()
