"""How pairs of real lists are judged: each library's rows run alone, pairs counted plainly against the hand's label.

``python benchmarks/real_pairs.py [--wrong]``; ``--wrong`` prints every pair that is joined wrongly or missed. Pairs
labelled "unsure" count for neither side.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from koleksi import Book, dedupe, isbn

PAIRS = Path(__file__).resolve().parents[2] / "shared" / "data" / "dedupe" / "real_pairs" / "labelled.csv"
Row = dict[str, str]


def book(row: Row, side: str) -> Book:
    number = row[f"isbn_{side}"]
    one = isbn.recognise(number.lstrip("!"))
    good = one.isbns[:1] if one.action in ("accept", "accept_warn") and not number.startswith("!") else ()
    author, year = row[f"author_{side}"], row[f"year_{side}"]
    return Book(
        title=row[f"title_{side}"], authors=(author,) if author else (), publisher=row[f"pub_{side}"],
        year=int(year) if year.isdecimal() else None, isbn="".join(good),
        wrong_isbns=(number,) if number and not good else (), edition=row[f"ed_{side}"],
        call_number=row[f"call_{side}"],
    )  # fmt: skip


def said(pairs: Sequence[Row]) -> list[str]:
    """What a run over one library's rows says of each pair: "same", "ask" or "different"."""
    books: dict[str, Book] = {}
    for row in pairs:
        for side in "ab":
            books.setdefault(row[f"row_{side}"], book(row, side))
    place = {name: n for n, name in enumerate(books)}
    found = dedupe.groups(books.values())
    group_of = {member: n for n, group in enumerate(found.groups) for member in group.members}
    asked = {tuple(sorted((group_of[ask.left], group_of[ask.right]))) for ask in found.asks}
    verdicts = []
    for row in pairs:
        between = tuple(sorted(group_of[place[row[f"row_{side}"]]] for side in "ab"))
        verdicts.append("same" if len(set(between)) == 1 else "ask" if between in asked else "different")
    return verdicts


def line(library: str, judged: Iterable[tuple[str, str]]) -> None:
    count = Counter(judged)
    joined = count["same", "same"] + count["different", "same"]
    same = sum(number for (label, _), number in count.items() if label == "same")
    asked = count["same", "ask"] + count["different", "ask"]
    total = sum(number for (label, _), number in count.items() if label != "unsure")
    precision = count["same", "same"] / joined if joined else 1.0
    recall = count["same", "same"] / same if same else 1.0
    print(
        f"{library:12} {total:4} pairs  P {precision:.3f} ({joined})  R {recall:.3f} ({same})  "
        f"asked {asked / total:.1%}, of which same {count['same', 'ask'] / max(asked, 1):.2f}"
    )


def main() -> None:
    of_library: defaultdict[str, list[Row]] = defaultdict(list)
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            of_library[row["source"]].append(row)
    everything: list[tuple[str, str]] = []
    for library, pairs in of_library.items():
        verdicts = said(pairs)
        judged = [(row["label"], verdict) for row, verdict in zip(pairs, verdicts, strict=True)]
        line(library, judged)
        everything += judged
        if "--wrong" in sys.argv:
            for row, verdict in zip(pairs, verdicts, strict=True):
                if (
                    (row["label"] == "same") != (verdict == "same")
                    and row["label"] != "unsure"
                    and (row["label"] == "same" or verdict == "same")
                ):
                    print(f"  {row['label']} <- {verdict}: {row['title_a']} | {row['title_b']} ({row['why']})")
    line("all", everything)


if __name__ == "__main__":
    main()
