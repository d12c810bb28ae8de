"""Class suggestions on libraries never seen, by what is known of a book, and on a library's own rest after
``koleksi ddc learn``: ``python benchmarks/ddc.py [every Nth row]``. How fast: ``benchmarks/ddc_speed.py``."""

from __future__ import annotations

import csv
import lzma
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from koleksi import Book, ddc
from koleksi._ddc.schedule import schedule
from koleksi._terms.folding import term_words

CATALOGUES = Path(__file__).resolve().parents[2] / "shared" / "data" / "ddc"
NAMES = ("amn", "rlc", "poltek", "dumai", "kupang", "office", "school2014")

Row = dict[str, str]


def rows_of(name: str) -> list[Row]:
    text = (CATALOGUES / f"id_{name}.csv").read_text(encoding="utf-8-sig")
    return [row for row in csv.DictReader(text.splitlines()) if ddc.normalise(row["ddc"] or "")]


def english_rows() -> list[Row]:
    """Rows of the English set that no shipped table was counted on."""
    text = lzma.decompress((CATALOGUES / "en_tib.csv.xz").read_bytes()).decode("utf-8-sig")
    table = csv.DictReader(text.splitlines())
    return [row for row in table if row["split"] == "dev" and ddc.normalise(row["ddc"] or "")]


def truth(number: str) -> str:
    """Three digits of today's number."""
    plain = ddc.normalise(number)
    return schedule().moved.get(plain[:3], plain)[:3]


def is_fiction(number: str) -> bool:
    """Whether a class is of stories in whichever literature, "899" with all of its forms as libraries have them."""
    plain = ddc.normalise(number)
    return plain.startswith(("899", "839", "869", "891.7", "892.7", "895")) or (plain[:1] == "8" and plain[2:3] == "3")


def is_story(number: str) -> bool:
    """Fiction or what stands beside it: the rest of literature and tales of the people."""
    return is_fiction(number) or number[:1] == "8" or number.startswith("398")


def title_only(row: Row) -> Book:
    return Book(title=row["title"])


def all_known(row: Row) -> Book:
    authors = tuple(name.strip() for name in (row.get("author") or "").split(";") if name.strip())
    subjects = tuple(text.strip() for text in (row.get("subject") or "").split(";") if text.strip())
    return Book(title=row["title"], authors=authors, publisher=row.get("publisher") or "", subjects=subjects)


def measure(
    label: str,
    rows: Sequence[Row],
    book_of: Callable[[Row], Book],
    profile: ddc.Profile | None = None,
    fiction: str = "813",
) -> tuple[Counter[str], list[tuple[float, bool]]]:
    """Print one line; how often what was right, and the score of each first suggestion with whether it was."""
    right: Counter[str] = Counter()
    scored = []
    for row in rows:
        found = ddc.suggest(book_of(row), 5, profile=profile, fiction=fiction)
        numbers, true = [truth(s.number) for s in found], truth(row["ddc"])
        right["1"] += bool(numbers) and numbers[0][0] == true[0]
        right["@1"] += numbers[:1] == [true]
        right["@3"] += true in numbers[:3]
        right["@5"] += true in numbers
        told, first = is_fiction(row["ddc"]), bool(found) and is_fiction(found[0].number)
        right["stories"] += told
        right["told"] += told and first
        right["mistold"] += first and not is_story(row["ddc"])
        if found:
            scored.append((found[0].score, numbers[0] == true))
    show(label, len(rows), right)
    return right, scored


def show(label: str, rows: int, right: Counter[str]) -> None:
    print(
        f"{label:14}{rows:6}"
        + "".join(f"{right[key] / rows:{width}.3f}" for key, width in (("1", 9), ("@1", 7), ("@3", 7), ("@5", 7)))
        + f"{right['told']:6} of {right['stories']:4}{right['mistold'] / max(rows - right['stories'], 1):8.3f}"
    )


def split(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Four fifths to learn from and a fifth to ask, kept apart by the first three words of the title."""
    groups = sorted({" ".join(term_words(row["title"])[:3]) for row in rows})
    random.Random(7).shuffle(groups)
    asked = set(groups[: len(groups) // 5])
    return [r for r in rows if " ".join(term_words(r["title"])[:3]) not in asked], [
        r for r in rows if " ".join(term_words(r["title"])[:3]) in asked
    ]


def main() -> None:
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    stock = {name: rows_of(name)[::step] for name in NAMES}
    print(f"{'title only':14}{'rows':>6}{'1 digit':>9}{'@1':>7}{'@3':>7}{'@5':>7}  fiction first  wrongly")
    begun, scored = time.process_time(), []
    for name in NAMES:
        scored += measure(name, stock[name], title_only)[1]
    rate = sum(map(len, stock.values())) / (time.process_time() - begun)
    print(f"{rate:.0f} suggestions a CPU second, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    by_score: defaultdict[int, list[bool]] = defaultdict(list)
    for score, was_right in scored:
        by_score[int(score * 10)].append(was_right)
    for tenth, those in sorted(by_score.items()):
        print(f"score {tenth / 10:.1f}: {sum(those) / len(those):.2f} right of {len(those)}")
    print("with author, publisher and subjects")
    for name in NAMES:
        measure(name, stock[name], all_known)
    print('title only, fiction = "899.2213"')
    for name in NAMES:
        measure(name, stock[name], title_only, fiction="899.2213")
    print("title only, after learning the library's other books")
    together, asked = Counter[str](), 0
    for name in NAMES[:5]:
        known, rest = split(stock[name])
        right, _ = measure(name, rest, title_only, ddc.learn(title_only(row).but(ddc=row["ddc"]) for row in known))
        if name in ("rlc", "dumai"):
            together.update(right)
            asked += len(rest)
    show("rlc and dumai", asked, together)


if __name__ == "__main__":
    main()
