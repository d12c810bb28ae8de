"""How pairs of real lists are judged: each library's rows run alone, pairs counted plainly against the hand's label.

``python benchmarks/real_pairs.py [--wrong]``; ``--wrong`` prints every pair that is joined wrongly or missed. Pairs
labelled "unsure" count for neither side. Three sets: the labelled pairs of the measuring data, and those of
``judged_pairs.csv`` and ``judged_second.csv``, which hold line numbers of its lists and labels only. At the end: of
the scores that pairs got,
how many are one edition.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from koleksi import Book, dedupe, isbn

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
LABELLED = DATA / "dedupe" / "real_pairs" / "labelled.csv"
JUDGED = Path(__file__).with_name("judged_pairs.csv")
SECOND = Path(__file__).with_name("judged_second.csv")  # drawn at random later, of pairs that are in none of the others
FIELDS = ("title", "author", "publisher", "year", "isbn", "edition", "call_number")
SHORT = {"publisher": "pub", "edition": "ed", "call_number": "call"}  # in the columns of the labelled pairs
LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "dormitory": (
        "donated/dormitory_library.csv", ("Judul Buku", "Pengarang", "Penerbit", "Tahun", "ISBN", "Edisi", "")
    ),
    "university": (
        "donated/university_gift.csv", ("JUDUL BUKU", "PENGARANG", "PENERBIT", "TAHUN TERBIT", "", "", "")
    ),
    "mosque": ("ddc/id_rlc.csv", FIELDS),
    "kupang": ("ddc/id_kupang.csv", FIELDS),
    "office": ("ddc/id_office.csv", FIELDS),
    "poltek": ("ddc/id_poltek.csv", FIELDS),
    "school": ("ddc/id_school2014.csv", FIELDS),
}  # fmt: skip


class Judged(NamedTuple):
    """Two rows of a library's list with a person's word: same, different or unsure; ``why`` or which kind."""

    library: str
    left: str
    right: str
    books: tuple[Book, Book]
    label: str
    why: str


def book(values: Mapping[str, str]) -> Book:
    """A row as a book; a number with "!" before it is known not to hold."""
    number = values["isbn"]
    one = isbn.recognise(number.lstrip("!"))
    good = one.isbns[:1] if one.action in ("accept", "accept_warn") and not number.startswith("!") else ()
    return Book(
        title=values["title"], authors=(values["author"],) if values["author"] else (), publisher=values["publisher"],
        year=int(values["year"]) if values["year"].isdecimal() else None, isbn="".join(good),
        wrong_isbns=(number,) if number and not good else (), edition=values["edition"],
        call_number=values["call_number"],
    )  # fmt: skip


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def list_of(library: str) -> list[Book]:
    """A library's list; its first book stands in line 2 of the file."""
    name, columns = LISTS[library]
    return [
        book({field: (row.get(column) or "").strip() for field, column in zip(FIELDS, columns, strict=True)})
        for row in rows_of(DATA / name)
    ]


def labelled() -> list[Judged]:
    found = []
    for row in rows_of(LABELLED):
        left, right = (book({field: row[f"{SHORT.get(field, field)}_{side}"] for field in FIELDS}) for side in "ab")
        found.append(Judged(row["source"], row["row_a"], row["row_b"], (left, right), row["label"], row["why"]))
    return found


def judged(path: Path = JUDGED) -> list[Judged]:
    lists = {library: list_of(library) for library in LISTS}
    found = []
    for row in rows_of(path):
        books = lists[row["library"]]
        left, right = (books[int(row[name]) - 2] for name in ("row_a", "row_b"))
        found.append(Judged(row["library"], row["row_a"], row["row_b"], (left, right), row["label"], row["kind"]))
    return found


def said(pairs: Sequence[Judged]) -> list[str]:
    """What a run over one library's rows says of each pair: "same", "ask" or "different"."""
    books: dict[str, Book] = {}
    for pair in pairs:
        books.setdefault(pair.left, pair.books[0])
        books.setdefault(pair.right, pair.books[1])
    place = {name: n for n, name in enumerate(books)}
    found = dedupe.groups(books.values())
    group_of = {member: n for n, group in enumerate(found.groups) for member in group.members}
    asked = {tuple(sorted((group_of[ask.left], group_of[ask.right]))) for ask in found.asks}
    verdicts = []
    for pair in pairs:
        between = tuple(sorted((group_of[place[pair.left]], group_of[place[pair.right]])))
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


def table(pairs: Sequence[Judged], wrong: bool) -> None:
    """A line for each library and one for all; ``wrong``: the pairs joined wrongly or missed as well."""
    of_library: defaultdict[str, list[Judged]] = defaultdict(list)
    for pair in pairs:
        of_library[pair.library].append(pair)
    everything: list[tuple[str, str]] = []
    for library, theirs in of_library.items():
        verdicts = said(theirs)
        words = [(pair.label, verdict) for pair, verdict in zip(theirs, verdicts, strict=True)]
        line(library, words)
        everything += words
        for pair, (label, verdict) in zip(theirs, words, strict=True):
            if wrong and label != "unsure" and "same" in (label, verdict) and label != verdict:
                left, right = (one.title for one in pair.books)
                print(f"  {label} <- {verdict}: {left} | {right} ({pair.why})")
    line("all", everything)


def reliability(pairs: Iterable[Judged]) -> None:
    """Of pairs with a score of about a number, how many are one edition."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for pair in pairs:
        if pair.label != "unsure":
            score = dedupe.verdict(*pair.books).score
            bins[min(int(score * 5), 4) if score < 0.9 else 5].append((score, pair.label == "same"))
    for begin, found in sorted(bins.items()):
        low = 0.9 if begin == 5 else begin / 5
        print(
            f"score from {low:.1f}: {len(found):4} pairs, mean {sum(score for score, _ in found) / len(found):.2f}, "
            f"one edition {sum(same for _, same in found) / len(found):.2f}"
        )


def main() -> None:
    sets = {"labelled": labelled(), "judged": judged(), "judged, second draw": judged(SECOND)}
    for name, pairs in sets.items():
        print(name)
        table(pairs, "--wrong" in sys.argv)
    print("scores")
    reliability([pair for pairs in sets.values() for pair in pairs])


if __name__ == "__main__":
    main()
